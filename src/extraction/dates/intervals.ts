import type { DatePrecision } from '../../model/date.ts'
import { dayNumber, daysInMonth, isDay, mondayOf, type DayNumber } from './calendar.ts'

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
  if (year === undefined) return longInterval(value)
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
function longInterval(value: string): Interval | null {
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
