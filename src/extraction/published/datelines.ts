import { parseDay } from '../dates/calendar.ts'
import { dayInWords, wordsAt, type Doubt, type DoubtEvidence } from './evidence.ts'

/** Copy is printed within a week of its dateline, and at most a day before it (time zones). */
const LATEST = 7
const EARLIEST = -1

/** A dateline whose day is far from the printed one: "ARDEN, Oct. 10" under a date in July. */
export function findFarDateline({ article, day, dateline, dates }: DoubtEvidence): Doubt[] {
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
