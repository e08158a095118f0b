import type { DateSlots } from '../../languages/date-words.ts'
import { padded, writeDay } from './calendar.ts'
import { mentionAnchor, type Context } from './context.ts'
import { unknownYear, type Point } from './point.ts'

/** "5:30 tonight" is before midnight, "2 a.m. tonight" after it. */
const EARLIEST_EVENING = 5

/** `T17:00`, `TNI`; null where the words say no time of day. */
export function timeOf(slots: DateSlots): string | null {
  if (slots.hour === undefined) return slots.part === undefined ? null : `T${slots.part}`
  const isEvening = slots.part === 'NI' && slots.hour >= EARLIEST_EVENING
  const isAfternoon =
    slots.meridiem === 'PM' || slots.part === 'AF' || slots.part === 'EV' || isEvening
  const hour = isAfternoon && slots.hour < 12 ? slots.hour + 12 : slots.hour
  const morning = slots.meridiem === 'AM' && hour === 12 ? 0 : hour
  const minutes = morning * 60 + (slots.minute ?? 0)
  const seconds = slots.second === undefined ? '' : `:${padded(slots.second, 2)}`
  return `T${padded(Math.floor(minutes / 60), 2)}:${padded(minutes % 60, 2)}${seconds}`
}

/**
 * A clock time by itself is on the day last named, else on the day of publication, as it is where
 * it opens a paragraph: "9:45 p.m. The count goes on." is an entry of a running report.
 */
export function readTimeOfDay(slots: DateSlots, context: Context): Point | null {
  if (timeOf(slots) === null) return null
  if (slots.step !== undefined && context.today !== null) {
    const value = writeDay(context.today + slots.step)
    return { value, form: 'RELATIVE', anchor: context.origin }
  }
  const isEntry = context.span.start === context.paragraph && !context.isNarrative
  const day = isEntry ? null : context.memory.day
  const base = day ? day.interval.from : context.today
  if (base === null) return unknownYear('XXXX-XX-XX')
  return {
    value: writeDay(base),
    form: 'UNDERSPECIFIED',
    anchor: day ? mentionAnchor(day) : context.origin,
  }
}
