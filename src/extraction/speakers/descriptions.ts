import type { Run } from '../../text/quotation-marks.ts'
import { findOwner } from './appositions.ts'
import { countriesIn } from './countries.ts'
import { type EntityIndex, headsOf } from './entity-index.ts'
import { type Entity, isPerson, rolesOfEntity } from './entity.ts'
import type { OrganizationPhrase } from './phrases.ts'
import type { Role } from './roles.ts'
import {
  hasFlag,
  isCapitalWord,
  isPossessiveEnding,
  lowerText,
  markAt,
  sentenceStart,
  type TaggedArticle,
  textOf,
  wordsOf,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** A description is compared with at most this many people, the last introduced. */
const MOST = 40

/** Find the people that a description fits: "the Chinese leader", "the mayor". */
export function peopleDescribed(tagged: TaggedArticle, role: Role, index: EntityIndex): Entity[] {
  const heads = [role.head, ...(tagged.words.wider.get(role.head) ?? [])]
  const entities = heads.flatMap((head) => index.byRole.get(head)?.slice(-MOST) ?? [])
  return [...new Set(entities)].filter(
    (entity) => isPerson(entity) && someRole(entity, (other) => fits(tagged, role, other, entity)),
  )
}

/** The first role of an entity that a description matches. */
export function roleDescribed(tagged: TaggedArticle, role: Role, entity: Entity): Role | null {
  return rolesOfEntity(entity).find((other) => fits(tagged, role, other, entity)) ?? null
}

/** Find the organisations and groups that a description means: "the ministry", "police". */
export function organizationsDescribed(
  tagged: TaggedArticle,
  phrase: OrganizationPhrase,
  index: EntityIndex,
): readonly Entity[] {
  if (isNamedByPlace(tagged, phrase)) {
    const kind = phrase.kind === 'GROUP' ? 'GROUP' : 'ORGANIZATION'
    return [index.organizations.addGroup(plainText(tagged, phrase.run), kind)]
  }
  // "police", "residents": nobody in particular.
  if (phrase.kind === 'GROUP') return []
  const noun = lowerText(tagged, phrase.noun)
  const nouns = [noun, ...(tagged.words.widerBodies.get(noun) ?? [])]
  const fitting = [...new Set(nouns.flatMap((other) => index.organizations.findByNoun(other)))]
  const called = fitting.filter((entity) => isCalled(tagged, phrase, entity))
  if (called.length > 0) return called
  // "the central bank" is a bank of the text, if there is one.
  if (fitting.length > 0 && isBroad(tagged, phrase.noun - 1)) return fitting
  if (fitting.length === 0) {
    const wider = bodiesOfWiderNoun(tagged, noun, index)
    if (wider.length > 0) return wider
  }
  const own =
    isSpecificBody(tagged, phrase) || (fitting.length === 0 && isCapitalised(tagged, phrase))
  return own
    ? [index.organizations.addGroup(plainText(tagged, phrase.run), 'ORGANIZATION')]
    : fitting
}

/** "The utility" for Ash Water Company: a company is named by a wider noun than the description. */
function bodiesOfWiderNoun({ words }: TaggedArticle, noun: string, { organizations }: EntityIndex) {
  const found = new Set<Entity>()
  for (const [wider, narrower] of words.widerBodies) {
    if (!words.vagueBodies.has(wider) || !narrower.has(noun)) continue
    for (const entity of organizations.findByNoun(wider)) found.add(entity)
  }
  return [...found]
}

/** "central", "national": a word that does not tell one body from another as "health" does. */
function isBroad(tagged: TaggedArticle, at: number): boolean {
  if (!hasFlag(tagged, at, Flag.QUALIFIER)) return false
  return !tagged.words.distinguishing.has(lowerText(tagged, at))
}

/** "the ruling party", "the fisheries ministry": the text has used a word before the noun for it. */
function isCalled(
  tagged: TaggedArticle,
  { run, noun }: OrganizationPhrase,
  { descriptors, words }: Entity,
): boolean {
  return wordsOf(tagged, { first: run.first, end: noun }).some(
    (word) => descriptors.has(word) || words.includes(word),
  )
}

/**
 * Whether the words before the noun say which body is meant, though it has no name: "the port
 * authority", but not "the oil company", which is any known company.
 */
export function isSpecificBody(tagged: TaggedArticle, phrase: OrganizationPhrase): boolean {
  const noun = lowerText(tagged, phrase.noun)
  // "the ruling party" is a party with a name.
  const isAny =
    tagged.words.vagueBodies.has(noun) &&
    !isPossessiveEnding(tagged, phrase.noun - 1) &&
    (tagged.words.widerBodies.has(noun) || hasFlag(tagged, phrase.noun - 1, Flag.QUALIFIER))
  return isNamedByPlace(tagged, phrase) || (!isAny && isSpecific(tagged, phrase))
}

/** A noun before it ("port authority") or behind "of" ("ministry of works"), or a role's office. */
function isSpecific(tagged: TaggedArticle, { run, noun }: OrganizationPhrase): boolean {
  const before = noun - 1
  if (hasFlag(tagged, noun + 1, Flag.LINK) && run.end > noun + 2) return true
  const owners = Flag.ROLE | Flag.GROUP | Flag.ANONYMOUS_PLURAL
  if (isPossessiveEnding(tagged, before) && hasFlag(tagged, before - 1, owners)) return true
  if (before < run.first || markAt(tagged, before) !== 0) return false
  const other = Flag.DEFINITE | Flag.INDEFINITE | Flag.POSSESSIVE | Flag.OWNER | Flag.ORDINARY
  return !hasFlag(tagged, before, other) && !isPossessiveEnding(tagged, before)
}

/** "the Treasury": a noun with a capital inside a sentence is a name. */
function isCapitalised(tagged: TaggedArticle, { run, noun }: OrganizationPhrase): boolean {
  return isCapitalWord(tagged, noun) && run.end === noun + 1 && noun > sentenceStart(tagged, noun)
}

/** The words without "the"; a common noun that opens a sentence in lower case: "police". */
function plainText(tagged: TaggedArticle, whole: Run): string {
  const first = hasFlag(tagged, whole.first, Flag.DEFINITE) ? whole.first + 1 : whole.first
  const run = { first, end: whole.end }
  const text = textOf(tagged, run)
  const opens = run.first === sentenceStart(tagged, run.first) && isPlainNoun(tagged, run.first)
  return opens ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

function isPlainNoun(tagged: TaggedArticle, at: number): boolean {
  return hasFlag(tagged, at, Flag.GROUP | Flag.ORGANIZATION) && !hasFlag(tagged, at, Flag.DEMONYM)
}

/** "the Trump campaign", "the Chinese government": a name or an origin before the noun. */
function isNamedByPlace(tagged: TaggedArticle, { run, noun }: OrganizationPhrase): boolean {
  for (let at = run.first; at < noun; at += 1) {
    if (isPossessiveEnding(tagged, at) && findOwner(tagged, at + 1) === null) return false
  }
  for (let at = run.first; at < noun; at += 1) {
    if (isCapitalWord(tagged, at) && !hasFlag(tagged, at, Flag.ORDINARY)) return true
  }
  return false
}

/** Whether a description matches a role of an entity. */
function fits(tagged: TaggedArticle, asked: Role, role: Role, entity: Entity): boolean {
  const heads = headsOf(tagged, role)
  if (!heads.some((head) => meansHead(tagged, asked.head, head))) return false
  if (!heads.includes(asked.head) && !sharesOthers(tagged, asked, entity)) return false
  if (asked.countries.some((country) => !entity.countries.has(country))) return false
  const { distinguishing, lowering } = tagged.words
  for (const word of role.others) {
    if (lowering.has(word) && !asked.others.has(word)) return false
  }
  for (const word of asked.others) {
    // "the mother of four"
    if (tagged.words.indefinite.has(word) && !role.others.has(word)) return false
    if (distinguishing.has(word) && !role.others.has(word) && !role.head.includes(word))
      return false
  }
  return propersOf(tagged, asked).every((word) => sharesWord(tagged, word, entity))
}

/** "The base chief" is not a director of films: a hypernym must share all other words. */
function sharesOthers(tagged: TaggedArticle, { others, countries }: Role, entity: Entity): boolean {
  return [...others].every(
    (word) =>
      countries.length > 0 ||
      sharesWord(tagged, word, entity) ||
      isSmall(tagged, word) ||
      isAgeOf(tagged, word, entity),
  )
}

/** "61-year-old": an age that is not another one than that of the entity. */
function isAgeOf({ words }: TaggedArticle, word: string, { age }: Entity): boolean {
  if (!words.ageEndings.some((ending) => word.endsWith(`-${ending}`))) return false
  return age === null || age === Number.parseInt(word, 10)
}

function isSmall({ words }: TaggedArticle, word: string): boolean {
  return words.definite.has(word) || words.possessives.has(word) || words.links.has(word)
}

function someRole(entity: Entity, test: (role: Role) => boolean): boolean {
  return rolesOfEntity(entity).some(test)
}

function meansHead(tagged: TaggedArticle, asked: string, head: string): boolean {
  if (asked === head) return true
  return tagged.words.wider.get(asked)?.has(head) ?? false
}

/**
 * Whether a role of an entity is of the kind of this head noun: a captain is a skipper, and a
 * professor may be a zoologist.
 */
export function isCalledLike(tagged: TaggedArticle, entity: Entity, head: string): boolean {
  const { scholars, scholarEndings } = tagged.words
  const isScholar = scholarEndings.some((ending) => head.endsWith(ending))
  return someRole(entity, (role) =>
    headsOf(tagged, role).some(
      (other) => meansHead(tagged, head, other) || (isScholar && scholars.has(other)),
    ),
  )
}

/** Whether a role of an entity has this head noun. */
export function hasRoleNoun(tagged: TaggedArticle, entity: Entity, head: string): boolean {
  return someRole(entity, (role) => headsOf(tagged, role).includes(head))
}

/** Proper nouns of a description except countries; the entity must share them. */
function propersOf(tagged: TaggedArticle, { run, head }: Role): string[] {
  const propers: string[] = []
  for (let at = run.first; at < run.end; at += 1) {
    if (!isCapitalWord(tagged, at) || hasFlag(tagged, at, Flag.ORDINARY | Flag.DEMONYM | Flag.ROLE))
      continue
    const word = lowerText(tagged, at)
    if (!head.includes(word) && countriesIn(tagged, [word]).length === 0) propers.push(word)
  }
  return propers
}

/** Whether a description has a proper noun in a run that nothing ties to the entity. */
export function namesOther(tagged: TaggedArticle, role: Role, run: Run, entity: Entity): boolean {
  return propersOf(tagged, { ...role, run }).some((word) => !sharesWord(tagged, word, entity))
}

function sharesWord(tagged: TaggedArticle, word: string, entity: Entity): boolean {
  return (
    entity.words.includes(word) ||
    someRole(entity, ({ run, others }) => others.has(word) || wordsOf(tagged, run).includes(word))
  )
}
