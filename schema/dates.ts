import type { Loaders } from '../src/loaders/loaders.ts'
import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type { DateFilter as DateSelection, Lists, Order } from '../src/model/lists.ts'
import type { Awaitable } from '../src/store/store.ts'
import { Article } from './article.ts'
import { ArticleFilter, resolveArticleFilter } from './articles.ts'
import { builder } from './builder.ts'
import { connect, defineConnection, pageArgs } from './connection.ts'
import { addFacets, addTimeline } from './counts.ts'
import { DateForm, DateMention, DatePrecision, DateRelation, DateType } from './date.ts'
import { defineOrder } from './order.ts'
import { loadParts } from './parts.ts'
import { LocalDateRange, parseRange } from './ranges.ts'

const DateFilter = builder.inputType('DateFilter', {
  description: 'Members are ANDed; a list means any of its values.',
  fields: (t) => ({
    type: t.field({ type: [DateType], description: 'Of one of these types.' }),
    form: t.field({ type: [DateForm], description: 'In one of these forms.' }),
    relation: t.field({
      type: [DateRelation],
      description: 'Towards the publication of their own article.',
    }),
    precision: t.field({ type: [DatePrecision], description: 'This precise.' }),
    covers: t.field({
      type: LocalDateRange,
      description: 'Its interval touches the range.',
    }),
    article: t.field({ type: ArticleFilter, description: 'Stands in an article like this.' }),
  }),
})

function resolveDateFilter(
  filter: typeof DateFilter.$inferInput | null | undefined,
  load: Loaders,
): Awaitable<DateSelection> {
  if (!filter) return {}
  const { article } = filter
  return mapAwaitable(article ? resolveArticleFilter(article, load) : undefined, (within) => ({
    types: filter.type ?? undefined,
    forms: filter.form ?? undefined,
    relations: filter.relation ?? undefined,
    precisions: filter.precision ?? undefined,
    covers: parseRange(filter.covers),
    article: within,
  }))
}

const order = defineOrder<Lists['dates']['order']>(
  'DateOrder',
  {
    DATE: 'First day covered, what has none as if it were the earliest',
    PUBLISHED: 'Time of publication, undated articles as if they were the earliest',
    TEXT: 'Reading order, article by article',
    CERTAINTY: 'Certainty',
  },
  { field: 'DATE', descending: true },
)

const listArgs = builder.args((t) => ({
  ...pageArgs,
  filter: t.field({ type: DateFilter, description: 'Only these.' }),
  orderBy: t.field({ type: [order.type], description: 'The first counts most.' }),
}))

const { connection: DateMentionConnection } = defineConnection({
  list: 'dates',
  name: 'DateMention',
  node: DateMention,
  description:
    'Expressions of time: latest day first, below an article in reading order, unless `orderBy` says otherwise.',
  load: (items, load) => loadParts('dates', items, load),
})

addFacets(
  DateMentionConnection,
  builder.enumType('DateFacet', {
    description: 'What expressions of time can be counted by.',
    values: {
      TYPE: { description: 'Date, time, duration or set.' },
      FORM: { description: 'How they say what they mean.' },
      RELATION: { description: 'Before, at or after publication.' },
      PRECISION: { description: 'How precise they are.' },
      VALUE: { description: 'Their value.' },
    } satisfies Record<Lists['dates']['facet'], object>,
  }),
)
addTimeline(DateMentionConnection, 'the first day covered')

builder.queryField('dates', (t) =>
  t.field({
    type: DateMentionConnection,
    description: 'The expressions of time in the archive.',
    args: listArgs,
    resolve: (_root, args, { load }) =>
      connect('dates', args, load, {
        filter: resolveDateFilter(args.filter, load),
        order: order.parse(args.orderBy),
      }),
  }),
)

const READING_ORDER: Order<'TEXT'> = { field: 'TEXT', descending: false }

builder.objectField(Article, 'dates', (t) =>
  t.field({
    type: DateMentionConnection,
    description: 'The expressions of time in the article.',
    args: listArgs,
    resolve: (reading, args, { load }) =>
      connect('dates', args, load, {
        filter: resolveDateFilter(args.filter, load),
        order: order.parse(args.orderBy, READING_ORDER),
        owner: {
          kind: 'article',
          id: reading.id,
          held: args.orderBy?.length ? null : { reading, parts: reading.dates },
        },
      }),
  }),
)
