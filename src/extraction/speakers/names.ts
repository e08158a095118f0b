import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { isAbbreviated } from './abbreviations.ts'
import { hasFlag, hasShape, lowerText, markAt, wordsOf, type Scene } from './scene.ts'
import { Flag } from './word-flags.ts'

/** What a run of capitalised words looks like by itself. */
export type NameKind = 'PERSON' | 'BODY' | 'COUNTRY' | 'PLACE' | 'ROLE' | 'ORIGIN' | 'UNKNOWN'

export interface Name {
  /** All of it: role or title, and name. */
  readonly run: Run
  /** The name alone; equal to `run` where it has no role or title. */
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

/** Read a run of capitalised words: "Chinese President Xi Jinping" is a role and a name. */
export function readName(scene: Scene, run: Run): Name {
  const own = ownName(scene, run)
  const words = wordsOf(scene, own)
  const key = words.length === 1 ? (words[0] ?? '') : words.join(' ')
  return createName(run, own, kindOf(scene, run, own, words, key), words, key)
}

/** The name without what stands before it: roles, and the words of roles ("State" Jon Ash). */
function ownName(scene: Scene, run: Run): Run {
  const bare = withoutRole(scene, run)
  if (bare.first > run.first && bare.end - bare.first === 1) {
    // "General Assembly" is no general.
    const bodily = hasFlag(scene, bare.first, Flag.BODY | Flag.PLACE)
    const family = hasFlag(scene, bare.first, Flag.FAMILY_PLACE | Flag.FAMILY_FIRST)
    if (bodily && !family && !isAddress(scene, run.first)) return run
  }
  const first = givenBehind(scene, bare, isBehindRole(scene, run.first))
  const own = { first, end: bare.end }
  return first > run.first && isBodyName(scene, own) ? run : own
}

/** "Republican National Committee": what looks like a role begins the name of a body. */
function isBodyName(scene: Scene, { first, end }: Run): boolean {
  if (end - first < 2 || hasFlag(scene, first, Flag.GIVEN)) return false
  return hasFlag(scene, end - 1, Flag.BODY) && !hasFlag(scene, end - 1, Flag.FAMILY_PLACE)
}

/**
 * Where a person's name begins behind the name of a body or a place: "Palm Beach County Recorder"
 * Helen Roe.
 *
 * @param behind - the words stand behind a role, and are its own
 */
function givenBehind(scene: Scene, { first, end }: Run, behind: boolean): number {
  if (hasFlag(scene, first, Flag.GIVEN)) {
    // "José Luis" is a person though José is a town.
    if (!hasFlag(scene, first, Flag.CITY) || hasFlag(scene, first + 1, Flag.GIVEN)) return first
  }
  // "Lake Charles Police" stays whole.
  const last = end - 1
  const thing = hasFlag(scene, last, Flag.BODY | Flag.PLACE)
  if (thing && !hasFlag(scene, last, Flag.FAMILY_PLACE)) return first
  let other = behind
  for (let at = first; at < end - 1; at += 1) {
    if (other && hasFlag(scene, at, Flag.GIVEN) && !isRegion(scene, at)) return at
    other ||= hasFlag(scene, at, NOT_NAMES)
  }
  return first
}

/** "Undersecretary for" Political Affairs Ann Ash. */
function isBehindRole(scene: Scene, first: number): boolean {
  return hasFlag(scene, first - 1, Flag.LINK) && isRoleWord(scene, first - 2)
}

/** What a word may be that is no part of a person's name. */
export const NOT_NAMES =
  Flag.PLACE | Flag.BODY | Flag.DEMONYM | Flag.COUNTRY | Flag.QUALIFIER | Flag.ROLE | Flag.GROUP

/** "Carolina" of "South Carolina". */
function isRegion(scene: Scene, at: number): boolean {
  const [one, other] = [lowerText(scene, at - 1), lowerText(scene, at)]
  return scene.words.cities.has(`${one} ${other}`) || countryOfPair(scene, one, other) !== null
}

function withoutRole(scene: Scene, run: Run): Run {
  if (hasFlag(scene, run.first, Flag.GIVEN) && !isRoleWord(scene, run.first)) {
    if (!hasFlag(scene, run.first, Flag.CITY | Flag.COUNTRY)) return run
  }
  // "Marine Le Pen" is no marine.
  if (hasFlag(scene, run.first, Flag.GIVEN) && hasFlag(scene, run.first + 1, Flag.PARTICLE)) {
    return run
  }
  let first = run.first
  for (let at = run.first; at < run.end - 1; at += 1) {
    if (markAt(scene, at) !== 0 || !isRoleWord(scene, at)) continue
    const next = markAt(scene, at + 1) === 0 ? at + 1 : at + 2
    if (next < run.end && !hasFlag(scene, at + 1, Flag.LINK)) first = next
  }
  return { first, end: run.end }
}

/** "Mr.", "Mrs.": address that is no role. */
function isAddress(scene: Scene, at: number): boolean {
  return scene.words.titles.get(lowerText(scene, at))?.role === null
}

function isRoleWord(scene: Scene, at: number): boolean {
  return hasFlag(scene, at, Flag.TITLE | Flag.ROLE)
}

function kindOf(
  scene: Scene,
  run: Run,
  own: Run,
  words: readonly string[],
  whole: string,
): NameKind {
  const last = lastWordAt(scene, own)
  const alone = words.length === 1
  if (isKnownBody(scene, whole) || isAbbreviated(scene, own)) return 'BODY'
  if (alone && hasFlag(scene, last, Flag.DEMONYM | Flag.GROUP | Flag.QUALIFIER)) {
    if (own.first === run.first) return 'ORIGIN'
  }
  if (isCountry(scene, whole)) return 'COUNTRY'
  if (whole.includes('-') && pointsToCountry(scene, words)) return 'PLACE'
  if (last < own.end - 1 && startsLikePerson(scene, own)) return 'PERSON'
  if (hasLinkedBody(scene, own)) return 'BODY'
  if (hasFlag(scene, last, Flag.GROUP | Flag.ANONYMOUS_PLURAL)) return 'ORIGIN'
  if (scene.words.cities.has(whole)) return 'PLACE'
  if (own.first > run.first && isStrongRole(scene, run, own)) {
    // "Mr. Justice" is a name, "Prime Minister" is none.
    if (!isRoleWord(scene, last) || isAddress(scene, run.first)) return 'PERSON'
  }
  if (isRoleWord(scene, last) && !startsLikePerson(scene, own)) return 'ROLE'
  if (hasFlag(scene, last, Flag.BODY) && !alone) return 'BODY'
  if (isAcronym(scene, own) || endsInAcronym(scene, own, last)) return 'BODY'
  // "the Ministry": a noun with a capital.
  if (alone && hasFlag(scene, last, Flag.BODY)) return 'ROLE'
  if (!alone && startsLikePerson(scene, own)) {
    if (!endsLikeThing(scene, own.first, last)) return 'PERSON'
    if (words.length === 2) return 'UNKNOWN'
  }
  if (hasFlag(scene, last, Flag.PLACE) && !alone) return 'PLACE'
  return 'UNKNOWN'
}

/** "China-Korea relations", "Anglo-Welsh". */
function pointsToCountry(scene: Scene, words: readonly string[]): boolean {
  return words.some((word) => word.split('-').some((part) => isCountry(scene, part)))
}

/** A role that is no mere adjective: "Republican Tax Plans" names nobody. */
function isStrongRole(scene: Scene, run: Run, own: Run): boolean {
  for (let at = run.first; at < own.first; at += 1) {
    if (isRoleWord(scene, at) && !hasFlag(scene, at, Flag.QUALIFIER)) return true
  }
  return false
}

/** "Hans Ash Award": a place or thing, unless its last word is a family name as well. */
function endsLikeThing(scene: Scene, first: number, last: number): boolean {
  if (!hasFlag(scene, last, Flag.PLACE)) return false
  return !hasFlag(scene, last, Flag.FAMILY_PLACE) && !hasFlag(scene, first, Flag.FAMILY_FIRST)
}

/** A given name first; or a family name that usually stands first, before one or two others. */
function startsLikePerson(scene: Scene, own: Run): boolean {
  if (own.end - own.first < 2) return false
  if (hasFlag(scene, own.first, Flag.GIVEN)) return true
  return hasFlag(scene, own.first, Flag.FAMILY_FIRST) && own.end - own.first <= 3
}

function hasLinkedBody(scene: Scene, { first, end }: Run): boolean {
  for (let at = first; at + 1 < end; at += 1) {
    if (hasFlag(scene, at, Flag.BODY) && hasFlag(scene, at + 1, Flag.LINK)) return true
  }
  return false
}

function lastWordAt(scene: Scene, { first, end }: Run): number {
  let at = end - 1
  while (at > first && (markAt(scene, at) !== 0 || hasFlag(scene, at, Flag.SUFFIX))) at -= 1
  return at
}

/** "KCNA": two or more capitals in one word; a text all in capitals shows nothing. */
function isAcronym(scene: Scene, { first, end }: Run): boolean {
  if (end - first > 1 || !hasShape(scene, first, Shape.UPPER)) return false
  const { starts, ends } = scene.page.tokens
  const length = (ends[first] ?? 0) - (starts[first] ?? 0)
  return length > 1 && length < 8 && !hasShape(scene, first - 1, Shape.UPPER)
}

/** "Harbour Rising PAC": short capitals behind words that are none, and no given name before. */
function endsInAcronym(scene: Scene, own: Run, last: number): boolean {
  if (own.end - own.first < 2 || startsLikePerson(scene, own)) return false
  const { starts, ends } = scene.page.tokens
  const length = (ends[last] ?? 0) - (starts[last] ?? 0)
  const short = length > 1 && length < 5 && hasShape(scene, last, Shape.UPPER)
  return short && !hasShape(scene, own.first, Shape.UPPER)
}

function isKnownBody(scene: Scene, words: string): boolean {
  return scene.words.knownBodies.has(words)
}

function isCountry(scene: Scene, words: string): boolean {
  return countryOf(scene, words) !== null
}

/** Index of the country that words name or point to ("china", "chinese"), or null. */
export function countryOf(scene: Scene, words: string): number | null {
  return countriesOf(scene.words.countries).byWords.get(words) ?? null
}

/** The same for two words, most of which begin the name of no country. */
export function countryOfPair(scene: Scene, one: string, other: string): number | null {
  const { byWords, firsts } = countriesOf(scene.words.countries)
  return firsts.has(one) ? (byWords.get(`${one} ${other}`) ?? null) : null
}

interface CountryTable {
  readonly byWords: ReadonlyMap<string, number>
  /** First words of names and adjectives of several. */
  readonly firsts: ReadonlySet<string>
}

type Countries = Scene['words']['countries']

const tables = new WeakMap<Countries, CountryTable>()

function countriesOf(countries: Countries): CountryTable {
  const known = tables.get(countries)
  if (known) return known
  const byWords = new Map<string, number>()
  const firsts = new Set<string>()
  countries.forEach(({ names, adjectives }, index) => {
    for (const words of [...names, ...adjectives]) {
      byWords.set(words, index)
      const blank = words.indexOf(' ')
      if (blank > 0) firsts.add(words.slice(0, blank))
    }
  })
  const table = { byWords, firsts }
  tables.set(countries, table)
  return table
}
