import type {
  Speaker as SpeakerRecord,
  SpeakerRole as SpeakerRoleRecord,
} from '../src/model/archive.ts'
import type { SpeakerKind as SpeakerKindName } from '../src/model/speaker.ts'
import { mapAwaitable } from '../src/loaders/awaitable.ts'
import { publishedOf } from './article.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { PublishedTime } from './published.ts'

export const SpeakerKind = builder.enumType('SpeakerKind', {
  description: 'Who can speak.',
  values: {
    PERSON: { description: 'One person.' },
    ORGANIZATION: { description: 'A body that speaks: "the ministry said".' },
    GROUP: { description: 'Several people under one name: "the families".' },
  } satisfies Record<SpeakerKindName, object>,
})

const SpeakerRole = builder.objectRef<SpeakerRoleRecord>('SpeakerRole')

SpeakerRole.implement({
  description: 'A role that articles give a speaker, and when.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'As printed: "Chinese President".' }),
    articles: t.exposeInt('articles', { description: 'How many articles give it.' }),
    first: t.field({
      type: PublishedTime,
      nullable: true,
      description: 'The first dated article that gives it; null when none is dated.',
      resolve: ({ firstIn }, _args, context) => loadPublished(firstIn, context),
    }),
    last: t.field({
      type: PublishedTime,
      nullable: true,
      description: 'The last one.',
      resolve: ({ lastIn }, _args, context) => loadPublished(lastIn, context),
    }),
  }),
})

export const Speaker = builder.objectRef<SpeakerRecord>('Speaker')

builder.node(Speaker, {
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
      type: PublishedTime,
      nullable: true,
      description: 'The first dated article that quotes them; null when none is dated.',
      resolve: ({ firstQuotedIn }, _args, context) => loadPublished(firstQuotedIn, context),
    }),
    lastQuoted: t.field({
      type: PublishedTime,
      nullable: true,
      description: 'The last one.',
      resolve: ({ lastQuotedIn }, _args, context) => loadPublished(lastQuotedIn, context),
    }),
  }),
})

function loadPublished(article: string | null, { load }: Context) {
  if (article === null) return null
  return mapAwaitable(load.reading.load(article), (reading) => reading && publishedOf(reading))
}
