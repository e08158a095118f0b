import type { SourceName } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { nameKey } from '../../text/names.ts'

/** A form of a name as it may stand in a text. */
export interface Form {
  readonly words: string
  readonly source: SourceName
  readonly trust: Trust
}

/**
 * FULL: means this outlet wherever it stands. AMBIGUOUS: other things too, so that something else
 * must show what is meant. PLAIN: a word of the language, which must at least stand alone. SHORT:
 * the last word of a name, for use behind "the" and in credits.
 */
export type Trust = 'FULL' | 'AMBIGUOUS' | 'PLAIN' | 'SHORT'

/** The outlets that can be looked up: those that are known, or those that one article introduces. */
export interface Directory {
  /** By the first word of a form, longest form first. */
  readonly byFirstWord: ReadonlyMap<string, readonly Form[]>
  /** By what `nameKey` makes of a form, short ones left out. */
  readonly byKey: ReadonlyMap<string, SourceName>
}

const FIRST_WORD = /^[\p{L}\p{N}]*/u
const NOT_A_LETTER = /[^A-Za-z]/
// "CNN-style" names no source, and neither does "Reuters.example".
const GOES_ON = /[\p{L}\p{N}]|-\p{Ll}|\.\p{Ll}/uy

/** @param forms - where two have the same words, the first counts */
export function createDirectory(forms: readonly Form[]): Directory {
  const byFirstWord = new Map<string, Form[]>()
  const byKey = new Map<string, SourceName>()
  for (const form of forms) {
    const first = firstWord(form.words)
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), form])
    const key = nameKey(form.words)
    if (form.trust !== 'SHORT' && !byKey.has(key)) byKey.set(key, form.source)
  }
  for (const same of byFirstWord.values()) same.sort((a, b) => b.words.length - a.words.length)
  return { byFirstWord, byKey }
}

export interface Found {
  readonly source: SourceName
  readonly span: Span
  readonly trust: Trust
}

/**
 * The longest name that stands at this offset, as a whole word; null when none does.
 *
 * @param first - the first word there, from `firstWord`
 */
export function findAt(
  directory: Directory,
  text: string,
  at: number,
  first: string,
): Found | null {
  const form = directory.byFirstWord.get(first)?.find(({ words }) => standsAt(text, at, words))
  if (!form) return null
  const span = { start: at, end: at + form.words.length }
  return { source: form.source, span, trust: form.trust }
}

/** Letters and digits from the beginning: "Al" of "Al-Ahram". */
export function firstWord(words: string): string {
  return NOT_A_LETTER.test(words) ? (FIRST_WORD.exec(words)?.[0] ?? '') : words
}

function standsAt(text: string, at: number, words: string): boolean {
  for (let index = 0; index < words.length; index += 1) {
    if (plain(text.charCodeAt(at + index)) !== plain(words.charCodeAt(index))) return false
  }
  GOES_ON.lastIndex = at + words.length
  return !GOES_ON.test(text)
}

/** Curly apostrophes as straight ones, line breaks as blanks. */
function plain(code: number): number {
  if (code === 0x2019) return 39
  return code === 10 || code === 0xa0 ? 32 : code
}
