import type { Run } from '../../text/quotation-marks.ts'
import { Role } from '../../languages/quotation-words.ts'
import { Shape } from '../../text/tokens.ts'
import { COLON, hasRole, isCapital, isMark, isWord, type Page, POINT } from './page.ts'
import { isTaken, type Scene, take } from './scene.ts'

const MAX_LABEL = 5
const MIN_TURNS = 3
/** Names in capitals need fewer. */
const MIN_SHOUTED = 2
/** Fewer labels than these say nothing about the paragraphs between them. */
const MIN_LONG = 4
const MAX_FIGURES = 4

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

/** Whose turn a paragraph of a transcript is. */
export interface Turn {
  /** The name before the colon; null where the turn of the paragraph before goes on. */
  readonly label: Run | null
}

/** The turns of a transcript, by paragraph; empty for articles that are none. */
export function findTurns(page: Page): ReadonlyMap<number, Turn> {
  const turns = new Map<number, Turn>()
  const voices = new Set<number>()
  let shouted = true
  page.prose.paragraphs.forEach((run, paragraph) => {
    const label = page.kinds[paragraph] === 'HEADLINE' ? null : labelOf(page, run)
    if (!label || page.words.labels.valueOf(page.tokens, label.first) !== 0) return
    if (!saysWords(page, label.end + 1, run.end)) return
    turns.set(paragraph, { label })
    voices.add(page.tokens.hashes[label.end - 1] ?? 0)
    shouted &&= isShouted(page, label)
  })
  const alternating = turns.size >= MIN_TURNS && voices.size * 2 <= turns.size + 1
  if (!alternating && !(shouted && turns.size >= MIN_SHOUTED)) return NONE
  return withLongTurns(page, turns)
}

const NONE: ReadonlyMap<number, Turn> = new Map()

/** Words, and not the figures of a list. */
function saysWords(page: Page, first: number, end: number): boolean {
  for (let at = first; at < Math.min(end, first + MAX_FIGURES); at += 1) {
    const shape = page.tokens.shapes[at] ?? 0
    if (shape & Shape.DIGIT) return false
    if (shape & Shape.WORD) return true
  }
  return false
}

/** "HALE": a name in capitals, and no single letter. */
function isShouted(page: Page, { first, end }: Run): boolean {
  for (let at = first; at < end; at += 1) {
    const shape = page.tokens.shapes[at] ?? 0
    if (shape & Shape.WORD && !(shape & Shape.UPPER)) return false
  }
  return (page.tokens.ends[end - 1] ?? 0) - (page.tokens.starts[first] ?? 0) > 1
}

/** In a text that is mostly turns, paragraphs without a label between two of them go on with the first. */
function withLongTurns(page: Page, turns: ReadonlyMap<number, Turn>): ReadonlyMap<number, Turn> {
  const labelled = [...turns.keys()]
  const [first = 0, last = 0] = [labelled[0], labelled.at(-1)]
  if (turns.size < MIN_LONG || turns.size * 2 < last - first + 1) return turns
  const all = new Map(turns)
  for (let paragraph = first + 1; paragraph < last; paragraph += 1) {
    const run = page.prose.paragraphs[paragraph]
    const spoken = page.kinds[paragraph] === 'TEXT' && run && isWord(page, run.first)
    if (!turns.has(paragraph) && all.has(paragraph - 1) && spoken)
      all.set(paragraph, { label: null })
  }
  return all
}

/** HALE: We will go. Each paragraph of a transcript is a turn of the one named before the colon. */
export function turns(scene: Scene): void {
  const turn = scene.turns.get(scene.paragraph)
  if (!turn) return
  const { run } = scene
  const { label } = turn
  const first = label ? label.end + 1 : run.first
  if (first >= run.end || isTaken(scene, first)) return
  const lettered = label !== null && label.end === label.first + 1 && !isNameLong(scene.page, label)
  take(scene, {
    content: [{ first, end: run.end }],
    cue: label && { first: label.end, end: label.end + 1 },
    lemma: label ? ':' : '',
    entry: null,
    mention: label,
    continues: label === null,
    rule: lettered ? 'question-and-answer' : 'transcript-turn',
    tier: lettered ? 'LOW' : 'MEDIUM',
    around: run,
  })
}

/** "Q" and "A" name nobody. */
function isNameLong({ tokens }: Page, { first }: Run): boolean {
  return (tokens.ends[first] ?? 0) - (tokens.starts[first] ?? 0) > 1
}
