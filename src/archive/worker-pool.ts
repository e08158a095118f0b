import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { IngestContext, IngestJob, IngestResult } from './ingest-result.ts'
import type { WorkerData, WorkerResponse } from './parse-worker.ts'

/** Reads and parses files: on the main thread, and on worker threads when there are many files. */
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
}

/** Starting threads takes as long as parsing this many files. */
const MIN_FILES_FOR_THREADS = 300

/** Milliseconds of parsing after which the main thread yields to other work, such as requests. */
const TIME_SLICE = 10

export function createParsePool(
  context: IngestContext,
  { threads = availableParallelism(), expected = 0, prepareModule }: ParsePoolOptions,
): ParsePool {
  const { folder, rules, onFault } = context
  const queue: Batch[] = []
  let workers: WorkerPool | null = null
  let received = 0
  let isDecided = threads === 1
  let isDraining = false
  let restoreJitFlags = () => {}

  /** Start threads once there are enough files for them. */
  const startIfWorthwhile = (files: number) => {
    if (isDecided || files < MIN_FILES_FOR_THREADS) return
    isDecided = true
    const { entry, reason } = findWorkerEntry()
    if (!entry) return onFault(new Error(`Files are read by one thread: ${reason}.`))
    if (prepareModule === null) {
      const reason = 'the store cannot prepare them in others'
      return onFault(new Error(`Files are read by one thread: ${reason}.`))
    }
    restoreJitFlags = reduceJit()
    const onDeath = (error: unknown, unfinished: readonly Batch[]) => {
      onFault(error)
      queue.unshift(...unfinished)
      void drainQueue()
    }
    const size = threads - 1
    const data = { folder, rules, prepareModule }
    workers = new WorkerPool({ ...data, entry, size, queue, onFault, onDeath })
  }
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
      results.push(ingestFile(job, [], context))
    }
    return results
  }
  /** Parse queued batches on the main thread while all workers are busy. */
  const drainQueue = async () => {
    if (isDraining) return
    isDraining = true
    await setImmediate()
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      await parseInline(batch.jobs).then(batch.resolve, batch.reject)
      await setImmediate()
    }
    isDraining = false
  }

  startIfWorthwhile(expected)
  return {
    get capacity() {
      return workers?.isReady ? workers.capacity + threads + 1 : 1
    },
    parse(jobs) {
      received += jobs.length
      startIfWorthwhile(received)
      return new Promise((resolve, reject) => {
        queue.push({ jobs, resolve, reject })
        workers?.dispatch()
        void drainQueue()
      })
    },
    async close() {
      // Callers have stopped waiting for these.
      queue.length = 0
      restoreJitFlags()
      await workers?.close()
    },
  }
}

/** Files to be parsed together. */
export interface Batch {
  readonly jobs: readonly IngestJob[]
  readonly resolve: (results: readonly IngestResult[]) => void
  readonly reject: (error: unknown) => void
}

export interface WorkerPoolOptions extends WorkerData {
  readonly entry: URL
  readonly size: number
  /** Batches that no thread has taken yet; shared with the main thread. */
  readonly queue: Batch[]
  readonly onFault: (error: unknown) => void
  /** One thread died, and all were stopped; `unfinished` are the batches that they had. */
  readonly onDeath: (error: unknown, unfinished: readonly Batch[]) => void
}

/** Batches that a thread holds: the next one is there before the first is finished. */
const BATCHES_PER_WORKER = 2

/** Threads that take batches from a shared queue. */
export class WorkerPool {
  /** Batches that all threads together can hold. */
  readonly capacity: number
  readonly #options: WorkerPoolOptions
  readonly #workers: readonly Worker[]
  /** The batches of each thread that is ready, in the order of its responses. */
  readonly #assigned = new Map<Worker, Batch[]>()
  #isClosed = false

  constructor(options: WorkerPoolOptions) {
    this.capacity = options.size * BATCHES_PER_WORKER
    this.#options = options
    this.#workers = Array.from({ length: options.size }, () => this.#start())
  }

  /** Whether a thread has started: until then, the main thread parses everything. */
  get isReady(): boolean {
    return this.#assigned.size > 0
  }

  /** Assign queued batches, first to the threads with the fewest. */
  dispatch(): void {
    for (let held = 0; held < BATCHES_PER_WORKER; held += 1) {
      for (const [worker, batches] of this.#assigned) {
        if (batches.length > held) continue
        const batch = this.#options.queue.shift()
        if (!batch) return
        batches.push(batch)
        worker.postMessage(batch.jobs)
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  #start(): Worker {
    const { entry, folder, rules, prepareModule } = this.#options
    const workerData: WorkerData = { folder, rules, prepareModule }
    const worker = new Worker(entry, { workerData })
    worker.on('message', (response: WorkerResponse) => this.#receive(worker, response))
    worker.on('error', (error) => this.#stopAll(error))
    return worker
  }

  #receive(worker: Worker, response: WorkerResponse): void {
    if (this.#isClosed) return
    if (response.kind === 'READY') this.#assigned.set(worker, [])
    else {
      for (const fault of response.faults) this.#options.onFault(fault)
      this.#assigned.get(worker)?.shift()?.resolve(response.results)
    }
    this.dispatch()
  }

  #stopAll(error: unknown): void {
    if (this.#isClosed) return
    const unfinished = [...this.#assigned.values()].flat()
    this.#assigned.clear()
    void this.close()
    this.#options.onDeath(error, unfinished)
  }
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
  const isSource = here.endsWith('.ts')
  if (isSource && !process.execArgv.some((argument) => argument.includes('tsx'))) {
    return noEntry('threads need the built files, or tsx, to run from source')
  }
  const entry = new URL(isSource ? './parse-worker.ts' : './parse-worker.js', here)
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
