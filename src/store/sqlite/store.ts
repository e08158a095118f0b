import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ArchiveChange, ArchiveRecord, ArchiveContents } from '../../model/archive.ts'
import type { CountedList, Interval, ListName, ListSet, Lists, Window } from '../../model/lists.ts'
import type { IndexStamp, IndexStatus, KnownFile, Store, StoreChange } from '../store.ts'
import { InMemoryTransaction, SqliteTransaction } from './change.ts'
import type { Database, DatabaseOptions, SqlValue } from './database.ts'
import { countLists, findFacets, findTimelines } from './facets.ts'
import { findPages } from './list-query.ts'
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
  readingsOf,
  sourcesOf,
  speakersOf,
  contentsOf,
} from './lookup.ts'
import { nearDuplicatesOf } from './near-duplicates.ts'
import { IN_MEMORY, closeIndex, openForWriting, openIndex } from './open.ts'
import { prepare } from './prepare.ts'
import { findHighlights } from './search-text.ts'
import { scoresOf } from './search.ts'
import { similarNames } from './similar-names.ts'

export interface SqliteStoreOptions {
  /** The index file, or `:memory:` for one that lives as long as the store. */
  readonly path: string
  /** Milliseconds to wait for another process that writes; 2,000 by default. */
  readonly busyTimeout?: number | undefined
  /** Called with the text of every statement. */
  readonly onStatement?: ((sql: string) => void) | undefined
}

/** `prepare.js` beside this module or beside the bundle; null when it is not there. */
function findPrepareModule(): string | null {
  const here = import.meta.url
  if (!here) return null
  const module = new URL(here.endsWith('.ts') ? './prepare.ts' : './prepare.js', here)
  return existsSync(fileURLToPath(module)) ? module.href : null
}

/**
 * A store in one SQLite file. Reads are synchronous and see the last commit, also of another process.
 *
 * @throws {DamagedIndexError} when the file is damaged, of another version or not an index of ours
 */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  const { path, busyTimeout = 2000, onStatement = null } = options
  const asked = { path, busyTimeout, onStatement }
  return new SqliteStore(asked, openIndex(asked))
}

class SqliteStore implements Store {
  readonly prepare = prepare
  readonly #path: string
  readonly #busyTimeout: number
  readonly #index: Database
  readonly #onStatement: ((sql: string) => void) | null
  /** An empty index that readers get before the first commit. */
  #empty: Database | null = null
  #hasRevision = false
  #change: StoreChange | null = null

  constructor({ path, busyTimeout, onStatement }: DatabaseOptions, index: Database) {
    this.#path = path
    this.#busyTimeout = busyTimeout
    this.#onStatement = onStatement
    this.#index = index
  }

  /** The index for readers: an empty one before the first commit. */
  get #database(): Database {
    if (this.#isComplete()) return this.#index
    const options = { path: IN_MEMORY, busyTimeout: 0, onStatement: this.#onStatement }
    return (this.#empty ??= openIndex(options))
  }

  get location(): string {
    return this.#path
  }

  get prepareModule(): string | null {
    return findPrepareModule()
  }

  status(): IndexStatus {
    return {
      stamp: this.#stampIn('meta'),
      unfinishedStamp: this.#stampIn('unfinished'),
      walkDigest: textOf(this.#index.first('SELECT digest FROM walk')?.[0]),
    }
  }

  knownFiles(): ReadonlyMap<string, KnownFile> {
    return knownFiles(this.#index)
  }

  hashesByPath(at?: string): ReadonlyMap<string, string> {
    return hashesByPath(this.#index, at)
  }

  pathsByHash(hashes: readonly string[]): ReadonlyMap<string, readonly string[]> {
    return pathsByHash(this.#index, hashes)
  }

  beginChange(stamp?: IndexStamp): StoreChange {
    if (this.#change) throw new Error('A change of this store has begun and has not ended')
    this.#change = this.#path === IN_MEMORY ? this.#beginInMemory() : this.#beginOnFile(stamp)
    return this.#change
  }

  close(): void {
    void this.#change?.abort()
    closeIndex(this.#index)
    this.#empty?.close()
  }

  generation(): number {
    if (!this.#isComplete()) return 0
    // data_version counts the commits of other connections, and a store in memory has none.
    const sql =
      this.#path === IN_MEMORY ? 'SELECT max(number) FROM revision' : 'PRAGMA data_version'
    return Number(this.#index.untracked(sql)[0]?.[0])
  }

  archive(): ArchiveRecord {
    const row = this.#database.first(
      'SELECT revision, name, indexed_at, articles, quotations, speakers, sources FROM meta',
    )
    const [revision, name, indexedAt, articles, quotations, speakers, sources] = row ?? []
    return {
      name: textOf(name),
      revision: textOf(revision) ?? '',
      state: row ? 'READY' : 'INDEXING',
      indexedAt: textOf(indexedAt),
      articleCount: Number(articles ?? 0),
      quotationCount: Number(quotations ?? 0),
      speakerCount: Number(speakers ?? 0),
      sourceCount: Number(sources ?? 0),
    }
  }

  contents(): ArchiveContents {
    return contentsOf(this.#database)
  }

  changesSince(revision: string): ArchiveChange | null {
    return changesSince(this.#database, revision)
  }

  readings = (ids: readonly string[]) => readingsOf(this.#database, ids)
  files = (paths: readonly string[]) => filesAt(this.#database, paths)
  speakers = (ids: readonly string[]) => speakersOf(this.#database, ids)
  sources = (ids: readonly string[]) => sourcesOf(this.#database, ids)
  problems = (ids: readonly string[]) => problemsOf(this.#database, ids)

  articleIdsOf(list: 'quotations' | 'dates' | 'pictures', ids: readonly string[]) {
    return articleIdsOf(this.#database, list, ids)
  }

  nearDuplicatesOf(ids: readonly string[]) {
    return nearDuplicatesOf(this.#database, ids)
  }

  earlierVersions = (ids: readonly string[]) => earlierVersionsOf(this.#database, ids)

  articleIdsAt(by: 'path' | 'url' | 'item', keys: readonly string[]) {
    return articleIdsAt(this.#database, by, keys)
  }

  idsByName(list: 'speakers' | 'sources', names: readonly string[]) {
    return idsByName(this.#database, list, names)
  }

  similarNames(list: 'speakers' | 'sources', name: string) {
    return similarNames(this.#database, list, name)
  }

  pages<L extends ListName>(
    set: ListSet<L>,
    window: Window<Lists[L]['order']>,
    owners: readonly string[],
  ) {
    return findPages(this.#database, set, window, owners)
  }

  counts<L extends ListName>(set: ListSet<L>, owners: readonly string[]) {
    return countLists(this.#database, set, owners)
  }

  facets<L extends ListName>(
    set: ListSet<L>,
    by: Lists[L]['facet'],
    first: number,
    owners: readonly string[],
  ) {
    return findFacets(this.#database, set, by, first, owners)
  }

  timelines(set: ListSet<CountedList>, interval: Interval, owners: readonly string[]) {
    return findTimelines(this.#database, set, interval, owners)
  }

  highlights(list: 'articles' | 'quotations', words: string, ids: readonly string[]) {
    const homes = list === 'articles' ? ids : articleIdsOf(this.#database, list, ids)
    const articles = [...new Set(homes.filter((id) => id !== null))]
    const readings = new Map(this.readings(articles).map((reading) => [reading?.id, reading]))
    return ids.map((id, at) => {
      const reading = readings.get(homes[at] ?? '')
      return reading ? findHighlights(reading, words, list === 'quotations' ? id : null) : []
    })
  }

  scores(list: 'articles' | 'quotations', words: string, ids: readonly string[]) {
    return scoresOf(this.#database, list, words, ids)
  }

  /** Whether a first revision is committed. */
  #isComplete(): boolean {
    this.#hasRevision ||= this.#index.untracked('SELECT 1 FROM meta').length > 0
    return this.#hasRevision
  }

  #stampIn(table: 'meta' | 'unfinished'): IndexStamp | null {
    const row = this.#index.first(`SELECT extractor, settings, corrections FROM ${table}`)
    const [extractor, settings, corrections] = (row ?? []).map(String)
    return (
      row && {
        extractor: extractor ?? '',
        settings: settings ?? '',
        corrections: corrections ?? '',
      }
    )
  }

  #beginInMemory(): StoreChange {
    return new InMemoryTransaction(this.#index, () => this.#ended())
  }

  #beginOnFile(stamp?: IndexStamp): StoreChange {
    const options = { path: this.#path, busyTimeout: this.#busyTimeout, onStatement: null }
    const database = openForWriting(options)
    try {
      return new SqliteTransaction(database, stamp, () => {
        database.close()
        this.#ended()
      })
    } catch (error) {
      database.close()
      throw error
    }
  }

  #ended(): void {
    this.#change = null
  }
}

function textOf(value: SqlValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}
