import type { DateGuard } from '../../languages/date-words.ts'
import { isRegularPast } from './direction.ts'
import { isYear } from './bare-years.ts'
import { isClock } from './clocks.ts'
import type { CueSets } from './cue-sets.ts'
import type { Guard } from './match.ts'
import type { Token } from './tokens.ts'

/** Tells words of time from the same words in another part: "may", "room 1995", "Sunday Times". */
export function guardOf(tokens: readonly Token[], cues: CueSets): Guard {
  const checks: Record<DateGuard, (first: number, end: number) => boolean> = {
    BARE_YEAR: (first, end) => isYear(tokens, first, end, cues),
    BARE_CLOCK: (first) => isClock(tokens, first, cues),
    BARE_MONTH: (first, end) => isMonth(tokens, first, end, cues),
    BARE_WEEKDAY: (_first, end) => !cues.titleWords.has(tokens[end]?.word ?? ''),
    BARE_SEASON: (first, end) => isSeason(tokens, first, end, cues),
    RATE: (first, end) =>
      isWhole(tokens, end) &&
      !isRate(tokens, first, cues) &&
      !cues.fractions.has(tokens[end - 1]?.word ?? ''),
    FRACTION: (_first, end) => !isShare(tokens, end, cues),
    ENDS_CLAUSE: (_first, end) => (tokens[end]?.kind ?? 'MARK') === 'MARK',
    CONTINUES: (_first, end) => (tokens[end]?.kind ?? 'MARK') !== 'MARK',
    NOT_BEFORE: (_first, end) => !isCompound(tokens[end], cues),
    NOT_TOLD: (first, end) => !isCompound(tokens[end], cues) && !isTold(tokens, first, end, cues),
    BEFORE_END: (_first, end) => isBeforeEnd(tokens, end, cues),
    AFTER_FUTURE: (first) => isForeseen(tokens, first, cues),
    IN_TRADING: (_first, end) => cues.trading.has(tokens[end]?.word ?? ''),
    AFTER_DEADLINE: (first) => cues.deadline.has(tokens[first - 1]?.word ?? ''),
    WHOLE: (_first, end) => isWhole(tokens, end),
    NOT_OF: (_first, end) => isWhole(tokens, end) && !isOwned(tokens, end, cues),
  }
  return (guard, first, end) => checks[guard](first, end)
}

/** "They spring from", "the fall of the tower", "the Summer Games" are no seasons. */
function isSeason(tokens: readonly Token[], first: number, end: number, cues: CueSets): boolean {
  const [season, after] = [tokens[end - 1], tokens[end]]
  // "the Summer Games"
  if (season?.capital && after?.capital && after.kind === 'WORD') return false
  if (!cues.ambiguousSeasons.has(season?.word ?? '')) return true
  if (cues.shares.has(after?.word ?? '')) return false
  return end - first > 1 || cues.prepositions.has(tokens[first - 1]?.word ?? '')
}

/** "$100 a year", "24 hours a day", "four flights a week". */
function isRate(tokens: readonly Token[], first: number, cues: CueSets): boolean {
  const [counted, before] = [tokens[first - 2], tokens[first - 1]]
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
function isBeforeEnd(tokens: readonly Token[], end: number, cues: CueSets): boolean {
  const word = tokens[end]?.word ?? ''
  return cues.ending.has(word) || (cues.rangeJoins.has(word) && tokens[end + 1]?.capital === true)
}

/** "It soon became", "was soon sold": what was soon is over. */
function isTold(tokens: readonly Token[], first: number, end: number, cues: CueSets): boolean {
  const [before, after] = [tokens[first - 1], tokens[end]]
  if (before && cues.past.has(before.word)) return true
  return after !== undefined && (cues.past.has(after.word) || isRegularPast(after, cues))
}

/** How far before "one day" the verb may stand: "will one day", "hopes he one day". */
const FORESIGHT = 4

function isForeseen(tokens: readonly Token[], first: number, cues: CueSets): boolean {
  return tokens
    .slice(Math.max(0, first - FORESIGHT), first)
    .some(({ word }) => cues.future.has(word) || word === cues.infinitive)
}

/** "Q3", but not "Q3B"; "a year", but not "a year-long strike". */
function isWhole(tokens: readonly Token[], end: number): boolean {
  const [after, next] = [tokens[end], tokens[end + 1]]
  if (!after?.glued) return true
  return after.kind === 'MARK' && !(after.word === '-' && next?.glued)
}

/** "the year of the cat", but not "a high for the year of $42". */
function isOwned(tokens: readonly Token[], end: number, cues: CueSets): boolean {
  return cues.shares.has(tokens[end]?.word ?? '') && tokens[end + 1]?.kind === 'WORD'
}

/** "three-quarters of", "a quarter of". */
function isShare(tokens: readonly Token[], end: number, cues: CueSets): boolean {
  const unit = tokens[end - 1]?.word ?? ''
  return cues.shares.has(tokens[end]?.word ?? '') && cues.fractions.has(unit)
}

/** "May" needs a word that announces a time; so does a month before a surname: "June Ardal". */
function isMonth(tokens: readonly Token[], first: number, end: number, cues: CueSets): boolean {
  const before = tokens[first - 1]
  const after = tokens[end]
  if (before && cues.prepositions.has(before.word)) return true
  // "Mrs. June", "Ms May"
  const title = before?.word === '.' ? tokens[first - 2] : before
  if (title && cues.honorifics.has(title.word)) return false
  const month = tokens[first]?.word ?? ''
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
