import type { Bodies } from './bodies.ts'
import type { Appearance, Figure } from './figures.ts'
import type { Name } from './names.ts'
import type { Registry } from './registry.ts'
import { sentenceStart } from './roles.ts'
import { hasFlag, isCommonWord, markAt, textOf, type Scene } from './scene.ts'
import { isVerb } from './verbs.ts'
import { Flag } from './word-flags.ts'

/** Whom the article names in full, and what else decides whom a bare name means. */
export interface Known {
  readonly people: Registry
  readonly bodies: Bodies
  /** Where each figure was last named in full. */
  readonly recent: Map<Figure, number>
  /** Words among those that name voices, in lower case. */
  readonly voices: ReadonlySet<string>
}

/** Whom a name means that is not given in full; null where it names nobody. */
export function chooseBare(
  scene: Scene,
  name: Name,
  titled: boolean,
  { people, bodies, recent, voices }: Known,
): Pick<Appearance, 'figure' | 'rivals'> | null {
  const found = people.find(name.words)
  if (isNobody(name) && name.kind !== 'PLACE' && !isSurname(scene, name, found)) return null
  if (found.length > 0) return chooseAmong(scene, name, found, recent)
  const body = bodies.find(name.key)
  if (body) return { figure: body, rivals: [] }
  if (titled || name.kind === 'PLACE' || name.words.length !== 1) return null
  const weak = name.own.first === sentenceStart(scene, name.own.first)
  if (weak && !isCertain(scene, name)) {
    if (!voices.has(name.words[0] ?? '') || isCommonWord(scene, name.own.first)) return null
    if (looksCommon(scene, name.words[0] ?? '')) return null
  }
  return { figure: people.enter(textOf(scene, name.own), name.words), rivals: [] }
}

/** Words with a capital that name no person. */
export function isNobody({ kind }: Name): boolean {
  return kind === 'ROLE' || kind === 'ORIGIN' || kind === 'PLACE'
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

/** "Guidelines", "Shortly": by its ending no name, unless it has one of the endings of names. */
function looksCommon({ words }: Scene, word: string): boolean {
  if (words.nameEndings.some((ending) => word.endsWith(ending))) return false
  return words.commonEndings.some((ending) => word.endsWith(ending))
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
