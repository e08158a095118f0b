import type { DateSlots } from '../../languages/date-words.ts'
import {
  addMonths,
  civilDay,
  dayNumber,
  daysInMonth,
  isDay,
  padded,
  weekdayOf,
  writeDay,
  type DayNumber,
} from './calendar.ts'
import { mentionAnchor, type Context } from './context.ts'
import { unknownYear, type Point } from './point.ts'
import { dayValue, monthValue, periodValue } from './values.ts'
import { others, yearOf } from './years.ts'

export function readMonth(slots: DateSlots, context: Context): Point | null {
  const { month, day } = slots
  if (month === undefined) return null
  if (day !== undefined && !isDay(2000, month, day))
    return { value: null, form: 'VAGUE', anchor: null }
  const isNth = day === undefined && slots.weekday !== undefined
  const dayIn = (year: number) =>
    isNth ? nthWeekday(slots, year, month) : dayNumber(year, month, day ?? 15)
  const write = (year: number) =>
    isNth
      ? writeDay(dayIn(year))
      : day === undefined
        ? monthValue(year, month)
        : dayValue(year, month, day)
  const year = yearOf(slots, context, dayIn)
  if (year.year === null) return unknownYear(write(0).replace('0000', 'XXXX'))
  const alternatives = year.form === 'UNDERSPECIFIED' ? others(year, write) : []
  const inWeek = weekIn(slots, year.year, month)
  if (inWeek !== null) {
    const value = periodValue(inWeek, 'W')
    return { value, form: year.form, anchor: year.anchor }
  }
  return { value: write(year.year), form: year.form, anchor: year.anchor, alternatives }
}

/** "the first Monday of March"; the last one where the ordinal is -1. */
function nthWeekday({ weekday = 1, ordinal = 1 }: DateSlots, year: number, month: number) {
  const first = dayNumber(year, month, 1)
  const day = first + ((weekday - weekdayOf(first) + 7) % 7)
  if (ordinal > 0) return day + (ordinal - 1) * 7
  const last = dayNumber(year, month, daysInMonth(year, month))
  return last - ((weekdayOf(last) - weekday + 7) % 7)
}

/** "the 3rd of this month". */
export function readDayOfMonth(slots: DateSlots, { today, origin, memory }: Context): Point | null {
  const { day, step, unit } = slots
  if (day === undefined || step === undefined || unit !== 'M') return null
  const landmark = slots.anchor === 'MENTION' ? memory.month : null
  const base = landmark ? landmark.interval.from : today
  const anchor = landmark ? mentionAnchor(landmark) : origin
  if (base === null) return unknownYear(`XXXX-XX-${padded(day, 2)}`)
  const { year, month } = addMonths(civilDay(base), step)
  const value = isDay(year, month, day) ? dayValue(year, month, day) : null
  return { value, form: 'RELATIVE', anchor }
}

/** A day of "the week of March 8" or "the last week of March"; null where no week is meant. */
function weekIn({ unit, day, ordinal }: DateSlots, year: number, month: number): DayNumber | null {
  if (unit !== 'W') return null
  if (day !== undefined) return dayNumber(year, month, day)
  if (ordinal === undefined) return null
  // A week is of the month that has its Thursday.
  const first = dayNumber(year, month, 1)
  const thursday = first + ((4 - weekdayOf(first) + 7) % 7)
  const last = dayNumber(year, month, daysInMonth(year, month))
  return ordinal > 0 ? thursday + (ordinal - 1) * 7 : last - ((weekdayOf(last) - 4 + 7) % 7)
}
