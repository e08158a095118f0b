import type { ArchiveChange } from '../../model/archive.ts'
import type {
  CommitOptions,
  FileReadings,
  IndexStamp,
  PreparedFile,
  StoreChange,
} from '../store.ts'
import { type ChangeDatabase, ChangeSteps } from '../relational/change.ts'
import { type Steps, script } from '../relational/statements.ts'
import { runInSlices } from '../steps.ts'
import type { Database } from './database.ts'
import { DIALECT } from './dialect.ts'
import { LAYOUT, prepare } from './prepare.ts'
import { clearTables, createIndexes } from './tables.ts'
import { TextBuffer } from './text-index.ts'

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
  readonly #steps: ChangeSteps
  #open = true

  /**
   * @throws {IndexBusyError} when another process is writing
   */
  constructor(database: Database, stamp: IndexStamp | undefined, events: TransactionEvents) {
    this.#database = database
    this.#events = events
    const { onCommit } = events
    this.#steps = database.perform(ChangeSteps.begin(changeDatabase(database, onCommit), stamp))
  }

  put(files: readonly FileReadings[]): Promise<void> {
    return this.putPrepared(files.map(prepare))
  }

  putPrepared(files: readonly PreparedFile[]): Promise<void> {
    return this.#inSlices(this.#steps.put(files))
  }

  /** Like `putPrepared`, but synchronous. */
  putPreparedNow(files: readonly PreparedFile[]): void {
    this.#now(this.#steps.put(files))
  }

  async putParts(path: string, parts: AsyncIterable<PreparedFile>): Promise<void> {
    const replacement = await this.#inSlices(this.#steps.replace(path))
    for await (const part of parts) await this.#inSlices(this.#steps.add(replacement, part))
    await this.#inSlices(this.#steps.end(path, replacement))
  }

  /** Like `putParts`, but synchronous. */
  putPartsNow(path: string, parts: readonly PreparedFile[]): void {
    const replacement = this.#now(this.#steps.replace(path))
    for (const part of parts) this.#now(this.#steps.add(replacement, part))
    this.#now(this.#steps.end(path, replacement))
  }

  remove(paths: readonly string[]): Promise<void> {
    return this.#inSlices(this.#steps.remove(paths))
  }

  /** Like `remove`, but synchronous. */
  removeNow(paths: readonly string[]): void {
    this.#now(this.#steps.remove(paths))
  }

  setFingerprints(fingerprints: ReadonlyMap<string, number | null>): void {
    this.#steps.setFingerprints(fingerprints)
  }

  checkpoint(stamp: IndexStamp): Promise<void> {
    return this.#inSlices(this.#steps.checkpoint(stamp))
  }

  async commit(options: CommitOptions): Promise<ArchiveChange | null> {
    try {
      return await this.#inSlices(this.#steps.commit(options))
    } catch (error) {
      this.#rollBack()
      throw error
    } finally {
      this.#close()
    }
  }

  /** Like `commit`, but synchronous. */
  commitNow(options: CommitOptions): ArchiveChange | null {
    try {
      return this.#now(this.#steps.commit(options))
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
  async #inSlices<Result>(steps: Steps<Result>): Promise<Result> {
    this.#check()
    return runInSlices(this.#database.slices(steps), () => this.#check())
  }

  #now<Result>(steps: Steps<Result>): Result {
    this.#check()
    return this.#database.perform(steps)
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

function changeDatabase(database: Database, onCommit: () => void): ChangeDatabase {
  return {
    dialect: DIALECT,
    layout: LAYOUT,
    createTextIndex: (isFirst) => new TextBuffer(isFirst),
    begin: () => script('BEGIN IMMEDIATE'),
    *commit() {
      yield* script('COMMIT')
      onCommit()
    },
    *next() {
      yield* script('COMMIT')
      onCommit()
      yield* script('BEGIN IMMEDIATE')
    },
    rollback: () => script('ROLLBACK'),
    *clear() {
      clearTables(database)
      yield
    },
    createIndexes,
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
