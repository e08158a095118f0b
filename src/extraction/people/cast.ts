import type { Span } from '../../model/span.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import type { PronounKind } from '../../languages/people-words.ts'
import { COMMA, POINT } from '../attribution/page.ts'
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
  nominalEnd,
  sentenceEnd,
  sentenceStart,
  type Role,
} from './roles.ts'
import {
  hasFlag,
  hasShape,
  isCapitalWord,
  isCommonWord,
  lowerText,
  markAt,
  runOfSpan,
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

/**
 * Read the names of an article: full names first, so that bare ones find theirs.
 *
 * @param mentions - the words that name voices: a capital there is a name's even where it opens a
 *   sentence
 */
export function createCast(scene: Scene, mentions: readonly (Run | null)[]): Cast {
  const people = createRegistry(scene)
  const bodies = createBodies(scene)
  const names = findNames(scene)
  for (const { span, source } of scene.outlets) {
    if (source) bodies.enterMedium(source.name, [outletText(scene, span)])
  }
  const figures = new Map<Name, Figure>()
  for (const { name, heading } of names) {
    const figure = heading ? null : enterFull(scene, name, people, bodies)
    if (figure) figures.set(name, figure)
  }
  const voices = new Set(mentions.flatMap((run) => (run ? wordsOf(scene, run) : [])))
  const known: Known = { people, bodies, recent: new Map(), voices }
  const appearances: Appearance[] = []
  for (const { name, heading } of names) {
    const found = figures.get(name)
    const choice = found ? { figure: found, rivals: [] } : chooseBare(scene, name, heading, known)
    if (!choice) continue
    const introduced = found !== undefined && !known.recent.has(found)
    if (found) known.recent.set(found, name.run.first)
    const begin = note(scene, name, choice.figure, found !== undefined)
    noteBody(scene, name, choice.figure, bodies)
    appearances.push({ run: name.run, own: name.own, begin, introduced, ...choice })
  }
  return { people, bodies, byRole: indexRoles(people.figures), appearances }
}

/** Names that stand inside sentences, where capitals mean something. */
interface InnerNames {
  readonly names: ReadonlySet<string>
  readonly surnames: ReadonlySet<string>
}

interface PlacedName {
  readonly name: Name
  /** In a heading, whose capitals show nothing. */
  readonly heading: boolean
}

function findNames(scene: Scene): PlacedName[] {
  const headings = findHeadings(scene)
  const names = findNameRuns(scene).map((run) => readName(scene, run))
  const inner = { names: new Set<string>(), surnames: new Set<string>() }
  for (const { own, words } of names) {
    if (own.first === sentenceStart(scene, own.first)) continue
    inner.names.add(words.join(' '))
    if (words.length > 1) inner.surnames.add(words.at(-1) ?? '')
  }
  return names.map((name, index) => {
    if (isIn(scene, headings, name)) return { name, heading: true }
    const shared = sharedName(scene, name, names[index + 1])
    return { name: shared ?? withoutOpener(scene, name, inner), heading: false }
  })
}

/** The words that name a medium, without the article. */
function outletText(scene: Scene, span: Span): string {
  const run = runOfSpan(scene, span)
  const first = hasFlag(scene, run.first, Flag.DEFINITE) ? run.first + 1 : run.first
  return textOf(scene, { first, end: run.end })
}

function indexRoles(figures: readonly Figure[]): ReadonlyMap<string, readonly Figure[]> {
  const byRole = new Map<string, Figure[]>()
  for (const figure of figures) {
    for (const head of new Set(figure.roles.flatMap((role) => [role.head, ...role.also]))) {
      const list = byRole.get(head)
      if (list) list.push(figure)
      else byRole.set(head, [figure])
    }
  }
  return byRole
}

/** Headings in which nearly every word has a capital: their capitals show no names. */
function findHeadings(scene: Scene): ReadonlySet<number> {
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

/** "Tearful Mary Ash" opens a sentence, and no such name stands inside another one. */
function withoutOpener(scene: Scene, name: Name, inner: InnerNames): Name {
  const { own, words } = name
  if (words.length < 2 || own.first !== sentenceStart(scene, own.first)) return name
  if (hasFlag(scene, own.first, Flag.GIVEN | Flag.TITLE) || inner.names.has(words.join(' '))) {
    return name
  }
  const rest: Run = { first: own.first + 1, end: own.end }
  const named =
    words.length > 2
      ? hasFlag(scene, rest.first, Flag.GIVEN) || inner.names.has(words.slice(1).join(' '))
      : inner.surnames.has(words[1] ?? '') && isCommonWord(scene, own.first)
  return named ? readName(scene, rest) : name
}

/** "Tom and Mary Ash": the first has the family name of the second. */
function sharedName(scene: Scene, name: Name, next: Name | undefined): Name | null {
  if (!next || name.words.length !== 1 || next.words.length < 2) return null
  if (!hasFlag(scene, name.own.first, Flag.GIVEN) || !hasFlag(scene, next.own.first, Flag.GIVEN))
    return null
  if (next.run.first !== name.own.end + 1) return null
  if (!hasFlag(scene, name.own.end, Flag.CONJUNCTION)) return null
  return { ...name, kind: 'PERSON', words: [...name.words, next.words.at(-1) ?? ''] }
}

function enterFull(scene: Scene, name: Name, people: Registry, bodies: Bodies): Figure | null {
  const text = nameText(scene, name)
  if (name.kind === 'BODY' || name.kind === 'COUNTRY') return bodies.enter(name, text)
  const body = name.kind === 'PERSON' ? null : bodies.find(name.words.join(' '))
  if (body) return body
  if (name.words.length < 2 || isNobody(name)) return null
  return people.enter(text, name.words)
}

/** The name as the text has it, with the family name that it shares. */
function nameText(scene: Scene, { own, words }: Name): string {
  const text = textOf(scene, own)
  if (words.length !== 2 || own.end - own.first !== 1) return text
  const last = words[1] ?? ''
  return `${text} ${last.charAt(0).toUpperCase()}${last.slice(1)}`
}

function isNobody({ kind }: Name): boolean {
  return kind === 'ROLE' || kind === 'ORIGIN' || kind === 'PLACE'
}

interface Known {
  readonly people: Registry
  readonly bodies: Bodies
  /** Where each figure was last named in full. */
  readonly recent: Map<Figure, number>
  /** Words among those that name voices, in lower case. */
  readonly voices: ReadonlySet<string>
}

function chooseBare(
  scene: Scene,
  name: Name,
  titled: boolean,
  { people, bodies, recent, voices }: Known,
): Pick<Appearance, 'figure' | 'rivals'> | null {
  if (isNobody(name) && name.kind !== 'PLACE') return null
  const found = people.find(name.words)
  if (found.length > 0) return chooseAmong(scene, name, found, recent)
  const body = bodies.find(name.words.join(' '))
  if (body) return { figure: body, rivals: [] }
  if (titled || name.kind === 'PLACE' || name.words.length !== 1) return null
  const weak = name.own.first === sentenceStart(scene, name.own.first)
  if (weak && !isCertain(scene, name)) {
    if (!voices.has(name.words[0] ?? '') || isCommonWord(scene, name.own.first)) return null
  }
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
  const met = found.filter((figure) => recent.has(figure))
  const left = (met.length > 0 ? met : found).filter((figure) =>
    female ? figure.male <= figure.female : male ? figure.female <= figure.male : true,
  )
  const [owner, ...others] = left
  if (!owner) return null
  if (others.length === 0) return { figure: owner, rivals: [] }
  const near = left.reduce((one, other) =>
    (recent.get(other) ?? -1) > (recent.get(one) ?? -1) ? other : one,
  )
  if (female || male) return { figure: addressed(left, female) ?? near, rivals: [] }
  const distance = name.run.first - (recent.get(near) ?? -Infinity)
  return near === owner || distance > NEAR
    ? { figure: owner, rivals: [] }
    : { figure: owner, rivals: left.filter((figure) => figure !== owner) }
}

/** Whoever has been addressed in this way before; "Ms. Ash" stays the same Ms. Ash. */
function addressed(figures: readonly Figure[], female: boolean): Figure | null {
  const known = figures.filter((figure) => (female ? figure.female : figure.male) > 0)
  return known.length === 1 ? (known[0] ?? null) : null
}

/** In tokens: about two sentences. */
const NEAR = 50

/**
 * Take in what the surroundings say about a figure.
 *
 * @returns the token at which the role before the name begins, or the name itself
 */
function note(scene: Scene, name: Name, figure: Figure, full: boolean): number {
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
  for (const found of [before, ahead, role, findRoleStated(scene, own.end)]) {
    if (found) noteRole(scene, found, figure)
  }
  return (ahead ?? before)?.run.first ?? run.first
}

/** "Zalvio, the carmaker," and "the carmaker Zalvio" are bodies; so is what "it" follows. */
function noteBody(scene: Scene, { run, own }: Name, figure: Figure, bodies: Bodies): void {
  const noun = bodyNounBefore(scene, run.first) ?? bodyNounAfter(scene, own.end)
  if (figure.kind === 'ORGANIZATION') {
    if (noun) bodies.call(figure, noun)
  } else if (figure.kind === null && figure.evidence <= 0) {
    if (noun) {
      figure.kind = 'ORGANIZATION'
      bodies.call(figure, noun)
    } else figure.thing += nextPronoun(scene, own.end) === 'THING' ? 1 : 0
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

/** The kind of the first pronoun behind a name in its sentence, not far away. */
function nextPronoun(scene: Scene, from: number): PronounKind | null {
  const limit = Math.min(sentenceEnd(scene, from - 1), from + NEAR)
  for (let at = from; at < limit; at += 1) {
    if (!hasFlag(scene, at, Flag.PRONOUN | Flag.POSSESSIVE)) continue
    const word = lowerText(scene, at)
    const pronoun = scene.words.pronouns.get(word) ?? scene.words.possessives.get(word)
    if (pronoun && pronoun.kind !== 'RELATIVE') return pronoun.kind
  }
  return null
}

function evidenceOf(scene: Scene, name: Name, figure: Figure, full: boolean): number {
  const { run, own } = name
  const named = full
    ? name.kind === 'PERSON'
      ? 2
      : 0
    : figure.words.length > 1 || hasFlag(scene, own.first, Flag.GIVEN | Flag.FAMILY_FIRST)
      ? 1
      : 0
  const article = hasFlag(scene, run.first - 1, Flag.DEFINITE) && !isModifier(scene, name)
  return article ? named - 2 : named
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
