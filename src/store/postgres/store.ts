import type { ArchiveChange, ArchiveContents, ArchiveRecord } from '../../model/archive.ts'
import type { CountedList, Interval, ListName, ListSet, Lists, Window } from '../../model/lists.ts'
import type { Span } from '../../model/span.ts'
import { originsOf } from '../relational/copies.ts'
import { countLists, findFacets, findTimelines } from '../relational/facets.ts'
import { findPages } from '../relational/list-query.ts'
import {
  articleIdsAt,
  articleIdsOf,
  changesSince,
  contentsOf,
  earlierVersionsOf,
  filesAt,
  hashesByPath,
  idsByName,
  knownFiles,
  pathsByHash,
  problemsOf,
  quotationsSince,
  readingsOf,
  sourcesOf,
  speakersOf,
} from '../relational/lookup.ts'
import { nearDuplicatesOf } from '../relational/near-duplicates.ts'
import { highlightsOf } from '../relational/search-text.ts'
import { quotationsWithPhrase, scoresOf } from '../relational/search.ts'
import { similarNames } from '../relational/similar-names.ts'
import type { Steps } from '../relational/statements.ts'
import { readArchive, readStamp, readWalkDigest } from '../relational/status.ts'
import { RootNameError } from '../errors.ts'
import type { IndexStamp, IndexStatus, Store, StoreChange } from '../store.ts'
import type { WorkQueue } from '../work-queue.ts'
import { findThreadModule } from '../thread-modules.ts'
import { readAddress } from './address.ts'
import { PostgresChange } from './change.ts'
import { Pool } from './connection.ts'
import { DIALECT } from './dialect.ts'
import { requireTables } from './migrations.ts'
import { prepare } from './prepare-postgres.ts'
import { DatabaseRevisions, generationOf } from './revisions.ts'
import { createWorkQueue } from './work-queue.ts'

export interface PostgresStoreOptions {
  /** `postgres://user@host:5432/database`; the variables of libpq say what it leaves out. */
  readonly address: string
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /** Whether tables that are missing or of an earlier version may be made; true by default. */
  readonly mayMigrate?: boolean | undefined
  /** Connections for reading; 4 by default. */
  readonly connections?: number | undefined
  /** Milliseconds that a read may take; 5,000 by default. */
  readonly readTimeout?: number | undefined
  /** Milliseconds between questions for a new revision, when no notification comes; 250 by default. */
  readonly pollInterval?: number | undefined
  /** Called with the text of every statement that reads. */
  readonly onStatement?: ((sql: string) => void) | undefined
}

/**
 * A store in a schema of a PostgreSQL database.
 *
 * @throws {StoreAddressError} when the address is not valid, or the driver is not installed
 * @throws {StoreUnavailableError} when the database cannot be reached, or refuses the user
 * @throws {StoreVersionError} when another version of Pressgraph made the tables
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const { connections = 4, readTimeout = 5_000, onStatement, mayMigrate = true } = options
  const address = readAddress(options.address, options.env ?? process.env)
  const pool = await Pool.create({
    address,
    connections,
    readTimeout,
    onStatement: onStatement ?? null,
  })
  try {
    await requireTables(pool, address.schema, mayMigrate)
  } catch (error) {
    await pool.close()
    throw error
  }
  return new PostgresStore(pool, options.pollInterval)
}

class PostgresStore implements Store {
  readonly ranking = 'ts_rank'
  readonly prepare = prepare
  readonly tracker: DatabaseRevisions
  readonly work: WorkQueue
  readonly #pool: Pool
  #change: Promise<PostgresChange> | null = null
  #hasRevision = false

  constructor(pool: Pool, pollInterval: number | undefined) {
    this.#pool = pool
    this.tracker = new DatabaseRevisions({
      ask: () => this.#readGeneration(),
      listen: (listener) => pool.listen(listener),
      pollInterval,
    })
    this.work = createWorkQueue(pool)
  }

  get location(): string {
    return this.#pool.location
  }

  get prepareModule(): string | null {
    return findThreadModule(import.meta.url, 'prepare-postgres').url?.href ?? null
  }

  async status(): Promise<IndexStatus> {
    const pool = this.#pool
    return {
      stamp: await pool.read(readStamp('meta')),
      unfinishedStamp: await pool.read(readStamp('unfinished')),
      walkDigest: await pool.read(readWalkDigest()),
    }
  }

  verify = () => this.#isComplete()
  knownFiles = () => this.#pool.read(knownFiles())
  hashesByPath = (at?: string) => this.#pool.read(hashesByPath(at))
  pathsByHash = (hashes: readonly string[]) => this.#pool.read(pathsByHash(DIALECT, hashes))

  async beginChange(stamp?: IndexStamp): Promise<StoreChange> {
    if (this.#change) throw new Error('A change of this store has begun and has not ended')
    this.#change = this.#begin(stamp)
    try {
      return await this.#change
    } catch (error) {
      this.#change = null
      throw error
    }
  }

  async requireRoot(name: string | null): Promise<void> {
    const [row] = await this.#pool.read(check('SELECT name FROM root'))
    if (row && row[0] !== name) throw new RootNameError(this.location, String(row[0]), name)
    if (row || name === null) return
    const sql = 'INSERT INTO root (one, name) VALUES (1, ?) ON CONFLICT DO NOTHING'
    await this.#pool.read(check(sql, [name]))
    await this.requireRoot(name)
  }

  async #begin(stamp: IndexStamp | undefined): Promise<PostgresChange> {
    const session = await this.#pool.reserve()
    try {
      return await PostgresChange.begin(session, this.location, stamp, () => {
        this.#change = null
        this.tracker.invalidate()
      })
    } catch (error) {
      await session.rollBack().catch(() => {})
      session.release()
      throw error
    }
  }

  async close(): Promise<void> {
    await this.#change?.then((change) => change.abort()).catch(() => {})
    await this.tracker.close()
    await this.#pool.close()
  }

  onRevision = (listener: () => void) => this.tracker.onRevision(listener)
  generation = (): Promise<number> => this.tracker.confirm()

  async #readGeneration(): Promise<number> {
    const [row] = await this.#pool.read(check(GENERATION))
    return row ? generationOf(Number(row[0]), String(row[1])) : 0
  }

  archive = (): Promise<ArchiveRecord> => this.#read(readArchive())
  contents = (): Promise<ArchiveContents> => this.#read(contentsOf(DIALECT))
  changesSince = (revision: string): Promise<ArchiveChange | null> =>
    this.#read(changesSince(DIALECT, revision))
  quotationsSince = (revision: string, articles: readonly string[]) =>
    this.#read(quotationsSince(DIALECT, revision, articles))

  readings = (ids: readonly string[]) => this.#read(readingsOf(DIALECT, ids, Infinity))
  files = (paths: readonly string[]) => this.#read(filesAt(DIALECT, paths))
  speakers = (ids: readonly string[]) => this.#read(speakersOf(DIALECT, ids))
  sources = (ids: readonly string[]) => this.#read(sourcesOf(DIALECT, ids))
  problems = (ids: readonly string[]) => this.#read(problemsOf(DIALECT, ids))

  articleIdsOf = (list: 'quotations' | 'dates' | 'pictures', ids: readonly string[]) =>
    this.#read(articleIdsOf(DIALECT, list, ids))

  articleIdsAt = (by: 'path' | 'url' | 'item', keys: readonly string[]) =>
    this.#read(articleIdsAt(DIALECT, by, keys))

  earlierVersions = (ids: readonly string[]) =>
    this.#read(earlierVersionsOf(DIALECT, ids, Infinity))

  quotationsWithPhrase = (phrases: readonly string[], limit: number) =>
    this.#read(quotationsWithPhrase(DIALECT, phrases, limit))

  nearDuplicatesOf = (ids: readonly string[]) =>
    this.#read(nearDuplicatesOf(DIALECT, ids, Infinity))

  origins = (ids: readonly string[]) => this.#read(originsOf(DIALECT, ids))

  idsByName = (list: 'speakers' | 'sources', names: readonly string[]) =>
    this.#read(idsByName(DIALECT, list, names))

  similarNames = (list: 'speakers' | 'sources', name: string) =>
    this.#read(similarNames(DIALECT, list, name))

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

  scores = (list: 'articles' | 'quotations', words: string, ids: readonly string[]) =>
    this.#read(scoresOf(DIALECT, list, words, ids))

  async highlights(
    list: 'articles' | 'quotations',
    words: string,
    ids: readonly string[],
  ): Promise<readonly (readonly Span[])[]> {
    const homes = list === 'articles' ? ids : await this.articleIdsOf(list, ids)
    const articles = [...new Set(homes.filter((id) => id !== null))]
    return highlightsOf(list, words, ids, homes, await this.readings(articles))
  }

  /** Reads the archive; before the first commit it is empty, whatever the tables hold. */
  async #read<Result>(steps: Steps<Result>): Promise<Result> {
    return (await this.#isComplete()) ? this.#pool.read(steps) : readNothing(steps)
  }

  async #isComplete(): Promise<boolean> {
    this.#hasRevision ||= (await this.#pool.read(check('SELECT 1 FROM meta'))).length > 0
    return this.#hasRevision
  }
}

const GENERATION = 'SELECT (SELECT max(number) FROM revision), revision FROM meta'

function* check(
  sql: string,
  values: readonly string[] = [],
): Steps<readonly (readonly unknown[])[]> {
  return yield { kind: 'CHECK', sql, values }
}

function readNothing<Result>(steps: Steps<Result>): Result {
  let step = steps.next([])
  while (!step.done) step = steps.next([])
  return step.value
}
