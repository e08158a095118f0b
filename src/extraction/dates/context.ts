import type { NumericOrder } from '../../languages/date-words.ts'
import type { DateAnchor, DateForm, DatePrecision, DateType } from '../../model/date.ts'
import type { Span } from '../../model/span.ts'
import { type DayNumber, writeDay } from './calendar.ts'
import type { Direction } from './direction.ts'
import type { Interval } from './timex-values.ts'

/** A time named earlier in the text, from which later expressions are counted. */
export interface Antecedent {
  readonly value: string
  readonly interval: Interval
  readonly span: Span
}

/** Everything a value depends on besides the words of its expression. */
export interface Context {
  /** Day of publication, or of the dateline; null when unknown. */
  readonly today: DayNumber | null
  /** The anchor that `today` comes from. */
  readonly todayAnchor: DateAnchor | null
  /** The text is a history: months and days are anchored to the dates before them. */
  readonly isNarrative: boolean
  /** Past or future, by the tense of the verbs around the expression. */
  readonly direction: Direction | null
  readonly span: Span
  /** Offset at which the paragraph begins. */
  readonly paragraph: number
  readonly antecedents: Antecedents
  readonly numericOrder: NumericOrder
  /** First day of the range that ends with this expression: "Monday through Friday". */
  readonly after: DayNumber | null
  /** Month in the following year that ends the range which begins here. */
  readonly nextYearMonth: number | null
}

/** The latest antecedent of each granularity. */
export interface Antecedents {
  readonly last: Antecedent | null
  readonly day: Antecedent | null
  readonly month: Antecedent | null
  /** The quarter that results are reported for, never one they are compared with. */
  readonly quarter: Antecedent | null
  /** Results of several months follow the quarter: "in the first nine months". */
  readonly isLongPeriod: boolean
}

export const noAntecedents: Antecedents = {
  last: null,
  day: null,
  month: null,
  quarter: null,
  isLongPeriod: false,
}

/** An expression with its normalised value, before id, precision and certainty are added. */
export interface ResolvedTimex {
  readonly type: DateType
  readonly value: string | null
  readonly mod: string | null
  readonly form: DateForm
  readonly anchor: DateAnchor | null
  /** Set where it differs from the interval of the value: "the past two months". */
  readonly interval?: { readonly from: DayNumber | null; readonly until: DayNumber | null }
  readonly alternatives?: readonly string[]
  /** Offset or `Z` of a time of day. */
  readonly offset?: string | null
}

export function mentionAnchor(antecedent: Antecedent): DateAnchor {
  return { kind: 'MENTION', date: writeDay(antecedent.interval.from), span: antecedent.span }
}

/**
 * Add an antecedent for later expressions.
 *
 * @param isCompared - the time lies ahead, or other figures are compared with it ("a year earlier")
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

/** A calendar value of any granularity, as far as the words state it. */
export interface Point {
  readonly value: string | null
  readonly form: DateForm
  readonly anchor: DateAnchor | null
  readonly alternatives?: readonly string[]
}

export function unknownYear(value: string): Point {
  return { value, form: 'UNDERSPECIFIED', anchor: null }
}
