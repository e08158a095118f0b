import type { DatePattern, DateSlots } from '../../languages/date-words.ts'
import type { CueSets } from './cue-sets.ts'
import type { Expression } from './automaton.ts'
import { tokenIn, type Tokens, wordAt } from './tokens.ts'

/** An expression, and whether the next one is the other end of its range. */
export interface RangedExpression extends Expression {
  readonly opensRange: boolean
  /** Month in the following year that ends the range: 5 for "from November" to May; else null. */
  readonly nextYearMonth: number | null
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
  const split = expressions.some(({ slots }) => slots.until)
    ? expressions.flatMap((expression) => splitJoined(tokens, expression, cues))
    : expressions
  const ends = expandLists(tokens, split, cues)
  return ends.map((expression, index) => rangedAt(tokens, expression, ends[index + 1], cues))
}

function rangedAt(
  tokens: Tokens,
  { pattern, slots, first, end }: Expression,
  next: Expression | undefined,
  cues: CueSets,
): RangedExpression {
  if (!next || !isJoined(tokens, pattern, end, next, cues)) {
    return { pattern, slots, first, end, opensRange: false, nextYearMonth: null }
  }
  const opensRange = isRange(tokens, first, end, cues)
  const { month, year } = next.slots
  const isNextYear = opensRange && year === undefined && (slots.month ?? 0) > (month ?? 12)
  const nextYearMonth = isNextYear ? (month ?? null) : null
  return { pattern, slots: withYear(slots, next.slots), first, end, opensRange, nextYearMonth }
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

/** Add the other days of a list: "June 7, 8 and 9", "7, 8 and 9 June", "June 7, 8 and 9, 2021". */
function expandLists(
  tokens: Tokens,
  expressions: readonly Expression[],
  cues: CueSets,
): readonly Expression[] {
  if (!expressions.some(({ slots }) => slots.month !== undefined && slots.day !== undefined))
    return expressions
  const expanded: Expression[] = []
  let free = 0
  expressions.forEach((expression, index) => {
    if (expression.first < free) return
    const next = expressions[index + 1]
    for (const day of daysBefore(tokens, expression, next, free, cues)) expanded.push(day)
    const list = daysAfter(tokens, expression, cues)
    const [last] = list.slice(-1)
    const year = last && yearBehind(tokens, last.end, next)
    if (!last || (next && next.first < last.end)) {
      expanded.push(expression)
      free = expression.end
      return
    }
    const stated = year ? { year: year.slots.year ?? 0 } : {}
    for (const day of [expression, ...list]) {
      const end = year && day === last ? year.end : day.end
      expanded.push({ ...day, slots: { ...day.slots, ...stated }, end })
    }
    free = year ? year.end : last.end
  })
  return expanded
}

/** The days after "June 7" up to the one behind "and"; empty where no list follows. */
function daysAfter(tokens: Tokens, expression: Expression, cues: CueSets): Expression[] {
  const { slots, end, pattern } = expression
  if (pattern.term !== 'POINT' || slots.month === undefined || slots.day === undefined) return []
  if (tokenIn(tokens, end - 1)?.number !== slots.day) return []
  const days: Expression[] = []
  let previous = slots.day
  for (let at = end; ;) {
    const comma = wordAt(tokens, at) === ','
    const and = isAnd(tokens, comma ? at + 1 : at, cues)
    const first = at + (comma ? 1 : 0) + (and ? 1 : 0)
    const day = first > at ? dayAt(tokens, first) : null
    if (day === null || day <= previous) return []
    days.push({ ...expression, slots: { ...slots, day }, first, end: first + 1 })
    if (and) return endsList(tokens, first + 1, cues) ? days : []
    previous = day
    at = first + 1
  }
}

/** The days before "8 and 9 June", of which `next` is the second. */
function daysBefore(
  tokens: Tokens,
  expression: Expression,
  next: Expression | undefined,
  free: number,
  cues: CueSets,
): Expression[] {
  const { slots, first } = expression
  if (slots.day === undefined || slots.month === undefined) return []
  if (!next || next.slots.month !== slots.month || next.first !== expression.end + 1) return []
  if (!isAnd(tokens, expression.end, cues) || dayAt(tokens, first) !== slots.day) return []
  const days: Expression[] = []
  let following = slots.day
  for (let at = first - 2; at >= free && wordAt(tokens, at + 1) === ','; at -= 2) {
    const day = dayAt(tokens, at)
    if (day === null || day >= following) break
    days.unshift({ ...expression, slots: { ...slots, day }, first: at, end: at + 1 })
    following = day
  }
  return days
}

/** The year of "June 7, 8 and 9, 2021". */
function yearBehind(tokens: Tokens, end: number, next: Expression | undefined): Expression | null {
  if (next?.slots.year === undefined || next.slots.month !== undefined) return null
  const behindComma = wordAt(tokens, end) === ',' && next.first === end + 1
  return behindComma && next.end === next.first + 1 ? next : null
}

function dayAt(tokens: Tokens, at: number): number | null {
  const token = tokenIn(tokens, at)
  if (token?.kind !== 'NUMBER' || token.word.length > 2 || token.number === null) return null
  return token.number >= 1 && token.number <= 31 ? token.number : null
}

/** "and" joins a list and makes no range. */
function isAnd(tokens: Tokens, at: number, cues: CueSets): boolean {
  const word = wordAt(tokens, at)
  return tokenIn(tokens, at)?.kind === 'WORD' && cues.joins.has(word) && !cues.rangeJoins.has(word)
}

/** "June 7, 8 and 9 were", but not "on June 7, 8 and 9 people". */
function endsList(tokens: Tokens, at: number, cues: CueSets): boolean {
  const token = tokenIn(tokens, at)
  if (!token) return true
  if (token.kind === 'MARK') return !token.tight || cues.stops.has(token.word) || token.word === ','
  const { prepositions, determiners, future, past, beWords, joins, infinitive } = cues
  const { word } = token
  return (
    word === infinitive ||
    [prepositions, determiners, future, past, beWords, joins].some((words) => words.has(word))
  )
}
