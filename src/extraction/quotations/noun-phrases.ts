import { Form, WordClass } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import {
  CLOSE_BRACKET,
  COMMA,
  entriesAt,
  formsAt,
  hasClass,
  isCapital,
  isMark,
  isWord,
  OPEN_BRACKET,
  nextOutlet,
  type Doc,
  POINT,
  stretchAt,
} from './doc.ts'

/** Classes of words that cannot be inside a noun phrase, unless they are also titles or nouns. */
const OUTSIDE =
  WordClass.SUBJECT_PRONOUN |
  WordClass.OBJECT_PRONOUN |
  WordClass.PREPOSITION |
  WordClass.COORDINATOR |
  WordClass.SUBORDINATOR |
  WordClass.RELATIVE |
  WordClass.QUESTION |
  WordClass.BE |
  WordClass.HAVE |
  WordClass.MODAL |
  WordClass.NEGATION |
  WordClass.ADVERB |
  WordClass.VERB |
  WordClass.COMPLEMENTIZER

const MAX_PHRASE = 40

/**
 * The noun phrase that ends before token `end`: "the senator", "Rep. Jo Hale (D-Ohio)",
 * "Hale and her staff", "a spokesman for the ministry in Bresk". Null when there is none.
 */
export function phraseBefore(doc: Doc, end: number, low: number): Run | null {
  const floor = Math.max(low, end - MAX_PHRASE)
  const base = basePhraseBefore(doc, end, floor)
  if (!base) return null
  return withListBefore(doc, withHeadBefore(doc, base, floor), floor)
}

/** A noun phrase without prepositional and coordinated phrases: "the prime minister", "he". */
function basePhraseBefore(doc: Doc, end: number, low: number): Run | null {
  let at = skipBracketBefore(doc, end, low)
  const last = at - 1
  if (last < low || stretchAt(doc, last) >= 0) return null
  if (hasClass(doc, last, WordClass.SUBJECT_PRONOUN) && !isCapitalName(doc, last, low)) {
    const partitive = hasClass(doc, last, WordClass.DETERMINER) && last - 1 >= low
    if (!partitive || !isNominal(doc, last - 1)) return { first: last, end }
  }
  while (at - 1 >= low && isNominal(doc, at - 1)) {
    at -= 1
    if (!hasClass(doc, at, WordClass.DETERMINER) || isCapitalName(doc, at, low)) continue
    const before = at - 1
    if (before >= low && hasClass(doc, before, WordClass.DETERMINER)) at = before
    break
  }
  while (at < end && !isWord(doc, at)) at += 1
  return at < end && at <= last ? { first: at, end } : null
}

/** Whether a capitalised word is part of a name and not a determiner: "Many" in "Jane Many". */
function isCapitalName(doc: Doc, at: number, low: number): boolean {
  return at > low && isCapital(doc, at) && isCapital(doc, at - 1)
}

/** Whether a token can be inside a noun phrase. */
function isNominal(doc: Doc, at: number): boolean {
  const { shapes, codes } = doc.tokens
  if (stretchAt(doc, at) >= 0) return false
  const shape = shapes[at] ?? 0
  if (!(shape & Shape.WORD)) return isInnerMark(doc, at)
  const classes = doc.wordClasses[at] ?? 0
  if (shape & Shape.ENDING) return isPossessiveEnding(doc, at)
  if (classes & WordClass.TIME && !(classes & WordClass.TITLE))
    return isInsideName(doc, at) || isBesideNoun(doc, at)
  if (shape & Shape.CAPITAL && !(classes & OUTSIDE)) return true
  if (classes & (WordClass.DETERMINER | WordClass.NOUN | WordClass.TITLE | WordClass.VOICE))
    return true
  if (classes & OUTSIDE)
    return (
      isCapital(doc, at) &&
      isCapital(doc, at + 1) &&
      codes[at] === 0 &&
      !(
        classes &
        (WordClass.SUBJECT_PRONOUN |
          WordClass.SUBORDINATOR |
          WordClass.PREPOSITION |
          WordClass.COORDINATOR)
      )
    )
  if (classes & WordClass.PAST_LIKE) return isModifier(doc, at)
  return !isVerbOnly(doc, at)
}

/** "May" and "April" as names: neither "in May" nor "May 4" nor "last April". */
function isMonthName(doc: Doc, at: number): boolean {
  if (!isCapital(doc, at) || !hasClass(doc, at, WordClass.TIME)) return false
  if (!hasClass(doc, at, WordClass.NOUN)) return false
  const before = WordClass.PREPOSITION | WordClass.TIME | WordClass.TIME_MODIFIER
  if (hasClass(doc, at - 1, before | WordClass.DETERMINER)) return false
  const numbers = Shape.DIGIT
  return (((doc.tokens.shapes[at - 1] ?? 0) | (doc.tokens.shapes[at + 1] ?? 0)) & numbers) === 0
}

/**
 * A word of time inside a name: "Morning" in "CBS This Morning anchor Jo Hale", "April" in "April
 * Hale".
 */
function isInsideName(doc: Doc, at: number): boolean {
  if (isMonthName(doc, at)) return true
  return (
    isCapital(doc, at) &&
    isCapital(doc, at - 1) &&
    isWord(doc, at + 1) &&
    !hasClass(doc, at + 1, OUTSIDE) &&
    formsAt(doc, at + 1) === 0
  )
}

/** A word of time between a determiner and a noun of speech: "Monday" in "a Monday statement". */
function isBesideNoun(doc: Doc, at: number): boolean {
  if (!hasClass(doc, at - 1, WordClass.DETERMINER)) return false
  const { nouns, opinions } = doc.words
  if (hasClass(doc, at + 1, WordClass.VOICE) || nouns.valueOf(doc.tokens, at + 1) !== 0) return true
  return opinions.valueOf(doc.tokens, at + 1) !== 0
}

/** A participle between a determiner and a noun: "alleged" in "the alleged victim". */
function isModifier(doc: Doc, at: number): boolean {
  return (
    hasClass(doc, at - 1, WordClass.DETERMINER) ||
    (isWord(doc, at - 1) && (doc.tokens.shapes[at - 1] ?? 0) & Shape.ENDING) !== 0
  )
}

/** A cue verb form that cannot be a noun or an adjective here ("said", "tells"). */
function isVerbOnly(doc: Doc, at: number): boolean {
  const forms = formsAt(doc, at)
  if (forms === 0 || isCapital(doc, at)) return false
  if (forms & Form.GERUND) return !isModifier(doc, at) && !isCompound(doc, at)
  if (forms & (Form.PAST | Form.PARTICIPLE)) return !isModifier(doc, at)
  if (forms & Form.PRESENT)
    return !isModifier(doc, at) && !hasClass(doc, at, WordClass.NOUN) && !isBeforeNoun(doc, at)
  return false
}

/** A gerund between a noun and a noun for a speaker: "planning" in "road planning director". */
function isCompound(doc: Doc, at: number): boolean {
  const before = at - 1
  const noun = isWord(doc, before) && !isCapital(doc, before) && doc.wordClasses[before] === 0
  return noun && hasClass(doc, at + 1, WordClass.VOICE)
}

/** A possible noun before another noun: "rules" in "the powerful rules committee". */
function isBeforeNoun(doc: Doc, at: number): boolean {
  const next = at + 1
  if (!isWord(doc, next) || isCapital(doc, next) || formsAt(doc, next) > 0) return false
  if ((doc.wordClasses[next] ?? 0) & ~WordClass.VOICE || !isWord(doc, at - 1)) return false
  return isModifier(doc, at - 1) && entriesAt(doc, at).some(({ nounLike }) => nounLike)
}

/** Marks inside noun phrases: the point of "Mr.", the apostrophe of "workers'", "&", "%". */
function isInnerMark(doc: Doc, at: number): boolean {
  const code = doc.tokens.codes[at] ?? 0
  if (code === 38 || code === 36 || code === 64 || code === 37) return true
  if (isNicknameMark(doc, at, code)) return true
  const tight = ((doc.tokens.shapes[at] ?? 0) & Shape.TIGHT) !== 0
  if (code === POINT) return tight && isAbbreviation(doc, at - 1)
  return (code === 0x2019 || code === 39) && tight
}

/** A mark of 'Ludo "The Kettle" Hale', which opens no quotation. */
function isNicknameMark(doc: Doc, at: number, code: number): boolean {
  const isQuotationMark = code === 34 || code === 39 || (code >= 0x2018 && code <= 0x201d)
  return isQuotationMark && isCapital(doc, at - 1) && isCapital(doc, at + 1)
}

function isAbbreviation(doc: Doc, at: number): boolean {
  const { tokens, words } = doc
  if (!isWord(doc, at)) return false
  const initial = (tokens.ends[at] ?? 0) - (tokens.starts[at] ?? 0) === 1 && isCapital(doc, at)
  return (
    initial ||
    words.sentences.titles.valueOf(tokens, at) !== 0 ||
    words.sentences.abbreviations.valueOf(tokens, at) !== 0
  )
}

export function isPossessiveEnding(doc: Doc, at: number): boolean {
  if (!((doc.tokens.shapes[at] ?? 0) & Shape.ENDING)) return false
  return hasClass(doc, at, WordClass.BE) && hasClass(doc, at, WordClass.HAVE)
}

function skipBracketBefore(doc: Doc, end: number, low: number): number {
  if (!isMark(doc, end - 1, CLOSE_BRACKET)) return end
  for (let at = end - 2; at >= low; at -= 1) if (isMark(doc, at, OPEN_BRACKET)) return at
  return end
}

/** Extend a phrase to the head before its preposition: "a spokesman for" Hale. */
function withHeadBefore(doc: Doc, phrase: Run, low: number): Run {
  let whole = phrase
  for (;;) {
    const tie = whole.first - 1
    if (tie <= low || !hasClass(doc, tie, WordClass.PREPOSITION) || isCapitalName(doc, tie, low))
      return whole
    const head = basePhraseBefore(doc, tie, low)
    if (!head || hasClass(doc, head.end - 1, WordClass.SUBJECT_PRONOUN & ~WordClass.DETERMINER)) {
      if (!head || !hasClass(doc, tie, WordClass.GENITIVE)) return whole
    }
    if (!head) return whole
    if (
      !hasClass(doc, tie, WordClass.GENITIVE) &&
      !isBoundary(doc, head.first - 1, low) &&
      !isPrepositionOnly(doc, head.first - 1)
    )
      return whole
    whole = { first: head.first, end: whole.end }
  }
}

/** "in", but not the "to" of "to kill 49 people after". */
function isPrepositionOnly(doc: Doc, at: number): boolean {
  return hasClass(doc, at, WordClass.PREPOSITION) && !hasClass(doc, at, WordClass.INFINITIVE)
}

/** Extend a phrase to the list it ends: "Hale, Brand and Moss", "Hale and her staff". */
function withListBefore(doc: Doc, phrase: Run, low: number): Run {
  const and = phrase.first - 1
  if (
    and <= low ||
    !hasClass(doc, and, WordClass.COORDINATOR) ||
    hasClass(doc, and, WordClass.TURN)
  )
    return phrase
  if (isPronoun(doc, phrase)) return phrase
  let from = isMark(doc, and - 1, COMMA) ? and - 1 : and
  let whole = phrase
  for (;;) {
    const base = basePhraseBefore(doc, from, low)
    if (!base) return whole === phrase ? phrase : whole
    const other = withHeadBefore(doc, base, low)
    if (isBoundary(doc, other.first - 1, low)) {
      whole = { first: other.first, end: phrase.end }
    } else return whole
    if (!isMark(doc, other.first - 1, COMMA) || !isCapital(doc, other.first)) return whole
    from = other.first - 1
  }
}

/** A pronoun after "and" is the subject of another clause: "and she said". */
function isPronoun(doc: Doc, { first, end }: Run): boolean {
  return (
    end === first + 1 &&
    hasClass(doc, first, WordClass.SUBJECT_PRONOUN & ~WordClass.DETERMINER) &&
    !hasClass(doc, first, WordClass.DETERMINER)
  )
}

/**
 * Whether a clause can begin after a token: a mark, a word that opens a clause, or a token before
 * `low`.
 */
export function isBoundary(doc: Doc, at: number, low: number): boolean {
  if (at < low || stretchAt(doc, at) >= 0) return true
  if (!isWord(doc, at)) return !isInnerMark(doc, at)
  return hasClass(
    doc,
    at,
    WordClass.SUBORDINATOR |
      WordClass.RELATIVE |
      WordClass.COMPLEMENTIZER |
      WordClass.COORDINATOR |
      WordClass.QUESTION,
  )
}

/**
 * The noun phrase that begins at token `first`: "Jo Hale", "the mayor of Bresk". A name that
 * follows a role and a comma belongs to it ("his lawyer, Ann Moss").
 */
export function phraseAfter(doc: Doc, first: number, end: number): Run | null {
  const limit = Math.min(end, first + MAX_PHRASE)
  const base = basePhraseAfter(doc, first, limit)
  if (!base) return null
  let whole = base
  for (let grown = true; grown;) {
    grown = false
    const tie = whole.end
    if (tie + 1 >= limit || stretchAt(doc, tie) >= 0) break
    const genitive = hasClass(doc, tie, WordClass.GENITIVE)
    const attached =
      genitive ||
      (hasClass(doc, tie, WordClass.PREPOSITION) &&
        !hasClass(doc, tie + 1, WordClass.TIME | WordClass.TIME_MODIFIER) &&
        !isCapital(doc, whole.end - 1) &&
        whole.end - whole.first < 6)
    const joined = hasClass(doc, tie, WordClass.COORDINATOR) && !hasClass(doc, tie, WordClass.TURN)
    if (!attached && !joined) break
    // "the mother of four"
    if (genitive && isCount(doc, tie + 1) && !isNominal(doc, tie + 2)) {
      whole = { first, end: tie + 2 }
      break
    }
    const next = basePhraseAfter(doc, tie + 1, limit)
    if (
      !next ||
      (joined && !isCapital(doc, next.first) && !hasClass(doc, next.first, WordClass.DETERMINER))
    )
      break
    if (joined && !canEndPhrase(doc, next.end, limit)) break
    whole = { first, end: next.end }
    grown = true
  }
  return withName(doc, whole, limit)
}

/** "four" of "the mother of four". */
function isCount(doc: Doc, at: number): boolean {
  return hasClass(doc, at, WordClass.DETERMINER) && !hasClass(doc, at, WordClass.POSSESSIVE)
}

/** Extend a role to the name in apposition: "his lawyer" + ", Ann Moss". */
function withName(doc: Doc, role: Run, limit: number): Run {
  if (isCapital(doc, role.end - 1) || !isMark(doc, role.end, COMMA)) return role
  const name = basePhraseAfter(doc, role.end + 1, limit)
  if (!name || !isCapital(doc, name.first) || !isCapital(doc, name.end - 1)) return role
  return canEndPhrase(doc, name.end, limit) ? { first: role.first, end: name.end } : role
}

/** Whether a phrase can end before a token: a mark, the end, a preposition, a word of time. */
function canEndPhrase(doc: Doc, at: number, limit: number): boolean {
  if (at >= limit || !isWord(doc, at)) return true
  return hasClass(
    doc,
    at,
    WordClass.PREPOSITION |
      WordClass.TIME |
      WordClass.ADVERB |
      WordClass.SUBORDINATOR |
      WordClass.INFINITIVE,
  )
}

function basePhraseAfter(doc: Doc, first: number, limit: number): Run | null {
  if (first >= limit || stretchAt(doc, first) >= 0) return null
  if (
    hasClass(doc, first, WordClass.SUBJECT_PRONOUN) &&
    !hasClass(doc, first, WordClass.DETERMINER)
  ) {
    return { first, end: first + 1 }
  }
  const medium = nextOutlet(doc, first)
  let at = medium?.first === first ? Math.min(medium.end, limit) : first
  while (at < limit && isNominal(doc, at) && !(at > first && startsAnother(doc, at))) at += 1
  while (at > first && isMark(doc, at - 1, POINT) && at - 1 > first && !isWord(doc, at)) {
    if (isAbbreviation(doc, at - 2) && at < limit) break
    at -= 1
  }
  if (isMark(doc, at, OPEN_BRACKET)) return at > first ? { first, end: at } : null
  return at > first && hasContent(doc, first, at) ? { first, end: at } : null
}

/** A determiner begins another phrase, unless it follows a determiner. */
function startsAnother(doc: Doc, at: number): boolean {
  return (
    hasClass(doc, at, WordClass.DETERMINER) &&
    !isCapital(doc, at) &&
    !hasClass(doc, at - 1, WordClass.DETERMINER)
  )
}

function hasContent(doc: Doc, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) {
    if (
      isWord(doc, at) &&
      (!hasClass(doc, at, WordClass.DETERMINER) || hasClass(doc, at, WordClass.SUBJECT_PRONOUN))
    )
      return true
  }
  return false
}
