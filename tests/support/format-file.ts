import { openFormat, type OpenedFormat } from '../../src/formats/index.ts'
import type { Article } from '../../src/model/article.ts'
import type { FieldMapping } from '../../src/model/settings.ts'
import { decodeText } from '../../src/archive/decode.ts'

/** A file of these bytes, opened by the format that recognises its content or name. */
export function openBytes(
  content: string | Uint8Array,
  path = 'a.txt',
  fields: FieldMapping = {},
): Extract<OpenedFormat, { readonly format: string }> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const file = { path, content: bytes, bytes: bytes.length, modified: null, hash: '' }
  const decode = (part: Uint8Array, declared: string | null) =>
    decodeText(part, path, null, declared)
  const opened = openFormat(file, decode, { format: null, fields })
  if (opened.format === null) throw new Error(opened.problems[0]?.message)
  return opened
}

/** The parts of an article as plain values. */
export function outline(article: Article) {
  const { body, paragraphs, times } = article
  const textOf = (kind: string) =>
    paragraphs.flatMap(({ kind: each, span }) =>
      each === kind ? [body.slice(span.start, span.end)] : [],
    )
  return {
    headline: article.headline && body.slice(article.headline.start, article.headline.end),
    byline: article.byline && body.slice(article.byline.start, article.byline.end),
    dateline: article.dateline && body.slice(article.dateline.start, article.dateline.end),
    published: article.stamp && [article.stamp.local, article.stamp.zone].filter(Boolean).join(' '),
    publisher: article.publisher,
    section: article.section,
    keywords: article.keywords,
    language: article.language,
    rights: article.rights,
    itemId: article.itemId,
    text: textOf('TEXT'),
    captions: textOf('CAPTION'),
    times: times.map(({ role, literal }) => `${role} ${literal}`),
  }
}

/** The outlines of a file's articles. */
export function outlinesOf(content: string | Uint8Array, path?: string) {
  return openBytes(content, path).parse().articles.map(outline)
}
