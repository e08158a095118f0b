import { beforeAll, describe, expect, it } from 'vitest'
import type { SchemaExtension } from '../../schema/extend.ts'
import type { Archive } from '../../src/archive/archive.ts'
import { createGateway, type GatewayOptions } from '../../src/gateway.ts'
import { openSampleArchive } from '../support/archive.ts'

async function ask(archive: Archive, options: GatewayOptions, query: string, variables = {}) {
  const response = await createGateway(archive, options).fetch(
    new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    }),
  )
  const answer: { data?: Record<string, never>; errors?: readonly { message: string }[] } =
    await response.json()
  return answer
}

describe('extend with SDL and resolvers', () => {
  let archive: Archive
  beforeAll(async () => void (archive = await openSampleArchive()))

  interface Note {
    readonly text: string
    readonly on: string
  }
  const extend: SchemaExtension<{ Note: Note }> = {
    typeDefs: `
      type Note { text: String! length: Int! }
      extend type Article { notes(max: Int = 1): [Note!]! isBookmarked: Boolean! }
      extend type Quotation { wordsOf: String! }
      extend type Speaker { initials: String! }
      extend type Query { caller: String }`,
    resolvers: {
      Query: { caller: (_parent, _args, { user }) => user },
      Article: {
        notes: ({ path, id }, { max }: { readonly max: number }): Note[] =>
          Array.from({ length: max }, () => ({ text: path, on: id })),
        isBookmarked: ({ path }, _args, { user }) => user === 'Ada' && path.length > 0,
      },
      Note: { length: ({ text }) => text.length },
      Quotation: {
        wordsOf: ({ content, article, speaker }) =>
          `${article.path}: ${content.join(' ')} (${speaker})`,
      },
      Speaker: { initials: async ({ name }) => name.replace(/[^A-Z]/g, '') },
    },
  }
  const options: GatewayOptions = { extend, context: () => ({ user: 'Ada' }) }

  it('gives resolvers parents with the ids and words of answers, and the context', async () => {
    const query = `query ($max: Int) {
      caller
      articles(first: 2) { nodes { id path isBookmarked notes(max: $max) { text length } } }
      quotations(first: 1, filter: { naming: [NAMED] }) {
        nodes { text wordsOf article { path } speaker { id name initials } } }
    }`
    const { data, errors } = await ask(archive, options, query, { max: 2 })
    expect(errors).toBeUndefined()
    const { caller, articles, quotations } = JSON.parse(JSON.stringify(data))
    expect(caller).toBe('Ada')
    for (const { path, isBookmarked, notes } of articles.nodes) {
      expect({ isBookmarked, notes }).toEqual({
        isBookmarked: true,
        notes: Array(2).fill({ text: path, length: path.length }),
      })
    }
    const [{ text, wordsOf, article, speaker }] = quotations.nodes
    expect(wordsOf).toBe(`${article.path}: ${text} (${speaker.id})`)
    expect(speaker.initials).toBe(speaker.name.replace(/[^A-Z]/g, ''))
  })

  it('works for nodes by id, and in a subgraph', async () => {
    const { data } = await ask(archive, options, '{ articles(first: 1) { nodes { id } } }')
    const [{ id }] = JSON.parse(JSON.stringify(data)).articles.nodes
    const query = 'query ($id: ID!) { node(id: $id) { ... on Article { isBookmarked } } }'
    expect(await ask(archive, options, query, { id })).toEqual({
      data: { node: { isBookmarked: true } },
    })
    const subgraph = { ...options, federation: true }
    const { data: found } = await ask(archive, subgraph, '{ _service { sdl } }')
    expect(JSON.stringify(found)).toContain('isBookmarked: Boolean!')
  })

  it('is part of one gateway only', async () => {
    await ask(archive, options, '{ caller }')
    expect((await ask(archive, {}, '{ caller }')).errors).toHaveLength(1)
  })

  it.each<[string, SchemaExtension, RegExp]>([
    ['SDL that is no SDL', { typeDefs: 'extend typ Article' }, /Syntax Error/],
    ['a field that is there', { typeDefs: 'extend type Article { path: String }' }, /path/],
    ['an unknown type', { typeDefs: 'extend type Articl { a: Int }' }, /Articl/],
    [
      'a resolver without its field',
      { typeDefs: 'type A { b: Int }', resolvers: { Article: { bookmark: () => true } } },
      /add no field Article\.bookmark/,
    ],
    [
      'a resolver of our field',
      { typeDefs: 'type A { b: Int }', resolvers: { Article: { headline: () => '' } } },
      /add no field Article\.headline/,
    ],
  ])('refuses %s', (_what, extension, message) => {
    expect(() => createGateway(archive, { extend: extension })).toThrow(message)
  })

  it('says which types have parents', () => {
    const typeDefs = 'extend type Span { length: Int! }'
    const options: object = { extend: { typeDefs, resolvers: { Span: { length: () => 1 } } } }
    expect(() => createGateway(archive, options)).toThrow(
      'extend has no parents of Span. It has those of Query, Archive, Article, Quotation',
    )
  })
})
