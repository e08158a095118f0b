import type { Run } from '../../text/quotation-marks.ts'
import { Role } from '../../languages/quotation-words.ts'
import { COLON, hasRole, isCapital, isMark, isWord, type Page, POINT } from './page.ts'
import { isTaken, type Scene, take } from './scene.ts'

const MAX_LABEL = 5
const MIN_TURNS = 3

/** The name and the colon that begin a paragraph: "HALE:", "Jo Hale:". */
function labelOf(page: Page, run: Run): Run | null {
  const first = isWord(page, run.first) ? run.first : run.first + 1
  for (let at = first; at < Math.min(run.end - 1, first + MAX_LABEL + 1); at += 1) {
    if (isMark(page, at, COLON)) return at > first ? { first, end: at } : null
    // "A:" of questions and answers is no article.
    const lone = at === first && isMark(page, at + 1, COLON)
    const inner =
      isMark(page, at, POINT) ||
      (isCapital(page, at) && (lone || !hasRole(page, at, Role.DETERMINER)))
    if (!inner) return null
  }
  return null
}

/** The labels of a transcript, by paragraph; empty for articles that are none. */
export function findTurns(page: Page): ReadonlyMap<number, Run> {
  const turns = new Map<number, Run>()
  page.prose.paragraphs.forEach((run, paragraph) => {
    const label = page.kinds[paragraph] === 'HEADLINE' ? null : labelOf(page, run)
    if (label && page.words.labels.valueOf(page.tokens, label.first) === 0)
      turns.set(paragraph, label)
  })
  const voices = new Set(Array.from(turns.values(), (label) => page.tokens.hashes[label.end - 1]))
  return turns.size >= MIN_TURNS && voices.size * 2 <= turns.size + 1 ? turns : new Map()
}

/** HALE: We will go. Each paragraph of a transcript is a turn of the one named before the colon. */
export function turns(scene: Scene): void {
  const label = scene.turns.get(scene.paragraph)
  const { run } = scene
  if (!label || label.end + 1 >= run.end || isTaken(scene, label.end + 1)) return
  take(scene, {
    content: [{ first: label.end + 1, end: run.end }],
    cue: { first: label.end, end: label.end + 1 },
    lemma: ':',
    entry: null,
    mention: label,
    continues: false,
    rule: 'transcript-turn',
    tier: 'MEDIUM',
    around: run,
  })
}
