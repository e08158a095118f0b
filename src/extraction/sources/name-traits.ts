import type { SourceWords } from '../../languages/source-words.ts'
import { createWordTraits, type WordTraits } from '../../text/word-traits.ts'
import type { Directory } from './directory.ts'

/** What a capitalised word may be in the name of a medium. */
export const NameTrait = {
  /** The first word of a known name. */
  KNOWN: 1,
  /** The last word of a name that shows what it is of: "Gazette", "Agency". */
  LAST: 2,
  /** The first word of such a name: "Radio". */
  FIRST: 4,
} as const

const prepared = new WeakMap<Directory, Map<SourceWords, WordTraits>>()

export function nameTraits(known: Directory, words: SourceWords): WordTraits {
  const byWords = prepared.get(known) ?? new Map<SourceWords, WordTraits>()
  prepared.set(known, byWords)
  const made =
    byWords.get(words) ??
    createWordTraits([
      [known.byFirstWord.keys(), NameTrait.KNOWN],
      [words.nameEndings.keys(), NameTrait.LAST],
      [words.bodies, NameTrait.LAST],
      [words.nameBeginnings.keys(), NameTrait.FIRST],
    ])
  byWords.set(words, made)
  return made
}
