import {
  createLoaders,
  type LoaderOptions,
  type Loaders,
  type ReadStore,
} from '../src/loaders/loaders.ts'
import type { CorrectionDesk } from '../src/model/annotations.ts'
import type { ArchiveChange, ArchiveState } from '../src/model/archive.ts'

/** The part of an archive that the schema reads; `openArchive` returns one. */
export interface ServedArchive {
  readonly store: ReadStore
  readonly state: ArchiveState
  /** All later changes, until the consumer ends the iteration; with `since`, first the difference from it. */
  changes(since?: string): AsyncIterableIterator<ArchiveChange>
}

/** Context of one request. */
export interface Context {
  /** Loaders of this request; a subscription replaces them for each event. */
  load: Loaders
  readonly archive: ServedArchive
  /** Address above all pages, without a slash at its end: `https://news.example` or ``; null without pages. */
  readonly pagesUrl: string | null
  /** Null where nothing can be corrected. */
  readonly corrections: CorrectionDesk | null
}

interface ContextOptions extends LoaderOptions {
  readonly pagesUrl?: string | null
  readonly corrections?: CorrectionDesk | null
}

export function createContext(archive: ServedArchive, options: ContextOptions = {}): Context {
  const { pagesUrl = null, corrections = null, ...others } = options
  return { archive, pagesUrl, corrections, load: createLoaders(archive.store, others) }
}
