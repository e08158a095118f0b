import { allAwaitable, type Awaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Loaders } from '../src/loaders/loaders.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type {
  Article as ArticleRecord,
  ParagraphKind as ParagraphKindName,
} from '../src/model/article.ts'
import type { ArticleFilter as StoreFilter } from '../src/model/lists.ts'
import type { Reading } from '../src/model/reading.ts'
import type { Span } from '../src/model/span.ts'
import type { Builder, Objects } from './builder.ts'
import type { Counts } from './counts.ts'
import { InputError } from './errors.ts'
import { parseIdOf } from './ids.ts'
import { type Inputs, parseRange, parseSearch, resolveIdsByName } from './inputs.ts'
import { addSearch, defineList, RELEVANCE_ORDER } from './list.ts'
import type { ParagraphInArticle } from './records.ts'

/** Defines articles with their paragraphs, and the lists of articles. */
export function defineArticle(builder: Builder, inputs: Inputs, counts: Counts) {
  const ParagraphKind = builder.enumType('ParagraphKind', {
    description: 'Function of a paragraph.',
    values: {
      HEADLINE: { description: 'The title of the article.' },
      BYLINE: { description: 'The authors.' },
      DATELINE: { description: 'Place and date of writing, in a paragraph of their own.' },
      CAPTION: { description: 'The text under a picture, with its credit.' },
      TEXT: { description: 'Running text.' },
      SIGN_OFF: { description: 'A closing mark of an agency or editor: `(END)`.' },
    } satisfies Record<ParagraphKindName, object>,
  })

  builder.objectType('Paragraph', {
    description: 'A paragraph of the body.',
    fields: (t) => ({
      index: t.exposeInt('index', { description: 'Index in the article, from 0.' }),
      kind: t.expose('kind', { type: ParagraphKind, description: 'Function of the paragraph.' }),
      text: t.string({
        description: 'The text of the paragraph.',
        resolve: ({ reading, span }) => reading.article.body.slice(span.start, span.end),
      }),
      occurrences: t.field({
        type: ['Span'],
        description:
          'All positions in the body where the same text is printed, `span` first. A crawl repeats paragraphs.',
        resolve: ({ reading, span, repeats = [] }) =>
          [span, ...repeats].map((value) => ({ reading, value })),
      }),
      span: t.field({
        type: 'Span',
        description: 'Position in the body.',
        resolve: ({ reading, span }) => ({ reading, value: span }),
      }),
    }),
  })

  const Provenance = builder.enumType('Provenance', {
    description: 'Evidence of origin by a C2PA manifest in the text.',
    values: {
      PRESENT: { description: 'The text contains a manifest. It is not verified.' },
    } satisfies Record<NonNullable<ArticleRecord['provenance']>, object>,
  })

  const EarlierVersion = builder.objectRef<Reading>('EarlierVersion').implement({
    description: 'A version of an item that a newer one has replaced.',
    fields: (t) => ({
      path: t.string({
        description: 'Path of the file, relative to the archive folder.',
        resolve: ({ article }) => article.path,
      }),
      itemVersion: t.string({
        nullable: true,
        description: 'Version as stated; null if the file states none.',
        resolve: ({ article }) => article.itemVersion,
      }),
      headline: t.string({
        nullable: true,
        description: 'Null when the version has none.',
        resolve: (reading) => words(reading, reading.article.headline),
      }),
      published: t.field({
        type: 'PublishedTime',
        nullable: true,
        description: 'Time of publication; null if the version states none.',
        resolve: publishedOf,
      }),
      times: t.field({
        type: ['StatedTime'],
        description: 'All times that the version states.',
        resolve: (reading) => reading.times.map((value) => ({ reading, value })),
      }),
      body: t.string({
        description: 'Its text, empty for a withdrawn version.',
        resolve: ({ article }) => article.body,
      }),
    }),
  })

  builder.node('Article', {
    description: 'A news item.',
    id: { resolve: ({ id }) => id },
    loadWithoutCache: (id, { load }) => load.reading.load(id),
    fields: (t) => ({
      path: t.string({
        description: 'Path of the file, relative to the archive folder, with `/` as separator.',
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
        description: 'Language as stated by the file, else as detected; null if unknown.',
        resolve: ({ language }) => language,
      }),
      headline: t.string({
        nullable: true,
        description: 'Null when the file has none.',
        resolve: (reading) => words(reading, reading.article.headline),
      }),
      byline: t.string({
        nullable: true,
        description: 'The authors as printed; null if none is named.',
        resolve: (reading) => words(reading, reading.article.byline),
      }),
      dateline: t.string({
        nullable: true,
        description:
          'Place, date and agency before the first sentence: "PORT SELM, Oct. 10 (Northern Wire) --". Null if there are none.',
        resolve: (reading) => words(reading, reading.dateline),
      }),
      body: t.string({
        description:
          'The normalised text of the article, including the headline. All spans are offsets into it.',
        resolve: ({ article }) => article.body,
      }),
      wordCount: t.exposeInt('wordCount', { description: 'Words of the body.' }),
      published: t.field({
        type: 'PublishedTime',
        nullable: true,
        description: 'Time of publication; null if the file states none.',
        resolve: publishedOf,
      }),
      times: t.field({
        type: ['StatedTime'],
        description:
          'All times that the file states. `published` is the first with the role PUBLISHED, else CREATED, else UPDATED.',
        resolve: (reading) => reading.times.map((value) => ({ reading, value })),
      }),
      section: t.string({
        nullable: true,
        description: 'Department or column; null if the file states none.',
        resolve: ({ article }) => article.section,
      }),
      keywords: t.stringList({
        description: 'Subjects and keywords as stated by the file.',
        resolve: ({ article }) => article.keywords,
      }),
      rights: t.string({
        nullable: true,
        description: 'Copyright line or usage terms as printed; null if the file states none.',
        resolve: ({ article }) => article.rights,
      }),
      itemId: t.string({
        nullable: true,
        description: "The provider's own id of the item; null if the file states none.",
        resolve: ({ article }) => article.itemId,
      }),
      history: t.field({
        type: [EarlierVersion],
        description:
          'Earlier versions of the item by the same provider, the newest first. Empty for a withdrawn item.',
        resolve: ({ id, article }, _args, { load }) =>
          article.status === 'WITHDRAWN'
            ? []
            : mapAwaitable(load.earlierVersions.load(id), (readings) => readings ?? []),
      }),
      provenance: t.field({
        type: Provenance,
        nullable: true,
        description: 'Null if the text contains no C2PA manifest.',
        resolve: ({ article }) => article.provenance,
      }),
      paragraphs: t.field({
        type: ['Paragraph'],
        description: 'Paragraphs in reading order, including headline and captions.',
        resolve: paragraphsOf,
      }),
      file: t.field({
        type: 'File',
        description: 'The file that contains the article.',
        resolve: ({ article }, _args, { load }) =>
          mapAwaitable(load.file.load(article.path), requirePresent),
      }),
      problems: t.field({
        type: ['Problem'],
        description:
          'Problems of the file and of the extraction, including doubts about the time of publication.',
        resolve: ({ id, problems, published }) =>
          [...problems, ...(published?.doubts ?? [])].map((problem) => ({ problem, article: id })),
      }),
    }),
  })

  const ArticleFilter = defineArticleFilter(builder, inputs)

  const articles = defineList(builder, {
    list: 'articles',
    type: 'Article',
    description: 'Articles; by default the newest first.',
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
    description: 'Properties by which articles are counted.',
    values: {
      PUBLISHER: 'Publisher of the article.',
      WIRE_AGENCY: 'Wire agency of the article.',
      RELAY: 'Medium that relayed statements in the article.',
      PICTURE_CREDIT: 'Owner of a picture in the article.',
      AUTHOR: 'Author named in the byline.',
      SPEAKER: 'Speaker quoted in the article.',
      LANGUAGE: 'Language of the article.',
      ORIGIN: 'Origin of the text of the article.',
    },
  })
  counts.addTimeline(articles.connection, 'day of publication')
  addSearch(builder, articles.edge)

  articles.addToQuery('Articles of the archive.')
  articles.addTo('Speaker', 'articles', {
    description: 'Articles that quote the speaker.',
    owner: ({ id }) => ({ kind: 'speaker', id }),
  })
  builder.objectField('Source', 'articles', (t) =>
    t.field({
      type: articles.connection,
      description: 'Articles in which the source has a role.',
      args: {
        ...articles.args,
        role: t.arg({
          type: [inputs.SourceRole],
          description: 'Only articles in which the source has one of these roles.',
        }),
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
      description: 'An article. Null, with the error NOT_FOUND, if there is none.',
      args: {
        by: t.arg({
          type: inputs.ArticleBy,
          required: true,
          description: 'Identifies the article.',
        }),
      },
      resolve: (_root, { by }, { load }) => {
        const id =
          by.id != null
            ? parseIdOf('Article', by.id)
            : by.url != null
              ? load.articleIdAt.url.load(by.url)
              : by.item != null
                ? load.articleIdAt.item(by.item.path, by.item.itemId)
                : load.articleIdAt.path.load(by.path ?? '')
        const read = (known: string | null) => (known === null ? null : load.reading.load(known))
        return mapAwaitable(mapAwaitable(id, read), (article) => {
          if (article) return article
          const asked =
            by.id != null
              ? 'with this id'
              : `at "${by.url ?? by.path ?? `${by.item?.path}, ${by.item?.itemId}`}"`
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

/** The time of publication of an article, together with the article. */
export function publishedOf(reading: Reading): Objects['PublishedTime'] | null {
  return reading.published && { reading, value: reading.published }
}

function words({ article }: Reading, span: Span | null): string | null {
  return span && article.body.slice(span.start, span.end)
}

export type ArticleFilter = ReturnType<typeof defineArticleFilter>

function defineArticleFilter(builder: Builder, inputs: Inputs) {
  const SourceMatch = builder.inputType('ArticleSourceFilter', {
    description: 'A source with a role in the article.',
    fields: (t) => ({
      by: t.field({ type: inputs.SourceBy, required: true, description: 'The source.' }),
      role: t.field({
        type: [inputs.SourceRole],
        description: 'Roles of the source, any of them; all roles if omitted.',
      }),
    }),
  })

  return builder.inputType('ArticleFilter', {
    description: 'Conditions are combined with AND. A list matches any of its values.',
    fields: (t) => ({
      words: t.string({
        description: 'Full-text search: words, "phrases" and prefix*. All must occur.',
      }),
      path: t.string({ description: 'Prefix of the path: a folder or a file.' }),
      published: t.field({
        type: inputs.LocalDateRange,
        description:
          'Range of the publication day, by the printed local time. Excludes undated articles.',
      }),
      language: t.field({ type: ['Locale'], description: 'Languages, any of them.' }),
      source: t.field({ type: SourceMatch, description: 'A source with a role in the article.' }),
      speaker: t.field({
        type: inputs.SpeakerBy,
        description: 'A speaker that the article quotes.',
      }),
      hasProblems: t.boolean({
        description: 'Whether the article has a problem of severity WARNING or ERROR.',
      }),
      mentionsDate: t.field({
        type: inputs.LocalDateRange,
        description: 'Mentions a date whose interval overlaps the range.',
      }),
      origin: t.field({ type: [inputs.Origin], description: 'Origins of the text, any of them.' }),
      copies: t.field({
        type: inputs.Copies,
        description: 'Counts a story once; all copies if omitted.',
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
    words: parseSearch(filter.words),
    path: filter.path ?? undefined,
    published: parseRange(filter.published),
    languages: filter.language ?? undefined,
    source: source ? { ids: sources, roles: source.role ?? undefined } : undefined,
    speakers,
    hasProblems: filter.hasProblems ?? undefined,
    mentionsDate: parseRange(filter.mentionsDate),
    origins: filter.origin ?? undefined,
    copies: filter.copies ?? undefined,
  }))
}
