import type { DateSlots } from '../../languages/date-words.ts'
import type { DateAnchor, DateForm } from '../../model/date.ts'
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
import { mentionAnchor, type Context, type Landmark, type Resolved } from './context.ts'
import { holidayIn } from './holidays.ts'
import { fullYear } from './figures.ts'
import { dayValue, monthValue, periodValue, yearValue } from './values.ts'
import { zoneOffset } from './zones.ts'

/** A day, month, season, year … as far as the words say it. */
interface Point {
  readonly value: string | null
  readonly form: DateForm
  readonly anchor: DateAnchor | null
  readonly alternatives?: readonly string[]
}

/** A year that the words do not say, with what it was taken from. */
interface Year {
  readonly year: number | null
  readonly form: DateForm
  readonly anchor: DateAnchor | null
  /** The other year that the words would allow. */
  readonly other: number | null
}

type Reader = (slots: DateSlots, context: Context) => Point | null

/** From what says most to what says least; the first that answers wins. */
const READERS: readonly Reader[] = [
  readNumeric,
  readBefore,
  readHoliday,
  readDivision,
  readSeason,
  readMonth,
  readDayOfMonth,
  readWeekday,
  readYear,
  readLong,
  readTimeOfDay,
]

/** Resolve an expression that names a point of the calendar or the clock. */
export function resolvePoint(slots: DateSlots, context: Context): Resolved {
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

/** 3/4/2021: month first or day first as the article has it, unless only one order is a day. */
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

/** "August 480 BC", "the spring of 480 BC"; a year alone is read as any other. */
function readBefore({ bc, year, month, day, season }: DateSlots): Point | null {
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
    alternatives: others(year, write),
  }
}

function others({ other }: Year, write: (year: number) => string): readonly string[] {
  return other === null ? [] : [write(other)]
}

/** "third quarter", "the second half of 1990", "the March quarter". */
function readDivision(slots: DateSlots, context: Context): Point | null {
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

function readSeason(slots: DateSlots, context: Context): Point | null {
  const { season } = slots
  if (season === undefined) return null
  const write = (year: number) => `${yearValue(year)}-${season}`
  const middle = { SP: 4, SU: 7, FA: 10, WI: 12 }[season]
  const year = yearOf(slots, context, (value) => dayNumber(value, middle, 15))
  if (year.year === null) return unknownYear(`XXXX-${season}`)
  return { ...year, value: write(year.year), alternatives: others(year, write) }
}

function readMonth(slots: DateSlots, context: Context): Point | null {
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
function readDayOfMonth(slots: DateSlots, { today, origin, memory }: Context): Point | null {
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

function unknownYear(value: string): Point {
  return { value, form: 'UNDERSPECIFIED', anchor: null }
}

/** The year that the words state, count to ("last March") or leave to the context. */
function yearOf(slots: DateSlots, context: Context, dayIn: (year: number) => DayNumber): Year {
  if (slots.year !== undefined) {
    const year = slots.year < 100 && slots.month !== undefined ? fullYear(slots.year) : slots.year
    return { year, form: 'EXPLICIT', anchor: null, other: null }
  }
  const { memory, today } = context
  const named = today === null ? null : yearOfWeekday(slots, today, dayIn)
  if (named !== null) {
    return { year: named, form: 'UNDERSPECIFIED', anchor: context.origin, other: null }
  }
  const landmark = slots.anchor === 'MENTION' ? memory.last : null
  const base = landmark ? landmark.interval.from : context.today
  const anchor = landmark ? mentionAnchor(landmark) : context.origin
  if (base === null) return { year: null, form: 'UNDERSPECIFIED', anchor: null, other: null }
  const { year } = civilDay(base)
  if (slots.step !== undefined) {
    const stepped =
      slots.unit === 'Y' || slots.unit === 'FY'
        ? year + slots.step
        : stepTo(slots.step, base, dayIn)
    return { year: stepped, form: 'RELATIVE', anchor, other: null }
  }
  return context.isNarrative && memory.last
    ? {
        year: narratedYear(memory.last, dayIn),
        form: 'UNDERSPECIFIED',
        anchor: mentionAnchor(memory.last),
        other: null,
      }
    : { ...nearestYear(base, context, dayIn), form: 'UNDERSPECIFIED', anchor }
}

/** "Saturday, April 25" is of the nearest year in which that day is a Saturday. */
function yearOfWeekday(
  { weekday, day }: DateSlots,
  today: DayNumber,
  dayIn: (year: number) => DayNumber,
): number | null {
  if (weekday === undefined || day === undefined) return null
  const { year } = civilDay(today)
  const [nearest] = [year - 1, year, year + 1]
    .filter((candidate) => weekdayOf(dayIn(candidate)) === weekday)
    .sort((a, b) => Math.abs(dayIn(a) - today) - Math.abs(dayIn(b) - today))
  return nearest ?? null
}

/** "last March" is the latest one that is over, "next March" the first that is ahead. */
function stepTo(step: number, base: DayNumber, dayIn: (year: number) => DayNumber): number {
  const { year } = civilDay(base)
  if (step === 0) return year
  const isPast = dayIn(year) < base - 15
  return step < 0 ? (isPast ? year : year - 1) : dayIn(year) > base ? year : year + 1
}

/** Days ahead within which a date without a year is taken as coming, though no verb says so. */
const SOON = 120
/** Days ahead within which it is coming even beside a past verb: "was extended to Nov. 20". */
const VERY_SOON = 65
/** Days ahead beyond which a verb of the future must belong to something else. */
const TOO_FAR = 270

function nearestYear(
  base: DayNumber,
  { direction }: Context,
  dayIn: (year: number) => DayNumber,
): { readonly year: number; readonly other: number } {
  const { year } = civilDay(base)
  const ahead = dayIn(year) >= base ? year : year + 1
  const behind = dayIn(year) <= base ? year : year - 1
  if (ahead === behind) return { year, other: year - 1 }
  const days = dayIn(ahead) - base
  const limit = direction === 'FUTURE' ? TOO_FAR : direction === 'PAST' ? VERY_SOON : SOON
  return days < limit ? { year: ahead, other: behind } : { year: behind, other: ahead }
}

/** In a story told in order, a month belongs to the year named before it, or to the next. */
function narratedYear({ interval }: Landmark, dayIn: (year: number) => DayNumber): number {
  const { year } = civilDay(interval.from)
  if (interval.precision === 'YEAR') return year
  return dayIn(year) < interval.from - 210 ? year + 1 : year
}

function readWeekday(slots: DateSlots, context: Context): Point | null {
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

/** Decades and centuries. "The nineties" are those of the century of publication or before. */
function readLong(slots: DateSlots, { today }: Context): Point | null {
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

/**
 * A clock time by itself is on the day last named, else on the day of publication, as it is where
 * it opens a paragraph: "9:45 p.m. The count goes on." is an entry of a running report.
 */
function readTimeOfDay(slots: DateSlots, context: Context): Point | null {
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
