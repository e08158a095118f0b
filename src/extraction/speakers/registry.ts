import { createFigure, type Figure } from './figures.ts'
import type { Scene } from './scene.ts'

/** Finds figures by the words of their names. */
export interface Registry {
  readonly figures: readonly Figure[]
  /** The figure with this full name, made when it is new. */
  enter(name: string, words: readonly string[]): Figure
  /** Another figure of this bare name, before those who are known by a full one. */
  enterNamesake(name: string, words: readonly string[]): Figure
  /** Figures that a bare name or a part of a name can mean: surnames before given names. */
  find(words: readonly string[]): readonly Figure[]
}

/** No name means more figures than this: lists of relatives stay short, whatever the text. */
const MOST = 8

/** Make an empty registry of people. */
export function createRegistry(scene: Scene): Registry {
  return new People(scene)
}

class People implements Registry {
  readonly figures: Figure[] = []
  readonly #scene: Scene
  readonly #middles = new Map<Figure, string>()
  readonly #byEnds = new Map<string, Figure[]>()
  readonly #byPart = new Map<string, Figure[]>()
  readonly #byInner = new Map<string, Figure[]>()
  readonly #byGiven = new Map<string, Figure[]>()

  constructor(scene: Scene) {
    this.#scene = scene
  }

  enter(name: string, words: readonly string[]): Figure {
    const core = coreOf(this.#scene, words)
    const middle = middleOf(words)
    const known = this.#knownAs(core, middle)
    if (!known) return this.#create(name, core, middle)
    if (core.length > known.words.length && !isDecorated(this.#scene, core, known.words)) {
      known.name = name
      known.words = core
      this.#index(known)
    } else if (core.length === known.words.length && isBetter(name, known.name)) {
      known.name = name
    }
    return known
  }

  enterNamesake(name: string, words: readonly string[]): Figure {
    const figure = createFigure(name, words, null)
    this.figures.push(figure)
    const key = plain(words.join(' '))
    this.#byPart.set(key, [figure, ...(this.#byPart.get(key) ?? [])].slice(0, MOST))
    return figure
  }

  find(words: readonly string[]): readonly Figure[] {
    const part = plain(coreOf(this.#scene, words).join(' '))
    const found = this.#byPart.get(part) ?? this.#bySurname(part)
    return found ?? this.#byGiven.get(part)?.filter(({ evidence }) => evidence > 0) ?? []
  }

  /** Whose first of two surnames this is: "Paz" of "Ana Paz Ruiz", "de la Paz" of "Ana de la Paz Ruiz". */
  #bySurname(part: string): readonly Figure[] | undefined {
    const found = this.#byInner.get(part)
    return found?.length === 1 ? found : undefined
  }

  #create(name: string, core: readonly string[], middle: string): Figure {
    const figure = createFigure(name, core, null)
    this.#middles.set(figure, middle)
    this.figures.push(figure)
    this.#index(figure)
    return figure
  }

  #index(figure: Figure): void {
    const { words } = figure
    add(this.#byEnds, endsOf(words, 0), figure)
    for (let at = 1; at < words.length; at += 1) {
      const part = at === words.length - 1 ? (words[at] ?? '') : words.slice(at).join(' ')
      const bare = withoutSuffix(this.#scene, part)
      add(this.#byPart, plain(part), figure)
      if (bare !== part) add(this.#byPart, plain(bare), figure)
    }
    for (let at = 1; at < words.length - 1; at += 1) {
      const inner = words.slice(at, -1)
      if (!inner.some((word) => this.#scene.words.givenNames.has(word)))
        add(this.#byInner, plain(inner.join(' ')), figure)
    }
    const first = plain(words[0] ?? '')
    if (words.length === 1 || isFamilyFirst(this.#scene, words)) add(this.#byPart, first, figure)
    else add(this.#byGiven, first, figure)
    if (words.length > 2) add(this.#byGiven, plain(words.slice(0, -1).join(' ')), figure)
  }

  #knownAs(core: readonly string[], middle: string): Figure | null {
    const same = this.#sameEnds(core, middle)
    if (same.length > 0) return same.length === 1 ? (same[0] ?? null) : null
    const whole = plain(core.join(' '))
    const longer = this.#byPart.get(whole) ?? this.#bySurname(whole)
    if (longer?.length === 1) return longer[0] ?? null
    for (let at = 1; at < core.length - 1; at += 1) {
      const shorter = this.#byEnds.get(endsOf(core, at))
      if (shorter?.length === 1) return shorter[0] ?? null
    }
    return null
  }

  #sameEnds(core: readonly string[], middle: string): readonly Figure[] {
    const known = this.#byEnds.get(endsOf(core, 0))
    return known?.filter((figure) => fits(this.#middles.get(figure) ?? '', middle)) ?? NONE
  }
}

const NONE: readonly Figure[] = []

/** "Tireless Mary Ash" is Mary Ash: a given name stands inside, and none at the beginning. */
function isDecorated(scene: Scene, core: readonly string[], shorter: readonly string[]): boolean {
  const { givenNames } = scene.words
  return givenNames.has(shorter[0] ?? '') && !givenNames.has(core[0] ?? '')
}

/** The longer form, and never capitals alone where another form is known. */
function isBetter(name: string, known: string): boolean {
  const [loud, quiet] = [isLoud(name), isLoud(known)]
  return loud === quiet ? name.length > known.length : quiet
}

function isLoud(name: string): boolean {
  return name === name.toUpperCase()
}

function add(map: Map<string, Figure[]>, key: string, figure: Figure): void {
  const list = map.get(key)
  if (!list) map.set(key, [figure])
  else if (list.length < MOST && !list.includes(figure)) list.push(figure)
}

/** "ash jr" is called "ash" as well. */
function withoutSuffix(scene: Scene, words: string): string {
  const blank = words.lastIndexOf(' ')
  return scene.words.suffixes.has(words.slice(blank + 1)) ? words.slice(0, blank) : words
}

/** "François" is "Francois". */
function plain(words: string): string {
  return isPlain(words) ? words : words.normalize('NFD').replace(/\p{M}+/gu, '')
}

function isPlain(words: string): boolean {
  for (let at = 0; at < words.length; at += 1) if (words.charCodeAt(at) > 0x7e) return false
  return true
}

/** First and last of the words from one on, and a suffix that tells father from son. */
function endsOf(words: readonly string[], from: number): string {
  return plain(`${words[from]} ${words.at(-1)}`)
}

/** What stands between first and last name, initials included. */
function middleOf(words: readonly string[]): string {
  if (words.length < 3 && !words.some(isHyphened)) return ''
  return words
    .flatMap((word) => word.split(HYPHEN))
    .slice(1, -1)
    .join(' ')
}

/** Middle names may be left out or shortened to their initials, not exchanged. */
function fits(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length)
  if (length <= 1) return length === 0 || one.charAt(0) === other.charAt(0)
  return one === other
}

const HYPHEN = /[-‐‑]/

function isHyphened(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at)
    if (code === 45 || code === 0x2010 || code === 0x2011) return true
  }
  return false
}

/** Hyphened names as two words, without initials: "Kim Jong-un" is "Kim Jong Un". */
function coreOf(scene: Scene, words: readonly string[]): readonly string[] {
  if (words.length < 3 && !words.some(isHyphened)) return words
  const parts = words.flatMap((word) => word.split(HYPHEN)).filter((word) => word !== '')
  const whole = parts.filter((word, at) => at === 0 || at === parts.length - 1 || word.length > 1)
  const suffix = whole.at(-1) ?? ''
  if (whole.length < 3 || !scene.words.suffixes.has(suffix)) return whole
  return [...whole.slice(0, -2), `${whole.at(-2)} ${suffix}`]
}

/**
 * Whether the family name stands first: a name of the list before one that is no given name of
 * the west. The text's own use of a bare name counts besides, since both ends are looked up.
 */
function isFamilyFirst(scene: Scene, words: readonly string[]): boolean {
  const [first = '', second = ''] = words
  if (words.length < 2 || words.length > 3 || !scene.words.familyFirst.has(first)) return false
  const last = words.at(-1) ?? ''
  if (scene.words.givenNames.has(first))
    return words.length === 3 || scene.words.familyFirst.has(second)
  return !(scene.words.familyFirst.has(last) && scene.words.givenNames.has(first))
}
