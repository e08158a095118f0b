import { createLoaders, type LoaderOptions, type Loaders } from '../src/loaders/loaders.ts'
import type { ArchiveChange, ArchiveState } from '../src/model/archive.ts'
import type { ReadStore } from '../src/store/store.ts'

/** What the schema needs of an archive; `openArchive` gives one. */
export interface ServedArchive {
  readonly store: ReadStore
  readonly state: ArchiveState
  /** Every later change, until the consumer ends it; with a revision, what differs from it first. */
  changes(since?: string): AsyncIterableIterator<ArchiveChange>
}

/** One request's view of the archive. */
export interface Context {
  /** Cached reads of this request; a subscription makes them anew for each event. */
  load: Loaders
  readonly archive: ServedArchive
}

export function createContext(archive: ServedArchive, options: LoaderOptions = {}): Context {
  return { archive, load: createLoaders(archive.store, options) }
}
