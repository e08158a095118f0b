import type { Cast } from './cast.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { countriesIn, findOwner, sentenceStart, type Role } from './roles.ts'
import { allRoles, isPerson, type Figure } from './figures.ts'
import type { BodyPhrase } from './phrases.ts'
import {
  hasFlag,
  isCapitalWord,
  isPossessiveEnding,
  lowerText,
  textOf,
  wordsOf,
  type Scene,
} from './scene.ts'
import { Flag } from './word-flags.ts'

/** No description is compared with more figures than this, the last introduced. */
const MOST = 40

/** People that a description fits: "the Chinese leader", "the mayor". */
export function peopleDescribed(scene: Scene, role: Role, cast: Cast): Figure[] {
  const heads = [role.head, ...(scene.words.wider.get(role.head) ?? [])]
  const figures = heads.flatMap((head) => cast.byRole.get(head)?.slice(-MOST) ?? [])
  return [...new Set(figures)].filter(
    (figure) => isPerson(figure) && someRole(figure, (other) => fits(scene, role, other, figure)),
  )
}

/** The role of somebody that a description relies on, the first in the text. */
export function roleDescribed(scene: Scene, role: Role, figure: Figure): Role | null {
  return allRoles(figure).find((other) => fits(scene, role, other, figure)) ?? null
}

/** Bodies and groups that a description means: "the ministry", "the Trump campaign", "police". */
export function bodiesDescribed(scene: Scene, phrase: BodyPhrase, cast: Cast): readonly Figure[] {
  if (phrase.kind === 'GROUP' || isNamedByPlace(scene, phrase)) {
    const kind = phrase.kind === 'GROUP' ? 'GROUP' : 'ORGANIZATION'
    return [cast.bodies.enterGroup(plainText(scene, phrase.run), kind)]
  }
  const noun = lowerText(scene, phrase.noun)
  const nouns = [noun, ...(scene.words.widerBodies.get(noun) ?? [])]
  const known = [...new Set(nouns.flatMap((other) => cast.bodies.named(other)))]
  if (known.length > 0 || !isCapitalised(scene, phrase)) return known
  return [cast.bodies.enterGroup(textOf(scene, phrase.run), 'ORGANIZATION')]
}

/** "the Treasury": a capital inside the sentence makes a name of the noun. */
function isCapitalised(scene: Scene, { run, noun }: BodyPhrase): boolean {
  return isCapitalWord(scene, noun) && run.end === noun + 1 && noun > sentenceStart(scene, noun)
}

/** "Police" at the beginning of a sentence is "police". */
function plainText(scene: Scene, run: Run): string {
  const text = textOf(scene, run)
  const opens = run.first === sentenceStart(scene, run.first) && isPlainNoun(scene, run.first)
  return opens ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

function isPlainNoun(scene: Scene, at: number): boolean {
  return hasFlag(scene, at, Flag.GROUP | Flag.BODY) && !hasFlag(scene, at, Flag.DEMONYM)
}

/** "the Trump campaign", "the Chinese government": a name or an origin before the noun. */
function isNamedByPlace(scene: Scene, { run, noun }: BodyPhrase): boolean {
  for (let at = run.first; at < noun; at += 1) {
    if (isPossessiveEnding(scene, at) && findOwner(scene, at + 1) === null) return false
  }
  for (let at = run.first; at < noun; at += 1) {
    if (isCapitalWord(scene, at) && !hasFlag(scene, at, Flag.ORDINARY)) return true
  }
  return false
}

/** Whether somebody with a role may be meant by a description. */
function fits(scene: Scene, asked: Role, role: Role, figure: Figure): boolean {
  const heads = headsOf(scene, role)
  if (!heads.some((head) => meansHead(scene, asked.head, head))) return false
  if (!heads.includes(asked.head) && !sharesOthers(scene, asked, figure)) return false
  if (asked.countries.some((country) => !figure.countries.has(country))) return false
  const { distinguishing, lowering } = scene.words
  for (const word of role.others) {
    if (lowering.has(word) && !asked.others.has(word)) return false
  }
  for (const word of asked.others) {
    if (distinguishing.has(word) && !role.others.has(word) && !role.head.includes(word))
      return false
  }
  return propersOf(scene, asked).every((word) => sharesWord(scene, word, figure))
}

/** "The base chief" is no director of films: a wider noun must share all that stands beside it. */
function sharesOthers(scene: Scene, { others, countries }: Role, figure: Figure): boolean {
  return [...others].every(
    (word) => countries.length > 0 || sharesWord(scene, word, figure) || isSmall(scene, word),
  )
}

function isSmall({ words }: Scene, word: string): boolean {
  return words.definite.has(word) || words.possessives.has(word) || words.links.has(word)
}

function someRole(figure: Figure, test: (role: Role) => boolean): boolean {
  return allRoles(figure).some(test)
}

/** The nouns of a role, and that for the party it names: a Republican nominee is a Republican. */
export function headsOf({ words }: Scene, { head, also, others }: Role): string[] {
  const heads = [head, ...also]
  for (const word of others) {
    const party = words.partyWords.get(word)
    if (party !== undefined) heads.push(party)
  }
  return heads
}

function meansHead(scene: Scene, asked: string, head: string): boolean {
  if (asked === head) return true
  return scene.words.wider.get(asked)?.has(head) ?? false
}

/** Whether some role of a figure has this very noun. */
export function isCalled(scene: Scene, figure: Figure, head: string): boolean {
  return someRole(figure, (role) => headsOf(scene, role).includes(head))
}

/** Capitalised words of a description that name no country: they must be shared. */
function propersOf(scene: Scene, { run, head }: Role): string[] {
  const propers: string[] = []
  for (let at = run.first; at < run.end; at += 1) {
    if (!isCapitalWord(scene, at) || hasFlag(scene, at, Flag.ORDINARY | Flag.DEMONYM | Flag.ROLE))
      continue
    const word = lowerText(scene, at)
    if (!head.includes(word) && countriesIn(scene, [word]).length === 0) propers.push(word)
  }
  return propers
}

function sharesWord(scene: Scene, word: string, figure: Figure): boolean {
  return (
    figure.words.includes(word) ||
    someRole(figure, ({ run, others }) => others.has(word) || wordsOf(scene, run).includes(word))
  )
}
