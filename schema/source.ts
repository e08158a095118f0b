import { type Awaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type { SourceFilter as StoreFilter } from '../src/model/lists.ts'
import type { Reading } from '../src/model/reading.ts'
import type { ArticleSource, SourceKind as SourceKindName } from '../src/model/source.ts'
import { type ArticleFilter, resolveArticleFilter } from './article.ts'
import type { Builder } from './builder.ts'
import { InputError } from './errors.ts'
import { type Inputs, resolveIdByName } from './inputs.ts'
import { defineList } from './list.ts'
import type { InArticle } from './records.ts'

/** Defines sources, their roles in articles, and the list of sources. */
export function defineSource(builder: Builder, inputs: Inputs, articleFilter: ArticleFilter): void {
  const SourceKind = builder.enumType('SourceKind', {
    description: 'Kind of a source.',
    values: {
      PUBLISHER: { description: 'A newspaper, magazine or site.' },
      WIRE_AGENCY: { description: 'An agency that sells its copy to others.' },
      STATE_MEDIA: { description: 'A medium that speaks for a state.' },
      BROADCASTER: { description: 'Radio or television.' },
      PICTURE_AGENCY: { description: 'An agency that sells pictures.' },
      PERSON: { description: 'A writer or photographer.' },
      OTHER: { description: 'Any other, such as a museum that provides a picture.' },
    } satisfies Record<SourceKindName, object>,
  })

  builder.node('Source', {
    description:
      'The origin of texts, statements or pictures: a publisher, agency, medium or owner of pictures.',
    id: { resolve: ({ id }) => id },
    loadWithoutCache: (id, { load }) => load.source.load(id),
    fields: (t) => ({
      name: t.exposeString('name', { description: 'The most complete name in the archive.' }),
      kind: t.expose('kind', { type: SourceKind, description: 'Kind of the source.' }),
      aliases: t.exposeStringList('aliases', { description: 'Abbreviations and short forms.' }),
      speaker: t.field({
        type: 'Speaker',
        nullable: true,
        description: 'The same organisation or person as a speaker; null if it is never quoted.',
        resolve: ({ id }, _args, { load }) => load.speaker.load(id),
      }),
    }),
  })

  builder.objectField('Speaker', 'source', (t) =>
    t.field({
      type: 'Source',
      nullable: true,
      description:
        'The same organisation or person as a source; null if it has no role in an article.',
      resolve: ({ id }, _args, { load }) => load.source.load(id),
    }),
  )

  builder.objectType('ArticleSource', {
    description: 'A role of a source in an article, with its evidence.',
    fields: (t) => ({
      source: t.field({
        type: 'Source',
        description: 'The source.',
        resolve: ({ value }, _args, { load }) =>
          mapAwaitable(load.source.load(value.source.id), requirePresent),
      }),
      role: t.field({
        type: inputs.SourceRole,
        description: 'Its role.',
        resolve: ({ value }) => value.role,
      }),
      evidence: t.field({
        type: ['Span'],
        description:
          'Positions of the words that show it, in reading order; empty if only the settings state it.',
        resolve: ({ reading, value: { evidence } }) =>
          evidence.map((value) => ({ reading, value })),
      }),
    }),
  })

  builder.objectField('Article', 'sources', (t) =>
    t.field({
      type: ['ArticleSource'],
      description: 'Sources of the article and of the statements in it.',
      args: {
        role: t.arg({ type: [inputs.SourceRole], description: 'Only these roles.' }),
      },
      resolve: (reading, { role }) =>
        articleSources(
          reading,
          reading.sources.filter((source) => !role || role.includes(source.role)),
        ),
    }),
  )

  const SourceFilter = builder.inputType('SourceFilter', {
    description: 'Conditions are combined with AND. A list matches any of its values.',
    fields: (t) => ({
      name: t.string({
        description: 'Words, each the beginning of a word in the name or an alias.',
      }),
      kind: t.field({ type: [SourceKind], description: 'Kinds, any of them.' }),
      role: t.field({
        type: [inputs.SourceRole],
        description: 'Roles in any article, any of them.',
      }),
      article: t.field({
        type: articleFilter,
        description: 'Has a role in an article that matches this filter.',
      }),
    }),
  })

  const sources = defineList(builder, {
    list: 'sources',
    type: 'Source',
    description: 'Sources; by default those of most articles first.',
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
      fields: { NAME: 'Name', ARTICLES: 'Number of articles in the whole archive' },
      standard: { field: 'ARTICLES', descending: true },
    },
    load: (items, load) => load.source.loadMany(items.map(({ id }) => id)),
  })
  sources.addToQuery('Sources of the archive.')

  builder.queryField('source', (t) =>
    t.field({
      type: 'Source',
      nullable: true,
      description:
        'A source. Null, with an error, if there is none (NOT_FOUND) or several have the name (AMBIGUOUS_NAME).',
      args: { by: t.arg({ type: inputs.SourceBy, required: true, description: 'The source.' }) },
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

/** Sources with their roles in an article. */
export function articleSources(
  reading: Reading,
  sources: readonly ArticleSource[],
): InArticle<ArticleSource>[] {
  return sources.map((value) => ({ reading, value }))
}
