import type { Problem } from '../model/problem.ts'
import { fileProblem } from '../text/problems.ts'
import { type IngestContext, type IngestJob, type IngestResult, prepared } from './ingest-result.ts'
import { readFile } from './read-file.ts'

/** What reading one file may take. */
export interface ReadingLimits {
  /** Milliseconds. */
  readonly timeout: number
  /** Megabytes of memory that one file may add. */
  readonly memory: number
}

export const defaultReadingLimits: ReadingLimits = { timeout: 10_000, memory: 300 }

export type AbandonReason = 'TIMEOUT' | 'MEMORY' | 'FAILED'

/**
 * The result of a file that took too much time or memory: a problem and no articles. The index keeps
 * it with the hash of the file, so that the same bytes are not tried again.
 */
export function abandoned(
  { file: { path, bytes: size }, fingerprint }: IngestJob,
  reason: AbandonReason,
  { folder, rules, prepare }: IngestContext,
  limits: ReadingLimits,
): IngestResult {
  const problems = [PROBLEMS[reason](path, limits)]
  const file =
    size > rules.settings.maxFileBytes ? null : readFile(folder, path, rules.settings).file
  if (!file) return prepared({ path, file: null, readings: [], problems }, null, null, prepare)
  const { bytes, modified } = file
  const record = {
    path,
    format: 'unknown',
    formatReason: 'it was not read',
    encoding: 'unknown',
    encodingBasis: 'GUESSED',
    bytes,
    modified,
    hash: abandonedHash(file.hash),
  } as const
  const readings = { path, file: record, readings: [], problems }
  return prepared(readings, null, fingerprint.number, prepare)
}

/** Stands in the index for the hash of an abandoned file. It never equals that of another file. */
export function abandonedHash(hash: string): string {
  return `abandoned ${hash}`
}

export function isAbandoned(hash: string): boolean {
  return hash.startsWith('abandoned ')
}

const PROBLEMS: Readonly<Record<AbandonReason, (path: string, limits: ReadingLimits) => Problem>> =
  {
    TIMEOUT: (path, { timeout }) =>
      fileProblem(path, {
        code: 'READER_TIMED_OUT',
        severity: 'ERROR',
        message: `Reading "${path}" took more than ${timeout / 1_000} seconds and was stopped; the file was left out.`,
        hint: 'Split the file. It is read again when it changes.',
      }),
    MEMORY: (path, { memory }) =>
      fileProblem(path, {
        code: 'READER_OUT_OF_MEMORY',
        severity: 'ERROR',
        message: `Reading "${path}" took more than ${memory} MB of memory and was stopped; the file was left out.`,
        hint: 'Split the file. It is read again when it changes.',
      }),
    FAILED: (path) =>
      fileProblem(path, {
        code: 'READER_FAILED',
        severity: 'ERROR',
        message: `The reader failed on "${path}"; the file was left out.`,
        hint: 'This is a fault of Pressgraph, not of the file. The log has the details.',
      }),
  }
