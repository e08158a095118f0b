import type { DoubtWords } from '../../languages/date-words.ts'
import { civilDay } from '../dates/calendar.ts'
import type { Place, TimedParagraph } from '../dates/places.ts'
import type { Token } from '../dates/tokens.ts'
import { dayInWords, wordsAt, type Doubt, type DoubtEvidence } from './evidence.ts'

/** Words between the number and "anniversary": "75th founding anniversary". */
const BETWEEN = 3
/** An anniversary is spoken of in the year before it and the year after, too. */
const TOLERANCE = 1

/** An anniversary, with what is needed to know its year. */
interface Anniversary {
  readonly number: number
  /** Indices of its first token and after its last. */
  readonly first: number
  readonly end: number
  readonly isOfFounding: boolean
}

/** Anniversaries that are looked at; a text with more celebrates none of its own. */
const MOST = 20

/** "The 75th anniversary of the 1945 founding" is in 2020, whatever date is printed. */
export function findWrongAnniversaries(evidence: DoubtEvidence): Doubt[] {
  const { article, day, paragraphs, words } = evidence
  const printed = civilDay(day).year
  const found = paragraphs.flatMap((paragraph) =>
    findAnniversaries(paragraph.tokens, words.doubts).map((anniversary) => ({
      anniversary,
      paragraph,
    })),
  )
  return found.slice(0, MOST).flatMap(({ anniversary, paragraph }) => {
    const begun = beginningOf(anniversary, paragraph, paragraphs, words.doubts)
    if (begun === null) return []
    const year = begun + anniversary.number
    if (Math.abs(year - printed) <= TOLERANCE) return []
    if (sentencePlaces(anniversary, paragraph).some(({ slots }) => slots.year === year)) return []
    const span = spanOf(anniversary, paragraph.tokens)
    const message =
      `"${wordsAt(article, span)}" of what the text dates to ${begun} is in ${year}; the printed ` +
      `date is ${dayInWords(day)}.`
    return [{ span, message }]
  })
}

function findAnniversaries(tokens: readonly Token[], words: DoubtWords): Anniversary[] {
  const found: Anniversary[] = []
  tokens.forEach(({ word }, at) => {
    if (!words.anniversary.includes(word)) return
    for (let first = at - 1; first >= Math.max(0, at - 1 - BETWEEN); first--) {
      const { kind, number } = tokens[first] ?? {}
      if (kind !== 'ORDINAL' || number === null || number === undefined) continue
      const near = tokens.slice(first, at + 1 + BETWEEN + 1)
      const isOfFounding = near.some((token) => words.founding.includes(token.word))
      found.push({ number, first, end: at + 1, isOfFounding })
      return
    }
  })
  return found
}

/** The year that the text gives for what is celebrated; null when it gives none, or several. */
function beginningOf(
  anniversary: Anniversary,
  paragraph: TimedParagraph,
  all: readonly TimedParagraph[],
  words: DoubtWords,
): number | null {
  const after = sentencePlaces(anniversary, paragraph).find(({ first }) => first >= anniversary.end)
  if (after) return after.slots.year ?? null
  if (!anniversary.isOfFounding) return null
  const years = new Set(all.flatMap((other) => foundingYears(other, words)))
  const [year] = years
  return years.size === 1 && year !== undefined ? year : null
}

/** Years told right after a word of founding: "founded in 1945", "established on Oct. 10, 1945". */
function foundingYears({ tokens, places }: TimedParagraph, words: DoubtWords): number[] {
  return places.flatMap(({ first, slots: { year } }) => {
    const before = tokens.slice(Math.max(0, first - 2), first)
    const isFounding = before.some(({ word }) => words.founding.includes(word))
    return isFounding && year !== undefined ? [year] : []
  })
}

/** The dates with a year in the sentence of an anniversary. */
function sentencePlaces({ first, end }: Anniversary, { tokens, places }: TimedParagraph): Place[] {
  const isStop = ({ word }: Token) => word === '.' || word === '?' || word === '!'
  const begin = tokens.slice(0, first).findLastIndex(isStop)
  const stop = tokens.findIndex((token, at) => at >= end && isStop(token))
  return places.filter(
    (place) =>
      place.slots.year !== undefined && place.first > begin && (stop < 0 || place.first < stop),
  )
}

function spanOf({ first, end }: Anniversary, tokens: readonly Token[]) {
  return { start: tokens[first]?.start ?? 0, end: tokens[end - 1]?.end ?? 0 }
}
