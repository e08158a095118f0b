import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { COLON, COMMA, POINT } from '../quotations/doc.ts'
import { isPerson, type NameMention } from './entity.ts'
import { isPostNominal } from './name-runs.ts'
import { nominalEnd, readRole, type Role } from './roles.ts'
import {
  hasFlag,
  hasShape,
  isCapitalWord,
  isPossessiveEnding,
  lowerText,
  markAt,
  sentenceStart,
  type TaggedArticle,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** The words that name a speaker, classified by their form. */
export type Phrase =
  | { readonly kind: 'PRONOUN'; readonly at: number }
  | { readonly kind: 'NAME'; readonly nameMention: NameMention }
  /** "Smith and Jones". */
  | { readonly kind: 'SEVERAL'; readonly nameMentions: readonly NameMention[] }
  /** "the mayor". */
  | RolePhrase
  /** "the ministry", "the Hill Town council", "police". */
  | OrganizationPhrase
  /** "a senior official", "witnesses". */
  | { readonly kind: 'ANONYMOUS'; readonly noun: number }
  /** "the statement", "the company's letter", "a report by the institute". */
  | DocumentPhrase
  /** "the woman", "the 61-year-old", "the Brazilian". */
  | EpithetPhrase
  /** The "A" before an answer of an interview. */
  | { readonly kind: 'INTERVIEWEE' }
  /** A description of none of these kinds. */
  | { readonly kind: 'OTHER' }

export interface DocumentPhrase {
  readonly kind: 'DOCUMENT'
  /** The whole phrase, with "by the institute". */
  readonly run: Run
  readonly noun: number
}

interface EpithetPhrase {
  readonly kind: 'EPITHET'
  readonly noun: number
  /** In years; null where the phrase states none. */
  readonly age: number | null
}

export interface OrganizationPhrase {
  readonly kind: 'ORGANIZATION' | 'GROUP'
  readonly run: Run
  readonly noun: number
}

export interface RolePhrase {
  readonly kind: 'ROLE'
  readonly role: Role
  readonly noun: number
}

/** Mentions by token: `list[at[token]]`; -1 where a token is part of none. */
export interface NameIndex {
  readonly list: readonly NameMention[]
  readonly at: Int32Array
}

export function indexNames(tagged: TaggedArticle, list: readonly NameMention[]): NameIndex {
  const at = new Int32Array(tagged.doc.tokens.count).fill(-1)
  list.forEach(({ run }, index) => at.fill(index, run.first, run.end))
  return { list, at }
}

export function nameMentionAt({ list, at }: NameIndex, token: number): NameMention | null {
  const index = at[token] ?? -1
  return index < 0 ? null : (list[index] ?? null)
}

/** Classify the words that name a speaker. */
export function readPhrase(tagged: TaggedArticle, mention: Run, names: NameIndex): Phrase {
  const run = trim(tagged, mention)
  if (run.end <= run.first) return { kind: 'OTHER' }
  if (run.end === run.first + 1 && isAnswerLabel(tagged, run.first)) return { kind: 'INTERVIEWEE' }
  if (run.end === run.first + 1 && hasFlag(tagged, run.first, Flag.PRONOUN | Flag.POSSESSIVE)) {
    return { kind: 'PRONOUN', at: run.first }
  }
  const several = namedTogether(tagged, run, names)
  if (several.length > 0) return { kind: 'SEVERAL', nameMentions: several }
  const group = { first: run.first, end: groupEnd(tagged, run, names) }
  return readGroup(tagged, group, run, names)
}

/** "A:" at the beginning of a paragraph. */
function isAnswerLabel(tagged: TaggedArticle, at: number): boolean {
  if (markAt(tagged, at + 1) !== COLON || !isCapitalWord(tagged, at)) return false
  const { starts, ends } = tagged.doc.tokens
  const isLetter = (ends[at] ?? 0) - (starts[at] ?? 0) === 1
  return isLetter && at === sentenceStart(tagged, at) && lowerText(tagged, at) !== 'q'
}

/**
 * Read the antecedent of a relative pronoun ("who"): the name or noun before it, or the name that
 * the apposition before it belongs to.
 */
export function readAntecedent(tagged: TaggedArticle, at: number, names: NameIndex): Phrase | null {
  const end = markAt(tagged, at - 1) === COMMA ? at - 1 : at
  const start = Math.max(sentenceStart(tagged, at), at - LONGEST)
  const near = nameMentionAt(names, end - 1)
  if (near) return { kind: 'NAME', nameMention: near }
  if (end < at) {
    for (let back = end - 1; back >= start; back -= 1) {
      const nameMention = nameMentionAt(names, back)
      if (nameMention && markAt(tagged, nameMention.own.end) === COMMA) {
        return { kind: 'NAME', nameMention }
      }
    }
  }
  if (!isNoun(tagged, end - 1)) return null
  let first = end - 1
  while (first > start && markAt(tagged, first - 1) === 0 && !opens(tagged, first)) first -= 1
  return readPhrase(tagged, { first, end }, names)
}

const LONGEST = 25

function opens(tagged: TaggedArticle, at: number): boolean {
  return hasFlag(tagged, at, Flag.DEFINITE | Flag.INDEFINITE | Flag.POSSESSIVE)
}

function trim(tagged: TaggedArticle, { first, end }: Run): Run {
  let last = end
  while (last > first && markAt(tagged, last - 1) !== 0 && !isInitialPoint(tagged, last - 1))
    last -= 1
  if (last > first + 1 && isPossessiveEnding(tagged, last - 1)) last -= 1
  if (last > first + 2 && isPostNominal(tagged, last - 1)) last -= 1
  let start = first
  while (start < last && markAt(tagged, start) !== 0) start += 1
  return { first: start, end: last }
}

function isInitialPoint(tagged: TaggedArticle, at: number): boolean {
  return markAt(tagged, at) === POINT && hasFlag(tagged, at - 1, Flag.SUFFIX)
}

/**
 * The names in a coordination ("Roe and her husband"), except possessors and names after "of";
 * empty without a coordination.
 */
function namedTogether(tagged: TaggedArticle, run: Run, names: NameIndex): NameMention[] {
  const found: NameMention[] = []
  let joined = false
  for (let at = run.first; at < run.end; at += 1) {
    const nameMention = nameMentionAt(names, at)
    if (nameMention) {
      if (isHead(tagged, nameMention, run)) found.push(nameMention)
      at = nameMention.run.end - 1
    } else if (hasFlag(tagged, at, Flag.RELATIVE) && at > run.first) break
    else if (markAt(tagged, at) === COMMA) {
      if (found.length > 0 && !startsAnother(tagged, at + 1, run.end, names)) break
    } else if (hasFlag(tagged, at, Flag.CONJUNCTION) && found.length > 0) joined = true
  }
  return joined ? found : []
}

function isHead(tagged: TaggedArticle, { run, own }: NameMention, mention: Run): boolean {
  if (own.end < mention.end && isPossessiveEnding(tagged, own.end)) return false
  if (own.end < mention.end && goesOn(tagged, own.end)) return false
  const before = run.first - 1
  const start = hasFlag(tagged, before, Flag.DEFINITE) ? before - 1 : before
  return start < mention.first || !hasFlag(tagged, start, Flag.PREPOSITION)
}

/** A lower-case noun after a name makes the name a modifier: "Harbour" residents. */
function goesOn(tagged: TaggedArticle, at: number): boolean {
  if (markAt(tagged, at) !== 0 || isCapitalWord(tagged, at)) return false
  return !hasFlag(tagged, at, Flag.CONJUNCTION | Flag.PREPOSITION | Flag.RELATIVE | Flag.INDEFINITE)
}

function isNoun(tagged: TaggedArticle, at: number): boolean {
  const nouns = Flag.ROLE | Flag.ORGANIZATION | Flag.GROUP | Flag.ANONYMOUS | Flag.ANONYMOUS_PLURAL
  return markAt(tagged, at) === 0 && hasFlag(tagged, at, nouns)
}

function startsAnother(
  tagged: TaggedArticle,
  from: number,
  limit: number,
  names: NameIndex,
): boolean {
  const end = nominalEnd(tagged, from, limit)
  for (let at = from; at < end; at += 1) if ((names.at[at] ?? -1) >= 0) return true
  return false
}

/** End of the first noun phrase: before a mark, a preposition or a clause. */
function groupEnd(tagged: TaggedArticle, { first, end }: Run, names: NameIndex): number {
  for (let at = first; at < end; at += 1) {
    const nameMention = nameMentionAt(names, at)
    if (nameMention) {
      at = Math.min(nameMention.run.end, end) - 1
      continue
    }
    if (markAt(tagged, at) === POINT && hasFlag(tagged, at - 1, Flag.TITLE)) continue
    if (markAt(tagged, at) !== 0 && !isPossessiveEnding(tagged, at)) return at
    if (at > first && hasFlag(tagged, at, Flag.RELATIVE)) return at
    if (at > first && hasFlag(tagged, at, Flag.PREPOSITION) && !isCapitalWord(tagged, at)) {
      if (!hasFlag(tagged, at, Flag.ROLE | Flag.QUALIFIER)) return at
    }
  }
  return end
}

function readGroup(tagged: TaggedArticle, group: Run, whole: Run, names: NameIndex): Phrase {
  const noun = group.end - 1
  const nameMention = nameMentionAt(names, noun)
  if (nameMention) return { kind: 'NAME', nameMention }
  // "The chief executive, Ann Roe": the name follows.
  const apposed = nameMentionAt(names, group.end + 1)
  if (apposed && group.end + 1 < whole.end && markAt(tagged, group.end) === COMMA) {
    if (endsPhrase(tagged, apposed.own.end, whole.end))
      return { kind: 'NAME', nameMention: apposed }
  }
  const phrase = readNoun(tagged, group, noun, whole)
  const last = nameMentionAt(names, whole.end - 1)
  // "The chairperson of Hill Town, Ms Ann Roe": the name ends the whole.
  if (last && last.run.first > group.end && markAt(tagged, last.run.first - 1) === COMMA) {
    if (!isPlaceOf(tagged, group, last)) return { kind: 'NAME', nameMention: last }
  }
  const named = MAY_BE_NAMED.has(phrase.kind) ? nameBehind(tagged, whole.end, names) : null
  // "A spokesman for Zalvio, Ann Roe, said": the name of a person, and not a place.
  const isOpen = phrase.kind !== 'ANONYMOUS' || (named && isPerson(named.entity))
  if (named && isOpen && !isPlaceOf(tagged, group, named))
    return { kind: 'NAME', nameMention: named }
  if (phrase.kind !== 'OTHER') return phrase
  // "Roe backs late vote" in a headline: the words behind the name are no part of the subject.
  const first = nameMentionAt(names, group.first)
  if (!first || first.own.end >= group.end || isPossessiveEnding(tagged, first.own.end))
    return phrase
  return { kind: 'NAME', nameMention: first }
}

/** Kinds of phrases that a name in apposition may follow. */
const MAY_BE_NAMED: ReadonlySet<Phrase['kind']> = new Set(['ROLE', 'OTHER', 'ANONYMOUS'])

/** The name in apposition behind a description: "The curator, Ann Roe, said". */
function nameBehind(tagged: TaggedArticle, end: number, names: NameIndex): NameMention | null {
  const comma = hasFlag(tagged, end, Flag.LINK) ? pastOthers(tagged, end) : end
  if (markAt(tagged, comma) !== COMMA) return null
  const first = namedBy(tagged, comma + 1)
  for (let at = first; at <= first + MOST_BEFORE_NAME; at += 1) {
    const found = nameMentionAt(names, at)
    if (found) return isApposed(tagged, found) ? found : null
    if (markAt(tagged, at) === POINT && hasFlag(tagged, at - 1, Flag.TITLE)) continue
    if (markAt(tagged, at) !== 0 || !hasFlag(tagged, at, BEFORE_NAME)) return null
  }
  return null
}

/** The comma behind "of them" in "One of them, Ann Roe, said". */
function pastOthers(tagged: TaggedArticle, link: number): number {
  if (!hasFlag(tagged, link - 1, Flag.ANONYMOUS | Flag.INDEFINITE)) return link
  for (let at = link + 2; at < link + MOST_BEFORE_NAME; at += 1) {
    if (markAt(tagged, at) === COMMA) return at
  }
  return link
}

/** The token behind "known as", "identified only as", "known by the name". */
function namedBy(tagged: TaggedArticle, at: number): number {
  const { naming } = tagged.words
  if (!naming?.participles.has(lowerText(tagged, at))) return at
  let next = at + 1
  while (next < at + LONGEST_NAMING && naming.words.has(lowerText(tagged, next))) next += 1
  return next
}

/** In tokens: "known to all by the nom de guerre". */
const LONGEST_NAMING = 9

const BEFORE_NAME =
  Flag.ROLE | Flag.QUALIFIER | Flag.TITLE | Flag.DEFINITE | Flag.ORGANIZATION | Flag.DEMONYM

/** In tokens: the longest role before a name in apposition: "the retired head teacher". */
const MOST_BEFORE_NAME = 5

function isApposed(tagged: TaggedArticle, { own, entity }: NameMention): boolean {
  if (entity.kind !== null) return false
  const next = own.end
  if (isPossessiveEnding(tagged, next)) return false
  return markAt(tagged, next) > 0
}

/** "A diplomat in the capital, Selm": one word without evidence of a person is a place. */
function isPlaceOf(tagged: TaggedArticle, group: Run, { run, own, entity }: NameMention): boolean {
  if (!hasFlag(tagged, group.first, Flag.INDEFINITE)) return false
  return run.first === own.first && own.end === own.first + 1 && entity.personEvidence <= 0
}

function endsPhrase(tagged: TaggedArticle, at: number, end: number): boolean {
  return at >= end || (markAt(tagged, at) > 0 && !hasShape(tagged, at, Shape.ENDING))
}

function readNoun(tagged: TaggedArticle, group: Run, noun: number, whole: Run): Phrase {
  const first = group.first
  const definite =
    hasFlag(tagged, first, Flag.DEFINITE | Flag.POSSESSIVE) || hasOwner(tagged, group)
  const indefinite = !definite && hasFlag(tagged, first, Flag.INDEFINITE)
  const run = { first: definite && !hasOwner(tagged, group) ? first + 1 : first, end: group.end }
  if (isDocument(tagged, noun)) return { kind: 'DOCUMENT', run: whole, noun }
  if (indefinite) return { kind: 'ANONYMOUS', noun }
  if (isJoined(tagged, group) && !hasFlag(tagged, noun, Flag.ROLE)) return { kind: 'OTHER' }
  if (hasFlag(tagged, noun, Flag.GROUP)) return { kind: 'GROUP', run, noun }
  if (hasFlag(tagged, noun, Flag.ANONYMOUS_PLURAL)) return { kind: 'ANONYMOUS', noun }
  if (!definite && isOnlyAnonymous(tagged, first)) return { kind: 'ANONYMOUS', noun: first }
  const capital = isCapitalWord(tagged, noun)
  if (!definite && !capital && hasFlag(tagged, noun, Flag.ANONYMOUS)) {
    return { kind: 'ANONYMOUS', noun }
  }
  const role = readRole(tagged, { first: run.first, end: tail(tagged, group.end, whole.end) })
  if (role && (hasFlag(tagged, noun, Flag.ROLE) || isShortRole(tagged, noun)))
    return { kind: 'ROLE', role, noun }
  if (hasFlag(tagged, noun, Flag.ORGANIZATION)) {
    // "the ministry of transport"
    const linked = hasFlag(tagged, group.end, Flag.LINK) && group.end + 1 < whole.end
    const end = linked ? tail(tagged, group.end, whole.end) : group.end
    return { kind: 'ORGANIZATION', run: { first: run.first, end }, noun }
  }
  const age = ageAt(tagged, noun)
  const isPerson = age !== null || hasFlag(tagged, noun, Flag.DEMONYM)
  if (definite && isPerson && !hasFlag(tagged, noun, Flag.GROUP)) {
    return { kind: 'EPITHET', noun, age }
  }
  return { kind: 'OTHER' }
}

/** "PM", "MEC" in capitals. */
function isShortRole(tagged: TaggedArticle, at: number): boolean {
  return (
    hasShape(tagged, at, Shape.UPPER) &&
    tagged.words.titles.get(lowerText(tagged, at))?.role != null
  )
}

function isDocument(tagged: TaggedArticle, at: number): boolean {
  return !isCapitalWord(tagged, at) && tagged.words.documents.has(lowerText(tagged, at))
}

/** The age in years that a word states ("61-year-old"), or null. */
export function ageAt(tagged: TaggedArticle, at: number): number | null {
  if (!hasShape(tagged, at, Shape.DIGIT)) return null
  const word = lowerText(tagged, at)
  const ending = tagged.words.ageEndings.find((each) => word.endsWith(`-${each}`))
  return ending === undefined ? null : Number.parseInt(word, 10)
}

/** "police and residents": two speakers. */
function isJoined(tagged: TaggedArticle, { first, end }: Run): boolean {
  for (let at = first + 1; at < end; at += 1) {
    if (hasFlag(tagged, at, Flag.CONJUNCTION)) return true
  }
  return false
}

/** "someone", "others": an indefinite pronoun. */
function isOnlyAnonymous(tagged: TaggedArticle, at: number): boolean {
  return hasFlag(tagged, at, Flag.ANONYMOUS) && !hasFlag(tagged, at, Flag.ROLE)
}

function hasOwner(tagged: TaggedArticle, { first, end }: Run): boolean {
  for (let at = first + 1; at < end; at += 1) if (isPossessiveEnding(tagged, at)) return true
  return false
}

/** End of the words after the noun that belong to the role, up to a mark: "of Hill Town". */
function tail(tagged: TaggedArticle, from: number, end: number): number {
  let at = from
  while (at < end && markAt(tagged, at) === 0 && !hasFlag(tagged, at, Flag.RELATIVE)) at += 1
  return at
}
