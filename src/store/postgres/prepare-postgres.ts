import { type ArticleTexts, type PreparedRows, prepareRows } from '../relational/prepare.ts'
import type { FileReadings } from '../store.ts'
import { LAYOUT } from './tables.ts'
import { vectorsOf } from './text-vectors.ts'

/** Vectors of the words of the texts of one article; a long text has several. */
export interface TextVectors {
  readonly article: readonly Uint8Array[]
  readonly quotations: readonly (readonly Uint8Array[])[]
  readonly pictures: readonly (readonly Uint8Array[])[]
}

/** Texts whose vectors are computed; the texts themselves are not needed then. */
interface VectorTexts extends ArticleTexts {
  readonly vectors: TextVectors
}

export function prepare(readings: FileReadings): PreparedRows {
  const rows = prepareRows(readings, LAYOUT)
  return {
    ...rows,
    articles: rows.articles.map((article) => ({ ...article, texts: withVectors(article.texts) })),
  }
}

function withVectors(texts: ArticleTexts): VectorTexts {
  const vectors = vectorsIn(texts)
  return { headline: '', body: '', quotations: [], pictures: [], vectors }
}

export function vectorsIn(texts: ArticleTexts): TextVectors {
  if (hasVectors(texts)) return texts.vectors
  const { body, headline, quotations, pictures } = texts
  return {
    article: vectorsOf(body, headline),
    quotations: quotations.map((text) => vectorsOf(text)),
    pictures: pictures.map((text) => vectorsOf(text)),
  }
}

function hasVectors(texts: ArticleTexts): texts is VectorTexts {
  return 'vectors' in texts
}
