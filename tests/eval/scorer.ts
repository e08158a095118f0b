import { execFileSync } from 'node:child_process'
import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export const SHARED = join(import.meta.dirname, '../../../shared')
export const SCORER = join(SHARED, 'tools/score-attribution.mjs')

/** A gold text; its answers are for the scorer, and for the pronouns whose place is given. */
export interface Gold {
  readonly id: string
  readonly text: string
  readonly attributions: readonly GoldAttribution[]
}

type Pair = readonly [start: number, end: number]

export interface GoldAttribution {
  readonly id: string
  readonly source: readonly Pair[]
  readonly content: readonly Pair[]
  /** Whom a pronoun means, where a reader has said so. */
  readonly resolved?: string
}

interface Prf {
  readonly p: number
  readonly r: number
  readonly f1: number
}

/** The part of the scorer's own JSON that is compared from run to run. */
export interface Score {
  readonly headline: Readonly<Record<string, number>>
  readonly kinds: Readonly<Record<string, Readonly<Record<string, Prf>>>>
  /** Over the attributions whose pronoun was resolved by hand; shares of none are null. */
  readonly pronouns: {
    readonly n: number
    readonly contentFound: number | null
    readonly accuracy: number | null
    readonly precision: number | null
  }
}

/** Read gold texts. */
export function readGold(file: string): Gold[] {
  return readLines(file)
}

/** Read JSON Lines, gzipped or not. */
export function readLines<Line>(file: string): Line[] {
  const bytes = readFileSync(file)
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Line => JSON.parse(line))
}

export function writeLines(file: string, lines: readonly object[]): void {
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

/**
 * Run the scorer over a gold and a system file and return what it prints. By its real path, since
 * reached over a link it does not know that it was started.
 */
export function runScorer(gold: string, system: string, ...flags: readonly string[]): string {
  const files = ['--gold', gold, '--system', system, '--speakers']
  return execFileSync(process.execPath, [realpathSync(SCORER), ...files, ...flags], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  }).trimEnd()
}
