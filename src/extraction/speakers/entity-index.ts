import type { Span } from '../../model/span.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { addNamesakes, type Known, namesNoPerson, resolveBareName } from './bare-names.ts'
import { type Entity, type NameMention, rolesOfEntity } from './entity.ts'
import { note, noteOrganization } from './evidence.ts'
import { findNames, type LocatedName } from './find-names.ts'
import type { Name } from './names.ts'
import { OrganizationRegistry } from './organization-registry.ts'
import { PersonRegistry } from './person-registry.ts'
import type { Role } from './roles.ts'
import { hasFlag, runOfSpan, type TaggedArticle, textOf, wordsOf } from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** The entities of an article and the mentions of their names. */
export interface EntityIndex {
  readonly people: PersonRegistry
  readonly organizations: OrganizationRegistry
  /** People by the head nouns of their roles, in the order of the text. */
  readonly byRole: ReadonlyMap<string, readonly Entity[]>
  /** In the order of the text. */
  readonly nameMentions: readonly NameMention[]
}

/**
 * Resolve all names of an article: full names first, so that surnames resolve to them.
 *
 * @param mentions - the words that name speakers; a capital there shows a name even if it begins
 *   a sentence
 */
export function indexEntities(
  tagged: TaggedArticle,
  mentions: readonly (Run | null)[],
): EntityIndex {
  const people = new PersonRegistry(tagged)
  const organizations = new OrganizationRegistry(tagged)
  const names = findNames(tagged)
  for (const { span, source } of tagged.outlets) {
    if (source) organizations.addMedium(source.name, [outletText(tagged, span)])
  }
  const full = names.map(({ name, heading }) =>
    heading ? null : enterFull(tagged, name, people, organizations),
  )
  const recent = addNamesakes(tagged, names, people)
  const known: Known = {
    people,
    organizations,
    recent,
    mentionWords: wordsOfRuns(tagged, mentions),
  }
  const nameMentions: NameMention[] = []
  names.forEach((located, index) => {
    const nameMention = toNameMention(tagged, located, full[index] ?? null, known)
    if (nameMention) nameMentions.push(nameMention)
  })
  noteRelatives(people.entities)
  return { people, organizations, byRole: indexRoles(tagged, people.entities), nameMentions }
}

/** The words of the phrases that name speakers, in lower case. */
function wordsOfRuns(
  tagged: TaggedArticle,
  mentions: readonly (Run | null)[],
): ReadonlySet<string> {
  const words = new Set<string>()
  for (const run of mentions) {
    if (run) for (const word of wordsOf(tagged, run)) words.add(word)
  }
  return words
}

/** @param full - the entity with this full name; null for a partial name */
function toNameMention(
  tagged: TaggedArticle,
  { name, heading }: LocatedName,
  full: Entity | null,
  known: Known,
): NameMention | null {
  const choice = full ? { entity: full, rivals: [] } : resolveBareName(tagged, name, heading, known)
  if (!choice) return null
  const { entity, rivals } = choice
  const { run, own } = name
  if (full) known.recent.set(full, run.first)
  const begin = note(tagged, name, entity, full !== null)
  noteOrganization(tagged, name, entity, known.organizations)
  return { run, own, begin, entity, rivals }
}

/** The words that name a medium, without "the". */
function outletText(tagged: TaggedArticle, span: Span): string {
  const run = runOfSpan(tagged, span)
  const first = hasFlag(tagged, run.first, Flag.DEFINITE) ? run.first + 1 : run.first
  return textOf(tagged, { first, end: run.end })
}

/** Count an unknown first name before the surname of a known person as a person. */
function noteRelatives(entities: readonly Entity[]): void {
  const surnames = new Set<string>()
  for (const { words, kind, personEvidence } of entities) {
    if (kind === null && personEvidence > 0 && words.length > 1) surnames.add(words.at(-1) ?? '')
  }
  for (const entity of entities) {
    if (entity.kind !== null || entity.personEvidence !== 0 || entity.words.length !== 2) continue
    if (surnames.has(entity.words[1] ?? '')) entity.personEvidence = 1
  }
}

function indexRoles(
  tagged: TaggedArticle,
  entities: readonly Entity[],
): ReadonlyMap<string, readonly Entity[]> {
  const byRole = new Map<string, Entity[]>()
  for (const entity of entities) {
    for (const role of rolesOfEntity(entity)) {
      for (const head of headsOf(tagged, role)) {
        const list = byRole.get(head)
        if (!list) byRole.set(head, [entity])
        else if (list.at(-1) !== entity) list.push(entity)
      }
    }
  }
  return byRole
}

const NICKNAME = /^(?<given>.+?)\s["“‘'](?<nick>[^"”’']+)["”’']\s(?<family>.+)$/u

function enterFull(
  tagged: TaggedArticle,
  name: Name,
  people: PersonRegistry,
  organizations: OrganizationRegistry,
): Entity | null {
  const text = nameText(tagged, name)
  if (name.kind === 'ORGANIZATION' || name.kind === 'COUNTRY')
    return organizations.addName(name, text)
  const organization = name.kind === 'PERSON' ? null : organizations.findByName(name.key)
  if (organization) return organization
  if (name.words.length < 2 || namesNoPerson(name)) return null
  return people.addFullName(text, name.words)
}

/**
 * The name as written, without a nickname in marks and with the family name that it shares: "Tom"
 * of "Tom and Mary Ash". Of 'Robert C. "Bobby" Ash', "Bobby Ash" where the text calls him so.
 */
function nameText(tagged: TaggedArticle, { own, words }: Name): string {
  const text = textOf(tagged, own)
  const { given, nick, family } = NICKNAME.exec(text)?.groups ?? {}
  if (given !== undefined) {
    const called = `${nick} ${family}`
    return tagged.article.body.includes(called) ? called : `${given} ${family}`
  }
  if (words.length !== 2 || own.end - own.first !== 1) return text
  const last = words[1] ?? ''
  return `${text} ${last.charAt(0).toUpperCase()}${last.slice(1)}`
}

/** The head nouns of a role, with that of its party: a Republican nominee is a Republican. */
export function headsOf({ words }: TaggedArticle, { head, also, others }: Role): string[] {
  const heads = [head, ...also]
  for (const word of others) {
    const party = words.partyWords.get(word)
    if (party !== undefined) heads.push(party)
  }
  return heads
}
