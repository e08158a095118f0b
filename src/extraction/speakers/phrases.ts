import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { COMMA, POINT } from '../quotations/doc.ts'
import type { Appearance } from './figures.ts'
import { nominalEnd, readRole, sentenceStart, type Role } from './roles.ts'
import {
  hasFlag,
  hasShape,
  isCapitalWord,
  isPossessiveEnding,
  markAt,
  type Scene,
} from './scene.ts'
import { Flag } from './word-flags.ts'

/** The words that name a voice, told apart by how they do it. */
export type Phrase =
  | { readonly kind: 'PRONOUN'; readonly at: number }
  | { readonly kind: 'NAME'; readonly appearance: Appearance }
  /** "Smith and Jones". */
  | { readonly kind: 'SEVERAL'; readonly appearances: readonly Appearance[] }
  /** "the mayor". */
  | RolePhrase
  /** "the ministry", "the Hill Town council", "police". `run` is without the determiner. */
  | BodyPhrase
  /** "a senior official", "witnesses". */
  | { readonly kind: 'ANONYMOUS'; readonly noun: number }
  /** "the report": described, and nobody we know how to find. */
  | { readonly kind: 'OTHER' }

export interface BodyPhrase {
  readonly kind: 'BODY' | 'GROUP'
  readonly run: Run
  readonly noun: number
}

export interface RolePhrase {
  readonly kind: 'ROLE'
  readonly role: Role
}

/** For each token the appearance it is part of, as `appearances[index]`; -1 elsewhere. */
export interface Appearances {
  readonly list: readonly Appearance[]
  readonly at: Int32Array
}

export function indexAppearances(scene: Scene, list: readonly Appearance[]): Appearances {
  const at = new Int32Array(scene.page.tokens.count).fill(-1)
  list.forEach(({ run }, index) => at.fill(index, run.first, run.end))
  return { list, at }
}

export function appearanceAt({ list, at }: Appearances, token: number): Appearance | null {
  const index = at[token] ?? -1
  return index < 0 ? null : (list[index] ?? null)
}

/** Read the words that name a voice. */
export function readPhrase(scene: Scene, mention: Run, names: Appearances): Phrase {
  const run = trim(scene, mention)
  if (run.end <= run.first) return { kind: 'OTHER' }
  if (run.end === run.first + 1 && hasFlag(scene, run.first, Flag.PRONOUN | Flag.POSSESSIVE)) {
    return { kind: 'PRONOUN', at: run.first }
  }
  const several = namedTogether(scene, run, names)
  if (several.length > 0) return { kind: 'SEVERAL', appearances: several }
  const group = { first: run.first, end: groupEnd(scene, run, names) }
  return readGroup(scene, group, run, names)
}

/**
 * Read what a relative word ("who") stands for: the name or noun before it, or the name to which an
 * apposition before it belongs.
 */
export function readAntecedent(scene: Scene, at: number, names: Appearances): Phrase | null {
  const end = markAt(scene, at - 1) === COMMA ? at - 1 : at
  const start = Math.max(sentenceStart(scene, at), at - LONGEST)
  const near = appearanceAt(names, end - 1)
  if (near) return { kind: 'NAME', appearance: near }
  if (end < at) {
    for (let back = end - 1; back >= start; back -= 1) {
      const appearance = appearanceAt(names, back)
      if (appearance && markAt(scene, appearance.own.end) === COMMA) {
        return { kind: 'NAME', appearance }
      }
    }
  }
  if (!isNoun(scene, end - 1)) return null
  let first = end - 1
  while (first > start && markAt(scene, first - 1) === 0 && !opens(scene, first)) first -= 1
  return readPhrase(scene, { first, end }, names)
}

const LONGEST = 25

function opens(scene: Scene, at: number): boolean {
  return hasFlag(scene, at, Flag.DEFINITE | Flag.INDEFINITE | Flag.POSSESSIVE)
}

function trim(scene: Scene, { first, end }: Run): Run {
  let last = end
  while (last > first && markAt(scene, last - 1) !== 0 && !isInitialPoint(scene, last - 1))
    last -= 1
  if (last > first + 1 && isPossessiveEnding(scene, last - 1)) last -= 1
  let start = first
  while (start < last && markAt(scene, start) !== 0) start += 1
  return { first: start, end: last }
}

function isInitialPoint(scene: Scene, at: number): boolean {
  return markAt(scene, at) === POINT && hasFlag(scene, at - 1, Flag.SUFFIX)
}

/**
 * The names that an "and" ties to others or to somebody without a name ("Roe and her husband"),
 * leaving out owners and what stands behind "of"; empty where nothing is tied.
 */
function namedTogether(scene: Scene, run: Run, names: Appearances): Appearance[] {
  const found: Appearance[] = []
  let joined = false
  for (let at = run.first; at < run.end; at += 1) {
    const appearance = appearanceAt(names, at)
    if (appearance) {
      if (isHead(scene, appearance, run)) found.push(appearance)
      at = appearance.run.end - 1
    } else if (hasFlag(scene, at, Flag.RELATIVE) && at > run.first) break
    else if (markAt(scene, at) === COMMA) {
      if (found.length > 0 && !startsAnother(scene, at + 1, run.end, names)) break
    } else if (hasFlag(scene, at, Flag.CONJUNCTION) && found.length > 0) joined = true
  }
  return joined ? found : []
}

function isHead(scene: Scene, { run, own }: Appearance, mention: Run): boolean {
  if (own.end < mention.end && isPossessiveEnding(scene, own.end)) return false
  if (own.end < mention.end && goesOn(scene, own.end)) return false
  const before = run.first - 1
  const start = hasFlag(scene, before, Flag.DEFINITE) ? before - 1 : before
  return start < mention.first || !hasFlag(scene, start, Flag.PREPOSITION)
}

/** A word in small letters that makes the name an adjective of what follows: "Harbour" residents. */
function goesOn(scene: Scene, at: number): boolean {
  if (markAt(scene, at) !== 0 || isCapitalWord(scene, at)) return false
  return !hasFlag(scene, at, Flag.CONJUNCTION | Flag.PREPOSITION | Flag.RELATIVE | Flag.INDEFINITE)
}

function isNoun(scene: Scene, at: number): boolean {
  const nouns = Flag.ROLE | Flag.BODY | Flag.GROUP | Flag.ANONYMOUS | Flag.ANONYMOUS_PLURAL
  return markAt(scene, at) === 0 && hasFlag(scene, at, nouns)
}

function startsAnother(scene: Scene, from: number, limit: number, names: Appearances): boolean {
  const end = nominalEnd(scene, from, limit)
  for (let at = from; at < end; at += 1) if ((names.at[at] ?? -1) >= 0) return true
  return false
}

/** Where the noun phrase at the beginning ends: before a mark, a preposition or a clause. */
function groupEnd(scene: Scene, { first, end }: Run, names: Appearances): number {
  for (let at = first; at < end; at += 1) {
    const appearance = appearanceAt(names, at)
    if (appearance) {
      at = Math.min(appearance.run.end, end) - 1
      continue
    }
    if (markAt(scene, at) === POINT && hasFlag(scene, at - 1, Flag.TITLE)) continue
    if (markAt(scene, at) !== 0 && !isPossessiveEnding(scene, at)) return at
    if (at > first && hasFlag(scene, at, Flag.RELATIVE)) return at
    if (at > first && hasFlag(scene, at, Flag.PREPOSITION) && !isCapitalWord(scene, at)) {
      if (!hasFlag(scene, at, Flag.ROLE | Flag.QUALIFIER)) return at
    }
  }
  return end
}

function readGroup(scene: Scene, group: Run, whole: Run, names: Appearances): Phrase {
  const noun = group.end - 1
  const appearance = appearanceAt(names, noun)
  if (appearance) return { kind: 'NAME', appearance }
  // "The chief executive, Ann Roe": the name follows.
  const apposed = appearanceAt(names, group.end + 1)
  if (apposed && group.end + 1 < whole.end && markAt(scene, group.end) === COMMA) {
    if (endsPhrase(scene, apposed.own.end, whole.end)) return { kind: 'NAME', appearance: apposed }
  }
  return readNoun(scene, group, noun, whole)
}

function endsPhrase(scene: Scene, at: number, end: number): boolean {
  return at >= end || (markAt(scene, at) > 0 && !hasShape(scene, at, Shape.ENDING))
}

function readNoun(scene: Scene, group: Run, noun: number, whole: Run): Phrase {
  const first = group.first
  const definite = hasFlag(scene, first, Flag.DEFINITE | Flag.POSSESSIVE) || hasOwner(scene, group)
  const indefinite = !definite && hasFlag(scene, first, Flag.INDEFINITE)
  const run = { first: definite && !hasOwner(scene, group) ? first + 1 : first, end: group.end }
  if (indefinite) return { kind: 'ANONYMOUS', noun }
  if (isJoined(scene, group) && !hasFlag(scene, noun, Flag.ROLE)) return { kind: 'OTHER' }
  if (hasFlag(scene, noun, Flag.GROUP)) return { kind: 'GROUP', run, noun }
  if (hasFlag(scene, noun, Flag.ANONYMOUS_PLURAL)) return { kind: 'ANONYMOUS', noun }
  if (!definite && isOnlyAnonymous(scene, first)) return { kind: 'ANONYMOUS', noun: first }
  const capital = isCapitalWord(scene, noun)
  if (!definite && !capital && hasFlag(scene, noun, Flag.ANONYMOUS)) {
    return { kind: 'ANONYMOUS', noun }
  }
  const role = readRole(scene, { first: run.first, end: tail(scene, group.end, whole.end) })
  if (role && hasFlag(scene, noun, Flag.ROLE)) return { kind: 'ROLE', role }
  if (hasFlag(scene, noun, Flag.BODY)) return { kind: 'BODY', run, noun }
  return { kind: 'OTHER' }
}

/** "police and residents": two voices, of which neither is the one. */
function isJoined(scene: Scene, { first, end }: Run): boolean {
  for (let at = first + 1; at < end; at += 1) {
    if (hasFlag(scene, at, Flag.CONJUNCTION)) return true
  }
  return false
}

/** "someone", "others": no role, and nobody in particular. */
function isOnlyAnonymous(scene: Scene, at: number): boolean {
  return hasFlag(scene, at, Flag.ANONYMOUS) && !hasFlag(scene, at, Flag.ROLE)
}

function hasOwner(scene: Scene, { first, end }: Run): boolean {
  for (let at = first + 1; at < end; at += 1) if (isPossessiveEnding(scene, at)) return true
  return false
}

/** "of Hill Town" belongs to the role when no mark stands before it. */
function tail(scene: Scene, from: number, end: number): number {
  let at = from
  while (at < end && markAt(scene, at) === 0 && !hasFlag(scene, at, Flag.RELATIVE)) at += 1
  return at
}
