import type { Expression } from './match.ts'
import { tokenIn, type Token, type Tokens } from './tokens.ts'

/** Titles of shows and films: "on This Week", "High Noon", "Friday Night Lights". */
export function isTitle(tokens: Tokens, expression: Expression): boolean {
  const { first, end, slots, pattern } = expression
  const last = tokenIn(tokens, end - 1)
  if (!last?.capital || last.kind !== 'WORD') return false
  if (slots.part !== undefined && slots.hour === undefined) return isShow(tokens, expression)
  if (pattern.term === 'POINT' && slots.hour === undefined) return false
  if (hasName(slots)) return false
  if (end - first > 1) return first > 0
  // "USA Today", "the Daily Mirror"
  return (
    isName(tokenIn(tokens, first - 1)) || (pattern.term === 'SET' && isName(tokenIn(tokens, end)))
  )
}

/** "Friday Night" before another capital; days and parts of days are written "Friday night". */
function isShow(tokens: Tokens, { first, end }: Expression): boolean {
  return end - first > 1 && isName(tokenIn(tokens, first)) && isName(tokenIn(tokens, end))
}

/** Names of days, months and zones are capital anywhere. */
function hasName({ weekday, month, holiday, zone, meridiem }: Expression['slots']): boolean {
  return [weekday, month, holiday, zone, meridiem].some((name) => name !== undefined)
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'WORD' && token.capital
}
