import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { once } from 'node:events'
import { Command, Option } from 'commander'
import type { GraphQLError } from 'graphql'
import type { Archive } from '../archive/archive.ts'
import type { ExportProgress, StartedExport } from '../export/export.ts'
import { type ExportFormatName, exportFormats } from '../export/writer.ts'
import { CommandError, exitCodes } from './failures.ts'
import { createAsk, withArchive } from './open-archive.ts'
import {
  addArchiveOptions,
  addExamples,
  addGeneralOptions,
  type CommandContext,
} from './options.ts'
import { createProgressLine, noProgress, type ProgressLine } from './progress.ts'
import { type QueryOptions, type Question, readQuestion } from './query.ts'
import { count } from './report.ts'
import { printMessage, sendTo, type Terminal } from './terminal.ts'

interface ExportOptions extends QueryOptions {
  readonly format: ExportFormatName
  readonly out?: string
  readonly after?: string
  readonly bom?: boolean
  readonly header: boolean
  readonly allowChanges?: boolean
}

export function exportCommand({ terminal, setExitCode }: CommandContext): Command {
  const command = new Command('export')
    .summary('write all members of a list as a table, or as citations')
    .description(
      'Walk the only connection of a GraphQL query to its end, and write its members. See docs/export.md for formats and the names of columns.',
    )
    .usage('[options] [folder] <document>')
    .argument('<folder>', 'folder of articles (default: ".")')
    .argument('[document]', 'GraphQL text, @FILE, or - for the standard input')
    .addOption(
      new Option('--format <name>', 'format of the file').choices(exportFormats).default('csv'),
    )
    .option('--out <file>', 'write to a file instead of the standard output')
    .option('--variables <json>', 'variables of the document as a JSON object, or @FILE')
    .option('--operation <name>', 'the operation to export, if the document has several')
    .option('--after <cursor>', 'continue after the last cursor of an earlier export')
    .option('--allow-changes', 'go on when the archive changes, and end with exit code 1')
    .option('--bom', 'begin CSV with a byte order mark, for Excel')
    .option('--no-header', 'write CSV without the names of the columns')
    .action(async (first: string, second: string | undefined, options: ExportOptions) => {
      const [folder, document] = second === undefined ? ['.', first] : [first, second]
      const question = await readQuestion(terminal, document, options, 'export')
      if (options.format === 'parquet' && options.out === undefined && terminal.out.isTerminal) {
        throw new CommandError('Parquet is not text: add --out FILE.', exitCodes.usage)
      }
      const isComplete = await withArchive(terminal, folder, options, (archive) =>
        exportFrom(archive, terminal, question, options),
      )
      if (!isComplete) setExitCode(exitCodes.found)
    })
  addGeneralOptions(addArchiveOptions(command))
  return addExamples(command, [
    [
      `pressgraph export news '{ quotations { nodes { text speaker { name } article { url } } } }' > said.csv`,
      'All quotations as a table.',
    ],
    [
      `pressgraph export news @said.graphql --format parquet --out said.parquet`,
      'The members of a list for DuckDB, pandas or R.',
    ],
  ])
}

/** @returns false when there are no rows, or those of several revisions, or the end is missing */
async function exportFrom(
  archive: Archive,
  terminal: Terminal,
  { text, variables, operation }: Question,
  options: ExportOptions,
): Promise<boolean> {
  const { startExport } = await import('../export/export.ts')
  const { defaultLimits } = await import('../server/limits.ts')
  const { schema, ask } = await createAsk(archive, terminal, options.verbose ?? false)
  const progress = createExportProgress(terminal, options)
  const request = {
    question: { text, variables, operationName: operation ?? null },
    format: options.format,
    bom: options.bom ?? false,
    header: options.header,
    after: options.after ?? null,
    allowChanges: options.allowChanges ?? false,
    signal: null,
  }
  let started: StartedExport | null = null
  try {
    started = await startExport(request, {
      schema,
      limits: defaultLimits,
      ask,
    })
    await writeChunks(started, terminal, options.out, progress.show)
    progress.clear()
    const reached = started.progress()
    if (!options.quiet) printMessage(terminal, describeEnd(reached))
    if (reached.hasChanged) printMessage(terminal, CHANGED)
    return !reached.hasChanged
  } catch (error) {
    progress.clear()
    const messages = messagesOf(error)
    if (!messages) throw error
    for (const message of messages) printMessage(terminal, message)
    const reached = started?.progress()
    if (reached && reached.rows > 0) printMessage(terminal, describeEnd(reached))
    return false
  }
}

const CHANGED = 'The archive changed during the export: the rows belong to several revisions.'

async function writeChunks(
  { chunks, progress }: StartedExport,
  { out }: Terminal,
  file: string | undefined,
  show: (reached: ExportProgress) => void,
): Promise<void> {
  const stream = file === undefined ? null : createWriteStream(file)
  // Errors of the file are those of a command, before the first row.
  if (stream) await once(stream, 'open')
  for await (const chunk of chunks) {
    if (chunk.length > 0) await (stream ? sendTo(stream, chunk) : out.send(chunk))
    show(progress())
  }
  stream?.end()
  if (stream) await finished(stream)
}

function describeEnd({ rows, cursor }: ExportProgress): string {
  const end = cursor === null ? '' : ` Last cursor: ${cursor}`
  return `${count(rows, 'row')}.${end}`
}

/** What an error of the query says; null for other errors. */
function messagesOf(error: unknown): readonly string[] | null {
  if (!(error instanceof Error)) return null
  if (isPageError(error)) {
    return error.errors.map(({ message, extensions }) => withCode(message, extensions?.code))
  }
  // By name: graphql is loaded only when a document is read.
  if (!isGraphQLError(error)) return null
  return [withCode(error.message, error.extensions.code)]
}

function isPageError(error: Error): error is import('../export/errors.ts').PageError {
  return 'errors' in error && 'status' in error
}

function isGraphQLError(error: Error): error is GraphQLError {
  return error.name === 'GraphQLError'
}

function withCode(message: string, code: unknown): string {
  return typeof code === 'string' ? `${message} (${code})` : message
}

/** On a terminal alone, and not between rows on the same terminal. */
function createExportProgress(
  terminal: Terminal,
  { quiet = false, out: file }: ExportOptions,
): ProgressLine<ExportProgress> {
  const { err, out } = terminal
  if (!err.isTerminal || quiet || (file === undefined && out.isTerminal)) return noProgress
  return createProgressLine(terminal, ({ rows }, milliseconds) => {
    const pace = Math.round((rows * 1000) / Math.max(1, milliseconds))
    return `${count(rows, 'row')}, ${pace.toLocaleString('en')} rows/s`
  })
}
