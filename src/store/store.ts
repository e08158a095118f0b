import type {
  ArchiveChange,
  ArchiveContents,
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
  ListItem,
  ListName,
  Lists,
  ListSet,
  Page,
  TimelineBucket,
  Window,
} from '../model/lists.ts'
import type { ArticleOrigin } from '../model/origin.ts'
import type { Problem } from '../model/problem.ts'
import type { Reading } from '../model/reading.ts'
import type { Span } from '../model/span.ts'
import type { WorkQueue } from './work-queue.ts'

/** A store may answer synchronously (SQLite) or asynchronously (a remote server). */
export type Awaitable<T> = T | Promise<T>

/** All that one file gives; a file that failed gives problems and no readings. */
export interface FileReadings {
  /** Null when the file could not be read at all. */
  readonly file: FileRecord | null
  readonly path: string
  readonly readings: readonly Reading[]
  readonly problems: readonly Problem[]
}

/**
 * What one store makes of a file's readings before they are written: plain data that a thread can
 * post to another. Only the store that prepared a file knows what is in it.
 */
export interface PreparedFile {
  readonly path: string
  /** Name and version of the store's layout, which other stores refuse. */
  readonly preparedFor: string
}

/** Prepares a file for a store; pure, so that threads can do it. */
export type PrepareFile = (readings: FileReadings) => PreparedFile

/** What made an index: with another stamp it is built again from the files. */
export interface IndexStamp {
  /** Version of the extractors. */
  readonly extractor: string
  /** Digest of the settings that change answers. */
  readonly settings: string
  /**
   * Which articles have corrections, and which. When they change, only these articles are read again.
   */
  readonly corrections: string
}

/**
 * Persists the readings. `reading-facts.ts` has what every store derives from a reading, and
 * `tests/store/contract.ts` what every store must do. The read half answers many keys with one statement, in the order of
 * the keys; a test counts statements.
 */
export interface Store extends ReadStore {
  /** Location of the index: a path, `:memory:`, or the address of a server without secrets. */
  readonly location: string
  readonly prepare: PrepareFile
  /**
   * URL of a module that exports the same `prepare`, for threads of their own; null when files can be
   * prepared in this thread only.
   */
  readonly prepareModule: string | null
  status(): Awaitable<IndexStatus>
  /**
   * Check that the index is still there and unchanged by others, and open a new one when it is not. Until the new
   * one has a commit, readers get the last index where it is still readable, else an empty one.
   *
   * @returns false when the index has no commit, so that it must be filled from the files
   */
  verify(): Awaitable<boolean>
  /** Paths of files whose stored readings `verify` found damaged; absent where a store repairs itself. */
  damagedFiles?(): readonly string[]
  /**
   * Write damaged readings again. What cannot be repaired is found by the next `verify`, as an index without a
   * commit.
   *
   * @param files - the damaged ones, read again
   */
  repair?(files: AsyncIterable<PreparedFile>): Promise<void>
  /**
   * Call when another process has committed a revision; absent where nothing tells.
   *
   * @returns ends the calls
   */
  onRevision?(listener: () => void): () => void
  /** Call when a read finds a damaged reading; the read waits for the repair. */
  onDamagedReading?(listener: () => void): void
  /** What the index knows of every file, files with problems only included. */
  knownFiles(): Awaitable<ReadonlyMap<string, KnownFile>>
  /**
   * Hash by path of every file the index knows, files with problems only included.
   *
   * @param at - only the file of this path, or those of the folder
   */
  hashesByPath(at?: string): Awaitable<ReadonlyMap<string, string>>
  /** Paths of the files that hold these bytes, by hash; of hashes that no file has, none. */
  pathsByHash(hashes: readonly string[]): Awaitable<ReadonlyMap<string, readonly string[]>>
  /**
   * Begin a change that readers see only when it is committed. One at a time: throws when a change
   * has begun.
   *
   * @param stamp - an unfinished first index with another stamp is discarded
   * @throws {IndexBusyError} when another process is writing
   */
  beginChange(stamp?: IndexStamp): Awaitable<StoreChange>
  /** Absent where one process alone can read files for the index. */
  readonly work?: WorkQueue
  /**
   * Name the folder that the index is made from, or check its name, which stays the same wherever the folder is.
   *
   * @param name - null for a folder without a name
   * @throws {RootNameError} when the index is that of a folder with another name
   */
  requireRoot?(name: string | null): Promise<void>
  close(): Awaitable<void>
}

/** How far an index is. */
export interface IndexStatus {
  /** Null until a first index is complete. */
  readonly stamp: IndexStamp | null
  /** That of a first index with checkpoints and without a commit; null when there is none. */
  readonly unfinishedStamp: IndexStamp | null
  /** Digest of the walk through the folder that the index was made from; null when unknown. */
  readonly walkDigest: string | null
}

/** A file as it was when the index last read it. */
export interface KnownFile {
  /** Empty when it gave no article. */
  readonly hash: string
  /** Size and times as one number; null when they may not be relied on. */
  readonly fingerprint: number | null
}

export interface StoreChange {
  /** Replace whatever these files gave before. */
  put(files: readonly FileReadings[]): Awaitable<void>
  /** The same for what `prepare` made of them. */
  putPrepared(files: readonly PreparedFile[]): Awaitable<void>
  /** The same for a large file, of which `prepare` made parts; each has the same record. */
  putParts(path: string, parts: AsyncIterable<PreparedFile>): Awaitable<void>
  remove(paths: readonly string[]): Awaitable<void>
  /** Store the fingerprints of files by path, also of files that are not put. */
  setFingerprints(fingerprints: ReadonlyMap<string, number | null>): Awaitable<void>
  /** Remove work from the queue, whose results have been put: it is there again when the change fails. */
  removeWork?(work: readonly number[]): Awaitable<void>
  /**
   * Save what was put so far of a first index: when the process dies, the next one continues from
   * there. Readers see nothing before the commit.
   */
  checkpoint(stamp: IndexStamp): Awaitable<void>
  /**
   * Make the whole change visible atomically.
   * @returns what changed, or null when the revision stays as it was
   */
  commit(commit: CommitOptions): Awaitable<ArchiveChange | null>
  /** Discard the change; does nothing after a commit. */
  abort(): Awaitable<void>
}

export interface CommitOptions {
  /** Name of the archive. */
  readonly name: string | null
  readonly stamp: IndexStamp
  readonly indexedAt: string
  /** Unknown when absent. */
  readonly walkDigest?: string | null
}

/** The key of an item of a file: its own id, or the name that it has in the file ("#3"). */
export function itemKey(path: string, itemId: string): string {
  return JSON.stringify([path, itemId])
}

/** The path and the name of an item from its key. */
export function itemOfKey(key: string): readonly [path: string, itemId: string] {
  // oxlint-disable-next-line typescript/no-unsafe-assignment
  const parts: readonly unknown[] = JSON.parse(key)
  return [String(parts[0]), String(parts[1])]
}

/** Where a quotation is. */
export type QuotationPlace = Pick<ListItem, 'id' | 'article' | 'position'>

/** The ranking of the index file. */
export const STANDARD_RANKING = 'BM25'

/** Follows the revisions of a database that other processes write. */
export interface RevisionTracker {
  /** The generation that is current as far as is known here; null when the database has to be asked. */
  known(): number | null
  /** Asks the database. */
  confirm(): Promise<number>
}

export interface ReadStore {
  /** Name of the formula of `scores` and of the order RELEVANCE: their cursors and ETags hold for no other. */
  readonly ranking: string
  /** A cheap token that differs once readers can see another revision. */
  generation(): Awaitable<number>
  /** Only of a store whose `generation` is a promise: then answers are kept while its generation is known. */
  readonly tracker?: RevisionTracker
  archive(): Awaitable<ArchiveRecord>
  /** Sidecar files and problems of severity INFO are left out. */
  contents(): Awaitable<ArchiveContents>
  /** Null when the revision is not, or no longer, known. */
  changesSince(revision: string): Awaitable<ArchiveChange | null>
  /**
   * Ids of the quotations that these articles have got after a revision; null when the revision is not, or
   * no longer, known.
   */
  quotationsSince(
    revision: string,
    articles: readonly string[],
  ): Awaitable<readonly (readonly string[])[] | null>

  readings(articles: readonly string[]): Awaitable<readonly (Reading | null)[]>
  /**
   * Run a read that unpacks readings of so many bytes at most, up to its first wait; only stores whose
   * reads are synchronous have it.
   *
   * @throws {LargeReadError} before more is unpacked
   */
  withReadLimit?<Result>(bytes: number, read: () => Result): Result
  files(paths: readonly string[]): Awaitable<readonly (FileRecord | null)[]>
  /** Also finds speakers that are only candidates, which lists and names leave out. */
  speakers(ids: readonly string[]): Awaitable<readonly (Speaker | null)[]>
  sources(ids: readonly string[]): Awaitable<readonly (Source | null)[]>
  problems(ids: readonly string[]): Awaitable<readonly (StoredProblem | null)[]>

  /** Ids of the articles that hold these quotations, dates or pictures. */
  articleIdsOf(
    list: 'quotations' | 'dates' | 'pictures',
    ids: readonly string[],
  ): Awaitable<readonly (string | null)[]>
  /**
   * Ids of the articles of these files, with these URLs, or of items of a file (`itemKey`); the first
   * where there are many.
   */
  articleIdsAt(
    by: 'path' | 'url' | 'item',
    keys: readonly string[],
  ): Awaitable<readonly (string | null)[]>
  /** The versions of these articles that are no longer served, newest first. */
  earlierVersions(articles: readonly string[]): Awaitable<readonly (readonly Reading[])[]>
  /**
   * Quotations that have all words of a phrase in a row, perhaps among others: those of the earliest
   * articles first, undated ones last. At most `limit` for each phrase; none for one without a word.
   */
  quotationsWithPhrase(
    phrases: readonly string[],
    limit: number,
  ): Awaitable<readonly (readonly QuotationPlace[])[]>
  /**
   * Ids of other articles that appeared within a week of these and share stretches of their text,
   * those that share most first. The caller compares the texts.
   */
  nearDuplicatesOf(articles: readonly string[]): Awaitable<readonly (readonly string[])[]>
  /**
   * Where the texts of these articles come from. Groups of copies (`src/identity/copy-groups.ts`) are part of
   * a commit: an article in a group with a wire story is WIRE.
   */
  origins(articles: readonly string[]): Awaitable<readonly (ArticleOrigin | null)[]>
  /** Ids of all speakers or sources with this name, alias or page, compared by `nameKey`. */
  idsByName(
    list: 'speakers' | 'sources',
    names: readonly string[],
  ): Awaitable<readonly (readonly string[])[]>
  /** Names most similar to an unknown one, for "did you mean"; at most three. */
  similarNames(list: 'speakers' | 'sources', name: string): Awaitable<readonly string[]>

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
   * BM25 scores of articles or quotations for a search, larger is better; null for those that do not
   * match.
   */
  scores(
    list: 'articles' | 'quotations',
    words: string,
    ids: readonly string[],
  ): Awaitable<readonly (number | null)[]>
  /** Spans of the words of a search in the bodies of these articles or quotations. */
  highlights(
    list: 'articles' | 'quotations',
    words: string,
    ids: readonly string[],
  ): Awaitable<readonly (readonly Span[])[]>
}
