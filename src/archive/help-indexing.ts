import { setTimeout } from 'node:timers/promises'
import type { ClaimedWork, WorkHelper, WorkQueue } from '../store/work-queue.ts'
import type { FolderIngest } from './ingest-folder.ts'
import type { IngestJob } from './ingest-result.ts'
import { createParsePool, type ParsePool, type ParsePoolOptions } from './parse-pool.ts'
import type { Progress } from './refresh-folder.ts'
import { jobsFrom, piecesOf } from './staged-results.ts'
import { walkArchive } from './walk.ts'

export interface HelpOptions {
  readonly queue: WorkQueue
  /** See `rulesOf`. */
  readonly rules: string
  readonly context: FolderIngest['context']
  readonly pool: ParsePoolOptions
  /** How far the other process is. */
  readonly onProgress: (progress: Progress) => void
  readonly onNotice: (notice: string) => void
  readonly signal?: AbortSignal | undefined
}

/** Batches for a single thread: the next one is there before the result of the first is stored. */
const LEAST_CAPACITY = 2

/** Milliseconds between questions for work when there was none, and between signs of life. */
const POLL = 50
const BEAT_INTERVAL = 5_000
const PROGRESS_INTERVAL = 1_000

/**
 * Read files for the process that writes the index, until no process does or the signal is aborted.
 *
 * @returns false when that process has other settings or another version, so that this one cannot help
 */
export async function helpIndexing(options: HelpOptions): Promise<boolean> {
  const { queue, rules, signal } = options
  const leader = await queue.leader(rules)
  if (!leader) return true
  if (leader.hasSameRules === false) return false
  const helper = await queue.help(rules)
  const pool = createParsePool(options.context, options.pool)
  const helping = new Helping(options, helper, pool)
  try {
    while (!signal?.aborted) if (!(await helping.step())) return helping.hasSameRules
    return true
  } finally {
    helping.tell()
    await pool.close()
    await helper.close()
  }
}

class Helping {
  hasSameRules = true
  readonly #options: HelpOptions
  readonly #helper: WorkHelper
  readonly #pool: ParsePool
  readonly #running = new Set<Promise<void>>()
  #failure: { readonly error: unknown } | null = null
  #files = 0
  #beaten = Date.now()
  #asked = 0

  constructor(options: HelpOptions, helper: WorkHelper, pool: ParsePool) {
    this.#options = options
    this.#helper = helper
    this.#pool = pool
  }

  /** @returns false when there is nobody to help */
  async step(): Promise<boolean> {
    if (this.#failure) throw this.#failure.error
    const now = Date.now()
    if (now - this.#beaten >= BEAT_INTERVAL) {
      this.#beaten = now
      await this.#helper.beat()
    }
    const room = Math.max(this.#pool.capacity, LEAST_CAPACITY) - this.#running.size
    const claimed = room > 0 ? await this.#helper.claim(room) : []
    for (const work of claimed) this.#start(work)
    const isIdle = this.#running.size === 0
    if ((isIdle || now - this.#asked >= PROGRESS_INTERVAL) && !(await this.#ask()) && isIdle) {
      return false
    }
    if (claimed.length === 0) await Promise.race([...this.#running, setTimeout(POLL)])
    return true
  }

  tell(): void {
    if (this.#files === 0) return
    this.#options.onNotice(
      `Read ${this.#files} ${this.#files === 1 ? 'file' : 'files'} for another process, which wrote the index.`,
    )
  }

  /** @returns whether there is somebody to help */
  async #ask(): Promise<boolean> {
    const { queue, rules, onProgress } = this.#options
    this.#asked = Date.now()
    const leader = await queue.leader(rules)
    this.hasSameRules = leader?.hasSameRules !== false
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `SharedPool.report`
    if (leader?.progress) onProgress(JSON.parse(leader.progress) as Progress)
    return leader !== null && this.hasSameRules
  }

  #start(claimed: ClaimedWork): void {
    const running = this.#read(claimed)
      .catch((error: unknown) => {
        this.#failure ??= { error }
      })
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  async #read({ work, jobs }: ClaimedWork): Promise<void> {
    const all = jobsFrom(jobs)
    const isHere = all.map((job) => isAsFound(job, this.#options.context.folder))
    const results = (await this.#pool.parse(all.filter((_, at) => isHere[at]))).values()
    const staged = isHere.map((here) => (here ? (results.next().value ?? null) : null))
    await this.#helper.finish(work, piecesOf(staged))
    this.#files += isHere.filter(Boolean).length
  }
}

/**
 * Whether this machine has the file as the process that writes the index found it. A copy of the folder on
 * another machine has other change times.
 */
function isAsFound({ file, fingerprint }: IngestJob, folder: string): boolean {
  try {
    const [found] = walkArchive(folder, file.path)
    return (
      found?.kind === 'FILE' &&
      found.file.bytes === file.bytes &&
      found.fingerprint.modified === fingerprint.modified
    )
  } catch {
    return false
  }
}
