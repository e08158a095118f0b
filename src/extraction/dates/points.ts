import type { DateSlots } from '../../languages/date-words.ts'
import { civilDay, fullYear, isDay, padded, writeDay } from './calendar.ts'
import {
  type Context,
  mentionAnchor,
  type Point,
  type ResolvedTimex,
  unknownYear,
} from './context.ts'
import { readDayOfMonth, readMonth, readWeekday } from './days.ts'
import { holidayIn } from './holidays.ts'
import { dayValue, yearValue } from './timex-values.ts'
import { alternativeYears, readDivision, readSeason, yearOf } from './years.ts'
import { zoneOffset } from './zones.ts'

type Reader = (slots: DateSlots, context: Context) => Point | null

/** From the most to the least specific; the first that returns a point wins. */
const READERS: readonly Reader[] = [
  readNumeric,
  readBeforeCommonEra,
  readHoliday,
  readDivision,
  readSeason,
  readMonth,
  readDayOfMonth,
  readWeekday,
  readYear,
  readDecadeOrCentury,
  readTimeOfDay,
]

/** Resolve an expression that names a date or a time of day. */
export function resolvePoint(slots: DateSlots, context: Context): ResolvedTimex {
  for (const read of READERS) {
    const point = read(slots, context)
    if (!point) continue
    const time = timeOf(slots)
    const offset = offsetOf(slots)
    const utc = time !== null && offset === 'Z' && slots.hour !== undefined ? 'Z' : ''
    return {
      type: time === null ? 'DATE' : 'TIME',
      value: point.value === null ? null : atTime(point.value, time, utc),
      mod: slots.mod ?? null,
      form: point.form,
      anchor: point.anchor,
      alternatives: (point.alternatives ?? []).map((value) => atTime(value, time, utc)),
      offset,
    }
  }
  return { type: 'DATE', value: null, mod: null, form: 'VAGUE', anchor: null }
}

/** "KST", "GMT+9". */
function offsetOf({ zone, sign, zoneHours }: DateSlots): string | null {
  if (sign !== undefined && zoneHours !== undefined) return zoneOffset(`${sign}${zoneHours}`)
  return zone === undefined ? null : zoneOffset(zone)
}

function atTime(day: string, time: string | null, utc: string): string {
  return time === null ? day : `${day}${time}${utc}`
}

/** 3/4/2021: in the order of the article, unless only the other order is a valid day. */
function readNumeric(slots: DateSlots, { numericOrder }: Context): Point | null {
  const { numeric, year } = slots
  if (!numeric || year === undefined) return null
  const [a, b] = numericOrder === 'MONTH_DAY' ? numeric : ([numeric[1], numeric[0]] as const)
  const days = [[a, b] as const, [b, a] as const]
    .filter(([month, day]) => isDay(year, month, day))
    .map(([month, day]) => dayValue(year, month, day))
  const [value, other] = days
  const alternatives = other !== undefined && other !== value ? [other] : []
  return { value: value ?? null, form: 'EXPLICIT', anchor: null, alternatives }
}

/** "August 480 BC", "the spring of 480 BC"; `readYear` reads a year alone. */
function readBeforeCommonEra({ bc, year, month, day, season }: DateSlots): Point | null {
  if (!bc || year === undefined) return null
  const rest = season ?? (month === undefined ? null : padded(month, 2))
  if (rest === null) return null
  const ofMonth = day === undefined ? '' : `-${padded(day, 2)}`
  return { value: `BC${padded(year, 4)}-${rest}${ofMonth}`, form: 'EXPLICIT', anchor: null }
}

function readHoliday(slots: DateSlots, context: Context): Point | null {
  const { holiday } = slots
  if (holiday === undefined) return null
  const dayIn = (year: number) => holidayIn(holiday, year)
  const year = yearOf(slots, context, dayIn)
  const write = (value: number) => writeDay(dayIn(value))
  return {
    ...year,
    value: year.year === null ? null : write(year.year),
    alternatives: alternativeYears(year, write),
  }
}

function readYear(slots: DateSlots): Point | null {
  if (slots.year === undefined) return null
  const isWhole = slots.year >= 100 || slots.bc || slots.ad
  const year = isWhole ? slots.year : fullYear(slots.year)
  return {
    value: slots.bc ? `BC${padded(year, 4)}` : yearValue(year),
    form: 'EXPLICIT',
    anchor: null,
  }
}

/** Decades and centuries. "The nineties" is the latest such decade before publication. */
function readDecadeOrCentury(slots: DateSlots, { today }: Context): Point | null {
  const { decade, century } = slots
  if (century !== undefined) {
    const value = slots.bc ? `BC${padded(century - 1, 2)}` : padded(century - 1, 2)
    return { value, form: 'EXPLICIT', anchor: null }
  }
  if (decade === undefined) return null
  if (decade >= 10) return { value: padded(decade, 3), form: 'EXPLICIT', anchor: null }
  const last = today === null ? 199 : Math.floor(civilDay(today).year / 10)
  const within = Math.floor(last / 10) * 10 + decade
  return {
    value: padded(within <= last ? within : within - 10, 3),
    form: 'UNDERSPECIFIED',
    anchor: null,
  }
}

/** "5:30 tonight" is before midnight, "2 a.m. tonight" after it. */
const EARLIEST_EVENING = 5

/** `T17:00`, `TNI`; null where the words state no time of day. */
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
 * A time of day alone is anchored to the last day named, else to publication. At the beginning of
 * a paragraph it is an entry of a live report and anchored to publication: "9:45 p.m. The count
 * goes on."
 */
function readTimeOfDay(slots: DateSlots, context: Context): Point | null {
  if (timeOf(slots) === null) return null
  if (slots.step !== undefined && context.today !== null) {
    const value = writeDay(context.today + slots.step)
    return { value, form: 'RELATIVE', anchor: context.todayAnchor }
  }
  const isLiveEntry = context.span.start === context.paragraph && !context.isNarrative
  const day = isLiveEntry ? null : context.antecedents.day
  const base = day ? day.interval.from : context.today
  if (base === null) return unknownYear('XXXX-XX-XX')
  return {
    value: writeDay(base),
    form: 'UNDERSPECIFIED',
    anchor: day ? mentionAnchor(day) : context.todayAnchor,
  }
}
