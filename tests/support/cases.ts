/** Vitest runs with `--mode full`, as in `.ci/long`: every generated case. */
export const isFull = process.env.FULL === '1'

/** How many cases to generate: all of them in `.ci/long`, a fifth of them in other runs. */
export function caseCount(all: number): number {
  return isFull ? all : Math.ceil(all / 5)
}

/** Cases that are much alike: all of them in `.ci/long`, the first in other runs. */
export function casesOf<T>(cases: readonly T[]): readonly T[] {
  return isFull ? cases : cases.slice(0, 1)
}

/** Whether to repeat a case in a second way: always in CI, and in `npm test` for a fifth of the cases. */
export function isRepeated(text: string): boolean {
  // The length chooses the same cases in every run.
  return isFull || text.length % 5 === 0
}
