import { mapAwaitable } from '../src/loaders/awaitable.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type { SourceFilter as StoreFilter } from '../src/model/lists.ts'
import type { Reading } from '../src/model/reading.ts'
import type { ArticleSource, SourceKind as SourceKindName } from '../src/model/source.ts'
import type { Awaitable } from '../src/store/store.ts'
import { type ArticleFilter, resolveArticleFilter } from './article.ts'
import type { Builder } from './builder.ts'
import { InputError } from './errors.ts'
import { type Inputs, resolveIdByName } from './inputs.ts'
import { defineList } from './list.ts'
import type { InArticle } from './records.ts'

/** Defines sources, the parts they play in articles, and the list of sources. */
export function defineSource(builder: Builder, inputs: Inputs, articleFilter: ArticleFilter): void {
  const SourceKind = builder.enumType('SourceKind', {
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

  builder.node('Source', {
    description: 'Where words or pictures come from: a publisher, an agency, a medium, an owner.',
    id: { resolve: ({ id }) => id },
    loadWithoutCache: (id, { load }) => load.source.load(id),
    fields: (t) => ({
      name: t.exposeString('name', { description: 'The fullest name that the archive gives.' }),
      kind: t.expose('kind', { type: SourceKind, description: 'What it is.' }),
      aliases: t.exposeStringList('aliases', { description: 'Abbreviations and short forms.' }),
      speaker: t.field({
        type: 'Speaker',
        nullable: true,
        description: 'The same body where it speaks for itself; null when it never does.',
        resolve: ({ id }, _args, { load }) => load.speaker.load(id),
      }),
    }),
  })

  builder.objectField('Speaker', 'source', (t) =>
    t.field({
      type: 'Source',
      nullable: true,
      description: 'The same body where articles come from it; null when none does.',
      resolve: ({ id }, _args, { load }) => load.source.load(id),
    }),
  )

  builder.objectType('ArticleSource', {
    description: 'A part that a source plays in an article, with the words that show it.',
    fields: (t) => ({
      source: t.field({
        type: 'Source',
        description: 'Which one.',
        resolve: ({ value }, _args, { load }) =>
          mapAwaitable(load.source.load(value.source.id), requirePresent),
      }),
      role: t.field({
        type: inputs.SourceRole,
        description: 'The part it plays.',
        resolve: ({ value }) => value.role,
      }),
      evidence: t.field({
        type: ['Span'],
        description: 'In reading order; empty when the settings say so and no words do.',
        resolve: ({ reading, value: { evidence } }) =>
          evidence.map((value) => ({ reading, value })),
      }),
    }),
  })

  builder.objectField('Article', 'sources', (t) =>
    t.field({
      type: ['ArticleSource'],
      description: 'Where the article comes from, and who passed words on in it.',
      args: {
        role: t.arg({ type: [inputs.SourceRole], description: 'Only these parts.' }),
      },
      resolve: (reading, { role }) =>
        articleSources(
          reading,
          reading.sources.filter((source) => !role || role.includes(source.role)),
        ),
    }),
  )

  const SourceFilter = builder.inputType('SourceFilter', {
    description: 'Members are ANDed; a list means any of its values.',
    fields: (t) => ({
      name: t.string({ description: 'Every word begins a word of the name or of an alias.' }),
      kind: t.field({ type: [SourceKind], description: 'Of one of these kinds.' }),
      role: t.field({
        type: [inputs.SourceRole],
        description: 'Plays one of these parts somewhere.',
      }),
      article: t.field({
        type: articleFilter,
        description: 'Plays a part in an article like this.',
      }),
    }),
  })

  const sources = defineList(builder, {
    list: 'sources',
    type: 'Source',
    description: 'Sources, those of most articles first unless `orderBy` says otherwise.',
    filter: SourceFilter,
    resolveFilter: (filter: typeof SourceFilter.$inferInput, load): Awaitable<StoreFilter> => {
      const article = filter.article ? resolveArticleFilter(filter.article, load) : undefined
      return mapAwaitable(article, (resolved) => ({
        name: filter.name ?? undefined,
        kinds: filter.kind ?? undefined,
        roles: filter.role ?? undefined,
        article: resolved,
      }))
    },
    orderBy: {
      name: 'SourceOrder',
      fields: { NAME: 'Name', ARTICLES: 'Number of their articles in the whole archive' },
      standard: { field: 'ARTICLES', descending: true },
    },
    load: (items, load) => load.source.loadMany(items.map(({ id }) => id)),
  })
  sources.addToQuery('Everything that articles come from or through.')

  builder.queryField('source', (t) =>
    t.field({
      type: 'Source',
      nullable: true,
      description:
        'One source. A miss is null with the error NOT_FOUND, a name of several AMBIGUOUS_NAME.',
      args: { by: t.arg({ type: inputs.SourceBy, required: true, description: 'Which one.' }) },
      resolve: (_root, { by }, { load }) =>
        mapAwaitable(
          mapAwaitable(resolveIdByName('sources', by, load), (id) => load.source.load(id)),
          (source) => {
            if (!source) throw new InputError('NOT_FOUND', 'There is no source with this id.')
            return source
          },
        ),
    }),
  )
}

/** The parts that sources play in an article. */
export function articleSources(
  reading: Reading,
  sources: readonly ArticleSource[],
): InArticle<ArticleSource>[] {
  return sources.map((value) => ({ reading, value }))
}
