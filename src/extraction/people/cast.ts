import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { POINT } from '../attribution/page.ts'
import { createBodies, type Bodies } from './bodies.ts'
import type { Appearance, Figure } from './figures.ts'
import { findNameRuns } from './name-runs.ts'
import { readName, type Name } from './names.ts'
import { createRegistry, type Registry } from './registry.ts'
import {
  findApposition,
  findOwner,
  findRoleAhead,
  findRoleBefore,
  findRoleStated,
  sentenceStart,
  type Role,
} from './roles.ts'
import {
  hasFlag,
  hasShape,
  isCapitalWord,
  lowerText,
  markAt,
  textOf,
  wordsOf,
  type Scene,
} from './scene.ts'
import { Flag } from './word-flags.ts'

/** Everyone whom the article names, and where. */
export interface Cast {
  readonly people: Registry
  readonly bodies: Bodies
  /** People by the nouns of their roles, in the order of the text. */
  readonly byRole: ReadonlyMap<string, readonly Figure[]>
  /** In the order of the text. */
  readonly appearances: readonly Appearance[]
}

/** Read the names of an article: full names first, so that bare ones find theirs. */
export function createCast(scene: Scene): Cast {
  const people = createRegistry(scene)
  const bodies = createBodies(scene)
  const names = findNameRuns(scene).map((run) => readName(scene, run))
  const titled = titledParagraphs(scene)
  const heads = names.map((name) => isIn(scene, titled, name))
  const known = new Set(names.map(({ words }) => words.join(' ')))
  const read = names.map((name, at) => (heads[at] ? name : withoutOpener(scene, name, known)))
  const figures = new Map<Name, Figure>()
  for (const [at, name] of read.entries()) {
    const figure = heads[at] ? null : enterFull(scene, name, people, bodies)
    if (figure) figures.set(name, figure)
  }
  const appearances: Appearance[] = []
  const recent = new Map<Figure, number>()
  for (const [at, name] of read.entries()) {
    const found = figures.get(name)
    const choice = found
      ? { figure: found, rivals: [] }
      : chooseBare(scene, name, heads[at] ?? false, { people, bodies, recent })
    if (!choice) continue
    const appearance = { run: name.run, own: name.own, ...choice }
    appearances.push(appearance)
    if (found) recent.set(found, name.run.first)
    note(scene, name, appearance, found !== undefined)
  }
  return { people, bodies, byRole: indexRoles(people.figures), appearances }
}

function indexRoles(figures: readonly Figure[]): ReadonlyMap<string, readonly Figure[]> {
  const byRole = new Map<string, Figure[]>()
  for (const figure of figures) {
    for (const head of new Set(figure.roles.map((role) => role.head))) {
      const list = byRole.get(head)
      if (list) list.push(figure)
      else byRole.set(head, [figure])
    }
  }
  return byRole
}

/** Headings in which nearly every word has a capital: their capitals show no names. */
function titledParagraphs(scene: Scene): ReadonlySet<number> {
  const titled = new Set<number>()
  scene.page.prose.paragraphs.forEach(({ first, end }, index) => {
    if (scene.page.kinds[index] !== 'HEADLINE' && markAt(scene, end - 1) === POINT) return
    let capitals = 0
    let small = 0
    for (let at = first + 1; at < end; at += 1) {
      if (markAt(scene, at) !== 0 || hasShape(scene, at, Shape.DIGIT | Shape.ENDING)) continue
      if (isCapitalWord(scene, at)) capitals += 1
      else if (!hasFlag(scene, at, Flag.PREPOSITION | Flag.INDEFINITE | Flag.DEFINITE)) small += 1
    }
    if (capitals > 3 && capitals > small * 2) titled.add(index)
  })
  return titled
}

function isIn(scene: Scene, paragraphs: ReadonlySet<number>, { run }: Name): boolean {
  const sentence = scene.page.prose.sentences[scene.sentenceOf[run.first] ?? -1]
  return sentence !== undefined && paragraphs.has(sentence.paragraph)
}

/** "Tearful Mary Ash" opens a sentence, and "Mary Ash" stands elsewhere. */
function withoutOpener(scene: Scene, name: Name, known: ReadonlySet<string>): Name {
  const { own } = name
  if (own.end - own.first < 2 || own.first !== sentenceStart(scene, own.first)) return name
  const rest: Run = { first: own.first + 1, end: own.end }
  const words = wordsOf(scene, rest).join(' ')
  return known.has(words) && !hasFlag(scene, own.first, Flag.GIVEN) ? readName(scene, rest) : name
}

function enterFull(scene: Scene, name: Name, people: Registry, bodies: Bodies): Figure | null {
  const text = textOf(scene, name.own)
  if (name.kind === 'BODY' || name.kind === 'COUNTRY') return bodies.enter(name, text)
  if (name.words.length < 2 || name.kind === 'ROLE' || name.kind === 'PLACE') return null
  return people.enter(text, name.words)
}

interface Known {
  readonly people: Registry
  readonly bodies: Bodies
  /** Where each figure was last named in full. */
  readonly recent: ReadonlyMap<Figure, number>
}

function chooseBare(
  scene: Scene,
  name: Name,
  titled: boolean,
  { people, bodies, recent }: Known,
): Pick<Appearance, 'figure' | 'rivals'> | null {
  if (name.kind === 'ROLE' || name.kind === 'ORIGIN') return null
  const found = people.find(name.words)
  if (found.length > 0) return chooseAmong(scene, name, found, recent)
  const body = bodies.find(name.words.join(' '))
  if (body) return { figure: body, rivals: [] }
  if (titled || name.kind === 'PLACE' || name.words.length !== 1) return null
  const weak = name.own.first === sentenceStart(scene, name.own.first)
  if (weak && !isCertain(scene, name)) return null
  return { figure: people.enter(textOf(scene, name.own), name.words), rivals: [] }
}

/** A capital at the beginning of a sentence shows a name only with something else. */
function isCertain(scene: Scene, { run, own }: Name): boolean {
  return run.first < own.first || hasFlag(scene, own.first, Flag.GIVEN | Flag.FAMILY_FIRST)
}

/** Two Clintons: the one named in full nearby, else the first, with the others as rivals. */
function chooseAmong(
  scene: Scene,
  name: Name,
  found: readonly Figure[],
  recent: ReadonlyMap<Figure, number>,
): Pick<Appearance, 'figure' | 'rivals'> | null {
  const female = hasFlag(scene, name.run.first, Flag.FEMALE) && name.run.first < name.own.first
  const male = hasFlag(scene, name.run.first, Flag.MALE) && name.run.first < name.own.first
  const left = found.filter((figure) =>
    female ? figure.male <= figure.female : male ? figure.female <= figure.male : true,
  )
  const [owner, ...others] = left
  if (!owner) return null
  if (others.length === 0) return { figure: owner, rivals: [] }
  const near = left.reduce((one, other) =>
    (recent.get(other) ?? -1) > (recent.get(one) ?? -1) ? other : one,
  )
  const distance = name.run.first - (recent.get(near) ?? -Infinity)
  return near === owner || distance > NEAR
    ? { figure: owner, rivals: [] }
    : { figure: owner, rivals: left.filter((figure) => figure !== owner) }
}

/** In tokens: about two sentences. */
const NEAR = 50

/** Take in what the surroundings say about a figure. */
function note(scene: Scene, name: Name, { figure }: Appearance, full: boolean): void {
  figure.forms.add(textOf(scene, name.own))
  if (figure.kind !== null) return
  const { run, own } = name
  if (name.kind === 'PERSON' && full) figure.evidence += 2
  if (!full) figure.evidence += figure.words.length > 1 ? 1 : 0
  if (!full && figure.words.length === 1) {
    if (hasFlag(scene, own.first, Flag.GIVEN | Flag.FAMILY_FIRST)) figure.evidence += 1
  }
  if (hasFlag(scene, run.first - 1, Flag.DEFINITE) && !isModifier(scene, name)) figure.evidence -= 2
  noteGender(scene, name, figure)
  const owner = findOwner(scene, run.first)
  if (owner !== null) {
    figure.countries.add(owner)
    figure.evidence += 1
  }
  const apposition = findApposition(scene, own.end)
  if (apposition.aged) figure.evidence += 3
  const roles = [findRoleBefore(scene, name), findRoleAhead(scene, name), apposition.role]
  for (const role of [...roles, findRoleStated(scene, own.end)]) {
    if (role) noteRole(scene, role, figure)
  }
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
  figure.roles.push(role)
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
