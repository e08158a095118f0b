import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { CLOSE_BRACKET, OPEN_BRACKET } from '../quotations/doc.ts'
import { createFigure, type Figure } from './figures.ts'
import type { Name } from './names.ts'
import { hasFlag, hasShape, lowerText, markAt, textOf, type Scene } from './scene.ts'
import { Flag } from './word-flags.ts'

/** The bodies and groups of an article, by name, abbreviation and the noun they end in. */
export interface Bodies {
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
  return new NamedBodies(scene)
}

class NamedBodies implements Bodies {
  readonly #scene: Scene
  readonly #byName = new Map<string, Figure>()
  readonly #byNoun = new Map<string, Figure[]>()
  readonly #media = new Set<Figure>()

  constructor(scene: Scene) {
    this.#scene = scene
  }

  enter({ own, words, key }: Name, text: string): Figure {
    const scene = this.#scene
    const other = bracketed(scene, own)
    const short = other && lowerText(scene, other.first)
    const known = this.#byName.get(key) ?? (short === null ? undefined : this.#byName.get(short))
    const figure = known ?? this.#create(text, words, key, 'ORGANIZATION')
    if (known) this.#byName.set(key, figure)
    if (known && text.length > figure.name.length && !this.#media.has(known)) figure.name = text
    if (other && short !== null) {
      this.#byName.set(short, figure)
      figure.forms.add(textOf(scene, other))
    }
    for (let at = own.first; at < own.end; at += 1) {
      if (hasFlag(scene, at, Flag.BODY)) this.call(figure, lowerText(scene, at))
    }
    return figure
  }

  enterGroup(text: string, kind: 'ORGANIZATION' | 'GROUP'): Figure {
    const key = keyOf(text)
    const words = key.split(' ')
    const figure = this.#byName.get(key) ?? this.#create(text, words, key, kind)
    this.call(figure, words.at(-1) ?? '')
    return figure
  }

  enterMedium(name: string, words: readonly string[]): void {
    const key = keyOf(name)
    const known = this.#byName.get(key)
    const figure = known ?? this.#create(name, key.split(' '), key, 'ORGANIZATION')
    this.#media.add(figure)
    for (const word of words) {
      this.#byName.set(keyOf(word), figure)
      figure.forms.add(word)
    }
  }

  call(figure: Figure, noun: string): void {
    const list = this.#byNoun.get(noun)
    if (!list) this.#byNoun.set(noun, [figure])
    else if (list.length < MOST && !list.includes(figure)) list.push(figure)
  }

  find(words: string): Figure | null {
    return this.#byName.get(words) ?? null
  }

  named(noun: string): readonly Figure[] {
    return this.#byNoun.get(noun) ?? []
  }

  #create(
    text: string,
    words: readonly string[],
    key: string,
    kind: 'ORGANIZATION' | 'GROUP',
  ): Figure {
    const figure = createFigure(text, words, kind)
    this.#byName.set(key, figure)
    return figure
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
