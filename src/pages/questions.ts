import * as v from 'valibot'

/** A GraphQL document of the reading pages, and the shape of its answer. */
export interface Question<Answer> {
  readonly document: string
  readonly answer: v.GenericSchema<unknown, Answer>
}

/** In UTF-16 code units of the body. */
const Range = v.object({ start: v.number(), end: v.number() })
const Words = v.object({ ...Range.entries, exact: v.string() })
const Named = v.object({ id: v.string(), name: v.string() })
const Time = v.object({ local: v.string(), precision: v.picklist(['DAY', 'MINUTE', 'SECOND']) })
const PageInfo = v.object({
  hasNextPage: v.boolean(),
  hasPreviousPage: v.boolean(),
  startCursor: v.nullable(v.string()),
  endCursor: v.nullable(v.string()),
})
const Facets = v.array(v.object({ value: v.string(), label: v.string(), count: v.number() }))
const Timeline = v.array(v.object({ from: v.string(), until: v.string(), count: v.number() }))
const ArticleLink = v.object({
  id: v.string(),
  headline: v.nullable(v.string()),
  path: v.string(),
  language: v.nullable(v.string()),
  published: v.nullable(Time),
  sources: v.array(v.object({ source: Named })),
})
const Quoted = v.object({
  id: v.string(),
  kind: v.string(),
  tier: v.string(),
  basis: v.string(),
  rule: v.string(),
  confidence: v.number(),
  content: v.array(Words),
  speaker: v.nullable(Named),
  candidates: v.array(Named),
  mention: v.nullable(Words),
  cue: v.nullable(v.object({ span: Words })),
  relays: v.array(v.object({ source: v.nullable(Named), span: Words })),
})
const ExplainedQuotation = v.object({ ...Quoted.entries, mentionChain: v.array(Words) })
const QuotationInArticle = v.object({ ...Quoted.entries, article: ArticleLink })
const Signature = {
  by: v.nullable(v.string()),
  at: v.nullable(v.string()),
  note: v.nullable(v.string()),
  line: v.number(),
}
const CorrectionEntry = v.object({
  speaker: v.nullable(v.string()),
  kind: v.nullable(v.string()),
  isRejected: v.boolean(),
  ...Signature,
})
const ArticleCorrectionEntry = v.object({
  published: v.nullable(v.string()),
  isPublishedCorrected: v.boolean(),
  language: v.nullable(v.string()),
  publisher: v.nullable(v.string()),
  ...Signature,
})
const CorrectedArticle = v.object({
  ...ArticleLink.entries,
  published: v.nullable(
    v.object({ ...Time.entries, timeZone: v.nullable(v.string()), zoneBasis: v.string() }),
  ),
})
const VerifiedPlace = v.object({
  differences: v.array(
    v.object({
      kind: v.string(),
      given: v.nullable(v.string()),
      isNegation: v.boolean(),
      quoted: v.nullable(Words),
    }),
  ),
  quotation: v.object({
    ...Quoted.entries,
    text: v.string(),
    factuality: v.string(),
    article: ArticleLink,
  }),
})
const QuotationList = v.object({
  totalCount: v.number(),
  pageInfo: PageInfo,
  edges: v.array(
    v.object({
      highlights: v.array(Range),
      node: QuotationInArticle,
    }),
  ),
})
const ArticleList = v.object({
  totalCount: v.number(),
  pageInfo: PageInfo,
  nodes: v.array(ArticleLink),
})
const Archive = v.object({ name: v.nullable(v.string()) })
const CountedArchive = v.object({
  ...Archive.entries,
  articleCount: v.number(),
  quotationCount: v.number(),
})
const Counts = v.object({ speakers: Facets, publishers: Facets, timeline: Timeline })
const DateNode = v.object({
  id: v.string(),
  span: Words,
  value: v.nullable(v.string()),
  from: v.nullable(v.string()),
  until: v.nullable(v.string()),
  relation: v.nullable(v.string()),
  rule: v.string(),
  certainty: v.number(),
})
const Problem = v.object({
  code: v.string(),
  severity: v.string(),
  message: v.string(),
  hint: v.nullable(v.string()),
})
const Article = v.object({
  ...ArticleLink.entries,
  byline: v.nullable(v.string()),
  url: v.nullable(v.string()),
  section: v.nullable(v.string()),
  rights: v.nullable(v.string()),
  wordCount: v.number(),
  file: v.object({ format: v.string() }),
  published: v.nullable(
    v.object({
      ...Time.entries,
      timeZone: v.nullable(v.string()),
      basis: v.string(),
      literal: v.nullable(Words),
      doubts: v.array(v.object({ message: v.string() })),
    }),
  ),
  paragraphs: v.array(v.object({ kind: v.string(), span: Range, text: v.string() })),
  allSources: v.array(v.object({ role: v.string(), source: Named, evidence: v.array(Words) })),
  problems: v.array(Problem),
  versions: v.array(v.object({ overlap: v.number(), article: ArticleLink })),
})
const ArticleQuotations = v.object({
  totalCount: v.number(),
  pageInfo: PageInfo,
  nodes: v.array(ExplainedQuotation),
})
const ArticleDates = v.object({
  totalCount: v.number(),
  nodes: v.array(DateNode),
})
const Role = v.object({
  text: v.string(),
  articles: v.number(),
  first: v.nullable(Time),
  last: v.nullable(Time),
})
const Speaker = v.object({
  ...Named.entries,
  kind: v.string(),
  aliases: v.array(v.string()),
  sameAs: v.array(v.string()),
  source: v.nullable(Named),
  roles: v.array(Role),
  quotations: v.object({
    ...QuotationList.entries,
    timeline: Timeline,
    relays: Facets,
    publishers: Facets,
  }),
  quotedWith: v.object({ nodes: v.array(Named) }),
})
const Source = v.object({
  ...Named.entries,
  kind: v.string(),
  aliases: v.array(v.string()),
  speaker: v.nullable(Named),
  published: v.object({ totalCount: v.number() }),
  written: v.object({ totalCount: v.number() }),
  authored: v.object({ totalCount: v.number() }),
  pictures: v.object({ totalCount: v.number() }),
  articles: v.object({ ...ArticleList.entries, timeline: Timeline }),
  relayed: v.object({
    totalCount: v.number(),
    edges: QuotationList.entries.edges,
    speakers: Facets,
  }),
})

type Of<Schema extends v.GenericSchema> = v.InferOutput<Schema>
export type Range = Of<typeof Range>
export type Named = Of<typeof Named>
export type Time = Of<typeof Time>
export type PageInfo = Of<typeof PageInfo>
export type Facets = Of<typeof Facets>
export type Timeline = Of<typeof Timeline>
export type ArticleLink = Of<typeof ArticleLink>
export type Quoted = Of<typeof Quoted>
export type VerifiedPlace = Of<typeof VerifiedPlace>
export type ExplainedQuotation = Of<typeof ExplainedQuotation>
export type QuotationInArticle = Of<typeof QuotationInArticle>
export type CorrectionEntry = Of<typeof CorrectionEntry>
export type ArticleCorrectionEntry = Of<typeof ArticleCorrectionEntry>
export type CorrectedArticle = Of<typeof CorrectedArticle>
export type QuotationList = Of<typeof QuotationList>
export type ArticleList = Of<typeof ArticleList>
export type Counts = Of<typeof Counts>
export type ArticleText = Of<typeof Article>
export type FoundDate = Of<typeof DateNode>
export type Problem = Of<typeof Problem>
export type SpeakerDetails = Of<typeof Speaker>
export type SourceDetails = Of<typeof Source>

const FRAGMENTS: Readonly<Record<string, string>> = {
  Quotations: `on QuotationConnection {
    totalCount
    pageInfo { ...PageInfo }
    edges { highlights { start end } node { ...Quoted article { ...Link } } }
  }`,
  Articles: 'on ArticleConnection { totalCount pageInfo { ...PageInfo } nodes { ...Link } }',
  Quoted: `on Quotation {
    id kind tier basis rule confidence
    content { ...Words }
    speaker { id name }
    candidates { id name }
    mention { ...Words }
    cue { span { ...Words } }
    relays { source { id name } span { ...Words } }
  }`,
  Link: `on Article {
    id headline path language
    published { local precision }
    sources(role: [PUBLISHER]) { source { id name } }
  }`,
  PageInfo: 'on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }',
  Words: 'on Span { start end exact }',
}

/** Completes a document by the fragments that it uses. A fragment uses only those listed below it. */
function ask<Answer>(
  operation: string,
  answer: v.GenericSchema<unknown, Answer>,
): Question<Answer> {
  const document = Object.entries(FRAGMENTS).reduce(
    (text, [name, body]) =>
      new RegExp(`\\.{3}${name}\\b`).test(text) ? `${text}\nfragment ${name} ${body}` : text,
    operation,
  )
  return { document, answer }
}

const PAGE = '$first: Int, $after: String, $last: Int, $before: String'
const PAGE_ARGUMENTS = 'first: $first, after: $after, last: $last, before: $before'
const COUNTS = `
  speakers: facets(by: SPEAKER, first: 8) { value label count }
  publishers: facets(by: PUBLISHER, first: 8) { value label count }
  timeline(interval: MONTH) { from until count }`

export const searchQuotations = ask(
  `query SearchQuotations($filter: QuotationFilter!, $order: [QuotationOrder!], ${PAGE}) {
    archive { name articleCount quotationCount }
    quotations(filter: $filter, orderBy: $order, ${PAGE_ARGUMENTS}) { ...Quotations ${COUNTS} }
  }`,
  v.object({
    archive: CountedArchive,
    quotations: v.object({ ...QuotationList.entries, ...Counts.entries }),
  }),
)

export const searchArticles = ask(
  `query SearchArticles($filter: ArticleFilter!, $order: [ArticleOrder!], ${PAGE}) {
    archive { name articleCount quotationCount }
    articles(filter: $filter, orderBy: $order, ${PAGE_ARGUMENTS}) { ...Articles ${COUNTS} }
  }`,
  v.object({
    archive: CountedArchive,
    articles: v.object({ ...ArticleList.entries, ...Counts.entries }),
  }),
)

export const readArticle = ask(
  `query ReadArticle($id: ID!) {
    archive { name }
    article(by: { id: $id }) {
      ...Link
      byline url section rights wordCount
      file { format }
      published { local precision timeZone basis literal { ...Words } doubts { message } }
      paragraphs { kind span { start end } text }
      allSources: sources { role source { id name } evidence { ...Words } }
      problems { code severity message hint }
      versions(first: 5) { overlap article { ...Link } }
      quotations(first: 100, orderBy: [TEXT_ASC]) {
        totalCount pageInfo { ...PageInfo } nodes { ...Quoted mentionChain { ...Words } }
      }
      dates(first: 100, orderBy: [TEXT_ASC]) {
        totalCount
        nodes { id span { ...Words } value from until relation rule certainty }
      }
    }
  }`,
  v.object({
    archive: Archive,
    article: v.nullable(
      v.object({
        ...Article.entries,
        quotations: ArticleQuotations,
        dates: ArticleDates,
      }),
    ),
  }),
)

export const moreQuotations = ask(
  `query MoreQuotations($id: ID!, $after: String!) {
    article(by: { id: $id }) {
      quotations(first: 100, after: $after, orderBy: [TEXT_ASC]) {
        totalCount pageInfo { ...PageInfo } nodes { ...Quoted mentionChain { ...Words } }
      }
    }
  }`,
  v.object({ article: v.nullable(v.object({ quotations: ArticleQuotations })) }),
)

export const readCorrections = ask(
  `query ReadCorrections($id: ID!) {
    archive {
      name
      correctionFiles {
        correctionsHash
        entries(quotation: $id, first: 20) { speaker kind isRejected by at note line }
      }
    }
    node(id: $id) { ... on Quotation { ...Quoted article { ...Link } } }
  }`,
  v.object({
    archive: v.object({
      ...Archive.entries,
      correctionFiles: v.nullable(
        v.object({ correctionsHash: v.string(), entries: v.array(CorrectionEntry) }),
      ),
    }),
    node: v.nullable(v.union([QuotationInArticle, v.strictObject({})])),
  }),
)

export const readArticleCorrections = ask(
  `query ReadArticleCorrections($id: ID!) {
    archive {
      name
      correctionFiles {
        correctionsHash
        entries(article: $id, first: 20) {
          published isPublishedCorrected language publisher by at note line
        }
      }
    }
    article(by: { id: $id }) { ...Link published { local precision timeZone zoneBasis } }
  }`,
  v.object({
    archive: v.object({
      ...Archive.entries,
      correctionFiles: v.nullable(
        v.object({ correctionsHash: v.string(), entries: v.array(ArticleCorrectionEntry) }),
      ),
    }),
    article: v.nullable(CorrectedArticle),
  }),
)

export const correctArticle = ask(
  `mutation CorrectArticle($input: CorrectArticleInput!) {
    correctArticle(input: $input) { __typename }
  }`,
  v.object({ correctArticle: v.object({ __typename: v.string() }) }),
)

export const correctQuotation = ask(
  `mutation CorrectQuotation($input: CorrectQuotationInput!) {
    correctQuotation(input: $input) { __typename }
  }`,
  v.object({ correctQuotation: v.object({ __typename: v.string() }) }),
)

export const readSpeaker = ask(
  `query ReadSpeaker($id: ID!, ${PAGE}) {
    archive { name }
    speaker(by: { id: $id }) {
      id name kind aliases sameAs
      source { id name }
      roles { text articles first { local precision } last { local precision } }
      quotations(${PAGE_ARGUMENTS}) {
        ...Quotations
        timeline(interval: MONTH) { from until count }
        relays: facets(by: RELAY, first: 8) { value label count }
        publishers: facets(by: PUBLISHER, first: 8) { value label count }
      }
      quotedWith(first: 12) { nodes { id name } }
    }
  }`,
  v.object({ archive: Archive, speaker: v.nullable(Speaker) }),
)

export const readSource = ask(
  `query ReadSource($id: ID!, ${PAGE}) {
    archive { name }
    source(by: { id: $id }) {
      id name kind aliases
      speaker { id name }
      published: articles(first: 0, role: [PUBLISHER]) { totalCount }
      written: articles(first: 0, role: [WIRE_AGENCY]) { totalCount }
      authored: articles(first: 0, role: [AUTHOR]) { totalCount }
      pictures(first: 0) { totalCount }
      articles(${PAGE_ARGUMENTS}) { ...Articles timeline(interval: MONTH) { from until count } }
      relayed(first: 10) {
        totalCount
        edges { highlights { start end } node { ...Quoted article { ...Link } } }
        speakers: facets(by: SPEAKER, first: 8) { value label count }
      }
    }
  }`,
  v.object({ archive: Archive, source: v.nullable(Source) }),
)

export const listSpeakers = ask(
  `query ListSpeakers($name: String, ${PAGE}) {
    archive { name }
    speakers(filter: { name: $name }, ${PAGE_ARGUMENTS}) {
      totalCount pageInfo { ...PageInfo }
      nodes { id name kind roles { text } quotations(first: 0) { totalCount } }
    }
  }`,
  v.object({
    archive: Archive,
    speakers: v.object({
      totalCount: v.number(),
      pageInfo: PageInfo,
      nodes: v.array(
        v.object({
          ...Named.entries,
          kind: v.string(),
          roles: v.array(v.object({ text: v.string() })),
          quotations: v.object({ totalCount: v.number() }),
        }),
      ),
    }),
  }),
)

export const listSources = ask(
  `query ListSources($name: String, ${PAGE}) {
    archive { name }
    sources(filter: { name: $name }, ${PAGE_ARGUMENTS}) {
      totalCount pageInfo { ...PageInfo }
      nodes { id name kind articles(first: 0) { totalCount } }
    }
  }`,
  v.object({
    archive: Archive,
    sources: v.object({
      totalCount: v.number(),
      pageInfo: PageInfo,
      nodes: v.array(
        v.object({
          ...Named.entries,
          kind: v.string(),
          articles: v.object({ totalCount: v.number() }),
        }),
      ),
    }),
  }),
)

export const listProblems = ask(
  `query ListProblems(${PAGE}) {
    archive {
      name
      problems(${PAGE_ARGUMENTS}) {
        totalCount pageInfo { ...PageInfo }
        nodes { code severity message hint path line }
      }
    }
  }`,
  v.object({
    archive: v.object({
      ...Archive.entries,
      problems: v.object({
        totalCount: v.number(),
        pageInfo: PageInfo,
        nodes: v.array(
          v.object({ ...Problem.entries, path: v.string(), line: v.nullable(v.number()) }),
        ),
      }),
    }),
  }),
)

export const readArchive = ask(
  'query ReadArchive { archive { name indexedAt } }',
  v.object({ archive: v.object({ ...Archive.entries, indexedAt: v.nullable(v.string()) }) }),
)

/** Documents of the feeds of a search, the newest members first. */
export const FEEDS = {
  quotations: `query QuotationFeed($filter: QuotationFilter!) {
    quotations(first: 50, filter: $filter) {
      nodes {
        id text webUrl
        speaker { name }
        article { headline webUrl published { local instant } }
      }
    }
  }`,
  articles: `query ArticleFeed($filter: ArticleFilter!) {
    articles(first: 50, filter: $filter) {
      nodes { id headline path webUrl published { local instant } }
    }
  }`,
}

export const verify = ask(
  `query Verify($text: String!, $speaker: SpeakerBy) {
    archive { name }
    verify(text: $text, speaker: $speaker) {
      verdict
      places {
        differences { kind given isNegation quoted { ...Words } }
        quotation { ...Quoted text factuality article { ...Link } }
      }
    }
  }`,
  v.object({
    archive: Archive,
    verify: v.object({ verdict: v.string(), places: v.array(VerifiedPlace) }),
  }),
)
