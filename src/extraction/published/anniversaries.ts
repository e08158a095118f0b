import type { DoubtWords } from '../../languages/date-words.ts'
import { civilDay } from '../dates/calendar.ts'
import type { Timex, TimexParagraph } from '../dates/timexes.ts'
import { nextWithTrait, tokenIn, type Tokens, Trait, wordAt } from '../dates/tokens.ts'
import { dayInWords, type Doubt, type DoubtEvidence, wordsAt } from './evidence.ts'

/** Words between the number and "anniversary": "75th founding anniversary". */
const BETWEEN = 3
/** Articles mention an anniversary in the year before and after it, too. */
const TOLERANCE = 1

/** An anniversary and where its number and its event are stated. */
interface Anniversary {
  readonly number: number
  /** Indices of its first token and after its last. */
  readonly first: number
  readonly end: number
  readonly isOfFounding: boolean
}

/** At most this many anniversaries are checked. */
const MOST = 20

/** "The 75th anniversary of the 1945 founding" is in 2020: find contradictions to the printed year. */
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
    const founded = foundingYearOf(anniversary, paragraph, paragraphs, words.doubts)
    if (founded === null) return []
    const year = founded + anniversary.number
    if (Math.abs(year - printed) <= TOLERANCE) return []
    if (timexesInSentence(anniversary, paragraph).some(({ slots }) => slots.year === year))
      return []
    const span = spanOf(anniversary, paragraph.tokens)
    const message =
      `"${wordsAt(article, span)}" of what the text dates to ${founded} is in ${year}; the printed ` +
      `date is ${dayInWords(day)}.`
    return [{ span, message }]
  })
}

function findAnniversaries(tokens: Tokens, words: DoubtWords): Anniversary[] {
  const found: Anniversary[] = []
  for (let at = nextAfter(tokens, -1); at < tokens.count; at = nextAfter(tokens, at)) {
    const anniversary = anniversaryAt(tokens, at, words)
    if (anniversary) found.push(anniversary)
  }
  return found
}

function nextAfter(tokens: Tokens, at: number): number {
  return nextWithTrait(tokens, at + 1, Trait.ANNIVERSARY)
}

function anniversaryAt(tokens: Tokens, at: number, words: DoubtWords): Anniversary | null {
  if (!words.anniversary.includes(wordAt(tokens, at))) return null
  for (let first = at - 1; first >= Math.max(0, at - 1 - BETWEEN); first--) {
    const { kind, number } = tokenIn(tokens, first) ?? {}
    if (kind !== 'ORDINAL' || number === null || number === undefined) continue
    const isOfFounding = hasFoundingWord(tokens, first, at + 1 + BETWEEN + 1, words)
    return { number, first, end: at + 1, isOfFounding }
  }
  return null
}

function hasFoundingWord(tokens: Tokens, from: number, to: number, words: DoubtWords): boolean {
  for (let at = from; at < to; at += 1) {
    if (words.founding.includes(wordAt(tokens, at))) return true
  }
  return false
}

/** The year of the event that the anniversary counts from; null without one or with several. */
function foundingYearOf(
  anniversary: Anniversary,
  paragraph: TimexParagraph,
  all: readonly TimexParagraph[],
  words: DoubtWords,
): number | null {
  const after = timexesInSentence(anniversary, paragraph).find(
    ({ first }) => first >= anniversary.end,
  )
  if (after) return after.slots.year ?? null
  if (!anniversary.isOfFounding) return null
  const years = new Set(all.flatMap((other) => foundingYears(other, words)))
  const [year] = years
  return years.size === 1 && year !== undefined ? year : null
}

/** Years right after a founding word: "founded in 1945", "established on Oct. 10, 1945". */
function foundingYears({ tokens, timexes }: TimexParagraph, words: DoubtWords): number[] {
  return timexes.flatMap(({ first, slots: { year } }) => {
    const isFounding = hasFoundingWord(tokens, first - 2, first, words)
    return isFounding && year !== undefined ? [year] : []
  })
}

/** The expressions with a year in the sentence of the anniversary. */
function timexesInSentence(
  { first, end }: Anniversary,
  { tokens, timexes }: TimexParagraph,
): Timex[] {
  let begin = first - 1
  while (begin >= 0 && !isStop(wordAt(tokens, begin))) begin -= 1
  let stop = end
  while (stop < tokens.count && !isStop(wordAt(tokens, stop))) stop += 1
  return timexes.filter(
    (timex) => timex.slots.year !== undefined && timex.first > begin && timex.first < stop,
  )
}

function isStop(word: string): boolean {
  return word === '.' || word === '?' || word === '!'
}

function spanOf({ first, end }: Anniversary, tokens: Tokens) {
  return { start: tokenIn(tokens, first)?.start ?? 0, end: tokenIn(tokens, end - 1)?.end ?? 0 }
}
