import { describe, expect, it } from 'vitest'
import { type Archive, createGateway, type GatewayOptions } from '../../src/index.ts'
import { newsFile } from '../store/news.ts'
import { openFiles, writeFiles } from '../support/archive.ts'
import { putAtOnce } from '../support/served.ts'
import { spied } from '../support/spied.ts'
import { askNode } from './node-server.ts'

const QUERY = '{ archive { revision state } articles { totalCount nodes { path } } }'

const CRANE = newsFile('b.txt', { published: '2031-03-02T10:00:00', says: [] })

describe('a cached answer', () => {
  it('belongs to one operation of a document', async () => {
    const gateway = createGateway(await openFiles({ 'a.txt': 'A\n\nOne.' }))
    const query = 'query A { archive { articleCount } } query B { articles { totalCount } }'
    for (const operationName of ['A', 'B', 'A', 'B']) {
      const request = new Request('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, operationName }),
      })
      const { data } = await (await askNode(gateway, request)).json()
      expect(Object.keys(data)).toEqual([operationName === 'A' ? 'archive' : 'articles'])
    }
  })

  const ask = async (gateway: ReturnType<typeof createGateway>, headers = {}) => {
    const request = new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: QUERY }),
    })
    const response = await askNode(gateway, request)
    const { data } = await response.json()
    return { paths: data.articles.nodes.map(({ path }: { path: string }) => path).sort(), data }
  }

  it('is not given to a request that forbids to store its answer', async () => {
    const sources: string[] = []
    const archive = await openFiles({ 'a.txt': 'A\n\nOne.' })
    const gateway = createGateway(archive, { onAnswer: ({ source }) => void sources.push(source) })
    for (let count = 0; count < 4; count += 1) await ask(gateway, { 'cache-control': 'no-store' })
    expect(new Set(sources)).toEqual(new Set(['DIRECT']))
    for (let count = 0; count < 3; count += 1) await ask(gateway)
    expect(sources.at(-1)).toBe('KEPT')
  })

  it('is computed again when the archive has changed', async () => {
    const archive = await openFiles({ 'a.txt': 'A\n\nOne.' })
    const gateway = createGateway(archive)
    expect((await ask(gateway)).paths).toEqual(['a.txt'])
    writeFiles(archive.folder, { 'b.txt': 'B\n\nTwo.' })
    await archive.refresh()
    const { paths, data } = await ask(gateway)
    expect(paths).toEqual(['a.txt', 'b.txt'])
    expect(data.archive.revision).toBe((await archive.store.archive()).revision)
  })

  it('is computed again when the state of the archive has changed', async () => {
    const archive = await openFiles({ 'a.txt': 'A\n\nOne.' })
    let state = archive.state
    const told = {
      ...archive,
      get state() {
        return state
      },
    }
    const gateway = createGateway(told)
    expect((await ask(gateway)).data.archive.state).toBe('READY')
    state = 'DEGRADED'
    expect((await ask(gateway)).data.archive.state).toBe('DEGRADED')
  })

  it.each<[lane: string, options: GatewayOptions]>([
    ['the direct lane', {}],
    ['Yoga', { plugins: [{ onExecute() {} }] }],
  ])('comes from one revision when the archive changes meanwhile (%s)', async (_lane, options) => {
    const archive = await openFiles({ 'a.txt': 'A\n\nOne.' })
    let changes = 0
    const gateway = gatewayOver(
      archive,
      (read) => {
        if (read !== 'readings' || changes > 0) return
        changes += 1
        return putAtOnce(archive.store, CRANE)
      },
      options,
    )
    const { paths, data } = await ask(gateway)
    expect(paths).toEqual(['a.txt', 'b.txt'])
    expect(data.articles.totalCount).toBe(2)
    expect(data.archive.revision).toBe((await archive.store.archive()).revision)
    expect(changes).toBe(1)
  })

  it('is computed twice for the same request, and separately for each caller', async () => {
    let reads = 0
    const gateway = gatewayOver(await openFiles({ 'a.txt': 'A\n\nOne.' }), (read) => {
      if (read === 'counts') reads += 1
    })
    const callers = [
      {},
      { authorization: 'a' },
      { cookie: 'b' },
      { authorization: 'ab' },
      { authorization: 'a', cookie: 'b' },
      { cookie: 'ab' },
    ]
    for (const caller of callers) for (let left = 4; left > 0; left -= 1) await ask(gateway, caller)
    expect(reads).toBe(2 * callers.length)
  })

  it('is not cached when a plugin hooks into execution', async () => {
    let seen = 0
    const options = { plugins: [{ onExecute: () => void (seen += 1) }] }
    const gateway = gatewayOver(await openFiles({ 'a.txt': 'A\n\nOne.' }), () => {}, options)
    for (let left = 3; left > 0; left -= 1) await ask(gateway)
    expect(seen).toBe(3)
  })
})

/** A gateway over a store that reports its reads before they happen. */
function gatewayOver(
  archive: Archive,
  see: (read: string) => Promise<void> | void,
  options: GatewayOptions = {},
) {
  return createGateway({ ...archive, store: spied(archive.store, see), state: 'READY' }, options)
}
