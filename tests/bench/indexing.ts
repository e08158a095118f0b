// node --import tsx tests/bench/indexing.ts [--articles 2000] [--seed 1]
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { scanFolder, walkArchive } from '../../src/archive/walk.ts'
import { makeArchive } from './make-archive.ts'

/** A line of the table: what was measured, the figure, what it is in. */
export type BenchRow = readonly [name: string, figure: string, detail: string]

/** What one run of the index took, in a process of its own. */
export interface IndexRun {
  readonly seconds: number
  readonly cpu: number
  /** Peak of resident memory, in bytes. */
  readonly memory: number
}

/**
 * Index a folder from nothing, by one thread and by two, and again unchanged, beside reading and
 * hashing the same files and a bare walk with stat.
 */
export function measureIndexing(folder: string, index: string, bytes: number): BenchRow[] {
  let articles = 0
  for (const _found of walkArchive(folder)) articles += 1
  const floor = cpuOf(() => readAndHash(folder))
  const bareWalk = median(() => cpuOf(() => walkBare(folder)))
  const walk = median(() => cpuOf(() => scanFolder(folder)))
  const one = indexAnew(folder, index, 1)
  const two = indexAnew(folder, index, 2)
  const again = runIndex(folder, index, 2)
  const rate = ({ seconds }: IndexRun) => `${(articles / seconds).toFixed(0)} articles/s`
  return [
    [
      'from nothing, one thread',
      rate(one),
      `${(one.cpu / articles / 1000).toFixed(2)} ms CPU each`,
    ],
    [
      'from nothing, two threads',
      rate(two),
      `${(two.cpu / articles / 1000).toFixed(2)} ms CPU each`,
    ],
    ['two threads ÷ one', (one.seconds / two.seconds).toFixed(2), 'wall'],
    ['read and hash alone ÷ index', (floor / one.cpu).toFixed(3), 'CPU'],
    ['peak memory, two threads', `${(two.memory / 1e6).toFixed(0)} MB`, 'resident'],
    ['look again ÷ bare walk with stat', (walk / bareWalk).toFixed(2), 'CPU'],
    ['unchanged ÷ from nothing', (again.seconds / two.seconds).toFixed(3), 'wall'],
    ['index ÷ articles', (statSync(index).size / bytes).toFixed(2), 'bytes'],
  ]
}

function indexAnew(folder: string, index: string, threads: number): IndexRun {
  for (const part of ['', '-wal', '-shm']) rmSync(index + part, { force: true })
  return runIndex(folder, index, threads)
}

function runIndex(folder: string, index: string, threads: number): IndexRun {
  const script = `
    import { openArchive } from './src/archive/archive.ts'
    const [folder, index, threads] = process.argv.slice(1)
    const start = performance.now()
    await (await openArchive(folder, { index, threads: Number(threads) })).close()
    const seconds = (performance.now() - start) / 1000
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    console.log(JSON.stringify({ seconds, cpu: userCPUTime + systemCPUTime, memory: maxRSS * 1024 }))`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script, folder, index]
  const root = join(import.meta.dirname, '../..')
  const { stdout, stderr } = spawnSync(process.execPath, [...args, String(threads)], {
    cwd: root,
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

function readAndHash(folder: string): void {
  for (const found of walkArchive(folder)) {
    if (found.kind !== 'FILE') continue
    createHash('sha256')
      .update(readFileSync(join(folder, found.file.path)))
      .digest()
  }
}

function walkBare(folder: string): number {
  let bytes = 0
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const stats = lstatSync(path)
    bytes += stats.isDirectory() ? walkBare(path) : stats.size
  }
  return bytes
}

/** µs. */
function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

function median(measure: () => number): number {
  return Array.from({ length: 5 }, measure).sort((a, b) => a - b)[2] ?? 0
}

if (import.meta.filename === process.argv[1]) {
  const { values } = parseArgs({
    options: {
      articles: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
    },
  })
  const folder = mkdtempSync(join(tmpdir(), 'pressgraph-bench-'))
  try {
    const articles = join(folder, 'articles')
    const bytes = makeArchive(articles, Number(values.articles), Number(values.seed))
    for (const [name, figure, detail] of measureIndexing(
      articles,
      join(folder, 'i.sqlite'),
      bytes,
    )) {
      console.log(`  ${name.padEnd(36)} ${figure.padStart(16)}  ${detail}`)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
