import { parseText as parse } from '../../src/formats/index.ts'
import type { ParsedFile } from '../../src/formats/format.ts'
import type { Article } from '../../src/model/article.ts'
import type { Span } from '../../src/model/span.ts'

/** The parsed file with this text. */
export function parseText(text: string, path = 'a.txt'): ParsedFile {
  return parse(path, text)
}

/** The first article of a text. */
export function articleOf(text: string, path = 'a.txt'): Article {
  const [article] = parseText(text, path).articles
  if (!article) throw new Error(`No article in "${text}"`)
  return article
}

/** The text of a span, null without a span. */
export function wordsAt({ body }: Article, span: Span | null | undefined): string | null {
  return span ? body.slice(span.start, span.end) : null
}
