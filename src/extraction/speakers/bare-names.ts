import type { Gender } from '../../languages/people-words.ts'
import { type Entity, genderOf, type NameMention } from './entity.ts'
import type { LocatedName } from './find-names.ts'
import type { Name } from './names.ts'
import type { OrganizationRegistry } from './organization-registry.ts'
import type { PersonRegistry } from './person-registry.ts'
import {
  hasFlag,
  isCommonWord,
  isVerb,
  lowerText,
  markAt,
  sentenceStart,
  type TaggedArticle,
  textOf,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** Whom the article names in full, and what else decides whom a bare name means. */
export interface Known {
  readonly people: PersonRegistry
  readonly organizations: OrganizationRegistry
  /** Where each figure was last named in full. */
  readonly recent: Map<Entity, number>
  /** Words among those that name voices, in lower case. */
  readonly voices: ReadonlySet<string>
}

/** Whom a name means that is not given in full; null where it names nobody. */
export function resolveBareName(
  tagged: TaggedArticle,
  name: Name,
  titled: boolean,
  { people, organizations, recent, voices }: Known,
): Pick<NameMention, 'entity' | 'rivals'> | null {
  const found = people.find(name.words)
  if (namesNoPerson(name) && name.kind !== 'PLACE' && !isSurname(tagged, name, found)) return null
  if (found.length > 0) return chooseAmong(tagged, name, found, recent)
  const body = organizations.find(name.key)
  if (body) return { entity: body, rivals: [] }
  if (titled || name.kind === 'PLACE' || name.words.length !== 1) return null
  const weak = name.own.first === sentenceStart(tagged, name.own.first)
  if (weak && !isCertain(tagged, name)) {
    if (!voices.has(name.words[0] ?? '') || isCommonWord(tagged, name.own.first)) return null
    if (looksCommon(tagged, name.words[0] ?? '')) return null
  }
  return { entity: people.enter(textOf(tagged, name.own), name.words), rivals: [] }
}

/** Words with a capital that name no person. */
export function namesNoPerson({ kind }: Name): boolean {
  return kind === 'ROLE' || kind === 'ORIGIN' || kind === 'PLACE'
}

/** "King said" where a Larry King is known; "the king", "King Ash" and "a German" are others. */
function isSurname(
  tagged: TaggedArticle,
  { run, own, words }: Name,
  found: readonly Entity[],
): boolean {
  const [only] = words
  const full = found.some((entity) => entity.words.length > 1 && entity.words[0] !== only)
  if (words.length !== 1 || !full) return false
  const before = Flag.DEFINITE | Flag.INDEFINITE | Flag.POSSESSIVE
  if (hasFlag(tagged, run.first - 1, before)) return false
  return markAt(tagged, own.end) !== 0 || isVerb(tagged, own.end)
}

/** "Guidelines", "Shortly": by its ending no name, unless it has one of the endings of names. */
function looksCommon({ words }: TaggedArticle, word: string): boolean {
  if (words.nameEndings.some((ending) => word.endsWith(ending))) return false
  return words.commonEndings.some((ending) => word.endsWith(ending))
}

/** A capital at the beginning of a sentence shows a name only with something else. */
function isCertain(tagged: TaggedArticle, { run, own }: Name): boolean {
  return run.first < own.first || hasFlag(tagged, own.first, Flag.GIVEN | Flag.FAMILY_FIRST)
}

/** Two Clintons: the one named in full nearby, else the first, with the others as rivals. */
function chooseAmong(
  tagged: TaggedArticle,
  name: Name,
  found: readonly Entity[],
  recent: ReadonlyMap<Entity, number>,
): Pick<NameMention, 'entity' | 'rivals'> | null {
  const female = hasFlag(tagged, name.run.first, Flag.FEMALE) && name.run.first < name.own.first
  const male = hasFlag(tagged, name.run.first, Flag.MALE) && name.run.first < name.own.first
  const met = found.filter((entity) => recent.has(entity))
  const left = (met.length > 0 ? met : found).filter((entity) =>
    female ? entity.male <= entity.female : male ? entity.female <= entity.male : true,
  )
  const [owner, ...others] = left
  if (!owner) return null
  if (others.length === 0) return { entity: owner, rivals: [] }
  const near = left.reduce((one, other) =>
    (recent.get(other) ?? -1) > (recent.get(one) ?? -1) ? other : one,
  )
  if (female || male) return { entity: addressed(left, female) ?? near, rivals: [] }
  const distance = name.run.first - (recent.get(near) ?? -Infinity)
  return near === owner || distance > NEAR
    ? { entity: owner, rivals: [] }
    : { entity: owner, rivals: left.filter((entity) => entity !== owner) }
}

/** In tokens: about two sentences. */
const NEAR = 50

/** Whoever has been addressed in this way before; "Ms. Ash" stays the same Ms. Ash. */
function addressed(entities: readonly Entity[], female: boolean): Entity | null {
  const known = entities.filter((entity) => (female ? entity.female : entity.male) > 0)
  return known.length === 1 ? (known[0] ?? null) : null
}

/** Weight of a gender that a title shows. */
const TITLED = 5

/**
 * Enter those who are known by a surname alone beside somebody of that name in full: "Mr. Ash",
 * where the article has a Mary Ash and no other.
 *
 * @returns each with the place of its last full name, which it does not have
 */
export function addNamesakes(
  tagged: TaggedArticle,
  names: readonly LocatedName[],
  people: PersonRegistry,
): Map<Entity, number> {
  const namesakes = new Map<Entity, number>()
  const seen = new Set<string>()
  for (const { name } of names) {
    const gender = name.words.length > 1 ? null : genderOfTitle(tagged, name)
    if (gender === null) continue
    const key = `${gender} ${name.words[0]}`
    if (seen.has(key)) continue
    seen.add(key)
    const found = people.find(name.words)
    if (found.length === 0 || !found.every((entity) => isOther(tagged, entity, gender))) continue
    const namesake = people.addNamesake(textOf(tagged, name.own), name.words)
    if (gender === 'FEMALE') namesake.female = TITLED
    else namesake.male = TITLED
    namesakes.set(namesake, -Infinity)
  }
  return namesakes
}

function genderOfTitle(tagged: TaggedArticle, { run, own }: Name): Gender | null {
  if (run.first === own.first) return null
  return tagged.words.titles.get(lowerText(tagged, run.first))?.gender ?? null
}

/** By the first name, or by the title of another such namesake. */
function isOther({ words }: TaggedArticle, entity: Entity, gender: Gender): boolean {
  const own = words.givenNames.get(entity.words[0] ?? '') ?? genderOf(entity)
  return own !== null && own !== gender
}
