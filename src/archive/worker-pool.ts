import { Worker } from 'node:worker_threads'
import type { Answer, Question, WorkerData } from './index-worker.ts'
import type { Job, Understood } from './understand.ts'

export interface PoolOptions extends WorkerData {
  readonly entry: URL
  readonly size: number
  readonly onFault: (error: unknown) => void
}

interface Waiting {
  readonly jobs: Question
  readonly resolve: (files: readonly Understood[]) => void
  readonly reject: (error: unknown) => void
}

/** Threads that understand files side by side. */
export class WorkerPool {
  readonly size: number
  readonly #workers: Worker[]
  readonly #onFault: (error: unknown) => void
  readonly #idle: Worker[] = []
  readonly #waiting: Waiting[] = []
  readonly #busy = new Map<Worker, Waiting>()
  #failure: unknown = null

  constructor({ entry, size, folder, rules, onFault }: PoolOptions) {
    this.size = size
    this.#onFault = onFault
    const workerData: WorkerData = { folder, rules }
    this.#workers = Array.from({ length: size }, () => this.#start(entry, workerData))
  }

  /** Whether a thread has started: until then whoever has work does better to do it. */
  get isReady(): boolean {
    return this.#failure === null && (this.#idle.length > 0 || this.#busy.size > 0)
  }

  /** Have jobs done by the next thread that is free; rejects when threads die. */
  run(jobs: readonly Job[]): Promise<readonly Understood[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ jobs, resolve, reject })
      this.#handOut()
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  #start(entry: URL, workerData: WorkerData): Worker {
    const worker = new Worker(entry, { workerData })
    worker.on('message', (message: Answer) => this.#hear(worker, message))
    worker.on('error', (error) => this.#fail(error))
    return worker
  }

  #hear(worker: Worker, message: Answer): void {
    const asked = this.#busy.get(worker)
    this.#busy.delete(worker)
    this.#idle.push(worker)
    if (message.kind === 'UNDERSTOOD') {
      for (const fault of message.faults) this.#onFault(fault)
      asked?.resolve(message.files)
    }
    this.#handOut()
  }

  #handOut(): void {
    if (this.#failure !== null) return this.#fail(this.#failure)
    while (this.#idle.length > 0) {
      const next = this.#waiting.shift()
      const worker = next && this.#idle.pop()
      if (!worker) return
      this.#busy.set(worker, next)
      worker.postMessage(next.jobs)
    }
  }

  /** One thread died: nobody waits for any. */
  #fail(error: unknown): void {
    this.#failure = error
    const asked = [...this.#busy.values(), ...this.#waiting]
    this.#busy.clear()
    this.#waiting.length = 0
    for (const { reject } of asked) reject(error)
  }
}
