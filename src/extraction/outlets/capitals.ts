import type { Span } from '../../model/span.ts'

/** Words with a capital that follow each other: "Korean Central News Agency". */
export interface Run {
  readonly words: readonly Word[]
}

export interface Word extends Span {
  readonly text: string
}

// A capital, then letters, digits and what may join them: "People's", "Al-Ahram", "L.A.", "AT&T".
const WORD = /\p{Lu}[\p{L}\p{N}]*(?:[.&'’-][\p{L}\p{N}]+)*/uy
const OWNER = /['’]\p{L}$/u
const MAX_WORDS = 8

/**
 * Find the runs of capitalised words in a stretch of text, in reading order.
 *
 * An owner ends a run ("China's Global Times" is two), unless it belongs to the name.
 *
 * @param nameOwners - owners that do, in lower case: "people's"
 */
export function findRuns(text: string, span: Span, nameOwners: ReadonlySet<string>): Run[] {
  const runs: Word[][] = []
  for (let at = nextCapital(text, span.start, span.end); at < span.end;) {
    WORD.lastIndex = at
    const printed = WORD.exec(text)?.[0] ?? ''
    const word = withoutOwner(printed, at, nameOwners)
    const run = runs.at(-1)
    if (run && run.length < MAX_WORDS && follows(text, run.at(-1), at)) run.push(word)
    else runs.push([word])
    at = nextCapital(text, at + Math.max(1, printed.length), span.end)
  }
  return runs.map((words) => ({ words }))
}

function withoutOwner(printed: string, start: number, nameOwners: ReadonlySet<string>): Word {
  const owner = OWNER.test(printed) && !nameOwners.has(printed.toLowerCase().replace('’', "'"))
  const text = owner ? printed.slice(0, -2) : printed
  return { text, start, end: start + text.length }
}

function follows(text: string, last: Word | undefined, at: number): boolean {
  return last !== undefined && last.end + 1 === at && /\s/.test(text.charAt(last.end))
}

/** Offset of the next capital that begins a word, or the end. */
function nextCapital(text: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    if (isCapital(text, at) && isWordStart(text, at)) return at
  }
  return end
}

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 0x80) return code >= 65 && code <= 90
  return /\p{Lu}/u.test(text.charAt(at))
}

/** Not inside a word, an address or a number: "McDonald", "x@Reuters", "iPhone", "non-Reuters". */
function isWordStart(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1)
  if (before === 32 || before === 10 || Number.isNaN(before)) return true
  return !/[\p{L}\p{N}@_.#-]/u.test(text.charAt(start - 1))
}
