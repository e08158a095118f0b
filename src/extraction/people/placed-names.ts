import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { POINT } from '../attribution/page.ts'
import { findNameRuns } from './name-runs.ts'
import { readName, type Name } from './names.ts'
import { sentenceStart } from './roles.ts'
import { hasFlag, hasShape, isCapitalWord, isCommonWord, markAt, type Scene } from './scene.ts'
import { Flag } from './word-flags.ts'

export interface PlacedName {
  readonly name: Name
  /** In a heading, whose capitals show nothing. */
  readonly heading: boolean
}

/** Find the names of an article, and tell capitals that open a sentence from those of a name. */
export function findNames(scene: Scene): PlacedName[] {
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

/** Names that stand inside sentences, where capitals mean something. */
interface InnerNames {
  readonly names: ReadonlySet<string>
  readonly surnames: ReadonlySet<string>
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
