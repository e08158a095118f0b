import { allAwaitable, type Awaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import type { PictureFilter as StoreFilter } from '../src/model/lists.ts'
import { type ArticleFilter, resolveArticleFilter } from './article.ts'
import type { Builder } from './builder.ts'
import { type Inputs, parseSearch, resolveIdsByName } from './inputs.ts'
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
    description:
      'A picture, known by its caption and credit. A caption printed twice is one picture with two occurrences.',
    id: { resolve: ({ value }) => value.id },
    loadWithoutCache: (id, { load }) => findPart('pictures', id, load),
    fields: (t) => ({
      caption: t.string({
        nullable: true,
        description: 'Caption; null if only a credit is printed.',
        resolve: ({ value }) => value.caption,
      }),
      creditText: t.string({
        nullable: true,
        description: 'The credit as printed: "Harbour Post file".',
        resolve: ({ value }) => value.creditText,
      }),
      credits: t.field({
        type: ['ArticleSource'],
        description: 'Sources that the credit names.',
        resolve: ({ reading, value }) => articleSources(reading, value.credits),
      }),
      isFilePhoto: t.boolean({
        description: 'Whether the credit marks an archive picture ("file photo").',
        resolve: ({ value }) => value.isFilePhoto,
      }),
      occurrences: t.field({
        type: ['Span'],
        description: 'All positions in the body where it is printed.',
        resolve: ({ reading, value: { occurrences } }) =>
          occurrences.map((value) => ({ reading, value })),
      }),
      article: t.field({
        type: 'Article',
        description: 'The article that prints it.',
        resolve: ({ reading }) => reading,
      }),
    }),
  })

  builder.objectField('Article', 'pictures', (t) =>
    t.field({
      type: ['Picture'],
      description: 'Pictures in reading order, each once.',
      resolve: (reading) => reading.pictures.map((value) => ({ reading, value })),
    }),
  )

  const PictureFilter = builder.inputType('PictureFilter', {
    description: 'Conditions are combined with AND.',
    fields: (t) => ({
      credit: t.field({
        type: inputs.SourceBy,
        description: 'A source that is credited for the picture.',
      }),
      words: t.string({ description: 'Full-text search in caption and credit.' }),
      isFilePhoto: t.boolean({ description: 'Whether it is marked as an archive picture.' }),
      article: t.field({ type: articleFilter, description: 'The article matches this filter.' }),
    }),
  })

  const pictures = defineList(builder, {
    list: 'pictures',
    type: 'Picture',
    description: 'Pictures; by default the newest article first.',
    filter: PictureFilter,
    resolveFilter: (filter: typeof PictureFilter.$inferInput, load): Awaitable<StoreFilter> => {
      const resolved = allAwaitable([
        resolveIdsByName('sources', filter.credit, load),
        filter.article ? resolveArticleFilter(filter.article, load) : undefined,
      ])
      return mapAwaitable(resolved, ([credits, article]) => ({
        credits,
        words: parseSearch(filter.words),
        isFilePhoto: filter.isFilePhoto ?? undefined,
        article,
      }))
    },
    orderBy: {
      name: 'PictureOrder',
      fields: {
        PUBLISHED: 'Time of publication, undated articles as the earliest',
        TEXT: 'Reading order, article by article',
      },
      standard: { field: 'PUBLISHED', descending: true },
    },
    load: (items, load) => loadParts('pictures', items, load),
  })
  pictures.addToQuery('Pictures of the archive.')
  pictures.addTo('Source', 'pictures', {
    description: 'Pictures for which the source is credited.',
    owner: ({ id }) => ({ kind: 'source', id }),
  })
}
