import { Worker } from 'node:worker_threads'
import type { Answer, WorkerData } from './index-worker.ts'
import type { Job, Understood } from './understand.ts'

/** Files to be understood, and whoever waits for them. */
export interface Batch {
  readonly jobs: readonly Job[]
  readonly resolve: (files: readonly Understood[]) => void
  readonly reject: (error: unknown) => void
}

export interface PoolOptions extends WorkerData {
  readonly entry: URL
  readonly size: number
  /** Batches that nobody does yet; each thread takes from it what it has a hand for. */
  readonly waiting: Batch[]
  readonly onFault: (error: unknown) => void
  /** One thread died, and so no thread does any more; `left` is what they had not done. */
  readonly onDeath: (error: unknown, left: readonly Batch[]) => void
}

/** Batches that a thread is given at once, so that it need not wait for the next one. */
const AHEAD = 2

/** Threads that understand files side by side. */
export class WorkerPool {
  /** Batches that all threads together can have at once. */
  readonly room: number
  readonly #options: PoolOptions
  readonly #workers: readonly Worker[]
  /** What each thread that has started was given, in the order in which it will answer. */
  readonly #given = new Map<Worker, Batch[]>()
  #isClosed = false

  constructor(options: PoolOptions) {
    this.room = options.size * AHEAD
    this.#options = options
    this.#workers = Array.from({ length: options.size }, () => this.#start())
  }

  /** Whether a thread has started: until then whoever has work does better to do it. */
  get isReady(): boolean {
    return this.#given.size > 0
  }

  /** Give out what waits, to those who have least first. */
  handOut(): void {
    for (let having = 0; having < AHEAD; having += 1) {
      for (const [worker, batches] of this.#given) {
        if (batches.length > having) continue
        const batch = this.#options.waiting.shift()
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
    worker.on('message', (message: Answer) => this.#hear(worker, message))
    worker.on('error', (error) => this.#die(error))
    return worker
  }

  #hear(worker: Worker, message: Answer): void {
    if (this.#isClosed) return
    if (message.kind === 'READY') this.#given.set(worker, [])
    else {
      for (const fault of message.faults) this.#options.onFault(fault)
      this.#given.get(worker)?.shift()?.resolve(message.files)
    }
    this.handOut()
  }

  #die(error: unknown): void {
    if (this.#isClosed) return
    const left = [...this.#given.values()].flat()
    this.#given.clear()
    void this.close()
    this.#options.onDeath(error, left)
  }
}
