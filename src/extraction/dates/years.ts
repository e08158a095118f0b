import type { DateSlots } from '../../languages/date-words.ts'
import type { DateAnchor, DateForm } from '../../model/date.ts'
import { civilDay, type DayNumber, dayNumber, fullYear, weekdayOf } from './calendar.ts'
import { type Antecedent, type Context, mentionAnchor, type Point, unknownYear } from './context.ts'
import { yearValue } from './timex-values.ts'

/** A year with its anchor, where the words may leave it out. */
export interface Year {
  readonly year: number | null
  readonly form: DateForm
  readonly anchor: DateAnchor | null
  /** The second most likely year. */
  readonly other: number | null
}

/** Find the year that the words state, count to ("last March") or leave to the context. */
export function yearOf(
  slots: DateSlots,
  context: Context,
  dayIn: (year: number) => DayNumber,
): Year {
  if (slots.year !== undefined) {
    const year = slots.year < 100 && slots.month !== undefined ? fullYear(slots.year) : slots.year
    return { year, form: 'EXPLICIT', anchor: null, other: null }
  }
  const { antecedents, today } = context
  const named = today === null ? null : yearOfWeekday(slots, today, dayIn)
  if (named !== null) {
    return { year: named, form: 'UNDERSPECIFIED', anchor: context.todayAnchor, other: null }
  }
  const antecedent = slots.anchor === 'MENTION' ? antecedents.last : null
  const base = antecedent ? antecedent.interval.from : context.today
  const anchor = antecedent ? mentionAnchor(antecedent) : context.todayAnchor
  if (base === null) return { year: null, form: 'UNDERSPECIFIED', anchor: null, other: null }
  const { year } = civilDay(base)
  if (slots.step !== undefined) {
    const stepped =
      slots.unit === 'Y' || slots.unit === 'FY'
        ? year + slots.step
        : stepTo(slots.step, base, dayIn)
    return { year: stepped, form: 'RELATIVE', anchor, other: null }
  }
  if (context.after !== null) {
    return {
      year: firstYearFrom(context.after, dayIn),
      form: 'UNDERSPECIFIED',
      anchor,
      other: null,
    }
  }
  const { last } = antecedents
  if (context.isNarrative && last) {
    const narrated = narratedYear(last, dayIn)
    const isLate = endsAfter(narrated, last.interval.from + CHRONOLOGICAL, context)
    return {
      year: isLate ? narrated - 1 : narrated,
      form: 'UNDERSPECIFIED',
      anchor: mentionAnchor(last),
      other: null,
    }
  }
  const nearest = nearestYear(base, context, dayIn)
  const isFuture =
    context.direction === 'PAST' && endsAfter(nearest.year, base + VERY_SOON, context)
  const chosen = isFuture ? { year: nearest.year - 1, other: nearest.year } : nearest
  return { ...chosen, form: 'UNDERSPECIFIED', anchor }
}

/** Whether a range that begins in a year and ends in the next one ends after a day. */
function endsAfter(year: number, day: DayNumber, { nextYearMonth }: Context): boolean {
  return nextYearMonth !== null && dayNumber(year + 1, nextYearMonth, 15) > day
}

/** A range does not end before it begins: "from May to November". */
function firstYearFrom(begin: DayNumber, dayIn: (year: number) => DayNumber): number {
  const { year } = civilDay(begin)
  return dayIn(year) >= begin ? year : year + 1
}

/** The value in the second most likely year, as the list of alternatives. */
export function alternativeYears(
  { other }: Year,
  write: (year: number) => string,
): readonly string[] {
  return other === null ? [] : [write(other)]
}

/** "Saturday, April 25" falls in the nearest year in which that day is a Saturday. */
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

/** "last March" is the latest one in the past, "next March" the first in the future. */
function stepTo(step: number, base: DayNumber, dayIn: (year: number) => DayNumber): number {
  const { year } = civilDay(base)
  if (step === 0) return year
  const isPast = dayIn(year) < base - 15
  return step < 0 ? (isPast ? year : year - 1) : dayIn(year) > base ? year : year + 1
}

/** Largest distance of a future date without a year, in days, when no verb shows a tense. */
const SOON = 120
/** The same beside a past verb: "was extended to Nov. 20". */
const VERY_SOON = 65
/** The same beside a future verb. */
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

/** In days: a larger step back in a history is a step to the next year. */
const CHRONOLOGICAL = 210

/** A history is chronological: a month belongs to the year of its antecedent, or to the next. */
function narratedYear({ interval }: Antecedent, dayIn: (year: number) => DayNumber): number {
  const { year } = civilDay(interval.from)
  if (interval.precision === 'YEAR') return year
  return dayIn(year) < interval.from - CHRONOLOGICAL ? year + 1 : year
}

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
  // Results are reported after their quarter, so one far ahead belongs to last year.
  const ahead = (nth - 1) * length + 1 - month
  const chosen = ahead > 3 && context.direction !== 'FUTURE' ? year - 1 : year
  return {
    value: write(chosen),
    form: 'UNDERSPECIFIED',
    anchor: context.todayAnchor,
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
  return { ...year, value: write(year.year), alternatives: alternativeYears(year, write) }
}
