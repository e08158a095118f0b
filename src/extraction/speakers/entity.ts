import type { Gender } from '../../languages/people-words.ts'
import type { SpeakerKind } from '../../model/speaker.ts'
import type { Run } from '../../text/quotation-marks.ts'
import type { Role } from './roles.ts'

/** Somebody, or some body, that the article names. Filled while the article is read. */
export interface Entity {
  /** The fullest form of the name, without titles. */
  name: string
  /** Its words in lower case, without initials and suffixes. */
  words: readonly string[]
  /** What is known to be a body; persons are told by `evidence`. */
  kind: SpeakerKind | null
  /** Every form under which the text names it, in the order of the text. */
  readonly forms: Set<string>
  /** By their words in small letters, in the order in which they were found. */
  readonly roles: Map<string, Role>
  /** Party and region by the marks behind the name: what it is, but not in words. */
  readonly marks: Role[]
  readonly countries: Set<number>
  /** Signs that this is a person, less the signs against it. */
  personEvidence: number
  /** Signs that it is a thing or body ("Zalvio said its …"), less the signs against it. */
  organizationEvidence: number
  /** Signs of gender, weighed. */
  female: number
  male: number
}

/** A place where a figure is named. */
export interface NameMention {
  /** Role, title and name. */
  readonly run: Run
  /** The name alone. */
  readonly own: Run
  /** Where the whole phrase begins, with a role in small letters: "finance minister" Ann Ash. */
  readonly begin: number
  readonly entity: Entity
  /** Others whom the same bare name may mean. */
  readonly rivals: readonly Entity[]
}

export function createEntity(
  name: string,
  words: readonly string[],
  kind: SpeakerKind | null,
): Entity {
  return {
    name,
    words,
    kind,
    forms: new Set(),
    roles: new Map(),
    marks: [],
    countries: new Set(),
    personEvidence: 0,
    organizationEvidence: 0,
    female: 0,
    male: 0,
  }
}

/** Nobody has more roles than this in one article. */
const MOST_ROLES = 32

export function addRole({ roles }: Entity, text: string, role: Role): void {
  const key = text.toLowerCase()
  if (!roles.has(key) && roles.size < MOST_ROLES) roles.set(key, role)
}

export function addMark({ marks }: Entity, mark: Role): void {
  if (marks.length < MOST_ROLES) marks.push(mark)
}

const NO_ROLES: readonly Role[] = []

/** Everything that the text says a figure is. */
export function rolesOfEntity({ roles, marks }: Entity): readonly Role[] {
  if (marks.length === 0) return roles.size === 0 ? NO_ROLES : [...roles.values()]
  return [...roles.values(), ...marks]
}

/** What a figure is; null for a name that nothing explains. */
export function kindOf(entity: Entity): SpeakerKind | null {
  if (entity.kind !== null) return entity.kind
  if (entity.personEvidence > 0) return 'PERSON'
  return entity.organizationEvidence > 0 ? 'ORGANIZATION' : null
}

export function isPerson(entity: Entity): boolean {
  return kindOf(entity) === 'PERSON'
}

/** The gender that the text shows, or null. */
export function genderOf({ female, male }: Entity): Gender | null {
  if (female === male) return null
  return female > male ? 'FEMALE' : 'MALE'
}

/** True when a figure may be meant by a pronoun of this gender. */
export function agrees(entity: Entity, gender: Gender | null): boolean {
  const shown = genderOf(entity)
  return gender === null || shown === null || shown === gender
}
