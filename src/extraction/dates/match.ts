import type { DateGuard, DatePattern, DateSlots } from '../../languages/date-words.ts'
import type { Edge, State } from './grammar.ts'
import type { Token } from './tokens.ts'

/** A row of tokens that a pattern takes. */
export interface Expression {
  readonly pattern: DatePattern
  readonly slots: DateSlots
  /** Index of the first token. */
  readonly first: number
  /** Index after the last token. */
  readonly end: number
}

export type Guard = (guard: DateGuard, first: number, end: number) => boolean

interface Step {
  readonly slots: DateSlots
  readonly isUntil: boolean
}

/** The longest match at each place, from left to right; matches do not overlap. */
export function findExpressions(
  tokens: readonly Token[],
  grammar: State,
  passes: Guard,
): Expression[] {
  const found: Expression[] = []
  for (let at = 0; at < tokens.length;) {
    const match = matchAt(tokens, grammar, at, passes)
    if (match && match.pattern.term !== 'NOTHING') found.push(match)
    at = match?.end ?? at + 1
  }
  return found
}

function matchAt(
  tokens: readonly Token[],
  grammar: State,
  first: number,
  passes: Guard,
): Expression | null {
  let best: { pattern: DatePattern; end: number; steps: readonly Step[] } | null = null
  const trail: Step[] = []

  // Patterns have no repetition, so the walk is bounded by the longest of them.
  const walk = (state: State, at: number): void => {
    const { pattern } = state
    if (pattern && at > (best?.end ?? first) && isFree(pattern, first, at, passes)) {
      best = { pattern, end: at, steps: [...trail] }
    }
    const token = tokens[at]
    if (!token) return
    for (const edge of state.words.get(token.word) ?? []) {
      if (!edge.capital || token.capital) follow(edge, edge.slots, at)
    }
    if (token.kind === 'WORD' || token.kind === 'MARK') return
    for (const edge of state.tests) {
      const slots = edge.read?.(token)
      if (slots) follow(edge, slots, at)
    }
  }
  const follow = (edge: Edge, slots: DateSlots | null, at: number): void => {
    if (slots) trail.push({ slots, isUntil: edge.isUntil })
    walk(edge.to, at + 1)
    if (slots) trail.pop()
  }
  walk(grammar, first)
  return best && complete(best, first)
}

function isFree(pattern: DatePattern, first: number, end: number, passes: Guard): boolean {
  return !pattern.guard || passes(pattern.guard, first, end)
}

function complete(
  { pattern, end, steps }: { pattern: DatePattern; end: number; steps: readonly Step[] },
  first: number,
): Expression {
  let slots: DateSlots = { ...pattern.slots }
  for (const step of steps) {
    const given = step.isUntil ? { until: { ...slots.until, ...step.slots } } : step.slots
    slots = { ...slots, ...given }
  }
  return { pattern, slots, first, end }
}
