import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { countryOf, countryOfPair } from './countries.ts'
import { isAbbreviated, isNicknameMark } from './name-runs.ts'
import {
  hasFlag,
  hasShape,
  isCapitalWord,
  lowerText,
  markAt,
  type TaggedArticle,
  textOf,
  wordsOf,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** Class of a run of capitalised words, without its context. */
export type NameKind =
  'PERSON' | 'ORGANIZATION' | 'COUNTRY' | 'PLACE' | 'ROLE' | 'ORIGIN' | 'UNKNOWN'

export interface Name {
  /** Role or title, and name. */
  readonly run: Run
  /** The name alone; equal to `run` without a role or title. */
  readonly own: Run
  readonly kind: NameKind
  /** Words of the name in lower case, without points. */
  readonly words: readonly string[]
  /** These words with a blank between two. */
  readonly key: string
}

export function createName(
  run: Run,
  own: Run,
  kind: NameKind,
  words: readonly string[],
  key: string,
): Name {
  return { run, own, kind, words, key }
}

/** Split a run of capitalised words and classify it: "Chinese President Xi Jinping". */
export function readName(tagged: TaggedArticle, run: Run): Name {
  const own = ownName(tagged, run)
  const words = wordsOf(tagged, own)
  const key = words.length === 1 ? (words[0] ?? '') : words.join(' ')
  return createName(run, own, kindOf(tagged, run, own, words, key), words, key)
}

/** The name without roles and their words ("State" Jon Ash). */
function ownName(tagged: TaggedArticle, run: Run): Run {
  const bare = withoutRole(tagged, run)
  if (bare.first > run.first && bare.end - bare.first === 1) {
    // "General Assembly": not a general.
    const isOrganizationWord = hasFlag(tagged, bare.first, Flag.ORGANIZATION | Flag.PLACE)
    const family = hasFlag(tagged, bare.first, Flag.FAMILY_PLACE | Flag.FAMILY_FIRST)
    if (isOrganizationWord && !family && !isAddress(tagged, run.first)) return run
  }
  const first = hasRankBefore(tagged, bare)
    ? bare.first + 1
    : givenNameAfterOther(tagged, bare, isAfterRole(tagged, run.first))
  const own = { first, end: bare.end }
  return first > run.first && isOrganizationName(tagged, own) ? run : own
}

/** "DSP Blessing Ash": a rank in three or four capitals before a person's names. */
function hasRankBefore(tagged: TaggedArticle, { first, end }: Run): boolean {
  if (end - first < 3 || end - first > 4 || !hasShape(tagged, first, Shape.UPPER)) return false
  const { starts, ends } = tagged.doc.tokens
  const length = (ends[first] ?? 0) - (starts[first] ?? 0)
  if (length < 3 || length > 4 || isInitials(tagged, first)) return false
  for (let at = first + 1; at < end; at += 1) {
    if (!isCapitalWord(tagged, at) || hasShape(tagged, at, Shape.UPPER)) return false
    if (hasFlag(tagged, at, NOT_NAMES | Flag.TITLE)) return false
  }
  return true
}

/** "R.V.": points between the letters. */
function isInitials(tagged: TaggedArticle, at: number): boolean {
  return textOf(tagged, { first: at, end: at + 1 }).includes('.')
}

/** "Republican National Committee": a word like a role begins the name of an organisation. */
function isOrganizationName(tagged: TaggedArticle, { first, end }: Run): boolean {
  if (end - first < 2 || hasFlag(tagged, first, Flag.GIVEN)) return false
  return hasFlag(tagged, end - 1, Flag.ORGANIZATION) && !hasFlag(tagged, end - 1, Flag.FAMILY_PLACE)
}

/**
 * First token of a person's name after the name of an organisation or a place: "Palm Beach County
 * Recorder" Helen Roe.
 *
 * @param afterRole - the run follows a role that its first words belong to
 */
function givenNameAfterOther(
  tagged: TaggedArticle,
  { first, end }: Run,
  afterRole: boolean,
): number {
  if (hasFlag(tagged, first, Flag.GIVEN)) {
    // "José Luis" is a person though José is a town.
    if (!hasFlag(tagged, first, Flag.CITY) || hasFlag(tagged, first + 1, Flag.GIVEN)) return first
  }
  // "Lake Charles Police" is one name.
  const last = end - 1
  const isThing = hasFlag(tagged, last, Flag.ORGANIZATION | Flag.PLACE)
  if (isThing && !hasFlag(tagged, last, Flag.FAMILY_PLACE)) return first
  let other = afterRole
  for (let at = first; at < end - 1; at += 1) {
    if (other && isGivenStart(tagged, at) && !isRegion(tagged, at)) return at
    other ||= hasFlag(tagged, at, NOT_NAMES)
  }
  return first
}

/** A given name that may begin a name: not "Al" of "Jassim Al Ash". */
export function isGivenStart(tagged: TaggedArticle, at: number): boolean {
  if (!hasFlag(tagged, at, Flag.GIVEN)) return false
  const inside = isCapitalWord(tagged, at - 1) && !hasFlag(tagged, at - 1, NOT_NAMES)
  return !inside || !hasFlag(tagged, at, Flag.PARTICLE)
}

/** "Undersecretary for" Political Affairs Ann Ash. */
function isAfterRole(tagged: TaggedArticle, first: number): boolean {
  return hasFlag(tagged, first - 1, Flag.LINK) && isRoleWord(tagged, first - 2)
}

/** Flags of words that are not part of a person's name. */
export const NOT_NAMES =
  Flag.PLACE |
  Flag.ORGANIZATION |
  Flag.DEMONYM |
  Flag.COUNTRY |
  Flag.QUALIFIER |
  Flag.ROLE |
  Flag.GROUP

/** "Carolina" of "South Carolina". */
function isRegion(tagged: TaggedArticle, at: number): boolean {
  const [one, other] = [lowerText(tagged, at - 1), lowerText(tagged, at)]
  return tagged.words.cities.has(`${one} ${other}`) || countryOfPair(tagged, one, other) !== null
}

function withoutRole(tagged: TaggedArticle, run: Run): Run {
  if (hasFlag(tagged, run.first, Flag.GIVEN) && !isRoleWord(tagged, run.first)) {
    if (!hasFlag(tagged, run.first, Flag.CITY | Flag.COUNTRY)) return run
  }
  // "Marine Le Pen": not a marine.
  if (hasFlag(tagged, run.first, Flag.GIVEN) && hasFlag(tagged, run.first + 1, Flag.PARTICLE)) {
    return run
  }
  let first = run.first
  for (let at = run.first; at < run.end - 1; at += 1) {
    if (isNicknameMark(markAt(tagged, at))) break
    if (markAt(tagged, at) !== 0 || !isRoleWord(tagged, at)) continue
    const next = markAt(tagged, at + 1) === 0 ? at + 1 : at + 2
    // "Governor Sheriff Ash": a given name that is a role, too.
    if (first === at && at > run.first && isGivenRole(tagged, at) && at + 2 === run.end) break
    if (next < run.end && !hasFlag(tagged, at + 1, Flag.LINK)) first = next
  }
  return { first, end: run.end }
}

function isGivenRole(tagged: TaggedArticle, at: number): boolean {
  if (!hasFlag(tagged, at, Flag.GIVEN) || !hasFlag(tagged, at, Flag.ROLE)) return false
  return hasFlag(tagged, at - 1, Flag.ROLE) && !hasFlag(tagged, at - 1, Flag.QUALIFIER)
}

/** "Mr.", "Mrs.": titles without a role. */
function isAddress(tagged: TaggedArticle, at: number): boolean {
  return tagged.words.titles.get(lowerText(tagged, at))?.role === null
}

function isRoleWord(tagged: TaggedArticle, at: number): boolean {
  return hasFlag(tagged, at, Flag.TITLE | Flag.ROLE)
}

function kindOf(
  tagged: TaggedArticle,
  run: Run,
  own: Run,
  words: readonly string[],
  whole: string,
): NameKind {
  const last = lastWordAt(tagged, own)
  const alone = words.length === 1
  if (isKnownOrganization(tagged, whole) || isAbbreviated(tagged, own)) return 'ORGANIZATION'
  if (alone && hasFlag(tagged, last, Flag.DEMONYM | Flag.GROUP | Flag.QUALIFIER)) {
    if (own.first === run.first) return 'ORIGIN'
  }
  if (isCountry(tagged, whole)) return 'COUNTRY'
  if (whole.includes('-') && pointsToCountry(tagged, words)) return 'PLACE'
  if (last < own.end - 1 && startsLikePerson(tagged, own)) return 'PERSON'
  if (hasLinkedOrganization(tagged, own)) return 'ORGANIZATION'
  if (!alone && tagged.words.bodyBeginnings.has(words[0] ?? '')) return 'ORGANIZATION'
  if (hasFlag(tagged, last, Flag.GROUP | Flag.ANONYMOUS_PLURAL)) return 'ORIGIN'
  if (tagged.words.cities.has(whole)) return 'PLACE'
  if (own.first > run.first && isStrongRole(tagged, run, own)) {
    // "Mr. Justice" is a name, "Prime Minister" is not.
    if (!isRoleWord(tagged, last) || isAddress(tagged, run.first)) return 'PERSON'
  }
  // "Rowshan Ara Begum": a word of address ends a name.
  const isRole = isRoleWord(tagged, last) && (alone || !isAddress(tagged, last))
  if (isRole && !startsLikePerson(tagged, own)) return 'ROLE'
  if (hasFlag(tagged, last, Flag.ORGANIZATION) && !alone) return 'ORGANIZATION'
  if (isAcronym(tagged, own) || endsInAcronym(tagged, own, last)) return 'ORGANIZATION'
  // "the Ministry": a noun with a capital.
  if (alone && hasFlag(tagged, last, Flag.ORGANIZATION)) return 'ROLE'
  if (!alone && startsLikePerson(tagged, own)) {
    if (!endsLikeThing(tagged, own.first, last)) return 'PERSON'
    if (words.length === 2) return 'UNKNOWN'
  }
  if (hasFlag(tagged, last, Flag.PLACE) && !alone) return 'PLACE'
  return 'UNKNOWN'
}

/** "China-Korea relations", "Anglo-Welsh". */
function pointsToCountry(tagged: TaggedArticle, words: readonly string[]): boolean {
  return words.some((word) => word.split('-').some((part) => isCountry(tagged, part)))
}

/** A role and not only a modifier: "Republican Tax Plans" is not a person. */
function isStrongRole(tagged: TaggedArticle, run: Run, own: Run): boolean {
  for (let at = run.first; at < own.first; at += 1) {
    if (isRoleWord(tagged, at) && !hasFlag(tagged, at, Flag.QUALIFIER)) return true
  }
  return false
}

/** "Hans Ash Award": a place or thing, unless its last word is a family name as well. */
function endsLikeThing(tagged: TaggedArticle, first: number, last: number): boolean {
  if (!hasFlag(tagged, last, Flag.PLACE)) return false
  return !hasFlag(tagged, last, Flag.FAMILY_PLACE) && !hasFlag(tagged, first, Flag.FAMILY_FIRST)
}

/** A given name first, or a family-first name before one or two words. */
function startsLikePerson(tagged: TaggedArticle, own: Run): boolean {
  if (own.end - own.first < 2) return false
  if (hasFlag(tagged, own.first, Flag.GIVEN)) return true
  return hasFlag(tagged, own.first, Flag.FAMILY_FIRST) && own.end - own.first <= 3
}

function hasLinkedOrganization(tagged: TaggedArticle, { first, end }: Run): boolean {
  for (let at = first; at + 1 < end; at += 1) {
    if (!hasFlag(tagged, at, Flag.ORGANIZATION)) continue
    if (hasFlag(tagged, at + 1, Flag.LINK)) return true
    if (tagged.words.bodyLinks.has(lowerText(tagged, at + 1))) return true
  }
  return false
}

function lastWordAt(tagged: TaggedArticle, { first, end }: Run): number {
  let at = end - 1
  while (at > first && (markAt(tagged, at) !== 0 || hasFlag(tagged, at, Flag.SUFFIX))) at -= 1
  return at
}

/** "KCNA": a short word in capitals, and not in a text of capitals. */
function isAcronym(tagged: TaggedArticle, { first, end }: Run): boolean {
  if (end - first > 1 || !hasShape(tagged, first, Shape.UPPER)) return false
  const { starts, ends } = tagged.doc.tokens
  const length = (ends[first] ?? 0) - (starts[first] ?? 0)
  return length > 1 && length < 8 && !hasShape(tagged, first - 1, Shape.UPPER)
}

/** "Harbour Rising PAC": an acronym after other words, without a given name. */
function endsInAcronym(tagged: TaggedArticle, own: Run, last: number): boolean {
  if (own.end - own.first < 2 || startsLikePerson(tagged, own)) return false
  const { starts, ends } = tagged.doc.tokens
  const length = (ends[last] ?? 0) - (starts[last] ?? 0)
  const short = length > 1 && length < 5 && hasShape(tagged, last, Shape.UPPER)
  return short && !hasShape(tagged, own.first, Shape.UPPER)
}

function isKnownOrganization(tagged: TaggedArticle, words: string): boolean {
  return tagged.words.knownBodies.has(words)
}

function isCountry(tagged: TaggedArticle, words: string): boolean {
  return countryOf(tagged, words) !== null
}
