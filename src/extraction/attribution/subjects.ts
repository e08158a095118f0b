import { Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape, tokenText } from '../../text/tokens.ts'
import { isBoundary, phraseBefore } from './noun-phrases.ts'
import {
  CLOSE_BRACKET,
  COMMA,
  EM_DASH,
  EN_DASH,
  hasRole,
  HYPHEN,
  isCapital,
  isGerund,
  isMark,
  isWord,
  OPEN_BRACKET,
  type Page,
  quotedAt,
  stretchAt,
} from './page.ts'

const MAX_APPOSITION = 60
const MAX_RELATIVE = 15
const MAX_NAME = 6

/**
 * The subject of the verb group that begins at token `verb`: the noun phrase before it, past
 * adverbs, days, brackets and what is set between commas ("Hale, 22, of Bresk, said").
 */
export function subjectBefore(page: Page, verb: number, low: number): Run | null {
  const past = skipAdverbsBefore(page, verb, low)
  const end = isEmphatic(page, past - 1) ? past - 1 : past
  if (end <= low) return null
  if (isMark(page, end - 1, COMMA, EM_DASH, EN_DASH, HYPHEN))
    return subjectBeyond(page, end - 1, low)
  const phrase = trimmed(page, phraseBefore(page, end, low), low)
  if (phrase && isInsideVerb(page, phrase)) return subjectBefore(page, phrase.first - 2, low)
  return phrase && (receiverBefore(page, phrase, low) ?? withHead(page, phrase, low))
}

/** "A letter" of "A letter obtained by the Lantern" warns: who holds what speaks does not speak. */
function receiverBefore(page: Page, { first }: Run, low: number): Run | null {
  const verb = first - 2
  if (!hasRole(page, first - 1, Role.AGENT) || !hasRole(page, verb, Role.PAST_LIKE | Role.VERB))
    return null
  if (hasRole(page, verb - 1, Role.BE | Role.HAVE | Role.MODAL)) return null
  return trimmed(page, phraseBefore(page, verb, low), low)
}

/** "the past" of "has in the past described". */
function isInsideVerb(page: Page, { first, end }: Run): boolean {
  const helper = hasRole(page, first - 2, Role.HAVE | Role.MODAL)
  const time = hasRole(page, end - 1, Role.TIME | Role.TIME_MODIFIER)
  return helper && time && hasRole(page, first - 1, Role.PREPOSITION)
}

/** "herself" of "Hale herself" said. */
function isEmphatic(page: Page, at: number): boolean {
  return hasRole(page, at, Role.REFLEXIVE) && stretchAt(page, at - 1) < 0 && isWord(page, at - 1)
}

/** "Three residents who spoke on condition of anonymity" said: from the noun before "who". */
function withHead(page: Page, phrase: Run, low: number): Run {
  if (!hasRole(page, phrase.first - 1, Role.PREPOSITION)) return phrase
  const floor = Math.max(low, phrase.first - MAX_RELATIVE)
  for (let at = phrase.first - 2; at > floor && isWord(page, at); at -= 1) {
    if (stretchAt(page, at) >= 0) return phrase
    if (!hasRole(page, at, Role.RELATIVE) || hasRole(page, at, Role.COMPLEMENTIZER)) continue
    const head = trimmed(page, phraseBefore(page, at, low), low)
    return head && standsAlone(page, head, low) ? { first: head.first, end: phrase.end } : phrase
  }
  return phrase
}

/** Skip adverbs and words of time leftwards: "Hale on Monday also" said. */
function skipAdverbsBefore(page: Page, from: number, low: number): number {
  let at = from
  for (;;) {
    const before = at
    while (at - 1 > low && hasRole(page, at - 1, Role.ADVERB) && !isNameWord(page, at - 1)) at -= 1
    at = skipTimeBefore(page, at, low)
    if (at === before) return at
  }
}

function isNameWord(page: Page, at: number): boolean {
  return isCapital(page, at) && isCapital(page, at - 1)
}

/** "on Monday", "late Thursday night", "last week". */
function skipTimeBefore(page: Page, from: number, low: number): number {
  let at = from
  while (at - 1 > low && isTimeWord(page, at - 1)) at -= 1
  if (at === from) return from
  while (
    at - 1 > low &&
    hasRole(page, at - 1, Role.TIME_MODIFIER | Role.DETERMINER) &&
    !hasRole(page, at - 1, Role.SUBJECT_PRONOUN & ~Role.DETERMINER)
  )
    at -= 1
  if (at - 1 > low && hasRole(page, at - 1, Role.PREPOSITION)) at -= 1
  return at
}

export function isTimeWord(page: Page, at: number): boolean {
  if (stretchAt(page, at) >= 0) return false
  if (hasRole(page, at, Role.TIME)) return true
  return (
    ((page.tokens.shapes[at] ?? 0) & Shape.DIGIT) !== 0 &&
    (hasRole(page, at - 1, Role.TIME) || hasRole(page, at + 1, Role.TIME))
  )
}

/** The subject before what is set between two commas or dashes, the later of which is at `close`. */
function subjectBeyond(page: Page, close: number, low: number): Run | null {
  const dash = !isMark(page, close, COMMA)
  const floor = Math.max(low, close - MAX_APPOSITION)
  for (let at = close - 1; at > floor; at -= 1) {
    const stretch = quotedAt(page, at)
    if (stretch) {
      // "Hale, a fan of the “Ice Dogs” club, said": a name in marks, and nobody's words.
      if (stretch.end - stretch.first > MAX_NAME || isMark(page, stretch.end - 2, COMMA))
        return null
      at = stretch.first
      continue
    }
    if (isMark(page, at, CLOSE_BRACKET)) {
      while (at > floor && !isMark(page, at, OPEN_BRACKET)) at -= 1
      continue
    }
    if (dash ? !isMark(page, at, EM_DASH, EN_DASH, HYPHEN) : !isMark(page, at, COMMA)) continue
    if (hasRole(page, at + 1, Role.BE | Role.HAVE | Role.MODAL)) continue
    const phrase = trimmed(page, phraseBefore(page, at, low), low)
    if (phrase && standsAlone(page, phrase, low) && !isPlace(page, phrase)) {
      return nameBefore(page, phrase, low) ?? named(page, phrase, at, close)
    }
  }
  return null
}

/** "Jo Hale, the editor of the paper, the Post, said": the name further left is who speaks. */
function nameBefore(page: Page, phrase: Run, low: number): Run | null {
  const comma = phrase.first - 1
  if (!isMark(page, comma, COMMA) || isCapital(page, phrase.first)) return null
  const found = trimmed(page, phraseBefore(page, comma, low), low)
  // "Jo Hale, 67, a nurse": past the age.
  const name = found && isAge(page, found) ? nameAt(page, found.first - 1, low) : found
  if (!name || !isCapital(page, name.end - 1) || !standsAlone(page, name, low)) return null
  return isPlace(page, name) ? null : (nameBefore(page, name, low) ?? name)
}

function isAge(page: Page, { first, end }: Run): boolean {
  const digits = ((page.tokens.shapes[first] ?? 0) & Shape.DIGIT) !== 0
  return digits && end === first + 1 && isMark(page, first - 1, COMMA)
}

function nameAt(page: Page, end: number, low: number): Run | null {
  return trimmed(page, phraseBefore(page, end, low), low)
}

/** "the chief executive, Jo Hale," said: the name set between the commas is part of the mention. */
function named(page: Page, phrase: Run, open: number, close: number): Run {
  if (isCapital(page, phrase.end - 1)) return phrase
  for (let at = open + 1; at < close; at += 1) {
    if (!isCapital(page, at) && isWord(page, at) && !isParticle(page, at)) return phrase
    if (isMark(page, at, COMMA)) return { first: phrase.first, end: at }
  }
  return close - open > 1 ? { first: phrase.first, end: close } : phrase
}

/** "de" of "Jean de Hale": a short word of no other use, with the name on both sides; "al-Hale". */
function isParticle(page: Page, at: number): boolean {
  if (page.roles[at] !== 0) return false
  const word = tokenText(page.tokens, at)
  if (/^\p{Ll}+-\p{Lu}/u.test(word)) return isCapital(page, at - 1)
  if (word.length > 3) return false
  return isCapital(page, at - 1) && isWord(page, at + 1)
}

function standsAlone(page: Page, phrase: Run, low: number): boolean {
  return isBoundary(page, phrase.first - 1, low) && hasLetters(page, phrase)
}

export function hasLetters(page: Page, phrase: Run): boolean {
  for (let at = phrase.first; at < phrase.end; at += 1) {
    if (isWord(page, at) && !((page.tokens.shapes[at] ?? 0) & Shape.DIGIT)) return true
  }
  return false
}

/** "Michigan" of "of Flint, Michigan," and "Mich." after a town. */
function isPlace(page: Page, phrase: Run): boolean {
  const comma = phrase.first - 1
  if (
    !isMark(page, comma, COMMA) ||
    !isCapital(page, phrase.first) ||
    phrase.end - phrase.first > 2
  )
    return false
  let at = comma - 1
  while (isCapital(page, at) && isWord(page, at)) at -= 1
  return hasRole(page, at, Role.PREPOSITION)
}

/** "Holding signs" and "holding Brand" are no phrases; "Fielding" is a name. */
function isParticiple(page: Page, first: number, end: number): boolean {
  if (!isGerund(page, first) || tokenText(page.tokens, first).includes('-')) return false
  if (!isCapital(page, first))
    return isMark(page, first - 1, COMMA) || stretchAt(page, first - 1) >= 0
  return end > first + 1 && !isCapital(page, first + 1)
}

/** Cut a leading conjunction or adverb off a phrase, and leave out what cannot speak. */
function trimmed(page: Page, phrase: Run | null, low: number): Run | null {
  if (!phrase) return null
  let { first } = phrase
  while (first < phrase.end && hasRole(page, first, Role.COORDINATOR | Role.ADVERB)) first += 1
  if (first >= phrase.end || first < low || isParticiple(page, first, phrase.end)) return null
  return { first, end: phrase.end }
}
