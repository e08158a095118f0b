import { allAwaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Loaders } from '../src/loaders/loaders.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type {
  Article as ArticleRecord,
  ParagraphKind as ParagraphKindName,
} from '../src/model/article.ts'
import type { ArticleFilter as StoreFilter } from '../src/model/lists.ts'
import type { Reading } from '../src/model/reading.ts'
import type { Span } from '../src/model/span.ts'
import type { Awaitable } from '../src/store/store.ts'
import type { Builder, Objects } from './builder.ts'
import type { Counts } from './counts.ts'
import { InputError } from './errors.ts'
import { parseIdOf } from './ids.ts'
import { type Inputs, parseRange, resolveIdsByName } from './inputs.ts'
import { addSearch, defineList, RELEVANCE_ORDER } from './list.ts'
import type { ParagraphInArticle } from './records.ts'

/** Defines articles with their paragraphs, and the lists of articles. */
export function defineArticle(builder: Builder, inputs: Inputs, counts: Counts) {
  const ParagraphKind = builder.enumType('ParagraphKind', {
    description: 'What a paragraph is for.',
    values: {
      HEADLINE: { description: 'The title of the article.' },
      BYLINE: { description: 'Who wrote it.' },
      DATELINE: { description: 'Where and when it was written, apart from the text.' },
      CAPTION: { description: 'The words under a picture, with its credit.' },
      TEXT: { description: 'The story itself.' },
      SIGN_OFF: { description: "Only an agency's or an editor's mark: `(END)`." },
    } satisfies Record<ParagraphKindName, object>,
  })

  builder.objectType('Paragraph', {
    description: 'A paragraph of the body.',
    fields: (t) => ({
      index: t.exposeInt('index', { description: 'Place in the article, from 0.' }),
      kind: t.expose('kind', { type: ParagraphKind, description: 'What it is for.' }),
      text: t.string({
        description: 'Its words.',
        resolve: ({ reading, span }) => reading.article.body.slice(span.start, span.end),
      }),
      span: t.field({
        type: 'Span',
        description: 'Where it stands.',
        resolve: ({ reading, span }) => ({ reading, value: span }),
      }),
    }),
  })

  const Provenance = builder.enumType('Provenance', {
    description: 'What a C2PA manifest in the text says of its origin.',
    values: {
      PRESENT: { description: 'There is a manifest. Nobody has checked it.' },
    } satisfies Record<NonNullable<ArticleRecord['provenance']>, object>,
  })

  builder.node('Article', {
    description: 'One news item.',
    id: { resolve: ({ id }) => id },
    loadWithoutCache: (id, { load }) => load.reading.load(id),
    fields: (t) => ({
      path: t.string({
        description: 'The file, relative to the archive, with `/`.',
        resolve: ({ article }) => article.path,
      }),
      url: t.field({
        type: 'URL',
        nullable: true,
        description: 'Null when the file states none.',
        resolve: ({ article }) => article.url,
      }),
      language: t.field({
        type: 'Locale',
        nullable: true,
        description: 'Stated or recognised; null when unknown.',
        resolve: ({ language }) => language,
      }),
      headline: t.string({
        nullable: true,
        description: 'Null when the file has none.',
        resolve: (reading) => words(reading, reading.article.headline),
      }),
      byline: t.string({
        nullable: true,
        description: 'Who wrote it, as printed; null when nobody is named.',
        resolve: (reading) => words(reading, reading.article.byline),
      }),
      dateline: t.string({
        nullable: true,
        description:
          'The words before the first sentence: "PORT SELM, Oct. 10 (Northern Wire) --".',
        resolve: (reading) => words(reading, reading.dateline),
      }),
      body: t.string({
        description: 'The one normalised text that every span points into, headline included.',
        resolve: ({ article }) => article.body,
      }),
      wordCount: t.exposeInt('wordCount', { description: 'Words of the body.' }),
      published: t.field({
        type: 'PublishedTime',
        nullable: true,
        description: 'Null when no time of publication is printed.',
        resolve: publishedOf,
      }),
      times: t.field({
        type: ['StatedTime'],
        description:
          'Every time that the file states; `published` is the first PUBLISHED, else CREATED, else UPDATED.',
        resolve: (reading) => reading.times.map((value) => ({ reading, value })),
      }),
      section: t.string({
        nullable: true,
        description: 'The department or column; null when the file states none.',
        resolve: ({ article }) => article.section,
      }),
      keywords: t.stringList({
        description: 'Subjects and keywords, as stated.',
        resolve: ({ article }) => article.keywords,
      }),
      rights: t.string({
        nullable: true,
        description: 'Copyright line or usage terms, as printed; null when the file states none.',
        resolve: ({ article }) => article.rights,
      }),
      itemId: t.string({
        nullable: true,
        description: "The item's own id, unique within its provider; null when it has none.",
        resolve: ({ article }) => article.itemId,
      }),
      provenance: t.field({
        type: Provenance,
        nullable: true,
        description: 'Null when the text carries no manifest of its origin.',
        resolve: ({ article }) => article.provenance,
      }),
      paragraphs: t.field({
        type: ['Paragraph'],
        description: 'In reading order, headline and captions included.',
        resolve: paragraphsOf,
      }),
      file: t.field({
        type: 'File',
        description: 'Where it was read.',
        resolve: ({ article }, _args, { load }) =>
          mapAwaitable(load.file.load(article.path), requirePresent),
      }),
      problems: t.field({
        type: ['Problem'],
        description: 'What is wrong with its file and its reading, doubts of its date included.',
        resolve: ({ id, problems, published }) =>
          [...problems, ...(published?.doubts ?? [])].map((problem) => ({ problem, article: id })),
      }),
    }),
  })

  const ArticleFilter = defineArticleFilter(builder, inputs)

  const articles = defineList(builder, {
    list: 'articles',
    type: 'Article',
    description: 'Articles, newest first unless `orderBy` says otherwise.',
    filter: ArticleFilter,
    resolveFilter: resolveArticleFilter,
    orderBy: {
      name: 'ArticleOrder',
      fields: {
        PUBLISHED: 'Time of publication, undated articles as if they were the earliest',
        PATH: 'Path of the file',
        HEADLINE: 'Headline',
        WORD_COUNT: 'Length',
        RELEVANCE: RELEVANCE_ORDER,
      },
      standard: { field: 'PUBLISHED', descending: true },
    },
    load: (items, load) => load.reading.loadMany(items.map(({ id }) => id)),
  })
  counts.addFacets(articles.connection, {
    name: 'ArticleFacet',
    description: 'What articles can be counted by.',
    values: {
      PUBLISHER: 'Who ran them.',
      WIRE_AGENCY: 'Which agency wrote them.',
      RELAY: 'Who passed words on in them.',
      PICTURE_CREDIT: 'Who owns pictures in them.',
      AUTHOR: 'Who stands in the byline.',
      SPEAKER: 'Who is quoted in them.',
      LANGUAGE: 'Their language.',
    },
  })
  counts.addTimeline(articles.connection, 'day of publication')
  addSearch(builder, articles.edge)

  articles.addToQuery('The articles of the archive.')
  articles.addTo('Speaker', 'articles', {
    description: 'Articles that quote the speaker.',
    owner: ({ id }) => ({ kind: 'speaker', id }),
  })
  builder.objectField('Source', 'articles', (t) =>
    t.field({
      type: articles.connection,
      description: 'Articles in which the source plays a part.',
      args: {
        ...articles.args,
        role: t.arg({ type: [inputs.SourceRole], description: 'Only in these parts.' }),
      },
      resolve: ({ id }, { role, ...args }, { load }) =>
        articles.connect(args, load, {
          owner: { kind: 'source', id, roles: role ?? [] },
          // An empty list of roles matches nothing; the store takes it for any role.
          narrow: (filter) => (role?.length === 0 ? { ...filter, source: { ids: [] } } : filter),
        }),
    }),
  )

  builder.queryField('article', (t) =>
    t.field({
      type: 'Article',
      nullable: true,
      description: 'One article. A miss is null with the error NOT_FOUND.',
      args: { by: t.arg({ type: inputs.ArticleBy, required: true, description: 'Which one.' }) },
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

  return { ArticleFilter }
}

export function paragraphsOf(reading: Reading): ParagraphInArticle[] {
  return reading.article.paragraphs.map((paragraph, index) => ({ reading, index, ...paragraph }))
}

/** An article's time of publication with the article in which it is printed. */
export function publishedOf(reading: Reading): Objects['PublishedTime'] | null {
  return reading.published && { reading, value: reading.published }
}

function words({ article }: Reading, span: Span | null): string | null {
  return span && article.body.slice(span.start, span.end)
}

export type ArticleFilter = ReturnType<typeof defineArticleFilter>

function defineArticleFilter(builder: Builder, inputs: Inputs) {
  const SourceMatch = builder.inputType('ArticleSourceFilter', {
    description: 'A source that plays a part in the article.',
    fields: (t) => ({
      by: t.field({ type: inputs.SourceBy, required: true, description: 'Which source.' }),
      role: t.field({
        type: [inputs.SourceRole],
        description: 'In one of these parts; any when left out.',
      }),
    }),
  })

  return builder.inputType('ArticleFilter', {
    description: 'Members are ANDed; a list means any of its values.',
    fields: (t) => ({
      words: t.string({
        description: 'Full text: words, "phrases" and prefix*, all of which must occur.',
      }),
      path: t.string({ description: 'Beginning of the path: a folder or a file.' }),
      published: t.field({
        type: inputs.LocalDateRange,
        description: 'By the printed wall clock; undated articles are left out.',
      }),
      language: t.field({ type: ['Locale'], description: 'In one of these languages.' }),
      source: t.field({ type: SourceMatch, description: 'Comes from or through this source.' }),
      speaker: t.field({ type: inputs.SpeakerBy, description: 'Quoted in it.' }),
      hasProblems: t.boolean({ description: 'Has a warning or an error.' }),
      mentionsDate: t.field({
        type: inputs.LocalDateRange,
        description: 'Names a date whose interval touches the range.',
      }),
    }),
  })
}

/** Turns the filter of callers into the filter of the store: names become ids. */
export function resolveArticleFilter(
  filter: ArticleFilter['$inferInput'],
  load: Loaders,
): Awaitable<StoreFilter> {
  const { source, speaker } = filter
  const hasNoRole = source?.role?.length === 0
  const ids = allAwaitable([
    hasNoRole ? [] : resolveIdsByName('sources', source?.by, load),
    resolveIdsByName('speakers', speaker, load),
  ])
  return mapAwaitable(ids, ([sources = [], speakers]) => ({
    words: filter.words ?? undefined,
    path: filter.path ?? undefined,
    published: parseRange(filter.published),
    languages: filter.language ?? undefined,
    source: source ? { ids: sources, roles: source.role ?? undefined } : undefined,
    speakers,
    hasProblems: filter.hasProblems ?? undefined,
    mentionsDate: parseRange(filter.mentionsDate),
  }))
}
