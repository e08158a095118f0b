import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import type { EvalOptions } from './options.ts'
import { countPronouns, resolvePronouns } from './pronouns.ts'
import { type Gold, readGold, runScorer, type Score, SCORER, SHARED, writeLines } from './scorer.ts'
import { printSpeed } from './speed.ts'
import { systemOf, type SystemQuote } from './system.ts'

const SETS = ['dev', 'train'].map((set) => join(SHARED, `corpora/polnear/${set}.jsonl.gz`))
const RECORD = join(import.meta.dirname, 'recorded-quotations.json')
const MEASURED = join(import.meta.dirname, '../../src/extraction/attribution/measured.ts')

/** A rule that the gold texts have met less often than this says nothing about itself. */
const MIN_QUOTATIONS = 12

interface Run {
  readonly gold: readonly Gold[]
  readonly system: readonly { readonly id: string; readonly quotes: readonly SystemQuote[] }[]
  readonly goldFile: string
  readonly folder: string
}

/** Run the extractors over gold files and print how well they do. */
export async function evaluateQuotations(options: EvalOptions): Promise<void> {
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
    for (const file of files) await report(file, folder, options)
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

async function report(file: string, folder: string, options: EvalOptions): Promise<void> {
  const run = runOver([file], folder)
  const name = basename(file).split('.')[0] ?? file
  console.log(`\n${name}\n\n${scoreOf(run, options.out)}\n`)
  const figures = figuresOf(run)
  printFigures(name, figures)
  printSpeed(run.gold)
  if (!options.record) return
  writeFileSync(RECORD, `${JSON.stringify({ ...recorded(), [name]: figures }, null, 2)}\n`)
  if (name === 'train') await writeMeasured(run)
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

/** Write the table from which quotations take their confidence. */
async function writeMeasured(run: Run): Promise<void> {
  const keys = run.system.flatMap(({ quotes }) => quotes.map(({ key }) => key)).sort()
  const measured = [...new Set(keys)].flatMap((key) => {
    if (keys.lastIndexOf(key) - keys.indexOf(key) + 1 < MIN_QUOTATIONS) return []
    const { kinds } = scoreSome(run, (quote) => quote.key === key)
    return [[key, Math.round((kinds.ALL?.sourceEnd2End?.p ?? 0) * 100) / 100] as const]
  })
  const source = readFileSync(MEASURED, 'utf8')
  const table = JSON.stringify(Object.fromEntries(measured))
  const written = source.replace(/= \{[^]*\}/, `= ${table}`)
  const config = await resolveConfig(MEASURED)
  writeFileSync(MEASURED, await format(written, { ...config, parser: 'typescript' }))
}
