import { isNickname } from './work-titles.ts'
import type { VerbGroup } from './verb-groups.ts'
import { Form, WordClass } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape, tokenText } from '../../text/tokens.ts'
import { isBoundary, phraseBefore } from './noun-phrases.ts'
import {
  CLOSE_BRACKET,
  COMMA,
  EM_DASH,
  EN_DASH,
  formsAt,
  hasClass,
  HYPHEN,
  isCapital,
  isGerund,
  isMark,
  isWord,
  OPEN_BRACKET,
  type Doc,
  quotedAt,
  stretchAt,
} from './doc.ts'

/** How far a subject and its insertions may reach before the verb, in tokens. */
const MAX_REACH = 200
const MAX_APPOSITION = 60
const MAX_RELATIVE = 15
const MAX_NAME = 6

/**
 * The subject of the verb group that begins at token `verb`: the noun phrase before it, skipping
 * adverbs, days, brackets and insertions between commas ("Hale, 22, of Bresk, said").
 */
export function subjectBefore(doc: Doc, verb: number, low: number): Run | null {
  return findSubject(doc, verb, Math.max(low, verb - MAX_REACH))
}

function findSubject(doc: Doc, verb: number, low: number): Run | null {
  const past = skipAdverbsBefore(doc, verb, low)
  const end = isEmphatic(doc, past - 1) ? past - 1 : past
  if (end <= low) return null
  if (isMark(doc, end - 1, COMMA, EM_DASH, EN_DASH, HYPHEN))
    return subjectBeforeInsertion(doc, end - 1, low)
  // "Hale, who calls herself “Aunt Rule,” said": the comma is inside the marks.
  const stretch = quotedAt(doc, end - 1)
  const isNamed = stretch && hasClass(doc, stretch.first - 1, WordClass.REFLEXIVE | WordClass.AS)
  if (stretch && (isNamed || isNickname(doc, stretch))) {
    return subjectBeforeInsertion(doc, end, low)
  }
  const phrase = trimmed(doc, phraseBefore(doc, end, low), low)
  if (phrase && isInsideVerb(doc, phrase)) return findSubject(doc, phrase.first - 2, low)
  const behind = phrase && subjectBeforeOccasion(doc, phrase, low)
  if (behind) return behind
  return phrase && (headOfParticiple(doc, phrase, low) ?? withRelativeHead(doc, phrase, low))
}

/** The subject before the occasion of speech: "Hale in a statement" said, "Hale, in a note," said. */
function subjectBeforeOccasion(doc: Doc, phrase: Run, low: number): Run | null {
  let at = phrase.first - 1
  // "in a written statement"
  if (isPastParticiple(doc, at)) at -= hasClass(doc, at - 1, WordClass.DETERMINER) ? 2 : 1
  if (at <= low || !hasClass(doc, at, WordClass.PREPOSITION) || !isOccasion(doc, phrase))
    return null
  const found = findSubject(doc, at, low)
  if (found || !isMark(doc, at - 1, COMMA)) return found
  return trimmed(doc, phraseBefore(doc, at - 1, low), low)
}

/**
 * The head of a reduced relative clause: "A letter" in "A letter obtained by the Lantern" warns.
 */
function headOfParticiple(doc: Doc, { first }: Run, low: number): Run | null {
  const verb = first - 2
  if (
    !hasClass(doc, first - 1, WordClass.AGENT) ||
    !hasClass(doc, verb, WordClass.PAST_LIKE | WordClass.VERB)
  )
    return null
  if (hasClass(doc, verb - 1, WordClass.BE | WordClass.HAVE | WordClass.MODAL)) return null
  return trimmed(doc, phraseBefore(doc, verb, low), low)
}

/**
 * Whether the head of a phrase is a noun of speech ("statement") or of talks with an outlet
 * ("interview").
 */
export function isOccasion(doc: Doc, { first, end }: Run): boolean {
  const { words, tokens } = doc
  for (let at = first; at < end && !hasClass(doc, at, WordClass.PREPOSITION); at += 1) {
    if (words.nouns.valueOf(tokens, at) !== 0 || words.talks.valueOf(tokens, at) !== 0) return true
  }
  return false
}

function isPastParticiple(doc: Doc, at: number): boolean {
  return hasClass(doc, at, WordClass.PAST_LIKE) || (formsAt(doc, at) & Form.PARTICIPLE) !== 0
}

/** "the past" in "has in the past described". */
function isInsideVerb(doc: Doc, { first, end }: Run): boolean {
  const helper = hasClass(doc, first - 2, WordClass.HAVE | WordClass.MODAL)
  const time = hasClass(doc, end - 1, WordClass.TIME | WordClass.TIME_MODIFIER)
  return helper && time && hasClass(doc, first - 1, WordClass.PREPOSITION)
}

/** "herself" in "Hale herself" said. */
function isEmphatic(doc: Doc, at: number): boolean {
  return hasClass(doc, at, WordClass.REFLEXIVE) && stretchAt(doc, at - 1) < 0 && isWord(doc, at - 1)
}

/**
 * Extend a phrase to the head of its relative clause: "Three residents who spoke on condition of
 * anonymity" said.
 */
function withRelativeHead(doc: Doc, phrase: Run, low: number): Run {
  if (!hasClass(doc, phrase.first - 1, WordClass.PREPOSITION)) return phrase
  const floor = Math.max(low, phrase.first - MAX_RELATIVE)
  for (let at = phrase.first - 2; at > floor && isWord(doc, at); at -= 1) {
    if (stretchAt(doc, at) >= 0) return phrase
    if (!hasClass(doc, at, WordClass.RELATIVE) || hasClass(doc, at, WordClass.COMPLEMENTIZER))
      continue
    const head = trimmed(doc, phraseBefore(doc, at, low), low)
    return head && standsAlone(doc, head, low) ? { first: head.first, end: phrase.end } : phrase
  }
  return phrase
}

/** Skip adverbs and words of time to the left: "Hale on Monday also" said. */
function skipAdverbsBefore(doc: Doc, from: number, low: number): number {
  let at = from
  for (;;) {
    const before = at
    while (at - 1 > low && hasClass(doc, at - 1, WordClass.ADVERB) && !isNameWord(doc, at - 1))
      at -= 1
    at = skipTimeBefore(doc, at, low)
    if (at === before) return at
  }
}

function isNameWord(doc: Doc, at: number): boolean {
  return isCapital(doc, at) && isCapital(doc, at - 1)
}

/** "on Monday", "late Thursday night", "last week". */
function skipTimeBefore(doc: Doc, from: number, low: number): number {
  let at = from
  while (at - 1 > low && isTimeWord(doc, at - 1)) at -= 1
  if (at === from) return from
  while (
    at - 1 > low &&
    hasClass(doc, at - 1, WordClass.TIME_MODIFIER | WordClass.DETERMINER) &&
    !hasClass(doc, at - 1, WordClass.SUBJECT_PRONOUN & ~WordClass.DETERMINER)
  )
    at -= 1
  if (at - 1 > low && hasClass(doc, at - 1, WordClass.PREPOSITION)) at -= 1
  return at
}

export function isTimeWord(doc: Doc, at: number): boolean {
  if (stretchAt(doc, at) >= 0) return false
  if (hasClass(doc, at, WordClass.TIME)) return true
  return (
    ((doc.tokens.shapes[at] ?? 0) & Shape.DIGIT) !== 0 &&
    (hasClass(doc, at - 1, WordClass.TIME) || hasClass(doc, at + 1, WordClass.TIME))
  )
}

/**
 * The subject before an insertion between two commas or dashes, the second of which is at `close`.
 */
function subjectBeforeInsertion(doc: Doc, close: number, low: number): Run | null {
  const dash = isMark(doc, close, EM_DASH, EN_DASH, HYPHEN)
  const floor = Math.max(low, close - MAX_APPOSITION)
  for (let at = close - 1; at > floor; at -= 1) {
    const stretch = quotedAt(doc, at)
    if (stretch) {
      // "Hale, a fan of the “Ice Dogs” club, said": a quoted name and not speech.
      const isSpeech = isMark(doc, stretch.end - 2, COMMA) && at < close - 1
      if (stretch.end - stretch.first > MAX_NAME || isSpeech) return null
      at = stretch.first
      continue
    }
    if (isMark(doc, at, CLOSE_BRACKET)) {
      while (at > floor && !isMark(doc, at, OPEN_BRACKET)) at -= 1
      continue
    }
    if (dash ? !isMark(doc, at, EM_DASH, EN_DASH, HYPHEN) : !isMark(doc, at, COMMA)) continue
    if (hasClass(doc, at + 1, WordClass.BE | WordClass.HAVE | WordClass.MODAL)) continue
    const found = trimmed(doc, phraseBefore(doc, at, low), low)
    // "the union, in a statement signed by Jo Hale, said"
    if (found && isAgent(doc, found, low)) continue
    const phrase = found && (behindAdjunct(doc, found, low) ?? found)
    const isAlone = phrase && (phrase !== found || standsAlone(doc, phrase, low))
    if (isAlone && !isPlace(doc, phrase)) {
      return nameBefore(doc, phrase, low) ?? withNameAfter(doc, phrase, at, close)
    }
  }
  return null
}

/** "signed by Jo Hale", "signed by its head, Jo Hale". */
function isAgent(doc: Doc, { first }: Run, low: number): boolean {
  if (hasClass(doc, first - 1, WordClass.AGENT)) return isPastParticiple(doc, first - 2)
  const office = isMark(doc, first - 1, COMMA) ? phraseBefore(doc, first - 1, low) : null
  if (!office || isCapital(doc, office.first) || !isCapital(doc, first)) return false
  if (!hasClass(doc, office.first - 1, WordClass.AGENT)) return false
  return isPastParticiple(doc, office.first - 2)
}

/** The name before several appositions: "Jo Hale, the editor of the paper, the Post, said". */
function nameBefore(doc: Doc, phrase: Run, low: number): Run | null {
  const comma = phrase.first - 1
  if (!isMark(doc, comma, COMMA) || isCapital(doc, phrase.first)) return null
  const found = trimmed(doc, phraseBefore(doc, comma, low), low)
  // "Jo Hale, 67, a nurse": skip the age.
  const near = found && isAge(doc, found) ? nameAt(doc, found.first - 1, low) : found
  if (!near || !isCapital(doc, near.end - 1)) return null
  // "Reacting, the union, in a statement, said"
  const isOpening = near.end === near.first + 1 && (formsAt(doc, near.first) & Form.GERUND) !== 0
  if (isOpening) return null
  const name = behindAdjunct(doc, near, low)
  if (name) return name
  if (!standsAlone(doc, near, low) || isPlace(doc, near)) return null
  return nameBefore(doc, near, low) ?? near
}

/**
 * The name behind a time or a place that opens the sentence without a comma: "On Tuesday" Jo Hale,
 * "Last night" Jo Hale, "In Bresk" Jo Hale. Null where nothing of the kind opens it.
 */
function behindAdjunct(doc: Doc, { first, end }: Run, low: number): Run | null {
  let name = first
  while (name < end && isTimeWord(doc, name)) name += 1
  if (name >= end || !isCapital(doc, name)) return null
  if (skipTimeBefore(doc, name, low - 1) === low) return name > low ? { first: name, end } : null
  const isPlaced = first === low + 1 && hasClass(doc, low, WordClass.PREPOSITION)
  return isPlaced && end - first > 2 && isNameOnly(doc, first, end) ? { first, end } : null
}

function isNameOnly(doc: Doc, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) if (!isCapital(doc, at)) return false
  return true
}

function isAge(doc: Doc, { first, end }: Run): boolean {
  const digits = ((doc.tokens.shapes[first] ?? 0) & Shape.DIGIT) !== 0
  return digits && end === first + 1 && isMark(doc, first - 1, COMMA)
}

function nameAt(doc: Doc, end: number, low: number): Run | null {
  return trimmed(doc, phraseBefore(doc, end, low), low)
}

/** Extend a role to the name in apposition: "the chief executive, Jo Hale," said. */
function withNameAfter(doc: Doc, phrase: Run, open: number, close: number): Run {
  if (isCapital(doc, phrase.end - 1)) return phrase
  for (let at = open + 1; at < close; at += 1) {
    if (!isCapital(doc, at) && isWord(doc, at) && !isParticle(doc, at)) return phrase
    if (isMark(doc, at, COMMA)) return { first: phrase.first, end: at }
  }
  return close - open > 1 ? { first: phrase.first, end: close } : phrase
}

/** A particle of a name: "de" in "Jean de Hale", "al-Hale". */
function isParticle(doc: Doc, at: number): boolean {
  if (doc.wordClasses[at] !== 0) return false
  const word = tokenText(doc.tokens, at)
  if (/^\p{Ll}+-\p{Lu}/u.test(word)) return isCapital(doc, at - 1)
  if (word.length > 3) return false
  return isCapital(doc, at - 1) && isWord(doc, at + 1)
}

function standsAlone(doc: Doc, phrase: Run, low: number): boolean {
  return isBoundary(doc, phrase.first - 1, low) && hasLetters(doc, phrase)
}

/** Whether the subject of a headline's last words hears what is said: "…, court told". */
export function isHearer(doc: Doc, { first, end, entry }: VerbGroup): boolean {
  return doc.headline(first) && !doc.headline(end) && doc.words.hearingLemmas.has(entry.lemma)
}

export function hasLetters(doc: Doc, phrase: Run): boolean {
  for (let at = phrase.first; at < phrase.end; at += 1) {
    if (isWord(doc, at) && !((doc.tokens.shapes[at] ?? 0) & Shape.DIGIT)) return true
  }
  return false
}

/** "Michigan" in "of Flint, Michigan," and "Mich." after a town. */
function isPlace(doc: Doc, phrase: Run): boolean {
  const comma = phrase.first - 1
  if (!isMark(doc, comma, COMMA) || !isCapital(doc, phrase.first) || phrase.end - phrase.first > 2)
    return false
  let at = comma - 1
  while (isCapital(doc, at) && isWord(doc, at)) at -= 1
  return hasClass(doc, at, WordClass.PREPOSITION)
}

/**
 * Whether a phrase begins with a participle ("Holding signs", "holding Brand"), unlike the name
 * "Fielding".
 */
function isParticiple(doc: Doc, first: number, end: number): boolean {
  if (!isGerund(doc, first) || tokenText(doc.tokens, first).includes('-')) return false
  if (!isCapital(doc, first)) return isMark(doc, first - 1, COMMA) || stretchAt(doc, first - 1) >= 0
  return end > first + 1 && !isCapital(doc, first + 1) && !isTitledName(doc, first + 1, end)
}

/** "barrister Jo Hale" of "Defending barrister Jo Hale". */
function isTitledName(doc: Doc, first: number, end: number): boolean {
  if (hasClass(doc, first, WordClass.DETERMINER | WordClass.PREPOSITION)) return false
  return end > first + 1 && isNameOnly(doc, first + 1, end)
}

/** A phrase without leading conjunctions and adverbs; null when it cannot be a subject. */
function trimmed(doc: Doc, phrase: Run | null, low: number): Run | null {
  if (!phrase) return null
  let { first } = phrase
  while (first < phrase.end && hasClass(doc, first, WordClass.COORDINATOR | WordClass.ADVERB))
    first += 1
  if (first >= phrase.end || first < low || isParticiple(doc, first, phrase.end)) return null
  return { first, end: phrase.end }
}
