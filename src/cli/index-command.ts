import { Command, Option } from 'commander'
import type { Archive } from '../archive/archive.ts'
import type { ArchiveChange } from '../model/archive.ts'
import type { CommandContext } from './command.ts'
import { countArchive, formatChange, formatCounts, formatProblems } from './counts.ts'
import { escapeControls, formatJson } from './escape.ts'
import { openForCommand } from './open.ts'
import {
  addArchiveOptions,
  addExamples,
  addGeneralOptions,
  type OpenOptions,
  parseThreads,
} from './options.ts'

interface IndexOptions extends OpenOptions {
  readonly json?: boolean
  readonly threads?: number
}

export function indexCommand({ terminal }: CommandContext): Command {
  const command = new Command('index')
    .summary('make or update the index of a folder')
    .description(
      'Make or update the index of a folder, and say what has changed in it. Ctrl-C stops it; the same command goes on from there.',
    )
    .argument('[folder]', 'folder of articles', '.')
    .option('--json', 'print the figures as JSON')
    .addOption(
      new Option(
        '--threads <number>',
        'threads that read files (default: one a processor)',
      ).argParser(parseThreads),
    )
    .action(async (folder: string, options: IndexOptions) => {
      const start = terminal.now()
      let change: ArchiveChange | null = null
      const archive = await stoppable((signal) =>
        openForCommand(terminal, folder, options, {
          signal,
          threads: options.threads,
          onChange: (made) => {
            change = made
          },
        }),
      )
      try {
        const report = await describeIndex(archive, change, terminal.now() - start)
        terminal.out.write(
          options.json ? formatJson(report) : formatReport(report, folder, options),
        )
      } finally {
        await archive.close()
      }
    })
  addGeneralOptions(addArchiveOptions(command))
  return addExamples(command, [
    ['pressgraph index news', 'Read what is new in the folder.'],
    ['pressgraph index news --index /srv/news.sqlite', 'Keep the index in a place of your choice.'],
  ])
}

/** Work that the first Ctrl-C or SIGTERM ends in good order; the second one ends the process. */
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

function formatReport(report: Report, folder: string, { quiet = false }: IndexOptions): string {
  if (quiet) return ''
  const seconds = (report.milliseconds / 1_000).toFixed(1)
  const lines = [
    `Indexed ${escapeControls(folder)} in ${seconds} s: ${formatCounts(report)}.`,
    formatChange(report),
    formatProblems(report, folder),
    `The index is ${escapeControls(report.index)}`,
  ]
  return lines.flatMap((line) => (line === null ? [] : [`${line}\n`])).join('')
}
