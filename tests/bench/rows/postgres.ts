import { appendFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { walkArchive } from '../../../src/archive/walk.ts'
import { openArchive } from '../../../src/open-archive.ts'
import { describeStore } from '../../../src/store/postgres/maintenance.ts'
import { openPostgresStore } from '../../../src/store/postgres/store.ts'
import { median, type Row, type StoreBench } from '../bench.ts'
import { ask, latency } from '../load.ts'
import { makeQuestions, type Question, repeating, unlike } from '../questions.ts'
import { createRandom } from '../random.ts'
import { startSubject } from '../subject.ts'
import { compareLoads, type Costs, type Pair, REQUESTS } from './answers.ts'
import { NEWEST, RANKED } from './search.ts'

const EXTENT = { warmUp: { turns: 2, requests: 400 }, rounds: 5 }
/** Requests of which the median time is taken. */
const TIMED = 60

/** CPU time of a gateway on PostgreSQL ÷ on SQLite. */
const MARKS = [
  { floor: 4, aim: 2.5 },
  { floor: 3, aim: 2 },
  { floor: 3, aim: 2 },
]

/** Three questions without caches, and one that was asked before. */
export async function measureAnswersOfStores(bench: StoreBench): Promise<Row[]> {
  const rows = await withGateways('cold', bench, async (pair) => {
    const questions = await makeQuestions(pair.ours.port)
    const rows: Row[] = []
    for (const [at, question] of questions.entries()) {
      const bodiesFrom = (from: number) => unlike(question, from)
      const costs = await compareLoads(pair, bodiesFrom, REQUESTS[at] ?? 0, EXTENT)
      rows.push({
        title: `${question.title}: CPU of the gateway, PostgreSQL ÷ SQLite`,
        figure: costs.ratio,
        better: 'LOWER',
        ...MARKS[at],
        note: await noteOf(pair, question, costs),
      })
    }
    return rows
  })
  return [...rows, ...(await withGateways('pressgraph', bench, rowsOfCaches))]
}

async function rowsOfCaches(pair: Pair): Promise<Row[]> {
  const [question] = await makeQuestions(pair.ours.port)
  if (!question) return []
  const costs = await compareLoads(pair, () => repeating(question), REQUESTS[0] ?? 0, EXTENT)
  const [onPostgres, onSqlite] = [pair.other, pair.ours].map((subject) => subject.memory())
  return [
    {
      title: 'an answer asked before: CPU of the gateway, PostgreSQL ÷ SQLite',
      figure: costs.ratio,
      better: 'LOWER',
      floor: 1.05,
      aim: 1,
      note: `${inMicroseconds(costs)}; 1.00 within 0.05 is equal`,
    },
    {
      title: 'anonymous memory of a gateway after that, PostgreSQL ÷ SQLite',
      figure: onPostgres == null || onSqlite == null ? null : onPostgres / onSqlite,
      better: 'LOWER',
      note: [onPostgres, onSqlite].map((bytes) => `${inMegabytes(bytes)} MB`).join(' and '),
    },
  ]
}

/** A word of most articles, newest first and ranked. */
export async function measureSearchOfStores(bench: StoreBench): Promise<Row[]> {
  return withGateways('cold', bench, async (pair) => {
    const rows: Row[] = []
    for (const [name, question, marks] of SEARCHES) {
      for (const subject of [pair.other, pair.ours]) await latency(subject, unlike(question), TIMED)
      const onPostgres = await latency(pair.other, unlike(question), TIMED)
      const onSqlite = await latency(pair.ours, unlike(question), TIMED)
      rows.push({
        title: `a common word, ${name}, on PostgreSQL, ms`,
        figure: onPostgres,
        better: 'LOWER',
        ...marks,
        note: `SQLite ${onSqlite.toFixed(1)} ms`,
      })
    }
    return rows
  })
}

const SEARCHES = [
  ['newest first', NEWEST, {}],
  ['ranked', RANKED, { floor: 150, aim: 40 }],
] as const

/** Bytes in the database, and the time until another gateway answers from a revision. */
export async function measureStorageAndVisibility(bench: StoreBench): Promise<Row[]> {
  const { articles, index, store, count } = bench
  const { bytes } = await describeStore(store)
  const source = bytesIn(articles)
  const marks = { better: 'LOWER', floor: 3, aim: 2 } as const
  return [
    {
      title: 'bytes in PostgreSQL ÷ articles',
      figure: bytes / source,
      ...marks,
      note: `${(bytes / count / 1000).toFixed(1)} kB an article; SQLite ÷ articles ${(statSync(index).size / source).toFixed(2)}`,
    },
    await rowOfVisibility(bench),
  ]
}

const CHANGES = 10

/** From the end of the commit until a gateway of another process answers from the revision. */
async function rowOfVisibility({ articles, store, seed }: StoreBench): Promise<Row> {
  const writer = await openArchive(articles, { store: await openPostgresStore({ address: store }) })
  const gateway = await startSubject('pressgraph', articles, store)
  const paths = Array.from(walkArchive(articles), (found) =>
    found.kind === 'FILE' ? found.file.path : '',
  )
  const random = createRandom(seed)
  const times: number[] = []
  try {
    for (let change = 0; change < CHANGES; change += 1) {
      const path = paths[Math.floor(random() * paths.length)] ?? ''
      appendFileSync(join(articles, path), `\n\nLine ${change} was added.`)
      const before = await revisionOf(gateway.port)
      const visible = untilOther(gateway.port, before)
      await writer.refresh([path])
      const committed = performance.now()
      times.push(Math.max(0, (await visible) - committed))
    }
  } finally {
    gateway.stop()
    await writer.close()
  }
  return {
    title: 'a revision visible in another gateway after its commit, ms',
    figure: median(times),
    better: 'LOWER',
    floor: 500,
    aim: 50,
    note: `at most ${Math.max(...times).toFixed(0)} of ${CHANGES} changes; 0 is before the writer goes on`,
  }
}

/** The moment of the first answer with another revision. */
async function untilOther(port: number, revision: string): Promise<number> {
  while ((await revisionOf(port)) === revision) await setTimeout(1)
  return performance.now()
}

const revisionOf = (port: number) => ask(port, '{"query":"{ archive { revision } }"}')

/** Gateways on PostgreSQL (`other`) and on SQLite (`ours`). */
async function withGateways<Result>(
  kind: 'cold' | 'pressgraph',
  { articles, index, store }: StoreBench,
  measure: (pair: Pair) => Promise<Result>,
): Promise<Result> {
  const other = await startSubject(kind, articles, store)
  const ours = await startSubject(kind, articles, index)
  try {
    return await measure({ other, ours })
  } finally {
    other.stop()
    ours.stop()
  }
}

async function noteOf({ other, ours }: Pair, question: Question, costs: Costs): Promise<string> {
  const times = [other, ours].map(async (subject) => {
    const milliseconds = await latency(subject, unlike(question), TIMED)
    return milliseconds.toFixed(2)
  })
  const [onPostgres, onSqlite] = [await times[0], await times[1]]
  return `${inMicroseconds(costs)}; wall ${onPostgres} and ${onSqlite} ms`
}

function inMicroseconds({ other, ours }: Costs): string {
  return `${other.toFixed(0)} and ${ours.toFixed(0)} µs`
}

function inMegabytes(bytes: number | null | undefined): string {
  return bytes == null ? '?' : (bytes / 1e6).toFixed(0)
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    return sum + (entry.isDirectory() ? bytesIn(path) : statSync(path).size)
  }, 0)
}
