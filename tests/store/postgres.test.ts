import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openStoredArchive } from '../../src/archive/archive.ts'
import { createGateway } from '../../src/gateway.ts'
import { IndexBusyError, StoreUnavailableError, StoreVersionError } from '../../src/store/errors.ts'
import { hasPassword, readAddress } from '../../src/store/postgres/address.ts'
import { openPostgresStore } from '../../src/store/postgres/store.ts'
import type { Store } from '../../src/store/store.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import { isFull } from '../support/cases.ts'
import { hasPostgres, testServer } from '../support/postgres.ts'
import { fill, listOf, pageOf } from './asking.ts'
import { storeContract } from './contract.ts'
import { newsFile } from './news.ts'

describe.skipIf(!hasPostgres)('PostgreSQL', { tags: 'long' }, () => {
  storeContract('a store in PostgreSQL', () => testServer().open(), isFull ? 50 : 2)

  async function open(address: string, more = {}): Promise<Store> {
    const store = await openPostgresStore({ address, connections: 2, ...more })
    onTestFinished(() => store.close())
    return store
  }

  describe('a store that others use', () => {
    it('has the same content when it is opened again', async () => {
      const address = testServer().newAddress()
      const first = await open(address)
      await fill(first, newsFile('a.txt', { says: [{ by: 'Mara Oduya', words: 'We wait.' }] }))
      const again = await open(address, { mayMigrate: false })
      expect(await again.archive()).toEqual(await first.archive())
      expect(await listOf(again, 'quotations')).toEqual(['We wait.'])
    })

    it('shows a second reader complete revisions only', async () => {
      const address = testServer().newAddress()
      const [writer, reader] = [await open(address), await open(address)]
      const step = await writer.beginChange()
      await step.put([newsFile('a.txt'), newsFile('b.txt')])
      expect(await listOf(reader, 'articles')).toEqual([])
      await step.abort()
      await fill(writer, newsFile('a.txt'))
      expect(await listOf(reader, 'articles')).toEqual(['a.txt'])
    })

    it('refuses a second writer', async () => {
      const address = testServer().newAddress()
      const [first, second] = [await open(address), await open(address)]
      const step = await first.beginChange()
      await expect(Promise.resolve(second.beginChange())).rejects.toThrow(IndexBusyError)
      await step.abort()
      await fill(second, newsFile('a.txt'))
      expect(await listOf(first, 'articles')).toEqual(['a.txt'])
    })

    it('continues an unfinished first index, which readers do not see', async () => {
      const address = testServer().newAddress()
      const stamp = { extractor: '1', settings: 'none', corrections: '' }
      const [writer, reader] = [await open(address), await open(address)]
      const step = await writer.beginChange(stamp)
      await step.put([newsFile('a.txt')])
      await step.checkpoint(stamp)
      await step.abort()
      expect(await listOf(reader, 'articles')).toEqual([])
      expect([...(await reader.knownFiles()).keys()]).toEqual(['a.txt'])
      await fill(writer, newsFile('b.txt'))
      expect(await listOf(reader, 'articles')).toEqual(['a.txt', 'b.txt'])
    })

    it('does not make tables where it only reads', async () => {
      const address = testServer().newAddress()
      await expect(open(address, { mayMigrate: false })).rejects.toThrow(StoreVersionError)
      await expect(open(address, { mayMigrate: false })).rejects.toThrow('pressgraph index')
    })

    it('makes the tables once when several processes begin', async () => {
      const address = testServer().newAddress()
      const stores = await Promise.all([open(address), open(address), open(address)])
      for (const store of stores) expect(await listOf(store, 'articles')).toEqual([])
    })
  })

  it('tells other processes of a revision by a notification', async () => {
    const address = testServer().newAddress()
    const writer = await open(address)
    await fill(writer, newsFile('a.txt'))
    const elsewhere = await open(testServer().newAddress())
    // Never asks by itself.
    const archive = await openStoredArchive(await open(address, { pollInterval: 1_000_000 }))
    onTestFinished(() => archive.close())
    const changes = archive.changes()
    const next = changes.next()
    await fill(elsewhere, newsFile('c.txt'))
    await fill(writer, newsFile('b.txt'))
    expect((await next).value).toMatchObject({ added: [expect.any(String)], changed: [] })
  })

  it('gives cursors of RELEVANCE and ETags that are not those of a store in SQLite', async () => {
    const says = [
      { by: 'Mara Oduya', words: 'We wait for the ferry.' },
      { by: 'Ann Roe', words: 'The ferry is late.' },
    ]
    const tags: (string | null)[] = []
    const gateways: ((body: object) => Promise<string>)[] = []
    for (const store of [await open(testServer().newAddress()), memory()]) {
      await fill(store, newsFile('a.txt', { says }))
      const archive = await openStoredArchive(store)
      onTestFinished(() => archive.close())
      const { fetch } = createGateway(archive, { graphiql: false })
      const got = await fetch(new Request('http://localhost/graphql?query={archive{name}}'))
      tags.push(got.headers.get('etag'))
      gateways.push(async (body) => {
        const headers = { 'content-type': 'application/json' }
        const init = { method: 'POST', headers, body: JSON.stringify(body) }
        return (await fetch(new Request('http://localhost/graphql', init))).text()
      })
    }
    const cursorsBy = async (order: string) => {
      const query = `query ($after: String) { quotations(first: 1, after: $after, filter: { words: "ferry" }, orderBy: [${order}]) {
        pageInfo { endCursor } } }`
      const first = await gateways[0]?.({ query })
      const after = /"endCursor":"(?<cursor>[^"]+)"/.exec(first ?? '')?.groups?.cursor
      return gateways[1]?.({ query, variables: { after } })
    }
    expect(await cursorsBy('PUBLISHED_DESC')).toContain('endCursor')
    expect(await cursorsBy('RELEVANCE')).toContain('BAD_CURSOR')
    const [tag, otherTag] = tags
    expect(tags).not.toContain(null)
    expect(tag).not.toBe(otherTag)
  })

  describe('texts', () => {
    const words = (count: number) => Array.from({ length: count }, (_, at) => `w${at % 997}`)

    it.each([
      ['at the end of a long text', `${words(40_000).join(' ')} the tidal lock`, 'tidal lock'],
      [
        'far from another word',
        `Quay. ${words(40_000).join(' ')} the tidal lock`,
        'quay "tidal lock"',
      ],
      ['after a word that repeats', `${'tide '.repeat(20_000)} turns now`, '"tide tide turns now"'],
      ['of a hundred words', words(20_000).join(' '), `"${words(100).join(' ')}"`],
    ])('finds words %s', async (_, text, search) => {
      const store = await open(testServer().newAddress())
      await fill(store, newsFile('long.txt', { text }), newsFile('short.txt', { text: 'Quay.' }))
      expect(await listOf(store, 'articles', { filter: { words: search } })).toEqual(['long.txt'])
      const none = { filter: { words: '"now turns tide"' } }
      expect(await listOf(store, 'articles', none)).toEqual([])
    })

    it('ranks the newest 2,000 that the filter leaves', async () => {
      const store = await open(testServer().newAddress())
      const says = Array.from({ length: 2_000 }, () => ({ by: 'Mara Oduya', words: 'The ferry.' }))
      await fill(
        store,
        newsFile('new.txt', { published: '2031-05-02T08:00:00', says }),
        newsFile('old.txt', {
          published: '2031-05-01T08:00:00',
          says: [{ by: 'Ann Roe', words: 'Ferry, ferry.' }],
        }),
      )
      const best = (filter: object) =>
        pageOf(store, 'quotations', { filter, by: 'RELEVANCE desc', limit: 3_000 })
      const all = await best({ words: 'ferry' })
      expect(new Set(all.items.map(({ score }) => score)).size).toBe(1)
      expect(all.items).toHaveLength(2_000)
      const ann = await store.idsByName('speakers', ['Ann Roe'])
      expect((await best({ words: 'ferry', speakers: ann[0] })).items).toHaveLength(1)
    })

    it('stores NUL and halves of characters in names and paths, and finds them', async () => {
      const [ours, other] = [await open(testServer().newAddress()), memory()]
      const says = [{ by: 'Mara\0 Odu\ud800ya', words: 'A \0 b \udc00.' }]
      for (const store of [ours, other]) await fill(store, newsFile('a.txt', { says }))
      const asked = { filter: { name: 'mara' } }
      expect(await pageOf(ours, 'speakers', asked)).toEqual(await pageOf(other, 'speakers', asked))
      expect(await ours.articleIdsAt('path', ['a\0.txt', '\ud800'])).toEqual([null, null])
    })
  })

  describe('a database that cannot be used', () => {
    it.each([
      ['is not there', () => `postgres://desk@/news?host=${tmpdir()}/none`],
      ['has another name', () => testServer().address.replace('/postgres?', '/nowhere?')],
    ])('%s', async (_, address) => {
      await expect(open(address(), { readTimeout: 2_000 })).rejects.toThrow(StoreUnavailableError)
    })

    it('makes a gateway answer 503 with Retry-After', async () => {
      const store = await open(testServer().newAddress())
      await fill(store, newsFile('a.txt'))
      const archive = await openStoredArchive(store)
      onTestFinished(() => archive.close())
      const logger = { info() {}, warn() {}, error() {} }
      const { fetch } = createGateway(archive, { graphiql: false, logger })
      const ask = () =>
        fetch(
          new Request('http://localhost/graphql', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: '{"query":"{ archive { articleCount } }"}',
          }),
        )
      const readiness = async () => {
        const response = await fetch(new Request('http://localhost/ready'))
        return `${response.status} ${await response.text()}`
      }
      expect((await ask()).status).toBe(200)
      expect(await readiness()).toBe('200 {"status":"ready"}')
      await store.close()
      expect(await readiness()).toBe('503 {"status":"unavailable"}')
      const response = await ask()
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
      expect(await response.text()).toContain('"code":"STORE_UNAVAILABLE"')
    })

    it('says nothing about the database to readers', async () => {
      const failure = await open('postgres://desk:hidden@127.0.0.1:1/news').catch(String)
      expect(failure).toBe(
        'StoreUnavailableError: The database of the archive is unavailable. Try again later.',
      )
    })
  })
})

function memory(): Store {
  const store = openSqliteStore({ path: ':memory:' })
  onTestFinished(() => store.close())
  return store
}

describe('the address of a database', () => {
  const env = { PGUSER: 'desk', PGPASSFILE: '/none' }

  it.each([
    ['postgres://db.example.org/news', 'postgres://desk@db.example.org:5432/news'],
    [
      'postgresql://ann:secret@db:5433/news?schema=daily',
      'postgres://ann@db:5433/news?schema=daily',
    ],
    ['postgres:///news', 'postgres://desk@localhost:5432/news'],
    ['postgres://ann@/news?host=/run/db', 'postgres://ann@%2Frun%2Fdb:5432/news'],
  ])('%s is shown without its password', (address, location) => {
    expect(readAddress(address, env).location).toBe(location)
  })

  it('takes what it leaves out from the variables of libpq', () => {
    const more = { ...env, PGHOST: 'db', PGPORT: '6000', PGDATABASE: 'news', PGPASSWORD: 'p' }
    expect(readAddress('postgres://', more)).toMatchObject({
      host: 'db',
      port: 6000,
      user: 'desk',
      database: 'news',
      password: 'p',
    })
  })

  it('finds the password in a file that only its owner can read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pressgraph-pgpass-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'pgpass')
    writeFileSync(file, '# hosts\nother:*:*:desk:no\ndb:5432:news:desk:a\\:b\n', { mode: 0o600 })
    const read = () => readAddress('postgres://db/news', { ...env, PGPASSFILE: file }).password
    expect(read()).toBe('a:b')
    chmodSync(file, 0o644)
    expect(read()).toBeNull()
  })

  it.each([
    ['disable', false],
    ['prefer', 'prefer'],
    ['require', { rejectUnauthorized: false }],
    ['verify-full', { rejectUnauthorized: true }],
  ])('asks for TLS with sslmode=%s', (mode, ssl) => {
    expect(readAddress(`postgres://db/news?sslmode=${mode}`, env).ssl).toEqual(ssl)
    expect(readAddress('postgres://db/news', { ...env, PGSSLMODE: mode }).ssl).toEqual(ssl)
  })

  it.each([
    ['postgres://db/news?sslmode=on', '"on" is no mode of TLS'],
    ['postgres://db/news?colour=red', 'unknown parameter "colour"'],
    ['postgres://db:port/news', 'is not valid'],
  ])('%s is refused', (address, reason) => {
    expect(() => readAddress(address, env)).toThrow(reason)
  })

  it('has a password or not', () => {
    expect(hasPassword('postgres://ann:secret@db/news')).toBe(true)
    expect(hasPassword('postgres://ann@db/news')).toBe(false)
  })
})
