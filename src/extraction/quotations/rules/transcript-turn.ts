import type { Run } from '../../../text/quotation-marks.ts'
import { Role } from '../../../languages/quotation-words.ts'
import { Shape } from '../../../text/tokens.ts'
import { COLON, hasRole, isCapital, isMark, isWord, type Doc, POINT } from '../doc.ts'
import { isTaken, type ParagraphContext, addQuotation } from '../paragraph-context.ts'

const MAX_LABEL = 5
const MIN_TURNS = 3
/** Names in capitals need fewer. */
const MIN_SHOUTED = 2
/** Fewer labels than these say nothing about the paragraphs between them. */
const MIN_LONG = 4
const MAX_FIGURES = 4

/** The name and the colon that begin a paragraph: "HALE:", "Jo Hale:". */
function labelOf(doc: Doc, run: Run): Run | null {
  const first = isWord(doc, run.first) ? run.first : run.first + 1
  for (let at = first; at < Math.min(run.end - 1, first + MAX_LABEL + 1); at += 1) {
    if (isMark(doc, at, COLON)) return at > first ? { first, end: at } : null
    // "A:" of questions and answers is no article.
    const lone = at === first && isMark(doc, at + 1, COLON)
    const inner =
      isMark(doc, at, POINT) || (isCapital(doc, at) && (lone || !hasRole(doc, at, Role.DETERMINER)))
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
export function findTurns(doc: Doc): ReadonlyMap<number, Turn> {
  const turns = new Map<number, Turn>()
  const voices = new Set<number>()
  let shouted = true
  doc.prose.paragraphs.forEach((run, paragraph) => {
    const label = doc.kinds[paragraph] === 'HEADLINE' ? null : labelOf(doc, run)
    if (!label || doc.words.labels.valueOf(doc.tokens, label.first) !== 0) return
    if (!saysWords(doc, label.end + 1, run.end)) return
    turns.set(paragraph, { label })
    voices.add(doc.tokens.hashes[label.end - 1] ?? 0)
    shouted &&= isShouted(doc, label)
  })
  const alternating = turns.size >= MIN_TURNS && voices.size * 2 <= turns.size + 1
  if (!alternating && !(shouted && turns.size >= MIN_SHOUTED)) return NONE
  return withLongTurns(doc, turns)
}

const NONE: ReadonlyMap<number, Turn> = new Map()

/** Words, and not the figures of a list. */
function saysWords(doc: Doc, first: number, end: number): boolean {
  for (let at = first; at < Math.min(end, first + MAX_FIGURES); at += 1) {
    const shape = doc.tokens.shapes[at] ?? 0
    if (shape & Shape.DIGIT) return false
    if (shape & Shape.WORD) return true
  }
  return false
}

/** "HALE": a name in capitals, and no single letter. */
function isShouted(doc: Doc, { first, end }: Run): boolean {
  for (let at = first; at < end; at += 1) {
    const shape = doc.tokens.shapes[at] ?? 0
    if (shape & Shape.WORD && !(shape & Shape.UPPER)) return false
  }
  return (doc.tokens.ends[end - 1] ?? 0) - (doc.tokens.starts[first] ?? 0) > 1
}

/** In a text that is mostly turns, paragraphs without a label between two of them go on with the first. */
function withLongTurns(doc: Doc, turns: ReadonlyMap<number, Turn>): ReadonlyMap<number, Turn> {
  const labelled = [...turns.keys()]
  const [first = 0, last = 0] = [labelled[0], labelled.at(-1)]
  if (turns.size < MIN_LONG || turns.size * 2 < last - first + 1) return turns
  const all = new Map(turns)
  for (let paragraph = first + 1; paragraph < last; paragraph += 1) {
    const run = doc.prose.paragraphs[paragraph]
    const spoken = doc.kinds[paragraph] === 'TEXT' && run && isWord(doc, run.first)
    if (!turns.has(paragraph) && all.has(paragraph - 1) && spoken)
      all.set(paragraph, { label: null })
  }
  return all
}

/** HALE: We will go. Each paragraph of a transcript is a turn of the one named before the colon. */
export function turns(context: ParagraphContext): void {
  const turn = context.turns.get(context.paragraph)
  if (!turn) return
  const { run } = context
  const { label } = turn
  const first = label ? label.end + 1 : run.first
  if (first >= run.end || isTaken(context, first)) return
  const lettered =
    label !== null && label.end === label.first + 1 && !isNameLong(context.doc, label)
  addQuotation(context, {
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
function isNameLong({ tokens }: Doc, { first }: Run): boolean {
  return (tokens.ends[first] ?? 0) - (tokens.starts[first] ?? 0) > 1
}
