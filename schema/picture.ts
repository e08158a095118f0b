import type { Picture as PictureRecord } from '../src/model/picture.ts'
import { Article } from './article.ts'
import { builder } from './builder.ts'
import { findPart } from './parts.ts'
import { ArticleSource, articleSources } from './source.ts'
import { type InArticle, Span } from './span.ts'

export const Picture = builder.objectRef<InArticle<PictureRecord>>('Picture')

builder.node(Picture, {
  description: 'A caption with its credit. Printed twice, it is one picture seen twice.',
  id: { resolve: ({ value }) => value.id },
  loadWithoutCache: (id, { load }) => findPart('pictures', id, load),
  fields: (t) => ({
    caption: t.string({
      nullable: true,
      description: 'Null when only a credit is printed.',
      resolve: ({ value }) => value.caption,
    }),
    creditText: t.string({
      nullable: true,
      description: 'The credit as printed: "Harbour Post file".',
      resolve: ({ value }) => value.creditText,
    }),
    credits: t.field({
      type: [ArticleSource],
      description: 'The credit as understood.',
      resolve: ({ reading, value }) => articleSources(reading, value.credits),
    }),
    isFilePhoto: t.boolean({
      description: 'True when the credit says that it comes from the files.',
      resolve: ({ value }) => value.isFilePhoto,
    }),
    occurrences: t.field({
      type: [Span],
      description: 'Every place where it is printed.',
      resolve: ({ reading, value: { occurrences } }) =>
        occurrences.map((value) => ({ reading, value })),
    }),
    article: t.field({
      type: Article,
      description: 'Where it is printed.',
      resolve: ({ reading }) => reading,
    }),
  }),
})

builder.objectField(Article, 'pictures', (t) =>
  t.field({
    type: [Picture],
    description: 'In reading order, each once.',
    resolve: (reading) => reading.pictures.map((value) => ({ reading, value })),
  }),
)
