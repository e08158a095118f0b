import type { Run } from '../../../text/quotation-marks.ts'
import { WordClass } from '../../../languages/quotation-words.ts'
import { Shape } from '../../../text/tokens.ts'
import { COLON, hasClass, isCapital, isMark, isWord, type Doc, POINT } from '../doc.ts'
import { isTaken, type Turn, type ParagraphContext, addQuotation } from '../paragraph-context.ts'

const MAX_LABEL = 5
const MIN_TURNS = 3
/** Minimum for labels in capitals. */
const MIN_UPPERCASE = 2
/** Minimum of labels before paragraphs between them count as continued turns. */
const MIN_LABELS_AROUND = 4
const MAX_FIGURES = 4

/** The name and the colon that begin a paragraph: "HALE:", "Jo Hale:". */
function labelOf(doc: Doc, run: Run): Run | null {
  const first = isWord(doc, run.first) ? run.first : run.first + 1
  for (let at = first; at < Math.min(run.end - 1, first + MAX_LABEL + 1); at += 1) {
    if (isMark(doc, at, COLON)) return at > first ? { first, end: at } : null
    // The "A:" of questions and answers is not a determiner.
    const lone = at === first && isMark(doc, at + 1, COLON)
    const inner =
      isMark(doc, at, POINT) ||
      (isCapital(doc, at) && (lone || !hasClass(doc, at, WordClass.DETERMINER)))
    if (!inner) return null
  }
  return null
}

/** Find the turns of a transcript, by paragraph; empty for other articles. */
export function findTurns(doc: Doc): ReadonlyMap<number, Turn> {
  const turns = new Map<number, Turn>()
  const speakers = new Set<number>()
  let uppercase = true
  doc.prose.paragraphs.forEach((run, paragraph) => {
    const label = doc.kinds[paragraph] === 'HEADLINE' ? null : labelOf(doc, run)
    if (!label || doc.words.labels.valueOf(doc.tokens, label.first) !== 0) return
    if (!startsWithWord(doc, label.end + 1, run.end)) return
    turns.set(paragraph, { label })
    speakers.add(doc.tokens.hashes[label.end - 1] ?? 0)
    uppercase &&= isUppercase(doc, label)
  })
  const alternating = turns.size >= MIN_TURNS && speakers.size * 2 <= turns.size + 1
  if (!alternating && !(uppercase && turns.size >= MIN_UPPERCASE)) return NONE
  return withContinuedTurns(doc, turns)
}

const NONE: ReadonlyMap<number, Turn> = new Map()

/** Whether words and not the figures of a list begin at a token. */
function startsWithWord(doc: Doc, first: number, end: number): boolean {
  for (let at = first; at < Math.min(end, first + MAX_FIGURES); at += 1) {
    const shape = doc.tokens.shapes[at] ?? 0
    if (shape & Shape.DIGIT) return false
    if (shape & Shape.WORD) return true
  }
  return false
}

/** Whether a label is in capitals and longer than one letter: "HALE". */
function isUppercase(doc: Doc, { first, end }: Run): boolean {
  for (let at = first; at < end; at += 1) {
    const shape = doc.tokens.shapes[at] ?? 0
    if (shape & Shape.WORD && !(shape & Shape.UPPER)) return false
  }
  return (doc.tokens.ends[end - 1] ?? 0) - (doc.tokens.starts[first] ?? 0) > 1
}

/** In a text that is mostly turns, paragraphs between two labels continue the turn of the first. */
function withContinuedTurns(doc: Doc, turns: ReadonlyMap<number, Turn>): ReadonlyMap<number, Turn> {
  const labelled = [...turns.keys()]
  const [first = 0, last = 0] = [labelled[0], labelled.at(-1)]
  if (turns.size < MIN_LABELS_AROUND || turns.size * 2 < last - first + 1) return turns
  const all = new Map(turns)
  const names = namesOf(doc, turns)
  for (let paragraph = first + 1; paragraph < last; paragraph += 1) {
    const run = doc.prose.paragraphs[paragraph]
    const spoken = doc.kinds[paragraph] === 'TEXT' && run && isWord(doc, run.first)
    const isProse = spoken && names.has(doc.tokens.hashes[run.first] ?? 0)
    if (!turns.has(paragraph) && all.has(paragraph - 1) && spoken && !isProse)
      all.set(paragraph, { label: null })
  }
  return all
}

/** The words of the labels of more than one word, by which prose between turns names a speaker. */
function namesOf({ tokens }: Doc, turns: ReadonlyMap<number, Turn>): ReadonlySet<number> {
  const names = new Set<number>()
  for (const { label } of turns.values()) {
    if (!label || label.end - label.first < 2) continue
    for (let at = label.first; at < label.end; at += 1) names.add(tokens.hashes[at] ?? 0)
  }
  return names
}

/** HALE: We will go. Each paragraph of a transcript is a turn of the speaker before the colon. */
export function transcriptTurn(context: ParagraphContext): void {
  const turn = context.turns.get(context.paragraph)
  if (!turn) return
  const { run } = context
  const { label } = turn
  const first = label ? label.end + 1 : run.first
  if (first >= run.end || isTaken(context, first)) return
  const lettered =
    label !== null && label.end === label.first + 1 && !isLongerThanLetter(context.doc, label)
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

/** The labels "Q" and "A" are not names. */
function isLongerThanLetter({ tokens }: Doc, { first }: Run): boolean {
  return (tokens.ends[first] ?? 0) - (tokens.starts[first] ?? 0) > 1
}
