import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { WorkLeader, WorkQueue } from '../store/work-queue.ts'
import { isReliable } from './fingerprint.ts'
import type { IngestJob, IngestResult } from './ingest-result.ts'
import type { ParsePool } from './parse-pool.ts'
import type { Progress } from './refresh-folder.ts'
import { keyOf, resultsFrom, type StagedResults } from './staged-results.ts'

/** A pool of which other processes take work, while the process that writes the index works, too. */
export interface SharedPool extends ParsePool {
  /** Show the other processes how far the index is. */
  report(progress: Progress): void
  /** Call when all results have been put, before the change is committed. */
  clear(): Promise<void>
}

export interface SharedPoolOptions {
  readonly queue: WorkQueue
  /** See `rulesOf`. */
  readonly rules: string
}

/** Milliseconds between looks into the queue, between counts of the helpers, and between reports. */
const POLL = 20
const COUNT_INTERVAL = 250
const REPORT_INTERVAL = 1_000

/** Batches for a single thread: it reads the next ones while the database writes the rows of the first. */
const LEAST_CAPACITY = 3

/** Batches that are offered for each helper, and at most. */
const BATCHES_PER_HELPER = 24
const MOST_OFFERED = 240

/** Results behind the first missing one that are taken out of the queue, where they need no memory. */
const MOST_AHEAD = 32

/** Results that may wait to be written while this process reads more files. */
const MOST_UNWRITTEN = 4

/** Milliseconds without a call after which the last batches are there. */
const LAST_CALL = 1_000

interface Batch {
  /** In the order of the calls. */
  readonly sequence: number
  readonly jobs: readonly IngestJob[]
  readonly resolve: (results: readonly IngestResult[]) => void
  readonly reject: (error: unknown) => void
  /** When its fingerprints were taken at the latest. */
  readonly since: number
}

/** @param pool - reads files in this process; closed with the shared one */
export async function createSharedPool(
  pool: ParsePool,
  { queue, rules }: SharedPoolOptions,
): Promise<SharedPool> {
  return new Sharing(pool, await queue.lead(rules), rules)
}

class Sharing implements SharedPool {
  readonly #pool: ParsePool
  readonly #leader: WorkLeader
  readonly #rules: string
  readonly #folder = join(tmpdir(), `pressgraph-${randomUUID()}`)
  /** Batches that nobody works on, those in the queue by the numbers of the work, and all without a result. */
  #waiting: Batch[] = []
  readonly #offered = new Map<number, Batch>()
  readonly #open = new Set<Batch>()
  #sequence = 0
  #called = 0
  #local = 0
  #helpers = 0
  #counted = 0
  #progress: string | null = null
  #reported = 0
  #isClosed = false
  #failure: { readonly error: unknown } | null = null
  #distributing: Promise<void> | null = null
  readonly #polling: Promise<void>

  constructor(pool: ParsePool, leader: WorkLeader, rules: string) {
    this.#pool = pool
    this.#leader = leader
    this.#rules = rules
    this.#polling = this.#poll().catch((error: unknown) => this.#fail(error))
  }

  get capacity(): number {
    const own = Math.max(this.#pool.capacity, LEAST_CAPACITY)
    return own + Math.min(this.#helpers * BATCHES_PER_HELPER, MOST_OFFERED)
  }

  async parse(jobs: readonly IngestJob[]): Promise<readonly IngestResult[]> {
    if (this.#failure) throw this.#failure.error
    // Files that are read once more because of another one are waited for.
    if (jobs.some(({ extra }) => extra.length > 0)) return this.#pool.parse(jobs)
    return new Promise((resolve, reject) => {
      this.#sequence += 1
      this.#called = Date.now()
      const batch = { sequence: this.#sequence, jobs, resolve, reject, since: Date.now() }
      this.#open.add(batch)
      this.#waiting.push(batch)
      this.#distribute()
    })
  }

  report(progress: Progress): void {
    this.#progress = JSON.stringify(progress)
  }

  async clear(): Promise<void> {
    this.#isClosed = true
    await this.#polling
    await this.#distributing
    if (this.#failure) throw this.#failure.error
    await this.#leader.clear()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#polling
    await this.#distributing
    this.#leader.close()
    await this.#pool.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** Give batches to this process as far as it has room, the others to helpers. */
  #distribute(): void {
    while (this.#hasRoom() && this.#waiting.length > 0) this.#parse(this.#waiting.shift())
    if (this.#distributing || this.#isClosed || this.#failure) return
    const mayOffer = this.#helpers > 0 && this.#waiting.length > 0
    if (!mayOffer && !(this.#hasRoom() && this.#offered.size > 0)) return
    this.#distributing = this.#exchange()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#distributing = null
      })
  }

  async #exchange(): Promise<void> {
    if (this.#helpers > 0 && this.#waiting.length > 0) {
      const batches = this.#waiting.splice(0)
      const offers = batches.map(({ jobs }) => {
        const text = JSON.stringify(jobs)
        return { key: keyOf(this.#rules, text), jobs: text }
      })
      const numbers = await this.#leader.offer(offers)
      for (const [at, batch] of batches.entries()) {
        const number = numbers[at]
        if (number !== undefined) this.#offered.set(number, batch)
      }
    }
    while (this.#hasRoom() && this.#offered.size > 0) {
      const number = await this.#leader.takeBack()
      if (number === null) return
      const batch = this.#offered.get(number)
      this.#offered.delete(number)
      this.#parse(batch)
    }
  }

  #hasRoom(): boolean {
    return this.#local < Math.max(this.#pool.capacity, LEAST_CAPACITY) && !this.#isBehind()
  }

  /** Whether results wait to be written, which helpers cannot do; not when the last call is long ago. */
  #isBehind(): boolean {
    if (this.#helpers === 0 || Date.now() - this.#called > LAST_CALL) return false
    return this.capacity - this.#open.size > MOST_UNWRITTEN
  }

  #parse(batch: Batch | undefined): void {
    if (!batch) return
    this.#local += 1
    this.#pool
      .parse(batch.jobs)
      .then(
        (results) => this.#resolve(batch, results),
        (error: unknown) => this.#reject(batch, error),
      )
      .finally(() => {
        this.#local -= 1
        this.#distribute()
      })
      .catch(() => {})
  }

  async #poll(): Promise<void> {
    while (!this.#isClosed && !this.#failure) {
      const now = Date.now()
      if (now - this.#counted >= COUNT_INTERVAL) {
        this.#counted = now
        this.#helpers = await this.#leader.helpers()
      }
      if (this.#progress !== null && this.#helpers > 0 && now - this.#reported >= REPORT_INTERVAL) {
        this.#reported = now
        await this.#leader.report(this.#progress)
      }
      if (this.#offered.size > 0) await this.#takeFinished()
      this.#distribute()
      await setTimeout(POLL)
    }
  }

  async #takeFinished(): Promise<void> {
    const first = this.#open.values().next().value?.sequence ?? 0
    const wanted = [...this.#offered].filter(([, { sequence }]) => sequence < first + MOST_AHEAD)
    const states = await this.#leader.states(wanted.map(([number]) => number))
    for (const [at, [number, batch]] of wanted.entries()) {
      // It may have been taken back meanwhile.
      if (states[at] === 'OPEN' || this.#offered.get(number) !== batch) continue
      this.#offered.delete(number)
      if (states[at] === 'LOST') this.#parse(batch)
      else await this.#take(number, batch)
    }
  }

  async #take(work: number, batch: Batch): Promise<void> {
    const staged = await resultsFrom(this.#leader.pieces(work), this.#folder)
    const missing = batch.jobs.filter((_, at) => !staged[at])
    if (missing.length === 0) return this.#resolve(batch, this.#checked(staged, work, batch, []))
    // In its own time: what other helpers have finished is taken meanwhile.
    this.#pool.parse(missing).then(
      (results) => this.#resolve(batch, this.#checked(staged, work, batch, results)),
      (error: unknown) => this.#reject(batch, error),
    )
  }

  /** The clock of another machine does not decide whether a fingerprint is reliable. */
  #checked(
    staged: StagedResults,
    work: number,
    { jobs, since }: Batch,
    others: readonly IngestResult[],
  ): IngestResult[] {
    const next = others.values()
    return jobs.flatMap(({ fingerprint: found }, at) => {
      const result = staged[at]
      if (!result) return next.next().value ?? []
      const fingerprint = isReliable(found, since) ? result.fingerprint : null
      return { ...result, fingerprint, work }
    })
  }

  #resolve(batch: Batch, results: readonly IngestResult[]): void {
    this.#open.delete(batch)
    batch.resolve(results)
  }

  #reject(batch: Batch, error: unknown): void {
    this.#open.delete(batch)
    batch.reject(error)
  }

  #fail(error: unknown): void {
    this.#failure ??= { error }
    for (const batch of this.#open) batch.reject(error)
    this.#open.clear()
    this.#waiting = []
    this.#offered.clear()
  }
}
