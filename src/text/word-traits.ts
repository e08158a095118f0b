import { hashOf } from './tokens.ts'

/**
 * A filter over word hashes that rules out nearly all words of a text with one look-up. Words whose
 * hashes share bits with a listed word pass too, so callers check the word itself.
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
