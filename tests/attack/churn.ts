// npm run attack -- churn [--minutes 60] [--articles 50000] [--folder FOLDER]
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { walkArchive } from '../../src/archive/walk.ts'
import { makeArchive } from '../bench/make-archive.ts'
import { createRandom } from '../bench/random.ts'
import type { Attack } from './attack.ts'
import {
  type Asked,
  askServed,
  cpuSecondsOf,
  megabytesOf,
  type Served,
  startServed,
} from './served.ts'

interface Churn {
  readonly articles: number
  readonly minutes: number
  /** Files that are edited, added or removed, and queries that are asked, each second. */
  readonly changesPerSecond: number
  readonly queriesPerSecond: number
}

const RATES = { changesPerSecond: 4, queriesPerSecond: 20 }

/** Measurements of a run: at least this many, whatever its length. */
const POINTS = 15

/**
 * Memory that caches may still take in the last third of a run, beyond the middle third: a share,
 * and megabytes for short runs.
 */
const GROWTH = { share: 0.15, megabytes: 40 }

const HELD = 'no failed request, flat memory, the answers of a fresh index'

/** Serve an archive by two workers while its files change and queries arrive, and print the curve. */
async function runChurn(folder: string, churn: Churn): Promise<string> {
  const news = join(folder, 'news')
  const index = join(folder, 'index.sqlite')
  console.log(`      ${churn.articles} articles, ${churn.minutes} minutes`)
  // A folder that is given again keeps its articles and its index.
  if (!existsSync(news)) makeArchive(news, churn.articles, 1)
  const served = await startServed(news, '--workers', '2', '--index', index)
  const traffic = startTraffic(served.port, churn.queriesPerSecond)
  const edits = startEdits(news, churn.changesPerSecond)
  const curve: Point[] = []
  const start = performance.now()
  const end = start + churn.minutes * 60_000
  const interval = Math.min(60_000, (churn.minutes * 60_000) / POINTS)
  printHead()
  for (let at = start + interval; at <= end + 1; at += interval) {
    await setTimeout(at - performance.now())
    const point = await measure(served, traffic, edits.count())
    curve.push(point)
    printPoint((performance.now() - start) / 60_000, point, curve.at(-2), interval / 1000)
    if (served.child.exitCode !== null || served.child.signalCode !== null) break
  }
  edits.stop()
  await traffic.stop()
  const wrong = await compareWithFresh(served, news, join(folder, 'fresh.sqlite'))
  const log = served.log()
  const code = await served.stop('SIGTERM')
  const failures = [
    traffic.failures.length > 0 && `${traffic.failures.length} failed: ${traffic.failures[0]}`,
    growthOf(curve),
    wrong,
    log !== '' && `logged ${log.slice(0, 500)}`,
    code !== 0 && `ended with ${code}`,
  ].filter((failure) => typeof failure === 'string')
  return failures.length === 0 ? HELD : failures.join('; ')
}

interface Point {
  /** Megabytes of the primary process and of each worker. */
  readonly megabytes: readonly number[]
  readonly cpuSeconds: number
  readonly changes: number
  readonly answered: number
  readonly failed: number
  readonly revision: string
}

async function measure(served: Served, traffic: Traffic, changes: number): Promise<Point> {
  const processes = [served.child.pid ?? 0, ...served.workers()]
  const { text } = await askServed(served.port, { query: '{ archive { revision articleCount } }' })
  return {
    megabytes: processes.map(megabytesOf),
    cpuSeconds: processes.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0),
    changes,
    answered: traffic.answered(),
    failed: traffic.failures.length,
    revision: /"revision":"([^"]+)"/.exec(text)?.[1] ?? text.slice(0, 80),
  }
}

function printHead(): void {
  console.log('      minute  MB primary, workers  changes  answered/s  failed  cores  revision')
}

function printPoint(minute: number, point: Point, last: Point | undefined, seconds: number): void {
  const { megabytes, changes, failed, revision } = point
  const rate = (point.answered - (last?.answered ?? 0)) / seconds
  const cores = (point.cpuSeconds - (last?.cpuSeconds ?? point.cpuSeconds)) / seconds
  const cells = [
    minute.toFixed(1).padStart(6),
    megabytes.join(' ').padStart(19),
    String(changes).padStart(7),
    rate.toFixed(1).padStart(10),
    String(failed).padStart(6),
    cores.toFixed(2).padStart(5),
    revision.slice(0, 12),
  ]
  console.log(`      ${cells.join('  ')}`)
}

/** What is wrong with the memory of a process; null when it is flat. */
function growthOf(curve: readonly Point[]): string | null {
  const third = Math.floor(curve.length / 3)
  const mean = (points: readonly Point[], at: number) =>
    points.reduce((sum, { megabytes }) => sum + (megabytes[at] ?? 0), 0) / points.length
  for (const at of [0, 1, 2]) {
    const before = mean(curve.slice(third, 2 * third), at)
    const after = mean(curve.slice(2 * third), at)
    if (after > before * (1 + GROWTH.share) + GROWTH.megabytes) {
      return `process ${at} grew from ${before.toFixed(0)} to ${after.toFixed(0)} MB`
    }
  }
  return null
}

interface Traffic {
  readonly answered: () => number
  readonly failures: readonly string[]
  stop(): Promise<void>
}

const MOST_PRINTED = 20

const WORDS = ['ferry', 'bridge', 'budget', 'orchard', 'school', 'tunnel', 'river', 'strike']

const pageOf = (list: string, order: string, selection: string) =>
  `query ($after: String) { list: ${list}(first: 20, after: $after, orderBy: [${order}]) {
    nodes { ${selection} } pageInfo { endCursor hasNextPage } } }`

/** Queries of visitors: pages, searches, counts. */
const ARTICLES = pageOf(
  'articles',
  'PATH_ASC',
  'id headline quotations(first: 5) { nodes { text } }',
)
const QUOTATIONS = pageOf('quotations', 'PUBLISHED_DESC', 'text speaker { name } article { path }')
const SEARCH = `query ($words: String!) { articles(first: 10, filter: { words: $words }) {
  totalCount edges { score node { headline } highlights { exact } } } }`
const COUNTS = `query ($words: String!) { quotations(first: 0, filter: { words: $words }) {
  totalCount facets(by: SPEAKER, first: 10) { label count } timeline(interval: YEAR) { count } } }`
const ARCHIVE = '{ archive { revision articleCount quotationCount } }'

/** Ask at a constant rate; a slow answer delays no other request. */
function startTraffic(port: number, perSecond: number): Traffic {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const random = createRandom(3)
  const cursors = new Map<string, string | null>()
  const failures: string[] = []
  const open = new Set<Promise<void>>()
  let answered = 0
  let asked = 0

  function next(): Asked {
    const kind = random()
    const words = WORDS[Math.floor(random() * WORDS.length)]
    if (kind < 0.4) return { query: ARTICLES, variables: { after: cursors.get(ARTICLES) } }
    if (kind < 0.8) return { query: QUOTATIONS, variables: { after: cursors.get(QUOTATIONS) } }
    if (kind < 0.97) return { query: ARCHIVE }
    if (kind < 0.99) return { query: SEARCH, variables: { words: `${words} closed ${asked}*` } }
    return { query: COUNTS, variables: { words: `"${words} was"` } }
  }

  async function askNext(): Promise<void> {
    asked += 1
    const question = next()
    // Yoga executes what is answered as a stream of events.
    const accept = asked % 10 === 0 ? 'text/event-stream' : 'application/json'
    const { status, text } = await askServed(port, question, agent, accept)
    if (status !== 200 || text.includes('"errors"') || !text.includes('"data"')) {
      const code = /"code":"\w+"/.exec(text)?.[0] ?? text.slice(0, 200)
      const failure = `${status} ${code} for ${question.query.slice(0, 60)}`
      if (failures.length < MOST_PRINTED) console.log(`      failed: ${failure}`)
      failures.push(failure)
      return
    }
    answered += 1
    const [, cursor] = /"endCursor":"([^"]+)","hasNextPage":true/.exec(text) ?? []
    cursors.set(question.query, cursor ?? null)
  }

  const timer = setInterval(() => {
    const answer = askNext().finally(() => open.delete(answer))
    open.add(answer)
  }, 1000 / perSecond)
  return {
    answered: () => answered,
    failures,
    async stop() {
      clearInterval(timer)
      await Promise.all(open)
      agent.destroy()
    },
  }
}

/** Edit, add and remove files at a constant rate; the number of files stays about the same. */
function startEdits(folder: string, perSecond: number) {
  const random = createRandom(2)
  const paths = Array.from(walkArchive(folder), (found) =>
    found.kind === 'FILE' ? found.file.path : '',
  ).filter((path) => path !== '')
  let count = 0
  // A folder of an earlier run has files that were added then.
  const run = Date.now().toString(36)

  function change(): void {
    count += 1
    const at = Math.floor(random() * paths.length)
    const path = paths[at] ?? ''
    const content = readFileSync(join(folder, path), 'utf8')
    const kind = random()
    if (kind < 0.5) {
      const line = `"The ferry was late ${count} times," Mayor Ada Askel said on Monday.`
      // A file does not grow with each edit.
      const kept = content.replace(/\n\n"The ferry was late.*/, '')
      writeFileSync(join(folder, path), `${kept}\n\n${line}`)
    } else if (kind < 0.75) {
      const name = `added/${count % 30}/${run}-${count}.txt`
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content.replaceAll('bridge', `bridge ${count % 40}`))
      paths.push(name)
    } else {
      rmSync(join(folder, path))
      paths[at] = paths.at(-1) ?? ''
      paths.pop()
    }
  }

  const timer = setInterval(change, 1000 / perSecond)
  return { count: () => count, stop: () => clearInterval(timer) }
}

/** Everything in the lists, page by page. */
const LISTS = [
  pageOf(
    'articles',
    'PATH_ASC',
    'id path headline body published { local } sources { role source { name } }',
  ),
  pageOf(
    'quotations',
    'PUBLISHED_ASC',
    'id text kind confidence speaker { id name } article { path }',
  ),
  pageOf('dates', 'DATE_ASC', 'id value span { exact } article { path }'),
  pageOf('pictures', 'PUBLISHED_ASC', 'id caption creditText'),
  pageOf('speakers', 'NAME_ASC', 'id name aliases roles { text articles }'),
  pageOf('sources', 'NAME_ASC', 'id name kind aliases'),
].map((query) => query.replace('first: 20', 'first: 100'))

/** Ask both for everything; null when the answers are equal. */
async function compareWithFresh(served: Served, news: string, index: string) {
  const fresh = await startServed(news, '--no-watch', '--index', index)
  try {
    await untilCurrent(served, fresh)
    for (const query of [...LISTS, COUNTS]) {
      const [got, right] = await Promise.all([digestOf(served, query), digestOf(fresh, query)])
      if (got !== right) return `another answer than a fresh index: ${got} instead of ${right}`
    }
    return null
  } finally {
    await fresh.stop()
  }
}

/** Both have the same revision; gives up after a minute. */
async function untilCurrent(served: Served, fresh: Served): Promise<void> {
  const { text: right } = await askServed(fresh.port, { query: ARCHIVE })
  for (let tries = 0; tries < 60; tries += 1) {
    const { text } = await askServed(served.port, { query: ARCHIVE })
    if (text === right) return
    await setTimeout(1_000)
  }
}

async function digestOf({ port }: Served, query: string): Promise<string> {
  const hash = createHash('sha256')
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let after: string | undefined
  let pages = 0
  do {
    const variables = query === COUNTS ? { words: 'ferry' } : { after }
    const { status, text } = await askServed(port, { query, variables }, agent)
    if (status !== 200 || text.includes('"errors"')) return `${status} ${text.slice(0, 300)}`
    hash.update(text)
    pages += 1
    after = /"endCursor":"([^"]+)","hasNextPage":true/.exec(text)?.[1]
  } while (after !== undefined)
  agent.destroy()
  return `${query.slice(0, 40)}: ${pages} pages, ${hash.digest('hex').slice(0, 16)}`
}

const FORMS = { short: { articles: 300, minutes: 0.25 }, long: { articles: 5_000, minutes: 5 } }

export const churnAttacks: readonly Attack[] = [
  {
    name: 'files change while two workers answer',
    wanted: HELD,
    run: (folder, isLong) => runChurn(folder, { ...FORMS[isLong ? 'long' : 'short'], ...RATES }),
  },
]

/** The attack with another length; with the folder of an earlier run, or a new one. */
export function churnOf(minutes: number, articles: number, place?: string): Attack {
  return {
    name: `files change while two workers answer, ${articles} articles, ${minutes} minutes`,
    wanted: HELD,
    run: (folder) => runChurn(place ?? folder, { articles, minutes, ...RATES }),
  }
}
