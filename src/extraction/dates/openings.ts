import { NumberSet } from '../../text/number-set.ts'
import { hashOf } from '../../text/tokens.ts'
import type { Edge, Grammar } from './states.ts'
import { hasTrait, hashAt, Trait, type Tokens } from './tokens.ts'

/** Tells whether the grammar may have something that begins with a token that may open one. */
export type Openings = (tokens: Tokens, at: number) => boolean

/**
 * Know the second words of all expressions by their first.
 *
 * Most words that may open an expression are "the" and "a" before something else; one look at the
 * next word spares a walk along every pattern that begins with them. Words are told by their
 * hashes: two that share one cost a walk that finds nothing.
 */
export function createOpenings(grammar: Grammar): Openings {
  const { words } = grammar
  const wordsOf = new Map<number, string[]>()
  for (const word of words.keys()) {
    const hash = hashOf(word, 0, word.length)
    wordsOf.set(hash, [...(wordsOf.get(hash) ?? []), word])
  }
  const known = new Map<number, NumberSet | null>()
  const wordsAfter = (hash: number): NumberSet | null => {
    const seconds = known.get(hash)
    if (seconds !== undefined) return seconds
    const made = secondWords((wordsOf.get(hash) ?? []).flatMap((word) => words.get(word) ?? []))
    known.set(hash, made)
    return made
  }
  return (tokens, at) => {
    if (hasTrait(tokens, at, Trait.FIGURE)) return true
    const seconds = wordsAfter(hashAt(tokens, at))
    if (seconds === null || hasTrait(tokens, at + 1, Trait.FIGURE)) return true
    return seconds.has(hashAt(tokens, at + 1))
  }
}

/** Null where an expression may end after the first word. */
function secondWords(edges: readonly Edge[]): NumberSet | null {
  if (edges.some(({ to }) => to.patterns.length > 0)) return null
  const words = edges.flatMap(({ to }) => [...to.words.keys()])
  const hashes = new NumberSet(words.length)
  for (const word of words) hashes.add(hashOf(word, 0, word.length))
  return hashes
}
