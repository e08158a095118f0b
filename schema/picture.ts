import { allAwaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import type { PictureFilter as StoreFilter } from '../src/model/lists.ts'
import type { Awaitable } from '../src/store/store.ts'
import { type ArticleFilter, resolveArticleFilter } from './article.ts'
import type { Builder } from './builder.ts'
import { type Inputs, resolveIdsByName } from './inputs.ts'
import { defineList } from './list.ts'
import { findPart, loadParts } from './parts.ts'
import { articleSources } from './source.ts'

/** Defines pictures and the lists of pictures. */
export function definePicture(
  builder: Builder,
  inputs: Inputs,
  articleFilter: ArticleFilter,
): void {
  builder.node('Picture', {
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
        type: ['ArticleSource'],
        description: 'The credit as understood.',
        resolve: ({ reading, value }) => articleSources(reading, value.credits),
      }),
      isFilePhoto: t.boolean({
        description: 'True when the credit says that it comes from the files.',
        resolve: ({ value }) => value.isFilePhoto,
      }),
      occurrences: t.field({
        type: ['Span'],
        description: 'Every place where it is printed.',
        resolve: ({ reading, value: { occurrences } }) =>
          occurrences.map((value) => ({ reading, value })),
      }),
      article: t.field({
        type: 'Article',
        description: 'Where it is printed.',
        resolve: ({ reading }) => reading,
      }),
    }),
  })

  builder.objectField('Article', 'pictures', (t) =>
    t.field({
      type: ['Picture'],
      description: 'In reading order, each once.',
      resolve: (reading) => reading.pictures.map((value) => ({ reading, value })),
    }),
  )

  const PictureFilter = builder.inputType('PictureFilter', {
    description: 'Members are ANDed.',
    fields: (t) => ({
      credit: t.field({ type: inputs.SourceBy, description: 'Owner of the picture.' }),
      words: t.string({ description: 'Full text of caption and credit.' }),
      isFilePhoto: t.boolean({ description: 'Comes from the files, or does not.' }),
      article: t.field({ type: articleFilter, description: 'Stands in an article like this.' }),
    }),
  })

  const pictures = defineList(builder, {
    list: 'pictures',
    type: 'Picture',
    description: 'Pictures, newest article first unless `orderBy` says otherwise.',
    filter: PictureFilter,
    resolveFilter: (filter: typeof PictureFilter.$inferInput, load): Awaitable<StoreFilter> => {
      const resolved = allAwaitable([
        resolveIdsByName('sources', filter.credit, load),
        filter.article ? resolveArticleFilter(filter.article, load) : undefined,
      ])
      return mapAwaitable(resolved, ([credits, article]) => ({
        credits,
        words: filter.words ?? undefined,
        isFilePhoto: filter.isFilePhoto ?? undefined,
        article,
      }))
    },
    orderBy: {
      name: 'PictureOrder',
      fields: {
        PUBLISHED: 'Time of publication, undated articles as if they were the earliest',
        TEXT: 'Reading order, article by article',
      },
      standard: { field: 'PUBLISHED', descending: true },
    },
    load: (items, load) => loadParts('pictures', items, load),
  })
  pictures.addToQuery('The pictures of the archive.')
  pictures.addTo('Source', 'pictures', {
    description: 'Pictures that are credited to the source.',
    owner: ({ id }) => ({ kind: 'source', id }),
  })
}
