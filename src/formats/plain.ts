import type { Block } from './article.ts'
import { findParagraphs } from './text/paragraphs.ts'

/** The paragraphs of plain text from a field, with captions, bylines and sign-offs recognised. */
export function blocksOfText(text: string): Block[] {
  const body = text.replace(/\r\n?/g, '\n')
  return findParagraphs(body, []).map(({ kind, span, credit }) => ({
    kind,
    text: body.slice(span.start, span.end),
    ...(credit && { credit: body.slice(credit.start, credit.end) }),
  }))
}
