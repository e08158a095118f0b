// npm run bench -- [--articles 2000] [--seconds 3] [--seed 1] [--only answers,indexing]
//   [--against same,mercurius]   rows of `answers`; all by default
//   [--keep FOLDER]              keeps archive and index there, for later runs of single rows
//   [--store postgres]           the rows of `OF_STORES` instead, beside SQLite
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { testServer } from '../support/postgres.ts'
import type { Bench, Measure, Row, StoreBench } from './bench.ts'
import { makeArchive } from './make-archive.ts'
import { measureAnswers } from './rows/answers.ts'
import { measureChanges } from './rows/changes.ts'
import { measureColdStart } from './rows/cold-start.ts'
import { measureExports } from './rows/exports.ts'
import { measureFormats } from './rows/formats.ts'
import { measureIndexersOfStores } from './rows/indexers.ts'
import { measureIndexing } from './rows/indexing.ts'
import {
  measureAnswersOfStores,
  measureSearchOfStores,
  measureStorageAndVisibility,
} from './rows/postgres.ts'
import { measureProcesses } from './rows/processes.ts'
import { measureSearch } from './rows/search.ts'
import { indexApart } from './subject.ts'
import { formatTable } from './table.ts'

/** Each is a function of a module of `rows/`. */
const MEASURES: Readonly<Record<string, Measure>> = {
  indexing: measureIndexing,
  answers: measureAnswers,
  search: measureSearch,
  processes: measureProcesses,
  'cold-start': measureColdStart,
  formats: measureFormats,
  exports: measureExports,
  // Last, since it changes the articles.
  changes: measureChanges,
}

const OF_STORES: Readonly<Record<string, Measure<StoreBench>>> = {
  indexing: measureIndexersOfStores,
  answers: measureAnswersOfStores,
  search: measureSearchOfStores,
  // Last, since it changes the articles.
  storage: measureStorageAndVisibility,
}

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    against: { type: 'string' },
    keep: { type: 'string' },
    store: { type: 'string' },
  },
})
const scratch = values.keep ?? mkdtempSync(join(tmpdir(), 'pressgraph-bench-'))
const articles = join(scratch, 'articles')
const index = join(scratch, 'index.sqlite')

try {
  mkdirSync(scratch, { recursive: true })
  const [count = 0, seconds = 0, seed = 0] = [values.articles, values.seconds, values.seed].map(
    Number,
  )
  const makesIndex =
    values.store === undefined && (values.only?.split(',').includes('indexing') ?? true)
  const isReady = existsSync(index) && !makesIndex
  const bytes = isReady ? 0 : makeArchive(articles, count, seed)
  if (!makesIndex && !isReady) await indexApart(articles, index)
  const against = values.against === undefined ? null : new Set(values.against.split(','))
  const bench: Bench = { articles, index, count, bytes, scratch, seconds, seed, against }
  const rows =
    values.store === undefined
      ? await measureAll(MEASURES, bench)
      : await measureAll(OF_STORES, { ...bench, store: await indexInDatabase() })
  console.log(`${count} articles\n\n${formatTable(rows)}`)
} finally {
  if (values.keep === undefined) rmSync(scratch, { recursive: true })
}

async function measureAll<Of extends Bench>(
  measures: Readonly<Record<string, Measure<Of>>>,
  bench: Of,
): Promise<Row[]> {
  const wanted = values.only?.split(',') ?? Object.keys(measures)
  const rows: Row[] = []
  for (const [name, measure] of Object.entries(measures)) {
    if (!wanted.includes(name)) continue
    process.stderr.write(`${name} …\n`)
    rows.push(...(await measure(bench)))
  }
  return rows
}

/** The articles in a server of its own, which ends with this process. @returns its address */
async function indexInDatabase(): Promise<string> {
  if (values.store !== 'postgres') throw new TypeError('The only other store is "postgres"')
  const { address } = testServer()
  await indexApart(articles, address)
  return address
}
