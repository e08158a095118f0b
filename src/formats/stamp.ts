import type { Stamp } from '../model/article.ts'
import { monthNamed, withoutWeekdays } from './month-names.ts'

/** A printed time of publication, apart from where it was read. */
export type PrintedTime = Pick<Stamp, 'local' | 'precision' | 'zone'>

/** Whether day or month comes first in "03/04/2015". */
export type NumericOrder = 'DAY_FIRST' | 'MONTH_FIRST'

const CLOCK =
  /(?<![\d:+-])(?<hour>\d{1,2})[:h](?<minute>\d\d)(?::(?<second>\d\d)(?:[.,:]\d{1,9})?)?(?:\s*(?<half>[ap]\.?m\b\.?))?(?:\s*(?:uhr|hrs|o'clock)\b)?(?![\d:])/i
// "20150101T120000", "20150101120000"
const COMPACT_CLOCK =
  /^(?<day>\d{8})[T\s]?(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?(?:[.,]\d{1,9})?(?=$|Z|[+\s-])/
// "Z", "+09:00", "+0900", "GMT+9", "GMT+0200 (CEST)", "KST", "Asia/Seoul".
const ZONE =
  /^\s*\(?(?<zone>Z|[+-]\d\d(?::?\d\d)?|(?:GMT|UTC|UT)[+-]\d{1,2}(?::?\d\d)?|[A-Z]{2,5}|[A-Z]\w+\/\w+)\)?(?:\s*\([^()]{1,60}\))?(?=$|[\s,])/
const BARE_OFFSET = /(?<=\d)(?:Z|[+-]\d\d:\d\d)$/

const DAYS = [
  // 2024-07-15, 2024/7/15, 2024.07.15
  /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})$/,
  // 20240715
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)$/,
  // 2024년 7월 15일, 2024年7月15日
  /^(?<year>\d{4})[년年]\s*(?<month>\d{1,2})[월月]\s*(?<day>\d{1,2})[일日]$/,
  // 15 Jul 2024, 15. Oktober 2015, 1er mars 2015, 13 de octubre de 2015, 26-FEB-1987
  /^(?<day>\d{1,2})(?:\.|er|st|nd|rd|th|º)?[\s-]*(?:de\s+|of\s+)?(?<name>\p{L}{3,12})\.?[\s-]*(?:de\s+|del\s+)?(?<year>\d{4}|\d\d)$/u,
  // July 15 2024, Oct 13 2015
  /^(?<name>\p{L}{3,12})\.?\s*(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?<year>\d{4})$/u,
  // 2015 Oct 13
  /^(?<year>\d{4})[\s-]+(?<name>\p{L}{3,12})\.?[\s-]+(?<day>\d{1,2})$/u,
]
// 13.10.2015, 13/10/2015, 10-13-2015
const NUMERIC = /^(?<first>\d{1,2})(?<mark>[./-])(?<second>\d{1,2})\k<mark>(?<year>\d{4})$/

/** No form of time is longer. */
const MAX_LENGTH = 100

/**
 * Read a day, perhaps with a time of day and a zone, as machines and exports print it. The time of
 * day may stand before the day; weekdays are ignored.
 *
 * @param printed - nothing else: "2024-07-15 16:34:51", "Mon, 15 Jul 2024 16:34 +0900"
 * @param order - of "03/04/2015", which is not read without it
 * @returns null when it has another form or names a day or time that does not exist
 */
export function parseStamp(printed: string, order: NumericOrder | null = null): PrintedTime | null {
  const text = printed.trim()
  if (text.length > MAX_LENGTH) return null
  const compact = COMPACT_CLOCK.exec(text)
  if (compact) {
    const date = readDay(compact.groups?.day ?? '', order)
    return date === null ? null : join(date, compact.groups, text.slice(compact[0].length))
  }
  const clock = CLOCK.exec(text)
  if (!clock) {
    const date = readDay(text.replace(BARE_OFFSET, ''), order)
    return date === null ? null : { local: `${date}T00:00:00`, precision: 'DAY', zone: null }
  }
  const behind = text.slice(clock.index + clock[0].length)
  const zone = ZONE.exec(behind)
  const before = text.slice(0, clock.index).replace(/(?<=\d)T$/, '')
  const whole = readDay(`${before} ${zone ? behind.slice(zone[0].length) : behind}`, order)
  // "18:40 Dec 13": what looks like a zone may belong to the day.
  const date = whole ?? (zone ? readDay(`${before} ${behind}`, order) : null)
  return date === null
    ? null
    : join(date, clock.groups, whole && zone ? (zone.groups?.zone ?? '') : '')
}

type Groups = Readonly<Record<string, string | undefined>>

function join(date: string, clock: Groups | undefined, printedZone: string): PrintedTime | null {
  const time = clock ? timeOf(clock) : null
  const zone = printedZone === '' ? null : (ZONE.exec(printedZone)?.groups?.zone ?? undefined)
  if (time === null || zone === undefined) return null
  return { local: `${date}T${time}`, precision: clock?.second ? 'SECOND' : 'MINUTE', zone }
}

/** The day as `YYYY-MM-DD`; null when the words are anything else. */
function readDay(words: string, order: NumericOrder | null): string | null {
  const text = withoutWeekdays(words)
    .replace(/[,;|]|\b(?:at|um|kl\.?|à|alle|a las|as|às|om|den|le)(?=\s|$)/giu, ' ')
    .replace(/\s+[-–]\s*$|^\s*[-–]\s+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const numeric = NUMERIC.exec(text)?.groups
  if (numeric) return numericDay(numeric, order)
  for (const pattern of DAYS) {
    const groups = pattern.exec(text)?.groups
    const date = groups ? dateOf(groups) : null
    if (date !== null) return date
  }
  return null
}

function numericDay(groups: Groups, order: NumericOrder | null): string | null {
  const { first = '', second = '', year, mark } = groups
  const dayFirst = dateOf({ year, month: second, day: first })
  const monthFirst = dateOf({ year, month: first, day: second })
  if (mark === '.' || order === 'DAY_FIRST') return dayFirst
  if (order === 'MONTH_FIRST') return monthFirst
  if (dayFirst === null || dayFirst === monthFirst) return monthFirst
  return monthFirst === null ? dayFirst : null
}

/**
 * Whether the numeric dates of one source put day or month first, told by those that can only be
 * read in one way; null when they tell nothing or contradict each other.
 */
export function findNumericOrder(dates: Iterable<string>): NumericOrder | null {
  let [dayFirst, monthFirst] = [0, 0]
  for (const printed of dates) {
    const groups = /(?<!\d)(?<first>\d{1,2})[/-](?<second>\d{1,2})[/-]\d{4}(?!\d)/.exec(
      printed,
    )?.groups
    if (Number(groups?.first) > 12) dayFirst += 1
    else if (Number(groups?.second) > 12) monthFirst += 1
  }
  if (dayFirst > 0 === monthFirst > 0) return null
  return dayFirst > 0 ? 'DAY_FIRST' : 'MONTH_FIRST'
}

function dateOf({ year: printedYear = '', month, day = '', name = '' }: Groups): string | null {
  const number = month ? Number(month) : (monthNamed(name) ?? 0)
  const year = printedYear.length === 2 ? withCentury(printedYear) : printedYear
  const date = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDay(Number(year), number, Number(day)) ? date : null
}

/** As mail does: 70 to 99 belong to the last century. */
function withCentury(year: string): string {
  return `${Number(year) >= 70 ? '19' : '20'}${year}`
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return year > 0 && day >= 1 && day <= (lengths[month - 1] ?? 0)
}

function timeOf({ hour = '', minute = '', second = '00', half }: Groups): string | null {
  const printed = Number(hour)
  if (half && (printed < 1 || printed > 12)) return null
  const hours = half ? (printed % 12) + (/^p/i.test(half) ? 12 : 0) : printed
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null
  return `${String(hours).padStart(2, '0')}:${minute}:${second}`
}

// 2024-07-15, 2024_07_15, 2024/07/15 (folders), 20240715; no part of a longer number.
const IN_PATH =
  /(?<!\d)(?<year>(?:19|20)\d\d)(?<mark>[-_./]?)(?<month>\d\d)\k<mark>(?<day>\d\d)(?!\d)/g

/** The day that the name of a file, or of the folders it lies in, begins or ends with; else null. */
export function findDayInPath(path: string): string | null {
  for (const match of path.matchAll(IN_PATH)) {
    const date = dateOf(match.groups ?? {})
    if (date !== null) return date
  }
  return null
}
