import { readFileSync, statSync } from 'node:fs'
import { Command } from 'commander'
import type { DocumentNode, ExecutionResult, FormattedExecutionResult, GraphQLError } from 'graphql'
import type { Archive } from '../archive/archive.ts'
import type { Mask } from '../server/errors.ts'
import { CommandError, exitCodes, explainFailure } from './failures.ts'
import { withArchive } from './open-archive.ts'
import {
  addArchiveOptions,
  addExamples,
  addGeneralOptions,
  type CommandContext,
  type OpenOptions,
} from './options.ts'
import { describeFault, formatJson, printMessage, type Terminal } from './terminal.ts'

export interface QueryOptions extends OpenOptions {
  readonly variables?: string
  readonly operation?: string
}

export interface Question {
  readonly text: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operation: string | undefined
}

export function queryCommand({ terminal, setExitCode }: CommandContext): Command {
  const command = new Command('query')
    .summary('run a GraphQL document against a folder, without a server')
    .description(
      'Run a GraphQL document against a folder of articles, without a server. The standard output is the answer as JSON and nothing else.',
    )
    .usage('[options] [folder] <document>')
    .argument('<folder>', 'folder of articles (default: ".")')
    .argument('[document]', 'GraphQL text, @FILE, or - for the standard input')
    .option('--variables <json>', 'its variables as a JSON object, or @FILE')
    .option('--operation <name>', 'the operation to run, if the document has several')
    .action(async (first: string, second: string | undefined, options: QueryOptions) => {
      const [folder, document] = second === undefined ? ['.', first] : [first, second]
      const question = await readQuestion(terminal, document, options, 'query')
      const result = await answer(terminal, folder, question, options)
      terminal.out.write(formatJson(result))
      if (result.errors) setExitCode(exitCodes.found)
    })
  addGeneralOptions(addArchiveOptions(command))
  return addExamples(command, [
    [`pressgraph query news '{ archive { articleCount } }'`, 'Count the articles.'],
    [
      `pressgraph query news @said.graphql --variables '{"name": "Ada Lind"}'`,
      'A document from a file, with its variables.',
    ],
    [`pressgraph query news - < said.graphql | jq .data`, 'A document from the standard input.'],
  ])
}

/** @param command - the one that is shown when the document is missing */
export async function readQuestion(
  terminal: Terminal,
  document: string,
  { variables, operation }: QueryOptions,
  command: string,
): Promise<Question> {
  return {
    text: document === '-' ? await terminal.readInput() : readDocument(document, command),
    variables: parseVariables(variables ?? '{}'),
    operation,
  }
}

function readDocument(given: string, command: string): string {
  if (given.startsWith('@')) return readArgument(given)
  const stats = findPath(given)
  if (stats?.isDirectory()) {
    const message = `The GraphQL document is missing: pressgraph ${command} ${given} '{ archive { articleCount } }'.`
    throw new CommandError(message, exitCodes.usage)
  }
  if (stats) throw new CommandError(`"${given}" is a file: write @${given}.`, exitCodes.usage)
  return given
}

/** GraphQL and JSON can be too long for a path, or contain what no path contains. */
function findPath(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** @param named - a path after an at sign */
function readArgument(named: string): string {
  try {
    return readFileSync(named.slice(1), 'utf8')
  } catch (cause) {
    const reason = explainFailure(cause)?.message ?? `Cannot read "${named.slice(1)}".`
    throw new CommandError(reason, exitCodes.usage, { cause })
  }
}

function parseVariables(given: string): Record<string, unknown> {
  const text = given.startsWith('@') ? readArgument(given) : given
  const example = `Write an object like '{"first": 10}', or @FILE.`
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch (cause) {
    if (findPath(given)?.isFile()) {
      const message = `"${given}" is a file: write --variables @${given}.`
      throw new CommandError(message, exitCodes.usage, { cause })
    }
    const reason = cause instanceof Error ? ` (${cause.message})` : ''
    throw new CommandError(`--variables is not JSON${reason}. ${example}`, exitCodes.usage, {
      cause,
    })
  }
  throw new CommandError(`--variables must be a JSON object. ${example}`, exitCodes.usage)
}

/** Errors of the document are also printed on the standard error, with their place in the text. */
async function answer(
  terminal: Terminal,
  folder: string,
  question: Question,
  options: QueryOptions,
): Promise<FormattedExecutionResult> {
  const { printError } = await import('graphql')
  const { createMask } = await import('../server/errors.ts')
  const showFault = (_message: string, { cause }: Readonly<Record<string, unknown>> = {}) => {
    if (options.verbose) printMessage(terminal, describeFault(cause))
  }
  const mask = createMask({ info() {}, warn() {}, error: showFault })
  const parsed = await parseDocument(question)
  if ('errors' in parsed) {
    if (!options.quiet) for (const error of parsed.errors) printMessage(terminal, printError(error))
    return formatResult(parsed, mask)
  }
  const { document } = parsed
  return withArchive(terminal, folder, options, async (archive) =>
    formatResult(await execute(archive, document, question), mask),
  )
}

/** The result as the server sends it: internal errors masked, every error with its code. */
function formatResult({ data, errors }: ExecutionResult, mask: Mask): FormattedExecutionResult {
  if (!errors) return { data: data ?? null }
  const formatted = errors.map((error) => {
    const { extensions, ...shown } = mask(error).toJSON()
    const { http: _http, unexpected: _unexpected, ...details } = extensions ?? {}
    return { ...shown, extensions: details }
  })
  return data === undefined ? { errors: formatted } : { errors: formatted, data }
}

async function parseDocument({
  text,
}: Question): Promise<{ document: DocumentNode } | { errors: readonly GraphQLError[] }> {
  const { GraphQLError, parse, validate } = await import('graphql')
  const { schema } = await import('../../schema/index.ts')
  try {
    const document = parse(text)
    const errors = validate(schema, document)
    return errors.length > 0 ? { errors } : { document }
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] }
    throw error
  }
}

async function execute(
  archive: Archive,
  document: DocumentNode,
  { variables, operation }: Question,
): Promise<ExecutionResult> {
  const { execute, getOperationAST, OperationTypeNode } = await import('graphql')
  const { schema } = await import('../../schema/index.ts')
  const { createContext } = await import('../../schema/context.ts')
  if (getOperationAST(document, operation)?.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new CommandError(
      'A subscription needs a running server: use "pressgraph serve".',
      exitCodes.usage,
    )
  }
  return execute({
    schema,
    document,
    variableValues: variables,
    operationName: operation,
    contextValue: createContext(archive),
  })
}
