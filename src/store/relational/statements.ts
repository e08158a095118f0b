/** A column of a row: what all databases give and take. */
export type SqlValue = string | number | Uint8Array | null
export type Row = readonly SqlValue[]

/** A statement with `?1` or `?` for its values. CHECK reads what is no part of an answer. */
interface SqlStatement {
  readonly kind: 'READ' | 'CHECK' | 'RUN'
  readonly sql: string
  readonly values: readonly SqlValue[]
}

/** A row in a statement of so many costs half of one alone. */
export const ROWS_PER_STATEMENT = 16

/** New rows of a table. A store may write them later, but before the next statement that names the table. */
export interface Insertion {
  readonly kind: 'INSERT'
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly SqlValue[])[]
  /** Whether rows that are there already are left out. */
  readonly ignore: boolean
}

/** Statements without values: definitions and transactions. */
interface Script {
  readonly kind: 'SCRIPT'
  readonly sql: string
}

export type Statement = SqlStatement | Insertion | Script

/**
 * Work on a database, written once for all: it yields the statements, and gets the rows of each. A
 * store runs them at once or waits for a server. `undefined` lets others in between.
 */
export type Steps<Result> = Generator<Statement | undefined, Result, readonly Row[]>

/** Every row of the answer. */
export function* all(sql: string, values: readonly SqlValue[] = []): Steps<readonly Row[]> {
  return yield { kind: 'READ', sql, values }
}

/** The first row of the answer; null when there is none. */
export function* first(sql: string, values: readonly SqlValue[] = []): Steps<Row | null> {
  return (yield { kind: 'READ', sql, values })[0] ?? null
}

export function* run(sql: string, values: readonly SqlValue[] = []): Steps<void> {
  yield { kind: 'RUN', sql, values }
}

export function* script(sql: string): Steps<void> {
  yield { kind: 'SCRIPT', sql }
}

export function* insert(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): Steps<void> {
  yield { kind: 'INSERT', table, columns, rows, ignore: false }
}
