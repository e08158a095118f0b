import { createSchema } from 'graphql-yoga'

/**
 * A small schema for tests of HTTP: a connection of articles with quotations, `nodes`, fields that
 * fail in several ways, and a subscription.
 */
export function createTown(events: AsyncIterable<unknown> = noEvents()) {
  return createSchema({
    typeDefs: /* GraphQL */ `
      interface Node {
        id: ID!
      }
      type Query {
        hello: String
        echo(text: String, number: Int, flags: [Boolean!]): String
        articles(first: Int, last: Int, after: String): ArticleConnection!
        nodes(ids: [ID!]!): [Node]!
        node(id: ID!): Node
        slow: Slow
        broken: String
        brokenList(size: Int!): [Broken!]!
        refused: String
        malformed: Int
      }
      type Broken {
        value: String
      }
      type Slow {
        again: Slow
        waiting: String
        work: String
      }
      type ArticleConnection {
        edges: [ArticleEdge!]!
        nodes: [Article!]!
        totalCount: Int!
        facets(by: String!, first: Int = 10): [Facet!]!
      }
      type ArticleEdge {
        cursor: String!
        node: Article!
      }
      type Facet {
        value: String!
        count: Int!
      }
      type Article implements Node {
        id: ID!
        headline: String!
        sources: [Source!]!
        quotations(first: Int, last: Int): QuotationConnection!
      }
      type Source implements Node {
        id: ID!
        name: String!
      }
      type QuotationConnection {
        nodes: [Quotation!]!
        totalCount: Int!
      }
      type Quotation implements Node {
        id: ID!
        text: String!
        speaker: Speaker
        article: Article!
      }
      type Speaker implements Node {
        id: ID!
        name: String!
      }
      type Mutation {
        erase: Boolean
      }
      type Subscription {
        changed: Int
      }
    `,
    resolvers: {
      Node: { __resolveType: () => 'Article' },
      Query: {
        hello: () => 'Good morning',
        echo: (_root: unknown, { text }: { text?: string }) => text ?? null,
        articles: () => connection([article('1'), article('2')]),
        nodes: (_root: unknown, { ids }: { ids: string[] }) => ids.map(article),
        node: (_root: unknown, { id }: { id: string }) => article(id),
        slow: () => slow,
        broken: () => {
          throw new Error('SELECT secret FROM passwords failed in /home/reporter/archive.ts')
        },
        brokenList: (_root: unknown, { size }: { size: number }) =>
          Array.from({ length: size }, () => ({
            value: () => {
              throw new Error('broken')
            },
          })),
        malformed: () => 'the words of a confidential memo',
      },
      Mutation: { erase: () => true },
      Subscription: { changed: { subscribe: () => events, resolve: (event: unknown) => event } },
    },
  })
}

function connection<Item>(items: Item[]) {
  return {
    nodes: items,
    edges: items.map((node) => ({ cursor: 'c', node })),
    totalCount: items.length,
    facets: [{ value: 'en', count: items.length }],
  }
}

function article(id: string): object {
  return {
    id,
    headline: `Bridge ${id} reopens`,
    sources: [{ id: 's1', name: 'Harbour Wire' }],
    quotations: () => connection([quotation(id)]),
  }
}

function quotation(id: string): object {
  return {
    id: `q${id}`,
    text: 'It held.',
    speaker: { id: 'p1', name: 'Ada Merrin' },
    article: () => article(id),
  }
}

// `again` answers at once but keeps the processor busy; `waiting` never answers.
const slow = {
  again: () => {
    const until = performance.now() + 5
    while (performance.now() < until);
    return slow
  },
  waiting: () => new Promise(() => {}),
  work: () => 'done',
}

async function* noEvents(): AsyncGenerator {}
