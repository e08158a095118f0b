import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shareText } from './attribution-scorer.ts'
import type { EvalOptions } from './options.ts'
import { SHARED } from './scorer.ts'

const SCORER = join(SHARED, 'tools/score-world.mjs')
const CORPUS = join(SHARED, 'corpora/world')

/** The counts of the scorer's JSON from which the figures are computed. */
type Count =
  | 'quoted'
  | 'a'
  | 'am'
  | 'found'
  | 'shown'
  | 'right'
  | 'matched'
  | 'wrong'
  | 'hiShown'
  | 'hiRight'
  | 'inGold'
  | 'inFound'
  | 'inSys'
  | 'inTrue'
  | 'relayGold'
  | 'relayFound'
  | 'relaySys'
  | 'relayTrue'
  | 'pron'
  | 'pronRight'
  | 'anon'
  | 'anonRight'
  | 'srcGold'
  | 'srcFound'
  | 'srcSys'
  | 'srcTrue'
  | 'dateGold'
  | 'dateFound'
  | 'dateSys'
  | 'dateTrue'

const FIGURES: readonly (readonly [title: string, part: Count, whole: Count])[] = [
  ['(a) quoted speech with the right name', 'a', 'quoted'],
  ['    quoted speech with the right mention', 'am', 'quoted'],
  ['    quoted speech found', 'found', 'quoted'],
  ['(b) right of what is shown', 'right', 'shown'],
  ['(b2) wrong speaker of matched', 'wrong', 'matched'],
  ['HIGH right with the name', 'hiRight', 'hiShown'],
  ['HIGH share of what is shown', 'hiShown', 'shown'],
  ['indirect precision', 'inTrue', 'inSys'],
  ['indirect recall', 'inFound', 'inGold'],
  ['pronouns right', 'pronRight', 'pron'],
  ['anonymous kept anonymous', 'anonRight', 'anon'],
  ['sources precision', 'srcTrue', 'srcSys'],
  ['sources recall', 'srcFound', 'srcGold'],
  ['relays precision', 'relayTrue', 'relaySys'],
  ['relays recall', 'relayFound', 'relayGold'],
  ['dates precision', 'dateTrue', 'dateSys'],
  ['dates recall', 'dateFound', 'dateGold'],
]

/** Score world news on the built command line; print counts and 95 % intervals. */
export function evaluateWorld({ gold, out, json }: EvalOptions): void {
  const [corpus = CORPUS] = gold
  const missing = [SCORER, corpus].filter((path) => !existsSync(path))
  if (missing.length > 0) {
    console.log(`World news is skipped: ${missing.join(', ')} does not exist.`)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'pressgraph-world-'))
  try {
    const errors = out ?? join(folder, 'errors.jsonl')
    const counts = score(corpus, errors)
    if (counts === null) process.exitCode = 1
    else if (json) console.log(JSON.stringify(counts))
    else print(counts, errors)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function score(corpus: string, errors: string): Readonly<Record<Count, number>> | null {
  const flags = ['--json', '--errors', errors, '--corpus', realpathSync(corpus)]
  const { status, stdout } = spawnSync(process.execPath, [realpathSync(SCORER), ...flags], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = stdout.split('\n').find((each) => each.startsWith('{'))
  return status === 0 && line !== undefined ? JSON.parse(line) : null
}

function print(counts: Readonly<Record<Count, number>>, errors: string): void {
  for (const [title, part, whole] of FIGURES) {
    const share = shareText({ right: counts[part], all: counts[whole] })
    console.log(`${title.padEnd(42)} ${share}`)
  }
  const kinds = new Map<string, number>()
  for (const line of readFileSync(errors, 'utf8').split('\n').filter(Boolean)) {
    const { kind }: { kind: string } = JSON.parse(line)
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  console.log(`\nFaults: ${Array.from(kinds, ([kind, count]) => `${kind} ${count}`).join(', ')}`)
}
