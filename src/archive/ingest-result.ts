import type { Annotations } from '../model/annotations.ts'
import type { ArchiveFile } from '../model/file.ts'
import type { Problem, ProblemCode } from '../model/problem.ts'
import type { Settings } from '../model/settings.ts'
import { articleProblems } from '../store/reading-facts.ts'
import type { FileReadings, PreparedFile, PrepareFile } from '../store/store.ts'
import type { FileFingerprint } from './fingerprint.ts'
import type { Readers } from './readers.ts'
import type { SpooledFile } from './spool.ts'

// Separate from `ingest-file.ts`, which loads the extractors: an unchanged folder needs none.

/** A file to be read. */
export interface IngestJob {
  readonly file: ArchiveFile
  readonly fingerprint: FileFingerprint
  /** Hash of the content that the index already has; null when the file must be parsed. */
  readonly knownHash: string | null
  /** Problems of the file that were found elsewhere. */
  readonly extra: readonly Problem[]
  /** Parts of a large file that took too much before, and are left out. */
  readonly abandonedParts?: readonly AbandonedPart[]
}

export interface AbandonedPart {
  /** Its number, from 0. */
  readonly part: number
  readonly code: ProblemCode
  /** In words that complete "Reading it …". */
  readonly cause: string
}

/** What a reading depends on besides the file. */
export interface ReadingRules {
  readonly settings: Settings
  readonly annotations: Annotations
}

/** What all files of one archive are read with. */
export interface ReadContext {
  readonly folder: string
  readonly rules: ReadingRules
  readonly readers: Readers
  /** Called with an internal error that became a READER_FAILED problem. */
  readonly onFault: (error: unknown) => void
}

export interface IngestContext extends ReadContext {
  /** The store's own. */
  readonly prepare: PrepareFile
  /** For the parts of large files; made when it is needed. */
  readonly spoolFolder: string
  /**
   * Close what is open for the file in progress. A reader that is stopped in the middle runs no
   * `finally`, so the code that stops it calls these.
   */
  readonly closers: Set<() => void>
}

/** One file, ready for the index. */
export interface IngestResult {
  readonly path: string
  /** SHA-256 of the bytes; null when they give no text. */
  readonly hash: string | null
  /** Number of the fingerprint; null when the file must be read again next time. */
  readonly fingerprint: number | null
  /** Null when the index already has this content. */
  readonly prepared: PreparedFile | SpooledFile | null
  readonly articles: number
  /** Errors and warnings. */
  readonly problems: number
  /** Number of the work of another process that it comes from. */
  readonly work?: number
}

/** The result of a file whose content the index already has. */
export function unchanged(
  { path, hash }: Pick<IngestResult, 'path' | 'hash'>,
  fingerprint: number | null,
): IngestResult {
  return { path, hash, fingerprint, prepared: null, articles: 0, problems: 0 }
}

/** The result of a file with new content. */
export function prepared(
  readings: FileReadings,
  hash: string | null,
  fingerprint: number | null,
  prepare: (readings: FileReadings) => PreparedFile | SpooledFile,
): IngestResult {
  return {
    path: readings.path,
    hash,
    fingerprint,
    prepared: prepare(readings),
    articles: readings.readings.length,
    problems: countProblems(readings),
  }
}

/** Number of errors and warnings, with the doubts about times. */
export function countProblems({
  readings,
  problems,
}: Pick<FileReadings, 'readings' | 'problems'>): number {
  return [problems, ...readings.map(articleProblems)]
    .flat()
    .filter(({ severity }) => severity !== 'INFO').length
}
