import type { DateCues, DateGuard } from '../../languages/date-words.ts'
import type { Expression, Guard } from './match.ts'
import type { Token } from './tokens.ts'

/** The language's lists as sets, made once. */
export type CueSets = {
  readonly [Name in keyof DateCues]: DateCues[Name] extends string ? string : ReadonlySet<string>
}

export function cueSets(cues: DateCues): CueSets {
  const { infinitive, possessive, ...lists } = cues
  return {
    infinitive,
    possessive,
    auxiliary: new Set(lists.auxiliary),
    joins: new Set(lists.joins),
    rangeJoins: new Set(lists.rangeJoins),
    rangeOpeners: new Set(lists.rangeOpeners),
    possibly: new Set(lists.possibly),
    upcoming: new Set(lists.upcoming),
    future: new Set(lists.future),
    past: new Set(lists.past),
    reporting: new Set(lists.reporting),
    eventPrepositions: new Set(lists.eventPrepositions),
    deadline: new Set(lists.deadline),
    weekdayDeadline: new Set(lists.weekdayDeadline),
    perfect: new Set(lists.perfect),
    ending: new Set(lists.ending),
    trading: new Set(lists.trading),
    since: new Set(lists.since),
    beWords: new Set(lists.beWords),
    passive: new Set(lists.passive),
    pastEndings: new Set(lists.pastEndings),
    determiners: new Set(lists.determiners),
    particles: new Set(lists.particles),
    kin: new Set(lists.kin),
    separators: new Set(lists.separators),
    prepositions: new Set(lists.prepositions),
    ambiguousMonths: new Set(lists.ambiguousMonths),
    ambiguousSeasons: new Set(lists.ambiguousSeasons),
    numberNames: new Set(lists.numberNames),
    counted: new Set(lists.counted),
    titleWords: new Set(lists.titleWords),
    rates: new Set(lists.rates),
    fractions: new Set(lists.fractions),
    shares: new Set(lists.shares),
    conjunctions: new Set(lists.conjunctions),
  }
}

/** Tells words of time from the same words in another part: "may", "room 1995", "Sunday Times". */
export function guardOf(tokens: readonly Token[], cues: CueSets): Guard {
  const checks: Record<DateGuard, (first: number, end: number) => boolean> = {
    BARE_YEAR: (first, end) => isYear(tokens, first, end, cues),
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
    BEFORE_END: (_first, end) => cues.ending.has(tokens[end]?.word ?? ''),
    AFTER_FUTURE: (first) => isForeseen(tokens, first, cues),
    IN_TRADING: (_first, end) => cues.trading.has(tokens[end]?.word ?? ''),
    WHOLE: (_first, end) => isWhole(tokens, end),
  }
  return (guard, first, end) => checks[guard](first, end)
}

/** "They spring from", "the fall of the tower" are no seasons. */
function isSeason(tokens: readonly Token[], first: number, end: number, cues: CueSets): boolean {
  if (!cues.ambiguousSeasons.has(tokens[end - 1]?.word ?? '')) return true
  if (cues.shares.has(tokens[end]?.word ?? '')) return false
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

/** "three-quarters of", "a quarter of". */
function isShare(tokens: readonly Token[], end: number, cues: CueSets): boolean {
  const unit = tokens[end - 1]?.word ?? ''
  return cues.shares.has(tokens[end]?.word ?? '') && cues.fractions.has(unit)
}

function isYear(tokens: readonly Token[], first: number, end: number, cues: CueSets): boolean {
  const before = tokens[first - 1]
  const after = tokens[end]
  const year = tokens[end - 1]?.number ?? 0
  if (cues.counted.has(after?.word ?? '')) return false
  // "No. 1987", "+44 20 7946 1998"
  if (before?.word === '.' && cues.numberNames.has(tokens[first - 2]?.word ?? '')) return false
  if (before?.kind === 'NUMBER') return false
  if (before && cues.numberNames.has(before.word) && before.word !== tokens[first]?.word)
    return false
  if (
    before?.glued &&
    before.kind === 'MARK' &&
    tokens[first]?.glued &&
    '/-.:'.includes(before.word)
  )
    return false
  if (after?.glued && '/%°'.includes(after.word)) return false
  if (after?.glued && after.word === ':' && tokens[end + 1]?.glued) return false
  if (after?.glued && after.kind === 'WORD') return false
  if (year >= 1900 && year <= 2050) return true
  return !before || cues.prepositions.has(before.word) || cues.separators.has(before.word)
}

/** "May" needs a word that announces a time; so does a month before a surname: "June Ardal". */
function isMonth(tokens: readonly Token[], first: number, end: number, cues: CueSets): boolean {
  const before = tokens[first - 1]
  const after = tokens[end]
  if (before && cues.prepositions.has(before.word)) return true
  const isName = after?.kind === 'WORD' && after.capital && !after.glued
  if (!cues.ambiguousMonths.has(tokens[first]?.word ?? '')) return !isName
  // "the May election", but not "the March on Arden" or "the May family"
  const isAttribute =
    after?.kind === 'WORD' &&
    !after.capital &&
    !cues.particles.has(after.word) &&
    !cues.kin.has(after.word)
  return isAttribute && cues.determiners.has(before?.word ?? '')
}

/** Titles of shows and films: "on This Week", "High Noon". */
export function isTitle(
  tokens: readonly Token[],
  { first, end, slots, pattern }: Expression,
): boolean {
  if (pattern.term === 'POINT' && slots.hour === undefined) return false
  const [before, opening, last] = [tokens[first - 1], tokens[first], tokens[end - 1]]
  if (!last?.capital || last.kind !== 'WORD' || hasName(slots)) return false
  return end - first > 1 ? opening?.capital === true && first > 0 : isMidName(before)
}

/** Names of days, months and zones are capital anywhere. */
function hasName({ weekday, month, holiday, zone, meridiem }: Expression['slots']): boolean {
  return [weekday, month, holiday, zone, meridiem].some((name) => name !== undefined)
}

function isMidName(before: Token | undefined): boolean {
  return before?.kind === 'WORD' && before.capital
}
