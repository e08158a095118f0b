import { type Command, InvalidArgumentError, Option } from 'commander'
import { hasPassword } from '../store/postgres/address.ts'
import { CommandError, type ExitCode, exitCodes } from './failures.ts'
import type { Terminal } from './terminal.ts'

/** What a command gets from the program. */
export interface CommandContext {
  readonly terminal: Terminal
  /** Set the exit code; 0 by default. */
  setExitCode(code: ExitCode): void
}

/** Options of every command. */
export interface GeneralOptions {
  /** Print results and progress as JSON; not every command has it. */
  readonly json?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
  /** Undefined: decided by the environment. */
  readonly color?: boolean
}

/** Options of the commands that read an article or an archive of them. */
export interface SettingsOptions {
  readonly name?: string
  readonly publisher?: string
  readonly timeZone?: string
  readonly encoding?: string
  readonly maxBytes?: number
  readonly maxSidecarBytes?: number
  readonly config?: string
  readonly extension?: readonly string[]
}

/** Options of the commands that open an archive. */
export interface OpenOptions extends GeneralOptions, SettingsOptions {
  readonly index?: string
  /** Address of a PostgreSQL database. */
  readonly store?: string
  readonly root?: Root
  /** False when the store is read without a folder. */
  readonly hasFolder?: boolean
  readonly fileTimeout?: number
}

/** The name of a folder in a store, and where this machine has it; null when an argument says where. */
interface Root {
  readonly name: string
  readonly path: string | null
}

export function addGeneralOptions(command: Command): Command {
  return command
    .optionsGroup('Output:')
    .option('-q, --quiet', 'print results only, no progress and no summary')
    .option('-v, --verbose', 'print more, and the stack of internal errors')
    .option('--color', 'write in colour, also into a file or pipe')
    .option('--no-color', 'write without colour (as does NO_COLOR in the environment)')
}

export function addArchiveOptions(command: Command): Command {
  return addSettingsOptions(
    command
      .optionsGroup('Archive:')
      .option(
        '--index <path>',
        'file for the index, or :memory: for none\n(default: a file in your cache folder)',
      )
      .addOption(storeOption())
      .addOption(
        new Option(
          '--root <name=path>',
          'name of the folder in the store, which several machines have at other places',
        ).argParser(parseRoot),
      )
      .addOption(
        new Option('--file-timeout <seconds>', 'leave out files that take longer to read')
          .default(undefined, '10')
          .argParser(parseSeconds),
      ),
  )
}

export function storeOption(): Option {
  return new Option(
    '--store <address>',
    'PostgreSQL database for the index, like postgres://desk@db/news',
  )
    .env('PRESSGRAPH_STORE')
    .conflicts('index')
    .argParser(parseStore)
}

/** The environment may have a password, which no other user of the machine can read. */
function parseStore(address: string): string {
  if (address !== process.env['PRESSGRAPH_STORE'] && hasPassword(address)) {
    const message =
      'The address of --store has a password, which lists of processes show. Set PRESSGRAPH_STORE or PGPASSWORD, or write it into the file of PGPASSFILE.'
    throw new CommandError(message, exitCodes.usage)
  }
  return address
}

function parseRoot(text: string): Root {
  const { name, path } =
    /^(?<name>[\p{L}\p{N}._-]{1,100})(?:=(?<path>.+))?$/u.exec(text)?.groups ?? {}
  if (name !== undefined) return { name, path: path ?? null }
  throw new InvalidArgumentError('Write a name and a folder, like news=/srv/news.')
}

/** Settings that override the `pressgraph.json` of the folder. */
export function addSettingsOptions(command: Command): Command {
  return command
    .optionsGroup('Options:')
    .addOption(
      new Option(
        '--config <file>',
        'JSON file with options by their names ("maxBytes") and "limits", outside the folder',
      ).env('PRESSGRAPH_CONFIG'),
    )
    .addOption(
      new Option(
        '--extension <file>',
        'module with formats or languages, outside the folder; repeatable. Its code is run',
      )
        .env('PRESSGRAPH_EXTENSION')
        .argParser(collect((path) => path)),
    )
    .optionsGroup('Settings (these override the pressgraph.json of the folder):')
    .option('--name <name>', 'name of the archive')
    .option('--publisher <name>', 'publisher of articles that name none')
    .option('--time-zone <zone>', 'time zone of printed times without one, like Asia/Seoul')
    .option('--encoding <name>', 'encoding of files that are neither Unicode nor recognised')
    .addOption(
      new Option('--max-bytes <size>', 'skip larger files; like 500k or 20M').argParser(parseSize),
    )
    .addOption(
      new Option(
        '--max-sidecar-bytes <size>',
        'size limit of pressgraph.json, corrections.yaml and speakers.yaml',
      )
        .default(undefined, '1M')
        .argParser(parseSize),
    )
}

/** A parser for an option that may be given several times, or with a list separated by commas. */
export function collect(parse: (text: string) => string) {
  return (text: string, previous: readonly string[] = []): readonly string[] => [
    ...previous,
    ...text.split(',').map((one) => parse(one.trim())),
  ]
}

/** Add examples to the help of a command. */
export function addExamples(command: Command, examples: readonly (readonly string[])[]): Command {
  const lines = examples.map(([call, meaning]) => `  $ ${call}\n      ${meaning}`)
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}\n`)
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }

export function parseSize(text: string): number {
  const { count, unit = '' } =
    /^(?<count>\d{1,12})(?<unit>[kmg]?)(?:i?b)?$/i.exec(text)?.groups ?? {}
  const bytes = Number(count) * (UNITS[unit.toLowerCase()] ?? 1)
  if (bytes >= 1) return bytes
  throw new InvalidArgumentError('Write a number of bytes, like 500000, 500k or 20M.')
}

function parseSeconds(text: string): number {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (seconds >= 1) return seconds
  throw new InvalidArgumentError('Write a number of seconds, from 1.')
}

export function parseThreads(text: string): number {
  const threads = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (threads >= 1) return threads
  throw new InvalidArgumentError('Write a number of threads, from 1.')
}

export function parseWorkers(text: string): number {
  const workers = /^\d{1,2}$/.test(text) ? Number(text) : 0
  if (workers >= 1) return workers
  throw new InvalidArgumentError('Write a number of processes, from 1 to 99.')
}

export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1
  if (port >= 0 && port <= 65_535) return port
  throw new InvalidArgumentError('Write a number from 0 (any free port) to 65535.')
}
