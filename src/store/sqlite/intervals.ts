import type { Interval } from '../../model/lists.ts'
import { dateOf, dayOf } from './keys.ts'

/** The first and last day of the interval that holds a day; weeks are those of ISO 8601. */
export function intervalOf(day: number, interval: Interval): { from: string; until: string } {
  const date = dateOf(day)
  const year = date.slice(0, -6)
  switch (interval) {
    case 'DAY':
      return { from: date, until: date }
    case 'WEEK': {
      const monday = day - modulo(day + DAYS_SINCE_MONDAY, 7)
      return { from: dateOf(monday), until: dateOf(monday + 6) }
    }
    case 'MONTH': {
      const from = `${date.slice(0, -2)}01`
      return { from, until: dateOf(firstOfNextMonth(from) - 1) }
    }
    case 'YEAR':
      return { from: `${year}-01-01`, until: `${year}-12-31` }
  }
}

// Day 0, the first of January 1970, was a Thursday.
const DAYS_SINCE_MONDAY = 3

/** Four weeks and a bit after the first of a month lies in the next one. */
function firstOfNextMonth(first: string): number {
  const inNext = dateOf((dayOf(first) ?? 0) + 31)
  return dayOf(`${inNext.slice(0, -2)}01`) ?? 0
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
