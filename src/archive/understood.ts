import type { FileReadings, PrepareFile } from '../store/store.ts'
import type { Understood } from './understand.ts'

/** Make readings ready for the index. */
export function ready(
  readings: FileReadings,
  hash: string | null,
  prepare: PrepareFile,
): Understood {
  return {
    path: readings.path,
    hash,
    look: null,
    prepared: prepare(readings),
    articles: readings.readings.length,
    problems: readings.readings.reduce(
      (count, reading) => count + reading.problems.length,
      readings.problems.length,
    ),
  }
}

/** What the index knows, and need not be told. */
export function asKnown(
  { path, hash }: { path: string; hash: string | null },
  look: number | null,
) {
  return { path, hash, look, prepared: null, articles: 0, problems: 0 }
}
