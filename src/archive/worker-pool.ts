import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { createContext, Script } from 'node:vm'
import { Worker } from 'node:worker_threads'
import { abandoned, type AbandonReason, type ReadingLimits } from './abandoned.ts'
import { codeOf } from './file-system.ts'
import type { IngestContext, IngestJob, IngestResult } from './ingest-result.ts'
import type {
  SidecarWorkerData,
  WorkerData,
  WorkerRequest,
  WorkerResponse,
} from './parse-worker.ts'
import {
  type ParsedSidecar,
  parseSidecar,
  type SidecarContents,
  type SidecarFile,
} from './sidecars.ts'

/**
 * Reads and parses files, on worker threads and on the main thread. A file that takes too much time
 * or memory is abandoned: it gets a problem instead of articles, and all other files are read.
 */
export interface ParsePool {
  /** Batches to keep in progress; more would only use memory. */
  readonly capacity: number
  /** @returns the results in the order of the jobs */
  parse(jobs: readonly IngestJob[]): Promise<readonly IngestResult[]>
  close(): Promise<void>
}

export interface ParsePoolOptions {
  /** Threads that parse, including the main thread; by default the number of processors. */
  readonly threads?: number | undefined
  /** Module with the store's `prepare` for threads; null when it works on the main thread only. */
  readonly prepareModule: string | null
  /** Number of files that are certain to be parsed. */
  readonly expected?: number
  /** Keep the main thread free, because it serves requests. */
  readonly inBackground: boolean
  readonly limits: ReadingLimits
}

/** Starting threads takes as long as parsing this many files. */
const MIN_FILES_FOR_THREADS = 300

/** Larger files are parsed on a worker thread, which can be stopped when it needs too much memory. */
const MAX_INLINE_BYTES = 128 * 1024

/** Milliseconds of parsing after which the main thread yields to other work. */
const TIME_SLICE = 10

export function createParsePool(
  pooled: Omit<IngestContext, 'spoolFolder'>,
  {
    threads = availableParallelism(),
    expected = 0,
    prepareModule,
    inBackground,
    limits,
  }: ParsePoolOptions,
): ParsePool {
  const spoolFolder = join(tmpdir(), `pressgraph-${randomUUID()}`)
  const context = { ...pooled, spoolFolder }
  const { folder, rules, onFault } = context
  const queue: Batch[] = []
  let workers: WorkerPool | null = null
  let isUnavailable = false
  let received = 0
  let isDraining = false
  let restoreJitFlags = () => {}

  const start = (size: number) => {
    if (isUnavailable || (workers && workers.size >= size)) return
    const { entry, reason } = findWorkerEntry()
    if (!entry || prepareModule === null)
      return fallBack(reason ?? 'the store has no module for it')
    if (workers) return workers.grow(size)
    const data = { folder, rules, prepareModule, spoolFolder }
    workers = new WorkerPool({
      ...data,
      entry,
      size,
      queue,
      limits,
      onFault,
      onUnavailable,
      abandon,
    })
  }
  const fallBack = (reason: string) => {
    isUnavailable = true
    onFault(new Error(`Files are parsed on the main thread: ${reason}.`))
  }
  /** No thread can be started: the main thread parses everything. */
  const onUnavailable = (error: unknown) => {
    workers = null
    fallBack(error instanceof Error ? error.message : String(error))
    void drainQueue()
  }
  const abandon = (job: IngestJob, reason: AbandonReason) => abandoned(job, reason, context, limits)

  const startForFiles = (files: number) => {
    if (files < MIN_FILES_FOR_THREADS || isUnavailable || threads === 1) return
    if (workers && workers.size >= threads - 1) return
    restoreJitFlags()
    restoreJitFlags = reduceJit()
    start(inBackground ? threads : threads - 1)
  }
  const isForWorkers = ({ jobs }: Batch) =>
    !isUnavailable && (inBackground || jobs.some(({ file }) => file.bytes > MAX_INLINE_BYTES))

  const parseInline = async (jobs: readonly IngestJob[]) => {
    // Imported late, because it loads the extractors.
    const { ingestFile } = await import('./ingest-file.ts')
    const results: IngestResult[] = []
    let sliceStart = performance.now()
    for (const job of jobs) {
      if (performance.now() - sliceStart > TIME_SLICE) {
        await setImmediate()
        sliceStart = performance.now()
      }
      const run = ingestFile(job, context)
      let step = runWithin(limits.timeout, () => run.next())
      while (step?.done === false) {
        await setImmediate()
        step = runWithin(limits.timeout, () => run.next())
      }
      results.push(step?.value ?? abandon(job, 'TIMEOUT'))
    }
    return results
  }
  /** Parse queued batches on the main thread while all workers are busy. */
  const drainQueue = async () => {
    if (isDraining) return
    isDraining = true
    await setImmediate()
    for (let at = queue.findIndex((batch) => !isForWorkers(batch)); at >= 0;) {
      const [batch] = queue.splice(at, 1)
      if (batch) await parseInline(batch.jobs).then(batch.resolve, batch.reject)
      await setImmediate()
      at = queue.findIndex((batch) => !isForWorkers(batch))
    }
    isDraining = false
  }

  startForFiles(expected)
  return {
    get capacity() {
      return workers?.isReady ? workers.capacity + threads + 1 : inBackground ? threads + 1 : 1
    },
    parse(jobs) {
      received += jobs.length
      startForFiles(received)
      return new Promise((resolve, reject) => {
        const batch = { jobs, resolve, reject, isRetry: false }
        if (isForWorkers(batch)) start(1)
        queue.push(batch)
        workers?.dispatch()
        void drainQueue()
      })
    },
    async close() {
      // Callers have stopped waiting for these.
      queue.length = 0
      restoreJitFlags()
      await workers?.close()
      rmSync(spoolFolder, { recursive: true, force: true })
    },
  }
}

/** Files to be parsed together. */
interface Batch {
  readonly jobs: readonly IngestJob[]
  readonly resolve: (results: readonly IngestResult[]) => void
  readonly reject: (error: unknown) => void
  /** Whether its only file has ended a thread before. */
  readonly isRetry: boolean
}

interface WorkerPoolOptions extends Omit<WorkerData, 'position'> {
  readonly entry: URL
  readonly size: number
  /** Batches that no thread has taken yet; shared with the main thread. */
  readonly queue: Batch[]
  readonly limits: ReadingLimits
  readonly onFault: (error: unknown) => void
  /** A thread ended before it was ready; no other is started. */
  readonly onUnavailable: (error: unknown) => void
  readonly abandon: (job: IngestJob, reason: AbandonReason) => IngestResult
}

/** Batches that a thread holds: the next one is there before the first is finished. */
const BATCHES_PER_WORKER = 2

/** Milliseconds between checks whether a thread is stuck in a file. */
const CHECK_INTERVAL = 100

interface ThreadTimes {
  /** Milliseconds that the processor has worked for the thread; null where it is unknown. */
  readonly processor: number | null
  readonly clock: number
}

/** A busy machine may delay a thread by this factor before the thread is stopped. */
const MAX_DELAY = 6

/** The processor's time decides, since the clock also counts while others have the processor. */
function isOver(limit: number, since: ThreadTimes, now: ThreadTimes): boolean {
  const elapsed = now.clock - since.clock
  if (since.processor === null || now.processor === null) return elapsed > limit
  return now.processor - since.processor > limit || elapsed > limit * MAX_DELAY
}

function timesOf(systemThread: string | null): ThreadTimes {
  const processor = systemThread === null ? null : processorTime(systemThread)
  return { processor, clock: performance.now() }
}

/** Linux counts in hundredths of a second. */
function processorTime(systemThread: string): number | null {
  try {
    const stat = readFileSync(`/proc/self/task/${systemThread}/stat`, 'latin1')
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
    return (Number(user) + Number(system)) * 10
  } catch {
    return null
  }
}

/** Threads that may end without a cause before no other is started. */
const MAX_UNEXPLAINED = 3

/** A running thread. */
interface Thread {
  readonly worker: Worker
  /** Shared with the thread: as `WorkerData.position`. */
  readonly position: Int32Array
  /** The assigned batches by their numbers, in the order of the responses. */
  readonly assigned: Map<number, Batch>
  isReady: boolean
  /** Number of the thread in the operating system; null where it is unknown. */
  systemThread: string | null
  /** The position at the last check, and the times when it was first seen. */
  lastPosition: string
  since: ThreadTimes
}

/** Threads that take batches from a shared queue. A thread that fails is replaced. */
class WorkerPool {
  readonly #options: WorkerPoolOptions
  readonly #threads = new Set<Thread>()
  readonly #checkTimer: NodeJS.Timeout
  #size: number
  #batches = 0
  /** Threads that ended without a file in progress since the last response. */
  #unexplained = 0
  #isClosed = false

  constructor(options: WorkerPoolOptions) {
    this.#options = options
    this.#size = options.size
    for (let count = 0; count < options.size; count += 1) this.#start()
    this.#checkTimer = setInterval(() => this.#check(), CHECK_INTERVAL)
    this.#checkTimer.unref()
  }

  get size(): number {
    return this.#size
  }

  /** Batches that all threads together can hold. */
  get capacity(): number {
    return this.#size * BATCHES_PER_WORKER
  }

  /** Whether a thread has started. */
  get isReady(): boolean {
    return [...this.#threads].some(({ isReady }) => isReady)
  }

  grow(size: number): void {
    for (; this.#size < size; this.#size += 1) this.#start()
  }

  /** Assign queued batches, first to the threads with the fewest. */
  dispatch(): void {
    for (let held = 0; held < BATCHES_PER_WORKER; held += 1) {
      for (const { worker, assigned, isReady } of this.#threads) {
        if (!isReady || assigned.size > held) continue
        const batch = this.#options.queue.shift()
        if (!batch) return
        this.#batches += 1
        assigned.set(this.#batches, batch)
        worker.postMessage({ batch: this.#batches, jobs: batch.jobs } satisfies WorkerRequest)
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#checkTimer)
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()))
  }

  #start(): void {
    const { entry, folder, rules, prepareModule, spoolFolder, limits } = this.#options
    const shared = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT)
    const position = { position: shared }
    const workerData: WorkerData = { folder, rules, prepareModule, spoolFolder, ...position }
    const resourceLimits = { maxOldGenerationSizeMb: limits.memory + BASE_MEMORY }
    const worker = new Worker(entry, { workerData, resourceLimits })
    const thread: Thread = {
      worker,
      position: new Int32Array(shared).fill(-1),
      assigned: new Map(),
      isReady: false,
      systemThread: null,
      lastPosition: '',
      since: timesOf(null),
    }
    this.#threads.add(thread)
    worker.on('message', (response: WorkerResponse) => this.#receive(thread, response))
    worker.on('error', (error) => this.#replace(thread, error))
    worker.on('exit', () => this.#replace(thread, new Error('The thread ended')))
  }

  #receive(thread: Thread, response: WorkerResponse): void {
    if (this.#isClosed || !this.#threads.has(thread)) return
    if (response.kind === 'READY') {
      thread.isReady = true
      thread.systemThread = response.thread
    } else {
      this.#unexplained = 0
      for (const fault of response.faults) this.#options.onFault(fault)
      const batch = thread.assigned.get(response.batch)
      thread.assigned.delete(response.batch)
      batch?.resolve(response.results)
    }
    this.dispatch()
  }

  /** Replace the threads that have worked on one file for too long. */
  #check(): void {
    for (const thread of this.#threads) {
      const now = timesOf(thread.systemThread)
      const position = thread.position.join()
      if (position !== thread.lastPosition || thread.assigned.size === 0) {
        thread.lastPosition = position
        thread.since = now
      } else if (isOver(this.#options.limits.timeout, thread.since, now)) {
        this.#replace(thread, null)
      }
    }
  }

  /** @param error - null when the thread is stuck */
  #replace(thread: Thread, error: unknown): void {
    if (this.#isClosed || !this.#threads.delete(thread)) return
    const { assigned, position, worker, isReady } = thread
    void worker.terminate()
    const [number = -1, index = -1] = position
    const culprit = assigned.get(number)
    assigned.delete(number)
    this.#options.queue.unshift(...assigned.values())
    if (culprit) this.#split(culprit, index, error)
    else this.#unexplained += 1
    if (!isReady || this.#unexplained > MAX_UNEXPLAINED) return this.#giveUp(error)
    this.#start()
    this.dispatch()
  }

  #giveUp(error: unknown): void {
    for (const { assigned } of this.#threads) this.#options.queue.unshift(...assigned.values())
    void this.close()
    this.#options.onUnavailable(error)
  }

  /** Abandon the file that a thread failed on, and queue the others of its batch again. */
  #split({ jobs, resolve, reject, isRetry }: Batch, index: number, error: unknown): void {
    const job = jobs[index]
    if (!job) return reject(error)
    const others = this.#enqueue(jobs.toSpliced(index, 1), false)
    const isCertain = error === null || isRetry
    // A thread can run out of memory because of earlier files: try once more in a new one.
    const own = isCertain
      ? Promise.resolve([this.#options.abandon(job, reasonFor(error))])
      : this.#enqueue([job], true)
    Promise.all([own, others]).then(
      ([result, rest]) => resolve(rest.toSpliced(index, 0, ...result)),
      reject,
    )
  }

  #enqueue(jobs: readonly IngestJob[], isRetry: boolean): Promise<readonly IngestResult[]> {
    if (jobs.length === 0) return Promise.resolve([])
    return new Promise((resolve, reject) => {
      this.#options.queue.unshift({ jobs, resolve, reject, isRetry })
    })
  }
}

/** Smaller sidecar files are parsed on the main thread within a few milliseconds. */
const MAX_INLINE_SIDECAR_BYTES = 32 * 1024

/** Parse a sidecar file without blocking the main thread: a large one gets a thread of its own. */
export async function parseSidecarInBackground<File extends SidecarFile>(
  folder: string,
  file: File,
  maxBytes: number,
): Promise<ParsedSidecar<SidecarContents[File]>> {
  const size = statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0
  const { entry } = findWorkerEntry()
  if (!entry || size < MAX_INLINE_SIDECAR_BYTES) return parseSidecar(folder, file, maxBytes)
  const workerData: SidecarWorkerData = { folder, file, maxBytes }
  const worker = new Worker(entry, { workerData })
  try {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- posted by the parse worker
    const [parsed]: ParsedSidecar<SidecarContents[File]>[] = await once(worker, 'message')
    return parsed ?? parseSidecar(folder, file, maxBytes)
  } finally {
    await worker.terminate()
  }
}

/** Megabytes of a thread that has parsed nothing yet. */
const BASE_MEMORY = 64

function reasonFor(error: unknown): AbandonReason {
  if (error === null) return 'TIMEOUT'
  return codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? 'MEMORY' : 'FAILED'
}

const sandbox: { run: (() => unknown) | null } = { run: null }
const sandboxContext = createContext(sandbox)
const call = new Script('run()')

/** Run synchronous code on this thread; null when it takes too long and is stopped. */
function runWithin<Result>(milliseconds: number, work: () => Result): Result | null {
  const before = process.cpuUsage()
  const first = tryWithin(milliseconds, work)
  if (first) return first.result
  const { user, system } = process.cpuUsage(before)
  const wasBusy = user + system > milliseconds * 900
  return wasBusy ? null : (tryWithin(milliseconds * MAX_DELAY, work)?.result ?? null)
}

function tryWithin<Result>(
  timeout: number,
  work: () => Result,
): { readonly result: Result } | null {
  const results: Result[] = []
  sandbox.run = () => results.push(work())
  try {
    call.runInContext(sandboxContext, { timeout })
  } catch (error) {
    if (isTimeout(error)) return null
    throw error
  }
  const [result] = results
  return result === undefined ? null : { result }
}

/** The error belongs to the sandbox, where `Error` is another class. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  )
}

/**
 * The file that worker threads start with: `parse-worker.js`, beside this file or beside the bundle
 * that contains it.
 *
 * @returns null with the reason where threads cannot be started
 */
function findWorkerEntry(): { readonly entry: URL | null; readonly reason: string | null } {
  const here = import.meta.url
  if (!here) return noEntry('the code was bundled into a form that does not know its place')
  if (here.endsWith('.ts')) return noEntry('threads need the built files')
  const entry = new URL('./parse-worker.js', here)
  return existsSync(fileURLToPath(entry))
    ? { entry, reason: null }
    : noEntry(`"${fileURLToPath(entry)}" is not there`)
}

function noEntry(reason: string): { readonly entry: null; readonly reason: string } {
  return { entry: null, reason }
}

// How often a function must run before V8 optimises it, and how much code is inlined into it.
const V8_DEFAULTS = ['--interrupt-budget=67584', '--max-inlined-bytecode-size-cumulative=920']
const REDUCED = ['--interrupt-budget=400000', '--max-inlined-bytecode-size-cumulative=300']

let reducing = 0

/**
 * Have V8 optimise less code while an index is made: each thread optimises everything for itself,
 * and for the first thousands of articles that takes longer than running it. Measured: a fifth less
 * CPU time for 2,000 articles. Requests are answered faster with V8's defaults.
 *
 * @returns a function that restores the defaults
 */
function reduceJit(): () => void {
  reducing += 1
  if (reducing === 1) REDUCED.forEach(setFlagsFromString)
  return () => {
    reducing -= 1
    if (reducing === 0) V8_DEFAULTS.forEach(setFlagsFromString)
  }
}
