import { NumberSet } from '../../text/number-set.ts'
import { hashOf } from '../../text/tokens.ts'
import type { Edge, State } from './states.ts'
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
export function createOpenings(grammar: State): Openings {
  const edgesOf = new Map<number, Edge[]>()
  for (const [word, edges] of grammar.words) {
    const hash = hashOf(word, 0, word.length)
    edgesOf.set(hash, [...(edgesOf.get(hash) ?? []), ...edges])
  }
  const known = new Map<number, NumberSet | null>()
  const wordsAfter = (hash: number): NumberSet | null => {
    const words = known.get(hash)
    if (words !== undefined) return words
    const made = secondWords(edgesOf.get(hash) ?? [])
    known.set(hash, made)
    return made
  }
  return (tokens, at) => {
    if (hasTrait(tokens, at, Trait.FIGURE)) return true
    const words = wordsAfter(hashAt(tokens, at))
    if (words === null || hasTrait(tokens, at + 1, Trait.FIGURE)) return true
    return words.has(hashAt(tokens, at + 1))
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
