import type { Edge, State } from './grammar.ts'
import type { Token } from './tokens.ts'

/** Tells from two tokens whether the grammar has anything that begins with them. */
export type Openings = (first: Token, second: Token | undefined) => boolean

const NONE: ReadonlySet<string> = new Set()

/**
 * Know the second words of all expressions by their first.
 *
 * Most words that may open an expression are "the" and "a" before something else; one look at the
 * next word spares a walk along every pattern that begins with them.
 */
export function createOpenings(grammar: State): Openings {
  const known = new Map<string, ReadonlySet<string> | null>()
  const wordsAfter = (word: string): ReadonlySet<string> | null => {
    const words = known.get(word)
    if (words !== undefined) return words
    const edges = grammar.words.get(word)
    if (!edges) return NONE
    const made = secondWords(edges)
    known.set(word, made)
    return made
  }
  return (first, second) => {
    if (isNumber(first)) return true
    const words = wordsAfter(first.word)
    if (words === null) return true
    return second !== undefined && (isNumber(second) || words.has(second.word))
  }
}

/** Numbers are told by what they are, not by their words. */
function isNumber({ kind }: Token): boolean {
  return kind !== 'WORD' && kind !== 'MARK'
}

/** Null where an expression may end after the first word. */
function secondWords(edges: readonly Edge[]): ReadonlySet<string> | null {
  if (edges.some(({ to }) => to.patterns.length > 0)) return null
  return new Set(edges.flatMap(({ to }) => [...to.words.keys()]))
}
