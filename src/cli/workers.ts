import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { type Archive, type ArchiveStatus, statusOf } from '../archive/archive.ts'
import { CommandError, exitCodes } from './failures.ts'

/** Several processes that serve one archive. */
export interface Workers {
  /** Their address, without a path. */
  readonly url: string
  /** Let them finish their requests, and stop them. */
  stop(): Promise<void>
}

/** Sent by a worker when it is ready for the first status, and when it listens. */
export type WorkerMessage =
  { readonly kind: 'READY' } | { readonly kind: 'LISTENING'; readonly url: string }

// Milliseconds; often enough for `/ready`. Changes of the archive are sent immediately.
const STATUS_INTERVAL = 200

/**
 * Start processes that serve an archive, each with the arguments of this process. This process
 * updates the index and answers no requests. A process that dies is replaced.
 *
 * @param onDeath - gets the exit code of a process, or the name of the signal that ended it
 * @throws {CommandError} when one of the first processes does not start; it has printed the reason
 */
export async function startWorkers(
  archive: Archive,
  count: number,
  onDeath: (cause: number | string) => void,
): Promise<Workers> {
  let isStopping = false
  const workers = new Set<Worker>()
  const sendStatus = () => {
    for (const worker of workers) if (worker.isConnected()) worker.send(statusOf(archive))
  }

  async function start(): Promise<string> {
    const worker = cluster.fork()
    workers.add(worker)
    worker.once('exit', () => workers.delete(worker))
    const url = await new Promise<string | null>((resolve) => {
      worker.once('exit', () => resolve(null))
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'LISTENING') resolve(message.url)
        else worker.send(statusOf(archive))
      })
    })
    if (url === null) throw new CommandError('A worker process did not start.', exitCodes.found)
    worker.once('exit', (code: number | null, signal: string | null) => {
      void replace(signal ?? code ?? 'nothing')
    })
    return url
  }

  async function replace(cause: number | string): Promise<void> {
    if (isStopping) return
    onDeath(cause)
    // A process that cannot start must not be started in a tight loop.
    await setTimeout(1_000)
    if (!isStopping) await start().catch(() => replace(cause))
  }

  async function stop(): Promise<void> {
    isStopping = true
    clearInterval(watcher)
    const ends = Array.from(workers, (worker) => once(worker, 'exit'))
    for (const worker of workers) worker.process.kill('SIGTERM')
    await Promise.all(ends)
  }

  const watcher = watchStatus(archive, sendStatus)
  try {
    const [first] = await Promise.all(Array.from({ length: count }, start))
    return { url: first ?? '', stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Call when the archive or its status has changed. */
function watchStatus(archive: Archive, onStatus: () => void): NodeJS.Timeout {
  void (async () => {
    for await (const _change of archive.changes()) onStatus()
  })()
  let last = JSON.stringify(statusOf(archive))
  return setInterval(() => {
    const now = JSON.stringify(statusOf(archive))
    if (now === last) return
    last = now
    onStatus()
  }, STATUS_INTERVAL).unref()
}

/** In a worker: the first status of the archive. */
export async function receiveFirstStatus(): Promise<ArchiveStatus> {
  const received = once(process, 'message')
  process.send?.({ kind: 'READY' } satisfies WorkerMessage)
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- sent by the primary process
  const [status]: (ArchiveStatus | undefined)[] = await received
  if (!status) throw new Error('The primary process sent no status')
  return status
}
