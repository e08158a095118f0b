import type {
  ArchiveChange,
  ArchiveRecord,
  FileRecord,
  Source,
  Speaker,
  StoredProblem,
} from '../model/archive.ts'
import type {
  CountedList,
  Facet,
  Interval,
  ListName,
  Lists,
  ListSet,
  Page,
  TimelineBucket,
  Window,
} from '../model/lists.ts'
import type { Problem } from '../model/problem.ts'
import type { Reading } from '../model/reading.ts'
import type { Span } from '../model/span.ts'

/** A store may answer at once (SQLite) or later (a server elsewhere). */
export type Awaitable<T> = T | Promise<T>

/** All that one file gives; a file that failed gives problems and no readings. */
export interface FileReadings {
  /** Null when the file could not be read at all. */
  readonly file: FileRecord | null
  readonly path: string
  readonly readings: readonly Reading[]
  readonly problems: readonly Problem[]
}

/** What made an index: another stamp means that it must be made anew. */
export interface IndexStamp {
  /** Version of the extractors. */
  readonly extractor: string
  /** Digest of the settings that change answers. */
  readonly settings: string
}

/**
 * Where the readings are kept. The read half answers many keys with one statement, in the order of
 * the keys; a test counts statements.
 */
export interface Store extends ReadStore {
  readonly stamp: IndexStamp | null
  /**
   * Hash by path of every file the index knows, files with problems only included.
   *
   * @param at - only the file of this path, or those of the folder
   */
  hashes(at?: string): Awaitable<ReadonlyMap<string, string>>
  /** Paths of the files that hold these bytes, by hash; of hashes that no file has, none. */
  pathsByHash(hashes: readonly string[]): Awaitable<ReadonlyMap<string, readonly string[]>>
  /** Begin a change that readers see only when it is committed. One at a time. */
  begin(): Awaitable<StoreChange>
  close(): Awaitable<void>
}

export interface StoreChange {
  /** Replace whatever these files gave before. */
  put(files: readonly FileReadings[]): Awaitable<void>
  remove(paths: readonly string[]): Awaitable<void>
  /**
   * Make it visible, all at once.
   * @returns what changed, or null when the revision stays as it was
   */
  commit(sealed: {
    readonly name: string | null
    readonly stamp: IndexStamp
    readonly indexedAt: string
  }): Awaitable<ArchiveChange | null>
  /** Forget it; harmless after a commit. */
  abort(): Awaitable<void>
}

export interface ReadStore {
  /** A cheap token that differs once readers can see another revision. */
  generation(): Awaitable<number>
  archive(): Awaitable<ArchiveRecord>
  /** Null when the revision is not known (any more). */
  changesSince(revision: string): Awaitable<ArchiveChange | null>

  readings(articles: readonly string[]): Awaitable<readonly (Reading | null)[]>
  files(paths: readonly string[]): Awaitable<readonly (FileRecord | null)[]>
  /** Those, too, who are only candidates: they are in no list and found by no name. */
  speakers(ids: readonly string[]): Awaitable<readonly (Speaker | null)[]>
  sources(ids: readonly string[]): Awaitable<readonly (Source | null)[]>
  problems(ids: readonly string[]): Awaitable<readonly (StoredProblem | null)[]>

  /** Ids of the articles that hold these quotations, dates or pictures. */
  homes(
    list: 'quotations' | 'dates' | 'pictures',
    ids: readonly string[],
  ): Awaitable<readonly (string | null)[]>
  /** Ids of the articles of these files, or with these URLs; the first where a file holds many. */
  articlesAt(by: 'path' | 'url', keys: readonly string[]): Awaitable<readonly (string | null)[]>
  /** Ids of everyone who bears the name or alias, or whose page it is, compared by `nameKey`. */
  named(
    list: 'speakers' | 'sources',
    names: readonly string[],
  ): Awaitable<readonly (readonly string[])[]>
  /** Names nearest to one that is not there, for "did you mean"; at most three. */
  namesLike(list: 'speakers' | 'sources', name: string): Awaitable<readonly string[]>

  pages<L extends ListName>(
    set: ListSet<L>,
    window: Window<Lists[L]['order']>,
    owners: readonly string[],
  ): Awaitable<readonly Page[]>
  counts<L extends ListName>(
    set: ListSet<L>,
    owners: readonly string[],
  ): Awaitable<readonly number[]>
  facets<L extends ListName>(
    set: ListSet<L>,
    by: Lists[L]['facet'],
    first: number,
    owners: readonly string[],
  ): Awaitable<readonly (readonly Facet[])[]>
  /** Articles and quotations by day of publication, dates by the first day they cover. */
  timelines(
    set: ListSet<CountedList>,
    interval: Interval,
    owners: readonly string[],
  ): Awaitable<readonly (readonly TimelineBucket[])[]>
  /** Where the words of a search stand in the bodies of these articles or quotations. */
  highlights(
    list: 'articles' | 'quotations',
    words: string,
    ids: readonly string[],
  ): Awaitable<readonly (readonly Span[])[]>
}
