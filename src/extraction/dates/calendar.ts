import type { DateSlots } from '../../languages/date-words.ts'

/** A day as its number since 1970-01-01, so that days can be added and compared. */
export type DayNumber = number

export interface CivilDay {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

/** Number of a day of the proleptic Gregorian calendar (days_from_civil, Howard Hinnant). */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return (
    era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468
  )
}

export function civilDay(number: DayNumber): CivilDay {
  const shifted = number + 719468
  const era = Math.floor(shifted / 146097)
  const ofEra = shifted - era * 146097
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) /
      365,
  )
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const part = Math.floor((5 * ofYear + 2) / 153)
  const month = part < 10 ? part + 3 : part - 9
  return {
    year: year + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * part + 2) / 5) + 1,
  }
}

/** 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
export function weekdayOf(number: DayNumber): number {
  return ((((number + 3) % 7) + 7) % 7) + 1
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** ISO 8601 week: the one that holds the Thursday decides the year. */
export function weekOf(number: DayNumber): { readonly year: number; readonly week: number } {
  const thursday = number - weekdayOf(number) + 4
  const { year } = civilDay(thursday)
  return { year, week: Math.floor((thursday - dayNumber(year, 1, 1)) / 7) + 1 }
}

/** Monday of an ISO 8601 week. */
export function mondayOf(year: number, week: number): DayNumber {
  const fourth = dayNumber(year, 1, 4)
  return fourth - weekdayOf(fourth) + 1 + (week - 1) * 7
}

/** Add months; the day is clamped to the length of the month. */
export function addMonths(day: CivilDay, months: number): CivilDay {
  const count = day.year * 12 + day.month - 1 + months
  const year = Math.floor(count / 12)
  const month = count - year * 12 + 1
  return { year, month, day: Math.min(day.day, daysInMonth(year, month)) }
}

export function writeDay(number: DayNumber): string {
  const { year, month, day } = civilDay(number)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

/** Read `YYYY-MM-DD`, or the day of `YYYY-MM-DDT…`; null when there is no such day. */
export function parseDay(text: string): DayNumber | null {
  const fields = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(text)
  if (!fields) return null
  const [year, month, day] = fields.slice(1).map(Number)
  if (year === undefined || month === undefined || day === undefined) return null
  return isDay(year, month, day) ? dayNumber(year, month, day) : null
}

export function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function padded(number: number, width: number): string {
  return String(number).padStart(width, '0')
}

/** Add a number of units to a day; times of day leave it unchanged. */
export function addUnits(day: DayNumber, unit: DateSlots['unit'], count: number): DayNumber {
  switch (unit) {
    case 'C':
      return addWholeMonths(day, count * 1200)
    case 'DE':
      return addWholeMonths(day, count * 120)
    case 'Y':
    case 'FY':
      return addWholeMonths(day, count * 12)
    case 'H':
      return addWholeMonths(day, count * 6)
    case 'Q':
    case 'SEASON':
      return addWholeMonths(day, count * 3)
    case 'M':
      return addWholeMonths(day, count)
    case 'W':
    case 'WE':
      return day + Math.round(count * 7)
    case 'D':
      return day + Math.round(count)
    default:
      return day
  }
}

function addWholeMonths(day: DayNumber, months: number): DayNumber {
  const { year, month, day: ofMonth } = addMonths(civilDay(day), Math.round(months))
  return dayNumber(year, month, ofMonth)
}

/** Two digits: "07" is 2007, "69" is 1969, as POSIX reads them. */
export function fullYear(digits: number): number {
  return digits + (digits < 69 ? 2000 : 1900)
}
