import { mapAwaitable } from '../src/loaders/awaitable.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type {
  Article as ArticleRecord,
  ParagraphKind as ParagraphKindName,
} from '../src/model/article.ts'
import type { Reading } from '../src/model/reading.ts'
import type { Span as SpanRecord } from '../src/model/span.ts'
import { builder } from './builder.ts'
import { File } from './file.ts'
import { Problem } from './problem.ts'
import { PublishedTime, StatedTime } from './published.ts'
import { type InArticle, Span } from './span.ts'

const ParagraphKind = builder.enumType('ParagraphKind', {
  description: 'What a paragraph is for.',
  values: {
    HEADLINE: { description: 'The title of the article.' },
    BYLINE: { description: 'Who wrote it.' },
    DATELINE: { description: 'Where and when it was written, apart from the text.' },
    CAPTION: { description: 'The words under a picture, with its credit.' },
    TEXT: { description: 'The story itself.' },
    SIGN_OFF: { description: "Only an agency's or an editor's mark: `(END)`." },
  } satisfies Record<ParagraphKindName, object>,
})

const Provenance = builder.enumType('Provenance', {
  description: 'What a C2PA manifest in the text says of its origin.',
  values: {
    PRESENT: { description: 'There is a manifest. Nobody has checked it.' },
  } satisfies Record<NonNullable<ArticleRecord['provenance']>, object>,
})

/** A paragraph by its place in the article. */
export interface ParagraphAt {
  readonly reading: Reading
  readonly index: number
  readonly kind: ParagraphKindName
  readonly span: SpanRecord
}

export const Paragraph = builder.objectRef<ParagraphAt>('Paragraph')

Paragraph.implement({
  description: 'A paragraph of the body.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Place in the article, from 0.' }),
    kind: t.expose('kind', { type: ParagraphKind, description: 'What it is for.' }),
    text: t.string({
      description: 'Its words.',
      resolve: ({ reading, span }) => reading.article.body.slice(span.start, span.end),
    }),
    span: t.field({
      type: Span,
      description: 'Where it stands.',
      resolve: ({ reading, span }) => ({ reading, value: span }),
    }),
  }),
})

export function paragraphsOf(reading: Reading): ParagraphAt[] {
  return reading.article.paragraphs.map((paragraph, index) => ({ reading, index, ...paragraph }))
}

export const Article = builder.objectRef<Reading>('Article')

builder.node(Article, {
  description: 'One news item.',
  id: { resolve: ({ id }) => id },
  loadWithoutCache: (id, { load }) => load.reading.load(id),
  fields: (t) => ({
    path: t.string({
      description: 'The file, relative to the archive, with `/`.',
      resolve: ({ article }) => article.path,
    }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description: 'Null when the file states none.',
      resolve: ({ article }) => article.url,
    }),
    language: t.field({
      type: 'Locale',
      nullable: true,
      description: 'Stated or recognised; null when unknown.',
      resolve: ({ language }) => language,
    }),
    headline: t.string({
      nullable: true,
      description: 'Null when the file has none.',
      resolve: (reading) => words(reading, reading.article.headline),
    }),
    byline: t.string({
      nullable: true,
      description: 'Who wrote it, as printed; null when nobody is named.',
      resolve: (reading) => words(reading, reading.article.byline),
    }),
    dateline: t.string({
      nullable: true,
      description: 'The words before the first sentence: "PORT SELM, Oct. 10 (Northern Wire) --".',
      resolve: (reading) => words(reading, reading.dateline),
    }),
    body: t.string({
      description: 'The one normalised text that every span points into, headline included.',
      resolve: ({ article }) => article.body,
    }),
    wordCount: t.exposeInt('wordCount', { description: 'Words of the body.' }),
    published: t.field({
      type: PublishedTime,
      nullable: true,
      description: 'Null when no time of publication is printed.',
      resolve: publishedOf,
    }),
    times: t.field({
      type: [StatedTime],
      description:
        'Every time that the file states; `published` is the first PUBLISHED, else CREATED, else UPDATED.',
      resolve: (reading) => reading.times.map((value) => ({ reading, value })),
    }),
    section: t.string({
      nullable: true,
      description: 'The department or column; null when the file states none.',
      resolve: ({ article }) => article.section,
    }),
    keywords: t.stringList({
      description: 'Subjects and keywords, as stated.',
      resolve: ({ article }) => article.keywords,
    }),
    rights: t.string({
      nullable: true,
      description: 'Copyright line or usage terms, as printed; null when the file states none.',
      resolve: ({ article }) => article.rights,
    }),
    itemId: t.string({
      nullable: true,
      description: "The item's own id, unique within its provider; null when it has none.",
      resolve: ({ article }) => article.itemId,
    }),
    provenance: t.field({
      type: Provenance,
      nullable: true,
      description: 'Null when the text carries no manifest of its origin.',
      resolve: ({ article }) => article.provenance,
    }),
    paragraphs: t.field({
      type: [Paragraph],
      description: 'In reading order, headline and captions included.',
      resolve: paragraphsOf,
    }),
    file: t.field({
      type: File,
      description: 'Where it was read.',
      resolve: ({ article }, _args, { load }) =>
        mapAwaitable(load.file.load(article.path), requirePresent),
    }),
    problems: t.field({
      type: [Problem],
      description: 'What is wrong with its file and its reading, doubts of its date included.',
      resolve: ({ id, problems, published }) =>
        [...problems, ...(published?.doubts ?? [])].map((problem) => ({ problem, article: id })),
    }),
  }),
})

/** An article's time of publication with the article in which it is printed. */
export function publishedOf(reading: Reading): InArticle<NonNullable<Reading['published']>> | null {
  return reading.published && { reading, value: reading.published }
}

function words({ article }: Reading, span: SpanRecord | null): string | null {
  return span && article.body.slice(span.start, span.end)
}
