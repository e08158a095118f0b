import { Form, Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import {
  CLOSE_BRACKET,
  COMMA,
  entriesAt,
  formsAt,
  hasRole,
  isCapital,
  isMark,
  isWord,
  OPEN_BRACKET,
  outletFrom,
  type Page,
  POINT,
  stretchAt,
} from './page.ts'

/** What a noun phrase cannot hold, titles and nouns aside. */
const OUTSIDE =
  Role.SUBJECT_PRONOUN |
  Role.OBJECT_PRONOUN |
  Role.PREPOSITION |
  Role.COORDINATOR |
  Role.SUBORDINATOR |
  Role.RELATIVE |
  Role.QUESTION |
  Role.BE |
  Role.HAVE |
  Role.MODAL |
  Role.NEGATION |
  Role.ADVERB |
  Role.VERB |
  Role.COMPLEMENTIZER

const MAX_PHRASE = 40

/**
 * The noun phrase that ends before token `end`: "the senator", "Rep. Jo Hale (D-Ohio)",
 * "Hale and her staff", "a spokesman for the ministry in Bresk". Null when none stands there.
 */
export function phraseBefore(page: Page, end: number, low: number): Run | null {
  const floor = Math.max(low, end - MAX_PHRASE)
  const base = basePhraseBefore(page, end, floor)
  if (!base) return null
  return joinedBefore(page, attachedBefore(page, base, floor), floor)
}

/** A phrase without what is tied to it: "the prime minister", "Ms. Hale", "he". */
function basePhraseBefore(page: Page, end: number, low: number): Run | null {
  let at = skipBracketBefore(page, end, low)
  const last = at - 1
  if (last < low || stretchAt(page, last) >= 0) return null
  if (hasRole(page, last, Role.SUBJECT_PRONOUN) && !isCapitalName(page, last, low)) {
    const partitive = hasRole(page, last, Role.DETERMINER) && last - 1 >= low
    if (!partitive || !isNominal(page, last - 1)) return { first: last, end }
  }
  while (at - 1 >= low && isNominal(page, at - 1)) {
    at -= 1
    if (!hasRole(page, at, Role.DETERMINER) || isCapitalName(page, at, low)) continue
    const before = at - 1
    if (before >= low && hasRole(page, before, Role.DETERMINER)) at = before
    break
  }
  while (at < end && !isWord(page, at)) at += 1
  return at < end && at <= last ? { first: at, end } : null
}

/** "Many" of "Jane Many": a capital inside a name is no pronoun and no determiner. */
function isCapitalName(page: Page, at: number, low: number): boolean {
  return at > low && isCapital(page, at) && isCapital(page, at - 1)
}

/** A word that can stand inside a noun phrase. */
function isNominal(page: Page, at: number): boolean {
  const { shapes, codes } = page.tokens
  if (stretchAt(page, at) >= 0) return false
  const shape = shapes[at] ?? 0
  if (!(shape & Shape.WORD)) return isInner(page, at)
  const roles = page.roles[at] ?? 0
  if (shape & Shape.ENDING) return isPossessiveEnding(page, at)
  if (roles & Role.TIME && !(roles & Role.TITLE))
    return isInsideName(page, at) || isBesideNoun(page, at)
  if (shape & Shape.CAPITAL && !(roles & OUTSIDE)) return true
  if (roles & (Role.DETERMINER | Role.NOUN | Role.TITLE | Role.VOICE)) return true
  if (roles & OUTSIDE)
    return (
      isCapital(page, at) &&
      isCapital(page, at + 1) &&
      codes[at] === 0 &&
      !(roles & (Role.SUBJECT_PRONOUN | Role.SUBORDINATOR | Role.PREPOSITION | Role.COORDINATOR))
    )
  if (roles & Role.PAST_LIKE) return isModifier(page, at)
  return !isVerbOnly(page, at)
}

/** "Morning" of "CBS This Morning anchor Jo Hale": a word of time with a name on both sides. */
function isInsideName(page: Page, at: number): boolean {
  return (
    isCapital(page, at) &&
    isCapital(page, at - 1) &&
    isWord(page, at + 1) &&
    !hasRole(page, at + 1, OUTSIDE) &&
    formsAt(page, at + 1) === 0
  )
}

/** "Monday" of "a Monday statement": between a determiner and what speaks. */
function isBesideNoun(page: Page, at: number): boolean {
  if (!hasRole(page, at - 1, Role.DETERMINER)) return false
  const { nouns, opinions } = page.words
  if (hasRole(page, at + 1, Role.VOICE) || nouns.valueOf(page.tokens, at + 1) !== 0) return true
  return opinions.valueOf(page.tokens, at + 1) !== 0
}

/** "alleged" of "the alleged victim": between a determiner and a noun. */
function isModifier(page: Page, at: number): boolean {
  return (
    hasRole(page, at - 1, Role.DETERMINER) ||
    (isWord(page, at - 1) && (page.tokens.shapes[at - 1] ?? 0) & Shape.ENDING) !== 0
  )
}

/** A form of a verb of saying that is never a noun or an adjective ("said", "tells"). */
function isVerbOnly(page: Page, at: number): boolean {
  const forms = formsAt(page, at)
  if (forms === 0 || isCapital(page, at)) return false
  if (forms & Form.GERUND) return !isModifier(page, at) && !isCompound(page, at)
  if (forms & (Form.PAST | Form.PARTICIPLE)) return !isModifier(page, at)
  if (forms & Form.PRESENT)
    return !isModifier(page, at) && !hasRole(page, at, Role.NOUN) && !isBeforeNoun(page, at)
  return false
}

/** "planning" of "road planning director": between a noun and one who speaks. */
function isCompound(page: Page, at: number): boolean {
  const before = at - 1
  const noun = isWord(page, before) && !isCapital(page, before) && page.roles[before] === 0
  return noun && hasRole(page, at + 1, Role.VOICE)
}

/** "rules" of "the powerful rules committee": a form that can be a noun, before another noun. */
function isBeforeNoun(page: Page, at: number): boolean {
  const next = at + 1
  if (!isWord(page, next) || isCapital(page, next) || formsAt(page, next) > 0) return false
  if ((page.roles[next] ?? 0) & ~Role.VOICE || !isWord(page, at - 1)) return false
  return isModifier(page, at - 1) && entriesAt(page, at).some(({ nounLike }) => nounLike)
}

/** Marks that stand inside phrases: the point of "Mr.", the apostrophe of "workers'", "&", "%". */
function isInner(page: Page, at: number): boolean {
  const code = page.tokens.codes[at] ?? 0
  if (code === 38 || code === 36 || code === 64 || code === 37) return true
  const tight = ((page.tokens.shapes[at] ?? 0) & Shape.TIGHT) !== 0
  if (code === POINT) return tight && isAbbreviation(page, at - 1)
  return (code === 0x2019 || code === 39) && tight
}

function isAbbreviation(page: Page, at: number): boolean {
  const { tokens, words } = page
  if (!isWord(page, at)) return false
  const initial = (tokens.ends[at] ?? 0) - (tokens.starts[at] ?? 0) === 1 && isCapital(page, at)
  return (
    initial ||
    words.sentences.titles.valueOf(tokens, at) !== 0 ||
    words.sentences.abbreviations.valueOf(tokens, at) !== 0
  )
}

export function isPossessiveEnding(page: Page, at: number): boolean {
  if (!((page.tokens.shapes[at] ?? 0) & Shape.ENDING)) return false
  return hasRole(page, at, Role.BE) && hasRole(page, at, Role.HAVE)
}

function skipBracketBefore(page: Page, end: number, low: number): number {
  if (!isMark(page, end - 1, CLOSE_BRACKET)) return end
  for (let at = end - 2; at >= low; at -= 1) if (isMark(page, at, OPEN_BRACKET)) return at
  return end
}

/** Tie on what stands before "of", "for", "in": "a spokesman for" Hale. */
function attachedBefore(page: Page, phrase: Run, low: number): Run {
  let whole = phrase
  for (;;) {
    const tie = whole.first - 1
    if (tie <= low || !hasRole(page, tie, Role.PREPOSITION) || isCapitalName(page, tie, low))
      return whole
    const head = basePhraseBefore(page, tie, low)
    if (!head || hasRole(page, head.end - 1, Role.SUBJECT_PRONOUN & ~Role.DETERMINER)) {
      if (!head || !hasRole(page, tie, Role.GENITIVE)) return whole
    }
    if (!head) return whole
    if (
      !hasRole(page, tie, Role.GENITIVE) &&
      !isBoundary(page, head.first - 1, low) &&
      !isPrepositionOnly(page, head.first - 1)
    )
      return whole
    whole = { first: head.first, end: whole.end }
  }
}

/** "in", and not the "to" of "to kill 49 people after". */
function isPrepositionOnly(page: Page, at: number): boolean {
  return hasRole(page, at, Role.PREPOSITION) && !hasRole(page, at, Role.INFINITIVE)
}

/** Join a list: "Hale, Brand and Moss", "Hale and her staff". */
function joinedBefore(page: Page, phrase: Run, low: number): Run {
  const and = phrase.first - 1
  if (and <= low || !hasRole(page, and, Role.COORDINATOR) || hasRole(page, and, Role.TURN))
    return phrase
  if (isPronoun(page, phrase)) return phrase
  let from = isMark(page, and - 1, COMMA) ? and - 1 : and
  let whole = phrase
  for (;;) {
    const base = basePhraseBefore(page, from, low)
    if (!base) return whole === phrase ? phrase : whole
    const other = attachedBefore(page, base, low)
    if (isBoundary(page, other.first - 1, low)) {
      whole = { first: other.first, end: phrase.end }
    } else return whole
    if (!isMark(page, other.first - 1, COMMA) || !isCapital(page, other.first)) return whole
    from = other.first - 1
  }
}

/** "and she said": a clause of its own. */
function isPronoun(page: Page, { first, end }: Run): boolean {
  return (
    end === first + 1 &&
    hasRole(page, first, Role.SUBJECT_PRONOUN & ~Role.DETERMINER) &&
    !hasRole(page, first, Role.DETERMINER)
  )
}

/** Where a clause can begin: the sentence's start, a mark, or a word that opens a clause. */
export function isBoundary(page: Page, at: number, low: number): boolean {
  if (at < low || stretchAt(page, at) >= 0) return true
  if (!isWord(page, at)) return !isInner(page, at)
  return hasRole(
    page,
    at,
    Role.SUBORDINATOR | Role.RELATIVE | Role.COMPLEMENTIZER | Role.COORDINATOR | Role.QUESTION,
  )
}

/**
 * The noun phrase that begins at token `first`: "Jo Hale", "the mayor of Bresk". A name that
 * stands after a role and a comma belongs to it ("his lawyer, Ann Moss").
 */
export function phraseAfter(page: Page, first: number, end: number): Run | null {
  const limit = Math.min(end, first + MAX_PHRASE)
  const base = basePhraseAfter(page, first, limit)
  if (!base) return null
  let whole = base
  for (let grown = true; grown;) {
    grown = false
    const tie = whole.end
    if (tie + 1 >= limit || stretchAt(page, tie) >= 0) break
    const genitive = hasRole(page, tie, Role.GENITIVE)
    const attached =
      genitive ||
      (hasRole(page, tie, Role.PREPOSITION) &&
        !hasRole(page, tie + 1, Role.TIME | Role.TIME_MODIFIER) &&
        !isCapital(page, whole.end - 1) &&
        whole.end - whole.first < 6)
    const joined = hasRole(page, tie, Role.COORDINATOR) && !hasRole(page, tie, Role.TURN)
    if (!attached && !joined) break
    const next = basePhraseAfter(page, tie + 1, limit)
    if (
      !next ||
      (joined && !isCapital(page, next.first) && !hasRole(page, next.first, Role.DETERMINER))
    )
      break
    if (joined && !isCloseAfter(page, next.end, limit)) break
    whole = { first, end: next.end }
    grown = true
  }
  return withName(page, whole, limit)
}

/** "his lawyer" + ", Ann Moss": the name is the better half. */
function withName(page: Page, role: Run, limit: number): Run {
  if (isCapital(page, role.end - 1) || !isMark(page, role.end, COMMA)) return role
  const name = basePhraseAfter(page, role.end + 1, limit)
  if (!name || !isCapital(page, name.first) || !isCapital(page, name.end - 1)) return role
  return isCloseAfter(page, name.end, limit) ? { first: role.first, end: name.end } : role
}

/** What may follow a whole phrase: a mark, the end, a preposition, a word of time. */
function isCloseAfter(page: Page, at: number, limit: number): boolean {
  if (at >= limit || !isWord(page, at)) return true
  return hasRole(
    page,
    at,
    Role.PREPOSITION | Role.TIME | Role.ADVERB | Role.SUBORDINATOR | Role.INFINITIVE,
  )
}

function basePhraseAfter(page: Page, first: number, limit: number): Run | null {
  if (first >= limit || stretchAt(page, first) >= 0) return null
  if (hasRole(page, first, Role.SUBJECT_PRONOUN) && !hasRole(page, first, Role.DETERMINER)) {
    return { first, end: first + 1 }
  }
  const medium = outletFrom(page, first)
  let at = medium?.first === first ? Math.min(medium.end, limit) : first
  while (at < limit && isNominal(page, at) && !(at > first && startsAnother(page, at))) at += 1
  while (at > first && isMark(page, at - 1, POINT) && at - 1 > first && !isWord(page, at)) {
    if (isAbbreviation(page, at - 2) && at < limit) break
    at -= 1
  }
  if (isMark(page, at, OPEN_BRACKET)) return at > first ? { first, end: at } : null
  return at > first && hasContent(page, first, at) ? { first, end: at } : null
}

/** A determiner inside a phrase begins another, unless a possessive made room for it. */
function startsAnother(page: Page, at: number): boolean {
  return (
    hasRole(page, at, Role.DETERMINER) &&
    !isCapital(page, at) &&
    !hasRole(page, at - 1, Role.DETERMINER)
  )
}

function hasContent(page: Page, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) {
    if (
      isWord(page, at) &&
      (!hasRole(page, at, Role.DETERMINER) || hasRole(page, at, Role.SUBJECT_PRONOUN))
    )
      return true
  }
  return false
}
