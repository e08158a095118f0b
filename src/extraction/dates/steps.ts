import type { DateSlots, DateUnit } from '../../languages/date-words.ts'
import type { DateAnchor } from '../../model/date.ts'
import { addUnits, civilDay, type DayNumber, weekdayOf } from './calendar.ts'
import { type Antecedent, type Context, mentionAnchor, type ResolvedTimex } from './context.ts'
import { timeOf } from './points.ts'
import { periodValue, writeLength, yearValue } from './timex-values.ts'

/** "yesterday", "last week", "the following year". */
export function resolveStep(slots: DateSlots, context: Context): ResolvedTimex {
  const { unit = 'D', step = 0 } = slots
  const { base, anchor } = baseOf(slots, unit, context)
  const time = timeOf(slots)
  const type = time === null ? 'DATE' : 'TIME'
  const mod = slots.mod ?? null
  if (base === null) return { type, value: null, mod, form: 'RELATIVE', anchor: null }
  const day = addUnits(base, unit, weekendStep(base, unit, step, slots, context))
  const value = `${periodValue(day, unit)}${time ?? ''}`
  return { type, value, mod, form: 'RELATIVE', anchor }
}

/** "The weekend" in a Monday's article is the previous one, in a Friday's the coming one. */
function weekendStep(
  base: DayNumber,
  unit: DateUnit,
  step: number,
  slots: DateSlots,
  context: Context,
): number {
  if (unit !== 'WE' || step !== -1 || slots.anchor) return step
  const isNear = weekdayOf(base) >= 6 || (context.direction === 'FUTURE' && weekdayOf(base) > 1)
  return isNear ? 0 : step
}

function baseOf(
  slots: DateSlots,
  unit: DateUnit,
  context: Context,
): { readonly base: DayNumber | null; readonly anchor: DateAnchor | null } {
  const isPastTense =
    slots.anchor === 'MENTION' || (context.isNarrative && slots.anchor === 'STORY')
  const antecedent = isPastTense ? antecedentFor(unit, context) : null
  if (!antecedent && isPastTense && context.isNarrative) return { base: null, anchor: null }
  if (antecedent) return { base: antecedent.interval.from, anchor: mentionAnchor(antecedent) }
  return { base: context.today, anchor: context.todayAnchor }
}

/** The antecedent of "the next day" or "two years later": the last one of fine enough granularity. */
function antecedentFor(unit: DateUnit, { antecedents }: Context): Antecedent | null {
  switch (unit) {
    case 'D':
    case 'W':
    case 'WE':
    case 'HOUR':
    case 'MIN':
    case 'S':
      return antecedents.day
    case 'M':
      return antecedents.month
    default:
      return antecedents.last
  }
}

/** "two years ago", "three days later". */
export function resolveOffset(slots: DateSlots, context: Context): ResolvedTimex {
  const { unit = 'D', step = -1 } = slots
  const amount = amountOf(slots)
  const mod = slots.mod ?? null
  const { base, anchor } = baseOf(slots, unit, context)
  if (amount === null) {
    return {
      type: 'DATE',
      value: step < 0 ? 'PAST_REF' : 'FUTURE_REF',
      mod,
      form: 'VAGUE',
      anchor,
      ...(step < 0 && !slots.anchor ? { interval: { from: null, until: context.today } } : {}),
    }
  }
  if (base === null) return { type: 'DATE', value: null, mod, form: 'RELATIVE', anchor: null }
  if (unit === 'HOUR' || unit === 'MIN' || unit === 'S') {
    return { type: 'DURATION', value: writeLength(amount, unit), mod, form: 'RELATIVE', anchor }
  }
  const day = addUnits(base, unit, step * amount)
  const named = unit === 'DE' || unit === 'C' ? 'Y' : unit
  return { type: 'DATE', value: periodValue(day, named), mod, form: 'RELATIVE', anchor }
}

/** "a year earlier" after a quarter means the same quarter of the previous year. */
export function resolveYearBefore(slots: DateSlots, context: Context): ResolvedTimex {
  const { today, antecedents } = context
  const shared = { type: 'DATE', mod: null, form: 'RELATIVE' } as const
  if (slots.ordinal !== undefined && today !== null) {
    const value = `${yearValue(civilDay(today).year - 1)}-Q${slots.ordinal}`
    return { ...shared, value, anchor: context.todayAnchor }
  }
  const antecedent =
    slots.unit === 'M' ? antecedents.month : antecedents.isLongPeriod ? null : antecedents.quarter
  if (antecedent) {
    const year = civilDay(antecedent.interval.from).year
    const value = antecedent.value.replace(/^\d{4}/, yearValue(year - 1))
    return { ...shared, value: value.slice(0, 7), anchor: mentionAnchor(antecedent) }
  }
  if (today === null) return { ...shared, value: null, anchor: null }
  const value = yearValue(civilDay(today).year - 1)
  return { ...shared, value, anchor: context.todayAnchor }
}

/** "the quarter", "the latest period", "the 1988 period". */
export function resolvePeriod(slots: DateSlots, context: Context): ResolvedTimex {
  const { today, antecedents } = context
  const shared = { type: 'DATE', mod: null, form: 'RELATIVE' } as const
  const quarter = antecedents.quarter
  if (quarter) {
    const value =
      slots.year === undefined
        ? quarter.value
        : quarter.value.replace(/^\d{4}/, yearValue(slots.year))
    return { ...shared, value, anchor: mentionAnchor(quarter) }
  }
  if (slots.year !== undefined) return { ...shared, value: yearValue(slots.year), anchor: null }
  if (today === null) return { ...shared, value: null, anchor: null }
  const value = periodValue(addUnits(today, 'Q', -1), 'Q')
  return { ...shared, value, anchor: context.todayAnchor }
}

/** The amount with its half: "a … and a half"; null for "several". */
export function amountOf({ amount = null, half }: DateSlots): number | null {
  return amount === null || !half ? amount : amount + 0.5
}
