import { hashOf, standsAt, type Tokens } from './tokens.ts'

/** A list of words with a number for each, which tokens are looked up in without making strings. */
export interface Lexicon {
  /** The number of the word that a token is, case aside; 0 when it is not listed. */
  valueOf(tokens: Tokens, index: number): number
  /** The number of the word between two offsets of a text, case aside; 0 when it is not listed. */
  valueAt(text: string, start: number, end: number): number
}

/** Make a lexicon. Words are in lower case with straight apostrophes; numbers are not 0. */
export function createLexicon(values: ReadonlyMap<string, number>): Lexicon {
  const mask = tableSize(values.size) - 1
  const words = new Array<string>(mask + 1).fill('')
  const hashes = new Int32Array(mask + 1)
  const numbers = new Int32Array(mask + 1)
  for (const [word, value] of values) {
    const hash = hashOf(word, 0, word.length)
    let slot = slotOf(hash) & mask
    while (numbers[slot] !== 0) slot = (slot + 1) & mask
    words[slot] = word
    hashes[slot] = hash
    numbers[slot] = value
  }
  const find = (hash: number, text: string, start: number, end: number): number => {
    for (let slot = slotOf(hash) & mask; numbers[slot] !== 0; slot = (slot + 1) & mask) {
      if (hashes[slot] === hash && standsAt(words[slot] ?? '', text, start, end)) {
        return numbers[slot] ?? 0
      }
    }
    return 0
  }
  return {
    valueOf: ({ text, starts, ends, hashes }, index) =>
      find(hashes[index] ?? 0, text, starts[index] ?? 0, ends[index] ?? 0),
    valueAt: (text, start, end) => find(hashOf(text, start, end), text, start, end),
  }
}

function tableSize(words: number): number {
  let size = 64
  while (size < words * 3) size *= 2
  return size
}

function slotOf(hash: number): number {
  return hash ^ (hash >>> 15)
}
