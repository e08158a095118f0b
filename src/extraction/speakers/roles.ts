import type { PeopleWords } from '../../languages/people-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { CLOSE_BRACKET, COMMA, OPEN_BRACKET, POINT } from '../quotations/doc.ts'
import { countryOf, countryOfPair, type Name } from './names.ts'
import {
  hasFlag,
  hasShape,
  isCapitalWord,
  isPossessiveEnding,
  lowerText,
  markAt,
  wordsOf,
  type Scene,
  sentenceOf,
} from './scene.ts'
import { isVerb } from './verbs.ts'
import { Flag } from './word-flags.ts'

/** What somebody is, as a phrase says it: "Chinese President", "a teacher from Hill Town". */
export interface Role {
  readonly run: Run
  /** The noun, "prime-minister" where it takes two. */
  readonly head: string
  /** Other nouns that an "and" ties to it: "founder" of "founder and chief executive". */
  readonly also: readonly string[]
  /** The other words of the phrase, in lower case. */
  readonly others: ReadonlySet<string>
  /** Countries it names, as indices. */
  readonly countries: readonly number[]
}

const LONGEST = 14

/** Read a phrase that ends in a role, or goes on after it ("mayor of Hill Town"); null for others. */
export function readRole(scene: Scene, run: Run): Role | null {
  const end = nominalEnd(scene, run.first, run.end)
  let last = end - 1
  while (last > run.first && markAt(scene, last) === POINT) last -= 1
  if (!hasFlag(scene, last, Flag.ROLE) && !scene.words.titles.get(lowerText(scene, last))?.role) {
    return null
  }
  const words = wordsOf(scene, run)
  const head = headOf(scene, words, countWords(scene, run.first, last + 1))
  const also = joinedRoles(scene, run.first, last)
  return { run, head, also, others: othersOf(words, head), countries: countriesIn(scene, words) }
}

function countWords(scene: Scene, first: number, end: number): number {
  let count = 0
  for (let at = first; at < end; at += 1) if (markAt(scene, at) === 0) count += 1
  return count
}

/** The words that are no part of the noun. */
function othersOf(words: readonly string[], head: string): ReadonlySet<string> {
  const parts = head.includes('-') ? head.split('-') : null
  const others = new Set<string>()
  for (const word of words) {
    if (parts ? !parts.includes(word) : word !== head) others.add(word)
  }
  return others
}

function joinedRoles(scene: Scene, first: number, end: number): string[] {
  const joined: string[] = []
  for (let at = first + 1; at < end; at += 1) {
    if (hasFlag(scene, at, Flag.CONJUNCTION) && hasFlag(scene, at - 1, Flag.ROLE)) {
      joined.push(lowerText(scene, at - 1))
    }
  }
  return joined
}

/** @param nominal - how many of the words stand before an "of Hill Town" */
function headOf({ words: listed }: Scene, words: readonly string[], nominal: number): string {
  const last = words[nominal - 1] ?? ''
  return compoundAround(listed, words, nominal) ?? listed.titles.get(last)?.role ?? last
}

function compoundAround(
  { compoundRoles }: PeopleWords,
  words: readonly string[],
  nominal: number,
): string | null {
  if (!wordsIn(compoundRoles).has(words[nominal - 1] ?? '')) return null
  const ending = [3, 2].map((count) => words.slice(Math.max(0, nominal - count), nominal))
  const linked = words.slice(nominal - 1, nominal + 2)
  const found = [...ending, linked].find((phrase) => compoundRoles.has(phrase.join(' ')))
  return found ? found.join('-') : null
}

const listsOfWords = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>()

/** Every word of some phrases. */
function wordsIn(phrases: ReadonlySet<string>): ReadonlySet<string> {
  const known = listsOfWords.get(phrases)
  if (known) return known
  const words = new Set(Array.from(phrases).flatMap((phrase) => phrase.split(' ')))
  listsOfWords.set(phrases, words)
  return words
}

/** Countries that words name, in one or two words: "north korean", "chinese". */
export function countriesIn(scene: Scene, words: readonly string[]): number[] {
  const found: number[] = []
  for (let at = 0; at < words.length; at += 1) {
    const pair = countryOfPair(scene, words[at] ?? '', words[at + 1] ?? '')
    const country = pair ?? countryOf(scene, words[at] ?? '')
    if (pair !== null) at += 1
    if (country !== null && !found.includes(country)) found.push(country)
  }
  return found
}

/** Where a noun phrase ends that begins at a token: before a preposition, verb or mark. */
export function nominalEnd(scene: Scene, first: number, limit: number): number {
  let at = first
  while (at < limit && at - first < LONGEST) {
    if (markAt(scene, at) === POINT && hasShape(scene, at, Shape.TIGHT) && at > first) {
      if (!hasFlag(scene, at - 1, Flag.TITLE) && !isInitial(scene, at - 1)) return at
    } else if (markAt(scene, at) !== 0 && !isPossessiveEnding(scene, at)) return at
    else if (at > first && endsNominal(scene, at)) return at
    at += 1
  }
  return at
}

function isInitial(scene: Scene, at: number): boolean {
  const { starts, ends } = scene.page.tokens
  return (ends[at] ?? 0) - (starts[at] ?? 0) === 1
}

function endsNominal(scene: Scene, at: number): boolean {
  if (isCapitalWord(scene, at)) return false
  if (hasFlag(scene, at, Flag.CONJUNCTION)) return !hasFlag(scene, at - 1, Flag.ROLE)
  if (hasFlag(scene, at, Flag.DEFINITE | Flag.INDEFINITE | Flag.POSSESSIVE)) return true
  if (hasFlag(scene, at, Flag.QUALIFIER | Flag.ROLE)) return false
  const named = hasFlag(scene, at - 1, Flag.ROLE) && !hasFlag(scene, at - 1, Flag.QUALIFIER)
  if (named && isVerb(scene, at)) return true
  return hasFlag(scene, at, Flag.PREPOSITION | Flag.RELATIVE | Flag.VERB | Flag.PRONOUN)
}

/** The role right before a name: "Chinese President" Xi Jinping, "the finance minister" Ann Roe. */
export function findRoleBefore(scene: Scene, { run, own }: Name): Role | null {
  const end = trimPoints(scene, own.first)
  const inside = own.first > run.first
  if (!inside && !isLowerRole(scene, run.first - 1)) return null
  let first = run.first
  const limit = Math.max(sentenceStart(scene, run.first), run.first - LONGEST)
  while (first > limit && standsBeforeRole(scene, first - 1)) first -= 1
  return first < end ? readRole(scene, { first, end }) : null
}

function trimPoints(scene: Scene, end: number): number {
  return markAt(scene, end - 1) === POINT && !hasFlag(scene, end - 2, Flag.TITLE) ? end - 1 : end
}

function isLowerRole(scene: Scene, at: number): boolean {
  return hasFlag(scene, at, Flag.ROLE) && markAt(scene, at) === 0
}

function standsBeforeRole(scene: Scene, at: number): boolean {
  if (markAt(scene, at) !== 0 || hasShape(scene, at, Shape.ENDING)) return false
  if (hasFlag(scene, at, Flag.CONJUNCTION)) return isLowerRole(scene, at - 1)
  if (isCapitalWord(scene, at)) {
    return !hasFlag(scene, at, Flag.ORDINARY) || hasFlag(scene, at, Flag.QUALIFIER)
  }
  return hasFlag(scene, at, Flag.ROLE | Flag.QUALIFIER | Flag.BODY)
}

export function sentenceStart(scene: Scene, at: number): number {
  const sentence = sentenceOf(scene, at)
  return sentence?.first ?? at
}

export function sentenceEnd(scene: Scene, at: number): number {
  const sentence = sentenceOf(scene, at)
  return sentence?.end ?? at + 1
}

/** What stands after a name: an age, a role between commas, and where all of it ends. */
export interface Apposition {
  readonly role: Role | null
  readonly aged: boolean
  /** The token after it. */
  readonly end: number
}

/** The apposition after a name: "Mary Ash, 54, a teacher from Hill Town,". */
export function findApposition(scene: Scene, after: number): Apposition {
  const limit = sentenceEnd(scene, after - 1)
  let at = afterBrackets(scene, after, limit)
  let aged = false
  if (markAt(scene, at) !== COMMA || at >= limit) return { role: null, aged, end: at }
  if (hasShape(scene, at + 1, Shape.DIGIT) && closes(scene, at + 2, limit)) {
    aged = true
    at += 2
    if (markAt(scene, at) !== COMMA) return { role: null, aged, end: at }
  }
  const role = readApposed(scene, at + 1, limit)
  if (!role) return { role: null, aged, end: aged ? at + 1 : after }
  const end = role.run.end
  return { role, aged, end: markAt(scene, end) === COMMA ? end + 1 : end }
}

/** Skip "(R-Ohio)". */
function afterBrackets(scene: Scene, from: number, limit: number): number {
  if (markAt(scene, from) !== OPEN_BRACKET) return from
  for (let at = from + 1; at < limit && at < from + 10; at += 1) {
    if (markAt(scene, at) === CLOSE_BRACKET) return at + 1
  }
  return from
}

function closes(scene: Scene, at: number, limit: number): boolean {
  return at >= limit || markAt(scene, at) > 0
}

function readApposed(scene: Scene, from: number, limit: number): Role | null {
  const indefinite = hasFlag(scene, from, Flag.INDEFINITE) && !isCapitalWord(scene, from)
  const owned = hasFlag(scene, from, Flag.POSSESSIVE) && !isCapitalWord(scene, from)
  const first = indefinite || owned ? from + 1 : from
  const nominal = nominalEnd(scene, first, limit)
  if (nominal <= first || !hasFlag(scene, nominal - 1, Flag.ROLE)) return null
  // "After talks with Ann Roe, the mayor said": the role begins the clause.
  if (!indefinite && markAt(scene, nominal) === 0 && isVerb(scene, nominal)) return null
  // "Ann Roe, President Bob Lee and …" is a list.
  if (isCapitalWord(scene, nominal - 1) && !hasFlag(scene, first, Flag.DEFINITE)) {
    if (markAt(scene, nominal) === 0 && !hasFlag(scene, nominal, Flag.LINK | Flag.PREPOSITION))
      return null
  }
  return readRole(scene, { first, end: phraseEnd(scene, nominal, limit) })
}

/** Take "of Hill Town" along when a mark ends it soon. */
function phraseEnd(scene: Scene, from: number, limit: number): number {
  for (let at = from; at < limit && at < from + LONGEST; at += 1) {
    if (hasFlag(scene, at, Flag.RELATIVE | Flag.VERB) && !isCapitalWord(scene, at)) return from
    if (markAt(scene, at) > 0 && !isPossessiveEnding(scene, at)) return at
  }
  return from
}

/** The role that leads to a name behind a comma: "The company's chief executive, Ann Roe,". */
export function findRoleAhead(scene: Scene, { run }: Name): Role | null {
  const comma = run.first - 1
  if (markAt(scene, comma) !== COMMA || !closes(scene, run.end, sentenceEnd(scene, run.first)))
    return null
  const start = Math.max(sentenceStart(scene, run.first), comma - LONGEST)
  let first = -1
  for (let at = comma - 1; at >= start; at -= 1) {
    if (markAt(scene, at) !== 0 && !isPossessiveEnding(scene, at)) break
    if (hasFlag(scene, at, Flag.VERB) && !isCapitalWord(scene, at)) break
    if (opensPhrase(scene, at)) {
      const inner = hasFlag(scene, at - 1, Flag.PREPOSITION) && at > start
      first = hasFlag(scene, at, Flag.DEFINITE) ? at : at + 1
      if (!inner) break
    }
  }
  if (first < 0 || first >= comma) return null
  const nominal = nominalEnd(scene, first, comma)
  return hasFlag(scene, nominal - 1, Flag.ROLE) ? readRole(scene, { first, end: comma }) : null
}

function opensPhrase(scene: Scene, at: number): boolean {
  return hasFlag(scene, at, Flag.DEFINITE | Flag.INDEFINITE | Flag.POSSESSIVE)
}

/** "Ash is the mayor of Hill Town": the role that a name is said to have. */
export function findRoleStated(scene: Scene, after: number): Role | null {
  if (!hasFlag(scene, after, Flag.COPULA)) return null
  if (!hasFlag(scene, after + 1, Flag.DEFINITE | Flag.INDEFINITE)) return null
  const limit = sentenceEnd(scene, after)
  const first = hasFlag(scene, after + 1, Flag.DEFINITE) ? after + 1 : after + 2
  const nominal = nominalEnd(scene, first, limit)
  if (nominal <= first || !hasFlag(scene, nominal - 1, Flag.ROLE)) return null
  return readRole(scene, { first, end: nominal })
}

/** The country that owns a name or a role: "China's" Xi, "the North's" leader. */
export function findOwner(scene: Scene, first: number): number | null {
  if (!isPossessiveEnding(scene, first - 1)) return null
  const one = lowerText(scene, first - 2)
  return countryOfPair(scene, lowerText(scene, first - 3), one) ?? countryOf(scene, one)
}
