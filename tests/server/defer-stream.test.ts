import { useDeferStream } from '@graphql-yoga/plugin-defer-stream'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { createGateway, type GatewayOptions } from '../../src/gateway.ts'
import { openSampleArchive } from '../support/archive.ts'

interface Part {
  readonly data?: Readonly<Record<string, unknown>>
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[]
  readonly incremental?: readonly {
    readonly path: readonly unknown[]
    readonly data?: unknown
    readonly items?: readonly unknown[]
  }[]
  readonly hasNext?: boolean
}

describe('the plugin for @defer and @stream', () => {
  let archive: Archive
  beforeAll(async () => void (archive = await openSampleArchive()))

  async function partsOf(query: string, options: GatewayOptions = {}) {
    const gateway = createGateway(archive, { plugins: [useDeferStream()], ...options })
    const headers = { 'content-type': 'application/json', accept: 'multipart/mixed' }
    const response = await gateway.fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers,
        body: JSON.stringify({ query }),
      }),
    )
    const type = response.headers.get('content-type') ?? ''
    const boundary = /boundary="?(?<mark>[^";]+)/.exec(type)?.groups?.mark
    const text = await response.text()
    if (boundary === undefined) return [JSON.parse(text) as Part]
    return text
      .split(`--${boundary}`)
      .map((part) => part.slice(part.indexOf('{')))
      .filter((part) => part.startsWith('{'))
      .map((part) => JSON.parse(part) as Part)
  }

  it('gives deferred fields in a later part', async () => {
    const [first, ...later] = await partsOf(
      '{ archive { name } ... @defer { articles(first: 2) { nodes { headline } } } }',
    )
    expect(first).toEqual({ data: { archive: { name: 'Papers of the Ild' } }, hasNext: true })
    expect(later.flatMap(({ incremental = [] }) => incremental)).toEqual([
      {
        path: [],
        data: {
          articles: { nodes: [{ headline: expect.any(String) }, { headline: expect.any(String) }] },
        },
      },
    ])
    expect(later.at(-1)).toMatchObject({ hasNext: false })
  })

  it('gives the items of a list one after the other', async () => {
    const [first, ...later] = await partsOf(
      '{ articles(first: 3) { nodes @stream(initialCount: 1) { headline } } }',
    )
    expect(first?.data).toEqual({ articles: { nodes: [{ headline: expect.any(String) }] } })
    const items = later.flatMap(({ incremental = [] }) => incremental.flatMap((one) => one.items))
    expect(items).toHaveLength(2)
  })

  it('gives what the same operation gives without it', async () => {
    const fields = '{ articles(first: 5) { nodes { id quotations(first: 3) { nodes { text } } } } }'
    const [whole] = await partsOf(fields)
    const [, ...later] = await partsOf(`{ archive { name } ... @defer ${fields} }`)
    expect(later.flatMap(({ incremental = [] }) => incremental)[0]?.data).toEqual(whole?.data)
  })

  it('is held to the limits', async () => {
    const query = '{ archive { name } ... @defer { articles(first: 100) { nodes { body } } } }'
    const [costly] = await partsOf(query, { limits: { cost: 50 } })
    expect(costly?.errors?.[0]?.extensions.code).toBe('TOO_COSTLY')
    const parts = await partsOf(query, { limits: { responseBytes: 2_000 } })
    expect(JSON.stringify(parts)).toContain('RESPONSE_TOO_LARGE')
  })

  it('is needed: without it there is no such directive', async () => {
    const [answer] = await partsOf('{ ... @defer { archive { name } } }', { plugins: [] })
    expect(answer?.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED')
  })
})
