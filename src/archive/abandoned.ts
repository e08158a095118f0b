import type { Problem } from '../model/problem.ts'
import { fileProblem } from '../text/problems.ts'
import {
  type AbandonedPart,
  type IngestContext,
  type IngestJob,
  type IngestResult,
  prepared,
} from './ingest-result.ts'
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
  const problems = [fileLeftOut(path, reason, limits)]
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

/** More would be read from the beginning too often. */
const MOST_ABANDONED_PARTS = 8

/** The job without a part of its large file that took too much; null when it has lost too many. */
export function withoutPart(
  job: IngestJob,
  part: number,
  reason: AbandonReason,
  limits: ReadingLimits,
): IngestJob | null {
  const { abandonedParts = [] } = job
  if (abandonedParts.length >= MOST_ABANDONED_PARTS) return null
  return { ...job, abandonedParts: [...abandonedParts, { part, ...CAUSES[reason](limits) }] }
}

const CAUSES: Readonly<
  Record<AbandonReason, (limits: ReadingLimits) => Omit<AbandonedPart, 'part'>>
> = {
  TIMEOUT: ({ timeout }) => ({
    code: 'READER_TIMED_OUT',
    cause: `took more than ${timeout / 1_000} seconds and was stopped`,
  }),
  MEMORY: ({ memory }) => ({
    code: 'READER_OUT_OF_MEMORY',
    cause: `took more than ${memory} MB of memory and was stopped`,
  }),
  FAILED: () => ({ code: 'READER_FAILED', cause: 'failed' }),
}

/** The hash that the index keeps for an abandoned file. It equals the hash of no other file. */
export function abandonedHash(hash: string): string {
  return `abandoned ${hash}`
}

export function isAbandoned(hash: string): boolean {
  return hash.startsWith('abandoned ')
}

const HINTS: Readonly<Record<AbandonReason, string>> = {
  TIMEOUT: 'Split the file. It is read again when it changes.',
  MEMORY: 'Split the file. It is read again when it changes.',
  FAILED: 'This is a fault of Pressgraph, not of the file. The log has the details.',
}

function fileLeftOut(path: string, reason: AbandonReason, limits: ReadingLimits): Problem {
  const { code, cause } = CAUSES[reason](limits)
  return fileProblem(path, {
    code,
    severity: 'ERROR',
    message: `Reading "${path}" ${cause}; the file was left out.`,
    hint: HINTS[reason],
  })
}
