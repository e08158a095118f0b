import type { DateMention } from '../../model/date.ts'
import { positionAt } from '../../text/lines.ts'
import { civilDay, dayNumber, isDay, parseDay, weekdayOf } from '../dates/calendar.ts'
import type { Place } from '../dates/places.ts'
import { dayInWords, wordsAt, type Doubt, type DoubtEvidence } from './evidence.ts'

/**
 * One weekday that is over in one sentence and ahead in another: "reported Saturday", "expected
 * to take place Saturday". News names a day within the week by its bare name, so the two are one
 * day, and only an article of that very day can speak of it both ways.
 */
export function findBothWays({ article, day, dates }: DoubtEvidence): Doubt[] {
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

/** Years in which "Saturday, Oct. 10" is looked for, on either side of the printed one. */
const YEARS = 12

/** "Saturday, Oct. 10" where no Oct. 10 near the printed date is a Saturday. */
export function findWrongWeekdays({ article, day, paragraphs }: DoubtEvidence): Doubt[] {
  const { year } = civilDay(day)
  for (const place of paragraphs.flatMap(({ places }) => places)) {
    const fitting = fittingYears(place, year)
    if (!fitting || fitting.some((candidate) => Math.abs(candidate - year) <= 1)) continue
    const nearest = fitting.filter((candidate) => candidate < year).at(-1)
    if (nearest === undefined) continue
    const message =
      `"${wordsAt(article, place.span)}" fits the calendar of ${nearest}, but of no year next to ` +
      `the printed date, ${dayInWords(day)}.`
    return [{ span: place.span, message }]
  }
  return []
}

/** The years around one in which a day falls on the weekday that the words give; null without. */
function fittingYears({ slots }: Place, around: number): number[] | null {
  const { weekday, month, day, year, step } = slots
  if (weekday === undefined || month === undefined || day === undefined) return null
  if (year !== undefined || step !== undefined) return null
  return Array.from({ length: 2 * YEARS + 1 }, (_, index) => around - YEARS + index).filter(
    (candidate) =>
      isDay(candidate, month, day) && weekdayOf(dayNumber(candidate, month, day)) === weekday,
  )
}
