import type { Article } from '../../model/article.ts'
import type { FileText } from '../../model/file.ts'
import type { Problem } from '../../model/problem.ts'
import { fileProblem } from '../../text/problems.ts'
import type { Format, ParsedFile } from '../format.ts'
import { parseHeader } from './header.ts'
import { findParagraphs } from './paragraphs.ts'

/**
 * Plain text, one article a file: headline and `DATE:` on the first line, paragraphs between blank
 * lines, captions with a credit, a byline, an agency's sign-off.
 */
export const text: Format = {
  name: 'text',
  extensions: ['.txt', '.text', ''],
  parse: parseText,
}

function parseText({ path, text: body }: FileText): ParsedFile {
  const header = parseHeader(path, body)
  const paragraphs = findParagraphs(body, header.lines)
  const article: Article = {
    path,
    key: '',
    body,
    headline: header.headline,
    byline: paragraphs.find(({ kind }) => kind === 'BYLINE')?.span ?? null,
    paragraphs: [
      ...(header.headline ? [{ kind: 'HEADLINE', span: header.headline } as const] : []),
      ...paragraphs,
    ].sort((one, other) => one.span.start - other.span.start),
    stamp: header.stamp,
    url: null,
    language: null,
    publisher: null,
  }
  return { articles: [article], problems: [...header.problems, ...noText(article)] }
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
