import type { Loaders } from '../src/loaders/loaders.ts'
import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Lists, Order, QuotationFilter as QuotationSelection } from '../src/model/lists.ts'
import type { Awaitable } from '../src/store/store.ts'
import { Article } from './article.ts'
import { ArticleFilter, resolveArticleFilter } from './articles.ts'
import { builder } from './builder.ts'
import { addSearch, connect, defineConnection, pageArgs } from './connection.ts'
import { addFacets, addTimeline } from './counts.ts'
import { resolveBearers, SourceBy, SpeakerBy } from './lookups.ts'
import { defineOrder } from './order.ts'
import { loadParts } from './parts.ts'
import { ConfidenceTier, Naming, Quotation, QuotationKind, SpeakerBasis } from './quotation.ts'
import { Source } from './source.ts'
import { Speaker } from './speaker.ts'

export const QuotationFilter = builder.inputType('QuotationFilter', {
  description: 'Members are ANDed; a list means any of its values.',
  fields: (t) => ({
    words: t.string({
      description: 'Full text of what was said: words, "phrases" and prefix*, all of which occur.',
    }),
    speaker: t.field({ type: SpeakerBy, description: 'Said by this speaker.' }),
    relay: t.field({ type: SourceBy, description: 'Passed on by this medium.' }),
    kind: t.field({ type: [QuotationKind], description: 'In one of these forms.' }),
    naming: t.field({ type: [Naming], description: 'The voice is named in one of these ways.' }),
    basis: t.field({
      type: [SpeakerBasis],
      description: 'The speaker was found in one of these ways.',
    }),
    tier: t.field({ type: [ConfidenceTier], description: 'Found in ways as sure as these.' }),
    minConfidence: t.float({ description: 'At least this confidence, 0 to 1.' }),
    maxConfidence: t.float({ description: 'At most this confidence: what is least certain.' }),
    article: t.field({ type: ArticleFilter, description: 'Stands in an article like this.' }),
  }),
})

/** Turn the filter that callers write into the one that the store reads: names become ids. */
export function resolveQuotationFilter(
  filter: typeof QuotationFilter.$inferInput | null | undefined,
  load: Loaders,
): Awaitable<QuotationSelection> {
  if (!filter) return {}
  const { speaker, relay, article } = filter
  return mapAwaitable(speaker ? resolveBearers('speakers', speaker, load) : undefined, (speakers) =>
    mapAwaitable(relay ? resolveBearers('sources', relay, load) : undefined, (relays) =>
      mapAwaitable(article ? resolveArticleFilter(article, load) : undefined, (within) => ({
        words: filter.words ?? undefined,
        speakers,
        relays,
        kinds: filter.kind ?? undefined,
        namings: filter.naming ?? undefined,
        bases: filter.basis ?? undefined,
        tiers: filter.tier ?? undefined,
        minConfidence: filter.minConfidence ?? undefined,
        maxConfidence: filter.maxConfidence ?? undefined,
        article: within,
      })),
    ),
  )
}

const order = defineOrder<Lists['quotations']['order']>(
  'QuotationOrder',
  {
    PUBLISHED: 'Time of publication, undated articles as if they were the earliest',
    TEXT: 'Reading order, article by article',
    CONFIDENCE: 'Confidence',
    WORD_COUNT: 'Length',
    RELEVANCE:
      'How well `words` match; of more than 10,000 matches of `words` alone, only the newest 10,000 are weighed and listed',
  },
  { field: 'PUBLISHED', descending: true },
)

const listArgs = builder.args((t) => ({
  ...pageArgs,
  filter: t.field({ type: QuotationFilter, description: 'Only these.' }),
  orderBy: t.field({ type: [order.type], description: 'The first counts most.' }),
}))

const { connection: QuotationConnection, edge: QuotationEdge } = defineConnection({
  list: 'quotations',
  name: 'Quotation',
  node: Quotation,
  description:
    'Quotations: newest article first, below an article in reading order, unless `orderBy` says otherwise.',
  load: (items, load) => loadParts('quotations', items, load),
})

addFacets(
  QuotationConnection,
  builder.enumType('QuotationFacet', {
    description: 'What quotations can be counted by. SPEAKER leaves out those that have none.',
    values: {
      SPEAKER: { description: 'Who is quoted.' },
      KIND: { description: 'Direct, mixed or indirect.' },
      NAMING: { description: 'How the voice is named.' },
      BASIS: { description: 'How the speaker was found.' },
      TIER: { description: 'How sure the way is in which they were found.' },
      RELAY: { description: 'Who passed the words on.' },
      PUBLISHER: { description: 'Who ran the article.' },
      WIRE_AGENCY: { description: 'Which agency wrote the article.' },
    } satisfies Record<Lists['quotations']['facet'], object>,
  }),
)
addTimeline(QuotationConnection, 'day of publication')
addSearch(QuotationEdge)

builder.queryField('quotations', (t) =>
  t.field({
    type: QuotationConnection,
    description: 'The quotations of the archive.',
    args: listArgs,
    resolve: (_root, args, { load }) =>
      connect('quotations', args, load, {
        filter: resolveQuotationFilter(args.filter, load),
        order: order.parse(args.orderBy),
      }),
  }),
)

const READING_ORDER: Order<'TEXT'> = { field: 'TEXT', descending: false }

builder.objectField(Article, 'quotations', (t) =>
  t.field({
    type: QuotationConnection,
    description: 'What the article quotes.',
    args: listArgs,
    resolve: (reading, args, { load }) =>
      connect('quotations', args, load, {
        filter: resolveQuotationFilter(args.filter, load),
        order: order.parse(args.orderBy, READING_ORDER),
        owner: {
          kind: 'article',
          id: reading.id,
          held: args.orderBy?.length ? null : { reading, parts: reading.quotations },
        },
      }),
  }),
)

builder.objectField(Speaker, 'quotations', (t) =>
  t.field({
    type: QuotationConnection,
    description: 'What the speaker said.',
    args: listArgs,
    resolve: ({ id }, args, { load }) =>
      connect('quotations', args, load, {
        filter: resolveQuotationFilter(args.filter, load),
        order: order.parse(args.orderBy),
        owner: { kind: 'speaker', id },
      }),
  }),
)

builder.objectField(Source, 'relayed', (t) =>
  t.field({
    type: QuotationConnection,
    description: 'What is known through this source: quotations that it passed on.',
    args: listArgs,
    resolve: ({ id }, args, { load }) =>
      connect('quotations', args, load, {
        filter: resolveQuotationFilter(args.filter, load),
        order: order.parse(args.orderBy),
        owner: { kind: 'source', id },
      }),
  }),
)
