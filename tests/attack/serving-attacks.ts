import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { type Attack, MAIN, peakOf } from './attack.ts'

/** A server of a folder of its own. */
interface Served {
  readonly news: string
  readonly url: string
  /** Milliseconds that the processor has worked for its main thread. */
  mainThread(): number
  /** The most memory that it has had, in megabytes. */
  megabytes(): number
  stop(): Promise<void>
}

const QUOTATIONS_PER_ARTICLE = 20
const PEOPLE = ['Ada Lind', 'Bo Ek', 'Gideon Lisk', 'Noor Talvik', 'Petra Holm']
const DAYS = 28

/** JSON Lines of articles with twenty quotations each. */
function records(name: string, count: number): string {
  const quotations = (record: number) =>
    Array.from(
      { length: QUOTATIONS_PER_ARTICLE },
      (_, at) =>
        `"The ferry ${record} waits for the tide at quay ${at}," said ${PEOPLE[(record + at) % PEOPLE.length]} ${String.fromCharCode(65 + (record % 26))}elm.`,
    )
  return Array.from({ length: count }, (_, record) =>
    JSON.stringify({
      title: `${name} ${record} sails`,
      date: `2031-05-${String(1 + (record % DAYS)).padStart(2, '0')}T07:08:09Z`,
      text: quotations(record).join('\n\n'),
    }),
  ).join('\n')
}

async function serve(folder: string, articles: number): Promise<Served> {
  const news = join(folder, 'news')
  mkdirSync(news)
  writeFileSync(join(news, 'ferries.jsonl'), records('Ferry', articles))
  const args = ['serve', news, '--port', '0', '--index', join(folder, 'i.sqlite'), '--quiet']
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The server ended')))
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /:(\d+)\//.exec(chunk.toString())?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  return {
    news,
    url: `http://localhost:${port}`,
    mainThread: () => {
      try {
        const stat = readFileSync(`/proc/${child.pid}/task/${child.pid}/schedstat`, 'utf8')
        return Number(stat.split(' ', 1)[0]) / 1e6
      } catch {
        return performance.now()
      }
    },
    megabytes: () => peakOf(child.pid),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await ended
    },
  }
}

async function ask(url: string, query: string): Promise<{ readonly data?: unknown }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  // oxlint-disable-next-line typescript/no-unsafe-return -- the answer of a server
  return response.json()
}

/** Milliseconds; a busy machine counts up to twice as many for the same work. */
const MOST_WAITED = 200

/**
 * Check the health of a server until some work is done.
 *
 * A check may wait while the main thread works, as its processor time says: that is the same on a busy
 * machine.
 */
async function checkHealth({ url, mainThread }: Served, work: Promise<unknown>): Promise<string> {
  let [longest, isDone] = [0, false]
  const done = work.finally(() => {
    isDone = true
  })
  while (!isDone) {
    const before = mainThread()
    const response = await fetch(`${url}/health`)
    if (!response.ok) return `health ${response.status}`
    longest = Math.max(longest, mainThread() - before)
    await setTimeout(5)
  }
  await done
  return longest <= MOST_WAITED ? 'held' : `the main thread worked for ${Math.round(longest)} ms`
}

const WANTED = `health waits for at most ${MOST_WAITED} ms of work`

const LATEST = 30 * 60_000

/** Count articles until there are as many. */
async function articlesReach({ url }: Served, count: number): Promise<void> {
  const end = performance.now() + LATEST
  for (;;) {
    const { data } = await ask(url, '{ archive { articleCount } }')
    const counted = JSON.stringify(data)
    if (counted === `{"archive":{"articleCount":${count}}}`) return
    if (performance.now() > end) throw new Error(`There are ${counted} of ${count} articles`)
    await setTimeout(100)
  }
}

/** Requests at the limits: the costliest search, facets, timelines, and lists of lists. */
const HEAVY = [
  '{ quotations(first: 100, filter: { words: "ferry waits tide" }) { totalCount edges { score highlights { exact } node { content { exact line column start(unit: CODE_POINT) } speaker { name } } } } }',
  '{ quotations(first: 100, filter: { words: "the" }, orderBy: [RELEVANCE]) { totalCount nodes { text } } }',
  '{ quotations(first: 0) { totalCount facets(by: SPEAKER, first: 50) { count } timeline(interval: DAY) { count } } }',
  '{ articles(first: 100) { totalCount nodes { body quotations(first: 20) { nodes { text speaker { name } } } } } }',
]

function attack(
  name: string,
  size: { readonly short: number; readonly long: number },
  work: (served: Served, articles: number) => Promise<unknown>,
): Attack {
  return {
    name: `while serving: ${name}`,
    wanted: WANTED,
    run: async (folder, isLong) => {
      const articles = isLong ? size.long : size.short
      const served = await serve(folder, articles)
      try {
        // The first answer loads modules.
        await ask(served.url, '{ archive { articleCount } articles(first: 1) { nodes { id } } }')
        const got = await checkHealth(served, work(served, articles))
        return got === 'held' ? WANTED : got
      } finally {
        await served.stop()
      }
    },
  }
}

async function enter(served: Served, name: string, content: string | Buffer, count: number) {
  const draft = join(served.news, '..', 'draft')
  writeFileSync(draft, content)
  renameSync(draft, join(served.news, name))
  await articlesReach(served, count)
}

/** 10 kB that no other record has: a file that packs too well is refused. */
function filler(at: number): string {
  const sentence = (more: number) =>
    `On day ${(at * 7919 + more * 104_729) % 1_000_003} the quay is wet, and nobody waits for ferry ${at}-${more}. `
  return Array.from({ length: 150 }, (_, more) => sentence(more)).join('')
}

const MOST_MEGABYTES = 700
const LARGE_WANTED = `${WANTED}, at most ${MOST_MEGABYTES} MB`
/** Records that are made together. */
const CHUNK = 100

/** A page of 10 kB as a record of a web archive. */
function webRecord(at: number): string {
  const html = `<!doctype html><html><head><title>Boat ${at} sails</title></head><body><article><h1>Boat ${at} sails</h1><p>"Boat ${at} waits for the tide," said ${PEOPLE[at % PEOPLE.length]}.</p><p>${filler(at)}</p></article></body></html>`
  const body = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${html}`
  return `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/${at}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\n\r\n`
}

function lineRecord(at: number): string {
  return `${JSON.stringify({ title: `Boat ${at} sails`, text: `"It waits," said ${PEOPLE[at % PEOPLE.length]}.\n\n${filler(at)}` })}\n`
}

/** A file of many records enters the folder: memory must not depend on their number. */
function largeFile(
  name: string,
  records: { readonly short: number; readonly long: number },
  make: (chunk: string) => string | Buffer,
  record: (at: number) => string,
  file: string,
): Attack {
  return {
    name: `while serving: ${name}`,
    wanted: LARGE_WANTED,
    run: async (folder, isLong) => {
      const count = isLong ? records.long : records.short
      const served = await serve(folder, 50)
      try {
        const draft = join(folder, 'draft')
        for (let at = 0; at < count; at += CHUNK) {
          const chunk = Array.from({ length: CHUNK }, (_, more) => record(at + more)).join('')
          appendFileSync(draft, make(chunk))
        }
        await ask(served.url, '{ archive { articleCount } articles(first: 1) { nodes { id } } }')
        renameSync(draft, join(served.news, file))
        const start = performance.now()
        const got = await checkHealth(served, articlesReach(served, 50 + count))
        const megabytes = served.megabytes()
        console.log(
          `      ${count} records, ${Math.round((performance.now() - start) / 1000)} s, ${megabytes} MB`,
        )
        if (got !== 'held') return got
        return megabytes <= MOST_MEGABYTES ? LARGE_WANTED : `${megabytes} MB`
      } finally {
        await served.stop()
      }
    },
  }
}

export const servingAttacks: readonly Attack[] = [
  attack('searches and lists at the limits', { short: 200, long: 1_400 }, async ({ url }) => {
    for (let round = 0; round < 3; round += 1)
      await Promise.all(HEAVY.map((query) => ask(url, query)))
  }),
  attack(
    'a large file enters, changes and leaves',
    { short: 50, long: 50 },
    async (served, many) => {
      const size = many * 12
      await enter(served, 'large.jsonl', records('Boat', size), many + size)
      await enter(served, 'large.jsonl', records('Barge', size - 1), many + size - 1)
      rmSync(join(served.news, 'large.jsonl'))
      await articlesReach(served, many)
    },
  ),
  attack('a packed file enters', { short: 50, long: 50 }, async (served, many) => {
    const size = many * 12
    await enter(served, 'large.jsonl.gz', gzipSync(records('Boat', size)), many + size)
  }),
  largeFile(
    'a web archive of 200 MB enters',
    { short: 500, long: 20_000 },
    (chunk) => chunk,
    webRecord,
    'crawl.warc',
  ),
  largeFile(
    'a packed file of 1 GB enters',
    { short: 500, long: 100_000 },
    gzipSync,
    lineRecord,
    'boats.jsonl.gz',
  ),
]
