import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { Command } from 'commander'
import type { Problem } from '../../model/problem.ts'
import type { Reading } from '../../model/reading.ts'
import type { FileReadings } from '../../store/store.ts'
import { CommandError, exitCodes } from '../failures.ts'
import { type Line, printLines, textColumns, wantsColour, wrapPieces } from '../layout.ts'
import { settingsOf } from '../open-archive.ts'
import {
  addExamples,
  addGeneralOptions,
  addSettingsOptions,
  type CommandContext,
  type GeneralOptions,
  type SettingsOptions,
} from '../options.ts'
import { listProblems } from '../report.ts'
import { describeFault, escapeLines, formatJson, printMessage, type Terminal } from '../terminal.ts'
import { colourKey, formatLegend, type Ways } from './legend.ts'
import { formatText, writeBody } from './text.ts'

/** The readings of a file, and for each of them how every speaker was found. */
interface Explained {
  readonly file: FileReadings
  readonly ways: readonly Ways[]
}

interface ExplainOptions extends GeneralOptions, SettingsOptions {
  readonly json?: boolean
  readonly marks?: boolean
}

export function explainCommand({ terminal, setExitCode }: CommandContext): Command {
  const command = new Command('explain')
    .summary('show what articles are read as, and by which rule')
    .description(
      'Show articles with their quotations, speakers, sources and dates marked in the text, and below it the rule for each. Without colour the marks are [[q1 words]].',
    )
    .argument('<file...>', 'files of articles')
    .option('--json', 'print the whole reading of each file as JSON')
    .option('--marks', 'print only the text with its marks')
    .action(async (paths: readonly string[], options: ExplainOptions) => {
      for (const [index, path] of paths.entries()) {
        const explained = await readFile(terminal, path, options)
        const { file } = explained
        if (options.json) terminal.out.write(formatJson(withExactWords(explained)))
        else if (options.marks) terminal.out.write(formatMarks(file))
        else {
          if (index > 0) terminal.out.write('\n')
          printFile(terminal, path, explained, options)
        }
        const problems = [...file.problems, ...file.readings.flatMap((one) => one.problems)]
        if (problems.some(({ severity }) => severity === 'ERROR')) setExitCode(exitCodes.found)
      }
    })
  addGeneralOptions(addSettingsOptions(command))
  return addExamples(command, [
    ['pressgraph explain news/today.txt', 'Who is quoted, by which source, and by which rule.'],
    ['pressgraph explain news/today.txt --color | less -R', 'Page by page.'],
    [
      `pressgraph explain news/today.txt --json | jq '.readings[].quotations'`,
      'The quotations as JSON.',
    ],
  ])
}

async function readFile(
  terminal: Terminal,
  path: string,
  options: ExplainOptions,
): Promise<Explained> {
  const place = findPlace(path)
  const { SidecarReader } = await import('../../archive/sidecars.ts')
  const { openFile } = await import('../../archive/ingest-file.ts')
  const { findWays } = await import('../../extraction/ways.ts')
  const { maxSidecarBytes } = options
  const sidecars = { settings: settingsOf(options), maxSidecarBytes }
  const { settings, annotations, problems } = await new SidecarReader(place.folder, sidecars).read()
  for (const { severity, message } of problems)
    if (severity === 'ERROR') printMessage(terminal, message)
  const onFault = (error: unknown) => {
    if (options.verbose) printMessage(terminal, describeFault(error))
  }
  const { folder } = place
  const opened = openFile(place.file, { folder, rules: { settings, annotations }, onFault })
  const file = opened.read([])
  return { file, ways: file.readings.map((reading) => findWays(reading, settings)) }
}

/** The archive of a file: the nearest folder with settings, or the folder of the file. */
function findPlace(path: string) {
  const stats = statSync(path)
  if (stats.isDirectory()) {
    throw new CommandError(
      `"${path}" is a folder. Name one of its files, or try "pressgraph check ${path}".`,
      exitCodes.usage,
    )
  }
  const absolute = resolve(path)
  const folder = findSettingsFolder(dirname(absolute)) ?? dirname(absolute)
  const file = {
    path: relative(folder, absolute).split(sep).join('/'),
    bytes: stats.size,
    modified: stats.mtime.toISOString(),
  }
  return { folder, file }
}

function findSettingsFolder(folder: string): string | null {
  if (existsSync(join(folder, 'pressgraph.json'))) return folder
  const parent = dirname(folder)
  return parent === folder ? null : findSettingsFolder(parent)
}

function formatMarks({ readings }: FileReadings): string {
  return escapeLines(readings.map(writeBody).join('\n'))
}

function printFile(
  terminal: Terminal,
  path: string,
  { file: { file, readings, problems }, ways }: Explained,
  options: ExplainOptions,
): void {
  const columns = textColumns(terminal.out)
  const colour = wantsColour(terminal.out, terminal.env, options.color)
  const kind = file ? `${file.format}, ${file.encoding} (${file.formatReason})` : 'not read'
  const placed = (problem: Problem): Problem => ({ ...problem, path })
  const title = wrapPieces([{ text: `${basename(path)}: ${kind}`, style: 'faint' }], columns)
  const lines: Line[] = [
    ...title,
    ...readings.flatMap((reading, index) => [
      ...(colour ? colourKey(columns) : []),
      [],
      ...formatText(reading, columns, colour),
      ...formatLegend(
        { ...reading, problems: reading.problems.map(placed) },
        ways[index] ?? [],
        columns,
        colour,
      ),
    ]),
    ...(problems.length === 0 ? [] : [[], ...listProblems(problems.map(placed), columns)]),
  ]
  printLines(terminal, lines, colour)
}

/**
 * The readings of a file as JSON: every span with its words as `exact`, every quotation with the
 * `way` to its speaker.
 */
function withExactWords({ file, ways }: Explained): unknown {
  return {
    ...file,
    readings: file.readings.map((reading, index) =>
      addWords(withWays(reading, ways[index] ?? []), reading.article.body),
    ),
  }
}

function withWays(reading: Reading, ways: Ways): unknown {
  const quotations = reading.quotations.map((quotation, index) => ({
    ...quotation,
    way: ways[index] ?? [],
  }))
  return { ...reading, quotations }
}

function addWords(value: unknown, body: string): unknown {
  if (Array.isArray(value)) return value.map((item) => addWords(item, body))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, part]) => [key, addWords(part, body)] as const)
  const span = spanOf(value)
  return Object.fromEntries(
    span ? [...entries, ['exact', body.slice(span.start, span.end)]] : entries,
  )
}

function spanOf(value: object): { start: number; end: number } | null {
  if (!('start' in value && 'end' in value)) return null
  const { start, end } = value
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : null
}
