import Libsql from 'libsql'
import { DamagedIndexError, DamagedRowError, foreignFile, IndexBusyError } from '../errors.ts'
import {
  type Insertion,
  type Row,
  ROWS_PER_STATEMENT,
  type SqlValue,
  type Statement,
  type Steps,
} from '../relational/statements.ts'
import { runToEnd } from '../steps.ts'
import { discardIndex, inspectFile } from './index-file.ts'

export interface DatabaseOptions {
  readonly path: string
  /** Milliseconds to wait for another process that writes. */
  readonly busyTimeout: number
  /** Called with the text of every statement except `untracked` ones. */
  readonly onStatement: ((sql: string) => void) | null
  /**
   * Whether another thread of this process has the index open, and takes care of the file: this one
   * then neither inspects nor deletes it. See `descriptorOf`.
   */
  readonly isShared?: boolean | undefined
  /** Called when the file turns out to be damaged, or to be no index any more. */
  readonly onDamage?: (() => void) | undefined
}

// Prepared statements that are cached.
const PREPARED = 300

const NONE: readonly Row[] = []

/**
 * One connection. Rows come back as arrays, in the order of the selected columns.
 *
 * Uses only `all` and `run` of the driver: its `get` does not reset the statement, and the next call
 * with other values answers for the old ones.
 */
export class Database {
  readonly #path: string
  readonly #connection: Libsql.Database
  readonly #prepared = new Map<string, Libsql.Statement>()
  readonly #onStatement: ((sql: string) => void) | null
  readonly #onDamage: (() => void) | undefined

  readonly #isShared: boolean

  constructor({ path, busyTimeout, onStatement, isShared = false, onDamage }: DatabaseOptions) {
    this.#path = path
    this.#onStatement = onStatement
    this.#onDamage = onDamage
    this.#isShared = isShared
    this.#connection = this.#connect(busyTimeout)
  }

  /** Every row of the answer. */
  all(sql: string, values: readonly SqlValue[] = []): Row[] {
    this.#onStatement?.(sql)
    return this.untracked(sql, values)
  }

  /** The first row of the answer; null when there is none. */
  first(sql: string, values: readonly SqlValue[] = []): Row | null {
    return this.all(sql, values)[0] ?? null
  }

  /** Like `all`, for statements that do not read the archive; `onStatement` is not called. */
  untracked(sql: string, values: readonly SqlValue[] = []): Row[] {
    // Statements give rows as arrays.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return this.#withStoreErrors(() => this.#statement(sql).all(values.map(bindable)) as Row[])
  }

  run(sql: string, values: readonly SqlValue[] = []): void {
    this.#onStatement?.(sql)
    this.#withStoreErrors(() => this.#statement(sql).run(values.map(bindable)))
  }

  /** Several statements without values: definitions, pragmas, transactions. */
  script(sql: string): void {
    this.#withStoreErrors(() => this.#connection.exec(sql))
  }

  /** Runs the statements of a generator. */
  perform<Result>(steps: Steps<Result>): Result {
    return runToEnd(this.slices(steps))
  }

  /** Runs the statements of a generator, and pauses where it lets others in between. */
  *slices<Result>(steps: Steps<Result>): Generator<undefined, Result> {
    try {
      let step = steps.next()
      while (!step.done) {
        if (!step.value) yield
        step = steps.next(step.value ? this.#answer(step.value) : NONE)
      }
      return step.value
    } catch (error) {
      throw error instanceof DamagedRowError ? this.damaged(error) : error
    }
  }

  #answer(statement: Statement): readonly Row[] {
    switch (statement.kind) {
      case 'READ':
        return this.all(statement.sql, statement.values)
      case 'CHECK':
        return this.untracked(statement.sql, statement.values)
      case 'RUN':
        this.run(statement.sql, statement.values)
        return NONE
      case 'SCRIPT':
        this.script(statement.sql)
        return NONE
      case 'INSERT':
        this.#insert(statement)
        return NONE
    }
  }

  #insert({ table, columns, rows, ignore }: Insertion): void {
    const into = `INSERT ${ignore ? 'OR IGNORE ' : ''}INTO ${table} (${columns.join(', ')}) VALUES`
    const row = `(${Array(columns.length).fill('?').join(', ')})`
    const batched = rows.length - (rows.length % ROWS_PER_STATEMENT)
    if (batched > 0) {
      const many = `${into} ${Array(ROWS_PER_STATEMENT).fill(row).join(', ')}`
      for (let at = 0; at < batched; at += ROWS_PER_STATEMENT) {
        this.run(many, rows.slice(at, at + ROWS_PER_STATEMENT).flat())
      }
    }
    for (const values of rows.slice(batched)) this.run(`${into} ${row}`, values)
  }

  /** Deletes an index that cannot be read. */
  damaged(cause: unknown): DamagedIndexError {
    this.#onDamage?.()
    const reason = 'it is damaged and is built again from the files'
    if (this.#path !== ':memory:' && !this.#isShared && !this.#isForeign()) discardIndex(this.#path)
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

  /** Whether another process replaced the index with a file of its own. */
  #isForeign(): boolean {
    return inspectFile(this.#path) === 'FOREIGN'
  }

  #connect(busyTimeout: number): Libsql.Database {
    try {
      return new Libsql(this.#path, { timeout: busyTimeout })
    } catch (error) {
      // The driver gives no code for a folder that does not exist or cannot be written.
      const reason = 'it cannot be opened or created. Choose another place for it'
      throw new DamagedIndexError(this.#path, reason, { foreign: true, cause: error })
    }
  }

  #statement(sql: string): Libsql.Statement {
    const known = this.#prepared.get(sql)
    if (known) {
      if (this.#prepared.size >= PREPARED / 2) this.#markUsed(sql, known)
      return known
    }
    const statement = this.#connection.prepare(sql)
    if (statement.reader) statement.raw(true)
    this.#prepared.set(sql, statement)
    const [oldest] = this.#prepared.keys()
    if (this.#prepared.size > PREPARED && oldest !== undefined) this.#prepared.delete(oldest)
    return statement
  }

  #markUsed(sql: string, statement: Libsql.Statement): void {
    this.#prepared.delete(sql)
    this.#prepared.set(sql, statement)
  }

  #withStoreErrors<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw this.#storeErrorOf(error)
    }
  }

  #storeErrorOf(error: unknown): unknown {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
      return new IndexBusyError(this.#path, { cause: error })
    }
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
      if (this.#path === ':memory:' || this.#isShared || !this.#isForeign()) {
        return this.damaged(error)
      }
      this.#onDamage?.()
      return foreignFile(this.#path, error)
    }
    if (code === 'SQLITE_FULL') {
      return new Error(`No room left for the index "${this.#path}".`, { cause: error })
    }
    return error
  }
}

/** Checks the type, because the driver aborts the process when it is given a boolean. */
function bindable(value: unknown): SqlValue {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value
  if (value instanceof Uint8Array) return value
  throw new TypeError(`Cannot bind a ${typeof value} to a statement`)
}
