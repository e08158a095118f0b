import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { CLOSE_BRACKET, OPEN_BRACKET } from '../attribution/page.ts'
import { createFigure, type Figure } from './figures.ts'
import type { Name } from './names.ts'
import { hasFlag, hasShape, lowerText, markAt, textOf, type Scene } from './scene.ts'
import { Flag } from './word-flags.ts'

/** The bodies and groups of an article, by name, abbreviation and the noun they end in. */
export interface Bodies {
  readonly figures: readonly Figure[]
  /** The body that is named here, made when it is new. */
  enter(name: Name, text: string): Figure
  /** The group or body of this name, made when it is new. */
  enterGroup(text: string, kind: 'ORGANIZATION' | 'GROUP'): Figure
  /** By full name or abbreviation, in lower case. */
  find(words: string): Figure | null
  /** Make a medium known by its full name and by the words that name it here. */
  enterMedium(name: string, words: readonly string[]): void
  /** Take in that a figure is called by this noun: "the carmaker". */
  call(figure: Figure, noun: string): void
  /** Those whose name has this noun ("ministry"), in the order of the text. */
  named(noun: string): readonly Figure[]
}

export function createBodies(scene: Scene): Bodies {
  const figures: Figure[] = []
  const byName = new Map<string, Figure>()
  const byNoun = new Map<string, Figure[]>()
  const media = new Set<Figure>()

  const create = (text: string, words: readonly string[], kind: 'ORGANIZATION' | 'GROUP') => {
    const figure = createFigure(text, words, kind)
    figures.push(figure)
    byName.set(words.join(' '), figure)
    return figure
  }

  const call = (figure: Figure, noun: string) => {
    const list = byNoun.get(noun) ?? []
    if (!list.includes(figure) && list.length < MOST) byNoun.set(noun, [...list, figure])
  }

  return {
    figures,
    enter(name, text) {
      const key = name.words.join(' ')
      const other = bracketed(scene, name.own)
      const known = byName.get(key) ?? (other && byName.get(lowerText(scene, other.first)))
      const figure = known ?? create(text, name.words, 'ORGANIZATION')
      byName.set(key, figure)
      if (text.length > figure.name.length && known && !media.has(known)) figure.name = text
      if (other) byName.set(lowerText(scene, other.first), figure)
      if (other) figure.forms.add(textOf(scene, other))
      for (const noun of nounsOf(scene, name.own)) call(figure, noun)
      return figure
    },
    enterGroup(text, kind) {
      const key = keyOf(text)
      const words = key.split(' ')
      const figure = byName.get(key) ?? create(text, words, kind)
      call(figure, words.at(-1) ?? '')
      return figure
    },
    enterMedium(name, words) {
      const key = keyOf(name)
      const figure = byName.get(key) ?? create(name, key.split(' '), 'ORGANIZATION')
      media.add(figure)
      for (const word of words) {
        byName.set(keyOf(word), figure)
        figure.forms.add(word)
      }
    },
    call,
    find: (words) => byName.get(words) ?? null,
    named: (noun) => byNoun.get(noun) ?? [],
  }
}

/** No noun is compared with more bodies than this. */
const MOST = 8

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll('’', "'")
}

/** The abbreviation of a name: "(KCNA)" behind it, or "KCNA (" before it. */
function bracketed(scene: Scene, own: Run): Run | null {
  const { first, end } = own
  if (end - first < 2) return null
  if (markAt(scene, end) === OPEN_BRACKET && markAt(scene, end + 2) === CLOSE_BRACKET) {
    return abbreviation(scene, end + 1)
  }
  const open = hasFlag(scene, first - 1, Flag.DEFINITE) ? first - 2 : first - 1
  if (markAt(scene, open) === OPEN_BRACKET && markAt(scene, end) === CLOSE_BRACKET) {
    return abbreviation(scene, open - 1)
  }
  return null
}

function abbreviation(scene: Scene, at: number): Run | null {
  return hasShape(scene, at, Shape.UPPER) ? { first: at, end: at + 1 } : null
}

function nounsOf(scene: Scene, { first, end }: Run): string[] {
  const nouns: string[] = []
  for (let at = first; at < end; at += 1) {
    if (hasFlag(scene, at, Flag.BODY)) nouns.push(lowerText(scene, at))
  }
  return nouns
}
