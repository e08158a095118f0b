import type { DateCues } from '../../languages/date-words.ts'
import type { CueSets } from './cue-sets.ts'
import type { Expression } from './automaton.ts'
import { endsWithAny, hasTrait, type Token, tokenIn, type Tokens, Trait, wordAt } from './tokens.ts'

export type Direction = 'PAST' | 'FUTURE'

/** Window before and after the expression in which verbs count, in tokens. */
const REACH = 14

/**
 * Decide whether an expression lies in the past or the future: by the tense of the nearest verb
 * before it in the sentence ("expected to meet Thursday"), else of the nearest one after it ("On
 * Thursday, it will meet").
 *
 * For months and days of a month, the preposition before them decides first ("until May"), and
 * reporting verbs are skipped ("said it will pay on Dec. 7"). For weekdays, a reporting verb means
 * the past ("said Friday"), and after them only a future auxiliary means the future.
 */
export function directionOf(
  tokens: Tokens,
  { first, end, slots }: Expression,
  cues: CueSets,
): Direction | null {
  const isWeekday = slots.weekday !== undefined && slots.month === undefined
  const before = wordAt(tokens, first - 1)
  if (isWeekday) {
    if (cues.possessive === tokenIn(tokens, end)?.word && tokenIn(tokens, end)?.tight)
      return possessiveDirection(tokens, first, cues)
    if (cues.possibly.has(before)) return 'FUTURE'
    if (cues.weekdayDeadline.has(before))
      return hasPerfectAfter(tokens, end, cues) ? 'PAST' : 'FUTURE'
  } else {
    if (cues.deadline.has(before)) return 'FUTURE'
    if (cues.since.has(before)) return 'PAST'
    // "announced in January", "announced Aug. 21"
    const teller = cues.eventPrepositions.has(before) ? first - 2 : first - 1
    if (cues.reporting.has(wordAt(tokens, teller))) return 'PAST'
  }
  for (let at = first - 1; at >= Math.max(0, first - REACH); at--) {
    if (!mayGiveDirection(tokens, at, cues)) continue
    const word = wordAt(tokens, at)
    if (STOPS.includes(word)) break
    if (isWeekday && cues.reporting.has(word)) return 'PAST'
    const direction = verbAt(tokens, at, cues)
    if (direction) return direction
  }
  for (let at = end; at < Math.min(tokens.count, end + REACH); at++) {
    if (!mayGiveDirection(tokens, at, cues)) continue
    const word = wordAt(tokens, at)
    if (STOPS.includes(word)) break
    if (isWeekday && cues.reporting.has(word)) return 'PAST'
    const direction = verbAt(tokens, at, cues)
    if (direction && isWeekday) return cues.auxiliary.has(word) ? 'FUTURE' : 'PAST'
    if (direction) return direction
  }
  return null
}

/** Marks that end the window. */
const STOPS: readonly string[] = ['.', '?', '!', ';']

/** The words and marks that decide the direction, except for regular past forms. */
export function directionWords({ future, past, reporting, infinitive }: DateCues): string[] {
  return [...future, ...past, ...reporting, infinitive, ...STOPS]
}

/** False for most words; a cheap test before the token is made. */
function mayGiveDirection(tokens: Tokens, at: number, cues: CueSets): boolean {
  return hasTrait(tokens, at, Trait.DIRECTION) || endsWithAny(tokens, at, cues.pastEndings)
}

/** Tokens after "until Thursday" in which a perfect verb counts. */
const NEXT_VERB = 6

/** "Until Thursday, they had not …" */
function hasPerfectAfter(tokens: Tokens, end: number, cues: CueSets): boolean {
  for (let at = end; at < end + NEXT_VERB; at++) {
    if (cues.perfect.has(wordAt(tokens, at))) return true
  }
  return false
}

/** "Friday's ruling" is in the past, "ahead of Sunday's election" in the future. */
function possessiveDirection(tokens: Tokens, first: number, cues: CueSets): Direction {
  for (let at = first - 3; at < first; at++) {
    if (cues.upcoming.has(wordAt(tokens, at))) return 'FUTURE'
  }
  return 'PAST'
}

function verbAt(tokens: Tokens, at: number, cues: CueSets): Direction | null {
  const token = tokenIn(tokens, at)
  if (!token || cues.reporting.has(token.word)) return null
  const { word } = token
  if (cues.future.has(word)) return isPerfect(tokens, at, cues) ? 'PAST' : 'FUTURE'
  if (word === cues.infinitive) return cues.beWords.has(wordAt(tokens, at - 1)) ? 'FUTURE' : null
  if (cues.past.has(word) || isRegularPast(token, cues)) {
    return isFuturePassive(tokens, at, cues) ? 'FUTURE' : 'PAST'
  }
  return null
}

/** "had been scheduled". */
function isPerfect(tokens: Tokens, at: number, cues: CueSets): boolean {
  let before = at - 1
  while (before >= 0 && cues.passive.has(wordAt(tokens, before))) before -= 1
  return cues.perfect.has(wordAt(tokens, before))
}

/** "opened", but not "United" in the middle of a sentence. */
export function isRegularPast({ word, capital }: Token, cues: CueSets): boolean {
  if (capital || word.length < 5) return false
  return cues.pastEndings.has(word.slice(-2))
}

/** "will be held", "to be released": a participle after a future auxiliary. */
function isFuturePassive(tokens: Tokens, at: number, cues: CueSets): boolean {
  let before = at - 1
  while (before >= 0 && cues.passive.has(wordAt(tokens, before))) before -= 1
  const word = wordAt(tokens, before)
  return before < at - 1 && (cues.future.has(word) || word === cues.infinitive)
}
