import type { DatePattern, DateSlots } from '../../languages/date-words.ts'
import type { CueSets } from './cue-sets.ts'
import { mayStand } from './false-friends.ts'
import type { Edge, Grammar } from './states.ts'
import type { Openings } from './openings.ts'
import { nextWith, tokenIn, Trait, type Tokens } from './tokens.ts'

/** A row of tokens that a pattern takes. */
export interface Expression {
  readonly pattern: DatePattern
  readonly slots: DateSlots
  /** Index of the first token. */
  readonly first: number
  /** Index after the last token. */
  readonly end: number
}

/** What one step of a pattern states. */
interface Step {
  readonly slots: DateSlots
  readonly isUntil: boolean
}

/** The walk through the grammar from one token on, and the longest match so far. */
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

const BEGINS = Trait.FIGURE | Trait.OPENS

/** The longest match at each place, from left to right; matches do not overlap. */
export function findExpressions(
  tokens: Tokens,
  grammar: Grammar,
  opens: Openings,
  cues: CueSets,
): Expression[] {
  const found: Expression[] = []
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
  for (let at = nextWith(tokens, 0, BEGINS); at < tokens.count;) {
    const pattern = opens(tokens, at) ? longestAt(walk, grammar, at) : null
    if (pattern && pattern.term !== 'NOTHING') found.push(complete(walk, pattern))
    at = nextWith(tokens, pattern ? walk.end : at + 1, BEGINS)
  }
  return found
}

function longestAt(walk: Walk, grammar: Grammar, at: number): DatePattern | null {
  walk.first = at
  walk.end = at
  walk.pattern = null
  visit(walk, grammar, at)
  return walk.pattern
}

/** Patterns have no repetition, so the walk is bounded by the longest of them. */
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

/** The first pattern that ends here and may stand here, unless an earlier one ends here too. */
function accept(walk: Walk, { patterns }: Grammar, end: number): void {
  for (const { pattern, rank } of patterns) {
    if (end === walk.end && rank >= walk.rank) return
    if (pattern.guard && !mayStand(pattern.guard, walk.tokens, walk.first, end, walk.cues)) continue
    walk.pattern = pattern
    walk.rank = rank
    walk.end = end
    walk.steps = [...walk.trail]
    return
  }
}

function complete({ first, end, steps }: Walk, pattern: DatePattern): Expression {
  let slots: DateSlots = { ...pattern.slots }
  for (const step of steps) {
    const given = step.isUntil ? { until: { ...slots.until, ...step.slots } } : step.slots
    slots = { ...slots, ...given }
  }
  return { pattern, slots, first, end }
}
