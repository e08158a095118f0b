import type { Stamp, StampPrecision } from '../model/article.ts'

/** A printed time of publication, apart from where it was read. */
export type PrintedTime = Pick<Stamp, 'local' | 'precision' | 'zone'>

const CLOCK =
  /^(?:[T\s,]+)(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d{1,9})?)?\s*(?<half>[ap]\.?m\.?)?(?![\d:])/i
// "Z", "+09:00", "+0900", "GMT+9", "KST", "Asia/Seoul".
const ZONE =
  /^\(?(?<zone>Z|[+-]\d\d(?::?\d\d)?|(?:GMT|UTC)[+-]\d{1,2}|[A-Z]{2,5}|[A-Z]\w+\/\w+)\)?$/

const DAYS = [
  // 2024-07-15, 2024/7/15, 2024.07.15
  /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?!\d)/,
  // 20240715
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?!\d)/,
  // Mon, 15 Jul 2024
  /^(?:[A-Z][a-z]{2,8},?\s+)?(?<day>\d{1,2})\s+(?<name>[A-Z][A-Za-z]{2,8})\.?,?\s+(?<year>\d{4})(?!\d)/,
  // Monday, July 15, 2024
  /^(?:[A-Z][a-z]{2,8},\s+)?(?<name>[A-Z][A-Za-z]{2,8})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?!\d)/,
]

// The English names are part of the internet's date format (RFC 5322), whatever the text's language.
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Read a day, perhaps with a time of day and a zone, as machines and exports print it.
 *
 * @param printed - nothing else: "2024-07-15 16:34:51", "Mon, 15 Jul 2024 16:34 +0900"
 * @returns null when it has another form or names a day or time that does not exist
 */
export function parseStamp(printed: string): PrintedTime | null {
  const text = printed.trim()
  const day = DAYS.map((pattern) => pattern.exec(text)).find((match) => match !== null)
  const date = day ? dateOf(day.groups ?? {}) : null
  if (!day || date === null) return null
  const rest = text.slice(day[0].length)
  const clock = CLOCK.exec(rest)
  const time = clock ? timeOf(clock.groups ?? {}) : null
  if (clock && time === null) return null
  const printedZone = rest.slice(clock?.[0].length ?? 0).trim()
  const zone = ZONE.exec(printedZone)?.groups?.zone ?? null
  if (printedZone !== '' && zone === null) return null
  return {
    local: `${date}T${time ?? '00:00:00'}`,
    precision: precisionOf(clock?.groups),
    zone,
  }
}

type Groups = Readonly<Record<string, string | undefined>>

function dateOf({ year = '', month, day = '', name = '' }: Groups): string | null {
  const number = month ? Number(month) : MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
  const date = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDay(Number(year), number, Number(day)) ? date : null
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

function precisionOf(clock: Groups | undefined): StampPrecision {
  if (!clock) return 'DAY'
  return clock.second ? 'SECOND' : 'MINUTE'
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
