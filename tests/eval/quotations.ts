import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { findDateline } from '../../src/extraction/datelines.ts'
import { findOutlets } from '../../src/extraction/outlets.ts'
import { findQuotations } from '../../src/extraction/quotations.ts'
import { english } from '../../src/languages/en/index.ts'
import type { Article, Paragraph } from '../../src/model/article.ts'
import type { Quotation } from '../../src/model/quotation.ts'
import type { Span } from '../../src/model/span.ts'
import type { EvalOptions } from './options.ts'

const SHARED = join(import.meta.dirname, '../../../shared')
const SCORER = join(SHARED, 'tools/score-attribution.mjs')
const DEFAULT_GOLD = ['dev', 'train'].map((set) => join(SHARED, `corpora/polnear/${set}.jsonl.gz`))

interface Gold {
  readonly id: string
  readonly text: string
}

/** Run the extractors over gold files and print how well they do. */
export async function evaluateQuotations(options: EvalOptions): Promise<void> {
  const files = options.gold.length > 0 ? options.gold : DEFAULT_GOLD
  const missing = [SCORER, ...files].filter((file) => !existsSync(file))
  if (missing.length > 0) {
    console.error(`Cannot evaluate: ${missing.join(', ')} does not exist. Name a file with --gold.`)
    process.exitCode = 2
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'pressgraph-eval-'))
  try {
    if (options.json) console.log(score(files, folder, options.out, ['--json']))
    else for (const file of files) report(file, folder, options.out)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function report(file: string, folder: string, out: string | null): void {
  console.log(`\n${file}`)
  console.log(score([file], folder, out, []))
  console.log(`${Math.round(articlesPerSecond(readLines(file)))} articles/s, warm, one core`)
}

/** Write what is found in the scorer's format, and return what the scorer prints. */
function score(
  files: readonly string[],
  folder: string,
  out: string | null,
  flags: string[],
): string {
  const gold = files.flatMap(readLines)
  const goldFile = join(folder, 'gold.jsonl')
  const systemFile = out ?? join(folder, 'system.jsonl')
  writeFileSync(goldFile, gold.map((line) => `${JSON.stringify(line)}\n`).join(''))
  writeFileSync(systemFile, gold.map((line) => `${JSON.stringify(systemOf(line))}\n`).join(''))
  return execFileSync(
    process.execPath,
    [SCORER, '--gold', goldFile, '--system', systemFile, '--speakers', ...flags],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  ).trimEnd()
}

function readLines(file: string): Gold[] {
  const bytes = readFileSync(file)
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Gold => JSON.parse(line))
}

/** What is found in one gold text, as the scorer reads it. */
export function systemOf({ id, text }: Gold) {
  const { quotations, speakers } = extract(articleOf(id, text))
  const names = new Map(speakers.map((speaker) => [speaker.id, speaker.name]))
  let mention: Span | null = null
  const quotes = quotations.map((quotation) => {
    mention = quotation.mention ?? (goesOn(quotation) ? mention : null)
    const name = names.get(quotation.attribution.speaker ?? '')
    return {
      content: quotation.content.map(pair),
      speaker: mention && pair(mention),
      cue: quotation.cue && pair(quotation.cue.span),
      kind: quotation.kind,
      ...(name === undefined ? {} : { name }),
      confidence: quotation.confidence,
      rule: quotation.rule,
    }
  })
  return { id, quotes }
}

/** A quotation without words that name anyone goes on in the voice of the one before. */
function goesOn({ cue, mention }: Quotation): boolean {
  return cue === null && mention === null
}

function extract(article: Article) {
  const outlets = findOutlets(article, english)
  const dateline = findDateline(article, outlets, english)
  return findQuotations(article, article.path, { dateline, outlets }, english)
}

/** A gold text as an article: paragraphs are parted by empty lines, the first is the headline. */
function articleOf(id: string, text: string): Article {
  const paragraphs = Array.from(
    text.matchAll(/[^\s][^\n]*(?:\n(?!\s*\n)[^\n]*)*/g),
    (match): Paragraph => {
      const words = match[0].trimEnd()
      const span = { start: match.index, end: match.index + words.length }
      return { kind: match.index < 3 ? 'HEADLINE' : 'TEXT', span }
    },
  )
  return {
    path: id,
    key: '',
    body: text,
    headline: paragraphs[0]?.span ?? null,
    byline: null,
    paragraphs,
    stamp: null,
    url: null,
    language: 'en',
    publisher: null,
  }
}

function pair({ start, end }: Span): [number, number] {
  return [start, end]
}

function articlesPerSecond(gold: readonly Gold[]): number {
  const articles = gold.slice(0, 200).map(({ id, text }) => articleOf(id, text))
  for (let round = 0; round < 3; round += 1) articles.forEach(extract)
  const before = process.cpuUsage()
  articles.forEach(extract)
  const { user, system } = process.cpuUsage(before)
  return (articles.length * 1e6) / (user + system)
}
