import { mapAwaitable } from '../src/loaders/awaitable.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type { Source as SourceRecord } from '../src/model/archive.ts'
import type { Reading } from '../src/model/reading.ts'
import type {
  ArticleSource as ArticleSourceRecord,
  SourceKind as SourceKindName,
  SourceRole as SourceRoleName,
} from '../src/model/source.ts'
import { Article } from './article.ts'
import { builder } from './builder.ts'
import { type InArticle, Span } from './span.ts'
import { Speaker } from './speaker.ts'

export const SourceKind = builder.enumType('SourceKind', {
  description: 'What a source is.',
  values: {
    PUBLISHER: { description: 'A newspaper, magazine or site.' },
    WIRE_AGENCY: { description: 'An agency that sells its copy to others.' },
    STATE_MEDIA: { description: 'A medium through which a state speaks.' },
    BROADCASTER: { description: 'Radio or television.' },
    PICTURE_AGENCY: { description: 'An agency that sells pictures.' },
    PERSON: { description: 'A writer or photographer.' },
    OTHER: { description: 'Anything else, such as a museum that lends a picture.' },
  } satisfies Record<SourceKindName, object>,
})

export const SourceRole = builder.enumType('SourceRole', {
  description: 'The part a source plays in an article.',
  values: {
    PUBLISHER: { description: 'Ran it.' },
    WIRE_AGENCY: { description: 'Wrote it.' },
    RELAY: { description: 'Passed on what somebody said.' },
    PICTURE_CREDIT: { description: 'Owns a picture.' },
    AUTHOR: { description: 'Stands in the byline.' },
  } satisfies Record<SourceRoleName, object>,
})

export const Source = builder.objectRef<SourceRecord>('Source')

builder.node(Source, {
  description: 'Where words or pictures come from: a publisher, an agency, a medium, an owner.',
  id: { resolve: ({ id }) => id },
  loadWithoutCache: (id, { load }) => load.source.load(id),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The fullest name that the archive gives.' }),
    kind: t.expose('kind', { type: SourceKind, description: 'What it is.' }),
    aliases: t.exposeStringList('aliases', { description: 'Abbreviations and short forms.' }),
    speaker: t.field({
      type: Speaker,
      nullable: true,
      description: 'The same body where it speaks for itself; null when it never does.',
      resolve: ({ id }, _args, { load }) => load.speaker.load(id),
    }),
  }),
})

builder.objectField(Speaker, 'source', (t) =>
  t.field({
    type: Source,
    nullable: true,
    description: 'The same body where articles come from it; null when none does.',
    resolve: ({ id }, _args, { load }) => load.source.load(id),
  }),
)

export const ArticleSource = builder.objectRef<InArticle<ArticleSourceRecord>>('ArticleSource')

ArticleSource.implement({
  description: 'A part that a source plays in an article, with the words that show it.',
  fields: (t) => ({
    source: t.field({
      type: Source,
      description: 'Which one.',
      resolve: ({ value }, _args, { load }) =>
        mapAwaitable(load.source.load(value.source.id), requirePresent),
    }),
    role: t.field({
      type: SourceRole,
      description: 'The part it plays.',
      resolve: ({ value }) => value.role,
    }),
    evidence: t.field({
      type: [Span],
      description: 'In reading order; empty when the settings say so and no words do.',
      resolve: ({ reading, value: { evidence } }) => evidence.map((value) => ({ reading, value })),
    }),
  }),
})

/** The parts that sources play in an article. */
export function articleSources(
  reading: Reading,
  sources: readonly ArticleSourceRecord[],
): InArticle<ArticleSourceRecord>[] {
  return sources.map((value) => ({ reading, value }))
}

builder.objectField(Article, 'sources', (t) =>
  t.field({
    type: [ArticleSource],
    description: 'Where the article comes from, and who passed words on in it.',
    args: {
      role: t.arg({ type: [SourceRole], description: 'Only these parts.' }),
    },
    resolve: (reading, { role }) =>
      articleSources(
        reading,
        reading.sources.filter((source) => !role || role.includes(source.role)),
      ),
  }),
)
