import cluster from 'node:cluster'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Command, Option } from 'commander'
import type { Archive } from '../archive/archive.ts'
import type { CommandContext } from './command.ts'
import { countArchive, formatChange, formatCounts, formatProblems } from './counts.ts'
import { escapeControls } from './escape.ts'
import { openForCommand } from './open.ts'
import {
  addArchiveOptions,
  addExamples,
  addGeneralOptions,
  type OpenOptions,
  parsePort,
  parseWorkers,
} from './options.ts'
import type { Logger } from '../server/logger.ts'
import type { ArchiveChange } from '../model/archive.ts'
import { CommandError, exitCodes } from './failures.ts'
import { describeFault, say } from './say.ts'
import type { Terminal } from './terminal.ts'
import type { Word } from './workers.ts'

interface ServeOptions extends OpenOptions {
  readonly port: number
  readonly host: string
  readonly watch: boolean
  readonly workers: number
}

export function serveCommand({ terminal }: CommandContext): Command {
  const command = new Command('serve')
    .summary('index a folder and serve it as GraphQL, with GraphiQL')
    .description(
      'Index a folder of articles and serve it as GraphQL over HTTP, with GraphiQL for browsers. Files that are added, changed or removed are followed. Ctrl-C or SIGTERM stops it; SIGHUP reads the folder again.',
    )
    .argument('[folder]', 'folder of articles', '.')
    .addOption(
      new Option('-p, --port <number>', 'port to listen on, 0 for any free one')
        .env('PORT')
        .default(4000)
        .argParser(parsePort),
    )
    .addOption(
      new Option('--host <address>', 'address to listen on; 0.0.0.0 for every one of this machine')
        .env('HOST')
        .default('127.0.0.1'),
    )
    .addOption(
      new Option(
        '-w, --workers <number>',
        'processes that answer; one more keeps the index when there are several',
      )
        .default(1)
        .argParser(parseWorkers),
    )
    .option('--no-watch', 'leave the folder alone until SIGHUP')
    .action((folder: string, options: ServeOptions) => {
      if (cluster.isWorker) return serveMirror(terminal, options)
      return options.workers > 1
        ? serveByWorkers(terminal, folder, options)
        : serve(terminal, folder, options)
    })
  addGeneralOptions(addArchiveOptions(command))
  return addExamples(command, [
    ['pressgraph serve news', 'Then open http://localhost:4000/graphql in a browser.'],
    ['pressgraph serve news --port 8080 --time-zone Asia/Seoul', 'Another port; a zone for times.'],
    ['pressgraph serve news --host 0.0.0.0', 'For other machines, too.'],
    ['pressgraph serve news --workers 4', 'Four processes answer.'],
    ['pressgraph serve news --no-watch', 'An archive that stays as it is.'],
  ])
}

/** Listens before it reads, so that a port in use is said at once; settles when it is stopped. */
async function serve(terminal: Terminal, folder: string, options: ServeOptions): Promise<void> {
  const stopped = waitForStop()
  const { createLogger } = await import('../server/logger.ts')
  const { startServer } = await import('../server/listen.ts')
  const logger = createLogger(terminal.err.write)
  let handle = answerNotReady
  const { port, host } = options
  const handler = { handle: (...call: Parameters<typeof handle>) => handle(...call) }
  const server = await startServer({ handler, port, host, logger })
  let archive: Archive | null = null
  process.on('SIGHUP', () => archive && void readAgain(terminal, archive, options))
  try {
    archive = await Promise.race([openToServe(terminal, folder, options), stopped])
    // Half an index is never seen, so nothing is lost.
    if (!archive) return process.exit()
    handle = await createHandle(archive, host, logger)
    if (options.quiet) terminal.out.write(`${server.url}/graphql\n`)
    else await announce(terminal, archive, folder, server.url)
    await stopped
  } finally {
    await server.stop()
    await archive?.close()
  }
}

/** Keep the index in this process, and have others answer. */
async function serveByWorkers(
  terminal: Terminal,
  folder: string,
  options: ServeOptions,
): Promise<void> {
  const stopped = waitForStop()
  if (options.index === ':memory:') {
    const message =
      'An index in memory is seen by one process only. Leave out --workers or --index.'
    throw new CommandError(message, exitCodes.usage)
  }
  const { startWorkers } = await import('./workers.ts')
  const archive = await Promise.race([openToServe(terminal, folder, options), stopped])
  if (!archive) return process.exit()
  try {
    const onDeath = (cause: number | string) =>
      say(terminal, `A process that answers ended with ${cause}; another takes its place.`)
    const workers = await startWorkers(archive, options.workers, onDeath)
    process.on('SIGHUP', () => void readAgain(terminal, archive, options))
    if (options.quiet) terminal.out.write(`${workers.url}/graphql\n`)
    else await announce(terminal, archive, folder, workers.url)
    await stopped
    await workers.stop()
  } finally {
    await archive.close()
  }
}

/** Answer from an index that the process which started this one keeps. */
async function serveMirror(terminal: Terminal, { port, host }: ServeOptions): Promise<void> {
  const stopped = Promise.race([waitForStop(), once(process, 'disconnect')])
  // Only whoever keeps the index reads the folder again.
  process.on('SIGHUP', () => {})
  const { hearFirst } = await import('./workers.ts')
  const { openReplica } = await import('../archive/archive.ts')
  const { openSqliteStore } = await import('../store/sqlite/store.ts')
  const { createLogger } = await import('../server/logger.ts')
  const { startServer } = await import('../server/listen.ts')
  const logger = createLogger(terminal.err.write)
  const status = await Promise.race([hearFirst(), stopped.then(() => null)])
  if (!status) return process.exit()
  const store = openSqliteStore({ path: status.index })
  const { archive, receive } = openReplica(status, store)
  process.on('message', receive)
  const handle = await createHandle(archive, host, logger)
  const server = await startServer({ handler: { handle }, port, host, logger })
  process.send?.({ kind: 'LISTENS', url: server.url } satisfies Word)
  await stopped
  await server.stop()
  await archive.close()
  if (process.connected) process.disconnect()
}

/** Where there is an index, it is served at once, and the folder is read meanwhile. */
async function openToServe(
  terminal: Terminal,
  folder: string,
  options: ServeOptions,
): Promise<Archive> {
  let isOpen = false
  const archive = await openForCommand(terminal, folder, options, {
    watch: options.watch,
    mayBeStale: true,
    onNotice: (notice) => say(terminal, notice),
    onChange: (change) => isOpen && !options.quiet && say(terminal, describeChange(change)),
  })
  isOpen = true
  return archive
}

/** A server for this machine alone is asked by names of this machine alone. */
async function createHandle(archive: Archive, host: string, logger: Logger) {
  const { createGateway } = await import('../gateway.ts')
  const { isLoopback, loopbackHosts } = await import('../server/hosts.ts')
  const hosts = isLoopback(host) ? { hosts: loopbackHosts } : {}
  return createGateway(archive, { logger, ...hosts }).handle
}

/** Settles at the first signal to stop; the second one ends the process as it would any other. */
function waitForStop(): Promise<null> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
      resolve(null)
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  })
}

/** What is answered while a first index is made: that the process lives, and nothing else. */
async function answerNotReady(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const json = { 'content-type': 'application/json' }
  if (request.url === '/health') {
    response.writeHead(200, json).end('{"status":"ok"}')
    return
  }
  const error = { message: 'The archive is being read.', extensions: { code: 'NOT_READY' } }
  const body = request.url === '/ready' ? { status: 'indexing' } : { errors: [error] }
  response.writeHead(503, { ...json, 'retry-after': '5' }).end(JSON.stringify(body))
}

async function announce(
  { out }: Terminal,
  archive: Archive,
  folder: string,
  url: string,
): Promise<void> {
  const counts = await countArchive(archive)
  const name = escapeControls(archive.settings.name ?? folder)
  const problems = formatProblems(counts, folder)
  out.write(`${name}: ${formatCounts(counts)}.\n`)
  if (problems !== null) out.write(`${problems}\n`)
  if (!archive.isCurrent) out.write('That is how it was left; the folder is being read again.\n')
  out.write(`\n  GraphiQL and GraphQL: ${url}/graphql\n\nCtrl-C stops.\n`)
}

async function readAgain(
  terminal: Terminal,
  archive: Archive,
  { quiet, verbose }: ServeOptions,
): Promise<void> {
  try {
    const change = await archive.refresh()
    if (quiet) return
    say(terminal, `Read the folder again. ${describeChange(change)}`)
  } catch (error) {
    const reason = error instanceof Error && !verbose ? error.message : describeFault(error)
    say(terminal, `The folder could not be read again; the last index stays in use. ${reason}`)
  }
}

function describeChange(change: ArchiveChange | null): string {
  const { added = [], changed = [], removed = [] } = change ?? {}
  return formatChange({ added: added.length, changed: changed.length, removed: removed.length })
}
