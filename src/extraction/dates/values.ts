import type { DateUnit } from '../../languages/date-words.ts'
import { civilDay, padded, weekOf, type DayNumber } from './calendar.ts'

/** TIMEX3's letters for lengths; the hour, minute and second stand after a T. */
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

/** `P3D`, `PT2H`, `P2Y6M`; `PXY` when the number is not said. */
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

/** The value of the week, month, year … in which a day lies. */
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
