import type { Gender } from '../../languages/people-words.ts'
import type { SpeakerKind } from '../../model/speaker.ts'
import type { Run } from '../../text/quotation-marks.ts'
import type { Role } from './roles.ts'

/** A person, organisation or group that the article names. Filled while the article is read. */
export interface Entity {
  /** The fullest form of the name, without titles. */
  name: string
  /** Its words in lower case, without initials and suffixes. */
  words: readonly string[]
  /** Set for organisations and groups; `kindOf` infers people from the evidence. */
  kind: SpeakerKind | null
  /** Its aliases: every form of the name in the text, in the order of the text. */
  readonly forms: Set<string>
  /** By their text in lower case, in the order in which they were found. */
  readonly roles: Map<string, Role>
  /** Party and region by the marks after the name: used to match descriptions, but never shown. */
  readonly marks: Role[]
  readonly countries: Set<number>
  /** Lower-case words before the name or its apposition: "ruling", "central". */
  readonly descriptors: Set<string>
  /** In years, as the text states it; null when it does not. */
  age: number | null
  /** Evidence that this is a person, minus the evidence against it. */
  personEvidence: number
  /** The same for an organisation ("Zalvio said its …"). */
  organizationEvidence: number
  /** Evidence of gender from titles, given names, roles and pronouns. */
  female: number
  male: number
}

/** A mention of an entity by name. */
export interface NameMention {
  /** Role, title and name. */
  readonly run: Run
  /** The name alone. */
  readonly own: Run
  /** First token of the noun phrase, with a role in lower case: "finance minister" Ann Ash. */
  readonly begin: number
  readonly entity: Entity
  /** Other candidates for the same surname. */
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
    descriptors: new Set(),
    age: null,
    personEvidence: 0,
    organizationEvidence: 0,
    female: 0,
    male: 0,
  }
}

/** At most this many roles and marks are kept for an entity, which bounds the work. */
const MOST_ROLES = 32

export function addRole({ roles }: Entity, text: string, role: Role): void {
  const key = text.toLowerCase()
  if (!roles.has(key) && roles.size < MOST_ROLES) roles.set(key, role)
}

export function addMark({ marks }: Entity, mark: Role): void {
  if (marks.length < MOST_ROLES) marks.push(mark)
}

const NO_ROLES: readonly Role[] = []

/** All roles that the text gives an entity. */
export function rolesOfEntity({ roles, marks }: Entity): readonly Role[] {
  if (marks.length === 0) return roles.size === 0 ? NO_ROLES : [...roles.values()]
  return [...roles.values(), ...marks]
}

/** Kind of an entity; null for a name without evidence. */
export function kindOf(entity: Entity): SpeakerKind | null {
  if (entity.kind !== null) return entity.kind
  if (entity.personEvidence > 0) return 'PERSON'
  return entity.organizationEvidence > 0 ? 'ORGANIZATION' : null
}

export function isPerson(entity: Entity): boolean {
  return kindOf(entity) === 'PERSON'
}

/** The gender that the text shows; null when it is unknown. */
export function genderOf({ female, male }: Entity): Gender | null {
  if (female === male) return null
  return female > male ? 'FEMALE' : 'MALE'
}

/** Whether a pronoun of this gender agrees with an entity. */
export function agrees(entity: Entity, gender: Gender | null): boolean {
  const shown = genderOf(entity)
  return gender === null || shown === null || shown === gender
}
