import type { StatedTime, TimeRole } from '../model/article.ts'
import { statedTime } from './article.ts'
import { type NumericOrder, parseStamp, type PrintedTime } from './stamp.ts'

// Tue Oct 13 18:40:00 +0300 2015, Tue Oct 13 18:40:00 UTC 2015, as Unix prints dates
const UNIX =
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) {1,2}(?<day>\d\d?) (?<clock>\d\d:\d\d:\d\d) (?<zone>[+-]\d{4}|[A-Z]{2,5}) (?<year>\d{4})$/
// 1444762800, 1444762800000
const EPOCH = /^\d{10}(?:\d{3})?$/
const MIDNIGHT = /T00:00:00$/

/**
 * Read a time as the fields of machines print it, beyond what `parseStamp` reads: Unix's form and
 * seconds or milliseconds since 1970.
 *
 * Midnight without a zone is a day: fields for times are filled with it where only a day is known.
 *
 * @param order - of "03/04/2015", which is not read without it
 * @returns null when it has another form or does not exist
 */
function parseFieldTime(printed: string, order: NumericOrder | null = null): PrintedTime | null {
  const text = printed.trim().replace(/\s+/g, ' ')
  const time = parseStamp(normalise(text), order)
  const isDay = time?.zone === null && MIDNIGHT.test(time.local)
  return time && isDay ? { ...time, precision: 'DAY' } : time
}

function normalise(text: string): string {
  if (EPOCH.test(text)) return new Date(Number(text.padEnd(13, '0'))).toISOString()
  const unix = UNIX.exec(text)?.groups
  return unix ? `${unix.day} ${unix.month} ${unix.year} ${unix.clock} ${unix.zone}` : text
}

/** A time that a field of a machine states; none where it is empty or names no time that exists. */
export function fieldTime(
  role: TimeRole,
  source: string,
  literal: string | null | undefined,
  order: NumericOrder | null = null,
): StatedTime[] {
  return statedTime(role, source, literal, (printed) => parseFieldTime(printed, order))
}
