import { WordClass } from '../../languages/quotation-words.ts'
import { Shape, tokenAt } from '../../text/tokens.ts'
import { CLOSE_BRACKET, COMMA, hasClass, OPEN_BRACKET, POINT } from '../quotations/doc.ts'
import { countryOf, countryOfPair } from './countries.ts'
import type { Name } from './names.ts'
import { LONGEST_ROLE, nominalEnd, readRole, type Role } from './roles.ts'
import {
  hasFlag,
  hasShape,
  isCapitalWord,
  isPossessiveEnding,
  isVerb,
  lowerText,
  markAt,
  sentenceEnd,
  sentenceStart,
  type TaggedArticle,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** "(R)", "(D-Ohio)", "(I-Vt.)" or ", R-Wis.," right after a name. */
const MARK =
  /\s?\((?<party>\p{L}{1,3})\.?(?:[-–](?<region>\p{Lu}[\p{L}. ]{0,18}))?\)|,\s(?<letter>\p{Lu})[-–](?<of>\p{Lu}[\p{L}.]{1,18}),/uy

/**
 * Read the party and the region in a mark after a name as a role, which matches "the Ohio
 * Democrat".
 */
export function findPartyMark(tagged: TaggedArticle, after: number): Role | null {
  const { tokens } = tagged.doc
  const end = tokens.ends[after - 1] ?? 0
  if (!mayBegin(tagged.article.body, end)) return null
  MARK.lastIndex = end
  const match = MARK.exec(tagged.article.body)
  const { party, letter, region, of } = match?.groups ?? {}
  const head = tagged.words.partyMarks.get((party ?? letter ?? '').toLowerCase())
  if (!match || head === undefined) return null
  const run = { first: after, end: tokenAt(tokens, match.index + match[0].length - 1) + 1 }
  const position = (region ?? of ?? '').toLowerCase().replaceAll('.', '').trim()
  const words = (tagged.words.regions.get(position) ?? position).split(' ')
  return { run, head, also: [], others: new Set(words), countries: [] }
}

/** Whether a comma or bracket follows; a cheap test before the pattern. */
function mayBegin(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === COMMA || code === OPEN_BRACKET || text.charCodeAt(at + 1) === OPEN_BRACKET
}

/** Find the role before a name: "Chinese President" Xi Jinping, "the finance minister" Ann Roe. */
export function findRoleBefore(tagged: TaggedArticle, { run, own }: Name): Role | null {
  const end = trimPoints(tagged, own.first)
  const inside = own.first > run.first
  if (!inside && !isLowerRole(tagged, run.first - 1)) return null
  // "Minister of" Public Works Dr Ann Roe
  const linked = end > run.first && hasFlag(tagged, run.first - 1, Flag.LINK)
  let first = linked && hasFlag(tagged, run.first - 2, Flag.ROLE) ? run.first - 2 : run.first
  const limit = Math.max(sentenceStart(tagged, run.first), run.first - LONGEST_ROLE)
  while (first > limit && standsBeforeRole(tagged, first - 1)) first -= 1
  return first < end ? readRole(tagged, { first, end }) : null
}

/** The end of a role before a name, without "Dr" and a point. */
function trimPoints(tagged: TaggedArticle, end: number): number {
  if (tagged.words.titles.get(lowerText(tagged, end - 1))?.role === null) return end - 1
  return markAt(tagged, end - 1) === POINT && !hasFlag(tagged, end - 2, Flag.TITLE) ? end - 1 : end
}

function isLowerRole(tagged: TaggedArticle, at: number): boolean {
  return hasFlag(tagged, at, Flag.ROLE) && markAt(tagged, at) === 0
}

function standsBeforeRole(tagged: TaggedArticle, at: number): boolean {
  if (markAt(tagged, at) !== 0 || hasShape(tagged, at, Shape.ENDING)) return false
  if (hasFlag(tagged, at, Flag.CONJUNCTION)) return isLowerRole(tagged, at - 1)
  if (isCapitalWord(tagged, at)) {
    return !hasFlag(tagged, at, Flag.ORDINARY) || hasFlag(tagged, at, Flag.QUALIFIER)
  }
  return hasFlag(tagged, at, Flag.ROLE | Flag.QUALIFIER | Flag.ORGANIZATION)
}

/** The apposition after a name: an age, a role between commas, and its end. */
export interface Apposition {
  readonly role: Role | null
  readonly aged: boolean
  /** The token after it. */
  readonly end: number
}

/** Find the apposition after a name: "Mary Ash, 54, a teacher from Hill Town,". */
export function findApposition(tagged: TaggedArticle, after: number): Apposition {
  const limit = sentenceEnd(tagged, after - 1)
  let at = afterBrackets(tagged, after, limit)
  let aged = false
  if (markAt(tagged, at) !== COMMA || at >= limit) return { role: null, aged, end: at }
  if (hasShape(tagged, at + 1, Shape.DIGIT) && closes(tagged, at + 2, limit)) {
    aged = true
    at += 2
    if (markAt(tagged, at) !== COMMA) return { role: null, aged, end: at }
  }
  const role = readApposed(tagged, at + 1, limit)
  if (!role) return { role: null, aged, end: aged ? at + 1 : after }
  const end = role.run.end
  return { role, aged, end: markAt(tagged, end) === COMMA ? end + 1 : end }
}

/** Skip "(R-Ohio)". */
function afterBrackets(tagged: TaggedArticle, from: number, limit: number): number {
  if (markAt(tagged, from) !== OPEN_BRACKET) return from
  for (let at = from + 1; at < limit && at < from + 10; at += 1) {
    if (markAt(tagged, at) === CLOSE_BRACKET) return at + 1
  }
  return from
}

function closes(tagged: TaggedArticle, at: number, limit: number): boolean {
  return at >= limit || markAt(tagged, at) > 0
}

function readApposed(tagged: TaggedArticle, from: number, limit: number): Role | null {
  const indefinite = hasFlag(tagged, from, Flag.INDEFINITE) && !isCapitalWord(tagged, from)
  const owned = hasFlag(tagged, from, Flag.POSSESSIVE) && !isCapitalWord(tagged, from)
  const first = indefinite || owned ? from + 1 : from
  const nominal = nominalEnd(tagged, first, limit)
  if (nominal <= first || !hasFlag(tagged, nominal - 1, Flag.ROLE)) return null
  // "After talks with Ann Roe, the mayor said": the role is the subject.
  if (!indefinite && markAt(tagged, nominal) === 0 && isVerb(tagged, nominal)) return null
  // "Ann Roe, accused the firm": a verb.
  if (!indefinite && !owned && first === nominal - 1 && (tagged.doc.cues[first] ?? 0) > 0)
    return null
  // "Ann Roe, President Bob Lee and …" is a list.
  if (isCapitalWord(tagged, nominal - 1) && !hasFlag(tagged, first, Flag.DEFINITE)) {
    if (markAt(tagged, nominal) === 0 && !hasFlag(tagged, nominal, Flag.LINK | Flag.PREPOSITION))
      return null
  }
  return readRole(tagged, { first, end: phraseEnd(tagged, nominal, limit) })
}

/** Extend a role by "of Hill Town" up to the next mark. */
function phraseEnd(tagged: TaggedArticle, from: number, limit: number): number {
  for (let at = from; at < limit && at < from + LONGEST_ROLE; at += 1) {
    if (hasFlag(tagged, at, Flag.RELATIVE | Flag.VERB) && !isCapitalWord(tagged, at)) return from
    if (markAt(tagged, at) > 0 && !isPossessiveEnding(tagged, at)) return at
  }
  return from
}

/** Find the role before a name in apposition: "The company's chief executive, Ann Roe,". */
export function findRoleAhead(tagged: TaggedArticle, { run }: Name): Role | null {
  const comma = run.first - 1
  if (markAt(tagged, comma) !== COMMA || !closes(tagged, run.end, sentenceEnd(tagged, run.first)))
    return null
  const start = Math.max(sentenceStart(tagged, run.first), comma - LONGEST_ROLE)
  const end = relativeBefore(tagged, start, comma) ?? comma
  let first = -1
  for (let at = end - 1; at >= start; at -= 1) {
    if (markAt(tagged, at) !== 0 && !isPossessiveEnding(tagged, at)) break
    if (hasFlag(tagged, at, Flag.VERB) && !isCapitalWord(tagged, at)) break
    if (isBareRole(tagged, at, start)) {
      first = at
      break
    }
    if (opensPhrase(tagged, at)) {
      const inner = hasFlag(tagged, at - 1, Flag.PREPOSITION) && !isSubordinator(tagged, at - 1)
      first = hasFlag(tagged, at, Flag.DEFINITE) ? at : at + 1
      if (!inner) break
    }
  }
  if (first < 0) first = ownedStart(tagged, start, end)
  if (first < 0 || first >= end) return null
  const nominal = nominalEnd(tagged, first, end)
  return hasFlag(tagged, nominal - 1, Flag.ROLE) ? readRole(tagged, { first, end }) : null
}

/** "counsel for Ash," without an article, at the beginning of a sentence or behind a mark. */
function isBareRole(tagged: TaggedArticle, at: number, start: number): boolean {
  if (!isLowerRole(tagged, at) && at !== start) return false
  if (!hasFlag(tagged, at, Flag.ROLE) || !hasFlag(tagged, at + 1, Flag.LINK)) return false
  return at === start || markAt(tagged, at - 1) > 0
}

/** "after her rival": the words before it are another phrase. */
function isSubordinator({ doc }: TaggedArticle, at: number): boolean {
  return hasClass(doc, at, WordClass.SUBORDINATOR)
}

/** The relative pronoun between a role and the comma: "The monk who brokered the truce, U Ash,". */
function relativeBefore(tagged: TaggedArticle, start: number, comma: number): number | null {
  for (let at = comma - 2; at > start; at -= 1) {
    if (markAt(tagged, at) !== 0 && !isPossessiveEnding(tagged, at)) return null
    if (hasFlag(tagged, at, Flag.RELATIVE)) return hasFlag(tagged, at - 1, Flag.ROLE) ? at : null
  }
  return null
}

/** The owner that opens a sentence: "Selm's mayor, Ann Roe,". */
function ownedStart(tagged: TaggedArticle, start: number, comma: number): number {
  if (start !== sentenceStart(tagged, start) || !isCapitalWord(tagged, start)) return -1
  for (let at = start + 1; at < comma - 1; at += 1) {
    if (isPossessiveEnding(tagged, at)) return start
    if (!isCapitalWord(tagged, at)) return -1
  }
  return -1
}

function opensPhrase(tagged: TaggedArticle, at: number): boolean {
  return hasFlag(tagged, at, Flag.DEFINITE | Flag.INDEFINITE | Flag.POSSESSIVE)
}

/** Find the role in a predicate: "Ash is the mayor of Hill Town". */
export function findRoleStated(tagged: TaggedArticle, after: number): Role | null {
  if (!hasFlag(tagged, after, Flag.COPULA)) return null
  if (!hasFlag(tagged, after + 1, Flag.DEFINITE | Flag.INDEFINITE)) return null
  const limit = sentenceEnd(tagged, after)
  const first = hasFlag(tagged, after + 1, Flag.DEFINITE) ? after + 1 : after + 2
  const nominal = nominalEnd(tagged, first, limit)
  if (nominal <= first || !hasFlag(tagged, nominal - 1, Flag.ROLE)) return null
  return readRole(tagged, { first, end: nominal })
}

/** Find the country in the possessive before a name or role: "China's" Xi, "the North's" leader. */
export function findOwner(tagged: TaggedArticle, first: number): number | null {
  if (!isPossessiveEnding(tagged, first - 1)) return null
  const one = lowerText(tagged, first - 2)
  return countryOfPair(tagged, lowerText(tagged, first - 3), one) ?? countryOf(tagged, one)
}
