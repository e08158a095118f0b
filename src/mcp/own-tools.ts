import type { GraphQLSchema } from 'graphql'
import type { JsonSchema, ObjectSchema } from './json-schema.ts'
import { type Data, type OwnTool, ownTool, type Tool, type ToolInput } from './tools.ts'

const ARTICLE = `fragment Article on Article {
  id headline path url webUrl
  published { local }
  sources(role: [PUBLISHER]) { source { name } }
}`

const QUOTATION = `fragment Quotation on Quotation {
  id text kind basis factuality confidence webUrl
  speaker { id name }
  mention { exact }
  relays { source { name } span { exact } }
  content { start end line source { line } }
}`

const text = (description: string): JsonSchema => ({ type: 'string', description })
const day = (description: string): JsonSchema => ({
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: `${description}, as 2024-07-15.`,
})
const first = (most: number): JsonSchema => ({
  type: 'integer',
  minimum: 1,
  maximum: most,
  default: 5,
  description: `How many to return at most, 5 by default, up to ${most}.`,
})
const after = text('endCursor of the page before, for the next page.')

function inputs(
  properties: Readonly<Record<string, JsonSchema>>,
  ...required: string[]
): ObjectSchema {
  return { type: 'object', properties, required, additionalProperties: false }
}

/** The members of an object that are given. */
function given(members: Readonly<Record<string, unknown>>): Data | undefined {
  const known = Object.entries(members).filter(([, value]) => value !== undefined)
  return known.length > 0 ? Object.fromEntries(known) : undefined
}

const whoSaid: OwnTool = {
  name: 'who_said',
  description:
    'Find quotations: what a speaker said, or who said something about some words, in a time. Each has its exact words, speaker, how the speaker was found (basis), who relayed it, the article, and an address or a path with a line to cite. Without words the newest come first, with words the most relevant.',
  inputSchema: inputs({
    speaker: text('Name of the speaker, as find_speaker gives it, or any other name of theirs.'),
    words: text('Words to search for; a phrase in quotation marks.'),
    publisher: text('Name of the publisher of the articles.'),
    from: day('First day of publication'),
    until: day('Last day of publication'),
    first: first(20),
    after,
  }),
  document: `query WhoSaid($filter: QuotationFilter, $order: [QuotationOrder!], $first: Int!, $after: String) {
  quotations(filter: $filter, orderBy: $order, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { ...Quotation article { ...Article } }
  }
}
${QUOTATION}
${ARTICLE}`,
  variables({ speaker, words, publisher, from, until, first: size = 5, after: cursor }) {
    const source =
      publisher === undefined ? undefined : { by: { name: publisher }, role: 'PUBLISHER' }
    return {
      filter: given({
        words,
        speaker: given({ name: speaker }),
        article: given({ published: given({ from, until }), source }),
      }),
      order: words === undefined ? null : ['RELEVANCE'],
      first: size,
      after: cursor,
    }
  },
}

const findSpeaker: OwnTool = {
  name: 'find_speaker',
  description:
    'Find people, organisations and groups that are quoted, by a name or a part of one. Gives their full name, other names, roles in the text, and how many quotations they have.',
  inputSchema: inputs({ name: text('A name or a part of one.'), first: first(20), after }, 'name'),
  document: `query FindSpeaker($name: String!, $first: Int!, $after: String) {
  speakers(filter: { name: $name }, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id name kind aliases sameAs webUrl
      roles { text articles }
      quotations(first: 0) { totalCount }
      firstQuoted { local }
      lastQuoted { local }
    }
  }
}`,
  variables: ({ name, first: size = 5, after: cursor }) => ({ name, first: size, after: cursor }),
}

/** Characters of the paragraphs that one answer has. */
const MAX_TEXT = 12_000

const readArticle: OwnTool = {
  name: 'read_article',
  description: `Read an article: its paragraphs, and the quotations in them with speaker, evidence and address. Long articles come in parts of about ${MAX_TEXT} characters: nextParagraph is the fromParagraph of the next part, null at the end.`,
  inputSchema: inputs(
    {
      id: text('id of the article, as who_said gives it.'),
      fromParagraph: {
        type: 'integer',
        minimum: 0,
        default: 0,
        description: 'Index of the first paragraph, 0 by default.',
      },
    },
    'id',
  ),
  document: `query ReadArticle($id: ID!) {
  article(by: { id: $id }) {
    ...Article
    byline language
    paragraphs { index kind text span { start end line } }
    quotations(first: 100, orderBy: [TEXT_ASC]) {
      totalCount
      nodes { ...Quotation mentionChain { exact start end } }
    }
    problems { code message }
  }
}
${QUOTATION}
${ARTICLE}`,
  variables: ({ id }) => ({ id }),
  added: { nextParagraph: { anyOf: [{ type: 'integer' }, { type: 'null' }] } },
  shape: cutArticle,
}

interface ArticlePart {
  readonly paragraphs: readonly {
    readonly index: number
    readonly text: string
    readonly span: { readonly start: number; readonly end: number }
  }[]
  readonly quotations: {
    readonly nodes: readonly { readonly content: readonly { readonly start: number }[] }[]
  }
}

function cutArticle(data: Data, { fromParagraph = 0 }: ToolInput): Data {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer to the document above
  const { article } = data as { readonly article: ArticlePart | null }
  if (!article) return { ...data, nextParagraph: null }
  const shown: ArticlePart['paragraphs'][number][] = []
  let length = 0
  let nextParagraph: number | null = null
  for (const paragraph of article.paragraphs.slice(Number(fromParagraph))) {
    length += paragraph.text.length
    if (length > MAX_TEXT && shown.length > 0) {
      nextParagraph = paragraph.index
      break
    }
    shown.push({ ...paragraph, text: paragraph.text.slice(0, MAX_TEXT) })
  }
  const [start, end] = [shown[0]?.span.start ?? 0, shown.at(-1)?.span.end ?? 0]
  const nodes = article.quotations.nodes.filter(({ content: [range] }) => {
    return range !== undefined && range.start >= start && range.start < end
  })
  const quotations = { ...article.quotations, nodes }
  return { article: { ...article, paragraphs: shown, quotations }, nextParagraph }
}

const whatsNew: OwnTool = {
  name: 'whats_new',
  description:
    'What was added, changed or removed since a revision; without one, the newest articles. Keep the revision of the answer and give it the next time.',
  inputSchema: inputs({
    since: text('revision of an earlier answer.'),
    first: first(20),
  }),
  document: `query WhatsNew($since: String!, $hasSince: Boolean!, $first: Int!) {
  archive {
    revision indexedAt articleCount quotationCount
    changesSince(revision: $since) @include(if: $hasSince) {
      addedCount changedCount removedCount
      added(first: $first) { ...Article }
      changed(first: $first) { ...Article }
      removed(first: $first)
    }
  }
  articles(first: $first) @skip(if: $hasSince) { nodes { ...Article } }
}
${ARTICLE}`,
  variables: ({ since, first: size = 5 }) => ({
    since: since ?? '',
    hasSince: since !== undefined,
    first: size,
  }),
}

const verifyQuotation: OwnTool = {
  name: 'verify_quotation',
  description:
    'Check whether somebody is quoted with some words: FOUND, CUT, ALTERED with the words that differ, OTHER_SPEAKER or NOT_FOUND, with every place, the earliest first. An added or dropped "not" is always told. Read factuality, too: an article may say that the words were not said.',
  inputSchema: inputs(
    {
      text: text('The words of the quotation; "…" where words are left out.'),
      speaker: text('Name of the speaker; without it, any speaker.'),
      first: first(20),
    },
    'text',
  ),
  document: `query VerifyQuotation($text: String!, $speaker: SpeakerBy, $first: Int!) {
  verify(text: $text, speaker: $speaker) {
    verdict
    places(first: $first) {
      match isNegationChanged
      differences { kind given isNegation quoted { exact line } }
      quotation { ...Quotation article { ...Article } }
    }
  }
}
${QUOTATION}
${ARTICLE}`,
  variables: ({ text: words, speaker, first: size = 5 }) => ({
    text: words,
    speaker: given({ name: speaker }),
    first: size,
  }),
}

const OWN_TOOLS = [whoSaid, findSpeaker, readArticle, verifyQuotation, whatsNew]

/** The tools that every archive has. */
export function createOwnTools(schema: GraphQLSchema): readonly Tool[] {
  return OWN_TOOLS.map((own) => ownTool(schema, own))
}
