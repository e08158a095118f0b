import type { DateUnit } from '../../languages/date-words.ts'
import type { DatePrecision } from '../../model/date.ts'
import {
  civilDay,
  type DayNumber,
  dayNumber,
  daysInMonth,
  isDay,
  mondayOf,
  padded,
  parseDay,
  weekOf,
  writeDay,
} from './calendar.ts'

/** Prefix, letter and factor of TIMEX3 durations; hours, minutes and seconds follow a T. */
const LENGTHS: Readonly<
  Record<DateUnit, readonly [prefix: string, letter: string, factor: number]>
> = {
  C: ['P', 'Y', 100],
  DE: ['P', 'Y', 10],
  Y: ['P', 'Y', 1],
  FY: ['P', 'Y', 1],
  H: ['P', 'M', 6],
  Q: ['P', 'Q', 1],
  SEASON: ['P', 'M', 3],
  M: ['P', 'M', 1],
  W: ['P', 'W', 1],
  WE: ['P', 'WE', 1],
  D: ['P', 'D', 1],
  HOUR: ['PT', 'H', 1],
  MIN: ['PT', 'M', 1],
  S: ['PT', 'S', 1],
}

/** `P3D`, `PT2H`, `P2Y6M`; `PXY` when no number is stated. */
export function writeLength(amount: number | null, unit: DateUnit): string {
  if (amount === null) return vagueLength(unit)
  const [prefix, letter, factor] = LENGTHS[unit]
  const count = amount * factor
  const [smaller, size] = SMALLER[unit] ?? ['', 0]
  const rest = (count % 1) * size
  if (rest === 0 || !Number.isInteger(rest)) return `${prefix}${count}${letter}`
  return `${prefix}${count < 1 ? '' : `${Math.floor(count)}${letter}`}${rest}${smaller}`
}

/** The next smaller unit: "two and a half years" is P2Y6M. */
const SMALLER: Partial<Record<DateUnit, readonly [letter: string, size: number]>> = {
  Y: ['M', 12],
  HOUR: ['M', 60],
  MIN: ['S', 60],
}

function vagueLength(unit: DateUnit): string {
  if (unit === 'DE') return 'PXDE'
  if (unit === 'C') return 'PXC'
  const [prefix, letter] = LENGTHS[unit]
  return `${prefix}X${letter}`
}

export function yearValue(year: number): string {
  return padded(year, 4)
}

export function monthValue(year: number, month: number): string {
  return `${yearValue(year)}-${padded(month, 2)}`
}

export function dayValue(year: number, month: number, day: number): string {
  return `${monthValue(year, month)}-${padded(day, 2)}`
}

/** The value of the period of this unit that contains a day. */
export function periodValue(day: DayNumber, unit: DateUnit): string {
  const { year, month, day: ofMonth } = civilDay(day)
  switch (unit) {
    case 'C':
      return padded(Math.floor(year / 100), 2)
    case 'DE':
      return padded(Math.floor(year / 10), 3)
    case 'Y':
    case 'FY':
      return yearValue(year)
    case 'H':
      return `${yearValue(year)}-H${month > 6 ? 2 : 1}`
    case 'Q':
      return `${yearValue(year)}-Q${Math.floor((month - 1) / 3) + 1}`
    case 'SEASON':
    case 'M':
      return monthValue(year, month)
    case 'W':
    case 'WE': {
      const { year: weekYear, week } = weekOf(day)
      return `${yearValue(weekYear)}-W${padded(week, 2)}${unit === 'WE' ? '-WE' : ''}`
    }
    default:
      return dayValue(year, month, ofMonth)
  }
}

/** First and last day that a value covers, both included. */
export interface Interval {
  readonly from: DayNumber
  readonly until: DayNumber
  readonly precision: DatePrecision
}

const SEASON_MONTHS: Readonly<Record<string, readonly [first: number, years: number]>> = {
  SP: [3, 0],
  SU: [6, 0],
  FA: [9, 0],
  WI: [12, 0],
}

const TIME = /^T(?:(\d{2})(?::(\d{2}))?(?::(\d{2}))?|[A-Z]{2})/

/**
 * The days of a TIMEX3 value: `1998-W08`, `1989-Q3`, `199`, `2024-07-13TNI`; null where it has
 * none (`PAST_REF`, `P3D`, `XXXX-10-10`). Seasons are the northern ones, three whole months.
 */
export function valueInterval(value: string): Interval | null {
  const [, year, rest] = /^(\d{4})(?:-(.+))?$/.exec(value) ?? []
  if (year === undefined) return decadeOrCenturyInterval(value)
  const y = Number(year)
  if (y === 0) return null
  if (rest === undefined) return months(y, 1, 12, 'YEAR')
  const ordinal = /^([QH])([1-4])$/.exec(rest)
  if (ordinal) {
    const length = ordinal[1] === 'Q' ? 3 : 6
    return months(
      y,
      (Number(ordinal[2]) - 1) * length + 1,
      length,
      length === 3 ? 'QUARTER' : 'HALF',
    )
  }
  const week = /^W(\d{2})(-WE)?$/.exec(rest)
  if (week) {
    const monday = mondayOf(y, Number(week[1]))
    return week[2]
      ? { from: monday + 5, until: monday + 6, precision: 'DAY' }
      : { from: monday, until: monday + 6, precision: 'WEEK' }
  }
  const season = SEASON_MONTHS[rest]
  if (season) return months(y, season[0], 3, 'SEASON')
  return dayInterval(y, rest)
}

function dayInterval(year: number, rest: string): Interval | null {
  const fields = /^(\d{2})(?:-(\d{2})(T.*)?)?$/.exec(rest)
  const month = Number(fields?.[1])
  if (!fields || month < 1 || month > 12) return null
  if (fields[2] === undefined) return months(year, month, 1, 'MONTH')
  const day = Number(fields[2])
  if (!isDay(year, month, day)) return null
  const from = dayNumber(year, month, day)
  return { from, until: from, precision: timePrecision(fields[3]) }
}

function timePrecision(time: string | undefined): DatePrecision {
  if (time === undefined) return 'DAY'
  const fields = TIME.exec(time)
  if (!fields?.[1]) return 'PART_OF_DAY'
  if (fields[3]) return 'SECOND'
  return fields[2] ? 'MINUTE' : 'HOUR'
}

/** `199` is a decade, `19` a century. */
function decadeOrCenturyInterval(value: string): Interval | null {
  if (/^\d{3}$/.test(value)) return years(Number(value) * 10, 10, 'DECADE')
  if (/^\d{2}$/.test(value)) return years(Number(value) * 100, 100, 'CENTURY')
  return null
}

function years(first: number, count: number, precision: DatePrecision): Interval {
  return { from: dayNumber(first, 1, 1), until: dayNumber(first + count, 1, 1) - 1, precision }
}

function months(year: number, first: number, count: number, precision: DatePrecision): Interval {
  const last = first + count - 1
  const [lastYear, lastMonth] = last > 12 ? [year + 1, last - 12] : [year, last]
  return {
    from: dayNumber(year, first, 1),
    until: dayNumber(lastYear, lastMonth, daysInMonth(lastYear, lastMonth)),
    precision,
  }
}

/** Codes of ISO 8601-2 for seasons, quarters and halves of a year. */
const SUB_YEAR: Readonly<Record<string, number>> = {
  SP: 21,
  SU: 22,
  FA: 23,
  WI: 24,
  Q1: 33,
  Q2: 34,
  Q3: 35,
  Q4: 36,
  H1: 40,
  H2: 41,
}

/**
 * Write a TIMEX3 value in ISO 8601-2 (EDTF), as far as it can be: `1989-35` for a quarter, `199X`
 * for a decade, `2016~` where the text says "about". Null for lengths, sets and references.
 *
 * @param zone - offset or `Z` that the text gives with a time of day, else null
 */
export function edtfOf(value: string, mod: string | null, zone: string | null): string | null {
  const plain = edtfWithoutModifier(value, zone)
  if (plain === null) return null
  if (mod === 'APPROX') return plain.includes('/') || plain.includes('T') ? null : `${plain}~`
  if (mod === 'BEFORE' || mod === 'ON_OR_BEFORE') return `../${plain}`
  if (mod === 'AFTER' || mod === 'ON_OR_AFTER') return `${plain}/..`
  return plain
}

function edtfWithoutModifier(value: string, zone: string | null): string | null {
  if (/^\d{3}$/.test(value)) return `${value}X`
  if (/^\d{2}$/.test(value)) return `${value}XX`
  const era = /^BC(\d{4})$/.exec(value)
  // Year 1 before the common era is the year 0 of ISO 8601.
  if (era) return era[1] === '0001' ? '0000' : `-${padded(Number(era[1]) - 1, 4)}`
  if (/^(?:\d{4}|XXXX)(?:-\d{2}){0,2}$/.test(value)) return value === 'XXXX' ? null : value
  const part = /^(\d{4})-([SFWQH][PUAI1-4])$/.exec(value)
  const code = SUB_YEAR[part?.[2] ?? '']
  if (part && code !== undefined) return `${part[1]}-${code}`
  const midnight = /^(\d{4}-\d{2}-\d{2})T24:00Z?$/.exec(value)
  const next = midnight?.[1] === undefined ? null : parseDay(midnight[1])
  // ISO 8601-1:2019 has no hour 24.
  if (next !== null) return `${writeDay(next + 1)}T00:00:00${zone ?? ''}`
  const time = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?Z?$/.exec(value)
  if (time) return `${time[1]}T${time[2]}${time[3] ?? ':00'}${zone ?? ''}`
  const interval = /^\d{4}-W/.test(value) ? valueInterval(value) : null
  return interval && `${writeDay(interval.from)}/${writeDay(interval.until)}`
}
