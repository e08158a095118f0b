import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { Command } from 'commander'
import type { Problem } from '../model/problem.ts'
import type { FileReadings } from '../store/store.ts'
import { columnsFor, type CommandContext, printLines } from './command.ts'
import { escapeLines, formatJson } from './escape.ts'
import { withExactWords } from './explain/json.ts'
import type { Explained } from './explain/explained.ts'
import { setKey, setLegend } from './explain/legend.ts'
import { setText, writeBody } from './explain/text.ts'
import { CommandError, exitCodes } from './failures.ts'
import { settingsOf } from './open.ts'
import {
  addExamples,
  addGeneralOptions,
  addSettingsOptions,
  type GeneralOptions,
  type SettingsOptions,
} from './options.ts'
import { type Line, wantsColour } from './paint.ts'
import { listProblems } from './problems.ts'
import { describeFault, say } from './say.ts'
import type { Terminal } from './terminal.ts'
import { wrapPieces } from './wrap.ts'

interface ExplainOptions extends GeneralOptions, SettingsOptions {
  readonly json?: boolean
  readonly marks?: boolean
}

export function explainCommand({ terminal, finish }: CommandContext): Command {
  const command = new Command('explain')
    .summary('show what is understood of one article, and by which rule')
    .description(
      'Show one article with its quotations, speakers, sources and dates marked in the text, and below it the rule behind each. Without colour they are marked as [[q1 words]].',
    )
    .argument('<file>', 'file of an article')
    .option('--json', 'print all that was understood as JSON')
    .option('--marks', 'print the text with its marks and nothing else')
    .action(async (path: string, options: ExplainOptions) => {
      const explained = await readFile(terminal, path, options)
      const { file } = explained
      if (options.json) terminal.out.write(formatJson(withExactWords(explained)))
      else if (options.marks) terminal.out.write(formatMarks(file))
      else printFile(terminal, path, explained, options)
      const problems = [...file.problems, ...file.readings.flatMap((one) => one.problems)]
      if (problems.some(({ severity }) => severity === 'ERROR')) finish(exitCodes.found)
    })
  addGeneralOptions(addSettingsOptions(command))
  return addExamples(command, [
    ['pressgraph explain news/today.txt', 'Who is quoted, by whose account, and how we know.'],
    ['pressgraph explain news/today.txt --color | less -R', 'The same, page by page.'],
    [`pressgraph explain news/today.txt --json | jq '.readings[].quotations'`, 'The same as data.'],
  ])
}

async function readFile(
  terminal: Terminal,
  path: string,
  options: ExplainOptions,
): Promise<Explained> {
  const place = findPlace(path)
  const { readSettings } = await import('../archive/settings.ts')
  const { readAnnotations } = await import('../archive/annotations.ts')
  const { openFile } = await import('../archive/ingest-file.ts')
  const { findWays } = await import('../extraction/ways.ts')
  const settings = readSettings(place.folder, settingsOf(options))
  const { annotations } = readAnnotations(place.folder)
  const onFault = (error: unknown) => {
    if (options.verbose) say(terminal, describeFault(error))
  }
  const { folder } = place
  const opened = openFile(place.file, { folder, rules: { settings, annotations }, onFault })
  const file = opened.read([])
  return { file, ways: file.readings.map((reading) => findWays(reading, settings)) }
}

/** The archive that a file belongs to: the nearest folder with settings, or its own folder. */
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
  const columns = columnsFor(terminal.out)
  const colour = wantsColour(terminal.out, terminal.env, options.color)
  const kind = file ? `${file.format}, ${file.encoding} (${file.formatReason})` : 'not read'
  const placed = (problem: Problem): Problem => ({ ...problem, path })
  const title = wrapPieces([{ text: `${basename(path)}: ${kind}`, style: 'faint' }], columns)
  const lines: Line[] = [
    ...title,
    ...readings.flatMap((reading, index) => [
      ...(colour ? setKey(columns) : []),
      [],
      ...setText(reading, columns, colour),
      ...setLegend(
        { ...reading, problems: reading.problems.map(placed) },
        ways[index] ?? [],
        columns,
        colour,
      ),
    ]),
    ...(problems.length === 0 ? [] : [[], ...listProblems(problems.map(placed), columns)]),
  ]
  printLines(terminal, lines, { color: colour })
}
