import Libsql from 'libsql'
import { discardIndex } from './discard.ts'
import { DamagedIndexError, IndexBusyError } from '../errors.ts'

export type SqlValue = string | number | Uint8Array | null
export type Row = readonly SqlValue[]

export interface DatabaseOptions {
  readonly path: string
  /** Milliseconds to wait for another process that writes. */
  readonly busyTimeout: number
  /** Called with the text of every statement that reads or writes data, `quietly` left out. */
  readonly onStatement: ((sql: string) => void) | null
}

// A hundred shapes of filters and orders stay prepared; rarer ones are prepared again.
const PREPARED = 300

/**
 * One connection. Rows come back as arrays, in the order of the selected columns.
 *
 * Of the driver only `all` and `run` are used: its `get` leaves the statement standing on its row,
 * and the next call with other values then answers for the old ones.
 */
export class Database {
  readonly #path: string
  readonly #connection: Libsql.Database
  readonly #prepared = new Map<string, Libsql.Statement>()
  readonly #onStatement: ((sql: string) => void) | null

  constructor({ path, busyTimeout, onStatement }: DatabaseOptions) {
    this.#path = path
    this.#onStatement = onStatement
    this.#connection = this.#explained(() => new Libsql(path, { timeout: busyTimeout }))
  }

  /** Every row of the answer. */
  all(sql: string, values: readonly SqlValue[] = []): Row[] {
    this.#onStatement?.(sql)
    return this.quietly(sql, values)
  }

  /** The first row of the answer; null when there is none. */
  first(sql: string, values: readonly SqlValue[] = []): Row | null {
    return this.all(sql, values)[0] ?? null
  }

  /** As `all`, uncounted: for housekeeping that is no read of the archive. */
  quietly(sql: string, values: readonly SqlValue[] = []): Row[] {
    return this.#explained(() => this.#statement(sql).all(values.map(bindable)) as Row[])
  }

  run(sql: string, values: readonly SqlValue[] = []): void {
    this.#onStatement?.(sql)
    this.#explained(() => this.#statement(sql).run(values.map(bindable)))
  }

  /** Several statements without values: definitions, pragmas, transactions. */
  script(sql: string): void {
    this.#explained(() => this.#connection.exec(sql))
  }

  /** Discard an index of which something cannot be read; the error says so. */
  damaged(cause: unknown): DamagedIndexError {
    if (this.#path !== ':memory:') discardIndex(this.#path)
    const reason = 'it was damaged and is discarded; open it again to make it anew'
    return new DamagedIndexError(this.#path, reason, { cause })
  }

  get inTransaction(): boolean {
    return this.#connection.inTransaction
  }

  get isOpen(): boolean {
    return this.#connection.open
  }

  close(): void {
    this.#prepared.clear()
    if (this.#connection.open) this.#connection.close()
  }

  #statement(sql: string): Libsql.Statement {
    const known = this.#prepared.get(sql)
    if (known) {
      if (this.#prepared.size >= PREPARED / 2) this.#keepLonger(sql, known)
      return known
    }
    const statement = this.#connection.prepare(sql)
    if (statement.reader) statement.raw(true)
    this.#prepared.set(sql, statement)
    const [oldest] = this.#prepared.keys()
    if (this.#prepared.size > PREPARED && oldest !== undefined) this.#prepared.delete(oldest)
    return statement
  }

  #keepLonger(sql: string, statement: Libsql.Statement): void {
    this.#prepared.delete(sql)
    this.#prepared.set(sql, statement)
  }

  #explained<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw this.#explain(error)
    }
  }

  #explain(error: unknown): unknown {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
      return new IndexBusyError(this.#path, { cause: error })
    }
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
      if (code !== 'SQLITE_NOTADB') return this.damaged(error)
      const reason = 'it is not an index of ours'
      return new DamagedIndexError(this.#path, reason, { foreign: true, cause: error })
    }
    if (code === 'SQLITE_FULL') {
      return new Error(`No room left for the index "${this.#path}".`, { cause: error })
    }
    return error
  }
}

/** The driver ends the process when it is given a boolean, so nothing else may reach it. */
function bindable(value: unknown): SqlValue {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value
  if (value instanceof Uint8Array) return value
  throw new TypeError(`Cannot bind a ${typeof value} to a statement`)
}
