import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { findHeadingNames, findHeadings } from './headings.ts'
import { findNameRuns } from './name-runs.ts'
import { createName, NOT_NAMES, readName, type Name, type NameKind } from './names.ts'
import { sentenceStart } from './roles.ts'
import {
  hasFlag,
  hasShape,
  isCommonWord,
  markAt,
  wordsOf,
  type Scene,
  sentenceOf,
} from './scene.ts'
import { Flag } from './word-flags.ts'

export interface PlacedName {
  readonly name: Name
  /** In a heading, whose capitals show nothing. */
  readonly heading: boolean
}

/** Names that stand inside sentences, where capitals mean something: in lower case. */
export interface InnerNames {
  readonly names: ReadonlySet<string>
  /** Of people, with the full name that has it; null where several have. */
  readonly surnames: ReadonlyMap<string, string | null>
  /** Last words of names of several words that are no bodies. */
  readonly lasts: ReadonlySet<string>
}

/** Find the names of an article, and tell capitals that open a sentence from those of a name. */
export function findNames(scene: Scene): PlacedName[] {
  const headings = findHeadings(scene)
  const names = findNameRuns(scene).map((run) => readName(scene, run))
  const all = createInnerNames()
  const inner = createInnerNames()
  for (const name of names) {
    if (isIn(scene, headings, name)) continue
    collect(scene, name, all)
    if (!opensSentence(scene, name.own)) collect(scene, name, inner)
  }
  const placed: PlacedName[] = []
  names.forEach((name, index) => {
    if (isIn(scene, headings, name)) {
      for (const found of findHeadingNames(scene, name.run, all, inner)) placed.push(found)
    } else {
      const shared = sharedName(scene, name, names[index + 1])
      placed.push({ name: shared ?? bareName(scene, name, all, inner), heading: false })
    }
  })
  return placed
}

function createInnerNames() {
  return {
    names: new Set<string>(),
    surnames: new Map<string, string | null>(),
    lasts: new Set<string>(),
  } satisfies InnerNames
}

function collect(
  scene: Scene,
  { own, words, kind, key }: Name,
  { names, surnames, lasts }: ReturnType<typeof createInnerNames>,
): void {
  names.add(key)
  if (words.length < 2) return
  const surname = words.at(-1) ?? ''
  if (kind !== 'BODY' && isOneCase(scene, own)) lasts.add(surname)
  if (kind !== 'PERSON') return
  surnames.set(surname, (surnames.get(surname) ?? key) === key ? key : null)
}

/** "Ann Ash" or "ANN ASH", but not "Harbour NCNA". */
function isOneCase(scene: Scene, { first, end }: Run): boolean {
  return hasShape(scene, first, Shape.UPPER) === hasShape(scene, end - 1, Shape.UPPER)
}

function isIn(scene: Scene, paragraphs: ReadonlySet<number>, { run }: Name): boolean {
  if (paragraphs.size === 0) return false
  const sentence = sentenceOf(scene, run.first)
  return sentence !== undefined && paragraphs.has(sentence.paragraph)
}

function opensSentence(scene: Scene, { first }: Run): boolean {
  return first === sentenceStart(scene, first)
}

/** The name without words that have come to stand before it: "Tearful" Mary Ash. */
function bareName(scene: Scene, name: Name, all: InnerNames, inner: InnerNames): Name {
  const { own, words, kind } = name
  if (words.length === 1) {
    // "ASH" is no abbreviation where an Ash is known.
    const surname = kind === 'BODY' && all.lasts.has(words[0] ?? '')
    return surname && hasShape(scene, own.first, Shape.UPPER) ? withKind(name, 'UNKNOWN') : name
  }
  if (hasFlag(scene, own.first, Flag.GIVEN | Flag.TITLE)) return name
  const opens = opensSentence(scene, own)
  if (opens && inner.names.has(name.key)) return name
  const rest = words.length > 2 ? fullNameIn(scene, own, opens, inner) : surnameIn(scene, name, all)
  return rest ? readName(scene, rest) : name
}

function withKind({ run, own, words, key }: Name, kind: NameKind): Name {
  return createName(run, own, kind, words, key)
}

/** In tokens: how long a full name may be at the end of a longer run. */
const LONGEST = 4

/** "Wisconsin Mary Ash": what is a full name elsewhere is one here. */
function fullNameIn(scene: Scene, { first, end }: Run, opens: boolean, inner: InnerNames) {
  let other = false
  for (let at = Math.max(first + 1, end - LONGEST); at < end - 1; at += 1) {
    if (markAt(scene, at) !== 0) continue
    const given = hasFlag(scene, at, Flag.GIVEN)
    if (opens && at === first + 1 && given) return { first: at, end }
    other ||= hasFlag(scene, at - 1, NOT_NAMES)
    if (!opens && !other) continue
    const words = wordsOf(scene, { first: at, end })
    if (words.length > 1 && (given || opens) && inner.names.has(words.join(' '))) {
      return { first: at, end }
    }
  }
  return null
}

/** "In Wisconsin Ash said", "Reforming Ash": a place or a common word before a surname. */
function surnameIn(scene: Scene, { own, words, key }: Name, { surnames }: InnerNames): Run | null {
  const full = surnames.get(words[1] ?? '')
  if (full === undefined || full === key) return null
  const place = hasFlag(scene, own.first, Flag.CITY | Flag.COUNTRY | Flag.QUALIFIER)
  const common = opensSentence(scene, own) && isCommonWord(scene, own.first)
  return place || common ? { first: own.first + 1, end: own.end } : null
}

/** "Tom and Mary Ash": the first has the family name of the second. */
function sharedName(scene: Scene, name: Name, next: Name | undefined): Name | null {
  if (!next || name.words.length !== 1 || next.words.length < 2) return null
  if (!hasFlag(scene, name.own.first, Flag.GIVEN) || !hasFlag(scene, next.own.first, Flag.GIVEN))
    return null
  if (next.run.first !== name.own.end + 1) return null
  if (!hasFlag(scene, name.own.end, Flag.CONJUNCTION)) return null
  const words = [...name.words, next.words.at(-1) ?? '']
  return createName(name.run, name.own, 'PERSON', words, words.join(' '))
}
