import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { printChanges, ruleAccuracy, writeCertainty } from './date-certainty.ts'
import { readGold, tag, type GoldDocument } from './date-gold.ts'
import type { EvalOptions } from './options.ts'

/** What the scorer's JSON gives for a view of the expressions. */
interface Scores {
  readonly all: Record<Measure, { readonly p: number; readonly r: number; readonly f1: number }>
  readonly documents: number
}

const MEASURES = ['strict', 'relaxed', 'type', 'value'] as const
type Measure = (typeof MEASURES)[number]

interface SetFigures {
  readonly characters: number
  readonly scores: Scores
}

const SHARED = resolve(import.meta.dirname, '../../../shared')
const SCORER = join(SHARED, 'tools/score-dates.mjs')
const NEWS = ['timebank', 'aquaint', 'meantime-dev']
const DEVELOPMENT = [...NEWS, 'wikiwars-dev'].map((name) =>
  join(SHARED, 'corpora/timex', `${name}.jsonl.gz`),
)
const RECORD = join(import.meta.dirname, 'recorded-dates.json')
/** Runs over the texts before and while the speed is measured. */
const WARM_UPS = 3

/** Tag the gold texts with `findDates`, score them and print the table. */
export async function evaluateDates(options: EvalOptions): Promise<void> {
  const files = options.gold.length > 0 ? options.gold : DEVELOPMENT
  const missing = [SCORER, ...files].filter((file) => !existsSync(file))
  if (missing.length > 0) {
    console.error(`Cannot evaluate dates: ${missing.join(', ')} does not exist.`)
    process.exitCode = 2
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'dates-'))
  try {
    const system = options.out ?? join(folder, 'system.jsonl')
    const documents = files.flatMap(readGold)
    writeFileSync(system, documents.map((gold) => systemLine(gold)).join(''))
    if (options.json) {
      process.stdout.write(runScorer(files, system, ['--json']))
      return
    }
    report(files, folder, options.record)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function systemLine(gold: GoldDocument): string {
  const dates = tag(gold).map(({ span, type, value }) => ({ ...span, type, value: value ?? '' }))
  return `${JSON.stringify({ id: gold.id, dates })}\n`
}

function runScorer(gold: readonly string[], system: string, rest: readonly string[]): string {
  const named = gold.flatMap((file) => ['--gold', resolve(file)])
  return execFileSync(process.execPath, [SCORER, ...named, '--system', system, ...rest], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
}

function report(files: readonly string[], folder: string, record: boolean): void {
  const news = files.filter((file) => NEWS.includes(nameOf(file)))
  const groups = new Map(files.map((file): [string, readonly string[]] => [nameOf(file), [file]]))
  if (news.length > 1) groups.set('news pooled', news)
  else if (files.length > 1) groups.set('pooled', files)
  const figures = new Map<string, SetFigures>()
  for (const [name, members] of groups) figures.set(name, measure(members, folder))
  const before = readRecord()
  printTable(figures, before)
  const rules = news.length === NEWS.length ? ruleAccuracy(news.flatMap(readGold)) : null
  if (rules) printChanges(rules)
  console.log(
    `\n${Math.round(speedOf(files) / 1000)} thousand characters a second of processor time, warm`,
  )
  if (!record) return
  const recorded = Array.from(figures, ([name, { scores }]) => [name, roundedF1(scores)])
  const all = { ...before, ...Object.fromEntries(recorded) }
  writeFileSync(RECORD, `${JSON.stringify(all, null, 2)}\n`)
  if (rules) writeCertainty(rules)
}

function nameOf(file: string): string {
  return basename(file).replace(/\.jsonl(\.gz)?$/, '')
}

function measure(files: readonly string[], folder: string): SetFigures {
  const documents = files.flatMap(readGold)
  const system = join(folder, 'set.jsonl')
  writeFileSync(system, documents.map((gold) => systemLine(gold)).join(''))
  const scores: Scores = JSON.parse(runScorer(files, system, ['--json']))
  return { scores, characters: documents.reduce((sum, { text }) => sum + text.length, 0) }
}

function roundedF1({ all }: Scores): Record<string, number> {
  return Object.fromEntries(MEASURES.map((name) => [name, Math.round(all[name].f1 * 100) / 100]))
}

function readRecord(): Record<string, Record<string, number>> {
  return existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')) : {}
}

/**
 * F1 of each measure, with what was gained or lost since the recorded run, and precision and recall
 * of what is found at all.
 */
function printTable(
  figures: ReadonlyMap<string, SetFigures>,
  before: Record<string, Record<string, number>>,
): void {
  console.log(
    ['set'.padEnd(14), 'documents', ...MEASURES.map((name) => `${name} F1`.padStart(15))].join(
      ' ',
    ) + '    found P     R',
  )
  for (const [name, { scores }] of figures) {
    const cells = MEASURES.map((measured) => {
      const now = scores.all[measured].f1
      const then = before[name]?.[measured]
      return `${now.toFixed(2)} ${then === undefined ? '' : changeOf(now - then)}`.padStart(15)
    })
    const { p, r } = scores.all.relaxed
    const found = `${p.toFixed(2).padStart(10)} ${r.toFixed(2)}`
    console.log([name.padEnd(14), String(scores.documents).padStart(9), ...cells, found].join(' '))
  }
}

function changeOf(difference: number): string {
  if (Math.abs(difference) < 0.005) return '(=)'
  return `(${difference > 0 ? '+' : ''}${difference.toFixed(2)})`
}

/** Characters a second of processor time over all texts, after some runs to warm up. */
function speedOf(files: readonly string[]): number {
  const documents = files.flatMap(readGold)
  const characters = documents.reduce((sum, { text }) => sum + text.length, 0)
  const run = () => documents.forEach((gold) => tag(gold))
  for (let round = 0; round < WARM_UPS; round++) run()
  const begin = process.cpuUsage()
  for (let round = 0; round < WARM_UPS; round++) run()
  const { user, system } = process.cpuUsage(begin)
  return (1_000_000 * WARM_UPS * characters) / (user + system)
}
