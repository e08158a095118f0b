import type { DateWords } from '../../languages/date-words.ts'
import type { Article } from '../../model/article.ts'
import type { DateMention } from '../../model/date.ts'
import type { Dateline } from '../../model/dateline.ts'
import type { Problem } from '../../model/problem.ts'
import type { Span } from '../../model/span.ts'
import { textProblem } from '../../text/problems.ts'
import { writeDay, type DayNumber } from '../dates/calendar.ts'
import type { TimedParagraph } from '../dates/places.ts'

/** What the rules of doubt look at. */
export interface DoubtEvidence {
  readonly article: Article
  /** The printed day. */
  readonly day: DayNumber
  readonly dateline: Dateline | null
  readonly dates: readonly DateMention[]
  /** The tokens and the unresolved expressions behind `dates`. */
  readonly paragraphs: readonly TimedParagraph[]
  readonly words: DateWords
}

const HINT =
  'The printed date may be that of a later copy. Dates counted from it are as doubtful as it is.'

/** A doubt about the printed date, at the words that raise it. */
export function doubtAt({ path, body }: Article, span: Span, message: string): Problem {
  return textProblem(path, body, span, {
    code: 'DATE_IN_DOUBT',
    severity: 'WARNING',
    message,
    hint: HINT,
  })
}

/** "Monday 2024-07-15" */
export function dayInWords(day: DayNumber): string {
  return `${weekdayInWords(day)} ${writeDay(day)}`
}

const weekdays = new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' })

export function weekdayInWords(day: DayNumber): string {
  return weekdays.format(day * 86_400_000)
}

export function wordsAt({ body }: Article, { start, end }: Span): string {
  return body.slice(start, end).replace(/\s+/g, ' ')
}

/** The mention that an expression became. */
export function mentionAt(dates: readonly DateMention[], span: Span): DateMention | undefined {
  return dates.find((date) => date.span.start === span.start && date.span.end === span.end)
}
