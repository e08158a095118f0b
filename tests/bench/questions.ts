import { ask } from './load.ts'

/** A typical question, with many different variables. */
export interface Question {
  readonly title: string
  readonly query: string
  readonly variables: readonly object[]
}

const ARTICLE = `query ($id: ID!) { article(by: { id: $id }) {
  headline published { local } quotations(first: 5) { nodes { text kind speaker { name } } } } }`

const PAGE = `query ($after: String) { articles(first: 20, after: $after) { nodes {
  headline published { local } sources { role source { name } } dates(first: 5) { nodes { value } }
  quotations(first: 5) { nodes { text speaker { name } } } } } }`

const SPEAKER = `query ($id: ID!) { speaker(by: { id: $id }) { name quotations(first: 50) { nodes {
  text article { headline published { local } } } } } }`

/** The three questions of the figures, about articles from all over the archive. */
export async function makeQuestions(port: number): Promise<readonly Question[]> {
  // Headlines stand in no order of time.
  const spread = await walk(port, 'orderBy: [HEADLINE_ASC]', 'nodes { id }')
  const pages = await walk(port, '', 'edges { cursor }')
  const [speakers] = await pagesOf(port, 'speakers', 'nodes { id }', '', 1)
  return [
    { title: 'an article, 5 quotations, speakers', query: ARTICLE, variables: spread },
    {
      title: '20 articles, sources, dates, 5 quotations',
      query: PAGE,
      variables: pages.map(({ cursor }) => ({ after: cursor })),
    },
    { title: 'a speaker, 50 quotations, articles', query: SPEAKER, variables: speakers ?? [] },
  ]
}

const PAGES = 3

async function walk(port: number, order: string, select: string): Promise<Listed[]> {
  return (await pagesOf(port, 'articles', select, order, PAGES)).flat()
}

interface Listed {
  readonly id?: string
  readonly cursor?: string
}

async function pagesOf(
  port: number,
  list: string,
  select: string,
  order: string,
  count: number,
): Promise<Listed[][]> {
  const pages: Listed[][] = []
  let after: string | null = null
  while (pages.length < count) {
    const query = `query ($after: String) { page: ${list}(first: 100, after: $after ${order && `, ${order}`}) {
      ${select} pageInfo { endCursor hasNextPage } } }`
    const { data } = JSON.parse(await ask(port, JSON.stringify({ query, variables: { after } })))
    pages.push(data.page.nodes ?? data.page.edges)
    if (!data.page.pageInfo.hasNextPage) break
    after = data.page.pageInfo.endCursor
  }
  return pages
}

/** Requests that were all made before, after the first round. */
export function repeating({ query, variables }: Question): () => string {
  const bodies = variables.map((each) => JSON.stringify({ query, variables: each }))
  let at = 0
  return () => bodies[(at += 1) % bodies.length] ?? ''
}

let asked = 0

/**
 * Requests none of which was made before: each carries a variable that the query does not know.
 *
 * @param from - number of the first variables, so that several servers get the same
 */
export function unlike({ query, variables }: Question, from = asked): () => string {
  let at = from
  return () => {
    asked += 1
    at += 1
    const variable = { ...variables[at % variables.length], unlike: asked }
    return JSON.stringify({ query, variables: variable })
  }
}
