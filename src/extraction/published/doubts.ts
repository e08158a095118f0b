import { findWrongAnniversaries } from './anniversaries.ts'
import type { DoubtWords } from '../../languages/date-words.ts'
import type { Language } from '../../languages/language.ts'
import type { Article } from '../../model/article.ts'
import type { DateMention } from '../../model/date.ts'
import type { Dateline } from '../../model/dateline.ts'
import type { Problem } from '../../model/problem.ts'
import type { PublishedTime } from '../../model/published.ts'
import type { Span } from '../../model/span.ts'
import { positionAt } from '../../text/lines.ts'
import { textProblem } from '../../text/problems.ts'
import {
  civilDay,
  dayNumber,
  type DayNumber,
  isDay,
  parseDay,
  weekdayOf,
} from '../dates/calendar.ts'
import { findTimexes, type Timex } from '../dates/timexes.ts'
import { tokenIn, type Tokens, wordAt } from '../dates/tokens.ts'
import { dayInWords, type Doubt, type DoubtEvidence, wordsAt } from './evidence.ts'

/** Each rule finds one kind of contradiction. */
const RULES: readonly ((evidence: DoubtEvidence) => Doubt[])[] = [
  findDistantDateline,
  findWeekdaysInBothTenses,
  findWrongWeekdays,
  findWrongTenses,
  findWrongAnniversaries,
]

/** At most this many doubts of one kind are reported. */
const MOST = 5

/** Find the spans that contradict the printed date. */
export function findDoubts(
  article: Article,
  published: PublishedTime,
  dateline: Dateline | null,
  dates: readonly DateMention[],
  language: Language,
): Problem[] {
  const day = parseDay(published.local)
  const words = language.dates
  if (day === null || !words) return []
  const paragraphs = findTimexes(article, words)
  const evidence = { article, day, dateline, dates, paragraphs, words }
  return RULES.flatMap((find) =>
    find(evidence)
      .slice(0, MOST)
      .map(({ span, message }) => doubtAt(article, span, message)),
  )
}

const HINT =
  'The printed date may be that of a later copy. Dates counted from it are as doubtful as it is.'

function doubtAt({ path, body }: Article, span: Span, message: string): Problem {
  return textProblem(path, body, span, {
    code: 'DATE_IN_DOUBT',
    severity: 'WARNING',
    message,
    hint: HINT,
  })
}

/** Articles appear within a week of their dateline, or a day before it in another time zone. */
const LATEST = 7
const EARLIEST = -1

/** Find a dateline far from the printed date: "ARDEN, Oct. 10" under a date in July. */
function findDistantDateline({ article, day, dateline, dates }: DoubtEvidence): Doubt[] {
  const span = dateline?.date
  const mention =
    span && dates.find((date) => date.span.start < span.end && span.start < date.span.end)
  const written = mention?.value ? parseDay(mention.value) : null
  if (!span || written === null) return []
  const days = day - written
  if (days >= EARLIEST && days <= LATEST) return []
  const message =
    `The dateline says "${wordsAt(article, span)}", but the printed date is ${dayInWords(day)}, ` +
    `${Math.abs(days)} days ${days > 0 ? 'after' : 'before'} it at the nearest.`
  return [{ span, message }]
}

/**
 * Find a weekday that is past in one sentence and future in another: "reported Saturday", "expected
 * to take place Saturday". News names days of the same week by weekday alone, so that both are one
 * day, and the article must have appeared on it.
 */
function findWeekdaysInBothTenses({ article, day, dates }: DoubtEvidence): Doubt[] {
  const bare = dates.filter(({ rule }) => rule === 'weekday')
  const past = new Map(
    bare.filter(({ relation }) => relation === 'PAST').map((date) => [weekdayIn(date), date]),
  )
  for (const coming of bare) {
    const over = coming.relation === 'FUTURE' ? past.get(weekdayIn(coming)) : undefined
    if (!over) continue
    const name = wordsAt(article, coming.span)
    const { line } = positionAt(article.body, over.span.start)
    const message =
      `"${name}" is still ahead here and already over on line ${line}, as an article of that ` +
      `very ${name} would say; the printed date is ${dayInWords(day)}.`
    return [{ span: coming.span, message }]
  }
  return []
}

function weekdayIn({ value }: DateMention): number | null {
  const day = parseDay(value ?? '')
  return day === null ? null : weekdayOf(day)
}

/** Years before and after the printed one in which "Saturday, Oct. 10" is searched. */
const YEARS = 12

/** Find "Saturday, Oct. 10" where no Oct. 10 near the printed date is a Saturday. */
function findWrongWeekdays({ article, day, paragraphs }: DoubtEvidence): Doubt[] {
  const { year } = civilDay(day)
  for (const timex of paragraphs.flatMap(({ timexes }) => timexes)) {
    const fitting = fittingYears(timex, year)
    if (!fitting || fitting.some((candidate) => Math.abs(candidate - year) <= 1)) continue
    const nearest = fitting.filter((candidate) => candidate < year).at(-1)
    if (nearest === undefined) continue
    const message =
      `"${wordsAt(article, timex.span)}" fits the calendar of ${nearest}, but of no year next to ` +
      `the printed date, ${dayInWords(day)}.`
    return [{ span: timex.span, message }]
  }
  return []
}

/** Years near the printed one in which the date has the stated weekday; null without a weekday. */
function fittingYears({ slots }: Timex, around: number): number[] | null {
  const { weekday, month, day, year, step } = slots
  if (weekday === undefined || month === undefined || day === undefined) return null
  if (year !== undefined || step !== undefined) return null
  return Array.from({ length: 2 * YEARS + 1 }, (_, index) => around - YEARS + index).filter(
    (candidate) =>
      isDay(candidate, month, day) && weekdayOf(dayNumber(candidate, month, day)) === weekday,
  )
}

/** Window before the date in which the verb is searched, in tokens. */
const REACH = 8

/**
 * Find dates with a year that the sentence puts in the past although they follow the printed date
 * ("was signed on March 3, 2031", "began in 2031"), or in the future although they precede it
 * ("will open on …").
 */
function findWrongTenses(evidence: DoubtEvidence): Doubt[] {
  const { article, day, dates, paragraphs, words } = evidence
  const mentions = new Map(dates.map((date) => [date.span.start, date]))
  return paragraphs.flatMap(({ tokens, timexes }) =>
    timexes.flatMap((timex) => {
      const mention = timex.slots.year === undefined ? undefined : mentions.get(timex.span.start)
      const side = mention && sideOf(mention, day)
      if (!side || tenseOf(tokens, timex, words.doubts) !== side.contradiction) return []
      const message =
        `The text tells "${wordsAt(article, timex.span)}" as ${side.told}, but that is ` +
        `${side.words} the printed date, ${dayInWords(day)}.`
      return [{ span: timex.span, message }]
    }),
  )
}

type Tense = 'OVER' | 'AHEAD'

interface Side {
  readonly contradiction: Tense
  readonly told: string
  readonly words: string
}

const BEFORE_PRINTED: Side = { contradiction: 'AHEAD', told: 'still to come', words: 'before' }
const AFTER_PRINTED: Side = { contradiction: 'OVER', told: 'over', words: 'after' }

/** The side of the printed date on which a date lies; null within a day of it. */
function sideOf({ from, until, precision }: DateMention, day: DayNumber): Side | null {
  if (precision !== 'DAY' && precision !== 'MONTH' && precision !== 'YEAR') return null
  const [first, last] = [parseDay(from ?? ''), parseDay(until ?? '')]
  if (first === null || last === null) return null
  if (last < day - 1) return BEFORE_PRINTED
  return first > day + 1 ? AFTER_PRINTED : null
}

/** The tense of the verb that the date belongs to; null where the clause is ambiguous. */
function tenseOf(tokens: Tokens, { first }: Timex, words: DoubtWords): Tense | null {
  if (!words.eventPrepositions.includes(wordAt(tokens, first - 1))) return null
  for (let at = first - 2; at >= Math.max(0, first - 1 - REACH); at--) {
    const token = tokenIn(tokens, at)
    if (!token || token.kind === 'MARK' || words.plans.includes(token.word)) return null
    if (words.ahead.includes(token.word)) return 'AHEAD'
    if (words.over.includes(token.word)) return 'OVER'
  }
  return null
}
