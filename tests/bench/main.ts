// npm run bench -- [--articles 2000] [--seconds 5] [--seed 1]
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { walkArchive } from '../../src/archive/walk.ts'
import { openArchive } from '../../src/index.ts'
import { ask, load, startSubject, type Subject } from './load.ts'
import { makeArchive } from './make-archive.ts'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
})
const seconds = Number(values.seconds)
const folder = mkdtempSync(join(tmpdir(), 'pressgraph-bench-'))
const articles = join(folder, 'articles')
const index = join(folder, 'index.sqlite')

try {
  const bytes = makeArchive(articles, Number(values.articles), Number(values.seed))
  await measureIndex(bytes)
  await measureAnswers()
} finally {
  rmSync(folder, { recursive: true })
}

/** Index from nothing and again, beside reading and hashing the same files. */
async function measureIndex(bytes: number): Promise<void> {
  const count = Number(values.articles)
  const floor = await timeOf(async () => {
    for (const found of walkArchive(articles)) {
      if (found.kind !== 'FILE') continue
      createHash('sha256')
        .update(readFileSync(join(articles, found.file.path)))
        .digest()
    }
  })
  const first = await timeOf(async () => (await openArchive(articles, { index })).close())
  const again = await timeOf(async () => (await openArchive(articles, { index })).close())
  print('Index', [
    ['articles', String(count), `${(bytes / count / 1000).toFixed(1)} kB each`],
    ['from nothing', `${(count / first.seconds).toFixed(0)} articles/s`, ''],
    ['read and hash alone ÷ index', (floor.cpu / first.cpu).toFixed(3), 'CPU'],
    ['unchanged ÷ from nothing', (again.seconds / first.seconds).toFixed(3), 'wall'],
    ['index ÷ articles', (statSync(index).size / bytes).toFixed(2), 'bytes'],
  ])
}

interface Question {
  readonly title: string
  readonly bodies: readonly string[]
}

/** Three typical questions, each beside a bare server that sends the same bytes. */
async function measureAnswers(): Promise<void> {
  const gateway = await startSubject(articles, index)
  const bare = await startSubject()
  const rows: [string, string, string][] = []
  try {
    for (const { title, bodies } of await makeQuestions(gateway)) {
      bare.tell({ kind: 'BYTES', bytes: await ask(gateway.port, bodies[0] ?? '') })
      const limit = await load(bare, bodies, seconds)
      const ours = await load(gateway, bodies, seconds)
      const ratio = (limit.cpu / ours.cpu).toFixed(3)
      const detail = `${ours.perSecond.toFixed(0)} of ${limit.perSecond.toFixed(0)} requests/s, ${(ours.bytes / 1000).toFixed(1)} kB`
      rows.push([title, ratio, detail])
    }
    const { rss } = await gateway.usage()
    print('Bare HTTP ÷ answer, CPU', [
      ...rows,
      ['memory', `${(rss / 1e6).toFixed(0)} MB`, 'resident'],
    ])
  } finally {
    gateway.stop()
    bare.stop()
  }
}

async function makeQuestions(gateway: Subject): Promise<Question[]> {
  const ids = `{ articles(first: 100) { nodes { id } } speakers(first: 60) { nodes { id } } }`
  const { data } = JSON.parse(await ask(gateway.port, JSON.stringify({ query: ids })))
  const post = (query: string, variables: object) => JSON.stringify({ query, variables })
  const cursors = `{ articles(first: 100) { edges { cursor } } }`
  const pages = JSON.parse(await ask(gateway.port, JSON.stringify({ query: cursors })))
  return [
    {
      title: 'an article, 5 quotations, speakers',
      bodies: data.articles.nodes.map(({ id }: { id: string }) =>
        post(
          `query ($id: ID!) { article(by: { id: $id }) { headline published { local } quotations(first: 5) { nodes { text kind speaker { name } } } } }`,
          { id },
        ),
      ),
    },
    {
      title: '20 articles, sources, dates, 5 quotations',
      bodies: pages.data.articles.edges.map(({ cursor }: { cursor: string }) =>
        post(
          `query ($after: String) { articles(first: 20, after: $after) { nodes { headline published { local } sources { role source { name } } dates(first: 5) { nodes { value } } quotations(first: 5) { nodes { text speaker { name } } } } } }`,
          { after: cursor },
        ),
      ),
    },
    {
      title: 'a speaker, 50 quotations, articles',
      bodies: data.speakers.nodes.map(({ id }: { id: string }) =>
        post(
          `query ($id: ID!) { speaker(by: { id: $id }) { name quotations(first: 50) { nodes { text article { headline published { local } } } } } }`,
          { id },
        ),
      ),
    },
  ]
}

async function timeOf(work: () => Promise<unknown>): Promise<{ seconds: number; cpu: number }> {
  const start = performance.now()
  const cpu = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { seconds: (performance.now() - start) / 1000, cpu: user + system }
}

function print(title: string, rows: readonly (readonly [string, string, string])[]): void {
  console.log(`\n${title}`)
  for (const [name, figure, detail] of rows) {
    console.log(`  ${name.padEnd(44)} ${figure.padStart(16)}  ${detail}`)
  }
}
