import type { NumericOrder } from '../../languages/date-words.ts'
import type { DateAnchor, DateForm, DatePrecision, DateType } from '../../model/date.ts'
import type { Span } from '../../model/span.ts'
import { type DayNumber, writeDay } from './calendar.ts'
import type { Direction } from './direction.ts'
import type { Interval } from './timex-values.ts'

/** A time that the text has named and on which others can hang. */
export interface Antecedent {
  readonly value: string
  readonly interval: Interval
  readonly span: Span
}

/** What an expression is resolved against. */
export interface Context {
  /** The day on which the text speaks: that of publication or of the dateline; null when unknown. */
  readonly today: DayNumber | null
  /** Where `today` was taken from. */
  readonly todayAnchor: DateAnchor | null
  /** History rather than news: months and days hang on the dates told before them. */
  readonly isNarrative: boolean
  /** Which way the verbs around the expression point. */
  readonly direction: Direction | null
  readonly span: Span
  /** Where the paragraph begins. */
  readonly paragraph: number
  readonly antecedents: Antecedents
  readonly numericOrder: NumericOrder
  /** First day of the other end of the range that ends here: "Monday through Friday". */
  readonly after: DayNumber | null
}

/** The times named so far, latest of each kind. */
export interface Antecedents {
  readonly last: Antecedent | null
  readonly day: Antecedent | null
  readonly month: Antecedent | null
  /** The quarter that results are told of; never one they are compared with. */
  readonly quarter: Antecedent | null
  /** Several months are told of since the quarter was: "in the first nine months". */
  readonly isLongPeriod: boolean
}

export const noAntecedents: Antecedents = {
  last: null,
  day: null,
  month: null,
  quarter: null,
  isLongPeriod: false,
}

/** An expression with its value, before ids and measures are added. */
export interface ResolvedTimex {
  readonly type: DateType
  readonly value: string | null
  readonly mod: string | null
  readonly form: DateForm
  readonly anchor: DateAnchor | null
  /** Where it is not the value's own: "the past two months". */
  readonly interval?: { readonly from: DayNumber | null; readonly until: DayNumber | null }
  readonly alternatives?: readonly string[]
  /** Offset or `Z` of a time of day. */
  readonly offset?: string | null
}

export function mentionAnchor(antecedent: Antecedent): DateAnchor {
  return { kind: 'MENTION', date: writeDay(antecedent.interval.from), span: antecedent.span }
}

/**
 * Keep a time for those that hang on it.
 *
 * @param isCompared - the time is one that others are compared with ("a year earlier"), or ahead
 */
export function withAntecedent(
  antecedents: Antecedents,
  antecedent: Antecedent,
  isCompared: boolean,
): Antecedents {
  const { precision } = antecedent.interval
  const isDay = DAYS.has(precision)
  const isQuarter = precision === 'QUARTER' && !isCompared
  return {
    last: antecedent,
    day: isDay ? antecedent : antecedents.day,
    month: isDay || precision === 'MONTH' ? antecedent : antecedents.month,
    quarter: isQuarter ? antecedent : antecedents.quarter,
    isLongPeriod: antecedents.isLongPeriod && !isQuarter,
  }
}

const DAYS: ReadonlySet<DatePrecision> = new Set(['DAY', 'PART_OF_DAY', 'HOUR', 'MINUTE', 'SECOND'])

/** A day, month, season, year … as far as the words say it. */
export interface Point {
  readonly value: string | null
  readonly form: DateForm
  readonly anchor: DateAnchor | null
  readonly alternatives?: readonly string[]
}

export function unknownYear(value: string): Point {
  return { value, form: 'UNDERSPECIFIED', anchor: null }
}
