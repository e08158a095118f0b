import { type Article, noFacts, type Stamp, type StatedTime } from '../../model/article.ts'
import type { Problem } from '../../model/problem.ts'
import { fileProblem } from '../../text/problems.ts'
import { wholeSourceMap } from '../../text/source-map.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { parseHeader } from './header.ts'
import { DATE_LABEL } from './labels.ts'
import { findParagraphs, hasTooManyLines } from './paragraphs.ts'

/**
 * Plain text, one article a file: headline and `DATE:` on the first line, paragraphs between blank
 * lines, captions with a credit, a byline, an agency's sign-off.
 */
export const text: TextFormat = {
  kind: 'TEXT',
  name: 'text',
  extensions: ['.txt', '.text', ''],
  holdsMany: false,
  // Any text may be one: only the name says so.
  recognize: () => null,
  parse: parseText,
}

function parseText({ path, text: body, origin }: TextFile): ParsedFile {
  const header = parseHeader(path, body)
  const paragraphs = findParagraphs(body, header.lines)
  const article: Article = {
    ...noFacts,
    path,
    key: '',
    body,
    headline: header.headline,
    byline: paragraphs.find(({ kind }) => kind === 'BYLINE')?.span ?? null,
    paragraphs: [
      ...(header.headline ? [{ kind: 'HEADLINE', span: header.headline } as const] : []),
      ...paragraphs,
    ].sort((one, other) => one.span.start - other.span.start),
    dateline: null,
    stamp: header.stamp,
    times: timesOf(body, header.stamp),
    sourceMap: wholeSourceMap(body, origin),
  }
  return {
    articles: [article],
    problems: [...header.problems, ...noText(article), ...tooManyLines(article)],
  }
}

function timesOf(body: string, stamp: Stamp | null): StatedTime[] {
  if (!stamp) return []
  const { literal: span, local, precision, zone, basis } = stamp
  const literal = span ? body.slice(span.start, span.end) : local.slice(0, 10)
  const source = basis === 'FILE_NAME' ? 'file name' : DATE_LABEL
  return [{ role: 'PUBLISHED', literal, span, source, local, precision, zone }]
}

function noText({ path, paragraphs }: Article): Problem[] {
  if (paragraphs.some(({ kind }) => kind === 'TEXT')) return []
  return [
    fileProblem(path, {
      code: 'NO_TEXT',
      severity: 'WARNING',
      message: 'Nothing stands below the headline but captions and sign-offs, if that.',
      hint: 'Put the text back, with a blank line above it.',
    }),
  ]
}

function tooManyLines({ path, body }: Article): Problem[] {
  if (!hasTooManyLines(body)) return []
  return [
    fileProblem(path, {
      code: 'TOO_COMPLEX',
      severity: 'WARNING',
      message: 'The text has so many lines that the later ones are one paragraph.',
      hint: 'Put each article into a file of its own.',
    }),
  ]
}
