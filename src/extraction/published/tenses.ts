import type { DoubtWords } from '../../languages/date-words.ts'
import type { DateMention } from '../../model/date.ts'
import { parseDay, type DayNumber } from '../dates/calendar.ts'
import type { Place } from '../dates/places.ts'
import { tokenIn, wordAt, type Tokens } from '../dates/tokens.ts'
import { dayInWords, wordsAt, type Doubt, type DoubtEvidence } from './evidence.ts'

/** How far the verb may stand before its date, in tokens. */
const REACH = 8

/**
 * A year, or a date with its year, that the sentence tells as over although it lies ahead of the
 * printed day ("was signed on March 3, 2031", "began in 2031"), or as coming although it is over ("will open on …").
 */
export function findWrongTenses(evidence: DoubtEvidence): Doubt[] {
  const { article, day, dates, paragraphs, words } = evidence
  const mentions = new Map(dates.map((date) => [date.span.start, date]))
  return paragraphs.flatMap(({ tokens, places }) =>
    places.flatMap((place) => {
      const mention = place.slots.year === undefined ? undefined : mentions.get(place.span.start)
      const side = mention && sideOf(mention, day)
      if (!side || tenseOf(tokens, place, words.doubts) !== side.contradiction) return []
      const message =
        `The text tells "${wordsAt(article, place.span)}" as ${side.told}, but that is ` +
        `${side.words} the printed date, ${dayInWords(day)}.`
      return [{ span: place.span, message }]
    }),
  )
}

type Tense = 'OVER' | 'AHEAD'

interface Side {
  readonly contradiction: Tense
  readonly told: string
  readonly words: string
}

const BEHIND: Side = { contradiction: 'AHEAD', told: 'still to come', words: 'before' }
const BEYOND: Side = { contradiction: 'OVER', told: 'over', words: 'after' }

/** On which side of the printed day a date lies; null where they touch, give or take a day. */
function sideOf({ from, until, precision }: DateMention, day: DayNumber): Side | null {
  if (precision !== 'DAY' && precision !== 'MONTH' && precision !== 'YEAR') return null
  const [first, last] = [parseDay(from ?? ''), parseDay(until ?? '')]
  if (first === null || last === null) return null
  if (last < day - 1) return BEHIND
  return first > day + 1 ? BEYOND : null
}

/** The tense of the verb whose date this is, where the clause leaves no other choice. */
function tenseOf(tokens: Tokens, { first }: Place, words: DoubtWords): Tense | null {
  if (!words.eventPrepositions.includes(wordAt(tokens, first - 1))) return null
  for (let at = first - 2; at >= Math.max(0, first - 1 - REACH); at--) {
    const token = tokenIn(tokens, at)
    if (!token || token.kind === 'MARK' || words.plans.includes(token.word)) return null
    if (words.ahead.includes(token.word)) return 'AHEAD'
    if (words.over.includes(token.word)) return 'OVER'
  }
  return null
}
