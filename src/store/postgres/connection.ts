import { finished } from 'node:stream/promises'
import type { PendingQuery, ReservedSql, Row as DriverRow, Sql } from 'postgres'
import { StoreAddressError, StoreUnavailableError } from '../errors.ts'
import type { Insertion, Row, SqlValue, Steps } from '../relational/statements.ts'
import type { Address } from './address.ts'
import { encodeRows } from './copy-format.ts'
import { hasSearch, storable } from './dialect.ts'
import { TABLES } from './tables.ts'

type Client = Sql<{ number: number; json: string }>

/** Each commit of a revision notifies it, with the name of the schema. */
export const CHANNEL = 'pressgraph_revision'

/** Statements that a client waits for at the same time. */
const MOST_WAITING = 1000

export interface PoolOptions {
  readonly address: Address
  /** Connections for reading. */
  readonly connections: number
  /** Milliseconds that a read may take. */
  readonly readTimeout: number
  readonly onStatement: ((sql: string) => void) | null
}

/** Connections to one database. Loads the driver when it is created. */
export class Pool {
  readonly location: string
  readonly #client: Client
  readonly #readTimeout: number
  readonly #onStatement: ((sql: string) => void) | null
  readonly #schema: string
  #waiting = 0

  static async create(options: PoolOptions): Promise<Pool> {
    return new Pool(options, await importDriver())
  }

  private constructor(
    { address, connections, readTimeout, onStatement }: PoolOptions,
    postgres: typeof import('postgres'),
  ) {
    const { host, port, user, database, password, ssl, schema } = address
    this.location = address.location
    this.#schema = schema
    this.#readTimeout = readTimeout
    this.#onStatement = onStatement
    this.#client = postgres({
      ...(host.includes('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }),
      user,
      database,
      pass: password ?? '',
      ssl,
      // Two for a change and the queue of its work.
      max: connections + 2,
      connect_timeout: Math.max(1, Math.ceil(readTimeout / 1000)),
      // Without it, the driver loses a connection that is opened for `reserve`.
      fetch_types: true,
      onnotice: () => {},
      // Compiling a statement takes longer than most of ours.
      connection: { application_name: 'pressgraph', search_path: quoted(schema), jit: false },
      types: NUMBERS_AND_TEXTS,
    })
  }

  /** Runs the statements of a read. @throws {StoreUnavailableError} */
  async read<Result>(steps: Steps<Result>): Promise<Result> {
    let step = steps.next([])
    while (!step.done) {
      const statement = step.value
      if (!statement) step = steps.next([])
      else if (statement.kind === 'READ' || statement.kind === 'CHECK') {
        if (statement.kind === 'READ') this.#onStatement?.(statement.sql)
        step = steps.next(await this.#query(statement.sql, statement.values))
      } else throw new TypeError(`A read does not ${statement.kind}`)
    }
    return step.value
  }

  /** A connection of its own, for a change. @throws {StoreUnavailableError} */
  async reserve(): Promise<Session> {
    const reserved = this.#client.reserve()
    const connection = await this.#inTime(reserved).catch((error: unknown) => {
      void reserved.then((late) => late.release()).catch(() => {})
      throw error
    })
    return new Session(connection, (error) => this.#errorOf(error))
  }

  /**
   * Calls back for each commit of a revision in the schema, and after each loss of the connection that
   * listens.
   */
  async listen(listener: () => void): Promise<() => Promise<void>> {
    const called = (schema: string) => {
      if (schema === this.#schema) listener()
    }
    const { unlisten } = await this.#inTime(this.#client.listen(CHANNEL, called, listener))
    return unlisten
  }

  /** Waits a moment for statements that run. */
  async close(): Promise<void> {
    await this.#client.end({ timeout: 1 })
  }

  async #query(sql: string, values: readonly SqlValue[]): Promise<readonly Row[]> {
    if (this.#waiting >= MOST_WAITING) {
      throw new StoreUnavailableError('too many statements wait for it')
    }
    this.#waiting += 1
    try {
      return await this.#inTime(rowsOf(queryOn(this.#client, sql, values)))
    } finally {
      this.#waiting -= 1
    }
  }

  async #inTime<Result>(work: Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      const reason = `it did not answer within ${this.#readTimeout} ms`
      timer = setTimeout(() => reject(new StoreUnavailableError(reason)), this.#readTimeout)
    })
    try {
      return await Promise.race([work, late])
    } catch (error) {
      work.catch(() => {})
      throw this.#errorOf(error)
    } finally {
      clearTimeout(timer)
    }
  }

  #errorOf(error: unknown): unknown {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!UNAVAILABLE.test(code)) return error
    return new StoreUnavailableError(reasonOf(error, code), { cause: error })
  }
}

// Classes 08, 53 and 57 of https://www.postgresql.org/docs/15/errcodes-appendix.html, refused logins, what the
// driver calls failures of connections, and errors of the network.
const UNAVAILABLE = /^(?:08|53|57|28|3D)\w{3}$|^CONNECTION_|^CONNECT_|^E[A-Z]+$/

function reasonOf(error: unknown, code: string): string {
  if (code.startsWith('28')) return 'it refused the user or the password'
  if (code.startsWith('3D')) return 'the database does not exist'
  if (code === '53300') return 'it has no free connection'
  return error instanceof AggregateError ? code : error instanceof Error ? error.message : code
}

/** One connection with a transaction. Rows that are inserted are collected and written by COPY. */
export class Session {
  readonly #connection: ReservedSql<{ number: number; json: string }>
  readonly #errorOf: (error: unknown) => unknown
  readonly #pending = new Map<string, Insertion & { readonly rows: (readonly SqlValue[])[] }>()
  #rows = 0
  /** The last statement that was sent without waiting for it. */
  #sent: Promise<unknown> = Promise.resolve()
  #unanswered = 0
  #failure: { readonly error: unknown } | null = null

  constructor(
    connection: ReservedSql<{ number: number; json: string }>,
    errorOf: (error: unknown) => unknown,
  ) {
    this.#connection = connection
    this.#errorOf = errorOf
  }

  /**
   * Runs the statements of a change.
   *
   * @param check - called after each wait; what it throws ends the run
   */
  async perform<Result>(steps: Steps<Result>, check: () => void): Promise<Result> {
    try {
      let step = steps.next([])
      while (!step.done) {
        const statement = step.value
        let rows: readonly Row[] = []
        if (statement?.kind === 'INSERT') await this.#insert(statement)
        else if (statement) {
          if (statement.sql === 'ROLLBACK') this.#discard()
          await this.#flush(statement.kind === 'SCRIPT' ? null : statement.sql)
          if (statement.kind === 'RUN') await this.#send(statement.sql, statement.values)
          else if (statement.kind === 'SCRIPT') await this.script(statement.sql)
          else rows = await this.#read(statement.sql, statement.values)
        }
        check()
        step = steps.next(rows)
      }
      await this.#answered()
      return step.value
    } catch (error) {
      throw this.#errorOf(this.#failure?.error ?? error)
    }
  }

  /** Runs one statement, outside of the statements of a change. @throws {StoreUnavailableError} */
  async query(sql: string, values: readonly SqlValue[] = []): Promise<readonly Row[]> {
    try {
      return await rowsOf(queryOn(this.#connection, sql, values))
    } catch (error) {
      throw this.#errorOf(error)
    }
  }

  async script(sql: string): Promise<void> {
    await this.#answered()
    await this.#connection.unsafe(sql).simple()
  }

  /** Ends the transaction, whatever state it is in. */
  async rollBack(): Promise<void> {
    this.#discard()
    this.#failure = null
    await this.#sent.catch(() => {})
    await this.#connection.unsafe('ROLLBACK').simple()
  }

  release(): void {
    this.#connection.release()
  }

  async #read(sql: string, values: readonly SqlValue[]): Promise<readonly Row[]> {
    const rows = await rowsOf(queryOn(this.#connection, sql, values))
    await this.#answered()
    return rows
  }

  /** Sends a statement; the next read learns of its failure. */
  async #send(sql: string, values: readonly SqlValue[]): Promise<void> {
    const sent: Promise<unknown> = queryOn(this.#connection, sql, values)
    this.#sent = sent
    this.#unanswered += 1
    sent.catch((error: unknown) => {
      this.#failure ??= { error }
    })
    if (this.#unanswered >= MOST_UNANSWERED) await this.#answered()
  }

  async #answered(): Promise<void> {
    this.#unanswered = 0
    await this.#sent.catch(() => {})
    if (this.#failure) throw this.#failure.error
  }

  async #insert(insertion: Insertion): Promise<void> {
    if (insertion.rows.length === 0) return
    const name = `${insertion.table} ${insertion.columns.join(' ')}`
    const known = this.#pending.get(name)
    if (known) for (const row of insertion.rows) known.rows.push(row)
    else this.#pending.set(name, { ...insertion, rows: [...insertion.rows] })
    this.#rows += insertion.rows.length
    if (this.#rows >= MOST_ROWS) await this.#flush(null)
  }

  #discard(): void {
    this.#pending.clear()
    this.#rows = 0
  }

  /** Writes the collected rows of the tables that a statement names; null for all. */
  async #flush(sql: string | null): Promise<void> {
    if (this.#rows === 0) return
    const words = sql === null ? null : wordsOf(sql)
    for (const [name, insertion] of this.#pending) {
      if (words && !words.has(insertion.table)) continue
      this.#pending.delete(name)
      this.#rows -= insertion.rows.length
      await this.#answered()
      await this.#copy(insertion)
    }
  }

  async #copy({ table, columns, rows, ignore }: Insertion): Promise<void> {
    const sql = `COPY ${table} (${columns.join(', ')}) FROM STDIN (FORMAT binary)`
    const types = columns.map((column) => TABLES[table]?.[column]?.split(' ')[0] ?? 'text')
    const stream = await this.#connection.unsafe(sql).writable()
    const written = finished(stream)
    for (const chunk of encodeRows(types, ignore ? distinct(rows) : rows)) {
      if (!stream.write(chunk)) await Promise.race([once(stream), written])
    }
    stream.end()
    await written
  }
}

/** Rows that are collected before they are written. */
const MOST_ROWS = 20_000

function distinct(rows: readonly (readonly SqlValue[])[]): readonly (readonly SqlValue[])[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
}

/** Statements that are sent before their answers are awaited. */
const MOST_UNANSWERED = 200

function once(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    stream.once('drain', () => resolve())
  })
}

function queryOn(
  client: Client,
  sql: string,
  values: readonly SqlValue[],
): PendingQuery<DriverRow[]> {
  const list = values.map((value) => (typeof value === 'string' ? storable(value) : value))
  return client.unsafe(numbered(sql), list, { prepare: !hasSearch(sql) })
}

const wordsBefore = new Map<string, ReadonlySet<string>>()

/** The words of a statement, among them the names of its tables. */
function wordsOf(sql: string): ReadonlySet<string> {
  const before = wordsBefore.get(sql)
  if (before) return before
  const words = new Set(sql.match(/\w+/g))
  if (wordsBefore.size >= MOST_TEXTS) wordsBefore.clear()
  wordsBefore.set(sql, words)
  return words
}

async function rowsOf(query: PendingQuery<DriverRow[]>): Promise<readonly Row[]> {
  return query.values()
}

const numberedBefore = new Map<string, string>()

// Texts of statements that are kept.
const MOST_TEXTS = 1000

/** `$1` for `?1`, and for each `?` the number of its place. */
function numbered(sql: string): string {
  const before = numberedBefore.get(sql)
  if (before !== undefined) return before
  let count = 0
  const text = sql.replaceAll(/\?(\d*)/g, (_, number: string) => `$${number || (count += 1)}`)
  if (numberedBefore.size >= MOST_TEXTS) numberedBefore.clear()
  numberedBefore.set(sql, text)
  return text
}

const asText = (value: unknown) => String(value)

/** Types as the relational stores have them: all numbers are numbers, and JSON stays text. */
const NUMBERS_AND_TEXTS = {
  number: { to: 0, from: [20, 21, 23, 26, 700, 701, 1700], serialize: asText, parse: Number },
  json: { to: 114, from: [114, 3802], serialize: asText, parse: asText },
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

async function importDriver() {
  try {
    return (await import('postgres')).default
  } catch (error) {
    throw new StoreAddressError(
      'A store in PostgreSQL needs the package "postgres". Install it: npm install postgres',
      { cause: error },
    )
  }
}
