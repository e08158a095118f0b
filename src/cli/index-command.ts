import { Command, Option } from 'commander'
import type { Archive } from '../archive/archive.ts'
import type { ArchiveChange } from '../model/archive.ts'
import { withArchive } from './open-archive.ts'
import {
  addArchiveOptions,
  addExamples,
  addGeneralOptions,
  type CommandContext,
  type OpenOptions,
  parseThreads,
} from './options.ts'
import {
  countArchive,
  formatChange,
  formatCounts,
  formatEmpty,
  formatProblems,
  formatTable,
} from './report.ts'
import { escapeControls, formatJson } from './terminal.ts'

interface IndexOptions extends OpenOptions {
  readonly json?: boolean
  readonly threads?: number
}

export function indexCommand({ terminal }: CommandContext): Command {
  const command = new Command('index')
    .summary('make or update the index of a folder')
    .description(
      'Make or update the index of a folder and print what changed. Ctrl-C stops it; the same command continues.',
    )
    .argument('[folder]', 'folder of articles', '.')
    .option('--json', 'print the counts as JSON')
    .addOption(
      new Option(
        '--threads <number>',
        'threads that read files (default: one for each processor)',
      ).argParser(parseThreads),
    )
    .action((folder: string, options: IndexOptions) => {
      const start = terminal.now()
      let change: ArchiveChange | null = null
      const onChange = (made: ArchiveChange) => {
        change = made
      }
      return stoppable((signal) =>
        withArchive(terminal, folder, { ...options, signal, onChange }, async (archive) => {
          const report = await describeIndex(archive, change, terminal.now() - start)
          const empty = await formatEmpty(archive, folder)
          const table = options.json || options.quiet ? [] : await formatTable(archive)
          terminal.out.write(
            options.json ? formatJson(report) : formatReport(report, empty, folder, options),
          )
          for (const line of table) terminal.out.write(`${line}\n`)
        }),
      )
    })
  addGeneralOptions(addArchiveOptions(command))
  return addExamples(command, [
    ['pressgraph index news', 'Read new and changed files.'],
    ['pressgraph index news --index /srv/news.sqlite', 'Choose where the index is.'],
  ])
}

/** Stop the work at the first Ctrl-C or SIGTERM; the second one ends the process. */
async function stoppable<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController()
  const abort = () => stop.abort()
  process.once('SIGINT', abort).once('SIGTERM', abort)
  try {
    return await work(stop.signal)
  } finally {
    process.off('SIGINT', abort).off('SIGTERM', abort)
  }
}

type Report = Awaited<ReturnType<typeof describeIndex>>

async function describeIndex(archive: Archive, change: ArchiveChange | null, milliseconds: number) {
  const { revision } = await archive.store.archive()
  return {
    folder: archive.folder,
    index: archive.index,
    revision,
    ...(await countArchive(archive)),
    added: change?.added.length ?? 0,
    changed: change?.changed.length ?? 0,
    removed: change?.removed.length ?? 0,
    milliseconds: Math.round(milliseconds),
  }
}

function formatReport(
  report: Report,
  empty: string | null,
  folder: string,
  { quiet = false }: IndexOptions,
): string {
  if (quiet) return ''
  const seconds = (report.milliseconds / 1_000).toFixed(1)
  const lines = [
    `Indexed ${escapeControls(folder)} in ${seconds} s: ${formatCounts(report)}.`,
    formatChange(report),
    empty,
    formatProblems(report, folder),
    `The index is ${escapeControls(report.index)}`,
  ]
  return lines.flatMap((line) => (line === null ? [] : [`${line}\n`])).join('')
}
