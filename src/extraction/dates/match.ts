import type { DatePattern, DateSlots } from '../../languages/date-words.ts'
import { NumberSet } from '../../text/number-set.ts'
import { hashOf } from '../../text/tokens.ts'
import type { Edge, Expression, Grammar } from './automaton.ts'
import type { CueSets } from './cue-sets.ts'
import { passesGuard } from './guards.ts'
import { hashAt, hasTrait, nextWithTrait, tokenIn, type Tokens, Trait } from './tokens.ts'

/** The slots that one edge of the automaton fills. */
interface Step {
  readonly slots: DateSlots
  readonly isUntil: boolean
}

/** State of the search for the longest match from one token on. */
interface Walk {
  readonly tokens: Tokens
  readonly cues: CueSets
  first: number
  readonly trail: Step[]
  pattern: DatePattern | null
  rank: number
  end: number
  steps: readonly Step[]
}

const BEGINS = Trait.NUMERAL | Trait.OPENS

/**
 * Find the longest matches from left to right; they do not overlap.
 *
 * @param budget - number of matches after which the search ends, at the token `cutAt`
 */
export function findExpressions(
  tokens: Tokens,
  grammar: Grammar,
  opens: Openings,
  cues: CueSets,
  budget: number,
): { readonly expressions: Expression[]; readonly cutAt: number | null } {
  const expressions: Expression[] = []
  const walk: Walk = {
    tokens,
    cues,
    first: 0,
    trail: [],
    pattern: null,
    rank: 0,
    end: 0,
    steps: [],
  }
  for (let at = nextWithTrait(tokens, 0, BEGINS); at < tokens.count;) {
    const pattern = opens(tokens, at) ? longestAt(walk, grammar, at) : null
    if (pattern && expressions.length >= budget) return { expressions, cutAt: at }
    if (pattern && pattern.term !== 'NOTHING') expressions.push(toExpression(walk, pattern))
    at = nextWithTrait(tokens, pattern ? walk.end : at + 1, BEGINS)
  }
  return { expressions, cutAt: null }
}

function longestAt(walk: Walk, grammar: Grammar, at: number): DatePattern | null {
  walk.first = at
  walk.end = at
  walk.pattern = null
  visit(walk, grammar, at)
  return walk.pattern
}

/** Depth-first; patterns have no repetition, so the longest pattern bounds the depth. */
function visit(walk: Walk, state: Grammar, at: number): void {
  if (at >= walk.end && at > walk.first) accept(walk, state, at)
  const token = tokenIn(walk.tokens, at)
  if (!token) return
  const edges = state.words.get(token.word)
  if (edges) {
    for (const edge of edges) {
      if (!edge.capital || token.capital) follow(walk, edge, edge.slots, at)
    }
  }
  if (token.kind === 'WORD' || token.kind === 'MARK') return
  for (const edge of state.tests) {
    const slots = edge.read?.(token)
    if (slots) follow(walk, edge, slots, at)
  }
}

function follow(walk: Walk, edge: Edge, slots: DateSlots | null, at: number): void {
  if (slots) walk.trail.push({ slots, isUntil: edge.isUntil })
  visit(walk, edge.to, at + 1)
  if (slots) walk.trail.pop()
}

/** Accept the pattern of the highest rank that ends here and whose guard passes. */
function accept(walk: Walk, { patterns }: Grammar, end: number): void {
  for (const { pattern, rank } of patterns) {
    if (end === walk.end && rank >= walk.rank) return
    if (pattern.guard && !passesGuard(pattern.guard, walk.tokens, walk.first, end, walk.cues))
      continue
    walk.pattern = pattern
    walk.rank = rank
    walk.end = end
    walk.steps = [...walk.trail]
    return
  }
}

function toExpression({ first, end, steps }: Walk, pattern: DatePattern): Expression {
  let slots: DateSlots = { ...pattern.slots }
  for (const step of steps) {
    const given = step.isUntil ? { until: { ...slots.until, ...step.slots } } : step.slots
    slots = { ...slots, ...given }
  }
  return { pattern, slots, first, end }
}

/** Whether an expression may begin at a token, by the token and the next one. */
export type Openings = (tokens: Tokens, at: number) => boolean

/**
 * Index the second words of all patterns by their first.
 *
 * Most candidates are "the" and "a" before another word, so that a test of the next word saves the
 * search. Words are compared by hash: a collision costs a search without a match.
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
    if (hasTrait(tokens, at, Trait.NUMERAL)) return true
    const seconds = wordsAfter(hashAt(tokens, at))
    if (seconds === null || hasTrait(tokens, at + 1, Trait.NUMERAL)) return true
    return seconds.has(hashAt(tokens, at + 1))
  }
}

/** Null where a pattern may end after the first word. */
function secondWords(edges: readonly Edge[]): NumberSet | null {
  if (edges.some(({ to }) => to.patterns.length > 0)) return null
  const words = edges.flatMap(({ to }) => [...to.words.keys()])
  const hashes = new NumberSet(words.length)
  for (const word of words) hashes.add(hashOf(word, 0, word.length))
  return hashes
}
