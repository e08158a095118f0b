import type { Loaders } from '../src/loaders/loaders.ts'
import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Lists, PictureFilter as PictureSelection } from '../src/model/lists.ts'
import type { Awaitable } from '../src/store/store.ts'
import { ArticleFilter, resolveArticleFilter } from './articles.ts'
import { builder } from './builder.ts'
import { connect, defineConnection, pageArgs } from './connection.ts'
import { resolveBearers, SourceBy } from './lookups.ts'
import { defineOrder } from './order.ts'
import { loadParts } from './parts.ts'
import { Picture } from './picture.ts'
import { Source } from './source.ts'

const PictureFilter = builder.inputType('PictureFilter', {
  description: 'Members are ANDed.',
  fields: (t) => ({
    credit: t.field({ type: SourceBy, description: 'Owner of the picture.' }),
    words: t.string({ description: 'Full text of caption and credit.' }),
    isFilePhoto: t.boolean({ description: 'Comes from the files, or does not.' }),
    article: t.field({ type: ArticleFilter, description: 'Stands in an article like this.' }),
  }),
})

function resolvePictureFilter(
  filter: typeof PictureFilter.$inferInput | null | undefined,
  load: Loaders,
): Awaitable<PictureSelection> {
  if (!filter) return {}
  const { credit, article } = filter
  return mapAwaitable(credit ? resolveBearers('sources', credit, load) : undefined, (credits) =>
    mapAwaitable(article ? resolveArticleFilter(article, load) : undefined, (within) => ({
      credits,
      words: filter.words ?? undefined,
      isFilePhoto: filter.isFilePhoto ?? undefined,
      article: within,
    })),
  )
}

const order = defineOrder<Lists['pictures']['order']>(
  'PictureOrder',
  {
    PUBLISHED: 'Time of publication, undated articles as if they were the earliest',
    TEXT: 'Reading order, article by article',
  },
  { field: 'PUBLISHED', descending: true },
)

const listArgs = builder.args((t) => ({
  ...pageArgs,
  filter: t.field({ type: PictureFilter, description: 'Only these.' }),
  orderBy: t.field({ type: [order.type], description: 'The first counts most.' }),
}))

const { connection: PictureConnection } = defineConnection({
  list: 'pictures',
  name: 'Picture',
  node: Picture,
  description: 'Pictures, newest article first unless `orderBy` says otherwise.',
  load: (items, load) => loadParts('pictures', items, load),
})

builder.queryField('pictures', (t) =>
  t.field({
    type: PictureConnection,
    description: 'The pictures of the archive.',
    args: listArgs,
    resolve: (_root, args, { load }) =>
      connect('pictures', args, load, {
        filter: resolvePictureFilter(args.filter, load),
        order: order.parse(args.orderBy),
      }),
  }),
)

builder.objectField(Source, 'pictures', (t) =>
  t.field({
    type: PictureConnection,
    description: 'Pictures that are credited to the source.',
    args: listArgs,
    resolve: ({ id }, args, { load }) =>
      connect('pictures', args, load, {
        filter: resolvePictureFilter(args.filter, load),
        order: order.parse(args.orderBy),
        owner: { kind: 'source', id },
      }),
  }),
)
