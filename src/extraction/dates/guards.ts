import type { DateGuard } from '../../languages/date-words.ts'
import type { CueSets } from './cue-sets.ts'
import { isRegularPast } from './direction.ts'
import type { Expression } from './automaton.ts'
import { type Token, tokenIn, type Tokens, wordAt } from './tokens.ts'

type Guard = (tokens: Tokens, first: number, end: number, cues: CueSets) => boolean

const GUARDS: Readonly<Record<DateGuard, Guard>> = {
  BARE_YEAR: isYear,
  BARE_CLOCK: (tokens, first, _end, cues) => isClock(tokens, first, cues),
  BARE_MONTH: isMonth,
  BARE_WEEKDAY: (tokens, _first, end, cues) => !cues.titleWords.has(wordAt(tokens, end)),
  BARE_SEASON: isSeason,
  STEP_MONTH: isStepMonth,
  DECADE: (tokens, first, end, cues) => !isTemperature(tokens, first, end, cues),
  RATE: (tokens, first, end, cues) =>
    isWhole(tokens, end) &&
    !isRate(tokens, first, cues) &&
    !cues.fractions.has(wordAt(tokens, end - 1)),
  FRACTION: (tokens, _first, end, cues) => !isShare(tokens, end, cues),
  ENDS_CLAUSE: (tokens, _first, end) => (tokenIn(tokens, end)?.kind ?? 'MARK') === 'MARK',
  CONTINUES: (tokens, _first, end) => (tokenIn(tokens, end)?.kind ?? 'MARK') !== 'MARK',
  NOT_BEFORE: (tokens, _first, end, cues) => !isCompound(tokenIn(tokens, end), cues),
  NOT_TOLD: (tokens, first, end, cues) =>
    !isCompound(tokenIn(tokens, end), cues) && !isPastTense(tokens, first, end, cues),
  BEFORE_END: (tokens, _first, end, cues) => isBeforeEnd(tokens, end, cues),
  AFTER_FUTURE: (tokens, first, _end, cues) => isAfterFuture(tokens, first, cues),
  IN_TRADING: (tokens, _first, end, cues) => cues.trading.has(wordAt(tokens, end)),
  AFTER_DEADLINE: (tokens, first, _end, cues) => cues.deadline.has(wordAt(tokens, first - 1)),
  WHOLE: (tokens, _first, end) => isWhole(tokens, end),
  NOT_OF: (tokens, _first, end, cues) => isWhole(tokens, end) && !isOwned(tokens, end, cues),
}

/** Tells temporal expressions from homographs: "may", "room 1995", "Sunday Times". */
export function passesGuard(
  guard: DateGuard,
  tokens: Tokens,
  first: number,
  end: number,
  cues: CueSets,
): boolean {
  return GUARDS[guard](tokens, first, end, cues)
}

/** Rejects "They spring from", "the fall of the tower" and "the Summer Games". */
function isSeason(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  const [season, after] = [tokenIn(tokens, end - 1), tokenIn(tokens, end)]
  // "the Summer Games"
  if (season?.capital && after?.capital && after.kind === 'WORD') return false
  if (end - first === 1 && isSeasonName(tokens, first, cues)) return false
  if (!cues.ambiguousSeasons.has(season?.word ?? '')) return true
  if (cues.shares.has(after?.word ?? '')) return false
  return end - first > 1 || cues.prepositions.has(wordAt(tokens, first - 1))
}

/** "her brother Winter left", "Autumn said no": a capital inside a sentence, or a speaker. */
function isSeasonName(tokens: Tokens, at: number, cues: CueSets): boolean {
  const before = tokenIn(tokens, at - 1)
  if (tokenIn(tokens, at)?.capital !== true || cues.prepositions.has(before?.word ?? ''))
    return false
  if (cues.determiners.has(before?.word ?? '')) return false
  return before?.kind === 'WORD' || cues.reporting.has(wordAt(tokens, at + 1))
}

/** "$100 a year", "24 hours a day", "four flights a week". */
function isRate(tokens: Tokens, first: number, cues: CueSets): boolean {
  const [counted, before] = [tokenIn(tokens, first - 2), tokenIn(tokens, first - 1)]
  if (!before) return false
  return (
    isNumeral(before) ||
    cues.rates.has(before.word) ||
    (counted !== undefined && isNumeral(counted))
  )
}

function isNumeral({ number, word }: Token): boolean {
  return number !== null || (word >= '0' && word < ':')
}

/** "as soon as", "the now-cancelled deal". */
function isCompound(after: Token | undefined, cues: CueSets): boolean {
  return (
    after !== undefined &&
    (cues.conjunctions.has(after.word) || (after.tight && after.word === '-'))
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

/** "It soon became", "was soon sold": past events, not future references. */
function isPastTense(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  const [before, after] = [tokenIn(tokens, first - 1), tokenIn(tokens, end)]
  if (before && cues.past.has(before.word)) return true
  return after !== undefined && (cues.past.has(after.word) || isRegularPast(after, cues))
}

/** Tokens before "one day" in which a future verb counts: "will one day", "hopes to one day". */
const FORESIGHT = 4

function isAfterFuture(tokens: Tokens, first: number, cues: CueSets): boolean {
  for (let at = Math.max(0, first - FORESIGHT); at < first; at += 1) {
    const word = wordAt(tokens, at)
    if (cues.future.has(word) || word === cues.infinitive) return true
  }
  return false
}

/** "Q3", but not "Q3B"; "a year", but not "a year-long strike". */
function isWhole(tokens: Tokens, end: number): boolean {
  const [after, next] = [tokenIn(tokens, end), tokenIn(tokens, end + 1)]
  if (!after?.tight) return true
  return after.kind === 'MARK' && !(after.word === '-' && next?.tight)
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

/** "May" needs a preposition or a determiner; so does a month before a surname: "June Ardal". */
function isMonth(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  const before = tokenIn(tokens, first - 1)
  const after = tokenIn(tokens, end)
  if (before && cues.prepositions.has(before.word)) return true
  if (isRangeEnd(tokens, first, cues)) return true
  // "Mrs. June", "Ms May"
  const title = before?.word === '.' ? tokenIn(tokens, first - 2) : before
  if (title && cues.honorifics.has(title.word)) return false
  const month = wordAt(tokens, first)
  if (isSpeaker(tokens, first, end, cues)) return false
  if (!cues.ambiguousMonths.has(month)) {
    const isName = after?.kind === 'WORD' && after.capital && !after.tight
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

/** "from November to May", where "to May" alone may be a person. */
function isRangeEnd(tokens: Tokens, first: number, cues: CueSets): boolean {
  const [opener, beginning] = [tokenIn(tokens, first - 3), tokenIn(tokens, first - 2)]
  if (!cues.rangeJoins.has(wordAt(tokens, first - 1)) || !cues.prepositions.has(opener?.word ?? ''))
    return false
  return beginning?.kind === 'NUMBER' || (beginning?.kind === 'WORD' && beginning.capital)
}

/** "April said", "said April.": people with the name of a month. */
function isSpeaker(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  const month = wordAt(tokens, first)
  if (!cues.givenNames.has(month) && !cues.ambiguousMonths.has(month)) return false
  const [before, after] = [tokenIn(tokens, first - 1), tokenIn(tokens, end)]
  if (cues.determiners.has(before?.word ?? '')) return false
  if (cues.reporting.has(after?.word ?? '')) return true
  return cues.reporting.has(before?.word ?? '') && (after?.kind ?? 'MARK') === 'MARK'
}

/** "that March", but not "told us that March had left". */
function isStepMonth(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  const [before, after] = [tokenIn(tokens, first - 1), wordAt(tokens, end)]
  if (!cues.complementizers.has(wordAt(tokens, first))) return true
  if (before?.kind !== 'WORD' || cues.prepositions.has(before.word)) return true
  return !(cues.past.has(after) || cues.future.has(after) || cues.beWords.has(after))
}

/** Tokens before and after "the 90s" in which a word of temperature counts. */
const WEATHER = 8

/** "Highs in the 90s", "in the low 90s, the mercury", but not "since the 90s". */
function isTemperature(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  if ((tokenIn(tokens, end - 1)?.slots?.decade ?? 0) >= 10) return false
  if (cues.since.has(wordAt(tokens, first - 1))) return false
  return (
    hasTemperature(tokens, first - 1, first - WEATHER, -1, cues) ||
    hasTemperature(tokens, end, end + WEATHER, 1, cues)
  )
}

function hasTemperature(
  tokens: Tokens,
  from: number,
  to: number,
  step: 1 | -1,
  cues: CueSets,
): boolean {
  for (let at = from; at !== to; at += step) {
    const word = wordAt(tokens, at)
    if (word === '' || cues.stops.has(word)) return false
    if (cues.temperatures.has(word)) return true
  }
  return false
}

/** Four digits in this range are years without a preposition before them. */
const USUAL = { from: 1900, until: 2050 }

/** Whether four digits alone are a year: not "room 1987", "1987 people", "1987-seat". */
function isYear(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  if (isNamed(tokens, first, cues) || isCounted(tokens, end, cues)) return false
  if (isPartOfNumeral(tokens, first, end) || isBand(tokens, first, end, cues)) return false
  const before = tokenIn(tokens, first - 1)
  const year = tokenIn(tokens, end - 1)?.number ?? 0
  if (year >= USUAL.from && year <= USUAL.until) return true
  return !before || cues.prepositions.has(before.word) || cues.separators.has(before.word)
}

/** "No. 1987", "room 1987", "+44 20 7946 1998"; but "later than 1987". */
function isNamed(tokens: Tokens, first: number, cues: CueSets): boolean {
  const [earlier, before] = [wordAt(tokens, first - 2), tokenIn(tokens, first - 1)]
  if (!before) return false
  if (before.kind === 'NUMBER') return true
  if (before.word === '.') return cues.numberNames.has(earlier)
  return (
    cues.numberNames.has(before.word) &&
    before.word !== tokenIn(tokens, first)?.word &&
    !cues.yearComparisons.has(earlier)
  )
}

/** "2000 people", "a 2000-seat hall". */
function isCounted(tokens: Tokens, end: number, cues: CueSets): boolean {
  const [after, next] = [tokenIn(tokens, end), tokenIn(tokens, end + 1)]
  if (!after) return false
  if (after.word === '-' && after.tight) return next?.tight === true && cues.counted.has(next.word)
  return cues.counted.has(after.word)
}

/** "1990/%", "12-1990", "1990:5". */
function isPartOfNumeral(tokens: Tokens, first: number, end: number): boolean {
  const [before, after] = [tokenIn(tokens, first - 1), tokenIn(tokens, end)]
  const isTail =
    before?.tight === true && before.kind === 'MARK' && tokenIn(tokens, first)?.tight === true
  // "post-1967" is a year, "12-1967" is not
  const isPrefixed = before?.word === '-' && tokenIn(tokens, first - 2)?.kind === 'WORD'
  if (isTail && '/-.:'.includes(before.word) && !isPrefixed) return true
  if (!after?.tight) return false
  if (after.word === ':') return tokenIn(tokens, end + 1)?.tight === true
  return after.kind === 'WORD' || '/%°'.includes(after.word)
}

/** "The 1975 sang", "fans of the 1975.", but not "the 1975 law". */
function isBand(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  const [before, after] = [tokenIn(tokens, first - 1), tokenIn(tokens, end)]
  if (!before || !cues.articles.has(before.word)) return false
  const isTitle = before.capital && tokenIn(tokens, first - 2)?.kind === 'WORD'
  if (isTitle) return !(after?.kind === 'WORD' && after.capital)
  if (!after || cues.stops.has(after.word)) return true
  return cues.past.has(after.word) || cues.reporting.has(after.word) || cues.beWords.has(after.word)
}

/**
 * Whether digits like 10:15 without "a.m." or a zone are a time of day: "at 10:15", "from 10:15 to
 * 11:20", "(10:15)", but not "won 10:15" or "Mark 10:15".
 */
function isClock(tokens: Tokens, first: number, cues: CueSets): boolean {
  if (isAnnounced(tokens, first, cues)) return true
  const isOtherEnd =
    cues.joins.has(wordAt(tokens, first - 1)) && tokenIn(tokens, first - 2)?.kind === 'CLOCK'
  return isOtherEnd && isAnnounced(tokens, first - 2, cues)
}

/** "at 10:15", "(10:15", "on March 9, 2021 10:15". */
function isAnnounced(tokens: Tokens, at: number, cues: CueSets): boolean {
  const [before, clock] = [tokenIn(tokens, at - 1), tokenIn(tokens, at)]
  if (!before || cues.clockPrepositions.has(before.word)) return true
  if (before.kind === 'MARK') return !clock?.tight || !before.tight
  return before.kind === 'NUMBER' || before.kind === 'DAY' || before.kind === 'NUMERIC'
}

/** Titles of shows and films: "on This Week", "High Noon", "Friday Night Lights". */
export function isTitle(tokens: Tokens, expression: Expression): boolean {
  const { first, end, slots, pattern } = expression
  const last = tokenIn(tokens, end - 1)
  if (!last?.capital || last.kind !== 'WORD') return false
  if (slots.part !== undefined && slots.hour === undefined) return isShowTitle(tokens, expression)
  if (pattern.term === 'POINT' && slots.hour === undefined) return false
  if (hasName(slots)) return false
  if (end - first > 1) return first > 0
  // "USA Today", "the Daily Mirror"
  return (
    isName(tokenIn(tokens, first - 1)) || (pattern.term === 'SET' && isName(tokenIn(tokens, end)))
  )
}

/** "Friday Night" before another capital; days and parts of days are written "Friday night". */
function isShowTitle(tokens: Tokens, { first, end }: Expression): boolean {
  return end - first > 1 && isName(tokenIn(tokens, first)) && isName(tokenIn(tokens, end))
}

/** Names of days, months and zones have a capital anywhere, so it shows no title. */
function hasName({ weekday, month, holiday, zone, meridiem }: Expression['slots']): boolean {
  return [weekday, month, holiday, zone, meridiem].some((name) => name !== undefined)
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'WORD' && token.capital
}
