import type { DateSlots } from '../../languages/date-words.ts'
import { civilDay, dayNumber } from './calendar.ts'
import type { Context } from './context.ts'
import { unknownYear, type Point } from './point.ts'
import { yearValue } from './values.ts'
import { others, yearOf } from './years.ts'

/** "third quarter", "the second half of 1990", "the March quarter". */
export function readDivision(slots: DateSlots, context: Context): Point | null {
  const { division, ordinal } = slots
  if (division === undefined) return null
  if (slots.month !== undefined) return readQuarterOfMonth(slots.month, slots, context)
  if (ordinal === undefined) return null
  const nth = division === 'H' ? Math.min(ordinal, 2) : ordinal
  const write = (year: number) => `${yearValue(year)}-${division}${nth}`
  const length = division === 'Q' ? 3 : 6
  if (slots.year !== undefined || slots.step !== undefined) {
    const year = yearOf(slots, context, (value) => dayNumber(value, 1, 1))
    return { ...year, value: year.year === null ? null : write(year.year), alternatives: [] }
  }
  if (context.today === null) return unknownYear(`XXXX-${division}${nth}`)
  const { year, month } = civilDay(context.today)
  // Results are reported after their quarter; one that begins soon is this year's.
  const ahead = (nth - 1) * length + 1 - month
  const chosen = ahead > 3 && context.direction !== 'FUTURE' ? year - 1 : year
  return {
    value: write(chosen),
    form: 'UNDERSPECIFIED',
    anchor: context.origin,
  }
}

/** The quarter that ends with a month. */
function readQuarterOfMonth(month: number, slots: DateSlots, context: Context): Point {
  const quarter = Math.ceil(month / 3)
  const year = yearOf(slots, context, (value) => dayNumber(value, month, 15))
  if (year.year === null) return unknownYear(`XXXX-Q${quarter}`)
  return { ...year, value: `${yearValue(year.year)}-Q${quarter}`, alternatives: [] }
}

export function readSeason(slots: DateSlots, context: Context): Point | null {
  const { season } = slots
  if (season === undefined) return null
  const write = (year: number) => `${yearValue(year)}-${season}`
  const middle = { SP: 4, SU: 7, FA: 10, WI: 12 }[season]
  const year = yearOf(slots, context, (value) => dayNumber(value, middle, 15))
  if (year.year === null) return unknownYear(`XXXX-${season}`)
  return { ...year, value: write(year.year), alternatives: others(year, write) }
}
