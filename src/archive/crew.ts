import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import type { Job, Surroundings, Understood } from './understand.ts'
import { findWorkerEntry } from './worker-entry.ts'
import { WorkerPool } from './worker-pool.ts'

/** Whoever understands files: this thread, and others once there is enough to do. */
export interface Crew {
  /** Batches that may be under way at once: more would only take memory. */
  readonly capacity: number
  work(jobs: readonly Job[]): Promise<readonly Understood[]>
  close(): Promise<void>
}

// Threads take as long to start as these take to be read.
const WORTH_THREADS = 300

/** @param threads - as many as there are processors when absent; one means this thread alone */
export function createCrew(surroundings: Surroundings, threads = availableParallelism()): Crew {
  const { folder, rules, onFault } = surroundings
  let pool: WorkerPool | null = null
  let done = 0

  /** The reason why there are none goes to whoever hears of faults. */
  const startPool = () => {
    const { entry, reason } = findWorkerEntry()
    if (entry) pool = new WorkerPool({ entry, size: threads, folder, rules, onFault })
    else onFault(new Error(`Files are read by one thread: ${reason}.`))
  }
  const alone = async (jobs: readonly Job[]) => {
    // Others get their turn, such as a server that answers meanwhile.
    await setImmediate()
    // What it takes to understand a file is loaded when one must be.
    const { understand } = await import('./understand.ts')
    return jobs.map((job) => understand(job, surroundings))
  }

  return {
    get capacity() {
      return pool?.isReady ? pool.size * 3 : 1
    },
    async work(jobs) {
      const before = done
      done += jobs.length
      if (threads > 1 && before < WORTH_THREADS && done >= WORTH_THREADS) startPool()
      if (!pool?.isReady) return alone(jobs)
      try {
        return await pool.run(jobs)
      } catch (error) {
        onFault(error)
        return alone(jobs)
      }
    },
    close: async () => pool?.close(),
  }
}
