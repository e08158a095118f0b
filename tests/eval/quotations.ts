import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type Candidate, type Change, compareMisses, type Miss, recordOf } from './misses.ts'
import type { EvalOptions } from './options.ts'
import { countPronouns, resolvePronouns } from './pronouns.ts'
import {
  type Gold,
  readGold,
  readLines,
  runScorer,
  type Score,
  SCORER,
  SHARED,
  writeLines,
} from './scorer.ts'
import { printSpeed } from './speed.ts'
import { systemOf, type SystemQuote } from './system.ts'

const SETS = ['dev', 'train'].map((set) => join(SHARED, `corpora/polnear/${set}.jsonl.gz`))
const RECORD = join(import.meta.dirname, 'recorded-quotations.json')
/** Keys of the quotations that the recorded run did not get right, by gold file. */
const RECORDED_MISSES = join(import.meta.dirname, 'recorded-misses.json')

/** The most quotations of one kind that are printed. */
const MAX_EXAMPLES = 20

interface Run {
  readonly gold: readonly Gold[]
  readonly system: readonly { readonly id: string; readonly quotes: readonly SystemQuote[] }[]
  readonly goldFile: string
  readonly folder: string
}

/** Run the extractors over gold files and print how well they do. */
export function evaluateQuotations(options: EvalOptions): void {
  const files = options.gold.length > 0 ? options.gold : SETS
  const missing = [SCORER, ...files].filter((file) => !existsSync(file))
  if (missing.length > 0) {
    console.error(`Cannot evaluate: ${missing.join(', ')} does not exist. Name a file with --gold.`)
    process.exitCode = 2
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'pressgraph-eval-'))
  try {
    if (options.json) {
      console.log(scoreOf(runOver(files, folder), options.out, '--json'))
      return
    }
    for (const file of files) report(file, folder, options)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function runOver(files: readonly string[], folder: string): Run {
  const gold = files.flatMap(readGold)
  const goldFile = join(folder, 'gold.jsonl')
  writeLines(goldFile, gold)
  return { gold, system: gold.map(systemOf), goldFile, folder }
}

function scoreOf(run: Run, out: string | null, ...flags: readonly string[]): string {
  const systemFile = out ?? join(run.folder, 'system.jsonl')
  writeLines(systemFile, run.system)
  return runScorer(run.goldFile, systemFile, ...flags)
}

function report(file: string, folder: string, options: EvalOptions): void {
  const run = runOver([file], folder)
  const name = basename(file).split('.')[0] ?? file
  console.log(`\n${name}\n\n${scoreOf(run, options.out)}\n`)
  const figures = figuresOf(run)
  printFigures(name, figures)
  const misses = missesOf(run)
  printChanges(run, misses, recordedMisses()[name])
  printSpeed(run.gold)
  if (!options.record) return
  writeFileSync(RECORD, `${JSON.stringify({ ...recorded(), [name]: figures }, null, 2)}\n`)
  const all = { ...recordedMisses(), [name]: recordOf(misses) }
  writeFileSync(RECORDED_MISSES, `${JSON.stringify(all, null, 2)}\n`)
}

/** The figures to reach, in percent. */
function figuresOf(run: Run): Record<string, number> {
  const all = scoreSome(run, () => true)
  const high = scoreSome(run, ({ tier }) => tier === 'HIGH')
  const percent = (share: number | null | undefined) => Math.round((share ?? 0) * 1000) / 10
  const { pronouns } = all
  const given = countPronouns(run.gold.flatMap(resolvePronouns))
  return {
    a: percent(all.headline.a_quotedSpeechAttributionAccuracy),
    b: percent(all.headline.b_precisionOfWhatIsShown),
    b2: percent(all.headline.b2_misattribution),
    highPrecision: percent(high.headline.b_precisionOfWhatIsShown),
    highCoverage: percent(high.headline.a_quotedSpeechAttributionAccuracy),
    directFound: percent(all.kinds.DIRECT?.contentFound?.f1),
    directSource: percent(all.kinds.DIRECT?.sourceEnd2End?.f1),
    mixedFound: percent(all.kinds.MIXED?.contentFound?.f1),
    indirectSpeechFound: percent(all.kinds.INDIRECT_SPEECH?.contentFound?.f1),
    speechSource: percent(all.kinds.SPEECH?.sourceEnd2End?.f1),
    ...(pronouns.n > 0 && {
      pronounsRightOfAll: percent(pronouns.accuracy),
      pronounsRightOfNamed: percent(pronouns.precision),
      pronounsContentFound: percent(pronouns.contentFound),
      placeGivenRightOfAll: percent(given.ofAll),
      placeGivenRightOfNamed: percent(given.ofNamed),
    }),
  }
}

/** What the scorer holds against single quotations. */
function missesOf(run: Run): Miss[] {
  const file = join(run.folder, 'errors.jsonl')
  const systemFile = join(run.folder, 'system.jsonl')
  writeLines(systemFile, run.system)
  runScorer(run.goldFile, systemFile, '--json', '--errors', file)
  return readLines(file)
}

/** Tell which single quotations were gained and lost since the recorded run. */
function printChanges(run: Run, misses: readonly Miss[], record: string | undefined): void {
  if (record === undefined) return
  const { gained, lost } = compareMisses(misses, record, candidatesOf(run))
  const sides = [
    ['found', 'quoted speech found with its speaker'],
    ['shown', 'shown and not right'],
  ] as const
  for (const [side, what] of sides) {
    const of = (changes: readonly Change[]) => changes.filter((change) => change.side === side)
    const [better, worse] = [of(gained), of(lost)]
    if (better.length + worse.length === 0) continue
    console.log(`\n${what}, since recorded: ${better.length} gained, ${worse.length} lost`)
    printExamples('gained', better)
    printExamples('lost', worse)
  }
}

function printExamples(word: string, changes: readonly Change[]): void {
  const lines = changes.flatMap(({ line }) => line ?? [])
  for (const line of lines.slice(0, MAX_EXAMPLES)) console.log(`${word.padEnd(7)} ${line}`)
}

/** All quotations of the gold texts, and all that are shown. */
function candidatesOf({ gold, system }: Run): Candidate[] {
  const texts = new Map(gold.map(({ id, text }) => [id, text]))
  const wordsOf = (id: string, spans: readonly (readonly [number, number])[]) =>
    spans.map(([start, end]) => texts.get(id)?.slice(start, end)).join(' [...] ')
  const found = gold.flatMap(({ id, attributions }) =>
    attributions.map(({ content }) => ({
      id,
      side: 'found' as const,
      words: wordsOf(id, content),
    })),
  )
  const shown = system.flatMap(({ id, quotes }) =>
    quotes.map(({ content }) => ({ id, side: 'shown' as const, words: wordsOf(id, content) })),
  )
  return [...found, ...shown]
}

function recordedMisses(): Record<string, string> {
  return existsSync(RECORDED_MISSES) ? JSON.parse(readFileSync(RECORDED_MISSES, 'utf8')) : {}
}

function scoreSome(run: Run, keep: (quote: SystemQuote) => boolean): Score {
  const systemFile = join(run.folder, 'some.jsonl')
  const some = run.system.map(({ id, quotes }) => ({ id, quotes: quotes.filter(keep) }))
  writeLines(systemFile, some)
  return JSON.parse(runScorer(run.goldFile, systemFile, '--json'))
}

function recorded(): Record<string, Record<string, number>> {
  return existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')) : {}
}

function printFigures(name: string, figures: Readonly<Record<string, number>>): void {
  const before = recorded()[name] ?? {}
  for (const [figure, value] of Object.entries(figures)) {
    const old = before[figure]
    const change = old === undefined ? 0 : Math.round((value - old) * 10) / 10
    const note =
      change === 0 ? '' : `   ${change > 0 ? '+' : ''}${change.toFixed(1)} since recorded`
    console.log(`${figure.padEnd(22)} ${value.toFixed(1).padStart(6)} %${note}`)
  }
}
