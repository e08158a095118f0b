import { COMMA } from '../quotations/doc.ts'
import type { Bodies } from './bodies.ts'
import { findAllegiance } from './allegiance.ts'
import { addMark, addRole, type Figure } from './figures.ts'
import type { Name } from './names.ts'
import {
  findApposition,
  findOwner,
  findRoleAhead,
  findRoleBefore,
  findRoleStated,
  nominalEnd,
  sentenceEnd,
  sentenceStart,
  type Role,
} from './roles.ts'
import { isVerb } from './verbs.ts'
import type { Run } from '../../text/quotation-marks.ts'
import {
  hasFlag,
  isCapitalWord,
  isPossessiveEnding,
  lowerText,
  markAt,
  textOf,
  type Scene,
} from './scene.ts'
import { Flag } from './word-flags.ts'

/**
 * Take in what the surroundings say about a figure.
 *
 * @param full - the name is given in full
 * @returns the token at which the role before the name begins, or the name itself
 */
export function note(scene: Scene, name: Name, figure: Figure, full: boolean): number {
  figure.forms.add(textOf(scene, name.own))
  if (figure.kind !== null) return name.run.first
  const { run, own } = name
  figure.evidence += evidenceOf(scene, name, figure, full)
  noteGender(scene, name, figure)
  const owner = findOwner(scene, run.first)
  if (owner !== null) {
    figure.countries.add(owner)
    figure.evidence += 1
  }
  const before = findRoleBefore(scene, name)
  const { role, aged } = findApposition(scene, own.end)
  if (aged) figure.evidence += 3
  const ahead = findRoleAhead(scene, name)
  const stated = findRoleStated(scene, own.end)
  if (before) noteRole(scene, before, figure)
  if (ahead) noteRole(scene, ahead, figure)
  if (role) noteRole(scene, role, figure)
  if (stated) noteRole(scene, stated, figure)
  const mark = findAllegiance(scene, own.end)
  if (mark) {
    figure.evidence += 2
    addMark(figure, mark)
  }
  return (ahead ?? before)?.run.first ?? run.first
}

/** "Zalvio, the carmaker," and "the carmaker Zalvio" are bodies; so is what "it" follows. */
export function noteBody(scene: Scene, { run, own }: Name, figure: Figure, bodies: Bodies): void {
  const noun = bodyNounBefore(scene, run.first) ?? bodyNounAfter(scene, own.end)
  if (figure.kind === 'ORGANIZATION') {
    if (noun) bodies.call(figure, noun)
  } else if (figure.kind === null && figure.evidence <= 0) {
    if (noun) {
      figure.kind = 'ORGANIZATION'
      bodies.call(figure, noun)
    } else figure.thing += thingness(scene, own) + (isPlaced(scene, { run, own }) ? 1 : 0)
  }
}

function bodyNounBefore(scene: Scene, first: number): string | null {
  const bare = hasFlag(scene, first - 1, Flag.BODY) && !isCapitalWord(scene, first - 1)
  return bare ? lowerText(scene, first - 1) : null
}

function bodyNounAfter(scene: Scene, end: number): string | null {
  if (markAt(scene, end) !== COMMA) return null
  if (!hasFlag(scene, end + 1, Flag.DEFINITE | Flag.INDEFINITE)) return null
  const noun = nominalEnd(scene, end + 2, sentenceEnd(scene, end)) - 1
  return noun > end + 1 && hasFlag(scene, noun, Flag.BODY) ? lowerText(scene, noun) : null
}

/** In tokens: what stands further on says nothing about a name. */
const FAR = 50

/**
 * What the next pronoun says about a name: "its" a thing, "it" perhaps one ("it rained"), "she" a
 * person.
 */
function thingness(scene: Scene, own: Run): number {
  const at = nextPronoun(scene, own)
  if (at === null) return 0
  const word = lowerText(scene, at)
  const owned = scene.words.possessives.get(word)
  const pronoun = owned ?? scene.words.pronouns.get(word)
  if (pronoun?.kind === 'PERSON') return -2
  if (pronoun?.kind !== 'THING') return 0
  if (owned) return 2
  // "Zalvio said it had …", but not "Ash would put it better".
  return isVerb(scene, at + 1) ? 1 : 0
}

/**
 * The first pronoun behind a name in its sentence, not far away, or, where the name
 * opens the sentence, at the head of the next one.
 */
function nextPronoun(scene: Scene, { first, end: from }: Run): number | null {
  const opens = first === sentenceStart(scene, first)
  const end = sentenceEnd(scene, from - 1)
  for (let at = from; at < Math.min(end, from + FAR); at += 1) {
    if (isAboutOthers(scene, at)) return at
  }
  return opens && end <= from + FAR && hasFlag(scene, end, Flag.PRONOUN) ? end : null
}

/** "in Arvenia": where something is, is no person; "in Ash's house" tells nothing. */
function isPlaced(scene: Scene, { run, own }: Pick<Name, 'run' | 'own'>): boolean {
  if (run.first < own.first || isPossessiveEnding(scene, own.end)) return false
  return scene.words.locatives.has(lowerText(scene, run.first - 1))
}

/** A pronoun that is neither "who" nor "I". */
function isAboutOthers(scene: Scene, at: number): boolean {
  if (!hasFlag(scene, at, Flag.PRONOUN | Flag.POSSESSIVE)) return false
  const word = lowerText(scene, at)
  const kind = (scene.words.possessives.get(word) ?? scene.words.pronouns.get(word))?.kind
  return kind === 'PERSON' || kind === 'THING' || kind === 'PLURAL'
}

function evidenceOf(scene: Scene, name: Name, figure: Figure, full: boolean): number {
  const { run, own } = name
  const article = hasFlag(scene, run.first - 1, Flag.DEFINITE) && !isModifier(scene, name) ? -2 : 0
  if (full) return article + (name.kind === 'PERSON' ? 2 : 0)
  const again = figure.words.length > 1
  return article + (again || hasFlag(scene, own.first, Flag.GIVEN | Flag.FAMILY_FIRST) ? 1 : 0)
}

/** "the Ash family", "the mayor Ann Ash": the article before it is not the name's. */
function isModifier(scene: Scene, { run, own }: Name): boolean {
  if (run.first < own.first) return true
  const next = own.end
  return (
    markAt(scene, next) === 0 && !hasFlag(scene, next, Flag.VERB | Flag.PREPOSITION | Flag.COPULA)
  )
}

function noteGender(scene: Scene, { run, own }: Name, figure: Figure): void {
  if (run.first < own.first && hasFlag(scene, run.first, Flag.TITLE)) {
    figure.evidence += 3
    addGender(scene, run.first, figure, 5)
  }
  if (own.end - own.first > 1 || figure.words.length === 1) addGender(scene, own.first, figure, 2)
}

function noteRole(scene: Scene, role: Role, figure: Figure): void {
  figure.evidence += 2
  addRole(figure, textOf(scene, role.run), role)
  for (const country of role.countries) figure.countries.add(country)
  const owner = findOwner(scene, role.run.first)
  if (owner !== null) figure.countries.add(owner)
  const gender = scene.words.roles.get(role.head)
  if (gender === 'FEMALE') figure.female += 3
  if (gender === 'MALE') figure.male += 3
}

function addGender(scene: Scene, at: number, figure: Figure, weight: number): void {
  if (hasFlag(scene, at, Flag.GIVEN | Flag.TITLE)) {
    const gender =
      scene.words.titles.get(lowerText(scene, at))?.gender ??
      scene.words.givenNames.get(lowerText(scene, at))
    if (gender === 'FEMALE') figure.female = Math.max(figure.female, weight)
    if (gender === 'MALE') figure.male = Math.max(figure.male, weight)
  }
}
