import type { Loaders } from '../src/loaders/loaders.ts'
import type { Lists, PictureFilter as PictureSelection } from '../src/model/lists.ts'
import { ArticleFilter, resolveArticleFilter } from './articles.ts'
import { builder } from './builder.ts'
import { connect, defineConnection, pageArgs } from './connection.ts'
import { resolveBearers, SourceBy } from './lookups.ts'
import { defineOrder } from './order.ts'
import { loadPart } from './parts.ts'
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

async function resolvePictureFilter(
  filter: typeof PictureFilter.$inferInput | null | undefined,
  load: Loaders,
): Promise<PictureSelection> {
  if (!filter) return {}
  return {
    credits: filter.credit ? await resolveBearers('sources', filter.credit, load) : undefined,
    words: filter.words ?? undefined,
    isFilePhoto: filter.isFilePhoto ?? undefined,
    article: filter.article ? await resolveArticleFilter(filter.article, load) : undefined,
  }
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
  load: (item, load) => loadPart('pictures', item, load),
})

builder.queryField('pictures', (t) =>
  t.field({
    type: PictureConnection,
    description: 'The pictures of the archive.',
    args: listArgs,
    resolve: async (_root, args, { load }) =>
      connect('pictures', args, {
        filter: await resolvePictureFilter(args.filter, load),
        order: order.parse(args.orderBy),
      }),
  }),
)

builder.objectField(Source, 'pictures', (t) =>
  t.field({
    type: PictureConnection,
    description: 'Pictures that are credited to the source.',
    args: listArgs,
    resolve: async ({ id }, args, { load }) =>
      connect('pictures', args, {
        filter: await resolvePictureFilter(args.filter, load),
        order: order.parse(args.orderBy),
        owner: { kind: 'source', id },
      }),
  }),
)
