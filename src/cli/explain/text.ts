import type { Paragraph, ParagraphKind } from '../../model/article.ts'
import type { Reading } from '../../model/reading.ts'
import type { Span } from '../../model/span.ts'
import { writeMarks } from '../../text/marks.ts'
import { type Line, type Piece, type Style, wrapPieces } from '../layout.ts'
import { marksOf, type TextMark } from './marks.ts'
import { cutSegments, nestMarks, type Segment } from './segments.ts'

/** The body of an article with every mark written into it. */
export function writeBody(reading: Reading): string {
  return writeMarks(reading.article.body, nestMarks(marksOf(reading)))
}

/**
 * The paragraphs of an article with marks: colours and small numbers, or without colour the notation
 * of `writeMarks`. Blank lines separate paragraphs, except captions.
 */
export function formatText(reading: Reading, columns: number, colour: boolean): Line[] {
  const { paragraphs } = reading.article
  const marks = marksOf(reading)
  const marked = colour ? colourParagraphs(reading, marks) : notateParagraphs(reading, marks)
  return paragraphs.flatMap((paragraph, index) => {
    const pieces = marked[index] ?? []
    const gap = index > 0 && !areCaptions(paragraphs[index - 1], paragraph)
    return [...(gap ? [[]] : []), ...wrapPieces(pieces, columns)]
  })
}

function areCaptions(one: Paragraph | undefined, other: Paragraph): boolean {
  return one?.kind === 'CAPTION' && other.kind === 'CAPTION'
}

const PARAGRAPH_STYLES: Readonly<Partial<Record<ParagraphKind, Style>>> = {
  HEADLINE: 'strong',
  BYLINE: 'faint',
  CAPTION: 'faint',
  SIGN_OFF: 'faint',
}

function colourParagraphs({ article }: Reading, marks: readonly TextMark[]): Piece[][] {
  const { body, paragraphs } = article
  const spans = paragraphs.map(({ span }) => span)
  return cutSegments(body, spans, marks).map((segments, index) => {
    const base = PARAGRAPH_STYLES[paragraphs[index]?.kind ?? 'TEXT']
    return segments.flatMap((segment) => colourSegment(body, segment, base))
  })
}

function colourSegment(body: string, segment: Segment, base: Style | undefined): Piece[] {
  const { span, marks, references } = segment
  const style = innermost(marks)?.style ?? base
  return [
    { text: body.slice(span.start, span.end), style },
    ...references.map((mark) => ({ text: mark.reference, style: mark.style, solid: true })),
  ]
}

// For marks of the same span: a date is more specific than a cue, quoted words are least.
const PRIORITY: readonly Style[] = ['date', 'cue', 'mention', 'source', 'content']

function innermost(marks: readonly TextMark[]): TextMark | undefined {
  return [...marks].sort(
    (one, other) =>
      lengthOf(one.span) - lengthOf(other.span) ||
      PRIORITY.indexOf(one.style) - PRIORITY.indexOf(other.style),
  )[0]
}

function lengthOf({ start, end }: Span): number {
  return end - start
}

const OPENING = /(\[\[[^\s[\]]+ )/

function notateParagraphs({ article }: Reading, marks: readonly TextMark[]): Piece[][] {
  const { body, paragraphs } = article
  const spans = paragraphs.map(({ span }) => span)
  return cutSegments(body, spans, marks).map((segments, index) => {
    const { start, end } = spans[index] ?? { start: 0, end: 0 }
    const here = new Set(segments.flatMap((segment) => segment.marks))
    const local = Array.from(here, ({ label, span }) => ({
      label,
      span: {
        start: Math.max(span.start, start) - start,
        end: Math.min(span.end, end) - start,
      },
    }))
    return writeMarks(body.slice(start, end), nestMarks(local))
      .split(OPENING)
      .map((text, part) => ({ text, solid: part % 2 === 1 }))
  })
}
