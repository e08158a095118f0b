import { parseText as parse } from '../../src/formats/index.ts'
import type { ParsedFile } from '../../src/formats/format.ts'
import type { Article } from '../../src/model/article.ts'
import type { Span } from '../../src/model/span.ts'

/** What the formats make of a text, as if it stood in a file. */
export function parseText(text: string, path = 'a.txt'): ParsedFile {
  return parse(path, text)
}

/** The one article of a text. */
export function articleOf(text: string, path = 'a.txt'): Article {
  const [article] = parseText(text, path).articles
  if (!article) throw new Error(`No article in "${text}"`)
  return article
}

/** The words of a span, or null for none. */
export function wordsAt({ body }: Article, span: Span | null | undefined): string | null {
  return span ? body.slice(span.start, span.end) : null
}
