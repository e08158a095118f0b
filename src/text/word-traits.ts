import { hashOf } from './tokens.ts'

/**
 * What words may be, by some bits of their hashes: so small a table that nearly all words of a
 * text are told at once to be nothing. Words that share their bits with others are taken for
 * them; whoever acts on a trait looks at the word itself.
 */
export type WordTraits = Uint16Array

const SLOTS = 1 << 13

/** @param listed - words with the bits that each is to have */
export function createWordTraits(
  listed: Iterable<readonly [words: Iterable<string>, trait: number]>,
): WordTraits {
  const traits = new Uint16Array(SLOTS)
  for (const [words, trait] of listed) {
    for (const word of words) {
      const slot = slotOf(hashOf(word, 0, word.length))
      traits[slot] = (traits[slot] ?? 0) | trait
    }
  }
  return traits
}

export function traitsOf(traits: WordTraits, hash: number): number {
  return traits[slotOf(hash)] ?? 0
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (SLOTS - 1)
}
