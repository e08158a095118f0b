import { civilDay, type DayNumber } from './calendar.ts'
import type { Expression } from './match.ts'

/** Years that a text must name to be told as a history, and how many of them must be past. */
const ENOUGH = { named: 6, past: 4 }
/** Years from publication within which a year is no history. */
const NEAR = 2
/** Years named for each time that is counted from publication. */
const RATIO = 6
/** Share of the years named, at either end, that can lie outside of the time told. */
const OUTSIDE = 0.05
/** Years before and after the rest that can belong to it still. */
const MARGIN = 2

/** The years of which a history tells, both included. */
export interface Era {
  readonly from: number
  readonly until: number
}

/**
 * The years that a text tells of where it tells a history rather than news: it names many years,
 * past ones among them, and hardly a time that is counted from publication ("yesterday", "Monday",
 * "last month"). Null for news.
 */
export function eraOf(expressions: readonly Expression[], published: DayNumber | null): Era | null {
  if (published === null) return null
  const recent = civilDay(published).year - NEAR
  const years = expressions.flatMap(({ slots }) => slots.year ?? []).sort((a, b) => a - b)
  const past = years.filter((year) => year < recent).length
  const counted = expressions.filter((expression) => hangsOnPublication(expression)).length
  const isHistory =
    years.length >= ENOUGH.named && past >= ENOUGH.past && years.length > RATIO * counted
  if (!isHistory) return null
  const outside = Math.ceil(years.length * OUTSIDE)
  const [from, until] = [years[outside], years[years.length - 1 - outside]]
  return from === undefined || until === undefined
    ? null
    : { from: from - MARGIN, until: until + MARGIN }
}

function hangsOnPublication({ pattern: { term }, slots }: Expression): boolean {
  if (slots.year !== undefined || slots.anchor !== undefined) return false
  return term === 'STEP' || slots.weekday !== undefined
}
