import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { checkCommand } from './check.ts'
import { columnsFor, type CommandContext } from './command.ts'
import { correctCommand } from './correct.ts'
import { explainCommand } from './explain.ts'
import { type ExitCode, exitCodes, explainFailure } from './failures.ts'
import { indexCommand } from './index-command.ts'
import { addExamples, type GeneralOptions } from './options.ts'
import { queryCommand } from './query.ts'
import { describeFault, say } from './say.ts'
import { schemaCommand } from './schema.ts'
import { serveCommand } from './serve.ts'
import type { Terminal } from './terminal.ts'

const commands = [
  serveCommand,
  indexCommand,
  queryCommand,
  checkCommand,
  explainCommand,
  correctCommand,
  schemaCommand,
]

const EXIT_CODES = `Exit codes:
  0   fine
  1   problems were found, the answer has errors, or the port is taken
  2   wrong usage
  3   the archive, its settings or its index cannot be read
  70  a fault of Pressgraph
  130 stopped by Ctrl-C
`

/**
 * Run one call of the command line.
 *
 * Never throws: what goes wrong is said on the standard error, in a line or two where the person at
 * the terminal can mend it.
 *
 * @param args - what stands after the name of the program
 * @returns what the process should end with
 */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.fine
  const program = createProgram({ terminal, finish: (code) => (exitCode = code) })
  const given: { options?: GeneralOptions } = {}
  program.hook('preAction', (_program, command) => {
    given.options = command.opts()
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
      writeErr: terminal.err.write,
      outputError: (message, write) => write(message.replace(/^error: /, '')),
      getOutHelpWidth: () => columnsFor(terminal.out),
      getErrHelpWidth: () => columnsFor(terminal.err),
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
    ['pressgraph serve news', 'Ask the articles in the folder "news" in your browser.'],
    ['pressgraph check news', 'What is wrong with its files?'],
    ['pressgraph explain news/today.txt', 'Who is quoted in one article, and how we know.'],
  ]).addHelpText('after', EXIT_CODES)
}

function helpOption(): Option {
  return new Option('-h, --help', 'show this help').helpGroup('Options:')
}

function readVersion(): string {
  // Two folders up as source, three as built.
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
    say(terminal, verbose ? describeFault(error) : INTERNAL)
    return exitCodes.internal
  }
  if (failure.message !== null) say(terminal, failure.message)
  if (failure.message !== null && verbose) say(terminal, describeFault(error))
  return failure.exitCode
}

const INTERNAL =
  'Internal error: this is a fault of Pressgraph. Run the command again with --verbose to see where it arose.'
