import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { POINT } from '../quotations/doc.ts'
import { readName } from './names.ts'
import type { InnerNames, PlacedName } from './placed-names.ts'
import {
  hasFlag,
  hasShape,
  isCapitalWord,
  lowerText,
  markAt,
  wordsOf,
  type Scene,
} from './scene.ts'
import { Flag } from './word-flags.ts'

/** Headings in which nearly every word has a capital: their capitals show no names. */
export function findHeadings(scene: Scene): ReadonlySet<number> {
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

/** In tokens: the longest name that is looked for in a heading. */
const LONGEST = 5

/**
 * The names in a run of capitals of a heading: those that the body has as well, and a given name
 * before what the body has as a surname ("Mary Ash Wins", of one whom the body calls Ash).
 */
export function findHeadingNames(
  scene: Scene,
  run: Run,
  body: InnerNames,
  inner: InnerNames,
): PlacedName[] {
  const found: PlacedName[] = []
  for (let first = run.first; first < run.end; first += 1) {
    const full = givenAndSurname(scene, first, run.end, inner)
    const end = full ?? knownEnd(scene, first, run.end, body)
    if (end === null) continue
    const name = readName(scene, { first, end })
    found.push({ name, heading: name.words.length === 1 || name.kind !== 'PERSON' })
    first = end - 1
  }
  return found
}

function givenAndSurname(scene: Scene, first: number, limit: number, inner: InnerNames) {
  const last = first + 1
  if (last >= limit || !hasFlag(scene, first, Flag.GIVEN) || markAt(scene, last) !== 0) return null
  const word = lowerText(scene, last)
  return inner.surnames.has(word) || inner.names.has(word) ? last + 1 : null
}

function knownEnd(scene: Scene, first: number, limit: number, body: InnerNames): number | null {
  if (markAt(scene, first) !== 0) return null
  for (let end = Math.min(limit, first + LONGEST); end > first; end -= 1) {
    const words = wordsOf(scene, { first, end }).join(' ')
    if (body.names.has(words) || (end === first + 1 && body.surnames.has(words))) return end
  }
  return null
}
