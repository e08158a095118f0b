import { readFileSync } from 'node:fs'
import { createContext, Script } from 'node:vm'

export interface ThreadTimes {
  /** Milliseconds that the processor has worked for the thread; null where it is unknown. */
  readonly processor: number | null
  readonly clock: number
}

/** A busy machine may delay a thread by this factor before the thread is stopped. */
export const MAX_DELAY = 6

/** The processor's time decides, since the clock also counts while others have the processor. */
export function isOver(limit: number, since: ThreadTimes, now: ThreadTimes): boolean {
  const elapsed = now.clock - since.clock
  if (since.processor === null || now.processor === null) return elapsed > limit
  return now.processor - since.processor > limit || elapsed > limit * MAX_DELAY
}

/** The times of a thread now. */
export function timesOf(systemThread: string | null): ThreadTimes {
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

const sandbox: { run: (() => unknown) | null } = { run: null }

const sandboxContext = createContext(sandbox)
const call = new Script('run()')

/**
 * Run synchronous code on this thread; null when it takes too long and is stopped.
 *
 * @param work - called a second time when others had the processor during the first
 */
export function runWithin<Result>(milliseconds: number, work: () => Result): Result | null {
  const before = process.cpuUsage()
  const first = tryWithin(milliseconds, work)
  if (first) return first.result
  const { user, system } = process.cpuUsage(before)
  const wasBusy = user + system > milliseconds * 900
  return wasBusy ? null : (tryWithin(milliseconds * MAX_DELAY, work)?.result ?? null)
}

/** The same in one attempt, which may also be stopped because others had the processor. */
export function tryWithin<Result>(
  timeout: number,
  work: () => Result,
): { readonly result: Result } | null {
  const done: { readonly result: Result }[] = []
  sandbox.run = () => done.push({ result: work() })
  try {
    call.runInContext(sandboxContext, { timeout })
  } catch (error) {
    if (isTimeout(error)) return null
    throw error
  }
  return done[0] ?? null
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
