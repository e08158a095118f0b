import type { DateGuard } from '../../languages/date-words.ts'
import { isRegularPast } from './direction.ts'
import { isYear } from './bare-years.ts'
import { isClock } from './clocks.ts'
import type { CueSets } from './cue-sets.ts'
import { tokenIn, wordAt, type Token, type Tokens } from './tokens.ts'

type Check = (tokens: Tokens, first: number, end: number, cues: CueSets) => boolean

const CHECKS: Readonly<Record<DateGuard, Check>> = {
  BARE_YEAR: isYear,
  BARE_CLOCK: (tokens, first, _end, cues) => isClock(tokens, first, cues),
  BARE_MONTH: isMonth,
  BARE_WEEKDAY: (tokens, _first, end, cues) => !cues.titleWords.has(wordAt(tokens, end)),
  BARE_SEASON: isSeason,
  RATE: (tokens, first, end, cues) =>
    isWhole(tokens, end) &&
    !isRate(tokens, first, cues) &&
    !cues.fractions.has(wordAt(tokens, end - 1)),
  FRACTION: (tokens, _first, end, cues) => !isShare(tokens, end, cues),
  ENDS_CLAUSE: (tokens, _first, end) => (tokenIn(tokens, end)?.kind ?? 'MARK') === 'MARK',
  CONTINUES: (tokens, _first, end) => (tokenIn(tokens, end)?.kind ?? 'MARK') !== 'MARK',
  NOT_BEFORE: (tokens, _first, end, cues) => !isCompound(tokenIn(tokens, end), cues),
  NOT_TOLD: (tokens, first, end, cues) =>
    !isCompound(tokenIn(tokens, end), cues) && !isTold(tokens, first, end, cues),
  BEFORE_END: (tokens, _first, end, cues) => isBeforeEnd(tokens, end, cues),
  AFTER_FUTURE: (tokens, first, _end, cues) => isForeseen(tokens, first, cues),
  IN_TRADING: (tokens, _first, end, cues) => cues.trading.has(wordAt(tokens, end)),
  AFTER_DEADLINE: (tokens, first, _end, cues) => cues.deadline.has(wordAt(tokens, first - 1)),
  WHOLE: (tokens, _first, end) => isWhole(tokens, end),
  NOT_OF: (tokens, _first, end, cues) => isWhole(tokens, end) && !isOwned(tokens, end, cues),
}

/** Tells words of time from the same words in another part: "may", "room 1995", "Sunday Times". */
export function mayStand(
  guard: DateGuard,
  tokens: Tokens,
  first: number,
  end: number,
  cues: CueSets,
): boolean {
  return CHECKS[guard](tokens, first, end, cues)
}

/** "They spring from", "the fall of the tower", "the Summer Games" are no seasons. */
function isSeason(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  const [season, after] = [tokenIn(tokens, end - 1), tokenIn(tokens, end)]
  // "the Summer Games"
  if (season?.capital && after?.capital && after.kind === 'WORD') return false
  if (!cues.ambiguousSeasons.has(season?.word ?? '')) return true
  if (cues.shares.has(after?.word ?? '')) return false
  return end - first > 1 || cues.prepositions.has(wordAt(tokens, first - 1))
}

/** "$100 a year", "24 hours a day", "four flights a week". */
function isRate(tokens: Tokens, first: number, cues: CueSets): boolean {
  const [counted, before] = [tokenIn(tokens, first - 2), tokenIn(tokens, first - 1)]
  if (!before) return false
  return (
    isFigure(before) || cues.rates.has(before.word) || (counted !== undefined && isFigure(counted))
  )
}

function isFigure({ number, word }: Token): boolean {
  return number !== null || (word >= '0' && word < ':')
}

/** "as soon as", "the now-cancelled deal". */
function isCompound(after: Token | undefined, cues: CueSets): boolean {
  return (
    after !== undefined &&
    (cues.conjunctions.has(after.word) || (after.glued && after.word === '-'))
  )
}

/** "the year ended June 30", "the year to March". */
function isBeforeEnd(tokens: Tokens, end: number, cues: CueSets): boolean {
  const word = wordAt(tokens, end)
  return (
    cues.ending.has(word) ||
    (cues.rangeJoins.has(word) && tokenIn(tokens, end + 1)?.capital === true)
  )
}

/** "It soon became", "was soon sold": what was soon is over. */
function isTold(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  const [before, after] = [tokenIn(tokens, first - 1), tokenIn(tokens, end)]
  if (before && cues.past.has(before.word)) return true
  return after !== undefined && (cues.past.has(after.word) || isRegularPast(after, cues))
}

/** How far before "one day" the verb may stand: "will one day", "hopes he one day". */
const FORESIGHT = 4

function isForeseen(tokens: Tokens, first: number, cues: CueSets): boolean {
  for (let at = Math.max(0, first - FORESIGHT); at < first; at += 1) {
    const word = wordAt(tokens, at)
    if (cues.future.has(word) || word === cues.infinitive) return true
  }
  return false
}

/** "Q3", but not "Q3B"; "a year", but not "a year-long strike". */
function isWhole(tokens: Tokens, end: number): boolean {
  const [after, next] = [tokenIn(tokens, end), tokenIn(tokens, end + 1)]
  if (!after?.glued) return true
  return after.kind === 'MARK' && !(after.word === '-' && next?.glued)
}

/** "the year of the cat", but not "a high for the year of $42". */
function isOwned(tokens: Tokens, end: number, cues: CueSets): boolean {
  return cues.shares.has(wordAt(tokens, end)) && tokenIn(tokens, end + 1)?.kind === 'WORD'
}

/** "three-quarters of", "a quarter of". */
function isShare(tokens: Tokens, end: number, cues: CueSets): boolean {
  const unit = wordAt(tokens, end - 1)
  return cues.shares.has(wordAt(tokens, end)) && cues.fractions.has(unit)
}

/** "May" needs a word that announces a time; so does a month before a surname: "June Ardal". */
function isMonth(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  const before = tokenIn(tokens, first - 1)
  const after = tokenIn(tokens, end)
  if (before && cues.prepositions.has(before.word)) return true
  // "Mrs. June", "Ms May"
  const title = before?.word === '.' ? tokenIn(tokens, first - 2) : before
  if (title && cues.honorifics.has(title.word)) return false
  const month = wordAt(tokens, first)
  if (!cues.ambiguousMonths.has(month)) {
    const isName = after?.kind === 'WORD' && after.capital && !after.glued
    return !isName || !cues.givenNames.has(month) || cues.determiners.has(before?.word ?? '')
  }
  // "the May election", but not "the March on Arden" or "the May family"
  const isAttribute =
    after?.kind === 'WORD' &&
    !after.capital &&
    !cues.particles.has(after.word) &&
    !cues.kin.has(after.word)
  return isAttribute && cues.determiners.has(before?.word ?? '')
}
