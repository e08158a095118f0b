import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Archive } from '../../src/archive/archive.ts'
import { createGateway } from '../../src/gateway.ts'
import { openArchive } from '../../src/open-archive.ts'
import { createRandom } from '../bench/random.ts'
import { article, writeFiles } from '../support/archive.ts'
import type { Attack } from './attack.ts'
import { exportOf, firstDifference } from './export.ts'

/** Enough files for threads. */
const FILES = 90
const ROADS = { short: 2, long: 20 }

type Random = () => number
type News = ReadonlyMap<string, string>

const PEOPLE = ['Mara Oduya', 'Ada Lind', 'Ines Roa', 'Tomas Kell', 'the harbour ministry']
const SAME = article('The same ferry', '2031-05-01 08:00:00', '"We wait," said Mara Oduya.')
const WORDS = ['ferry', 'quay', 'harbour', 'tide', 'crane', 'net', 'bridge', 'fog', 'lamp', 'rope']

function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new RangeError('Nothing to pick from')
  return value
}

function sentence(random: Random): string {
  return Array.from({ length: 4 + Math.floor(random() * 8) }, () => pick(random, WORDS)).join(' ')
}

/** A random file: articles, a copy of another one, versions of an item, something broken. */
function fileOf(random: Random, at: number): [path: string, content: string] {
  const day = String(1 + Math.floor(random() * 28)).padStart(2, '0')
  const time = `2031-05-${day} 08:${String(at % 60).padStart(2, '0')}:00`
  const name = `${pick(random, ['', 'north/', 'south/', 'south/deep/'])}${at}`
  const said = () => `"We wait for the ${sentence(random)}," said ${pick(random, PEOPLE)}.`
  const kind = random()
  if (kind < 0.1) return [`${name}.txt`, SAME]
  if (kind < 0.2) {
    const item = { headline: sentence(random), body: said(), datePublished: time.replace(' ', 'T') }
    return [`${name}.json`, JSON.stringify({ '@type': 'NewsArticle', ...item })]
  }
  if (kind < 0.25) return [`${name}.json`, '{ "headline": ']
  const paragraphs = Array.from({ length: 1 + Math.floor(random() * 3) }, said)
  return [`${name}.txt`, article(`The ${sentence(random)}`, time, ...paragraphs)]
}

function newsOf(random: Random): News {
  return new Map(Array.from({ length: FILES }, (_, at) => fileOf(random, at)))
}

function shuffled<Value>(random: Random, values: Iterable<Value>): Value[] {
  return Array.from(values, (value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value)
}

const SPEAKERS = '- name: Mara Oduya\n  aliases: [M. Oduya]\n- name: Ines Roa\n  in: south/\n'

/** Other files first, then random additions, edits and deletions in steps, until the folder holds the news. */
async function takeRoad(folder: string, index: string, news: News, seed: number, threads: number) {
  const random = createRandom(seed)
  const before = newsOf(random)
  const first = shuffled(random, before).slice(0, Math.floor(random() * FILES))
  // There may be no first files.
  mkdirSync(folder, { recursive: true })
  writeFiles(folder, Object.fromEntries(first))
  let archive = await openArchive(folder, { index, threads })
  const edits = [
    ...first.filter(([path]) => !news.has(path)).map(([path]) => [path, null] as const),
    ...news,
    ['speakers.yaml', SPEAKERS] as const,
  ]
  const queue = shuffled(random, edits)
  while (queue.length > 0) {
    const step = queue.splice(0, 1 + Math.floor(random() * 30))
    for (const [path, content] of step) {
      if (content === null) rmSync(join(folder, path))
      else writeFiles(folder, { [path]: content })
    }
    const isWhole = random() < 0.3
    await archive.refresh(isWhole ? undefined : step.map(([path]) => path))
    if (random() < 0.2) {
      await archive.close()
      archive = await openArchive(folder, { index, threads })
    }
  }
  await archive.refresh()
  return archive
}

/** The answers of both execution lanes: the direct one, and Yoga for plugins with hooks. */
async function lanesDiffer(archive: Archive): Promise<string | null> {
  const query = `{ archive { articleCount revision } quotations(first: 50, orderBy: [CONFIDENCE_DESC]) {
    totalCount nodes { text confidence speaker { name } article { path headline } } } }`
  const request = () =>
    new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
  const direct = await createGateway(archive).fetch(request())
  const yoga = await createGateway(archive, { plugins: [{ onExecute: () => {} }] }).fetch(request())
  return firstDifference(await direct.text(), await yoga.text())
}

export const roadAttacks: readonly Attack[] = [
  {
    name: 'one archive by many roads: threads, orders of files, changes, execution lanes',
    wanted: 'the export of a fresh index',
    async run(folder, isLong) {
      const seeds = process.env.SEED
        ? [Number(process.env.SEED)]
        : Array.from({ length: isLong ? ROADS.long : ROADS.short }, () =>
            Math.floor(Math.random() * 1_000_000),
          )
      for (const seed of seeds) {
        console.log(`      SEED=${seed}`)
        const wrong = await compareRoads(join(folder, String(seed)), seed)
        if (wrong !== null) return `SEED=${seed}: ${wrong}`
      }
      return 'the export of a fresh index'
    },
  },
]

async function compareRoads(place: string, seed: number): Promise<string | null> {
  const news = newsOf(createRandom(seed))
  const files = { ...Object.fromEntries(news), 'speakers.yaml': SPEAKERS }
  writeFiles(join(place, 'fresh'), files)
  const fresh = await openArchive(join(place, 'fresh'), { index: ':memory:', threads: 1 })
  const right = await exportOf(fresh.store)
  await fresh.close()
  for (const threads of [1, 2, 4]) {
    const folder = join(place, `road-${threads}`)
    const index = join(place, `road-${threads}.sqlite`)
    const archive = await takeRoad(folder, index, news, seed + threads, threads)
    const wrong =
      firstDifference(await exportOf(archive.store), right) ?? (await lanesDiffer(archive))
    await archive.close()
    if (wrong !== null) return `with ${threads} threads, ${wrong}`
  }
  return null
}
