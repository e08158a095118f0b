import type { DateWords, NumericOrder } from '../../languages/date-words.ts'
import type { Dateline } from '../../model/dateline.ts'
import { civilDay, type DayNumber, parseDay, writeDay } from './calendar.ts'
import { type Context, noAntecedents } from './context.ts'
import type { Expression } from './automaton.ts'
import { resolveExpression } from './resolve.ts'
import type { Timex } from './timexes.ts'

/** Years that a history names at least, and how many of them lie in the past. */
const ENOUGH = { named: 6, past: 4 }
/** Years before publication that still count as news. */
const NEAR = 2
/** A history names more than this many years for each expression anchored to publication. */
const RATIO = 6
/** Share of the named years at either end that are ignored as outliers. */
const OUTSIDE = 0.05
/** Years added to the era at both ends. */
const MARGIN = 2

/** First and last year that a history covers, both included. */
export interface Era {
  readonly from: number
  readonly until: number
}

/**
 * Find the era of a text that is a history: it names many years, several of them in the past, and
 * few expressions that are anchored to publication ("yesterday", "Monday", "last month"). Null for
 * news.
 */
export function findNarrativeEra(
  expressions: readonly Expression[],
  published: DayNumber | null,
): Era | null {
  if (published === null) return null
  const recent = civilDay(published).year - NEAR
  const years = expressions.flatMap(({ slots }) => slots.year ?? []).sort((a, b) => a - b)
  const past = years.filter((year) => year < recent).length
  const counted = expressions.filter((expression) => isAnchoredToPublication(expression)).length
  const isHistory =
    years.length >= ENOUGH.named && past >= ENOUGH.past && years.length > RATIO * counted
  if (!isHistory) return null
  const outside = Math.ceil(years.length * OUTSIDE)
  const [from, until] = [years[outside], years[years.length - 1 - outside]]
  return from === undefined || until === undefined
    ? null
    : { from: from - MARGIN, until: until + MARGIN }
}

function isAnchoredToPublication({ pattern: { term }, slots }: Expression): boolean {
  if (slots.year !== undefined || slots.anchor !== undefined) return false
  return term === 'STEP' || slots.weekday !== undefined
}

/**
 * Decide which number of 3/4/2021 is the month: by an unambiguous date of the same article
 * (23/4/2021), else by the region of its locale, else by the language.
 *
 * @param locale - BCP 47 tag of the article, null when it states none
 */
export function numericOrderOf(
  expressions: readonly Expression[],
  locale: string | null,
  { numericOrder, otherOrderIn }: DateWords,
): NumericOrder {
  for (const { slots } of expressions) {
    const [first, second] = slots.numeric ?? [0, 0]
    if (first > 12 && second <= 12) return 'DAY_MONTH'
    if (second > 12 && first <= 12) return 'MONTH_DAY'
  }
  const region = /-([A-Z]{2})(?:-|$)/i.exec(locale ?? '')?.[1]?.toUpperCase()
  if (region === undefined || !otherOrderIn.includes(region)) return numericOrder
  return numericOrder === 'MONTH_DAY' ? 'DAY_MONTH' : 'MONTH_DAY'
}

/** Articles appear within a week of their dateline, or a day before it in another time zone. */
const DATELINE_DAYS = { before: 7, after: 1 }

/**
 * Take the day of the dateline as today where it is near publication, or where it has a year and
 * publication is unknown; else publication.
 */
export function findToday(
  timexes: readonly Timex[],
  published: DayNumber | null,
  dateline: Dateline | null,
  numericOrder: NumericOrder,
): Pick<Context, 'today' | 'todayAnchor'> {
  const own =
    published === null
      ? { today: null, todayAnchor: null }
      : { today: published, todayAnchor: { kind: 'PUBLISHED', date: writeDay(published) } as const }
  const date = dateline?.date
  const timex = date && timexes.find(({ span }) => span.start < date.end && date.start < span.end)
  if (!timex) return own
  const alone = {
    ...own,
    isNarrative: false,
    direction: null,
    span: timex.span,
    paragraph: timex.paragraph,
    antecedents: noAntecedents,
    numericOrder,
    after: null,
    nextYearMonth: null,
  }
  const value = resolveExpression(timex, alone)?.value ?? ''
  const day = parseDay(value)
  if (day === null || day === published) return own
  const isNear =
    published === null ||
    (day >= published - DATELINE_DAYS.before && day <= published + DATELINE_DAYS.after)
  return isNear
    ? { today: day, todayAnchor: { kind: 'DATELINE', date: writeDay(day), span: timex.span } }
    : own
}
