import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { type Archive, type ArchiveStatus, statusOf } from '../archive/archive.ts'
import { type Listener, startListener } from '../server/listen.ts'
import { CommandError, exitCodes } from './failures.ts'

/** Several processes that serve one archive. */
export interface Workers {
  /** Their address, without a path. */
  readonly url: string
  /**
   * Stop accepting connections, let the processes finish their requests, and stop them.
   *
   * @param idle - milliseconds to wait for clients that send nothing
   */
  stop(idle?: number): Promise<void>
}

/** Sent by a worker. */
type WorkerMessage =
  /** It can receive the first status. */
  | { readonly kind: 'STARTED' }
  /** It can receive connections. */
  | { readonly kind: 'READY' }
  /** It has a connection. */
  | { readonly kind: 'TAKEN'; readonly connection: number }
  /** It wants no more connections, and waits for `STOP`. */
  | { readonly kind: 'STOPPING' }

/** Sent to a worker. */
type PrimaryMessage =
  | { readonly kind: 'STATUS'; readonly status: ArchiveStatus }
  /** With the socket. */
  | { readonly kind: 'CONNECTION'; readonly connection: number }
  /** No connection follows. */
  | { readonly kind: 'STOP'; readonly idle?: number }

/** Where and for whom the processes answer. */
export interface WorkersOptions {
  readonly count: number
  readonly port: number
  readonly host: string
  /** Gets what happened to a process that is replaced. */
  readonly onReplace: (event: string) => void
}

// Milliseconds; often enough for `/ready`. Changes of the archive are sent immediately.
const STATUS_INTERVAL = 200

/**
 * Start processes that serve an archive, each with the arguments of this process. This process
 * accepts connections and hands them to the others in turn; it updates the index and answers no
 * requests. A process that ends is replaced, and connections wait meanwhile.
 *
 * @throws {CommandError} when one of the first processes does not start; it has printed the reason
 * @throws {Error} when the port cannot be listened on
 */
export async function startWorkers(
  archive: Archive,
  { count, port, host, onReplace }: WorkersOptions,
): Promise<Workers> {
  let isStopping = false
  const workers = new Set<Worker>()
  const distributor = createDistributor()
  const sendStatus = () => {
    for (const worker of workers) send(worker, { kind: 'STATUS', status: statusOf(archive) })
  }

  async function start(): Promise<void> {
    const worker = cluster.fork()
    let isReady = false
    let isReplaced = false
    workers.add(worker)
    worker.once('exit', (code: number | null, signal: string | null) => {
      workers.delete(worker)
      distributor.remove(worker)
      // A process that cannot start must not be started in a tight loop.
      if (isReady && !isReplaced) void replace(`ended with ${signal ?? code ?? 'nothing'}`, 1_000)
    })
    const stopAndReplace = () => {
      stopWorker(worker)
      if (isReady && !isReplaced) void replace('is stopping', 0)
      isReplaced = true
    }
    await new Promise<void>((resolve, reject) => {
      worker.once('exit', () => {
        reject(new CommandError('A worker process did not start.', exitCodes.found))
      })
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'STARTED') {
          if (isStopping) stopWorker(worker)
          else send(worker, { kind: 'STATUS', status: statusOf(archive) })
        }
        if (message.kind === 'READY') resolve()
        if (message.kind === 'TAKEN') distributor.confirm(worker, message.connection)
        if (message.kind === 'STOPPING') stopAndReplace()
      })
    })
    isReady = true
    distributor.add(worker)
    // The signal arrived while it started.
    if (isStopping) stopWorker(worker)
  }

  async function replace(event: string, delay: number): Promise<void> {
    if (isStopping) return
    onReplace(event)
    await setTimeout(delay)
    if (!isStopping) await start().catch(() => replace('did not start', 1_000))
  }

  function stopWorker(worker: Worker, idle?: number): void {
    distributor.remove(worker)
    send(worker, { kind: 'STOP', ...(idle !== undefined && { idle }) })
  }

  async function stop(listener: Listener | null, idle?: number): Promise<void> {
    isStopping = true
    clearInterval(watcher)
    await listener?.close()
    const ends = Array.from(workers, (worker) => once(worker, 'exit'))
    for (const worker of workers) stopWorker(worker, idle)
    await Promise.all(ends)
    distributor.close()
  }

  const watcher = watchStatus(archive, sendStatus)
  try {
    await Promise.all(Array.from({ length: count }, start))
    const listener = await startListener({ port, host }, distributor.hand)
    return { url: listener.url, stop: (idle) => stop(listener, idle) }
  } catch (error) {
    await stop(null)
    throw error
  }
}

function send(worker: Worker, message: PrimaryMessage): void {
  // A process may end at any moment; its end is noticed elsewhere.
  if (worker.isConnected()) worker.send(message, () => {})
}

/** Hands connections to processes in turn. */
interface Distributor {
  add(worker: Worker): void
  /** Give it no more connections. Those that it has not confirmed when it ends go to others. */
  remove(worker: Worker): void
  hand(this: void, socket: Socket): void
  confirm(worker: Worker, connection: number): void
  /** Close the connections that no process has. */
  close(): void
}

function createDistributor(): Distributor {
  const ready: Worker[] = []
  /** On their way to a process: this process keeps them until it has confirmed them. */
  const sent = new Map<number, { readonly worker: Worker; readonly socket: Socket }>()
  let waiting: Socket[] = []
  let last = 0

  function hand(socket: Socket): void {
    const worker = ready.shift()
    if (!worker) {
      waiting.push(socket)
      return
    }
    ready.push(worker)
    const connection = (last += 1)
    sent.set(connection, { worker, socket })
    const message: PrimaryMessage = { kind: 'CONNECTION', connection }
    worker.send(message, socket, { keepOpen: true }, () => {})
  }

  function handWaiting(sockets: readonly Socket[]): void {
    for (const socket of sockets) hand(socket)
  }

  return {
    hand,
    add(worker) {
      ready.push(worker)
      handWaiting(waiting.splice(0))
      worker.once('exit', () => {
        const lost = Array.from(sent).filter(([, each]) => each.worker === worker)
        for (const [connection] of lost) sent.delete(connection)
        handWaiting(lost.map(([, { socket }]) => socket))
      })
    },
    remove(worker) {
      const at = ready.indexOf(worker)
      if (at >= 0) ready.splice(at, 1)
    },
    confirm(worker, connection) {
      const taken = sent.get(connection)
      if (taken?.worker !== worker) return
      sent.delete(connection)
      // The other process has it: this closes nothing.
      taken.socket.destroy()
    },
    close() {
      for (const { socket } of sent.values()) socket.destroy()
      for (const socket of waiting) socket.destroy()
      sent.clear()
      waiting = []
    },
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

/** In a worker: what the primary process sends. */
export interface Primary {
  /** The first status of the archive. */
  readonly status: Promise<ArchiveStatus>
  /** Resolves when the worker has to stop, with the milliseconds to wait for idle clients. */
  readonly stopped: Promise<number | undefined>
  send(message: WorkerMessage): void
  onStatus(receive: (status: ArchiveStatus) => void): void
  onConnection(take: (socket: Socket) => void): void
  close(): void
}

/** In a worker: receive the messages of the primary process. When that ends, `cluster` ends the worker. */
export function connectPrimary(): Primary {
  const send = (message: WorkerMessage) => {
    if (process.connected) process.send?.(message)
  }
  let onStatus = (_status: ArchiveStatus) => {}
  let onConnection = (socket: Socket): void => {
    socket.destroy()
  }
  let onStop = (_idle?: number) => {}
  const stopped = new Promise<number | undefined>((resolve) => (onStop = resolve))
  let onFirst = (_status: ArchiveStatus) => {}
  const status = new Promise<ArchiveStatus>((resolve) => (onFirst = resolve))
  const receive = (message: PrimaryMessage, socket: Socket | undefined) => {
    if (message.kind === 'STOP') onStop(message.idle)
    if (message.kind === 'STATUS') {
      onFirst(message.status)
      onStatus(message.status)
    }
    if (message.kind === 'CONNECTION') {
      send({ kind: 'TAKEN', connection: message.connection })
      // The client may be gone.
      if (socket) onConnection(socket)
    }
  }
  process.on('message', receive)
  send({ kind: 'STARTED' })
  return {
    status,
    stopped,
    send,
    onStatus: (next) => (onStatus = next),
    onConnection: (next) => (onConnection = next),
    close() {
      process.off('message', receive)
      // The process ends when nothing is left that can wake it up.
      if (process.connected) process.disconnect()
    },
  }
}
