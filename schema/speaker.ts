import { type Awaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import type { SpeakerRole as SpeakerRoleRecord } from '../src/model/archive.ts'
import type { SpeakerFilter as StoreFilter } from '../src/model/lists.ts'
import type { SpeakerKind as SpeakerKindName } from '../src/model/speaker.ts'
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
    description: 'Kind of a speaker.',
    values: {
      PERSON: { description: 'One person.' },
      ORGANIZATION: { description: 'An organisation: "the ministry said".' },
      GROUP: { description: 'A group of people: "the families".' },
    } satisfies Record<SpeakerKindName, object>,
  })

  const SpeakerRole = builder.objectRef<SpeakerRoleRecord>('SpeakerRole').implement({
    description: 'A role or title that articles give a speaker.',
    fields: (t) => ({
      text: t.exposeString('text', { description: 'The role as printed: "Chinese President".' }),
      articles: t.exposeInt('articles', { description: 'Number of articles that give the role.' }),
      first: t.field({
        type: 'PublishedTime',
        nullable: true,
        description:
          'Publication of the first dated article that gives the role; null if none is dated.',
        resolve: ({ firstIn }, _args, context) => loadPublished(firstIn, context),
      }),
      last: t.field({
        type: 'PublishedTime',
        nullable: true,
        description: 'Publication of the last dated article; null if none is dated.',
        resolve: ({ lastIn }, _args, context) => loadPublished(lastIn, context),
      }),
    }),
  })

  builder.node('Speaker', {
    description:
      'A person, organisation or group that is quoted. One identity in the whole archive.',
    id: { resolve: ({ id }) => id },
    loadWithoutCache: (id, { load }) => load.speaker.load(id),
    fields: (t) => ({
      name: t.exposeString('name', { description: 'The most complete name in the archive.' }),
      kind: t.expose('kind', { type: SpeakerKind, description: 'Kind of the speaker.' }),
      aliases: t.exposeStringList('aliases', {
        description: 'Other names in articles, the most frequent first.',
      }),
      sameAs: t.expose('sameAs', {
        type: ['URL'],
        description: 'URLs of pages about the speaker, as stated by the archive owner.',
      }),
      roles: t.expose('roles', {
        type: [SpeakerRole],
        description: 'Roles and titles, those of most articles first.',
      }),
      firstQuoted: t.field({
        type: 'PublishedTime',
        nullable: true,
        description:
          'Publication of the first dated article with a quotation of the speaker; null if none is dated.',
        resolve: ({ firstQuotedIn }, _args, context) => loadPublished(firstQuotedIn, context),
      }),
      lastQuoted: t.field({
        type: 'PublishedTime',
        nullable: true,
        description: 'Publication of the last dated article; null if none is dated.',
        resolve: ({ lastQuotedIn }, _args, context) => loadPublished(lastQuotedIn, context),
      }),
    }),
  })

  const SpeakerFilter = builder.inputType('SpeakerFilter', {
    description: 'Conditions are combined with AND. A list matches any of its values.',
    fields: (t) => ({
      name: t.string({
        description: 'Words, each the beginning of a word in the name or an alias.',
      }),
      kind: t.field({ type: [SpeakerKind], description: 'Kinds, any of them.' }),
      quoted: t.field({
        type: quotationFilter,
        description: 'Has a quotation that matches this filter.',
      }),
    }),
  })

  const speakers = defineList(builder, {
    list: 'speakers',
    type: 'Speaker',
    description: 'Speakers; by default those with most quotations first.',
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
        QUOTATIONS: 'Number of quotations in the whole archive',
        LAST_QUOTED: 'Time of the last quotation',
      },
      standard: { field: 'QUOTATIONS', descending: true },
    },
    load: (items, load) => load.speaker.loadMany(items.map(({ id }) => id)),
  })
  speakers.addToQuery('Speakers of the archive.')
  speakers.addTo('Article', 'speakers', {
    description: 'Speakers that the article quotes.',
    owner: ({ id }) => ({ kind: 'article', id }),
  })
  speakers.addTo('Speaker', 'quotedWith', {
    description: 'Other speakers that are quoted in the same articles.',
    owner: ({ id }) => ({ kind: 'speaker', id }),
  })

  builder.queryField('speaker', (t) =>
    t.field({
      type: 'Speaker',
      nullable: true,
      description:
        'A speaker. Null, with an error, if there is none (NOT_FOUND) or several have the name (AMBIGUOUS_NAME).',
      args: {
        by: t.arg({
          type: inputs.SpeakerBy,
          required: true,
          description: 'Identifies the speaker.',
        }),
      },
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
