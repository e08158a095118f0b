import { composeServices } from '@apollo/composition'
import { parse, printSchema } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Archive, createGateway, type Gateway } from '../../src/index.ts'
import { openSampleArchive } from '../support/archive.ts'
import { counted } from '../support/spied.ts'
import { post, send } from './ask.ts'

const silent = { info() {}, warn() {}, error() {} }
const SHOP = `type Query { node(id: ID!): Node products: [Product!]! }
  interface Node { id: ID! }
  type Product implements Node { id: ID! }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }`
const MARKS = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Article @key(fields: "id") { id: ID! isBookmarked: Boolean! }
  type Query { bookmarked: [Article!]! }`
const ENTITIES = `query ($of: [_Any!]!) {
  _entities(representations: $of) {
    __typename
    ... on Article { id headline quotations(first: 2) { nodes { text speaker { name } } } }
    ... on Speaker { id name }
  }
}`

describe('a gateway as a subgraph', () => {
  let archive: Archive
  let gateway: Gateway
  let sdl: string
  beforeAll(async () => {
    archive = await openSampleArchive()
    gateway = createGateway(archive, { federation: true, logger: silent })
    const { data } = await post(gateway, '{ _service { sdl } }')
    sdl = (data as { _service: { sdl: string } })._service.sdl
  })

  const compose = (...others: readonly string[]) =>
    composeServices(
      [sdl, ...others].map((text, index) => ({
        name: `subgraph-${index}`,
        url: 'http://localhost/graphql',
        typeDefs: parse(text),
      })),
    )

  async function idsOf(type: 'articles' | 'speakers', first: number): Promise<string[]> {
    const { data } = await post(gateway, `{ found: ${type}(first: ${first}) { nodes { id } } }`)
    return (data as { found: { nodes: { id: string }[] } }).found.nodes.map(({ id }) => id)
  }

  it('describes itself with a key for each node', () => {
    const keyed = Array.from(
      sdl.matchAll(/^type (?<name>\w+) implements Node @key\(fields: "id"\)/gm),
    )
    expect(keyed.map(({ groups }) => groups?.name).toSorted()).toEqual([
      'Article',
      'DateMention',
      'Picture',
      'Quotation',
      'Source',
      'Speaker',
    ])
    expect(sdl).toContain('directive @oneOf on INPUT_OBJECT')
    expect(sdl).toContain('input ArticleBy @oneOf {')
    expect(sdl).not.toMatch(/_entities|^ {2}nodes?\(/m)
  })

  const expectComposed = (...others: readonly string[]) => {
    const { errors, supergraphSdl } = compose(...others)
    expect(errors ?? []).toEqual([])
    expect(supergraphSdl).toContain('type Article')
  }

  it('composes with other subgraphs', () => expectComposed(SHOP, MARKS))
  it.each([
    ['alone', []],
    ['with one that has Node and PageInfo', [SHOP]],
    ['with one that adds a field to articles', [MARKS]],
  ])('composes %s', { tags: 'long' }, (_how, others) => expectComposed(...others))

  it('gives entities in the order of their representations, and null for unknown ones', async () => {
    const [article] = await idsOf('articles', 1)
    const [speaker] = await idsOf('speakers', 1)
    const of = [
      { __typename: 'Speaker', id: speaker },
      { __typename: 'Article', id: 'wrong' },
      { __typename: 'Article', id: speaker },
      { __typename: 'Span', id: speaker },
      { __typename: 'Article', id: article },
      'Article',
    ]
    // A repeated operation is compiled.
    for (let times = 0; times < 3; times += 1) {
      const { data, errors } = await post(gateway, ENTITIES, { of })
      expect(data).toMatchObject({
        _entities: [
          { __typename: 'Speaker', id: speaker },
          null,
          null,
          null,
          { __typename: 'Article', id: article },
          null,
        ],
      })
      const codes = errors.map(({ path, extensions }) => [path?.[1], extensions.code])
      expect(codes.toSorted()).toEqual([1, 2, 3, 5].map((index) => [index, 'BAD_ID']))
    }
  })

  it('takes representations that are written into the operation', async () => {
    const [speaker] = await idsOf('speakers', 1)
    const { data } = await post(
      gateway,
      `{ _entities(representations: [{ __typename: "Speaker", id: "${speaker}" }]) { ... on Speaker { id } } }`,
    )
    expect(data).toEqual({ _entities: [{ id: speaker }] })
  })

  it('reads many entities in as few statements as one', async () => {
    const reads = async (count: number) => {
      const spy = counted(archive.store)
      const other = createGateway({ ...archive, store: spy.store }, { federation: true })
      const of = (await idsOf('articles', count)).map((id) => ({ __typename: 'Article', id }))
      const { errors } = await post(other, ENTITIES, { of })
      expect(errors).toEqual([])
      return spy.reads
    }
    expect(await reads(80)).toEqual(await reads(1))
  })

  it('counts representations for the cost of the operation', async () => {
    const [id] = await idsOf('articles', 1)
    const of = Array.from({ length: 3_000 }, () => ({ __typename: 'Article', id }))
    const { data, errors } = await post(gateway, ENTITIES, { of })
    expect(data ?? null).toBeNull()
    expect(errors[0]?.extensions.code).toBe('TOO_COSTLY')
  })

  it('is off by default', async () => {
    const plain = createGateway(archive, { logger: silent })
    const { errors } = await post(plain, '{ _service { sdl } }')
    expect(errors[0]?.message).toContain('_service')
    expect(printSchema(plain.schema)).not.toContain('_Entity')
  })

  it('caches answers and has ETags, as without federation', async () => {
    const url = `http://localhost/graphql?query=${encodeURIComponent('{ archive { name } }')}`
    const { headers } = await send(gateway, url)
    expect(headers.get('etag')).toMatch(/^W?\/?"/)
  })
})
