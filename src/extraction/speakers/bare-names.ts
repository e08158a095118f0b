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

/** What resolves a partial name: the full names of the article and where they stand. */
export interface Known {
  readonly people: PersonRegistry
  readonly organizations: OrganizationRegistry
  /** Token of the last full name of each entity. */
  readonly recent: Map<Entity, number>
  /** The words of the phrases that name speakers, in lower case. */
  readonly mentionWords: ReadonlySet<string>
}

/** Resolve a partial name, most often a surname; null when it is not a name. */
export function resolveBareName(
  tagged: TaggedArticle,
  name: Name,
  titled: boolean,
  { people, organizations, recent, mentionWords }: Known,
): Pick<NameMention, 'entity' | 'rivals'> | null {
  const found = people.findByPart(name.words)
  if (namesNoPerson(name) && name.kind !== 'PLACE' && !isSurname(tagged, name, found)) return null
  if (found.length > 0) return chooseAmong(tagged, name, found, recent)
  const organization = organizations.findByName(name.key)
  if (organization) return { entity: organization, rivals: [] }
  if (titled || name.kind === 'PLACE' || name.words.length !== 1) return null
  const weak = name.own.first === sentenceStart(tagged, name.own.first)
  if (weak && !isCertain(tagged, name)) {
    if (!mentionWords.has(name.words[0] ?? '') || isCommonWord(tagged, name.own.first)) return null
    if (looksCommon(tagged, name.words[0] ?? '')) return null
  }
  const misspelt = people.findMisspelt(name.words[0] ?? '')
  if (misspelt) return { entity: misspelt, rivals: [] }
  return { entity: people.addFullName(textOf(tagged, name.own), name.words), rivals: [] }
}

/** Capitalised words that are not a person. */
export function namesNoPerson({ kind }: Name): boolean {
  return kind === 'ROLE' || kind === 'ORIGIN' || kind === 'PLACE'
}

/** "King said" after "Larry King"; not "the king", "King Ash" or "a German". */
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

/** "Guidelines", "Shortly": the ending of a common word, and not of a name. */
function looksCommon({ words }: TaggedArticle, word: string): boolean {
  if (words.nameEndings.some((ending) => word.endsWith(ending))) return false
  return words.commonEndings.some((ending) => word.endsWith(ending))
}

/** Whether a capital that begins a sentence is a name: it has a title or is a given name. */
function isCertain(tagged: TaggedArticle, { run, own }: Name): boolean {
  return run.first < own.first || hasFlag(tagged, own.first, Flag.GIVEN | Flag.FAMILY_FIRST)
}

/** Two people with one surname: the one whose full name is near, else the first with rivals. */
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

/** The only candidate of this gender so far, so that "Ms. Ash" stays the same person. */
function addressed(entities: readonly Entity[], female: boolean): Entity | null {
  const known = entities.filter((entity) => (female ? entity.female : entity.male) > 0)
  return known.length === 1 ? (known[0] ?? null) : null
}

/** Weight of the gender that a title shows. */
const TITLED = 5

/**
 * Add people with a title and surname whom no full name fits: "Mr. Ash", where the article has a
 * Mary Ash and no other.
 *
 * @returns the added people with -Infinity as the token of their last full name
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
    const found = people.findByPart(name.words)
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

/** Whether an entity has the other gender, by its given name or its title. */
function isOther({ words }: TaggedArticle, entity: Entity, gender: Gender): boolean {
  const own = words.givenNames.get(entity.words[0] ?? '') ?? genderOf(entity)
  return own !== null && own !== gender
}
