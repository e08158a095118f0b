import type { ArchiveChange, ArchiveRecord } from '../model/archive.ts'
import type { CountedList, Interval, ListName, Lists, ListSet, Window } from '../model/lists.ts'
import { HeldChange, WrittenChange } from './sqlite/change.ts'
import { changesSince } from './sqlite/changes.ts'
import type { Database, SqlValue } from './sqlite/database.ts'
import { hashesOf, pathsByHash } from './sqlite/files.ts'
import { findHighlights } from './sqlite/highlights.ts'
import {
  articlesAt,
  filesAt,
  homesOf,
  ownersNamed,
  problemsOf,
  readingsOf,
  sourcesOf,
  speakersOf,
} from './sqlite/lookups.ts'
import { namesLike } from './sqlite/names-like.ts'
import { closeIndex, IN_MEMORY, openForWriting, openIndex } from './sqlite/open.ts'
import { findPages } from './sqlite/pages.ts'
import { countLists, findFacets, findTimelines } from './sqlite/tallies.ts'
import type { IndexStamp, Store, StoreChange } from './store.ts'

export interface SqliteStoreOptions {
  /** The index file, or `:memory:` for one that lives as long as the store. */
  readonly path: string
  /** Milliseconds to wait for another process that writes; 2,000 by default. */
  readonly busyTimeout?: number | undefined
  /** Told of every statement. */
  readonly onStatement?: ((sql: string) => void) | undefined
}

/**
 * The store in one SQLite file. Every read answers at once and sees the last commit, also that of
 * another process.
 *
 * @throws {DamagedIndexError} when the file is damaged, of another version or not an index of ours
 */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  const { path, busyTimeout = 2000, onStatement = null } = options
  return new SqliteStore(path, busyTimeout, openIndex({ path, busyTimeout, onStatement }))
}

class SqliteStore implements Store {
  readonly #path: string
  readonly #busyTimeout: number
  readonly #database: Database
  #change: StoreChange | null = null

  constructor(path: string, busyTimeout: number, database: Database) {
    this.#path = path
    this.#busyTimeout = busyTimeout
    this.#database = database
  }

  get stamp(): IndexStamp | null {
    const row = this.#database.first('SELECT extractor, settings FROM meta')
    return row && { extractor: String(row[0]), settings: String(row[1]) }
  }

  hashes(at?: string): ReadonlyMap<string, string> {
    return hashesOf(this.#database, at)
  }

  pathsByHash(hashes: readonly string[]): ReadonlyMap<string, readonly string[]> {
    return pathsByHash(this.#database, hashes)
  }

  begin(): StoreChange {
    if (this.#change) throw new Error('A change of this store has begun and not ended')
    this.#change = this.#path === IN_MEMORY ? this.#beginHeld() : this.#beginWritten()
    return this.#change
  }

  close(): void {
    this.#change?.abort()
    closeIndex(this.#database)
  }

  generation(): number {
    // A connection's own commits leave its data version as it was; one in memory has no others.
    const sql =
      this.#path === IN_MEMORY ? 'SELECT max(number) FROM revision' : 'PRAGMA data_version'
    return Number(this.#database.quietly(sql)[0]?.[0])
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

  changesSince(revision: string): ArchiveChange | null {
    return changesSince(this.#database, revision)
  }

  readings = (ids: readonly string[]) => readingsOf(this.#database, ids)
  files = (paths: readonly string[]) => filesAt(this.#database, paths)
  speakers = (ids: readonly string[]) => speakersOf(this.#database, ids)
  sources = (ids: readonly string[]) => sourcesOf(this.#database, ids)
  problems = (ids: readonly string[]) => problemsOf(this.#database, ids)

  homes(list: 'quotations' | 'dates' | 'pictures', ids: readonly string[]) {
    return homesOf(this.#database, list, ids)
  }

  articlesAt(by: 'path' | 'url', keys: readonly string[]) {
    return articlesAt(this.#database, by, keys)
  }

  named(list: 'speakers' | 'sources', names: readonly string[]) {
    return ownersNamed(this.#database, list, names)
  }

  namesLike(list: 'speakers' | 'sources', name: string) {
    return namesLike(this.#database, list, name)
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
    const homes = list === 'articles' ? ids : homesOf(this.#database, list, ids)
    const articles = [...new Set(homes.filter((id) => id !== null))]
    const readings = new Map(this.readings(articles).map((reading) => [reading?.id, reading]))
    return ids.map((id, at) => {
      const reading = readings.get(homes[at] ?? '')
      return reading ? findHighlights(reading, words, list === 'quotations' ? id : null) : []
    })
  }

  #beginHeld(): StoreChange {
    return new HeldChange(this.#database, () => this.#ended())
  }

  #beginWritten(): StoreChange {
    const options = { path: this.#path, busyTimeout: this.#busyTimeout, onStatement: null }
    const database = openForWriting(options)
    try {
      return new WrittenChange(database, () => {
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
