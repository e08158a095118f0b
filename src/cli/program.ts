import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { checkCommand } from './check.ts'
import { correctCommand } from './correct.ts'
import { explainCommand } from './explain/command.ts'
import { exportCommand } from './export.ts'
import { CommandError, type ExitCode, exitCodes, explainFailure } from './failures.ts'
import { indexCommand } from './index-command.ts'
import { initCommand } from './init.ts'
import { textColumns } from './layout.ts'
import {
  addExamples,
  type CommandContext,
  type GeneralOptions,
  type OpenOptions,
  type SettingsOptions,
} from './options.ts'
import { mcpCommand } from './mcp.ts'
import { queryCommand } from './query.ts'
import { schemaCommand } from './schema.ts'
import { storeCommand } from './store-command.ts'
import { serveCommand } from './serve.ts'
import { verifyCommand } from './verify.ts'
import { describeFault, escapeLines, printMessage, type Terminal } from './terminal.ts'

const commands = [
  serveCommand,
  initCommand,
  indexCommand,
  queryCommand,
  exportCommand,
  verifyCommand,
  checkCommand,
  explainCommand,
  correctCommand,
  mcpCommand,
  schemaCommand,
  storeCommand,
]

const EXIT_CODES = `Exit codes:
  0   success
  1   problems were found, the answer has errors, or the port is in use
  2   wrong arguments
  3   the archive, its settings or its index cannot be read
  4-7 verdicts of verify
  70  internal error
  130 stopped by Ctrl-C
`

/**
 * Run one command. Never throws: errors are printed on the standard error, in a line or two if the
 * user can fix them.
 *
 * @param args - the arguments after the name of the program
 */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.success
  const program = createProgram({ terminal, setExitCode: (code) => (exitCode = code) })
  const given: { options?: GeneralOptions } = {}
  program.hook('preAction', async (_program, command) => {
    given.options = command.opts()
    noteFolder(command)
    const { config }: SettingsOptions = command.opts()
    if (config !== undefined) {
      const { applyConfig } = await import('./config.ts')
      applyConfig(config, command, program.commands.filter(isConfigurable))
    }
    useRoot(command)
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    return report(terminal, error, given.options?.verbose ?? false)
  }
}

function createProgram(context: CommandContext): Command {
  const { terminal } = context
  const program = new Command('pressgraph')
    .description('A GraphQL gateway for news archives: who said what, when, by whose account.')
    .version(readVersion(), '-V, --version', 'print the version')
    .addHelpOption(helpOption())
    .helpCommand('help [command]', 'show the help of a command')
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showHelpAfterError('Try "pressgraph --help".')
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out.write,
      writeErr: (text) => terminal.err.write(escapeLines(text)),
      outputError: (message, write) => write(message.replace(/^error: /, '')),
      getOutHelpWidth: () => textColumns(terminal.out),
      getErrHelpWidth: () => textColumns(terminal.err),
    })
  for (const create of commands) {
    const command = create(context)
    command
      .copyInheritedSettings(program)
      .showHelpAfterError(`Try "pressgraph ${command.name()} --help".`)
      .addHelpOption(helpOption())
    program.addCommand(command)
  }
  return addExamples(program, [
    ['pressgraph serve news', 'Query the articles in the folder "news" in your browser.'],
    ['pressgraph check news', 'List the problems of its files.'],
    ['pressgraph explain news/today.txt', 'Who is quoted in one article, and by which rule.'],
  ]).addHelpText('after', EXIT_CODES)
}

/** A store can be read without a folder, by the commands that change nothing. */
function noteFolder(command: Command): void {
  const name = command.name()
  if (command.getOptionValue('store') === undefined || name === 'index') return
  const others = name === 'query' || name === 'export' ? 1 : 0
  command.setOptionValue('hasFolder', command.args.length > others)
}

/** The folder of `--root` stands for the argument, where that can be left out. */
function useRoot(command: Command): void {
  const { root, store }: OpenOptions = command.opts()
  if (root === undefined) return
  if (store === undefined) throw new CommandError('--root needs --store.', exitCodes.usage)
  if (root.path === null) return
  const [folder] = command.registeredArguments
  if (command.args.length > 0 || folder?.required !== false) {
    const message = `--root ${root.name} names the folder of the argument; --root ${root.name}=PATH stands for it in the commands that need none.`
    throw new CommandError(message, exitCodes.usage)
  }
  command.setOptionValue('hasFolder', true)
  command.processedArgs[0] = root.path
}

/** The commands whose options can be in a `--config` file. */
function isConfigurable(command: Command): boolean {
  return command.name() === 'serve' || command.name() === 'index'
}

function helpOption(): Option {
  return new Option('-h, --help', 'show this help').helpGroup('Options:')
}

function readVersion(): string {
  // Two folders up from the source, three from the build.
  for (const place of ['../../package.json', '../../../package.json']) {
    const manifest = readManifest(new URL(place, import.meta.url))
    if (manifest) return manifest
  }
  throw new Error('The package.json of pressgraph is missing.')
}

function readManifest(file: URL): string | null {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) return null
    return String(manifest.version)
  } catch {
    return null
  }
}

function report(terminal: Terminal, error: unknown, verbose: boolean): ExitCode {
  const failure = explainFailure(error)
  if (!failure) {
    printMessage(terminal, verbose ? describeFault(error) : INTERNAL)
    return exitCodes.internal
  }
  if (failure.message !== null) printMessage(terminal, failure.message)
  if (failure.message !== null && verbose) printMessage(terminal, describeFault(error))
  return failure.exitCode
}

const INTERNAL =
  'Internal error in Pressgraph. Run the command again with --verbose to see its stack.'
