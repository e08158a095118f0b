import { Worker } from 'node:worker_threads'
import type { AbandonReason, ReadingLimits } from './abandoned.ts'
import { codeOf } from './file-system.ts'
import type { IngestJob, IngestResult } from './ingest-result.ts'
import type { WorkerData, WorkerRequest, WorkerResponse } from './parse-worker.ts'
import { isOver, type ThreadTimes, timesOf } from './time-limits.ts'

/** Files to be parsed together. */
export interface Batch {
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
  /** The job without one of its parts; null when it has lost too many. */
  readonly abandonPart: (job: IngestJob, part: number, reason: AbandonReason) => IngestJob | null
}

/** Batches that a thread holds: the next one is there before the first is finished. */
const BATCHES_PER_WORKER = 2

/** Milliseconds between checks whether a thread is stuck in a file. */
const CHECK_INTERVAL = 100

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
export class WorkerPool {
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
    const { entry, folder, rules, modules, prepareModule, spoolFolder, limits } = this.#options
    const shared = new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT)
    const workerData: WorkerData = {
      folder,
      rules,
      modules,
      prepareModule,
      spoolFolder,
      position: shared,
    }
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
    const [number = -1, index = -1, , part = -1] = position
    const culprit = assigned.get(number)
    assigned.delete(number)
    this.#options.queue.unshift(...assigned.values())
    if (culprit) this.#split(culprit, { index, part }, error)
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

  /**
   * Abandon the file that a thread failed on, or its part, and queue the others of its batch again.
   *
   * @param part - -1 for a file that is read whole
   */
  #split(
    { jobs, resolve, reject, isRetry }: Batch,
    { index, part }: { readonly index: number; readonly part: number },
    error: unknown,
  ): void {
    const job = jobs[index]
    if (!job) return reject(error)
    const others = this.#enqueue(jobs.toSpliced(index, 1), false)
    const isCertain = error === null || isRetry
    // A thread can run out of memory because of earlier files: try once more in a new one.
    const own = isCertain ? this.#abandon(job, part, error) : this.#enqueue([job], true)
    Promise.all([own, others]).then(
      ([result, rest]) => resolve(rest.toSpliced(index, 0, ...result)),
      reject,
    )
  }

  #abandon(job: IngestJob, part: number, error: unknown): Promise<readonly IngestResult[]> {
    const { abandon, abandonPart } = this.#options
    const reason = reasonFor(error)
    const rest = part < 0 ? null : abandonPart(job, part, reason)
    return rest ? this.#enqueue([rest], true) : Promise.resolve([abandon(job, reason)])
  }

  #enqueue(jobs: readonly IngestJob[], isRetry: boolean): Promise<readonly IngestResult[]> {
    if (jobs.length === 0) return Promise.resolve([])
    return new Promise((resolve, reject) => {
      this.#options.queue.unshift({ jobs, resolve, reject, isRetry })
    })
  }
}

/** Megabytes of a thread that has parsed nothing yet. */
const BASE_MEMORY = 64

function reasonFor(error: unknown): AbandonReason {
  if (error === null) return 'TIMEOUT'
  return codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? 'MEMORY' : 'FAILED'
}
