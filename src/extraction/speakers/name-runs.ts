import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { CLOSE_BRACKET, COMMA, HYPHEN, OPEN_BRACKET, POINT } from '../quotations/doc.ts'
import {
  hasFlag,
  hasShape,
  isCapitalWord,
  isPossessiveEnding,
  isVerb,
  lowerText,
  markAt,
  type TaggedArticle,
  textOf,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

const AMPERSAND = 38

/** In tokens: longer runs are split, so that the work for a name is bounded. */
const LONGEST_NAME = 30

/**
 * Find the runs of capitalised words that may be names: "Chinese President Xi Jinping", "Donald J.
 * Trump", "Ministry of Works". `readName` classifies them.
 */
export function findNameRuns(tagged: TaggedArticle): Run[] {
  const runs: Run[] = []
  const families = new Set<string>()
  const expansions = findExpansions(tagged)
  for (const sentence of tagged.doc.prose.sentences) {
    for (let at = sentence.first; at < sentence.end; at += 1) {
      if (!beginsName(tagged, at, sentence) && !isSeenFamilyName(tagged, at, families)) continue
      const plain = nameEnd(tagged, at, Math.min(sentence.end, at + LONGEST_NAME))
      const end =
        expansions.find(({ first, end }) => first >= at && first < plain && end > plain)?.end ??
        plain
      for (let part = at; part < end; part += 1) {
        if (isFamilyFirst(tagged, part)) families.add(lowerText(tagged, part))
      }
      if (hasFlag(tagged, at, Flag.ORDINARY) && end > at + 1) families.add(lowerText(tagged, at))
      const last = end - 1
      if (last > at && hasFlag(tagged, last, Flag.ORDINARY_NAME))
        families.add(lowerText(tagged, last))
      runs.push({ first: at, end })
      at = end - 1
    }
  }
  return runs
}

/**
 * Find the names that an abbreviation in brackets spells: "Food and Drugs Authority (FDA)", whose
 * "and" would end other names.
 */
function findExpansions(tagged: TaggedArticle): Run[] {
  const found: Run[] = []
  for (let at = 2; at < tagged.doc.tokens.count - 1; at += 1) {
    if (markAt(tagged, at) !== OPEN_BRACKET || markAt(tagged, at + 2) !== CLOSE_BRACKET) continue
    if (!hasShape(tagged, at + 1, Shape.UPPER)) continue
    const first = expansionStart(tagged, at, textOf(tagged, { first: at + 1, end: at + 2 }))
    if (first !== null) found.push({ first, end: at })
  }
  return found
}

/** The token at which the words before a bracket begin to spell an abbreviation; or null. */
function expansionStart(tagged: TaggedArticle, end: number, letters: string): number | null {
  let left = letters.length
  for (let at = end - 1; at >= 0 && end - at <= LONGEST_NAME; at -= 1) {
    if (markAt(tagged, at) !== 0) return null
    const initial = textOf(tagged, { first: at, end: at + 1 }).charAt(0)
    if (initial === letters[left - 1]) left -= 1
    else if (
      isCapitalWord(tagged, at) ||
      !hasFlag(tagged, at, Flag.LINK | Flag.CONJUNCTION | Flag.DEFINITE | Flag.PREPOSITION)
    )
      return null
    if (left === 0) return at
  }
  return null
}

function beginsName(tagged: TaggedArticle, at: number, sentence: Run): boolean {
  if (hasFlag(tagged, at, Flag.HYPHENED) || isBareInitial(tagged, at)) return true
  if (!isCapitalWord(tagged, at) || isParty(tagged, at) || isLetter(tagged, at)) return false
  if (isPostNominal(tagged, at)) return false
  if (!hasFlag(tagged, at, Flag.ORDINARY) || isFamilyFirst(tagged, at)) return true
  // "People's Party".
  if (isPossessiveEnding(tagged, at + 1) && afterOwners(tagged, at + 1) >= 0) return true
  if (hasFlag(tagged, at, Flag.ORDINARY_NAME) && isNamePart(tagged, at + 1)) {
    // "Goalkeeper May Ankrah", "Sunday Ofori, 17,"; not "in May Ankrah left".
    if (hasFlag(tagged, at - 1, Flag.PREPOSITION | Flag.DEFINITE | Flag.INDEFINITE)) return false
    return hasFlag(tagged, at - 1, Flag.ROLE | Flag.TITLE) || endsAsName(tagged, at + 2)
  }
  if (!hasFlag(tagged, at, Flag.GIVEN) || !isNamePart(tagged, at + 1)) return false
  // "Will Ash said" begins with a name; "Will Ash pay?" does not.
  return at > sentence.first || hasFlag(tagged, at + 2, Flag.VERB | Flag.COPULA)
}

/** Whether a name ends before a token: a verb, an apposition or a possessive ending follows. */
function endsAsName(tagged: TaggedArticle, at: number): boolean {
  return isVerb(tagged, at) || markAt(tagged, at) === COMMA || isPossessiveEnding(tagged, at)
}

/** "Oh Se-jin": a family name that is also a word, before a hyphenated given name. */
function isFamilyFirst(tagged: TaggedArticle, at: number): boolean {
  return hasFlag(tagged, at, Flag.FAMILY_FIRST) && isHyphenedGiven(tagged, at + 1)
}

/** "Oh" alone after "Oh Se-jin". */
function isSeenFamilyName(
  tagged: TaggedArticle,
  at: number,
  families: ReadonlySet<string>,
): boolean {
  if (families.size === 0 || !isCapitalWord(tagged, at)) return false
  if (!families.has(lowerText(tagged, at))) return false
  // "In May" and "May 4" are dates where a Gordon May is known, "May said" is not.
  if (!hasFlag(tagged, at, Flag.ORDINARY_NAME)) return true
  if (isVerb(tagged, at + 1) || isPossessiveEnding(tagged, at + 1)) return true
  return hasFlag(tagged, at - 1, Flag.TITLE) || (tagged.doc.cues[at - 1] ?? 0) > 0
}

/**
 * "A" and "S" of "A S Menon": initials without points. A single "A" or "I" is more often a word.
 */
function isBareInitial(tagged: TaggedArticle, at: number): boolean {
  if (!isSingleCapital(tagged, at) || !isCapitalWord(tagged, at + 1)) return false
  if (isSingleCapital(tagged, at + 1) || isSingleCapital(tagged, at - 1)) return true
  return !hasFlag(tagged, at, Flag.ORDINARY | Flag.INDEFINITE | Flag.PRONOUN)
}

function isSingleCapital(tagged: TaggedArticle, at: number): boolean {
  const { starts, ends } = tagged.doc.tokens
  return isCapitalWord(tagged, at) && (ends[at] ?? 0) - (starts[at] ?? 0) === 1
}

/** "Se-jin": one capital, and lower case after the hyphen. */
function isHyphenedGiven(tagged: TaggedArticle, at: number): boolean {
  if (!isCapitalWord(tagged, at)) return false
  const { starts, ends } = tagged.doc.tokens
  return HYPHENED_GIVEN.test(tagged.article.body.slice(starts[at], ends[at]))
}

const HYPHENED_GIVEN = /^\p{Lu}\p{Ll}+-\p{Ll}+$/u

/** "R-Ohio" in "(R-Ohio)". */
function isParty(tagged: TaggedArticle, at: number): boolean {
  const start = tagged.doc.tokens.starts[at] ?? 0
  return (
    markAt(tagged, at - 1) === OPEN_BRACKET && tagged.article.body.charCodeAt(start + 1) === HYPHEN
  )
}

/** "D" of "(D)" and "H" of "(R-N.H.)", but not "J" of "J. K. Ash". */
function isLetter(tagged: TaggedArticle, at: number): boolean {
  const { starts, ends } = tagged.doc.tokens
  if ((ends[at] ?? 0) - (starts[at] ?? 0) > 1) return false
  return (
    !isCapitalWord(tagged, at + 1) &&
    !(markAt(tagged, at + 1) === POINT && isCapitalWord(tagged, at + 2))
  )
}

function isNamePart(tagged: TaggedArticle, at: number): boolean {
  return isCapitalWord(tagged, at) && !hasFlag(tagged, at, Flag.ORDINARY)
}

function nameEnd(tagged: TaggedArticle, first: number, limit: number): number {
  let end = first + 1
  for (;;) {
    const next = nextPart(tagged, first, end, limit)
    if (next < 0) return end
    end = next + 1
  }
}

/** The next token of the name that ends at `end`, or -1. */
function nextPart(tagged: TaggedArticle, first: number, end: number, limit: number): number {
  let at = end
  if (markAt(tagged, at) === POINT && hasShape(tagged, at, Shape.TIGHT)) {
    if (!isShortened(tagged, at - 1)) return -1
    at += 1
  }
  if (at >= limit) return -1
  if (isCapitalWord(tagged, at)) return continuesName(tagged, at) ? at : -1
  if (hasFlag(tagged, at, Flag.HYPHENED)) return at
  if (isPossessiveEnding(tagged, at)) return afterOwners(tagged, at)
  if (markAt(tagged, at) === COMMA) return isSuffix(tagged, at + 1) ? at + 1 : -1
  if (isNicknameMark(markAt(tagged, at))) return afterNickname(tagged, at, limit)
  if (markAt(tagged, at) === AMPERSAND)
    return at + 1 < limit && isNamePart(tagged, at + 1) ? at + 1 : -1
  if (markAt(tagged, at) !== 0) return -1
  if (hasFlag(tagged, at, Flag.PARTICLE)) return afterParticles(tagged, at, limit)
  return linkedPart(tagged, { first, end }, at, limit)
}

/** In tokens: the longest nickname. */
const LONGEST_NICKNAME = 4

/** The family name after a nickname in quotation marks: Ludo "The Kettle" Marrash. */
function afterNickname(tagged: TaggedArticle, open: number, limit: number): number {
  for (let at = open + 1; at < Math.min(limit - 1, open + 2 + LONGEST_NICKNAME); at += 1) {
    if (isNicknameMark(markAt(tagged, at))) {
      return at > open + 1 && isNamePart(tagged, at + 1) ? at + 1 : -1
    }
    if (!isCapitalWord(tagged, at) && !hasFlag(tagged, at, Flag.DEFINITE)) return -1
  }
  return -1
}

/** A mark around a nickname. */
export function isNicknameMark(code: number): boolean {
  return code === 34 || code === 39 || (code >= 0x2018 && code <= 0x201d)
}

/** "Workers' Party": a plural possessive is part of the name of an organisation. */
function afterOwners(tagged: TaggedArticle, at: number): number {
  if (!isNamePart(tagged, at + 1)) return -1
  const owners = hasFlag(tagged, at - 1, Flag.GROUP | Flag.ANONYMOUS_PLURAL)
  return owners || isOwnedBody(tagged, at) ? at + 1 : -1
}

/** "Kite Makers' Association": an apostrophe alone, and a noun for a body behind it. */
function isOwnedBody(tagged: TaggedArticle, at: number): boolean {
  if (markAt(tagged, at) <= 0) return false
  const last = isCapitalWord(tagged, at + 2) ? at + 2 : at + 1
  return hasFlag(tagged, last, Flag.ORGANIZATION)
}

/** "J" of "J. Smith", "Sen" of "Sen. Smith", "Jr". */
function isShortened(tagged: TaggedArticle, at: number): boolean {
  const { starts, ends } = tagged.doc.tokens
  if ((ends[at] ?? 0) - (starts[at] ?? 0) === 1) return true
  return hasFlag(tagged, at, Flag.TITLE | Flag.SUFFIX) || isSaint(tagged, at)
}

/** "St" of "St. Brigid Hospital". */
function isSaint(tagged: TaggedArticle, at: number): boolean {
  return SAINTS.has(lowerText(tagged, at))
}

const SAINTS: ReadonlySet<string> = new Set(['st', 'ste'])

/** "SC" of "Jon Ash SC, said", but not of "Selm City SC". */
export function isPostNominal(tagged: TaggedArticle, at: number): boolean {
  if (!hasShape(tagged, at, Shape.UPPER)) return false
  if (!tagged.words.postNominals.has(lowerText(tagged, at))) return false
  if (!isCapitalWord(tagged, at - 1) || !isCapitalWord(tagged, at - 2)) return false
  if (hasFlag(tagged, at - 1, Flag.PLACE | Flag.ORGANIZATION | Flag.CITY)) return false
  return markAt(tagged, at + 1) !== 0 || isVerb(tagged, at + 1)
}

function isSuffix(tagged: TaggedArticle, at: number): boolean {
  return isCapitalWord(tagged, at) && hasFlag(tagged, at, Flag.SUFFIX)
}

/** "Theresa May": May is a name after a given name. */
function continuesName(tagged: TaggedArticle, at: number): boolean {
  if (isPostNominal(tagged, at)) return false
  if (!hasFlag(tagged, at, Flag.ORDINARY) || isInitial(tagged, at)) return true
  if (isBareInitial(tagged, at)) return true
  if (isFamilyFirst(tagged, at)) return true
  if (!hasFlag(tagged, at, Flag.ORDINARY_NAME)) return false
  if (hasFlag(tagged, at - 1, Flag.GIVEN)) return true
  // "Corin May, the minister,"; "left Orrel Sunday, the mayor said" has a day.
  const isDay = lowerText(tagged, at).endsWith('day')
  return !isDay && !hasFlag(tagged, at - 1, Flag.ORDINARY) && endsAsName(tagged, at + 1)
}

/** "A" of "William A. Ash". */
function isInitial(tagged: TaggedArticle, at: number): boolean {
  const { starts, ends } = tagged.doc.tokens
  if ((ends[at] ?? 0) - (starts[at] ?? 0) > 1) return false
  return markAt(tagged, at + 1) === POINT && isCapitalWord(tagged, at + 2)
}

function afterParticles(tagged: TaggedArticle, from: number, limit: number): number {
  let at = from
  while (at < limit && at < from + 3 && hasFlag(tagged, at, Flag.PARTICLE)) at += 1
  return at < limit && isNamePart(tagged, at) ? at : -1
}

/** "Ministry of Works", "Department of Health and Welfare": only organisations have links. */
function linkedPart(tagged: TaggedArticle, run: Run, at: number, limit: number): number {
  const joins =
    tagged.words.bodyLinks.has(lowerText(tagged, at)) && hasFlag(tagged, at - 1, Flag.ORGANIZATION)
      ? !hasFlag(tagged, at + 1, Flag.DEFINITE)
      : hasFlag(tagged, at, Flag.LINK)
        ? some(tagged, run, Flag.ORGANIZATION)
        : hasFlag(tagged, at, Flag.CONJUNCTION) && some(tagged, run, Flag.LINK)
  const next = hasFlag(tagged, at + 1, Flag.DEFINITE) ? at + 2 : at + 1
  const short = hasFlag(tagged, at, Flag.LINK) && isAbbreviated(tagged, { ...run, end: next + 1 })
  if (!joins && !short) return -1
  if (next >= limit || !isNamePart(tagged, next)) return -1
  if (hasFlag(tagged, at, Flag.CONJUNCTION) && hasFlag(tagged, next, Flag.GIVEN | Flag.TITLE))
    return -1
  return next
}

function some(tagged: TaggedArticle, { first, end }: Run, flag: number): boolean {
  for (let at = first; at < end; at += 1) if (hasFlag(tagged, at, flag)) return true
  return false
}

/**
 * Whether an abbreviation of the initials follows in brackets: "Joint Chiefs of Staff (JCS)". Only
 * organisations are introduced in this way.
 */
export function isAbbreviated(tagged: TaggedArticle, { first, end }: Run): boolean {
  if (end - first < 2) return false
  if (markAt(tagged, end) !== OPEN_BRACKET || markAt(tagged, end + 2) !== CLOSE_BRACKET)
    return false
  if (!hasShape(tagged, end + 1, Shape.UPPER)) return false
  return textOf(tagged, { first: end + 1, end: end + 2 }) === initialsOf(tagged, { first, end })
}

function initialsOf(tagged: TaggedArticle, { first, end }: Run): string {
  let initials = ''
  for (let at = first; at < end; at += 1) {
    if (isCapitalWord(tagged, at)) initials += textOf(tagged, { first: at, end: at + 1 }).charAt(0)
  }
  return initials
}

/** The abbreviation of a name: "(KCNA)" after it, or "KCNA (" before it. */
export function findAbbreviation(tagged: TaggedArticle, own: Run): Run | null {
  const { first, end } = own
  if (end - first < 2) return null
  if (markAt(tagged, end) === OPEN_BRACKET && markAt(tagged, end + 2) === CLOSE_BRACKET) {
    return abbreviation(tagged, end + 1)
  }
  const open = hasFlag(tagged, first - 1, Flag.DEFINITE) ? first - 2 : first - 1
  if (markAt(tagged, open) === OPEN_BRACKET && markAt(tagged, end) === CLOSE_BRACKET) {
    return abbreviation(tagged, open - 1)
  }
  return null
}

function abbreviation(tagged: TaggedArticle, at: number): Run | null {
  return hasShape(tagged, at, Shape.UPPER) ? { first: at, end: at + 1 } : null
}
