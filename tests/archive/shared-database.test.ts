import postgres from 'postgres'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Archive, openStoredArchive } from '../../src/archive/archive.ts'
import { createGateway, type Gateway } from '../../src/gateway.ts'
import { readAddress } from '../../src/store/postgres/address.ts'
import { openPostgresStore, type PostgresStoreOptions } from '../../src/store/postgres/store.ts'
import type { Store } from '../../src/store/store.ts'
import { fill } from '../store/asking.ts'
import { newsFile } from '../store/news.ts'
import { hasPostgres, testServer } from '../support/postgres.ts'
import { spied } from '../support/spied.ts'

/** Long enough that nothing is asked during a test. */
const NEVER = 1_000_000

const says = (words: string) => [{ by: 'Mara Oduya', words }]

async function open(address: string, more: Partial<PostgresStoreOptions> = {}): Promise<Store> {
  const store = await openPostgresStore({ address, connections: 2, ...more })
  onTestFinished(() => store.close())
  return store
}

interface Served {
  readonly gateway: Gateway
  readonly archive: Archive
  /** Lane of each answer. */
  readonly sources: string[]
}

async function serve(store: Store): Promise<Served> {
  const archive = await openStoredArchive(store)
  onTestFinished(() => archive.close())
  const sources: string[] = []
  const onAnswer = ({ source }: { readonly source: string }) => void sources.push(source)
  return { gateway: createGateway(archive, { graphiql: false, onAnswer }), archive, sources }
}

const QUERY = '{ archive { revision } articles { nodes { path quotations { nodes { text } } } } }'

async function ask({ gateway }: Served, query = QUERY) {
  const body = JSON.stringify({ query })
  const headers = { 'content-type': 'application/json' }
  const request = new Request('http://localhost/graphql', { method: 'POST', headers, body })
  const { data } = await (await gateway.fetch(request)).json()
  return data
}

const pathsIn = (data: { articles: { nodes: { path: string }[] } }) =>
  data.articles.nodes.map(({ path }) => path).toSorted()

async function untilAsked(served: Served, paths: readonly string[]): Promise<void> {
  await expect.poll(async () => pathsIn(await ask(served)), { interval: 5 }).toEqual(paths)
}

/** Commits a revision as a server does whose notifications are lost. */
async function commitSilently(address: string): Promise<void> {
  const { host, port, user, database, schema } = readAddress(address, {})
  const path = `${host}/.s.PGSQL.${port}`
  const sql = postgres({ path, user, database, connection: { search_path: schema } })
  await sql.begin(async (step) => {
    await step`INSERT INTO revision SELECT max(number) + 1, 'another' FROM revision`
    await step`UPDATE meta SET revision = 'another'`
  })
  await sql.end()
}

describe.skipIf(!hasPostgres)('a gateway over PostgreSQL', () => {
  it('gives an answer again without a statement', async () => {
    const address = testServer().newAddress()
    await fill(await open(address), newsFile('a.txt'))
    const statements: string[] = []
    const served = await serve(await open(address, { onStatement: (sql) => statements.push(sql) }))
    const first = await ask(served)
    await ask(served)
    statements.length = 0
    expect(await ask(served)).toEqual(first)
    expect(served.sources).toEqual(['DIRECT', 'DIRECT', 'KEPT'])
    expect(statements).toEqual([])
  })

  it('answers 304 without a statement', async () => {
    const address = testServer().newAddress()
    await fill(await open(address), newsFile('a.txt'))
    const statements: string[] = []
    const served = await serve(await open(address, { onStatement: (sql) => statements.push(sql) }))
    const url = 'http://localhost/graphql?query={archive{revision}}'
    const first = await served.gateway.fetch(new Request(url))
    const headers = { 'if-none-match': first.headers.get('etag') ?? 'none' }
    statements.length = 0
    expect((await served.gateway.fetch(new Request(url, { headers }))).status).toBe(304)
    expect(served.sources).toEqual(['DIRECT', 'DIRECT'])
    expect(statements).toEqual([])
  })

  it('shows what it commits itself in the next answer', async () => {
    const store = await open(testServer().newAddress(), { pollInterval: NEVER })
    await fill(store, newsFile('a.txt'))
    const served = await serve(store)
    for (const path of ['b.txt', 'c.txt', 'd.txt']) {
      await ask(served)
      await fill(store, newsFile(path))
      expect(pathsIn(await ask(served))).toContain(path)
    }
  })

  it('shows a revision of another process after its notification', async () => {
    const address = testServer().newAddress()
    const writer = await open(address)
    await fill(writer, newsFile('a.txt'))
    const served = await serve(await open(address, { pollInterval: NEVER }))
    await ask(served)
    await ask(served)
    await fill(writer, newsFile('b.txt'))
    await untilAsked(served, ['a.txt', 'b.txt'])
  })

  it('shows a revision whose notification is lost', async () => {
    const address = testServer().newAddress()
    await fill(await open(address), newsFile('a.txt'))
    const served = await serve(await open(address))
    await ask(served)
    const { archive } = await ask(served)
    await commitSilently(address)
    const revision = async () => (await ask(served)).archive.revision
    await expect.poll(revision).not.toBe(archive.revision)
  })

  it('never mixes two revisions in an answer', async () => {
    const address = testServer().newAddress()
    const writer = await open(address)
    await fill(writer, newsFile('a.txt', { says: says('We wait.') }))
    let isNext = false
    const change = async () => {
      isNext = false
      const news = { says: says('We sail.') }
      await fill(writer, newsFile('a.txt', news), newsFile('b.txt', news))
    }
    const inner = await open(address, { pollInterval: NEVER })
    const store = spied(inner, (name) => (name === 'readings' && isNext ? change() : undefined))
    const served = await serve(store)
    const { archive } = await ask(served, '{ archive { revision } }')
    isNext = true
    const data = await ask(served)
    expect(isNext).toBe(false)
    expect(data.archive.revision).not.toBe(archive.revision)
    expect(pathsIn(data)).toEqual(['a.txt', 'b.txt'])
    expect(JSON.stringify(data)).not.toContain('We wait.')
  })

  it('keeps nothing for other operations that it has read from an unknown revision', async () => {
    const address = testServer().newAddress()
    const writer = await open(address)
    await fill(writer, newsFile('a.txt', { says: says('We wait.') }))
    let isNext = false
    const waiting: (() => void)[] = []
    const inner = await open(address, { pollInterval: NEVER })
    const change = async () => {
      isNext = false
      await fill(writer, newsFile('a.txt', { says: says('We sail.') }))
      // Another operation reads meanwhile.
      for (const go of waiting) go()
    }
    const store = spied(inner, (name) => (name === 'readings' && isNext ? change() : undefined))
    const served = await serve(store)
    const { archive } = await ask(served, '{ archive { revision } }')
    isNext = true
    const other = new Promise<void>((resolve) => waiting.push(resolve)).then(() =>
      ask(served, `${QUERY} # other`),
    )
    const answers = [await ask(served), await other]
    for (const data of answers) {
      const isOld = data.archive.revision === archive.revision
      expect(JSON.stringify(data)).toContain(isOld ? 'We wait.' : 'We sail.')
    }
  })
})
