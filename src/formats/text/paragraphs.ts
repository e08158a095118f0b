import type { Paragraph } from '../../model/article.ts'
import type { Span } from '../../model/span.ts'
import { findLines, trimSpan } from '../../text/lines.ts'
import { overlaps } from '../../text/spans.ts'
import { isByline, isSignOff } from './bylines.ts'
import { type CaptionPlace, findCredit } from './captions.ts'

/** A line longer than this was not wrapped by hand: it is a paragraph. */
const MAX_WRAPPED = 120
const MAX_CAPTION_LINES = 8
/** Lines beyond this are one paragraph: an article has a few hundred. */
const MAX_LINES = 50_000
const MIN_SENTENCES = 0.7
const SENTENCE_END = /[.!?。…]["'”’)\]]*$/
// A line that only gives the credit of the line above: "(Photo: Mira Tan)", "/ Northern Wire".
const CREDIT_LINE = /^(?:[/([]|\p{L}+(?:\s+\p{L}+)?\s*:)/u

/**
 * Cut a text into paragraphs and tell what each is.
 *
 * Blank lines stand between paragraphs. Without any, or between long lines, every line is one;
 * lines wrapped by hand stay together. A caption has its own paragraph wherever it is printed.
 *
 * @param skip - lines of the header, in reading order
 */
export function findParagraphs(body: string, skip: readonly Span[]): Paragraph[] {
  const spans = findBlocks(body, skip).flatMap((lines) => splitBlock(body, lines))
  const last = spans.findLastIndex((span) => !isSignOff(wordsOf(body, span)))
  const paragraphs: Paragraph[] = []
  let place: CaptionPlace = 'TOP'
  for (const [index, span] of spans.entries()) {
    if (index === last) place = 'END'
    const paragraph = readParagraph(body, span, place)
    if (paragraph.kind === 'TEXT' && place === 'TOP') place = 'BETWEEN'
    paragraphs.push(paragraph)
  }
  return markEnd(body, paragraphs)
}

/** Groups of lines with blank lines between them; a line of the header counts as blank. */
function findBlocks(body: string, skip: readonly Span[]): Span[][] {
  const blocks: Span[][] = []
  let block: Span[] = []
  for (const line of firstLines(body)) {
    const isText = line.start < line.end && !skip.some((span) => overlaps(span, line))
    if (isText) block.push(line)
    if (isText && block.length === 1) blocks.push(block)
    if (!isText) block = []
  }
  return blocks
}

/** The first lines of a text; all lines after them count as one. */
function firstLines(body: string): Span[] {
  const end = endOfLine(body, MAX_LINES)
  if (end < 0) return findLines(body)
  const rest = trimSpan(body, { start: end + 1, end: body.length })
  const empty = { start: end + 1, end: end + 1 }
  return [...findLines(body.slice(0, end)), empty, rest]
}

/** Whether a text has more lines than are analysed. */
export function hasTooManyLines(body: string): boolean {
  return endOfLine(body, MAX_LINES) >= 0
}

/** Offset of the n-th line feed; -1 when there are fewer. */
function endOfLine(body: string, number: number): number {
  let end = -1
  for (let count = 0; count < number; count += 1) {
    end = body.indexOf('\n', end + 1)
    if (end < 0) break
  }
  return end
}

/** The paragraphs of a block: captions and bylines above it, sign-offs below, text between. */
function splitBlock(body: string, lines: readonly Span[]): Span[] {
  if (isLineByLine(body, lines)) return [...lines]
  const above: Span[] = []
  let from = 0
  for (let to = endOfSpecial(body, lines, from); to > from; to = endOfSpecial(body, lines, from)) {
    above.push(joined(lines.slice(from, to)))
    from = to
  }
  let to = lines.length
  while (to > from && isSignOff(wordsOf(body, lines[to - 1]))) to -= 1
  return [...above, ...joinWrapped(body, lines.slice(from, to)), ...lines.slice(to)]
}

/** Whether every line is a paragraph: too long to be wrapped, or most of them whole sentences. */
function isLineByLine(body: string, lines: readonly Span[]): boolean {
  if (lines.some(({ start, end }) => end - start > MAX_WRAPPED)) return true
  const sentences = lines.filter((line) => SENTENCE_END.test(wordsOf(body, line))).length
  return lines.length >= 3 && sentences >= lines.length * MIN_SENTENCES
}

/** How many lines from here on make one caption or byline; the same index when they do not. */
function endOfSpecial(body: string, lines: readonly Span[], from: number): number {
  for (let to = from + 1; to <= Math.min(lines.length, from + MAX_CAPTION_LINES); to += 1) {
    const words = body.slice(lines[from]?.start, lines[to - 1]?.end)
    if (findCredit(words, 'BETWEEN') || (to === from + 1 && isByline(words))) return to
    // A caption goes on below only in the middle of a sentence, or with its credit.
    const next = wordsOf(body, lines[to])
    if (SENTENCE_END.test(words) && !CREDIT_LINE.test(next)) break
  }
  return from
}

/** Lines wrapped by hand make one paragraph, up to the next that is indented. */
function joinWrapped(body: string, lines: readonly Span[]): Span[] {
  const groups: Span[][] = []
  for (const line of lines) {
    const group = groups.at(-1)
    if (group && !(isIndented(body, line) && !isIndented(body, group.at(-1)))) group.push(line)
    else groups.push([line])
  }
  return groups.map(joined)
}

function isIndented(body: string, line: Span | undefined): boolean {
  return (
    line !== undefined && /[^\S\n]{2}$/.test(body.slice(Math.max(0, line.start - 2), line.start))
  )
}

function joined(lines: readonly Span[]): Span {
  return { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 }
}

function wordsOf(body: string, span: Span | undefined): string {
  return span ? body.slice(span.start, span.end) : ''
}

function readParagraph(body: string, span: Span, place: CaptionPlace): Paragraph {
  const words = wordsOf(body, span)
  const credit = findCredit(words, place)
  if (credit) {
    const { start, end } = credit
    return { kind: 'CAPTION', span, credit: { start: span.start + start, end: span.start + end } }
  }
  return { kind: place === 'TOP' && isByline(words) ? 'BYLINE' : 'TEXT', span }
}

/** Sign-offs and bylines below the last paragraph of text, and captions that end it. */
function markEnd(body: string, paragraphs: readonly Paragraph[]): Paragraph[] {
  const marked = [...paragraphs]
  for (let index = marked.length - 1; index > 0; index -= 1) {
    const { kind, span } = marked[index] ?? { kind: 'TEXT', span: { start: 0, end: 0 } }
    const words = wordsOf(body, span)
    if (isSignOff(words)) marked[index] = { kind: 'SIGN_OFF', span }
    else if (kind === 'TEXT' && isByline(words)) marked[index] = { kind: 'BYLINE', span }
    else if (kind === 'TEXT') break
  }
  return marked
}
