import type { Loaders } from '../src/loaders/loaders.ts'
import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type { ArticleFilter as ArticleSelection, Lists } from '../src/model/lists.ts'
import type { Awaitable } from '../src/store/store.ts'
import { Article } from './article.ts'
import { builder } from './builder.ts'
import { addSearch, connect, defineConnection, pageArgs } from './connection.ts'
import { addFacets, addTimeline } from './counts.ts'
import { InputError } from './errors.ts'
import { parseIdOf } from './ids.ts'
import { ArticleBy, resolveBearers, SourceBy, SpeakerBy } from './lookups.ts'
import { defineOrder } from './order.ts'
import { LocalDateRange, parseRange } from './ranges.ts'
import { Source, SourceRole } from './source.ts'
import { Speaker } from './speaker.ts'

const SourceMatch = builder.inputType('ArticleSourceFilter', {
  description: 'A source that plays a part in the article.',
  fields: (t) => ({
    by: t.field({ type: SourceBy, required: true, description: 'Which source.' }),
    role: t.field({ type: [SourceRole], description: 'In one of these parts; any when left out.' }),
  }),
})

export const ArticleFilter = builder.inputType('ArticleFilter', {
  description: 'Members are ANDed; a list means any of its values.',
  fields: (t) => ({
    words: t.string({
      description: 'Full text: words, "phrases" and prefix*, all of which must occur.',
    }),
    path: t.string({ description: 'Beginning of the path: a folder or a file.' }),
    published: t.field({
      type: LocalDateRange,
      description: 'By the printed wall clock; undated articles are left out.',
    }),
    language: t.field({ type: ['Locale'], description: 'In one of these languages.' }),
    source: t.field({ type: SourceMatch, description: 'Comes from or through this source.' }),
    speaker: t.field({ type: SpeakerBy, description: 'Quoted in it.' }),
    hasProblems: t.boolean({ description: 'Has a warning or an error.' }),
    mentionsDate: t.field({
      type: LocalDateRange,
      description: 'Names a date whose interval touches the range.',
    }),
  }),
})

/** Turn the filter that callers write into the one that the store reads: names become ids. */
export function resolveArticleFilter(
  filter: typeof ArticleFilter.$inferInput | null | undefined,
  load: Loaders,
): Awaitable<ArticleSelection> {
  if (!filter) return {}
  const { source, speaker } = filter
  const none = !source || isEmpty(source.role)
  return mapAwaitable(none ? [] : resolveBearers('sources', source.by, load), (ids) =>
    mapAwaitable(speaker ? resolveBearers('speakers', speaker, load) : undefined, (speakers) => ({
      words: filter.words ?? undefined,
      path: filter.path ?? undefined,
      published: parseRange(filter.published),
      languages: filter.language ?? undefined,
      source: source ? { ids, roles: source.role ?? undefined } : undefined,
      speakers,
      hasProblems: filter.hasProblems ?? undefined,
      mentionsDate: parseRange(filter.mentionsDate),
    })),
  )
}

/** An empty list of parts means none of them, and no list any. */
function isEmpty(list: readonly unknown[] | null | undefined): boolean {
  return list?.length === 0
}

const order = defineOrder<Lists['articles']['order']>(
  'ArticleOrder',
  {
    PUBLISHED: 'Time of publication, undated articles as if they were the earliest',
    PATH: 'Path of the file',
    HEADLINE: 'Headline',
    WORD_COUNT: 'Length',
    RELEVANCE:
      'How well `words` match; of more than 10,000 matches of `words` alone, only the newest 10,000 are weighed and listed',
  },
  { field: 'PUBLISHED', descending: true },
)

const listArgs = builder.args((t) => ({
  ...pageArgs,
  filter: t.field({ type: ArticleFilter, description: 'Only these.' }),
  orderBy: t.field({ type: [order.type], description: 'The first counts most.' }),
}))

const { connection: ArticleConnection, edge: ArticleEdge } = defineConnection({
  list: 'articles',
  name: 'Article',
  node: Article,
  description: 'Articles, newest first unless `orderBy` says otherwise.',
  load: (items, load) => load.reading.loadMany(items.map(({ id }) => id)),
})

addFacets(
  ArticleConnection,
  builder.enumType('ArticleFacet', {
    description: 'What articles can be counted by.',
    values: {
      PUBLISHER: { description: 'Who ran them.' },
      WIRE_AGENCY: { description: 'Which agency wrote them.' },
      RELAY: { description: 'Who passed words on in them.' },
      PICTURE_CREDIT: { description: 'Who owns pictures in them.' },
      AUTHOR: { description: 'Who stands in the byline.' },
      SPEAKER: { description: 'Who is quoted in them.' },
      LANGUAGE: { description: 'Their language.' },
    } satisfies Record<Lists['articles']['facet'], object>,
  }),
)
addTimeline(ArticleConnection, 'day of publication')
addSearch(ArticleEdge)

builder.queryField('articles', (t) =>
  t.field({
    type: ArticleConnection,
    description: 'The articles of the archive.',
    args: listArgs,
    resolve: (_root, args, { load }) =>
      connect('articles', args, load, {
        filter: resolveArticleFilter(args.filter, load),
        order: order.parse(args.orderBy),
      }),
  }),
)

builder.queryField('article', (t) =>
  t.field({
    type: Article,
    nullable: true,
    description: 'One article. A miss is null with the error NOT_FOUND.',
    args: { by: t.arg({ type: ArticleBy, required: true, description: 'Which one.' }) },
    resolve: (_root, { by }, { load }) => {
      const id =
        by.id != null
          ? parseIdOf('Article', by.id)
          : by.url != null
            ? load.articleIdAt.url.load(by.url)
            : load.articleIdAt.path.load(by.path ?? '')
      const read = (known: string | null) => (known === null ? null : load.reading.load(known))
      return mapAwaitable(mapAwaitable(id, read), (article) => {
        if (article) return article
        const asked = by.id != null ? 'with this id' : `at "${by.url ?? by.path}"`
        throw new InputError(
          'NOT_FOUND',
          `There is no article ${asked}. See articles { nodes { path } }.`,
        )
      })
    },
  }),
)

builder.objectField(Speaker, 'articles', (t) =>
  t.field({
    type: ArticleConnection,
    description: 'Articles that quote the speaker.',
    args: listArgs,
    resolve: ({ id }, args, { load }) =>
      connect('articles', args, load, {
        filter: resolveArticleFilter(args.filter, load),
        order: order.parse(args.orderBy),
        owner: { kind: 'speaker', id },
      }),
  }),
)

builder.objectField(Source, 'articles', (t) =>
  t.field({
    type: ArticleConnection,
    description: 'Articles in which the source plays a part.',
    args: {
      ...listArgs,
      role: t.arg({ type: [SourceRole], description: 'Only in these parts.' }),
    },
    resolve: ({ id }, args, { load }) => {
      const filter = resolveArticleFilter(args.filter, load)
      return connect('articles', args, load, {
        filter: isEmpty(args.role)
          ? mapAwaitable(filter, (rest) => ({ ...rest, source: { ids: [] } }))
          : filter,
        order: order.parse(args.orderBy),
        owner: { kind: 'source', id, roles: args.role ?? [] },
      })
    },
  }),
)
