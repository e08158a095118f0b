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

/** A reading, and how every speaker in it was found. */
interface Explained {
  readonly reading: Reading
  readonly ways: Ways
}

/** Prints a file while it is read, since it may have more articles than fit in memory. */
interface FilePrinter {
  /** Called once, before all others; null for a file that is not read. */
  begin(file: FileReadings['file']): void
  reading(explained: Explained): void
  end(problems: readonly Problem[]): void
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
        if (index > 0 && !options.json && !options.marks) terminal.out.write('\n')
        const hasErrors = await explainFile(terminal, path, options)
        if (hasErrors) setExitCode(exitCodes.found)
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

/** @returns whether the file has errors */
async function explainFile(
  terminal: Terminal,
  path: string,
  options: ExplainOptions,
): Promise<boolean> {
  const place = findPlace(path)
  const { SidecarReader } = await import('../../archive/sidecars.ts')
  const { openFile } = await import('../../archive/ingest-file.ts')
  const { readInParts } = await import('../../archive/ingest-parts.ts')
  const { findWays } = await import('../../extraction/ways.ts')
  const { maxSidecarBytes, extension = [] } = options
  const { formatsOf, loadReaders } = await import('../../archive/readers.ts')
  const readers = await loadReaders(extension, place.folder)
  const formats = formatsOf(readers)
  const sidecars = { settings: settingsOf(options), maxSidecarBytes, formats }
  const { settings, annotations, problems } = await new SidecarReader(place.folder, sidecars).read()
  for (const { severity, message } of problems)
    if (severity === 'ERROR') printMessage(terminal, message)
  const onFault = (error: unknown) => {
    if (options.verbose) printMessage(terminal, describeFault(error))
  }
  const context = { folder: place.folder, rules: { settings, annotations }, readers, onFault }
  const printer = printerFor(terminal, path, place.file.path, options)
  const found: Problem[] = []
  let [hasBegun, hasErrors] = [false, false]
  const print = ({ file, readings, problems }: FileReadings) => {
    if (!hasBegun) printer.begin(file)
    hasBegun = true
    for (const reading of readings) {
      const ways = findWays(reading, settings, readers.languages)
      printer.reading({ reading, ways })
    }
    found.push(...problems)
    hasErrors ||= [problems, ...readings.map((reading) => reading.problems)]
      .flat()
      .some(({ severity }) => severity === 'ERROR')
  }
  if (!readInParts(place.file, context, print)) print(openFile(place.file, context).read([]))
  printer.end(found)
  return hasErrors
}

function printerFor(
  terminal: Terminal,
  path: string,
  pathInArchive: string,
  options: ExplainOptions,
): FilePrinter {
  if (options.json) return createJsonPrinter(terminal, pathInArchive)
  if (options.marks) return createMarksPrinter(terminal)
  return createTextPrinter(terminal, path, options)
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

function createMarksPrinter(terminal: Terminal): FilePrinter {
  let isFirst = true
  return {
    begin() {},
    reading({ reading }) {
      terminal.out.write(escapeLines(`${isFirst ? '' : '\n'}${writeBody(reading)}`))
      isFirst = false
    },
    end() {},
  }
}

function createTextPrinter(terminal: Terminal, path: string, options: ExplainOptions): FilePrinter {
  const columns = textColumns(terminal.out)
  const colour = wantsColour(terminal.out, terminal.env, options.color)
  const placed = (problem: Problem): Problem => ({ ...problem, path })
  const print = (lines: readonly Line[]) => printLines(terminal, lines, colour)
  return {
    begin(file) {
      const kind = file ? `${file.format}, ${file.encoding} (${file.formatReason})` : 'not read'
      print(wrapPieces([{ text: `${basename(path)}: ${kind}`, style: 'faint' }], columns))
    },
    reading({ reading, ways }) {
      const problems = reading.problems.map(placed)
      print([
        ...(colour ? colourKey(columns) : []),
        [],
        ...formatText(reading, columns, colour),
        ...formatLegend({ ...reading, problems }, ways, columns, colour),
      ])
    },
    end(problems) {
      if (problems.length > 0) print([[], ...listProblems(problems.map(placed), columns)])
    },
  }
}

/**
 * Prints the readings of a file as JSON: every span with its words as `exact`, every quotation with
 * the `way` to its speaker.
 */
function createJsonPrinter({ out }: Terminal, path: string): FilePrinter {
  const write = (value: unknown) => formatJson(value).trimEnd().replaceAll('\n', '\n  ')
  let count = 0
  return {
    begin: (file) => {
      out.write(`{\n  "path": ${write(path)},\n  "file": ${write(file)},\n  "readings": [`)
    },
    reading({ reading, ways }) {
      const value = addWords(withWays(reading, ways), reading.article.body)
      out.write(`${count === 0 ? '' : ','}\n    ${write(value).replaceAll('\n', '\n  ')}`)
      count += 1
    },
    end: (problems) => {
      out.write(`${count === 0 ? '' : '\n  '}],\n  "problems": ${write(problems)}\n}\n`)
    },
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
