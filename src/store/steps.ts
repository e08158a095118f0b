import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work before others get a turn. */
const TIME_SLICE = 10

/** Run a generator without a pause. */
export function runToEnd<Result>(steps: Generator<unknown, Result>): Result {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/**
 * Run a generator, and let others in between its steps.
 *
 * @param resume - called after each pause; what it throws ends the run
 */
export async function runInSlices<Result>(
  steps: Generator<unknown, Result>,
  resume = () => {},
): Promise<Result> {
  let since = performance.now()
  let step = steps.next()
  while (!step.done) {
    if (performance.now() - since > TIME_SLICE) {
      await setImmediate()
      resume()
      since = performance.now()
    }
    step = steps.next()
  }
  return step.value
}
