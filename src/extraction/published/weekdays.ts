import type { Problem } from '../../model/problem.ts'
import type { DateMention } from '../../model/date.ts'
import { positionAt } from '../../text/lines.ts'
import { parseDay, weekdayOf } from '../dates/calendar.ts'
import { dayInWords, doubtAt, wordsAt, type DoubtEvidence } from './evidence.ts'

/**
 * One weekday that is over in one sentence and ahead in another: "reported Saturday", "expected
 * to take place Saturday". News names a day within the week by its bare name, so the two are one
 * day, and only an article of that very day can speak of it both ways.
 */
export function findWeekdayDoubts({ article, day, dates }: DoubtEvidence): Problem[] {
  const bare = dates.filter(({ rule }) => rule === 'weekday')
  const ahead = bare.filter(({ relation }) => relation === 'FUTURE')
  for (const coming of ahead) {
    const over = bare.find((date) => date.relation === 'PAST' && isSameWeekday(date, coming))
    if (!over) continue
    const name = wordsAt(article, coming.span)
    const { line } = positionAt(article.body, over.span.start)
    const message =
      `"${name}" is still ahead here and already over on line ${line}, as an article of that ` +
      `very ${name} would say; the printed date is ${dayInWords(day)}.`
    return [doubtAt(article, coming.span, message)]
  }
  return []
}

function isSameWeekday(a: DateMention, b: DateMention): boolean {
  const [first, second] = [parseDay(a.value ?? ''), parseDay(b.value ?? '')]
  return first !== null && second !== null && weekdayOf(first) === weekdayOf(second)
}
