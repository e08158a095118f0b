import type { DateSlots } from '../../languages/date-words.ts'
import { weekdayOf, writeDay, type DayNumber } from './calendar.ts'
import { mentionAnchor, type Context } from './context.ts'
import { unknownYear, type Point } from './point.ts'

export function readWeekday(slots: DateSlots, context: Context): Point | null {
  const { weekday, step } = slots
  if (weekday === undefined) return null
  const landmark = slots.anchor === 'MENTION' ? context.memory.day : null
  const base = landmark ? landmark.interval.from : context.today
  if (base === null) return unknownYear(`XXXX-WXX-${weekday}`)
  const anchor = landmark ? mentionAnchor(landmark) : context.origin
  const back = (weekdayOf(base) - weekday + 7) % 7
  if (step !== undefined && slots.unit === 'W') {
    const day = base - weekdayOf(base) + step * 7 + weekday
    return { value: writeDay(day), form: 'RELATIVE', anchor }
  }
  if (step !== undefined) {
    const day = landmark && step === 0 ? base - back : steppedWeekday(base, back, step)
    const others = step > 0 && day - base > 7 ? [writeDay(day - 7)] : []
    return { value: writeDay(day), form: 'RELATIVE', anchor, alternatives: others }
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

/** "last Friday" is the one before, "this Friday" the coming one, "next Friday" next week's. */
function steppedWeekday(base: DayNumber, back: number, step: number): DayNumber {
  if (step < 0) return base - (back || 7) + (step + 1) * 7
  // "the Friday after next"
  if (step > 1) return base - back + step * 7
  const coming = base - back + 7
  const isThisWeek = weekdayOf(base) < weekdayOf(coming)
  return step > 0 && isThisWeek ? coming + 7 : coming
}
