import type { SourceWords } from '../../languages/source-words.ts'
import type { Span } from '../../model/span.ts'

/** Longest word that is looked at, in UTF-16 units. */
export const REACH = 48

const ELIDED = /(?<![\p{L}\p{N}])\p{L}{1,2}['’]$/u

/**
 * The word before an offset, separated by one blank or elided ("l'"); null when there is something
 * else.
 */
export function wordBefore(text: string, at: number): Span | null {
  const last = text.charAt(at - 1)
  if (last === "'" || last === '’') {
    const elided = ELIDED.exec(text.slice(Math.max(0, at - 4), at))
    if (elided) return { start: at - elided[0].length, end: at }
  }
  if (!/\s/.test(last)) return null
  const start = wordStart(text, Math.max(0, at - 1 - REACH), at - 1)
  return start < at - 1 ? { start, end: at - 1 } : null
}

/**
 * Where the word that ends at an offset begins, not before `low`. A loop from the end backwards: a
 * pattern would try each offset from `low` on.
 */
function wordStart(text: string, low: number, end: number): number {
  let start = end
  let at = end
  while (at > low) {
    const isPair = at - 2 >= low && (text.codePointAt(at - 2) ?? 0) > 0xffff
    const previous = isPair ? at - 2 : at - 1
    const character = text.slice(previous, at)
    if (LETTER_OR_DIGIT.test(character)) start = previous
    else if (!INSIDE_WORD.includes(character)) break
    at = previous
  }
  return start
}

const LETTER_OR_DIGIT = /^[\p{L}\p{N}]$/u
const INSIDE_WORD = ".’'-"

/** The word after an offset, separated by one blank; null when there is something else. */
export function wordAfter(text: string, at: number): Span | null {
  const word = /^\s[\p{L}\p{N}][\p{L}\p{N}’'-]*/u.exec(text.slice(at, at + REACH))
  return word ? { start: at + 1, end: at + word[0].length } : null
}

/** The words of a span in lower case, with straight apostrophes. */
export function lowerWord(text: string, span: Span | null): string {
  return span ? text.slice(span.start, span.end).toLowerCase().replaceAll('’', "'") : ''
}

/** Whether the definite article precedes an offset. */
export function isDefinite(text: string, start: number, words: SourceWords): boolean {
  return words.definite.includes(lowerWord(text, wordBefore(text, start)))
}
