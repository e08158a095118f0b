import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import type { Archive } from '../archive/archive.ts'
import { type ArchiveStatus, statusOf } from '../archive/archive.ts'
import { CommandError, exitCodes } from './failures.ts'

/** Several processes that answer for one archive. */
export interface Workers {
  /** Where they listen, without a path. */
  readonly url: string
  /** Let them end what they are answering, and end. */
  stop(): Promise<void>
}

/** What a worker says: that it hears, and then where it listens. */
export type Word = { readonly kind: 'HEARS' } | { readonly kind: 'LISTENS'; readonly url: string }

// Often enough for `/ready`; changes are told at once.
const LOOK = 200

/**
 * Start processes that serve an archive, each started as this process was. This one keeps the index
 * and answers nothing. A process that dies is replaced.
 *
 * @param onDeath - hears the code that a process ended with, or the name of the signal that ended it
 * @throws {CommandError} when the first ones do not come to listen; they have said why
 */
export async function startWorkers(
  archive: Archive,
  count: number,
  onDeath: (cause: number | string) => void,
): Promise<Workers> {
  let isStopping = false
  const workers = new Set<Worker>()
  const tellAll = () => {
    for (const worker of workers) if (worker.isConnected()) worker.send(statusOf(archive))
  }

  async function start(): Promise<string> {
    const worker = cluster.fork()
    workers.add(worker)
    worker.once('exit', () => workers.delete(worker))
    const url = await new Promise<string | null>((resolve) => {
      worker.once('exit', () => resolve(null))
      worker.on('message', (word: Word) => {
        if (word.kind === 'LISTENS') resolve(word.url)
        else worker.send(statusOf(archive))
      })
    })
    if (url === null)
      throw new CommandError('A process that should answer did not start.', exitCodes.found)
    worker.once('exit', (code: number | null, signal: string | null) => {
      void replace(signal ?? code ?? 'nothing')
    })
    return url
  }

  async function replace(cause: number | string): Promise<void> {
    if (isStopping) return
    onDeath(cause)
    // One that cannot start must not keep the processor busy with trying.
    await setTimeout(1_000)
    if (!isStopping) await start().catch(() => replace(cause))
  }

  async function stop(): Promise<void> {
    isStopping = true
    clearInterval(looking)
    const ends = Array.from(workers, (worker) => once(worker, 'exit'))
    for (const worker of workers) worker.process.kill('SIGTERM')
    await Promise.all(ends)
  }

  const looking = lookAt(archive, tellAll)
  try {
    const [first] = await Promise.all(Array.from({ length: count }, start))
    return { url: first ?? '', stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Call when the archive has changed, and when it stands differently. */
function lookAt(archive: Archive, tell: () => void): NodeJS.Timeout {
  void (async () => {
    for await (const _change of archive.changes()) tell()
  })()
  let last = JSON.stringify(statusOf(archive))
  return setInterval(() => {
    const now = JSON.stringify(statusOf(archive))
    if (now === last) return
    last = now
    tell()
  }, LOOK).unref()
}

/** In a worker: how the archive stands, as soon as it is told. */
export async function hearFirst(): Promise<ArchiveStatus> {
  const heard = once(process, 'message')
  process.send?.({ kind: 'HEARS' } satisfies Word)
  const [standing]: ArchiveStatus[] = await heard
  if (!standing) throw new Error('The process that keeps the index said nothing')
  return standing
}
