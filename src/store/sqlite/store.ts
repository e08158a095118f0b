import { utimesSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { ArchiveChange, ArchiveRecord, ArchiveContents } from '../../model/archive.ts'
import type { CountedList, Interval, ListName, ListSet, Lists, Window } from '../../model/lists.ts'
import type { Reading } from '../../model/reading.ts'
import {
  type Awaitable,
  type IndexStamp,
  type IndexStatus,
  type KnownFile,
  type PreparedFile,
  STANDARD_RANKING,
  type Store,
  type StoreChange,
} from '../store.ts'
import { findThreadModule } from '../thread-modules.ts'
import { InMemoryTransaction, SqliteTransaction } from './change.ts'
import { DamagedIndexError, DamagedReadingError } from '../errors.ts'
import type { Steps } from '../relational/statements.ts'
import { readArchive, readStamp, readWalkDigest } from '../relational/status.ts'
import type { Database } from './database.ts'
import { DIALECT } from './dialect.ts'
import {
  contentStampOf,
  discardIndex,
  identityOf,
  inspectFile,
  isVerified,
  saveVerifiedStamp,
} from './index-file.ts'
import { countLists, findFacets, findTimelines } from '../relational/facets.ts'
import { originsOf } from '../relational/copies.ts'
import { findPages } from '../relational/list-query.ts'
import {
  articleIdsAt,
  changesSince,
  earlierVersionsOf,
  filesAt,
  hashesByPath,
  articleIdsOf,
  knownFiles,
  idsByName,
  pathsByHash,
  problemsOf,
  quotationsSince,
  readingsOf,
  sourcesOf,
  speakersOf,
  contentsOf,
} from '../relational/lookup.ts'
import { nearDuplicatesOf } from '../relational/near-duplicates.ts'
import {
  IN_MEMORY,
  checkpointLargeLog,
  closeIndex,
  isSmall,
  openForWriting,
  openIndex,
} from './open.ts'
import { planRepair, type Repair, repairPages } from './page-repair.ts'
import { findDamagedPages, findDamagedPagesNow } from './page-sums.ts'
import { prepare } from './prepare.ts'
import { highlightsOf } from '../relational/search-text.ts'
import { scoresOf, quotationsWithPhrase } from '../relational/search.ts'
import { similarNames } from '../relational/similar-names.ts'

/** Milliseconds between attempts to read a reading that is being repaired, and their number. */
const REPAIR = { interval: 100, attempts: 100 }

export interface SqliteStoreOptions {
  /** The index file, or `:memory:` for one that lives as long as the store. */
  readonly path: string
  /** Milliseconds to wait for another process that writes; 2,000 by default. */
  readonly busyTimeout?: number | undefined
  /** Whether another thread of this process has the same index open; `verify` is its task. */
  readonly isShared?: boolean | undefined
  /** Called with the text of every statement. */
  readonly onStatement?: ((sql: string) => void) | undefined
}

/** A store with reads that see one commit. */
export interface SnapshotStore extends Store {
  /**
   * Let all reads see the last commit, also after later ones, until the returned function is called.
   * For short use: the log of the index grows meanwhile. Not while another snapshot is held.
   */
  holdSnapshot(): () => void
}

/**
 * A store in one SQLite file. Reads are synchronous and see the last commit, also of another process.
 *
 * @throws {DamagedIndexError} when the file is damaged, of another version or of another program
 */
export function openSqliteStore(options: SqliteStoreOptions): SnapshotStore {
  if (options.path === '') {
    throw new DamagedIndexError('', 'the path is empty. Name a file', { foreign: true })
  }
  return new SqliteStore(options)
}

class SqliteStore implements SnapshotStore {
  readonly ranking = STANDARD_RANKING
  readonly prepare = prepare
  /** `:memory:` instead of the location once a file of another program is there. */
  #path: string
  readonly #location: string
  readonly #busyTimeout: number
  readonly #isShared: boolean
  readonly #onStatement: ((sql: string) => void) | null
  #connection: Database
  /** Device and inode of the file of `#connection`. */
  #identity: string | null
  /** `contentStampOf` the file when it last matched its checksums. */
  #verified: string | null
  #verification: Promise<boolean> | null = null
  /** How to repair the damaged pages that were found last; null when there are none. */
  #repair: Repair | null = null
  #onDamagedReading: (() => void) | null = null
  /** The index that readers get before the first commit: the last one, or an empty one. */
  #fallback: Database | null = null
  #hasRevision = false
  #isDamaged = false
  /** Makes generations of different connections differ. */
  #reopenings = 0
  #change: StoreChange | null = null
  #maxReadBytes = Infinity

  constructor({ path, busyTimeout = 2000, isShared = false, onStatement }: SqliteStoreOptions) {
    this.#path = path
    this.#location = path
    this.#busyTimeout = busyTimeout
    this.#isShared = isShared
    this.#onStatement = onStatement ?? null
    this.#connection = this.#open()
    this.#identity = identityOf(path)
    this.#verified = this.#verifyOpened()
  }

  /** The index, opened again after damage. */
  get #index(): Database {
    if (this.#isDamaged) this.#reopen(null)
    return this.#connection
  }

  /** The index for readers: the fallback before the first commit. */
  get #database(): Database {
    if (this.#isComplete()) return this.#index
    const options = { path: IN_MEMORY, busyTimeout: 0, onStatement: this.#onStatement }
    return (this.#fallback ??= openIndex(options))
  }

  get location(): string {
    return this.#location
  }

  get prepareModule(): string | null {
    return findThreadModule(import.meta.url, 'prepare').url?.href ?? null
  }

  status(): IndexStatus {
    return {
      stamp: this.#index.perform(readStamp('meta')),
      unfinishedStamp: this.#index.perform(readStamp('unfinished')),
      walkDigest: this.#index.perform(readWalkDigest()),
    }
  }

  async verify(): Promise<boolean> {
    const isReplaced = this.#path !== IN_MEMORY && identityOf(this.#path) !== this.#identity
    if (isReplaced && !this.#change) this.#reopen(this.#hasRevision ? this.#connection : null)
    try {
      this.#verification ??= this.#verifyContent().finally(() => {
        this.#verification = null
      })
      return (await this.#verification) && this.#isComplete()
    } catch (error) {
      if (error instanceof DamagedIndexError) return false
      throw error
    }
  }

  /** Compares the index with its checksums when the file was written since the last time. */
  async #verifyContent(): Promise<boolean> {
    if (this.#path === IN_MEMORY || this.#isShared || this.#change || this.#isDamaged) return true
    const stamp = contentStampOf(this.#path)
    if (stamp === null || stamp === this.#verified) return true
    const connection = this.#connection
    const pages = await findDamagedPages(this.#path)
    if (connection !== this.#connection || this.#isDamaged) return true
    this.#judge(pages, stamp)
    return true
  }

  /** @throws {DamagedIndexError} when pages are damaged that cannot be repaired */
  #judge(damaged: readonly number[] | null, stamp: string): void {
    const connection = this.#connection
    this.#repair = damaged && damaged.length > 0 ? planRepair(connection, damaged) : null
    if (damaged?.length === 0) this.#setVerified(stamp)
    else if (!this.#repair) throw connection.damaged(null)
  }

  #setVerified(stamp: string | null): void {
    this.#verified = stamp
    if (stamp !== null && !isSmall(this.#path)) saveVerifiedStamp(this.#path, stamp)
  }

  damagedFiles(): readonly string[] {
    return this.#repair?.paths ?? []
  }

  async repair(files: AsyncIterable<PreparedFile>): Promise<void> {
    const repair = this.#repair
    this.#repair = null
    if (!repair || this.#isDamaged) return
    const connection = this.#connection
    const writer = openForWriting(this.#writeOptions())
    try {
      if (await repairPages(writer, this.#path, repair, files)) return
    } finally {
      writer.close()
    }
    if (connection === this.#connection) connection.damaged(null)
  }

  onDamagedReading(listener: () => void): void {
    this.#onDamagedReading = listener
  }

  /** Wait until the process that updates the index has repaired a reading. */
  async #readRepaired(ids: readonly string[]): Promise<readonly (Reading | null)[]> {
    const limit = this.#maxReadBytes
    // Another time makes the next `verify`, also of another process, compare all pages.
    if (this.#path !== IN_MEMORY) utimesSync(this.#path, new Date(), new Date())
    for (let attempt = 1; ; attempt += 1) {
      this.#onDamagedReading?.()
      await setTimeout(REPAIR.interval)
      try {
        return this.#read(readingsOf(DIALECT, ids, limit))
      } catch (error) {
        if (!(error instanceof DamagedReadingError)) throw error
        if (attempt === REPAIR.attempts) throw this.#connection.damaged(error)
      }
    }
  }

  knownFiles(): ReadonlyMap<string, KnownFile> {
    return this.#index.perform(knownFiles())
  }

  hashesByPath(at?: string): ReadonlyMap<string, string> {
    return this.#index.perform(hashesByPath(at))
  }

  pathsByHash(hashes: readonly string[]): ReadonlyMap<string, readonly string[]> {
    return this.#index.perform(pathsByHash(DIALECT, hashes))
  }

  beginChange(stamp?: IndexStamp): StoreChange {
    if (this.#change) throw new Error('A change of this store has begun and has not ended')
    this.#change = this.#path === IN_MEMORY ? this.#beginInMemory() : this.#beginOnFile(stamp)
    return this.#change
  }

  close(): void {
    void this.#change?.abort()
    const wasVerified = contentStampOf(this.#path) === this.#verified
    closeIndex(this.#connection, this.#path)
    if (wasVerified) this.#setVerified(contentStampOf(this.#path))
    this.#fallback?.close()
  }

  generation(): number {
    if (!this.#isComplete()) return 0
    // data_version counts the commits of other connections, and a store in memory has none.
    const sql =
      this.#path === IN_MEMORY ? 'SELECT max(number) FROM revision' : 'PRAGMA data_version'
    return this.#reopenings * 2 ** 32 + Number(this.#index.untracked(sql)[0]?.[0])
  }

  holdSnapshot(): () => void {
    const connection = this.#connection
    const release = () => {
      if (connection.isOpen && connection.inTransaction) connection.script('COMMIT')
    }
    try {
      if (!this.#isComplete()) return release
      connection.script('BEGIN')
      // The first read takes the snapshot.
      connection.untracked('SELECT 1 FROM meta')
    } catch {
      // The reads that follow say what is wrong.
    }
    return release
  }

  archive(): ArchiveRecord {
    return this.#read(readArchive())
  }

  contents(): ArchiveContents {
    return this.#read(contentsOf(DIALECT))
  }

  changesSince(revision: string): ArchiveChange | null {
    return this.#read(changesSince(DIALECT, revision))
  }

  quotationsSince = (revision: string, articles: readonly string[]) =>
    this.#read(quotationsSince(DIALECT, revision, articles))

  readings(ids: readonly string[]): Awaitable<readonly (Reading | null)[]> {
    try {
      return this.#read(readingsOf(DIALECT, ids, this.#maxReadBytes))
    } catch (error) {
      if (error instanceof DamagedReadingError) return this.#readRepaired(ids)
      throw error
    }
  }

  files = (paths: readonly string[]) => this.#read(filesAt(DIALECT, paths))
  speakers = (ids: readonly string[]) => this.#read(speakersOf(DIALECT, ids))
  sources = (ids: readonly string[]) => this.#read(sourcesOf(DIALECT, ids))
  problems = (ids: readonly string[]) => this.#read(problemsOf(DIALECT, ids))

  articleIdsOf(list: 'quotations' | 'dates' | 'pictures', ids: readonly string[]) {
    return this.#read(articleIdsOf(DIALECT, list, ids))
  }

  quotationsWithPhrase(phrases: readonly string[], limit: number) {
    return this.#read(quotationsWithPhrase(DIALECT, phrases, limit))
  }

  nearDuplicatesOf(ids: readonly string[]) {
    return this.#read(nearDuplicatesOf(DIALECT, ids, this.#maxReadBytes))
  }

  origins = (ids: readonly string[]) => this.#read(originsOf(DIALECT, ids))

  earlierVersions = (ids: readonly string[]) =>
    this.#read(earlierVersionsOf(DIALECT, ids, this.#maxReadBytes))

  withReadLimit<Result>(bytes: number, read: () => Result): Result {
    this.#maxReadBytes = bytes
    try {
      return read()
    } finally {
      this.#maxReadBytes = Infinity
    }
  }

  articleIdsAt(by: 'path' | 'url' | 'item', keys: readonly string[]) {
    return this.#read(articleIdsAt(DIALECT, by, keys))
  }

  idsByName(list: 'speakers' | 'sources', names: readonly string[]) {
    return this.#read(idsByName(DIALECT, list, names))
  }

  similarNames(list: 'speakers' | 'sources', name: string) {
    return this.#read(similarNames(DIALECT, list, name))
  }

  pages<L extends ListName>(
    set: ListSet<L>,
    window: Window<Lists[L]['order']>,
    owners: readonly string[],
  ) {
    return this.#read(findPages(DIALECT, set, window, owners))
  }

  counts<L extends ListName>(set: ListSet<L>, owners: readonly string[]) {
    return this.#read(countLists(DIALECT, set, owners))
  }

  facets<L extends ListName>(
    set: ListSet<L>,
    by: Lists[L]['facet'],
    first: number,
    owners: readonly string[],
  ) {
    return this.#read(findFacets(DIALECT, set, by, first, owners))
  }

  timelines(set: ListSet<CountedList>, interval: Interval, owners: readonly string[]) {
    return this.#read(findTimelines(DIALECT, set, interval, owners))
  }

  async highlights(list: 'articles' | 'quotations', words: string, ids: readonly string[]) {
    const homes = list === 'articles' ? ids : this.articleIdsOf(list, ids)
    const articles = [...new Set(homes.filter((id) => id !== null))]
    return highlightsOf(list, words, ids, homes, await this.readings(articles))
  }

  scores(list: 'articles' | 'quotations', words: string, ids: readonly string[]) {
    return this.#read(scoresOf(DIALECT, list, words, ids))
  }

  #read<Result>(steps: Steps<Result>): Result {
    return this.#database.perform(steps)
  }

  #open(): Database {
    return openIndex({
      path: this.#path,
      busyTimeout: this.#busyTimeout,
      onStatement: this.#onStatement,
      isShared: this.#isShared,
      onDamage: () => {
        this.#isDamaged = true
      },
    })
  }

  /** @param fallback - the last index, where it is still readable */
  #reopen(fallback: Database | null): void {
    if (this.#fallback !== fallback) this.#fallback?.close()
    if (this.#connection !== fallback) this.#connection.close()
    this.#fallback = fallback
    this.#hasRevision = false
    this.#isDamaged = false
    this.#reopenings += 1
    const isFile = this.#path !== IN_MEMORY && !this.#isShared
    if (isFile && inspectFile(this.#path) === 'FOREIGN') this.#path = IN_MEMORY
    try {
      this.#connection = this.#open()
    } catch (error) {
      if (this.#isShared || !(error instanceof DamagedIndexError)) throw error
      discardIndex(this.#path)
      this.#connection = this.#open()
    }
    this.#identity = identityOf(this.#path)
    this.#verified = this.#verifyOpened()
  }

  /**
   * A small index was compared with its checksums when it was opened. A large one is compared now when
   * it was written since the last time, and otherwise later, by `verify`.
   *
   * @returns the stamp of the content that was compared; null for none
   */
  #verifyOpened(): string | null {
    const stamp = this.#path === IN_MEMORY || this.#isShared ? null : contentStampOf(this.#path)
    if (stamp === null || isSmall(this.#path)) return stamp
    if (isVerified(this.#path)) return null
    try {
      this.#judge(findDamagedPagesNow(this.#path), stamp)
    } catch (error) {
      this.#connection.close()
      throw error
    }
    return this.#repair ? null : stamp
  }

  /** Whether a first revision is committed. */
  #isComplete(): boolean {
    this.#hasRevision ||= this.#index.untracked('SELECT 1 FROM meta').length > 0
    return this.#hasRevision
  }

  #beginInMemory(): StoreChange {
    return new InMemoryTransaction(this.#index, () => this.#ended())
  }

  #checkpointLargeLog(database: Database): void {
    const wasVerified = contentStampOf(this.#path) === this.#verified
    checkpointLargeLog(database, this.#path)
    if (wasVerified) this.#setVerified(contentStampOf(this.#path))
  }

  #beginOnFile(stamp?: IndexStamp): StoreChange {
    const database = openForWriting(this.#writeOptions())
    try {
      return new SqliteTransaction(database, stamp, {
        onCommit: () => this.#checkpointLargeLog(database),
        onEnd: () => {
          database.close()
          this.#ended()
        },
      })
    } catch (error) {
      database.close()
      throw error
    }
  }

  #writeOptions() {
    return {
      path: this.#path,
      busyTimeout: this.#busyTimeout,
      onStatement: null,
      onDamage: () => {
        this.#isDamaged = true
      },
    }
  }

  #ended(): void {
    this.#change = null
  }
}
