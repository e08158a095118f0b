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
import type { PreparedFile } from './sqlite/prepare.ts'

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
  /**
   * Which articles have corrections, and which. Other ones do not make another index: whoever reads
   * the folder reads these articles again.
   */
  readonly corrections: string
}

/**
 * Where the readings are kept. The read half answers many keys with one statement, in the order of
 * the keys; a test counts statements.
 */
export interface Store extends ReadStore {
  /** Null until a first index is complete. */
  readonly stamp: IndexStamp | null
  /** That of a first index which was begun and is not complete; null when there is none. */
  readonly begun: IndexStamp | null
  /** What the index knows of every file, files with problems only included. */
  known(): Awaitable<ReadonlyMap<string, KnownFile>>
  /** Digest of the walk through the folder that the index is the result of; null when unknown. */
  readonly walk: string | null
  /**
   * Hash by path of every file the index knows, files with problems only included.
   *
   * @param at - only the file of this path, or those of the folder
   */
  hashes(at?: string): Awaitable<ReadonlyMap<string, string>>
  /** Paths of the files that hold these bytes, by hash; of hashes that no file has, none. */
  pathsByHash(hashes: readonly string[]): Awaitable<ReadonlyMap<string, readonly string[]>>
  /**
   * Begin a change that readers see only when it is committed. One at a time.
   *
   * @param stamp - a first index that was begun with another one is thrown away
   */
  begin(stamp?: IndexStamp): Awaitable<StoreChange>
  close(): Awaitable<void>
}

/** A file as it was when the index last took it in. */
export interface KnownFile {
  /** Empty when it gave no article. */
  readonly hash: string
  /** Size and times as one number; null when they may not be relied on. */
  readonly look: number | null
}

export interface StoreChange {
  /** Replace whatever these files gave before. */
  put(files: readonly FileReadings[]): Awaitable<void>
  /** The same for what `prepareFile` made of them. */
  putPrepared(files: readonly PreparedFile[]): Awaitable<void>
  remove(paths: readonly string[]): Awaitable<void>
  /** Note how files look, whatever they give. */
  look(looks: ReadonlyMap<string, number | null>): Awaitable<void>
  /**
   * Make sure of what was put so far, while a first index is being made: a process that dies loses
   * nothing of it, and the next one goes on from there. Readers see nothing before the commit.
   */
  keep(stamp: IndexStamp): Awaitable<void>
  /**
   * Make it visible, all at once.
   * @returns what changed, or null when the revision stays as it was
   */
  commit(sealed: {
    readonly name: string | null
    readonly stamp: IndexStamp
    readonly indexedAt: string
    /** Digest of the walk; unknown when absent. */
    readonly walk?: string | null
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
  /**
   * Ids of other articles that appeared within a week of these and share stretches of their text,
   * those that share most first: whoever asks compares.
   */
  sharingText(articles: readonly string[]): Awaitable<readonly (readonly string[])[]>
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
  /**
   * How well articles or quotations match a search: BM25, larger is better; null for those that do
   * not. To count what every hit would weigh takes as long as there are hits.
   */
  scores(
    list: 'articles' | 'quotations',
    words: string,
    ids: readonly string[],
  ): Awaitable<readonly (number | null)[]>
  /** Where the words of a search stand in the bodies of these articles or quotations. */
  highlights(
    list: 'articles' | 'quotations',
    words: string,
    ids: readonly string[],
  ): Awaitable<readonly (readonly Span[])[]>
}
