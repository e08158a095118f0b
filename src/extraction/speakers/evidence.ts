import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { COMMA, OPEN_BRACKET } from '../quotations/doc.ts'
import {
  findApposition,
  findOwner,
  findPartyMark,
  findRoleAhead,
  findRoleBefore,
  findRoleStated,
} from './appositions.ts'
import { addMark, addRole, type Entity } from './entity.ts'
import type { Name } from './names.ts'
import type { OrganizationRegistry } from './organization-registry.ts'
import { ageAt } from './phrases.ts'
import { LONGEST_ROLE, nominalEnd, type Role } from './roles.ts'
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
  textOf,
  wordsOf,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/**
 * Add the evidence around a mention to its entity: forms, roles, countries, gender.
 *
 * @param full - the mention has the full name
 * @returns the token at which the role before the name begins, or the name itself
 */
export function note(tagged: TaggedArticle, name: Name, entity: Entity, full: boolean): number {
  entity.forms.add(textOf(tagged, name.own))
  if (entity.kind !== null) return name.run.first
  const { run, own } = name
  entity.personEvidence += evidenceOf(tagged, name, entity, full)
  noteGender(tagged, name, entity)
  const owner = findOwner(tagged, run.first)
  if (owner !== null) {
    entity.countries.add(owner)
    entity.personEvidence += 1
  }
  const before = findRoleBefore(tagged, name)
  const { role, aged } = findApposition(tagged, own.end)
  if (aged || isAge(tagged, run.first - 1) || isAge(tagged, own.first)) entity.personEvidence += 3
  entity.age ??= statedAge(tagged, name)
  const ahead = findRoleAhead(tagged, name)
  const stated = findRoleStated(tagged, own.end)
  if (before) noteRole(tagged, before, entity)
  if (ahead) noteRole(tagged, ahead, entity)
  if (role) noteRole(tagged, role, entity)
  if (stated) noteRole(tagged, stated, entity)
  const mark = findPartyMark(tagged, own.end) ?? roleOfDeed(tagged, own.end)
  if (mark) {
    entity.personEvidence += 2
    addMark(entity, mark)
  }
  return (ahead ?? before)?.run.first ?? run.first
}

/** "61-year-old", "eight-year-old". */
function isAge(tagged: TaggedArticle, at: number): boolean {
  if (!hasShape(tagged, at, Shape.MIXED) && !hasShape(tagged, at, Shape.DIGIT)) return false
  const word = lowerText(tagged, at)
  return tagged.words.ageEndings.some((ending) => word.endsWith(`-${ending}`))
}

/** The role in a relative clause: "Ash, who heads the clinic," is a head. */
function roleOfDeed(tagged: TaggedArticle, after: number): Role | null {
  const who = markAt(tagged, after) === COMMA ? after + 1 : after
  if (!hasFlag(tagged, who, Flag.RELATIVE)) return null
  const words = wordsOf(tagged, { first: who, end: who + 2 }).join(' ')
  const head = tagged.words.roleVerbs.get(words)
  if (head === undefined) return null
  const limit = Math.min(sentenceEnd(tagged, after), who + 2 + LONGEST_ROLE)
  let end = who + 2
  while (end < limit && markAt(tagged, end) === 0) end += 1
  const run = { first: who + 1, end }
  return { run, head, also: [], others: new Set(wordsOf(tagged, run)), countries: [] }
}

/** Add evidence of an organisation: "the carmaker Zalvio", "Zalvio, the carmaker,", "its". */
export function noteOrganization(
  tagged: TaggedArticle,
  { run, own }: Name,
  entity: Entity,
  organizations: OrganizationRegistry,
): void {
  const noun = organizationNounBefore(tagged, run.first) ?? organizationNounAfter(tagged, own.end)
  if (entity.kind === 'ORGANIZATION') addDescriptors(tagged, run.first, entity)
  if (entity.kind === 'ORGANIZATION') {
    if (noun) organizations.addNoun(entity, noun)
  } else if (entity.kind === null && entity.personEvidence <= 0) {
    if (noun) {
      entity.kind = 'ORGANIZATION'
      organizations.addNoun(entity, noun)
    } else
      entity.organizationEvidence +=
        pronounEvidence(tagged, own) + (isAfterLocative(tagged, { run, own }) ? 1 : 0)
  }
}

/** "the carmaker Zalvio", "the ruling party, the Farmers' Union,". */
function organizationNounBefore(tagged: TaggedArticle, first: number): string | null {
  const at = beforeApposition(tagged, first) - 1
  const bare = hasFlag(tagged, at, Flag.ORGANIZATION) && !isCapitalWord(tagged, at)
  return bare ? lowerText(tagged, at) : null
}

/** The end of the noun phrase that a name is in apposition to, or the beginning of the name. */
function beforeApposition(tagged: TaggedArticle, first: number): number {
  const start = hasFlag(tagged, first - 1, Flag.DEFINITE) ? first - 1 : first
  return markAt(tagged, start - 1) === COMMA ? start - 1 : first
}

/** In tokens: how far before a name its descriptors are looked for. */
const MOST_DESCRIPTORS = 4

/** Keep the lower-case words before the name of a body: "the ruling" Farmers' Union. */
function addDescriptors(tagged: TaggedArticle, first: number, { descriptors }: Entity): void {
  const end = beforeApposition(tagged, first)
  for (let at = end - 1; at >= end - MOST_DESCRIPTORS; at -= 1) {
    if (markAt(tagged, at) !== 0 || isCapitalWord(tagged, at)) return
    if (hasFlag(tagged, at, Flag.DEFINITE | Flag.PREPOSITION | Flag.CONJUNCTION)) return
    descriptors.add(lowerText(tagged, at))
  }
}

/** The age beside a name: "Ann Ash, 61,", "Ann Ash (61)", "61-year-old Ann Ash", "aged 61". */
function statedAge(tagged: TaggedArticle, { run, own }: Name): number | null {
  const before = ageAt(tagged, run.first - 1)
  if (before !== null) return before
  const open = markAt(tagged, own.end)
  if (open !== COMMA && open !== OPEN_BRACKET) return null
  const at = own.end + 1
  const word = hasFlag(tagged, at, Flag.INDEFINITE) ? at + 1 : at
  const age = ageAt(tagged, word)
  if (age !== null) return age
  const close = markAt(tagged, at + 1)
  if (!hasShape(tagged, at, Shape.DIGIT) || close <= 0) return null
  const years = Number(textOf(tagged, { first: at, end: at + 1 }))
  return years > 0 && years < MOST_YEARS ? years : null
}

/** Larger numbers in brackets are years or numbers of seats. */
const MOST_YEARS = 120

function organizationNounAfter(tagged: TaggedArticle, end: number): string | null {
  if (markAt(tagged, end) !== COMMA) return null
  const owned = isCapitalWord(tagged, end + 1)
  if (!owned && !hasFlag(tagged, end + 1, Flag.DEFINITE | Flag.INDEFINITE)) return null
  const noun = nominalEnd(tagged, end + 2, sentenceEnd(tagged, end)) - 1
  // "Zalvio, Selm's largest carmaker,", but not "Zalvio, Ash Bank and the mill".
  if (owned && !hasOwnerIn(tagged, end + 1, noun)) return null
  // "… from Zalvio, the carmaker said": the noun is the subject.
  if (markAt(tagged, noun + 1) === 0 && isVerb(tagged, noun + 1)) return null
  return noun > end + 1 && hasFlag(tagged, noun, Flag.ORGANIZATION) ? lowerText(tagged, noun) : null
}

function hasOwnerIn(tagged: TaggedArticle, first: number, end: number): boolean {
  for (let at = first + 1; at < end; at += 1) if (isPossessiveEnding(tagged, at)) return true
  return false
}

/** In tokens: largest distance between a name and the pronoun after it. */
const FAR = 50

/**
 * Evidence of an organisation by the next pronoun: strong for "its", weak for "it" ("it rained"),
 * negative for "she".
 */
function pronounEvidence(tagged: TaggedArticle, own: Run): number {
  const at = nextPronoun(tagged, own)
  if (at === null) return 0
  const word = lowerText(tagged, at)
  const owned = tagged.words.possessives.get(word)
  const pronoun = owned ?? tagged.words.pronouns.get(word)
  if (pronoun?.kind === 'PERSON') return -2
  if (pronoun?.kind !== 'THING') return 0
  if (owned) return 2
  // "Zalvio said it had …", but not "Ash would put it better".
  return isVerb(tagged, at + 1) ? 1 : 0
}

/**
 * The first pronoun after a name in its sentence, or at the beginning of the next sentence where
 * the name opens its own.
 */
function nextPronoun(tagged: TaggedArticle, { first, end: from }: Run): number | null {
  const opens = first === sentenceStart(tagged, first)
  const end = sentenceEnd(tagged, from - 1)
  for (let at = from; at < Math.min(end, from + FAR); at += 1) {
    if (isAboutOthers(tagged, at)) return at
  }
  return opens && end <= from + FAR && hasFlag(tagged, end, Flag.PRONOUN) ? end : null
}

/** "in Arvenia" is not a person; "in Ash's house" shows nothing. */
function isAfterLocative(tagged: TaggedArticle, { run, own }: Pick<Name, 'run' | 'own'>): boolean {
  if (run.first < own.first || isPossessiveEnding(tagged, own.end)) return false
  return tagged.words.locatives.has(lowerText(tagged, run.first - 1))
}

/** A third-person pronoun: not "who" or "I". */
function isAboutOthers(tagged: TaggedArticle, at: number): boolean {
  if (!hasFlag(tagged, at, Flag.PRONOUN | Flag.POSSESSIVE)) return false
  const word = lowerText(tagged, at)
  const kind = (tagged.words.possessives.get(word) ?? tagged.words.pronouns.get(word))?.kind
  return kind === 'PERSON' || kind === 'THING' || kind === 'PLURAL'
}

function evidenceOf(tagged: TaggedArticle, name: Name, entity: Entity, full: boolean): number {
  const { run, own } = name
  const article =
    hasFlag(tagged, run.first - 1, Flag.DEFINITE) && !isModifier(tagged, name) ? -2 : 0
  if (full) return article + (name.kind === 'PERSON' ? 2 : 0)
  const again = entity.words.length > 1
  return article + (again || hasFlag(tagged, own.first, Flag.GIVEN | Flag.FAMILY_FIRST) ? 1 : 0)
}

/** "the Ash family", "the mayor Ann Ash": the article belongs to another noun. */
function isModifier(tagged: TaggedArticle, { run, own }: Name): boolean {
  if (run.first < own.first) return true
  const next = own.end
  return (
    markAt(tagged, next) === 0 && !hasFlag(tagged, next, Flag.VERB | Flag.PREPOSITION | Flag.COPULA)
  )
}

function noteGender(tagged: TaggedArticle, { run, own }: Name, entity: Entity): void {
  if (run.first < own.first && hasFlag(tagged, run.first, Flag.TITLE)) {
    entity.personEvidence += 3
    addGender(tagged, run.first, entity, 5)
  }
  if (own.end - own.first > 1 || entity.words.length === 1) addGender(tagged, own.first, entity, 2)
}

function noteRole(tagged: TaggedArticle, role: Role, entity: Entity): void {
  entity.personEvidence += 2
  addRole(entity, textOf(tagged, role.run), role)
  for (const country of role.countries) entity.countries.add(country)
  const owner = findOwner(tagged, role.run.first)
  if (owner !== null) entity.countries.add(owner)
  const gender = tagged.words.roles.get(role.head)
  if (gender === 'FEMALE') entity.female += 3
  if (gender === 'MALE') entity.male += 3
}

function addGender(tagged: TaggedArticle, at: number, entity: Entity, weight: number): void {
  if (hasFlag(tagged, at, Flag.GIVEN | Flag.TITLE)) {
    const gender =
      tagged.words.titles.get(lowerText(tagged, at))?.gender ??
      tagged.words.givenNames.get(lowerText(tagged, at))
    if (gender === 'FEMALE') entity.female = Math.max(entity.female, weight)
    if (gender === 'MALE') entity.male = Math.max(entity.male, weight)
  }
}
