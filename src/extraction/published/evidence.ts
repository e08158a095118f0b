import type { DateWords } from '../../languages/date-words.ts'
import type { Article } from '../../model/article.ts'
import type { DateMention } from '../../model/date.ts'
import type { Dateline } from '../../model/dateline.ts'
import type { Span } from '../../model/span.ts'
import { type DayNumber, writeDay } from '../dates/calendar.ts'
import type { TimexParagraph } from '../dates/timexes.ts'

/** The input of the rules. */
export interface DoubtEvidence {
  readonly article: Article
  /** The printed day. */
  readonly day: DayNumber
  readonly dateline: Dateline | null
  readonly dates: readonly DateMention[]
  /** The tokens and the unresolved expressions behind `dates`. */
  readonly paragraphs: readonly TimexParagraph[]
  readonly words: DateWords
}

/** A span that contradicts the printed date, with the message. */
export interface Doubt {
  readonly span: Span
  readonly message: string
}

/** "Monday 2024-07-15" */
export function dayInWords(day: DayNumber): string {
  return `${weekdayInWords(day)} ${writeDay(day)}`
}

const weekdays = new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' })

function weekdayInWords(day: DayNumber): string {
  return weekdays.format(day * 86_400_000)
}

export function wordsAt({ body }: Article, { start, end }: Span): string {
  return body.slice(start, end).replace(/\s+/g, ' ')
}
