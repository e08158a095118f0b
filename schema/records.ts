import type { ParagraphKind } from '../src/model/article.ts'
import type { Problem } from '../src/model/problem.ts'
import type { Reading } from '../src/model/reading.ts'
import type { Span } from '../src/model/span.ts'

/** A part of an article with the article that contains it: its spans point into the body. */
export interface InArticle<Part> {
  readonly reading: Reading
  readonly value: Part
}

/** A paragraph with its index in the article. */
export interface ParagraphInArticle {
  readonly reading: Reading
  readonly index: number
  readonly kind: ParagraphKind
  readonly span: Span
  readonly repeats?: readonly Span[]
}

/** A problem and the id of the article that its span points into; null for a problem of a file. */
export interface ProblemInArticle {
  readonly problem: Problem
  readonly article: string | null
}
