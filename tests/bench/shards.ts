// node --import tsx tests/bench/shards.ts [--articles 300] [--requests 40]
import { createServer, connect, type Socket } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openStoredArchive } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/open-archive.ts'
import { startServer } from '../../src/server/listen.ts'
import { openPostgresStore } from '../../src/store/postgres/store.ts'
import { testServer } from '../support/postgres.ts'
import { ask } from './load.ts'
import { makeArchive } from './make-archive.ts'
import { makeQuestions, unlike } from './questions.ts'
import { createUncachedHandler } from './servers/served.ts'

/** What one request costs on one server. */
interface Traffic {
  /** Statements for a page of a list, of which every shard gives its best rows. */
  readonly pages: number
  /** Statements for rows by their ids, each of which one shard has. */
  readonly lookups: number
  readonly bytesSent: number
  readonly bytesReceived: number
}

/** The same when articles are in so many shards, between the coordinator and the shards. */
interface ShardTraffic {
  readonly statements: number
  readonly bytesSent: number
  readonly bytesReceived: number
}

/**
 * Every shard gets every statement, since ids do not say which shard has them. Rows by id come once; a page
 * comes from each shard, which cannot know the rows of the others.
 *
 * @param pageBytes - of the rows of a page
 */
function onShards(traffic: Traffic, pageBytes: number, shards: number): ShardTraffic {
  const { pages, lookups, bytesSent, bytesReceived } = traffic
  return {
    statements: (pages + lookups) * shards,
    bytesSent: bytesSent * shards,
    bytesReceived: bytesReceived + pages * pageBytes * (shards - 1),
  }
}

/** Passes a connection to a database on, and counts its bytes. */
async function startCounter(folder: string, database: string) {
  const counted = { sent: 0, received: 0 }
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(join(database, '.s.PGSQL.5432'))
    client.on('data', (chunk) => (counted.sent += chunk.length))
    upstream.on('data', (chunk) => (counted.received += chunk.length))
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => {}))
    client.pipe(upstream).pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(join(folder, '.s.PGSQL.5432'), resolve))
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { counted, stop }
}

const PAGE = 20
const NEWEST = [{ field: 'PUBLISHED', descending: true }] as const
const SHARDS = [1, 8, 32, 128]

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '300' },
    requests: { type: 'string', default: '40' },
  },
})
const requests = Number(values.requests)
const folder = mkdtempSync(join(tmpdir(), 'pressgraph-shards-'))
const articles = join(folder, 'articles')
const { address } = testServer()
const database = new URLSearchParams(address.split('?')[1]).get('host') ?? ''
const counter = await startCounter(folder, database)
try {
  makeArchive(articles, Number(values.articles), 1)
  await (await openArchive(articles, { store: await openPostgresStore({ address }) })).close()
  const seen: string[] = []
  const store = await openPostgresStore({
    address: `postgres://desk@/postgres?host=${encodeURIComponent(folder)}`,
    mayMigrate: false,
    onStatement: (sql) => seen.push(sql),
  })
  const archive = await openStoredArchive(store)
  const server = await startServer({ handler: createUncachedHandler(archive), port: 0 })

  /** @returns statements and bytes of each call */
  const measure = async (times: number, call: () => Promise<unknown>): Promise<Traffic> => {
    // Statements are prepared by then.
    for (let at = 0; at < times; at += 1) await call()
    const before = { ...counter.counted }
    seen.length = 0
    for (let at = 0; at < times; at += 1) await call()
    const pages = seen.filter((sql) => /\bLIMIT\b/.test(sql)).length
    return {
      pages: pages / times,
      lookups: (seen.length - pages) / times,
      bytesSent: (counter.counted.sent - before.sent) / times,
      bytesReceived: (counter.counted.received - before.received) / times,
    }
  }
  const page = await measure(requests, async () =>
    store.pages(
      { list: 'articles', filter: {}, owner: null, roles: [] },
      { order: NEWEST, limit: PAGE, after: null, before: null, backwards: false },
      [''],
    ),
  )
  console.log(`A page of ${PAGE} articles: ${page.bytesReceived.toFixed(0)} bytes\n`)
  for (const question of await makeQuestions(server.port)) {
    const next = unlike(question)
    const traffic = await measure(requests, () => ask(server.port, next()))
    const { pages, lookups } = traffic
    console.log(`${question.title}: ${pages.toFixed(1)} pages, ${lookups.toFixed(1)} lookups`)
    for (const shards of SHARDS) {
      const { statements, bytesSent, bytesReceived } = onShards(traffic, page.bytesReceived, shards)
      const columns = [
        `${shards}`.padStart(5),
        `${statements.toFixed(0)} statements`.padStart(18),
        `${(bytesSent / 1000).toFixed(1)} kB sent`.padStart(16),
        `${(bytesReceived / 1000).toFixed(1)} kB received`.padStart(20),
      ]
      console.log(columns.join(''))
    }
  }
  await archive.close()
} finally {
  counter.stop()
  rmSync(folder, { recursive: true })
}
process.exit()
