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
  const figures: Figure[] = []
  const middles = new Map<Figure, string>()
  const byEnds = new Map<string, Figure[]>()
  const byPart = new Map<string, Figure[]>()
  const byGiven = new Map<string, Figure[]>()

  const index = (figure: Figure) => {
    const { words } = figure
    add(byEnds, endsOf(words), figure)
    for (let at = 1; at < words.length; at += 1) {
      const part = words.slice(at).join(' ')
      add(byPart, part, figure)
      add(byPart, withoutSuffix(scene, part), figure)
    }
    const first = words[0] ?? ''
    if (words.length === 1 || isFamilyFirst(scene, words)) add(byPart, first, figure)
    else add(byGiven, first, figure)
    if (words.length > 2) add(byGiven, words.slice(0, -1).join(' '), figure)
  }

  return {
    figures,
    enter(name, words) {
      const core = coreOf(scene, words)
      const middle = middleOf(words)
      const known = knownAs(core, middle)
      if (known) {
        if (core.length > known.words.length && !isDecorated(scene, core, known.words)) {
          rename(known, name, core)
        } else if (core.length === known.words.length && isBetter(name, known.name))
          known.name = name
        return known
      }
      const figure = createFigure(name, core, null)
      middles.set(figure, middle)
      figures.push(figure)
      index(figure)
      return figure
    },
    enterNamesake(name, words) {
      const figure = createFigure(name, words, null)
      figures.push(figure)
      const key = plain(words.join(' '))
      byPart.set(key, [figure, ...(byPart.get(key) ?? [])].slice(0, MOST))
      return figure
    },
    find(words) {
      const part = plain(coreOf(scene, words).join(' '))
      const given = () => byGiven.get(part)?.filter(({ evidence }) => evidence > 0)
      return byPart.get(part) ?? given() ?? []
    },
  }

  function knownAs(core: readonly string[], middle: string): Figure | null {
    const same = (byEnds.get(endsOf(core)) ?? []).filter((figure) =>
      fits(middles.get(figure) ?? '', middle),
    )
    if (same.length > 0) return same.length === 1 ? (same[0] ?? null) : null
    const longer = byPart.get(plain(core.join(' '))) ?? []
    if (longer.length === 1) return longer[0] ?? null
    for (let at = 1; at < core.length - 1; at += 1) {
      const shorter = byEnds.get(endsOf(core.slice(at)))
      if (shorter?.length === 1) return shorter[0] ?? null
    }
    return null
  }

  function rename(figure: Figure, name: string, core: readonly string[]): void {
    figure.name = name
    figure.words = core
    index(figure)
  }
}

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

function add(map: Map<string, Figure[]>, words: string, figure: Figure): void {
  const key = plain(words)
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
  return ASCII.test(words) ? words : words.normalize('NFD').replace(/\p{M}+/gu, '')
}

const ASCII = /^[\x20-\x7e]*$/

/** First and last word, and a suffix that tells father from son. */
function endsOf(words: readonly string[]): string {
  return plain(`${words[0]} ${words.at(-1)}`)
}

/** What stands between first and last name, initials included. */
function middleOf(words: readonly string[]): string {
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

/** Hyphened names as two words, without initials: "Kim Jong-un" is "Kim Jong Un". */
function coreOf(scene: Scene, words: readonly string[]): readonly string[] {
  if (words.length === 1 && !HYPHEN.test(words[0] ?? '')) return words
  const parts = words.flatMap((word) => word.split(HYPHEN)).filter((word) => word !== '')
  const plain = parts.filter((word, at) => at === 0 || at === parts.length - 1 || word.length > 1)
  const suffix = plain.at(-1) ?? ''
  if (plain.length < 3 || !scene.words.suffixes.has(suffix)) return plain
  return [...plain.slice(0, -2), `${plain.at(-2)} ${suffix}`]
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
