// npm run bench -- [--articles 2000] [--seconds 3] [--seed 1] [--only answers,indexing]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Bench, Measure, Row } from './bench.ts'
import { makeArchive } from './make-archive.ts'
import { measureAnswers } from './rows/answers.ts'
import { measureChanges } from './rows/changes.ts'
import { measureColdStart } from './rows/cold-start.ts'
import { measureFormats } from './rows/formats.ts'
import { measureIndexing } from './rows/indexing.ts'
import { measureProcesses } from './rows/processes.ts'
import { measureSearch } from './rows/search.ts'
import { formatTable } from './table.ts'

/** Each is a module of `rows/`. The first makes the index that the others read. */
const MEASURES: Readonly<Record<string, Measure>> = {
  indexing: measureIndexing,
  answers: measureAnswers,
  search: measureSearch,
  processes: measureProcesses,
  'cold-start': measureColdStart,
  formats: measureFormats,
  // Last, since it changes the articles.
  changes: measureChanges,
}

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: Object.keys(MEASURES).join(',') },
  },
})
const scratch = mkdtempSync(join(tmpdir(), 'pressgraph-bench-'))

try {
  const [count, seconds, seed] = [values.articles, values.seconds, values.seed].map(Number)
  const bench = makeBench(count ?? 0, seconds ?? 0, seed ?? 0)
  const wanted = new Set(['indexing', ...values.only.split(',')])
  const rows: Row[] = []
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (!wanted.has(name)) continue
    process.stderr.write(`${name} …\n`)
    rows.push(...(await measure(bench)))
  }
  console.log(`${count} articles\n\n${formatTable(rows)}`)
} finally {
  rmSync(scratch, { recursive: true })
}

function makeBench(count: number, seconds: number, seed: number): Bench {
  const articles = join(scratch, 'articles')
  const index = join(scratch, 'index.sqlite')
  const bytes = makeArchive(articles, count, seed)
  return { articles, index, count, bytes, scratch, seconds, seed }
}
