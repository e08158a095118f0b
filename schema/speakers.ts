import type { Loaders } from '../src/loaders/loaders.ts'
import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Lists, SpeakerFilter as SpeakerSelection } from '../src/model/lists.ts'
import type { Awaitable } from '../src/store/store.ts'
import { Article } from './article.ts'
import { builder } from './builder.ts'
import { connect, defineConnection, pageArgs } from './connection.ts'
import { InputError } from './errors.ts'
import { resolveBearer, SpeakerBy } from './lookups.ts'
import { defineOrder } from './order.ts'
import { QuotationFilter, resolveQuotationFilter } from './quotations.ts'
import { Speaker, SpeakerKind } from './speaker.ts'

const SpeakerFilter = builder.inputType('SpeakerFilter', {
  description: 'Members are ANDed; a list means any of its values.',
  fields: (t) => ({
    name: t.string({ description: 'Every word begins a word of the name or of an alias.' }),
    kind: t.field({ type: [SpeakerKind], description: 'Of one of these kinds.' }),
    quoted: t.field({ type: QuotationFilter, description: 'Said something like this.' }),
  }),
})

function resolveSpeakerFilter(
  filter: typeof SpeakerFilter.$inferInput | null | undefined,
  load: Loaders,
): Awaitable<SpeakerSelection> {
  if (!filter) return {}
  const { quoted } = filter
  return mapAwaitable(quoted ? resolveQuotationFilter(quoted, load) : undefined, (said) => ({
    name: filter.name ?? undefined,
    kinds: filter.kind ?? undefined,
    quoted: said,
  }))
}

const order = defineOrder<Lists['speakers']['order']>(
  'SpeakerOrder',
  {
    NAME: 'Name',
    QUOTATIONS: 'Number of their quotations in the whole archive',
    LAST_QUOTED: 'When they were last quoted',
  },
  { field: 'QUOTATIONS', descending: true },
)

const listArgs = builder.args((t) => ({
  ...pageArgs,
  filter: t.field({ type: SpeakerFilter, description: 'Only these.' }),
  orderBy: t.field({ type: [order.type], description: 'The first counts most.' }),
}))

const { connection: SpeakerConnection } = defineConnection({
  list: 'speakers',
  name: 'Speaker',
  node: Speaker,
  description: 'Speakers, the most quoted first unless `orderBy` says otherwise.',
  load: (items, load) => load.speaker.loadMany(items.map(({ id }) => id)),
})

builder.queryField('speakers', (t) =>
  t.field({
    type: SpeakerConnection,
    description: 'Everyone who is quoted in the archive.',
    args: listArgs,
    resolve: (_root, args, { load }) =>
      connect('speakers', args, load, {
        filter: resolveSpeakerFilter(args.filter, load),
        order: order.parse(args.orderBy),
      }),
  }),
)

builder.queryField('speaker', (t) =>
  t.field({
    type: Speaker,
    nullable: true,
    description:
      'One speaker. A miss is null with the error NOT_FOUND, a name of several AMBIGUOUS_NAME.',
    args: { by: t.arg({ type: SpeakerBy, required: true, description: 'Which one.' }) },
    resolve: (_root, { by }, { load }) =>
      mapAwaitable(
        mapAwaitable(resolveBearer('speakers', by, load), (id) => load.speaker.load(id)),
        (speaker) => {
          if (!speaker) throw new InputError('NOT_FOUND', 'There is no speaker with this id.')
          return speaker
        },
      ),
  }),
)

builder.objectField(Article, 'speakers', (t) =>
  t.field({
    type: SpeakerConnection,
    description: 'Everyone whom the article quotes.',
    args: listArgs,
    resolve: ({ id }, args, { load }) =>
      connect('speakers', args, load, {
        filter: resolveSpeakerFilter(args.filter, load),
        order: order.parse(args.orderBy),
        owner: { kind: 'article', id },
      }),
  }),
)

builder.objectField(Speaker, 'quotedWith', (t) =>
  t.field({
    type: SpeakerConnection,
    description: 'Others who are quoted in the same articles.',
    args: listArgs,
    resolve: ({ id }, args, { load }) =>
      connect('speakers', args, load, {
        filter: resolveSpeakerFilter(args.filter, load),
        order: order.parse(args.orderBy),
        owner: { kind: 'speaker', id },
      }),
  }),
)
