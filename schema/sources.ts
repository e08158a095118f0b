import type { Loaders } from '../src/loaders/loaders.ts'
import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Lists, SourceFilter as SourceSelection } from '../src/model/lists.ts'
import type { Awaitable } from '../src/store/store.ts'
import { ArticleFilter, resolveArticleFilter } from './articles.ts'
import { builder } from './builder.ts'
import { connect, defineConnection, pageArgs } from './connection.ts'
import { InputError } from './errors.ts'
import { resolveBearer, SourceBy } from './lookups.ts'
import { defineOrder } from './order.ts'
import { Source, SourceKind, SourceRole } from './source.ts'

const SourceFilter = builder.inputType('SourceFilter', {
  description: 'Members are ANDed; a list means any of its values.',
  fields: (t) => ({
    name: t.string({ description: 'Every word begins a word of the name or of an alias.' }),
    kind: t.field({ type: [SourceKind], description: 'Of one of these kinds.' }),
    role: t.field({ type: [SourceRole], description: 'Plays one of these parts somewhere.' }),
    article: t.field({ type: ArticleFilter, description: 'Plays a part in an article like this.' }),
  }),
})

function resolveSourceFilter(
  filter: typeof SourceFilter.$inferInput | null | undefined,
  load: Loaders,
): Awaitable<SourceSelection> {
  if (!filter) return {}
  const { article } = filter
  return mapAwaitable(article ? resolveArticleFilter(article, load) : undefined, (within) => ({
    name: filter.name ?? undefined,
    kinds: filter.kind ?? undefined,
    roles: filter.role ?? undefined,
    article: within,
  }))
}

const order = defineOrder<Lists['sources']['order']>(
  'SourceOrder',
  { NAME: 'Name', ARTICLES: 'Number of their articles in the whole archive' },
  { field: 'ARTICLES', descending: true },
)

const { connection: SourceConnection } = defineConnection({
  list: 'sources',
  name: 'Source',
  node: Source,
  description: 'Sources, those of most articles first unless `orderBy` says otherwise.',
  load: (items, load) => load.source.loadMany(items.map(({ id }) => id)),
})

builder.queryField('sources', (t) =>
  t.field({
    type: SourceConnection,
    description: 'Everything that articles come from or through.',
    args: {
      ...pageArgs,
      filter: t.arg({ type: SourceFilter, description: 'Only these.' }),
      orderBy: t.arg({ type: [order.type], description: 'The first counts most.' }),
    },
    resolve: (_root, args, { load }) =>
      connect('sources', args, load, {
        filter: resolveSourceFilter(args.filter, load),
        order: order.parse(args.orderBy),
      }),
  }),
)

builder.queryField('source', (t) =>
  t.field({
    type: Source,
    nullable: true,
    description:
      'One source. A miss is null with the error NOT_FOUND, a name of several AMBIGUOUS_NAME.',
    args: { by: t.arg({ type: SourceBy, required: true, description: 'Which one.' }) },
    resolve: (_root, { by }, { load }) =>
      mapAwaitable(
        mapAwaitable(resolveBearer('sources', by, load), (id) => load.source.load(id)),
        (source) => {
          if (!source) throw new InputError('NOT_FOUND', 'There is no source with this id.')
          return source
        },
      ),
  }),
)
