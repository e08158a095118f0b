import type { Span } from '../../model/span.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { createBodies, type Bodies } from './bodies.ts'
import { note, noteBody } from './evidence.ts'
import { headsOf } from './descriptions.ts'
import { allRoles, type Appearance, type Figure } from './figures.ts'
import type { Name } from './names.ts'
import { findNames } from './placed-names.ts'
import { createRegistry, type Registry } from './registry.ts'
import { sentenceStart } from './roles.ts'
import { hasFlag, isCommonWord, markAt, runOfSpan, textOf, wordsOf, type Scene } from './scene.ts'
import { isVerb } from './verbs.ts'
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
    if (found) known.recent.set(found, name.run.first)
    const begin = note(scene, name, choice.figure, found !== undefined)
    noteBody(scene, name, choice.figure, bodies)
    appearances.push({ run: name.run, own: name.own, begin, ...choice })
  }
  noteRelatives(people.figures)
  return { people, bodies, byRole: indexRoles(scene, people.figures), appearances }
}

/** The words that name a medium, without the article. */
function outletText(scene: Scene, span: Span): string {
  const run = runOfSpan(scene, span)
  const first = hasFlag(scene, run.first, Flag.DEFINITE) ? run.first + 1 : run.first
  return textOf(scene, { first, end: run.end })
}

/** An unknown first name before the surname of a person is that of a person. */
function noteRelatives(figures: readonly Figure[]): void {
  const surnames = new Set<string>()
  for (const { words, kind, evidence } of figures) {
    if (kind === null && evidence > 0 && words.length > 1) surnames.add(words.at(-1) ?? '')
  }
  for (const figure of figures) {
    if (figure.kind !== null || figure.evidence !== 0 || figure.words.length !== 2) continue
    if (surnames.has(figure.words[1] ?? '')) figure.evidence = 1
  }
}

function indexRoles(
  scene: Scene,
  figures: readonly Figure[],
): ReadonlyMap<string, readonly Figure[]> {
  const byRole = new Map<string, Figure[]>()
  for (const figure of figures) {
    for (const head of new Set(allRoles(figure).flatMap((role) => headsOf(scene, role)))) {
      const list = byRole.get(head)
      if (list) list.push(figure)
      else byRole.set(head, [figure])
    }
  }
  return byRole
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

/** "Guidelines", "Shortly": by its ending no name, unless it has one of the endings of names. */
function looksCommon({ words }: Scene, word: string): boolean {
  if (words.nameEndings.some((ending) => word.endsWith(ending))) return false
  return words.commonEndings.some((ending) => word.endsWith(ending))
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
  const found = people.find(name.words)
  if (isNobody(name) && name.kind !== 'PLACE' && !isSurname(scene, name, found)) return null
  if (found.length > 0) return chooseAmong(scene, name, found, recent)
  const body = bodies.find(name.words.join(' '))
  if (body) return { figure: body, rivals: [] }
  if (titled || name.kind === 'PLACE' || name.words.length !== 1) return null
  const weak = name.own.first === sentenceStart(scene, name.own.first)
  if (weak && !isCertain(scene, name)) {
    if (!voices.has(name.words[0] ?? '') || isCommonWord(scene, name.own.first)) return null
    if (looksCommon(scene, name.words[0] ?? '')) return null
  }
  return { figure: people.enter(textOf(scene, name.own), name.words), rivals: [] }
}

/** "King said" where a Larry King is known; "the king", "King Ash" and "a German" are others. */
function isSurname(scene: Scene, { run, own, words }: Name, found: readonly Figure[]): boolean {
  const [only] = words
  const full = found.some((figure) => figure.words.length > 1 && figure.words[0] !== only)
  if (words.length !== 1 || !full) return false
  const before = Flag.DEFINITE | Flag.INDEFINITE | Flag.POSSESSIVE
  if (hasFlag(scene, run.first - 1, before)) return false
  return markAt(scene, own.end) !== 0 || isVerb(scene, own.end)
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

/** In tokens: about two sentences. */
const NEAR = 50

/** Whoever has been addressed in this way before; "Ms. Ash" stays the same Ms. Ash. */
function addressed(figures: readonly Figure[], female: boolean): Figure | null {
  const known = figures.filter((figure) => (female ? figure.female : figure.male) > 0)
  return known.length === 1 ? (known[0] ?? null) : null
}
