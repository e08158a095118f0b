import type { ArchiveChange } from '../../model/archive.ts'
import type {
  CommitOptions,
  FileReadings,
  IndexStamp,
  PreparedFile,
  StoreChange,
} from '../store.ts'
import { changesAfter, revisionOf } from './changes.ts'
import type { Database } from './database.ts'
import { deriveSources, deriveSpeakers } from './derive.ts'
import { prepare, preparedRows } from './prepare.ts'
import { clearTables, createIndexes } from './schema.ts'
import { Writer } from './writer.ts'

/** A change that is written as it comes, in one transaction on a connection of its own. */
export class WrittenChange implements StoreChange {
  readonly #database: Database
  readonly #end: () => void
  readonly #fingerprints = new Map<string, number | null>()
  /** Paths whose fingerprints are in the tables. */
  readonly #written = new Set<string>()
  #before: Before
  #writer: Writer
  #open = true

  /**
   * @param end - called once, after the commit or abort
   * @throws {IndexBusyError} when another process is writing
   */
  constructor(database: Database, stamp: IndexStamp | undefined, end: () => void) {
    database.script('BEGIN IMMEDIATE')
    this.#database = database
    this.#end = end
    if (stamp && isBegunOtherwise(database, stamp)) clearTables(database)
    this.#before = readBefore(database)
    this.#writer = this.#newWriter()
  }

  put(files: readonly FileReadings[]): void {
    this.putPrepared(files.map(prepare))
  }

  putPrepared(files: readonly PreparedFile[]): void {
    this.#check()
    for (const file of files) {
      this.#writer.put(preparedRows(file), this.#fingerprints.get(file.path) ?? null)
      this.#written.add(file.path)
    }
  }

  remove(paths: readonly string[]): void {
    this.#check()
    for (const path of paths) this.#writer.remove(path)
  }

  setFingerprints(fingerprints: ReadonlyMap<string, number | null>): void {
    for (const [path, fingerprint] of fingerprints) this.#fingerprints.set(path, fingerprint)
  }

  checkpoint(stamp: IndexStamp): void {
    this.#check()
    if (this.#before.revision !== null) return
    this.#writer.articles.finish()
    this.#writeFingerprints()
    this.#database.run(
      `INSERT OR REPLACE INTO begun (one, extractor, settings, corrections, digest_sum,
        articles, quotations) VALUES (1, ?, ?, ?, ?, ?, ?)`,
      [stamp.extractor, stamp.settings, stamp.corrections, ...this.#figures()],
    )
    this.#database.script('COMMIT; BEGIN IMMEDIATE')
    this.#before = readBefore(this.#database)
    this.#writer = this.#newWriter()
  }

  commit(options: CommitOptions): ArchiveChange | null {
    this.#check()
    const revision = revisionOf(this.#writer.digestSum, options.stamp, options.name)
    try {
      const change =
        revision === this.#before.revision ? this.#undo(options) : this.#seal(options, revision)
      this.#writeFingerprints()
      this.#writeWalkDigest(options.walkDigest ?? null)
      this.#database.script('COMMIT')
      return change
    } catch (error) {
      this.#rollBack()
      throw error
    } finally {
      this.#close()
    }
  }

  abort(): void {
    if (!this.#open) return
    try {
      this.#rollBack()
    } finally {
      this.#close()
    }
  }

  #newWriter(): Writer {
    return new Writer(this.#database, this.#before.number + 1, this.#before.digestSum)
  }

  /** Nothing is new but fingerprints, and perhaps corrections that change nothing. */
  #undo({ stamp }: CommitOptions): null {
    this.#database.script('ROLLBACK; BEGIN IMMEDIATE')
    this.#database.run('UPDATE meta SET corrections = ?', [stamp.corrections])
    this.#written.clear()
    return null
  }

  #seal({ name, stamp, indexedAt }: CommitOptions, revision: string): ArchiveChange {
    const database = this.#database
    const { articles } = this.#writer
    const { number, revision: earlier } = this.#before
    articles.finish()
    this.#derive()
    if (earlier === null) createIndexes(database)
    database.run('INSERT INTO revision (number, revision) VALUES (?, ?)', [number + 1, revision])
    database.run(
      `INSERT OR REPLACE INTO meta (one, name, revision, extractor, settings, corrections, indexed_at,
        digest_sum, articles, quotations, speakers, sources) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        (SELECT count(*) FROM speaker WHERE quotations > 0),
        (SELECT count(*) FROM source WHERE record IS NOT NULL))`,
      [
        name,
        revision,
        stamp.extractor,
        stamp.settings,
        stamp.corrections,
        indexedAt,
        ...this.#figures(),
      ],
    )
    database.run('DELETE FROM begun')
    return changesAfter(database, number, earlier, revision)
  }

  /** Speakers and sources whose articles changed; all of them where there were none before. */
  #derive(): void {
    const database = this.#database
    const { touched } = this.#writer.articles
    const isFirst = this.#before.revision === null
    const owners = (list: 'speaker' | 'source') =>
      isFirst ? keysIn(database, list) : touched[list].owners()
    deriveSpeakers({ database, isFirst, touched: owners('speaker') })
    deriveSources({ database, isFirst, touched: owners('source') })
  }

  /** Sum of digests, articles, quotations. */
  #figures(): [string, number, number] {
    const { digestSum, articles } = this.#writer
    const { articles: before, quotations } = this.#before
    return [digestSum.toString(16), before + articles.articles, quotations + articles.quotations]
  }

  #writeFingerprints(): void {
    for (const [path, fingerprint] of this.#fingerprints) {
      if (!this.#written.has(path)) this.#writer.setFingerprint(path, fingerprint)
    }
    this.#written.clear()
    this.#fingerprints.clear()
  }

  #writeWalkDigest(digest: string | null): void {
    this.#database.run('INSERT OR REPLACE INTO walk (one, digest) VALUES (1, ?)', [digest])
  }

  #check(): void {
    if (!this.#open) throw new Error('This change has been committed or given up')
  }

  #rollBack(): void {
    if (this.#database.inTransaction) this.#database.script('ROLLBACK')
  }

  #close(): void {
    this.#open = false
    this.#end()
  }
}

/** A change that is kept until it is committed, for a store whose readers share its connection. */
export class HeldChange implements StoreChange {
  readonly #database: Database
  readonly #end: () => void
  #steps: ((change: WrittenChange) => void)[] = []
  #open = true

  constructor(database: Database, end: () => void) {
    this.#database = database
    this.#end = end
  }

  put(files: readonly FileReadings[]): void {
    this.putPrepared(files.map(prepare))
  }

  putPrepared(files: readonly PreparedFile[]): void {
    this.#hold((change) => change.putPrepared(files))
  }

  remove(paths: readonly string[]): void {
    this.#hold((change) => change.remove(paths))
  }

  setFingerprints(fingerprints: ReadonlyMap<string, number | null>): void {
    this.#hold((change) => change.setFingerprints(fingerprints))
  }

  /** An index in memory ends with the process. */
  checkpoint(): void {}

  commit(options: CommitOptions): ArchiveChange | null {
    const steps = this.#steps
    this.#hold(() => {})
    this.#open = false
    const change = new WrittenChange(this.#database, options.stamp, this.#end)
    try {
      for (const step of steps) step(change)
      return change.commit(options)
    } catch (error) {
      change.abort()
      throw error
    }
  }

  abort(): void {
    if (!this.#open) return
    this.#open = false
    this.#steps = []
    this.#end()
  }

  #hold(step: (change: WrittenChange) => void): void {
    if (!this.#open) throw new Error('This change has been committed or given up')
    this.#steps.push(step)
  }
}

interface Before {
  readonly number: number
  readonly revision: string | null
  readonly digestSum: bigint
  readonly articles: number
  readonly quotations: number
}

function readBefore(database: Database): Before {
  const [row] = database.all(
    `SELECT (SELECT max(number) FROM revision), revision, digest_sum, articles, quotations FROM meta
      UNION ALL SELECT 0, NULL, digest_sum, articles, quotations FROM begun`,
  )
  if (!row) return { number: 0, revision: null, digestSum: 0n, articles: 0, quotations: 0 }
  const [number, revision, digestSum, articles, quotations] = row
  return {
    number: Number(number),
    revision: revision == null ? null : String(revision),
    digestSum: BigInt(`0x${digestSum}`),
    articles: Number(articles),
    quotations: Number(quotations),
  }
}

function isBegunOtherwise(database: Database, stamp: IndexStamp): boolean {
  const row = database.first('SELECT extractor, settings FROM begun')
  return row !== null && (row[0] !== stamp.extractor || row[1] !== stamp.settings)
}

function keysIn(database: Database, table: 'speaker' | 'source'): number[] {
  return database.all(`SELECT key FROM ${table}`).map(([key]) => Number(key))
}
