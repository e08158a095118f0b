import cluster from 'node:cluster'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Command, Option } from 'commander'
import type { Archive } from '../archive/archive.ts'
import type { ArchiveChange } from '../model/archive.ts'
import { baseOf } from '../pages/index.ts'
import type { Handler } from '../server/direct.ts'
import type { Store } from '../store/store.ts'
import type { Limits } from '../server/limits.ts'
import { isEveryAddress } from '../server/hosts.ts'
import type { Logger } from '../server/logger.ts'
import {
  addDoorOptions,
  checkDocumentOptions,
  type DoorOptions,
  gatewayOptionsOf,
} from './door-options.ts'
import { CommandError, exitCodes } from './failures.ts'
import { openForCommand } from './open-archive.ts'
import {
  addArchiveOptions,
  addExamples,
  addGeneralOptions,
  type CommandContext,
  type OpenOptions,
  parsePort,
  parseWorkers,
} from './options.ts'
import {
  countArchive,
  formatChange,
  formatCounts,
  formatEmpty,
  formatProblems,
  formatTable,
} from './report.ts'
import { describeFault, escapeControls, printMessage, type Terminal } from './terminal.ts'

interface ServeOptions extends OpenOptions, DoorOptions {
  readonly port: number
  readonly watch: boolean
  readonly workers: number
  /** Only by `--config`. */
  readonly limits?: Partial<Limits>
}

export function serveCommand({ terminal }: CommandContext): Command {
  const command = new Command('serve')
    .summary('index a folder and serve it as GraphQL, with GraphiQL')
    .description(
      'Index a folder of articles and serve it as GraphQL over HTTP, with GraphiQL for browsers. The index follows added, changed and removed files. Ctrl-C or SIGTERM stops the server; SIGHUP reads the folder again.',
    )
    .argument('[folder]', 'folder of articles', '.')
    .addOption(
      new Option('-p, --port <number>', 'port to listen on; 0 for any free port')
        .env('PORT')
        .default(4000)
        .argParser(parsePort),
    )
    .addOption(
      new Option('--host <address>', 'address to listen on; 0.0.0.0 for all interfaces')
        .env('HOST')
        .default('127.0.0.1'),
    )
    .addOption(
      new Option(
        '-w, --workers <number>',
        'processes that answer requests; with more than one, another process updates the index',
      )
        .default(1)
        .argParser(parseWorkers),
    )
    .option('--no-watch', 'do not follow changes of the folder; only SIGHUP reads it again')
    .action((folder: string, options: ServeOptions) => {
      checkDocumentOptions(options)
      if (cluster.isWorker) return serveReplica(terminal, options)
      return options.workers > 1
        ? serveWithWorkers(terminal, folder, options)
        : serve(terminal, folder, options)
    })
  addGeneralOptions(addArchiveOptions(addDoorOptions(command)))
  return addExamples(command, [
    ['pressgraph serve news', 'Then open http://localhost:4000/graphql in a browser.'],
    ['pressgraph serve news --port 8080 --time-zone Asia/Seoul', 'Another port; a time zone.'],
    ['pressgraph serve news --host 0.0.0.0', 'Also for other machines.'],
    ['pressgraph serve news --cors http://localhost:5173', 'For a frontend in development.'],
    ['pressgraph serve news --allow-host news.example', 'Behind a proxy with this name.'],
    [
      'pressgraph serve news --documents persisted.json --only-documents',
      'Only the operations of a frontend.',
    ],
    ['pressgraph serve news --workers 4', 'Four worker processes.'],
    ['pressgraph serve news --config /etc/news.json', 'Options from a file.'],
    ['pressgraph serve news --no-watch', 'An archive that does not change.'],
  ])
}

/** Listen before indexing, so that a port in use fails immediately. Resolves when stopped. */
async function serve(terminal: Terminal, folder: string, options: ServeOptions): Promise<void> {
  const stopped = waitForStop()
  const { createLogger } = await import('../server/logger.ts')
  const { startServer } = await import('../server/listen.ts')
  const logger = createLogger(terminal.err.write)
  let handle = answerNotReady
  const { port, host, keepAlive, endpoint } = options
  const handler = { handle: (...call: Parameters<typeof handle>) => handle(...call) }
  const timeouts = { idle: keepAlive * 1000 }
  const server = await startServer({ handler, port, host, logger, timeouts })
  let archive: Archive | null = null
  let gateway: ServedHandle | null = null
  let signal: StopSignal = 'SIGTERM'
  process.on('SIGHUP', () => archive && void refresh(terminal, archive, options))
  try {
    archive = await Promise.race([openToServe(terminal, folder, options), stopped.then(() => null)])
    // Stopped while indexing: an unfinished index is never visible, so exit immediately.
    if (!archive) return process.exit()
    gateway = await createHandle(archive, options, logger)
    handle = gateway.handle
    if (options.quiet) terminal.out.write(`${server.url}${endpoint}\n`)
    else await announce(terminal, archive, folder, server.url, options)
    signal = await stopped
  } finally {
    await server.stop(idleTime(signal))
    await gateway?.stop()
    await archive?.close()
  }
}

/** Update the index in this process and answer requests in worker processes. */
async function serveWithWorkers(
  terminal: Terminal,
  folder: string,
  options: ServeOptions,
): Promise<void> {
  const stopped = waitForStop()
  if (options.index === ':memory:') {
    const message = 'An index in memory cannot be shared by processes. Remove --workers or --index.'
    throw new CommandError(message, exitCodes.usage)
  }
  if (options.metrics) {
    const message = 'Each process would count for itself. Remove --workers or --metrics.'
    throw new CommandError(message, exitCodes.usage)
  }
  const { startWorkers } = await import('./workers.ts')
  const { checkPort } = await import('../server/listen.ts')
  await checkPort(options.port, options.host)
  const archive = await Promise.race([
    openToServe(terminal, folder, options),
    stopped.then(() => null),
  ])
  if (!archive) return process.exit()
  try {
    const { port, host } = options
    const onReplace = (event: string) =>
      printMessage(terminal, `A worker process ${event}; a new one is started.`)
    const workers = await startWorkers(archive, { count: options.workers, port, host, onReplace })
    process.on('SIGHUP', () => void refresh(terminal, archive, options))
    if (options.quiet) terminal.out.write(`${workers.url}${options.endpoint}\n`)
    else await announce(terminal, archive, folder, workers.url, options)
    await workers.stop(idleTime(await stopped))
  } finally {
    await archive.close()
  }
}

/**
 * Answer requests in a worker process; the primary process accepts connections and updates the index.
 *
 * Supervisors and terminals send a signal to all processes: it makes a worker ask for its stop once,
 * and the primary process decides when the last connection has been handed over.
 */
async function serveReplica(terminal: Terminal, options: ServeOptions): Promise<void> {
  const { connectPrimary } = await import('./workers.ts')
  const primary = connectPrimary()
  const { stopped } = primary
  const askToStop = () => primary.send({ kind: 'STOPPING' })
  process.on('SIGTERM', askToStop)
  process.on('SIGINT', askToStop)
  // Only the primary process reads the folder again.
  process.on('SIGHUP', () => {})
  const { openReplica } = await import('../archive/archive.ts')
  const { createLogger } = await import('../server/logger.ts')
  const { createConnectionServer } = await import('../server/listen.ts')
  const logger = createLogger(terminal.err.write)
  const status = await Promise.race([primary.status, stopped.then(() => null)])
  if (!status) return process.exit()
  const store = await openIndexOf(status.index, options)
  const { archive, receive } = openReplica(status, store)
  primary.onStatus(receive)
  try {
    const gateway = await createHandle(archive, options, logger)
    const timeouts = { idle: options.keepAlive * 1000 }
    const server = createConnectionServer({ handler: gateway, logger, timeouts })
    primary.onConnection(server.take)
    primary.send({ kind: 'READY' })
    await server.stop(await stopped)
    await gateway.stop()
  } finally {
    await archive.close()
    primary.close()
  }
}

async function openIndexOf(path: string, { store: address }: ServeOptions): Promise<Store> {
  if (address === undefined) {
    const { openSqliteStore } = await import('../store/sqlite/store.ts')
    return openSqliteStore({ path })
  }
  const { openPostgresStore } = await import('../store/postgres/store.ts')
  return openPostgresStore({ address, mayMigrate: false })
}

/** An existing index is served immediately while the folder is read in the background. */
async function openToServe(
  terminal: Terminal,
  folder: string,
  options: ServeOptions,
): Promise<Archive> {
  let isOpen = false
  const archive = await openForCommand(terminal, folder, {
    ...options,
    mayBeStale: true,
    onChange: (change) =>
      isOpen && !options.quiet && printMessage(terminal, describeChange(change)),
  })
  isOpen = true
  return archive
}

interface ServedHandle {
  readonly handle: Handler['handle']
  stop(): Promise<void>
}

async function createHandle(
  archive: Archive,
  options: ServeOptions,
  logger: Logger,
): Promise<ServedHandle> {
  const { createGateway } = await import('../gateway.ts')
  const { startOffload } = await import('./offload.ts')
  const { limits = {} } = options
  const doors = gatewayOptionsOf(options)
  const offload = startOffload({ ...doors, archive, limits, logger })
  const { handle } = createGateway(archive, {
    logger,
    ...doors,
    limits,
    ...(offload && { offload }),
  })
  return { handle, stop: async () => offload?.stop() }
}

type StopSignal = 'SIGINT' | 'SIGTERM'

/** A person who presses Ctrl-C does not wait for idle clients. */
function idleTime(signal: StopSignal): number | undefined {
  return signal === 'SIGINT' ? 0 : undefined
}

/** Supervisors and npm may send a signal to a process that gets it from others, too. */
const SAME_SIGNAL = 1_000

/** Resolves at the first SIGINT or SIGTERM; one that comes a second later ends the process. */
function waitForStop(): Promise<StopSignal> {
  return new Promise((resolve) => {
    let since: number | null = null
    const stop = (signal: NodeJS.Signals) => {
      since ??= performance.now()
      if (performance.now() - since > SAME_SIGNAL) {
        process.off('SIGINT', stop)
        process.off('SIGTERM', stop)
        process.kill(process.pid, signal)
      }
      resolve(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM')
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  })
}

/** The answers while the first index is made: only `/health` succeeds. */
async function answerNotReady(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const json = { 'content-type': 'application/json' }
  if (request.url === '/health') {
    response.writeHead(200, json).end('{"status":"ok"}')
    return
  }
  const error = { message: 'The archive is being indexed.', extensions: { code: 'NOT_READY' } }
  const body = request.url === '/ready' ? { status: 'indexing' } : { errors: [error] }
  response.writeHead(503, { ...json, 'retry-after': '5' }).end(JSON.stringify(body))
}

async function announce(
  { out }: Terminal,
  archive: Archive,
  folder: string,
  url: string,
  { host, endpoint, pages, onlyDocuments }: DoorOptions,
): Promise<void> {
  const counts = await countArchive(archive)
  const name = escapeControls(archive.settings.name ?? folder)
  const notes = [await formatEmpty(archive, folder), formatProblems(counts, folder)]
  out.write(`${name}: ${formatCounts(counts)}.\n`)
  for (const line of await formatTable(archive)) out.write(`${line}\n`)
  for (const note of notes) if (note !== null) out.write(`${note}\n`)
  if (!archive.isCurrent) out.write('This is the last index; the folder is being read again.\n')
  const hasPages = pages && !onlyDocuments
  const reading = hasPages ? `  Pages to read:        ${url}${baseOf(endpoint)}/\n` : ''
  const served = onlyDocuments ? 'GraphQL for trusted documents' : 'GraphiQL and GraphQL'
  // Programs that start the server read its address from here: the first one, in one piece.
  out.write(`\n  ${served}: ${url}${endpoint}\n${reading}\n`)
  if (isEveryAddress(host)) out.write('Everybody who reaches this machine may read the archive.\n')
  out.write('Ctrl-C stops.\n')
}

async function refresh(
  terminal: Terminal,
  archive: Archive,
  { quiet, verbose }: ServeOptions,
): Promise<void> {
  try {
    const change = await archive.refresh()
    if (quiet) return
    printMessage(terminal, `Read the folder again. ${describeChange(change)}`)
  } catch (error) {
    const reason = error instanceof Error && !verbose ? error.message : describeFault(error)
    printMessage(terminal, `Cannot read the folder again; the last index stays in use. ${reason}`)
  }
}

function describeChange(change: ArchiveChange | null): string {
  const { added = [], changed = [], removed = [] } = change ?? {}
  return formatChange({ added: added.length, changed: changed.length, removed: removed.length })
}
