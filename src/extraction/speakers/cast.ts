import type { Span } from '../../model/span.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { chooseBare, isNobody, type Known } from './bare-names.ts'
import { createBodies, type Bodies } from './bodies.ts'
import { note, noteBody } from './evidence.ts'
import { headsOf } from './descriptions.ts'
import { allRoles, type Appearance, type Figure } from './figures.ts'
import type { Name } from './names.ts'
import { enterNamesakes } from './namesakes.ts'
import { findNames, type PlacedName } from './placed-names.ts'
import { createRegistry, type Registry } from './registry.ts'
import { hasFlag, runOfSpan, textOf, wordsOf, type Scene } from './scene.ts'
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
  const full = names.map(({ name, heading }) =>
    heading ? null : enterFull(scene, name, people, bodies),
  )
  const recent = enterNamesakes(scene, names, people)
  const known: Known = { people, bodies, recent, voices: voiceWords(scene, mentions) }
  const appearances: Appearance[] = []
  names.forEach((placed, index) => {
    const appearance = appear(scene, placed, full[index] ?? null, known)
    if (appearance) appearances.push(appearance)
  })
  noteRelatives(people.figures)
  return { people, bodies, byRole: indexRoles(scene, people.figures), appearances }
}

/** The words among those that name voices, in lower case. */
function voiceWords(scene: Scene, mentions: readonly (Run | null)[]): ReadonlySet<string> {
  const words = new Set<string>()
  for (const run of mentions) {
    if (run) for (const word of wordsOf(scene, run)) words.add(word)
  }
  return words
}

/** @param full - whom the name names in full; null where it is bare */
function appear(
  scene: Scene,
  { name, heading }: PlacedName,
  full: Figure | null,
  known: Known,
): Appearance | null {
  const choice = full ? { figure: full, rivals: [] } : chooseBare(scene, name, heading, known)
  if (!choice) return null
  const { figure, rivals } = choice
  const { run, own } = name
  if (full) known.recent.set(full, run.first)
  const begin = note(scene, name, figure, full !== null)
  noteBody(scene, name, figure, known.bodies)
  return { run, own, begin, figure, rivals }
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
    for (const role of allRoles(figure)) {
      for (const head of headsOf(scene, role)) {
        const list = byRole.get(head)
        if (!list) byRole.set(head, [figure])
        else if (list.at(-1) !== figure) list.push(figure)
      }
    }
  }
  return byRole
}

function enterFull(scene: Scene, name: Name, people: Registry, bodies: Bodies): Figure | null {
  const text = nameText(scene, name)
  if (name.kind === 'BODY' || name.kind === 'COUNTRY') return bodies.enter(name, text)
  const body = name.kind === 'PERSON' ? null : bodies.find(name.key)
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
