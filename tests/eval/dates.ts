import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { gunzipSync } from 'node:zlib'
import { findDates } from '../../src/extraction/dates/index.ts'
import { resolvePublished } from '../../src/extraction/published.ts'
import { languages } from '../../src/languages/index.ts'
import type { Article, Stamp } from '../../src/model/article.ts'
import type { DateMention } from '../../src/model/date.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import { ruleAccuracy, writeCertainty } from './date-certainty.ts'
import type { EvalOptions } from './options.ts'

/** A line of a gold file; offsets are UTF-16 units into `text`. */
export interface GoldDocument {
  readonly id: string
  readonly text: string
  /** ISO 8601 day or time of the document. */
  readonly dct: string
  readonly timexes: readonly GoldTimex[]
}

export interface GoldTimex {
  readonly start: number
  readonly end: number
  readonly type: string
  readonly value: string
}

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
    process.exitCode = 1
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

export function readGold(file: string): GoldDocument[] {
  const bytes = readFileSync(file)
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): GoldDocument => JSON.parse(line))
}

/** What the extractor finds in a gold text, read as an article without headline. */
export function tag(gold: GoldDocument): DateMention[] {
  const article = articleOf(gold)
  const published = resolvePublished(article, null, null, defaultSettings)
  return findDates(article, gold.id, { published, dateline: null }, languages[0])
}

export function articleOf({ id, text, dct }: GoldDocument): Article {
  const paragraphs = Array.from(text.matchAll(/\S(?:[^\n]|\n(?![^\S\n]*\n))*/g), (match) => ({
    kind: 'TEXT' as const,
    span: { start: match.index, end: match.index + match[0].trimEnd().length },
  }))
  const day = /^\d{4}-\d{2}-\d{2}/.exec(dct)?.[0]
  const stamp: Stamp | null =
    day === undefined
      ? null
      : { literal: null, local: `${day}T00:00:00`, precision: 'DAY', zone: null, basis: 'META' }
  return {
    path: id,
    key: '',
    body: text,
    headline: null,
    byline: null,
    paragraphs,
    stamp,
    url: null,
    language: null,
    publisher: null,
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
  console.log(
    `\n${Math.round(speedOf(files) / 1000)} thousand characters a second, one thread, warm`,
  )
  if (!record) return
  const recorded = Array.from(figures, ([name, { scores }]) => [name, roundedF1(scores)])
  writeFileSync(RECORD, `${JSON.stringify(Object.fromEntries(recorded), null, 2)}\n`)
  writeCertainty(ruleAccuracy(news.flatMap(readGold)))
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

/** F1 of each measure, with what was gained or lost since the recorded run. */
function printTable(
  figures: ReadonlyMap<string, SetFigures>,
  before: Record<string, Record<string, number>>,
): void {
  console.log(
    ['set'.padEnd(14), 'documents', ...MEASURES.map((name) => name.padStart(15))].join(' '),
  )
  for (const [name, { scores }] of figures) {
    const cells = MEASURES.map((measured) => {
      const now = scores.all[measured].f1
      const then = before[name]?.[measured]
      return `${now.toFixed(2)} ${then === undefined ? '' : changeOf(now - then)}`.padStart(15)
    })
    console.log([name.padEnd(14), String(scores.documents).padStart(9), ...cells].join(' '))
  }
}

function changeOf(difference: number): string {
  if (Math.abs(difference) < 0.005) return '(=)'
  return `(${difference > 0 ? '+' : ''}${difference.toFixed(2)})`
}

/** Characters a second over all texts, after some runs to warm up. */
function speedOf(files: readonly string[]): number {
  const documents = files.flatMap(readGold)
  const characters = documents.reduce((sum, { text }) => sum + text.length, 0)
  const run = () => documents.forEach((gold) => tag(gold))
  for (let round = 0; round < WARM_UPS; round++) run()
  const begin = performance.now()
  for (let round = 0; round < WARM_UPS; round++) run()
  return (1000 * WARM_UPS * characters) / (performance.now() - begin)
}
