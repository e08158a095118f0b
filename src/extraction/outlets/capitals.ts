import type { Span } from '../../model/span.ts'

/** Words with a capital that follow each other: "Korean Central News Agency". */
export interface Run {
  readonly words: readonly Word[]
}

export interface Word extends Span {
  readonly text: string
}

// A capital, then letters, digits and what may join them: "People's", "Al-Ahram", "L.A.", "AT&T".
const WORD = /\p{Lu}[\p{L}\p{N}]*(?:[.&'’-][\p{L}\p{N}]+)*/gu
const MAX_WORDS = 8

/**
 * Find the runs of capitalised words in a stretch of text, in reading order.
 *
 * @param joins - whether two words may stand in one run, judged by the first of them
 */
export function findRuns(text: string, span: Span, joins: (word: string) => boolean): Run[] {
  const runs: Word[][] = []
  for (const match of text.slice(span.start, span.end).matchAll(WORD)) {
    const start = span.start + match.index
    const word = { text: match[0], start, end: start + match[0].length }
    if (!isWordStart(text, start)) continue
    const run = runs.at(-1)
    const last = run?.at(-1)
    const follows = last && last.end + 1 === start && /[ \n]/.test(text.charAt(last.end))
    if (run && follows && run.length < MAX_WORDS && joins(last.text)) run.push(word)
    else runs.push([word])
  }
  return runs.map((words) => ({ words }))
}

/** Not inside a word, an address or a number: "McDonald", "x@Reuters", "iPhone". */
function isWordStart(text: string, start: number): boolean {
  return start === 0 || !/[\p{L}\p{N}@_.#]/u.test(text.charAt(start - 1))
}
