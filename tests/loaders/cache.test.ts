import { describe, expect, it } from 'vitest'
import { createGateway } from '../../src/index.ts'
import { cacheForWalk, createReadCache } from '../../src/loaders/cache.ts'
import { createLoaders } from '../../src/loaders/loaders.ts'
import { articleId, nameId } from '../../src/identity/ids.ts'
import { article, openFiles, writeFiles } from '../support/archive.ts'
import { serve } from '../support/served.ts'
import { counted, spied } from '../support/spied.ts'
import { askNode } from '../server/node-server.ts'
import { crane, ferry, FIRST_TEN, QUOTATIONS } from './harbour.ts'

describe('the read cache', () => {
  it('gives values that another request has read as they are, without a promise', async () => {
    const { store, reads } = counted((await serve([ferry, crane])).store)
    const cache = createReadCache()
    const id = articleId('ferry.txt', '')
    const first = createLoaders(store, { cache })
    const reading = await first.reading.load(id)
    const speaker = await first.speaker.load(nameId('Ada Lind'))
    const page = await first.page(QUOTATIONS, FIRST_TEN, id)
    const before = reads.length
    const second = createLoaders(store, { cache })
    expect(second.reading.load(id)).toBe(reading)
    expect(second.reading.loadMany([id, id])).toEqual([reading, reading])
    expect(second.speaker.load(nameId('Ada Lind'))).toBe(speaker)
    expect(second.page(QUOTATIONS, FIRST_TEN, id)).toBe(page)
    expect(reads).toHaveLength(before)
  })

  it('reads only the missing ones of many', async () => {
    const { store, reads } = counted((await serve([ferry, crane])).store)
    const cache = createReadCache()
    const ids = [articleId('ferry.txt', ''), articleId('crane.txt', '')]
    await createLoaders(store, { cache }).reading.load(ids[0] ?? '')
    const both = await createLoaders(store, { cache }).reading.loadMany(ids)
    expect(both.map((reading) => reading?.article.path)).toEqual(['ferry.txt', 'crane.txt'])
    expect(reads).toEqual(['readings', 'readings'])
  })

  it('gives a walk what it has, and keeps only the speakers that the walk reads', async () => {
    const { store, reads } = counted((await serve([ferry, crane])).store)
    const cache = createReadCache()
    const [known = '', other = ''] = [articleId('ferry.txt', ''), articleId('crane.txt', '')]
    await createLoaders(store, { cache }).reading.load(known)
    const walk = async () => {
      const load = createLoaders(store, { cache: cacheForWalk(cache) })
      await load.reading.load(known)
      await load.speaker.load(nameId('Ada Lind'))
      await load.reading.load(other)
    }
    await walk()
    await walk()
    expect(reads).toEqual(['readings', 'speakers', 'readings', 'readings'])
  })

  it('keeps pages apart by list, window and owner', async () => {
    const { store, reads } = counted((await serve([ferry, crane])).store)
    const cache = createReadCache()
    const [one = '', other = ''] = [articleId('ferry.txt', ''), articleId('crane.txt', '')]
    const pages = () => {
      const load = createLoaders(store, { cache })
      return Promise.all([
        load.page(QUOTATIONS, FIRST_TEN, one),
        load.page(QUOTATIONS, FIRST_TEN, other),
        load.page(QUOTATIONS, { ...FIRST_TEN, limit: 0 }, one),
        load.page({ ...QUOTATIONS, filter: { kinds: ['MIXED'] } }, FIRST_TEN, one),
      ])
    }
    const sizes = (await pages()).map(({ items }) => items.length)
    expect(sizes).toEqual([1, 1, 0, 0])
    const before = reads.length
    expect((await pages()).map(({ items }) => items.length)).toEqual(sizes)
    expect(reads).toHaveLength(before)
  })

  it('does not keep that something is missing', async () => {
    const { store, reads } = counted((await serve([ferry])).store)
    const cache = createReadCache()
    for (const _request of [1, 2]) {
      expect(await createLoaders(store, { cache }).reading.load('nobody')).toBeNull()
    }
    expect(reads).toEqual(['readings', 'readings'])
  })

  it('is bounded in bytes and drops what was not used for the longest time', () => {
    const { readings } = createReadCache()
    const [reading] = ferry.readings
    if (!reading) throw new Error('The ferry has no article')
    // 200 kB of memory each.
    const long = { ...reading, article: { ...reading.article, body: 'a'.repeat(100 * 1024) } }
    const keys = Array.from({ length: 300 }, (_, at) => `${at}`)
    for (const key of keys) readings.set(key, long)
    const kept = keys.filter((key) => readings.get(key) !== undefined)
    expect(kept).toEqual(keys.slice(-kept.length))
    expect(kept.length).toBeGreaterThan(150)
    expect(kept.length).toBeLessThanOrEqual(205)
  })

  it('does not keep a value of more than a hundredth of its size', () => {
    const { readings } = createReadCache()
    const [reading] = ferry.readings
    if (!reading) throw new Error('The ferry has no article')
    const huge = { ...reading, article: { ...reading.article, body: 'a'.repeat(300 * 1024) } }
    readings.set('huge', huge)
    expect(readings.get('huge')).toBeUndefined()
  })
})

describe('the cache of a gateway', () => {
  const QUOTED = '{ articles { nodes { path quotations { nodes { speaker { name } } } } } }'
  const BODIES = '{ articles { nodes { path body quotations { nodes { speaker { kind } } } } } }'
  const FERRY = article('Ferry sails', '2031-03-01 10:00:00', '"It sails," said Ada Lind.')
  const CRANE = article('Crane falls', '2031-03-02 10:00:00', '"It fell," said Bo Marsk.')

  const post = async (gateway: ReturnType<typeof createGateway>, query: string) => {
    const body = JSON.stringify({ query })
    const headers = { 'content-type': 'application/json' }
    return (
      await askNode(
        gateway,
        new Request('http://localhost/graphql', { method: 'POST', headers, body }),
      )
    ).text()
  }

  it('serves another operation about the same articles without a read', async () => {
    const archive = await openFiles({ 'ferry.txt': FERRY })
    const { store, reads } = counted(archive.store)
    const gateway = createGateway({ ...archive, store, state: 'READY' })
    expect(await post(gateway, QUOTED)).toContain('Ada Lind')
    const isOfArticles = (read: string) => read !== 'archive'
    expect(reads.filter(isOfArticles)).toEqual(['pages', 'readings', 'speakers'])
    expect(await post(gateway, BODIES)).toContain('PERSON')
    expect(reads.filter(isOfArticles)).toHaveLength(3)
  })

  it('is dropped when the archive changes', async () => {
    const archive = await openFiles({ 'ferry.txt': FERRY })
    const gateway = createGateway(archive)
    expect(await post(gateway, QUOTED)).not.toContain('Bo Marsk')
    writeFiles(archive.folder, { 'crane.txt': CRANE })
    await archive.refresh()
    expect(await post(gateway, QUOTED)).toContain('Bo Marsk')
  })

  it('is dropped when the archive changes while an operation is executed', async () => {
    const archive = await openFiles({ 'ferry.txt': FERRY })
    let isChanged = false
    const store = spied(archive.store, async (read) => {
      if (read !== 'readings' || isChanged) return
      isChanged = true
      writeFiles(archive.folder, { 'crane.txt': CRANE })
      await archive.refresh()
    })
    const gateway = createGateway({ ...archive, store, state: 'READY' })
    expect(await post(gateway, QUOTED)).toContain('Bo Marsk')
    expect(await post(gateway, BODIES)).toContain('crane.txt')
  })
})
