import type { DateSlots } from '../../languages/date-words.ts'
import { addMonths, civilDay, dayNumber, type DayNumber } from './calendar.ts'

/** Move a day by a number of units. */
export function shift(day: DayNumber, unit: DateSlots['unit'], count: number): DayNumber {
  switch (unit) {
    case 'C':
      return shiftMonths(day, count * 1200)
    case 'DE':
      return shiftMonths(day, count * 120)
    case 'Y':
    case 'FY':
      return shiftMonths(day, count * 12)
    case 'H':
      return shiftMonths(day, count * 6)
    case 'Q':
    case 'SEASON':
      return shiftMonths(day, count * 3)
    case 'M':
      return shiftMonths(day, count)
    case 'W':
    case 'WE':
      return day + Math.round(count * 7)
    case 'D':
      return day + Math.round(count)
    default:
      return day
  }
}

function shiftMonths(day: DayNumber, months: number): DayNumber {
  const { year, month, day: ofMonth } = addMonths(civilDay(day), Math.round(months))
  return dayNumber(year, month, ofMonth)
}
