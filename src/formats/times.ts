import type { StatedTime, TimeRole } from '../model/article.ts'
import { statedTime } from './article.ts'
import { parseStamp, type PrintedTime } from './stamp.ts'

// 20161011T001327+0100, 20210516T090004, 20140829135006Z
const COMPACT =
  /^(?<day>\d{8})T?(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?(?:[.,]\d+)?\s*(?<zone>Z|[+-]\d\d:?\d\d)?$/
// Tue Oct 13 2015 18:40:00 GMT+0300 (EEST), as JavaScript prints dates
const JAVASCRIPT =
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>\d\d?) (?<year>\d{4}) (?<clock>\d\d:\d\d:\d\d) (?:GMT|UTC)(?<zone>[+-]\d{4})?/
// Tue Oct 13 18:40:00 +0300 2015, Tue Oct 13 18:40:00 UTC 2015, as Unix prints dates
const UNIX =
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) {1,2}(?<day>\d\d?) (?<clock>\d\d:\d\d:\d\d) (?<zone>[+-]\d{4}|[A-Z]{2,5}) (?<year>\d{4})$/
// 14:30 13/10/2015: the time of day before its date
const TIME_FIRST = /^(?<clock>\d{1,2}:\d\d(?::\d\d)?)[,\s]+(?<date>\S.*\d{4}.*)$/
const NUMERIC = /^(?<one>\d{1,2})[/.-](?<other>\d{1,2})[/.-](?<year>\d{4})(?<rest>(?:[T\s,].*)?)$/
// 1444762800, 1444762800000
const EPOCH = /^\d{10}(?:\d{3})?$/
const MIDNIGHT = /T00:00:00$/

/** Which number is first in 3/4/2021. */
export type NumericOrder = 'DAY_FIRST' | 'MONTH_FIRST'

/**
 * Read a time as the fields of machines print it, beyond what `parseStamp` reads: compact ISO 8601,
 * JavaScript's and Unix's forms, seconds since 1970, a time of day before its date.
 *
 * Midnight without a zone is a day: fields for times are filled with it where only a day is known.
 *
 * @param order - without it, a numeric date is read only where one of its numbers is above 12
 * @returns null when it has another form or does not exist
 */
export function parseFieldTime(printed: string, order?: NumericOrder): PrintedTime | null {
  const text = printed.trim().replace(/\s+/g, ' ')
  const time = parseStamp(normalise(text, order))
  const isDay = time?.zone === null && MIDNIGHT.test(time.local)
  return time && isDay ? { ...time, precision: 'DAY' } : time
}

function normalise(text: string, order: NumericOrder | undefined): string {
  const compact = COMPACT.exec(text)?.groups
  if (compact) {
    const { day = '', hour, minute, second = '00', zone = '' } = compact
    return `${isoDay(day)}T${hour}:${minute}:${second}${zone}`
  }
  const words = (JAVASCRIPT.exec(text) ?? UNIX.exec(text))?.groups
  if (words) {
    const { day, month, year, clock, zone = 'Z' } = words
    return `${day} ${month} ${year} ${clock} ${zone}`
  }
  if (EPOCH.test(text)) return new Date(Number(text.padEnd(13, '0'))).toISOString()
  const reversed = TIME_FIRST.exec(text)?.groups
  if (reversed) return normalise(`${reversed.date} ${reversed.clock}`, order)
  const numeric = NUMERIC.exec(text)?.groups
  return numeric ? isoOf(numeric, order) : text
}

function isoDay(digits: string): string {
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

function isoOf(
  { one = '', other = '', year = '', rest = '' }: Readonly<Record<string, string | undefined>>,
  order: NumericOrder | undefined,
): string {
  const known = orderOf(one, other) ?? order
  if (known === undefined) return ''
  const [day, month] = known === 'DAY_FIRST' ? [one, other] : [other, one]
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${rest}`
}

function orderOf(one: string, other: string): NumericOrder | undefined {
  if (Number(one) > 12) return 'DAY_FIRST'
  return Number(other) > 12 ? 'MONTH_FIRST' : undefined
}

/** The order of numeric dates that a source's other dates show; undefined when they do not agree. */
export function findNumericOrder(values: Iterable<string>): NumericOrder | undefined {
  const orders = new Set<NumericOrder>()
  for (const value of values) {
    const { one = '', other = '' } = NUMERIC.exec(value.trim())?.groups ?? {}
    const order = orderOf(one, other)
    if (order) orders.add(order)
  }
  const [only] = orders
  return orders.size === 1 ? only : undefined
}

/** A time that a field of a machine states; none where it is empty or names no time that exists. */
export function fieldTime(
  role: TimeRole,
  source: string,
  literal: string | null | undefined,
  order?: NumericOrder,
): StatedTime[] {
  return statedTime(role, source, literal, (printed) => parseFieldTime(printed, order))
}
