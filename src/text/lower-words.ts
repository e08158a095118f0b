import { hashOf, standsAt, type Tokens } from './tokens.ts'

/** A power of two, larger than the everyday vocabulary of news. */
const SLOTS = 1 << 14
/** Longer words are not cached: V8 would keep the whole text alive behind the slice. */
const MOST_LETTERS = 12

/** Cache of words in lower case by hash; a newer word replaces an older one. */
const words = new Array<string>(SLOTS).fill('')

/**
 * A stretch of a text in lower case, with curly apostrophes as straight ones.
 *
 * A few thousand words make up nearly all texts. Each is interned, so that no string is allocated for
 * each occurrence and look-ups in sets and maps are quick.
 */
export function lowerWord(text: string, start: number, end: number): string {
  if (end - start > MOST_LETTERS) return makeWord(text, start, end)
  return wordAt(slotOf(hashOf(text, start, end)), text, start, end)
}

/** The same for a token, whose hash is known. */
export function lowerToken({ text, starts, ends, hashes }: Tokens, at: number): string {
  const start = starts[at] ?? 0
  const end = ends[at] ?? 0
  const hash = hashes[at] ?? 0
  if (hash === 0 || end - start > MOST_LETTERS) return lowerWord(text, start, end)
  return wordAt(slotOf(hash), text, start, end)
}

function wordAt(slot: number, text: string, start: number, end: number): string {
  const known = words[slot] ?? ''
  if (standsAt(known, text, start, end)) return known
  return (words[slot] = makeWord(text, start, end))
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (SLOTS - 1)
}

const CURLY = /[‘’]/

/** Letters whose small form is longer ("İ") stay as they are, so that lengths are the text's own. */
function makeWord(text: string, start: number, end: number): string {
  const word = text.slice(start, end)
  const small = word.toLowerCase()
  const kept = small.length === word.length ? small : lowerEach(word)
  return CURLY.test(kept) ? kept.replace(/[‘’]/g, "'") : kept
}

function lowerEach(word: string): string {
  return word.replace(/[^]/gu, (letter) => {
    const small = letter.toLowerCase()
    return small.length === letter.length ? small : letter
  })
}
