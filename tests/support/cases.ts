/** Vitest runs with `--mode full`, as in `.ci/long`: every generated case. */
const isFull = process.env.FULL === '1'

/** How many cases to generate: all of them in `.ci/long`, a fifth of them in other runs. */
export function caseCount(all: number): number {
  return isFull ? all : Math.ceil(all / 5)
}

/** Whether to repeat a case in a second way: always in CI, and in `npm test` for a fifth of the cases. */
export function isRepeated(text: string): boolean {
  // The length chooses the same cases in every run.
  return isFull || text.length % 5 === 0
}
