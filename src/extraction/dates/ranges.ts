import type { DatePattern, DateSlots } from '../../languages/date-words.ts'
import type { CueSets } from './cue-sets.ts'
import type { Expression } from './match.ts'
import { type Tokens, wordAt } from './tokens.ts'

/** An expression, and whether the next one is the other end of its range. */
export interface RangedExpression extends Expression {
  readonly opensRange: boolean
}

/**
 * Split ranges and lists of two into expressions: "Aug. 3-5" becomes "Aug. 3" and "5". Each end
 * takes what it leaves out from the other: "from March to May 2021".
 */
export function findRanges(
  tokens: Tokens,
  expressions: readonly Expression[],
  cues: CueSets,
): RangedExpression[] {
  const ends = expressions.some(({ slots }) => slots.until)
    ? expressions.flatMap((expression) => splitJoined(tokens, expression, cues))
    : expressions
  return ends.map((expression, index) => rangedAt(tokens, expression, ends[index + 1], cues))
}

function rangedAt(
  tokens: Tokens,
  { pattern, slots, first, end }: Expression,
  next: Expression | undefined,
  cues: CueSets,
): RangedExpression {
  if (!next || !isJoined(tokens, pattern, end, next, cues)) {
    return { pattern, slots, first, end, opensRange: false }
  }
  const opensRange = isRange(tokens, first, end, cues)
  return { pattern, slots: withYear(slots, next.slots), first, end, opensRange }
}

function splitJoined(tokens: Tokens, expression: Expression, cues: CueSets): Expression[] {
  if (!expression.slots.until || expression.pattern.term !== 'POINT') return [expression]
  const { until, ...shared } = expression.slots
  let join = expression.first
  while (join < expression.end - 1 && !cues.joins.has(wordAt(tokens, join))) join += 1
  const last = withCentury(shared, until)
  const first = { ...expression, slots: shared, end: join }
  return last ? [first, { ...expression, slots: { ...shared, ...last }, first: join + 1 }] : [first]
}

/** "1990-92" ends in 1992; "1995-12" is not a range of years. */
function withCentury({ year }: DateSlots, until: DateSlots): DateSlots | null {
  if (until.year === undefined || until.year >= 100 || year === undefined) return until
  const full = Math.floor(year / 100) * 100 + until.year
  return full > year ? { ...until, year: full } : null
}

/** "March to May", "March and May 2021": two expressions with a joining word between them. */
function isJoined(
  tokens: Tokens,
  pattern: DatePattern,
  end: number,
  next: Expression,
  cues: CueSets,
): boolean {
  if (pattern.term !== 'POINT' || next.pattern.term !== 'POINT' || next.first !== end + 1)
    return false
  return cues.joins.has(wordAt(tokens, end))
}

/** "March to May", "between 2010 and 2012", but not "March and May". */
function isRange(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  const join = wordAt(tokens, end)
  if (cues.rangeJoins.has(join)) return true
  return cues.rangeOpeners.has(wordAt(tokens, first - 1))
}

function withYear(slots: DateSlots, next: DateSlots): DateSlots {
  const { year, month, unit, step, anchor } = next
  const lacksYear =
    slots.month !== undefined && slots.year === undefined && slots.step === undefined
  if (!lacksYear || month === undefined) return slots
  const back = (slots.month ?? 0) > month ? 1 : 0
  if (year !== undefined) return { ...slots, year: year - back }
  // "between March and May last year"
  if (unit !== 'Y' || step === undefined) return slots
  return { ...slots, unit, step: step - back, ...(anchor ? { anchor } : {}) }
}
