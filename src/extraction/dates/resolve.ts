import type { DateSlots } from '../../languages/date-words.ts'
import { addUnits, padded } from './calendar.ts'
import type { Context, ResolvedTimex } from './context.ts'
import type { Expression } from './automaton.ts'
import { resolvePoint } from './points.ts'
import { amountOf, resolveOffset, resolvePeriod, resolveStep, resolveYearBefore } from './steps.ts'
import { writeLength } from './timex-values.ts'

/** Resolve an expression to its value; null for patterns of term NOTHING. */
export function resolveExpression(
  { pattern, slots }: Expression,
  context: Context,
): ResolvedTimex | null {
  switch (pattern.term) {
    case 'POINT':
      return resolvePoint(slots, context)
    case 'STEP':
      return resolveStep(slots, context)
    case 'OFFSET':
      return resolveOffset(slots, context)
    case 'DURATION':
      return resolveDuration(slots)
    case 'STRETCH':
      return resolveStretch(slots, context)
    case 'SET':
      return resolveSet(slots)
    case 'REFERENCE':
      return resolveReference(slots, context)
    case 'YEAR_BEFORE':
      return resolveYearBefore(slots, context)
    case 'PERIOD':
      return resolvePeriod(slots, context)
    case 'NOTHING':
      return null
  }
}

/** "three days", "several years": a duration without an anchor. */
function resolveDuration(slots: DateSlots): ResolvedTimex {
  const { unit = 'D', mod = null } = slots
  const amount = amountOf(slots)
  return {
    type: 'DURATION',
    value: writeLength(amount, unit),
    mod,
    form: amount === null ? 'VAGUE' : 'EXPLICIT',
    anchor: null,
  }
}

/** "the past two months": a duration that ends or begins at publication. */
function resolveStretch(slots: DateSlots, context: Context): ResolvedTimex {
  const { amount = 1, unit = 'D', step = -1 } = slots
  const length = resolveDuration({ ...slots, amount, unit })
  const { today } = context
  if (today === null) return length
  const other = amount === null ? null : addUnits(today, unit, step * amount)
  const interval = step < 0 ? { from: other, until: today } : { from: today, until: other }
  return {
    ...length,
    form: amount === null ? 'VAGUE' : 'RELATIVE',
    anchor: context.todayAnchor,
    interval,
  }
}

/** "daily", "every two years", "each July". */
function resolveSet(slots: DateSlots): ResolvedTimex {
  return { type: 'SET', value: setValue(slots), mod: null, form: 'EXPLICIT', anchor: null }
}

function setValue(slots: DateSlots): string {
  const { weekday, month, season, part, unit, amount } = slots
  const time = part === undefined ? '' : `T${part}`
  if (weekday !== undefined) return `XXXX-WXX-${weekday}${time}`
  if (month !== undefined) return `XXXX-${padded(month, 2)}`
  if (season !== undefined) return `XXXX-${season}`
  if (unit === undefined || part !== undefined) return `XXXX-XX-XX${time}`
  return writeLength(amount === undefined ? 1 : amount, unit)
}

/** "recently", "now", "the future". */
function resolveReference(slots: DateSlots, context: Context): ResolvedTimex {
  const value = slots.reference ?? (slots.step === 1 ? 'FUTURE_REF' : 'PAST_REF')
  const { today } = context
  const interval =
    value === 'PAST_REF'
      ? { from: null, until: today }
      : value === 'FUTURE_REF'
        ? { from: today, until: null }
        : { from: today, until: today }
  return {
    type: 'DATE',
    value,
    mod: null,
    form: 'VAGUE',
    anchor: context.todayAnchor,
    interval,
  }
}
