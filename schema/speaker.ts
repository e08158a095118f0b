import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type { SpeakerRole as SpeakerRoleRecord } from '../src/model/archive.ts'
import type { SpeakerFilter as StoreFilter } from '../src/model/lists.ts'
import type { SpeakerKind as SpeakerKindName } from '../src/model/speaker.ts'
import type { Awaitable } from '../src/store/store.ts'
import { publishedOf } from './article.ts'
import type { Builder } from './builder.ts'
import type { Context } from './context.ts'
import { InputError } from './errors.ts'
import { type Inputs, resolveIdByName } from './inputs.ts'
import { defineList } from './list.ts'
import { type QuotationFilter, resolveQuotationFilter } from './quotation.ts'

/** Defines speakers and the lists of speakers. */
export function defineSpeaker(
  builder: Builder,
  inputs: Inputs,
  quotationFilter: QuotationFilter,
): void {
  const SpeakerKind = builder.enumType('SpeakerKind', {
    description: 'Who can speak.',
    values: {
      PERSON: { description: 'One person.' },
      ORGANIZATION: { description: 'A body that speaks: "the ministry said".' },
      GROUP: { description: 'Several people under one name: "the families".' },
    } satisfies Record<SpeakerKindName, object>,
  })

  const SpeakerRole = builder.objectRef<SpeakerRoleRecord>('SpeakerRole').implement({
    description: 'A role that articles give a speaker, and when.',
    fields: (t) => ({
      text: t.exposeString('text', { description: 'As printed: "Chinese President".' }),
      articles: t.exposeInt('articles', { description: 'How many articles give it.' }),
      first: t.field({
        type: 'PublishedTime',
        nullable: true,
        description: 'The first dated article that gives it; null when none is dated.',
        resolve: ({ firstIn }, _args, context) => loadPublished(firstIn, context),
      }),
      last: t.field({
        type: 'PublishedTime',
        nullable: true,
        description: 'The last one.',
        resolve: ({ lastIn }, _args, context) => loadPublished(lastIn, context),
      }),
    }),
  })

  builder.node('Speaker', {
    description: 'Whom quotations are from: one identity in the whole archive.',
    id: { resolve: ({ id }) => id },
    loadWithoutCache: (id, { load }) => load.speaker.load(id),
    fields: (t) => ({
      name: t.exposeString('name', { description: 'The fullest name that the archive gives.' }),
      kind: t.expose('kind', { type: SpeakerKind, description: 'A person or a body.' }),
      aliases: t.exposeStringList('aliases', {
        description: 'Other words under which articles name them, most used first.',
      }),
      sameAs: t.expose('sameAs', {
        type: ['URL'],
        description: 'Pages about the same speaker elsewhere.',
      }),
      roles: t.expose('roles', {
        type: [SpeakerRole],
        description: 'The one that most articles give first.',
      }),
      firstQuoted: t.field({
        type: 'PublishedTime',
        nullable: true,
        description: 'The first dated article that quotes them; null when none is dated.',
        resolve: ({ firstQuotedIn }, _args, context) => loadPublished(firstQuotedIn, context),
      }),
      lastQuoted: t.field({
        type: 'PublishedTime',
        nullable: true,
        description: 'The last one.',
        resolve: ({ lastQuotedIn }, _args, context) => loadPublished(lastQuotedIn, context),
      }),
    }),
  })

  const SpeakerFilter = builder.inputType('SpeakerFilter', {
    description: 'Members are ANDed; a list means any of its values.',
    fields: (t) => ({
      name: t.string({ description: 'Every word begins a word of the name or of an alias.' }),
      kind: t.field({ type: [SpeakerKind], description: 'Of one of these kinds.' }),
      quoted: t.field({ type: quotationFilter, description: 'Said something like this.' }),
    }),
  })

  const speakers = defineList(builder, {
    list: 'speakers',
    type: 'Speaker',
    description: 'Speakers, the most quoted first unless `orderBy` says otherwise.',
    filter: SpeakerFilter,
    resolveFilter: (filter: typeof SpeakerFilter.$inferInput, load): Awaitable<StoreFilter> => {
      const quoted = filter.quoted ? resolveQuotationFilter(filter.quoted, load) : undefined
      return mapAwaitable(quoted, (resolved) => ({
        name: filter.name ?? undefined,
        kinds: filter.kind ?? undefined,
        quoted: resolved,
      }))
    },
    orderBy: {
      name: 'SpeakerOrder',
      fields: {
        NAME: 'Name',
        QUOTATIONS: 'Number of their quotations in the whole archive',
        LAST_QUOTED: 'When they were last quoted',
      },
      standard: { field: 'QUOTATIONS', descending: true },
    },
    load: (items, load) => load.speaker.loadMany(items.map(({ id }) => id)),
  })
  speakers.addToQuery('Everyone who is quoted in the archive.')
  speakers.addTo('Article', 'speakers', {
    description: 'Everyone whom the article quotes.',
    owner: ({ id }) => ({ kind: 'article', id }),
  })
  speakers.addTo('Speaker', 'quotedWith', {
    description: 'Others who are quoted in the same articles.',
    owner: ({ id }) => ({ kind: 'speaker', id }),
  })

  builder.queryField('speaker', (t) =>
    t.field({
      type: 'Speaker',
      nullable: true,
      description:
        'One speaker. A miss is null with the error NOT_FOUND, a name of several AMBIGUOUS_NAME.',
      args: { by: t.arg({ type: inputs.SpeakerBy, required: true, description: 'Which one.' }) },
      resolve: (_root, { by }, { load }) =>
        mapAwaitable(
          mapAwaitable(resolveIdByName('speakers', by, load), (id) => load.speaker.load(id)),
          (speaker) => {
            if (!speaker) throw new InputError('NOT_FOUND', 'There is no speaker with this id.')
            return speaker
          },
        ),
    }),
  )
}

function loadPublished(article: string | null, { load }: Context) {
  if (article === null) return null
  return mapAwaitable(load.reading.load(article), (reading) => reading && publishedOf(reading))
}
