import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { compileLean } from './lean-compiling.ts'
import type { Job, Surroundings, Understood } from './understand.ts'
import { findWorkerEntry } from './worker-entry.ts'
import { type Batch, WorkerPool } from './worker-pool.ts'

/** Whoever understands files: this thread, and others once there is enough to do. */
export interface Crew {
  /** Batches that may be under way at once: more would only take memory. */
  readonly capacity: number
  work(jobs: readonly Job[]): Promise<readonly Understood[]>
  close(): Promise<void>
}

export interface CrewOptions {
  /** Threads that read, this one among them; as many as there are processors when absent. */
  readonly threads?: number | undefined
  /** Module with the store's `prepare` for threads; null when they cannot have one. */
  readonly prepareModule: string | null
  /** Files that will surely have to be understood. */
  readonly expected?: number
}

// Threads take as long to start as these take to be read.
const WORTH_THREADS = 300

/** Milliseconds after which others get their turn, such as a server that answers meanwhile. */
const TURN = 10

export function createCrew(
  surroundings: Surroundings,
  { threads = availableParallelism(), expected = 0, prepareModule }: CrewOptions,
): Crew {
  const { folder, rules, onFault } = surroundings
  const waiting: Batch[] = []
  let pool: WorkerPool | null = null
  let handed = 0
  let isDecided = threads === 1
  let isHelping = false
  let compileAsBefore = () => {}

  /** Once there is enough to do, start threads, or tell whoever hears of faults why there are none. */
  const settleIn = (files: number) => {
    if (isDecided || files < WORTH_THREADS) return
    isDecided = true
    const { entry, reason } = findWorkerEntry()
    if (!entry) return onFault(new Error(`Files are read by one thread: ${reason}.`))
    if (prepareModule === null) {
      return onFault(
        new Error('Files are read by one thread: the store prepares them in none else.'),
      )
    }
    compileAsBefore = compileLean()
    // What one dead thread leaves behind, this one does.
    const onDeath = (error: unknown, left: readonly Batch[]) => {
      onFault(error)
      waiting.unshift(...left)
      void help()
    }
    const size = threads - 1
    pool = new WorkerPool({
      entry,
      size,
      folder,
      rules,
      prepareModule,
      waiting,
      onFault,
      onDeath,
    })
  }
  const alone = async (jobs: readonly Job[]) => {
    // What it takes to understand a file is loaded when one must be.
    const { understand } = await import('./understand.ts')
    const files: Understood[] = []
    let turned = performance.now()
    for (const job of jobs) {
      if (performance.now() - turned > TURN) {
        await setImmediate()
        turned = performance.now()
      }
      files.push(understand(job, surroundings))
    }
    return files
  }
  /** Do what the other threads have no hands for. */
  const help = async () => {
    if (isHelping) return
    isHelping = true
    await setImmediate()
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
      await alone(batch.jobs).then(batch.resolve, batch.reject)
      await setImmediate()
    }
    isHelping = false
  }

  settleIn(expected)
  return {
    get capacity() {
      return pool?.isReady ? pool.room + threads + 1 : 1
    },
    work(jobs) {
      handed += jobs.length
      settleIn(handed)
      return new Promise((resolve, reject) => {
        waiting.push({ jobs, resolve, reject })
        pool?.handOut()
        void help()
      })
    },
    async close() {
      // Nobody waits for these any more.
      waiting.length = 0
      compileAsBefore()
      await pool?.close()
    },
  }
}
