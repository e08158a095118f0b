import type { ArchiveChange } from '../../model/archive.ts'
import { IndexBusyError } from '../errors.ts'
import { type ChangeDatabase, ChangeSteps } from '../relational/change.ts'
import { partKey, partsOf } from '../relational/keys.ts'
import type { ArticleTexts } from '../relational/prepare.ts'
import { type SqlValue, type Steps, insert, run, script } from '../relational/statements.ts'
import type { TextIndex } from '../relational/write-buffers.ts'
import type {
  CommitOptions,
  FileReadings,
  IndexStamp,
  PreparedFile,
  StoreChange,
} from '../store.ts'
import { CHANNEL, type Session } from './connection.ts'
import { DIALECT } from './dialect.ts'
import { prepare, vectorsIn } from './prepare-postgres.ts'
import { INDEXES, LAYOUT, lockOf, TABLES } from './tables.ts'
import { removeWork } from './work-queue.ts'

/** Writes a change in one transaction on a connection of its own. */
export class PostgresChange implements StoreChange {
  readonly #session: Session
  readonly #steps: ChangeSteps
  readonly #onEnd: () => void
  #open = true
  /** The work that runs, or ran last. */
  #work: Promise<unknown> = Promise.resolve()

  /** @throws {IndexBusyError} when another process is writing */
  static async begin(
    session: Session,
    location: string,
    stamp: IndexStamp | undefined,
    onEnd: () => void,
  ): Promise<PostgresChange> {
    const database = changeDatabase(location)
    const steps = await session.perform(ChangeSteps.begin(database, stamp), () => {})
    return new PostgresChange(session, steps, onEnd)
  }

  private constructor(session: Session, steps: ChangeSteps, onEnd: () => void) {
    this.#session = session
    this.#steps = steps
    this.#onEnd = onEnd
  }

  put(files: readonly FileReadings[]): Promise<void> {
    return this.putPrepared(files.map(prepare))
  }

  putPrepared(files: readonly PreparedFile[]): Promise<void> {
    return this.#perform(this.#steps.put(files))
  }

  async putParts(path: string, parts: AsyncIterable<PreparedFile>): Promise<void> {
    const replacement = await this.#perform(this.#steps.replace(path))
    for await (const part of parts) await this.#perform(this.#steps.add(replacement, part))
    await this.#perform(this.#steps.end(path, replacement))
  }

  remove(paths: readonly string[]): Promise<void> {
    return this.#perform(this.#steps.remove(paths))
  }

  setFingerprints(fingerprints: ReadonlyMap<string, number | null>): void {
    this.#steps.setFingerprints(fingerprints)
  }

  removeWork(work: readonly number[]): Promise<void> {
    return this.#perform(removeWork(work))
  }

  checkpoint(stamp: IndexStamp): Promise<void> {
    return this.#perform(this.#steps.checkpoint(stamp))
  }

  async commit(options: CommitOptions): Promise<ArchiveChange | null> {
    try {
      const change = await this.#perform(this.#steps.commit(options))
      this.#end()
      return change
    } catch (error) {
      await this.abort()
      throw error
    }
  }

  async abort(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.#work.catch(() => {})
    // A connection that is lost has no transaction.
    await this.#session.rollBack().catch(() => {})
    this.#end()
  }

  async #perform<Result>(steps: Steps<Result>): Promise<Result> {
    this.#check()
    const work = this.#session.perform(steps, () => this.#check())
    this.#work = work
    return work
  }

  #check(): void {
    if (!this.#open) throw new Error('This change is committed or aborted')
  }

  #end(): void {
    this.#open = false
    this.#session.release()
    this.#onEnd()
  }
}

function changeDatabase(location: string): ChangeDatabase {
  return {
    dialect: DIALECT,
    layout: LAYOUT,
    createTextIndex: () => new VectorBuffer(),
    *begin() {
      yield* script('BEGIN')
      const [row] = yield { kind: 'CHECK', sql: LOCK, values: [] }
      if (row?.[0] === 1) return
      yield* script('ROLLBACK')
      throw new IndexBusyError(location)
    },
    commit: () => script(`SELECT pg_notify('${CHANNEL}', current_schema()); COMMIT`),
    // A lock of the session holds the place between the transactions.
    next: () =>
      script(`SELECT pg_advisory_lock(${LOCK_NUMBERS}); COMMIT; BEGIN;
        SELECT pg_advisory_xact_lock(${LOCK_NUMBERS}); SELECT pg_advisory_unlock(${LOCK_NUMBERS})`),
    rollback: () => script('ROLLBACK'),
    clear: () => script(`TRUNCATE ${Object.keys(TABLES).join(', ')}`),
    createIndexes: () => script(`${INDEXES} ANALYZE ${Object.keys(TABLES).join(', ')}`),
  }
}

const LOCK_NUMBERS = lockOf('current_schema()')

/** One process writes the tables of a schema at a time; the lock ends with the transaction. */
const LOCK = `SELECT CAST(pg_try_advisory_xact_lock(${LOCK_NUMBERS}) AS integer)`

/** Texts whose vectors are written together. */
const FULL = 500

/** Writes the tables of texts. */
class VectorBuffer implements TextIndex {
  readonly #added = new Map<number, ArticleTexts>()
  readonly #removed = new Set<number>()

  add(key: number, texts: ArticleTexts): void {
    this.#added.set(key, texts)
  }

  remove(key: number): void {
    if (!this.#added.delete(key)) this.#removed.add(key)
  }

  get isFull(): boolean {
    return this.#added.size + this.#removed.size >= FULL
  }

  *write(): Steps<void> {
    for (const key of this.#removed) for (const sql of REMOVALS) yield* run(sql, [key])
    this.#removed.clear()
    const rows = {
      article_text: new Array<readonly SqlValue[]>(),
      quotation_text: new Array<readonly SqlValue[]>(),
      picture_text: new Array<readonly SqlValue[]>(),
    }
    for (const [article, texts] of this.#added) {
      const vectors = vectorsIn(texts)
      rows.article_text.push(...rowsOf(article, vectors.article))
      vectors.quotations.forEach((words, at) =>
        rows.quotation_text.push(...rowsOf(partKey(article, at), words)),
      )
      vectors.pictures.forEach((words, at) =>
        rows.picture_text.push(...rowsOf(partKey(article, at), words)),
      )
    }
    this.#added.clear()
    for (const [table, all] of Object.entries(rows)) yield* insert(table, COLUMNS, all)
  }
}

const COLUMNS = ['key', 'piece', 'words']

const REMOVALS = [
  'DELETE FROM article_text WHERE key = ?1',
  `DELETE FROM quotation_text WHERE key ${partsOf('CAST(?1 AS bigint)')}`,
  `DELETE FROM picture_text WHERE key ${partsOf('CAST(?1 AS bigint)')}`,
]

function rowsOf(key: number, vectors: readonly Uint8Array[]): SqlValue[][] {
  return vectors.map((words, piece) => [key, piece, words])
}
