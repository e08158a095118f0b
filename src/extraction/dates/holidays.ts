import type { Holiday } from '../../languages/date-words.ts'
import { dayNumber, type DayNumber, weekdayOf } from './calendar.ts'

const FIXED: Partial<Record<Holiday, readonly [month: number, day: number]>> = {
  NEW_YEAR: [1, 1],
  VALENTINE: [2, 14],
  WOMENS_DAY: [3, 8],
  MAY_DAY: [5, 1],
  JULY_FOURTH: [7, 4],
  HALLOWEEN: [10, 31],
  VETERANS_DAY: [11, 11],
  CHRISTMAS_EVE: [12, 24],
  CHRISTMAS: [12, 25],
  BOXING_DAY: [12, 26],
  ST_PATRICK: [3, 17],
  APRIL_FOOLS: [4, 1],
  NEW_YEARS_EVE: [12, 31],
}

/** The day of a holiday in a year. */
export function holidayIn(holiday: Holiday, year: number): DayNumber {
  const fixed = FIXED[holiday]
  if (fixed) return dayNumber(year, fixed[0], fixed[1])
  switch (holiday) {
    case 'KING_DAY':
      return nthWeekday(year, 1, 1, 3)
    case 'MEMORIAL_DAY':
      return nthWeekday(year, 6, 1, 1) - 7
    case 'LABOR_DAY':
      return nthWeekday(year, 9, 1, 1)
    case 'ELECTION_DAY':
      return nthWeekday(year, 11, 1, 1) + 1
    case 'PRESIDENTS_DAY':
      return nthWeekday(year, 2, 1, 3)
    case 'COLUMBUS_DAY':
      return nthWeekday(year, 10, 1, 2)
    case 'MOTHERS_DAY':
      return nthWeekday(year, 5, 7, 2)
    case 'FATHERS_DAY':
      return nthWeekday(year, 6, 7, 3)
    case 'BLACK_FRIDAY':
      return nthWeekday(year, 11, 4, 4) + 1
    case 'CYBER_MONDAY':
      return nthWeekday(year, 11, 4, 4) + 4
    case 'ASH_WEDNESDAY':
      return easter(year) - 46
    case 'PALM_SUNDAY':
      return easter(year) - 7
    case 'THANKSGIVING':
      return nthWeekday(year, 11, 4, 4)
    case 'GOOD_FRIDAY':
      return easter(year) - 2
    case 'EASTER_MONDAY':
      return easter(year) + 1
    default:
      return easter(year)
  }
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): DayNumber {
  const first = dayNumber(year, month, 1)
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7
}

/** The Gregorian computus in the form of Butcher (Nature, 1876). */
function easter(year: number): DayNumber {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const days = h + l - 7 * m + 114
  return dayNumber(year, Math.floor(days / 31), (days % 31) + 1)
}
