import type { ArchiveChange } from '../../model/archive.ts'
import type {
  CommitOptions,
  FileReadings,
  IndexStamp,
  PreparedFile,
  StoreChange,
} from '../store.ts'
import { runInSlices, runToEnd } from '../steps.ts'
import { updateSources, updateSpeakers } from './aggregates.ts'
import type { Database } from './database.ts'
import { changesAfter, revisionOf } from './lookup.ts'
import { prepare, preparedRows } from './prepare.ts'
import { clearTables, createIndexes } from './tables.ts'
import { Writer } from './writer.ts'

interface TransactionEvents {
  /** After a commit, outside a transaction. */
  readonly onCommit: () => void
  /** Once, after the commit or abort. */
  readonly onEnd: () => void
}

/** Writes a change in one transaction on a connection of its own. */
export class SqliteTransaction implements StoreChange {
  readonly #database: Database
  readonly #events: TransactionEvents
  readonly #fingerprints = new Map<string, number | null>()
  /** Paths whose fingerprints are in the tables. */
  readonly #written = new Set<string>()
  #before: Before
  #writer: Writer
  #open = true

  /**
   * @throws {IndexBusyError} when another process is writing
   */
  constructor(database: Database, stamp: IndexStamp | undefined, events: TransactionEvents) {
    database.script('BEGIN IMMEDIATE')
    this.#database = database
    this.#events = events
    if (stamp && hasOtherStamp(database, stamp)) clearTables(database)
    this.#before = readBefore(database)
    this.#writer = this.#newWriter()
  }

  put(files: readonly FileReadings[]): Promise<void> {
    return this.putPrepared(files.map(prepare))
  }

  putPrepared(files: readonly PreparedFile[]): Promise<void> {
    return this.#inSlices(this.#put(files))
  }

  /** Like `putPrepared`, but synchronous. */
  putPreparedNow(files: readonly PreparedFile[]): void {
    runToEnd(this.#put(files))
  }

  *#put(files: readonly PreparedFile[]): Generator<undefined, void> {
    this.#check()
    for (const file of files) {
      this.#writer.put(preparedRows(file), this.#fingerprints.get(file.path) ?? null)
      this.#written.add(file.path)
      yield* this.#writer.articles.writeTexts()
      yield
    }
  }

  async putParts(path: string, parts: AsyncIterable<PreparedFile>): Promise<void> {
    this.#check()
    const replacement = this.#writer.replace(path)
    for await (const part of parts) await this.#inSlices(replacement.add(preparedRows(part)))
    await this.#inSlices(replacement.end(this.#fingerprints.get(path) ?? null))
    this.#written.add(path)
  }

  /** Like `putParts`, but synchronous. */
  putPartsNow(path: string, parts: readonly PreparedFile[]): void {
    this.#check()
    const replacement = this.#writer.replace(path)
    for (const part of parts) runToEnd(replacement.add(preparedRows(part)))
    runToEnd(replacement.end(this.#fingerprints.get(path) ?? null))
    this.#written.add(path)
  }

  async remove(paths: readonly string[]): Promise<void> {
    this.#check()
    for (const path of paths) await this.#inSlices(this.#writer.remove(path))
  }

  /** Like `remove`, but synchronous. */
  removeNow(paths: readonly string[]): void {
    this.#check()
    for (const path of paths) runToEnd(this.#writer.remove(path))
  }

  setFingerprints(fingerprints: ReadonlyMap<string, number | null>): void {
    for (const [path, fingerprint] of fingerprints) this.#fingerprints.set(path, fingerprint)
  }

  checkpoint(stamp: IndexStamp): Promise<void> {
    return this.#inSlices(this.#checkpoint(stamp))
  }

  *#checkpoint(stamp: IndexStamp): Generator<undefined, void> {
    this.#check()
    if (this.#before.revision !== null) return
    yield* this.#writer.articles.finish()
    this.#writeFingerprints()
    this.#database.run(
      `INSERT OR REPLACE INTO unfinished (one, extractor, settings, corrections, digest_sum,
        articles, quotations) VALUES (1, ?, ?, ?, ?, ?, ?)`,
      [stamp.extractor, stamp.settings, stamp.corrections, ...this.#figures()],
    )
    this.#database.script('COMMIT')
    this.#events.onCommit()
    this.#database.script('BEGIN IMMEDIATE')
    this.#before = readBefore(this.#database)
    this.#writer = this.#newWriter()
  }

  commit(options: CommitOptions): Promise<ArchiveChange | null> {
    return this.#inSlices(this.#commit(options))
  }

  /** Like `commit`, but synchronous. */
  commitNow(options: CommitOptions): ArchiveChange | null {
    return runToEnd(this.#commit(options))
  }

  *#commit(options: CommitOptions): Generator<undefined, ArchiveChange | null> {
    this.#check()
    const revision = revisionOf(this.#writer.digestSum, options.stamp, options.name)
    try {
      const change =
        revision === this.#before.revision
          ? this.#commitUnchanged(options)
          : yield* this.#commitRevision(options, revision)
      this.#writeFingerprints()
      this.#writeWalkDigest(options.walkDigest ?? null)
      this.#database.script('COMMIT')
      this.#events.onCommit()
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

  /** Lets readers in between the steps of writing; they see nothing before the commit. */
  #inSlices<Result>(steps: Generator<undefined, Result>): Promise<Result> {
    return runInSlices(steps, () => this.#check())
  }

  #newWriter(): Writer {
    return new Writer(this.#database, this.#before.number + 1, this.#before.digestSum)
  }

  /** Writes nothing but fingerprints, and corrections that change no answer. */
  #commitUnchanged({ stamp }: CommitOptions): null {
    this.#database.script('ROLLBACK; BEGIN IMMEDIATE')
    this.#database.run('UPDATE meta SET corrections = ?', [stamp.corrections])
    this.#written.clear()
    return null
  }

  *#commitRevision(
    { name, stamp, indexedAt }: CommitOptions,
    revision: string,
  ): Generator<undefined, ArchiveChange> {
    const database = this.#database
    const { articles } = this.#writer
    const { number, revision: earlier } = this.#before
    yield* articles.finish()
    yield* this.#updateAggregates()
    if (earlier === null) yield* createIndexes(database)
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
    database.run('DELETE FROM unfinished')
    yield
    return changesAfter(database, number, earlier, revision)
  }

  /** Recomputes the speakers and sources whose articles changed; all of them for a first index. */
  *#updateAggregates(): Generator<undefined, void> {
    const database = this.#database
    const { dirty } = this.#writer.articles
    const isFirst = this.#before.revision === null
    const owners = (list: 'speaker' | 'source') =>
      isFirst ? keysIn(database, list) : dirty[list].owners()
    yield* updateSpeakers({ database, isFirst, dirty: owners('speaker') })
    yield* updateSources({ database, isFirst, dirty: owners('source') })
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
    if (!this.#open) throw new Error('This change is committed or aborted')
  }

  #rollBack(): void {
    if (this.#database.inTransaction) this.#database.script('ROLLBACK')
  }

  #close(): void {
    this.#open = false
    this.#events.onEnd()
  }
}

/** Records a change and applies it on commit, for a store whose readers share its connection. */
export class InMemoryTransaction implements StoreChange {
  readonly #database: Database
  readonly #end: () => void
  #steps: ((change: SqliteTransaction) => void)[] = []
  #open = true

  constructor(database: Database, end: () => void) {
    this.#database = database
    this.#end = end
  }

  put(files: readonly FileReadings[]): void {
    this.putPrepared(files.map(prepare))
  }

  putPrepared(files: readonly PreparedFile[]): void {
    this.#record((change) => change.putPreparedNow(files))
  }

  async putParts(path: string, parts: AsyncIterable<PreparedFile>): Promise<void> {
    const all: PreparedFile[] = []
    for await (const part of parts) all.push(part)
    this.#record((change) => change.putPartsNow(path, all))
  }

  remove(paths: readonly string[]): void {
    this.#record((change) => change.removeNow(paths))
  }

  setFingerprints(fingerprints: ReadonlyMap<string, number | null>): void {
    this.#record((change) => change.setFingerprints(fingerprints))
  }

  /** An index in memory ends with the process. */
  checkpoint(): void {}

  commit(options: CommitOptions): ArchiveChange | null {
    const steps = this.#steps
    this.#record(() => {})
    this.#open = false
    const change = new SqliteTransaction(this.#database, options.stamp, {
      onCommit: () => {},
      onEnd: this.#end,
    })
    try {
      for (const step of steps) step(change)
      return change.commitNow(options)
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

  #record(step: (change: SqliteTransaction) => void): void {
    if (!this.#open) throw new Error('This change is committed or aborted')
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
      UNION ALL SELECT 0, NULL, digest_sum, articles, quotations FROM unfinished`,
  )
  if (!row) return { number: 0, revision: null, digestSum: 0n, articles: 0, quotations: 0 }
  const [number, revision, digestSum, articles, quotations] = row
  return {
    number: Number(number),
    revision: revision == null ? null : String(revision),
    digestSum: BigInt(`0x${String(digestSum)}`),
    articles: Number(articles),
    quotations: Number(quotations),
  }
}

function hasOtherStamp(database: Database, stamp: IndexStamp): boolean {
  const row = database.first('SELECT extractor, settings FROM unfinished')
  return row !== null && (row[0] !== stamp.extractor || row[1] !== stamp.settings)
}

function keysIn(database: Database, table: 'speaker' | 'source'): number[] {
  return database.all(`SELECT key FROM ${table}`).map(([key]) => Number(key))
}
