import type { DateSlots } from '../../languages/date-words.ts'
import {
  addMonths,
  civilDay,
  dayNumber,
  type DayNumber,
  daysInMonth,
  isDay,
  padded,
  weekdayOf,
  writeDay,
} from './calendar.ts'
import { type Context, mentionAnchor, type Point, unknownYear } from './context.ts'
import { dayValue, monthValue, periodValue } from './timex-values.ts'
import { alternativeYears, yearOf } from './years.ts'

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
  const alternatives = year.form === 'UNDERSPECIFIED' ? alternativeYears(year, write) : []
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
export function readDayOfMonth(
  slots: DateSlots,
  { today, todayAnchor, antecedents }: Context,
): Point | null {
  const { day, step, unit } = slots
  if (day === undefined || step === undefined || unit !== 'M') return null
  const antecedent = slots.anchor === 'MENTION' ? antecedents.month : null
  const base = antecedent ? antecedent.interval.from : today
  const anchor = antecedent ? mentionAnchor(antecedent) : todayAnchor
  if (base === null) return unknownYear(`XXXX-XX-${padded(day, 2)}`)
  const { year, month } = addMonths(civilDay(base), step)
  const value = isDay(year, month, day) ? dayValue(year, month, day) : null
  return { value, form: 'RELATIVE', anchor }
}

/** A day in "the week of March 8" or "the last week of March"; null without a week. */
function weekIn({ unit, day, ordinal }: DateSlots, year: number, month: number): DayNumber | null {
  if (unit !== 'W') return null
  if (day !== undefined) return dayNumber(year, month, day)
  if (ordinal === undefined) return null
  // A week belongs to the month of its Thursday, as in ISO 8601.
  const first = dayNumber(year, month, 1)
  const thursday = first + ((4 - weekdayOf(first) + 7) % 7)
  const last = dayNumber(year, month, daysInMonth(year, month))
  return ordinal > 0 ? thursday + (ordinal - 1) * 7 : last - ((weekdayOf(last) - 4 + 7) % 7)
}

export function readWeekday(slots: DateSlots, context: Context): Point | null {
  const { weekday, step } = slots
  if (weekday === undefined) return null
  const antecedent = slots.anchor === 'MENTION' ? context.antecedents.day : null
  const base = antecedent ? antecedent.interval.from : context.today
  if (base === null) return unknownYear(`XXXX-WXX-${weekday}`)
  const anchor = antecedent ? mentionAnchor(antecedent) : context.todayAnchor
  const back = (weekdayOf(base) - weekday + 7) % 7
  if (step !== undefined && slots.unit === 'W') {
    const day = base - weekdayOf(base) + step * 7 + weekday
    return { value: writeDay(day), form: 'RELATIVE', anchor }
  }
  if (step !== undefined) {
    const day = antecedent && step === 0 ? base - back : steppedWeekday(base, back, step)
    const alternatives = step > 0 && day - base > 7 ? [writeDay(day - 7)] : []
    return { value: writeDay(day), form: 'RELATIVE', anchor, alternatives }
  }
  if (context.after !== null) {
    const day = context.after + ((weekday - weekdayOf(context.after) + 7) % 7)
    return { value: writeDay(day), form: 'UNDERSPECIFIED', anchor }
  }
  const isAhead = context.direction === 'FUTURE' && back !== 0
  const day = isAhead ? base - back + 7 : base - back
  const other = isAhead || back === 0 ? base - back : base - back + 7
  return {
    value: writeDay(day),
    form: 'UNDERSPECIFIED',
    anchor,
    alternatives: [writeDay(back === 0 ? base - 7 : other)],
  }
}

/** "last Friday": the previous one; "this Friday": the coming one; "next Friday": that of next week. */
function steppedWeekday(base: DayNumber, back: number, step: number): DayNumber {
  if (step < 0) return base - (back || 7) + (step + 1) * 7
  // "the Friday after next"
  if (step > 1) return base - back + step * 7
  const coming = base - back + 7
  const isThisWeek = weekdayOf(base) < weekdayOf(coming)
  return step > 0 && isThisWeek ? coming + 7 : coming
}
