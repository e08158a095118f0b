import { shortDigest } from '../../identity/ids.ts'
import type { Dialect } from './dialect.ts'
import { ROWS_PER_STATEMENT, type SqlValue, type Steps, all, first, insert } from './statements.ts'
import type { ArticleTexts } from './prepare.ts'

/** Buffers rows of one table to insert many with one statement. */
export class RowBuffer {
  readonly #table: string
  readonly #columns: readonly string[]
  #rows: (readonly SqlValue[])[] = []

  constructor(table: string, columns: readonly string[]) {
    this.#table = table
    this.#columns = columns
  }

  add(row: readonly SqlValue[]): void {
    this.#rows.push(row)
  }

  get isFull(): boolean {
    return this.#rows.length >= ROWS_PER_STATEMENT
  }

  *flush(): Steps<void> {
    if (this.#rows.length === 0) return
    const rows = this.#rows
    this.#rows = []
    yield* insert(this.#table, this.#columns, rows)
  }
}

/** The full-text tables, as the writer sees them. */
export interface TextIndex {
  /** @param key - of the article; not in the tables, or removed before */
  add(key: number, texts: ArticleTexts): void
  /** @param texts - as they were added */
  remove(key: number, texts: ArticleTexts): void
  /** Whether `write` should be called before more is added. */
  readonly isFull: boolean
  /** Writes the buffered removals and texts. Nothing is added meanwhile. */
  write(): Steps<void>
}

type Table = 'speaker' | 'source' | 'form'

// Keys of each table that stay in memory; others are looked up.
const MOST_KNOWN = 50_000

/** Replaces ids and forms, which many rows have, by keys of a few bytes. */
export class InternedKeys {
  readonly #known: Readonly<Record<Table, Map<string, number>>> = {
    speaker: new Map(),
    source: new Map(),
    form: new Map(),
  }
  readonly #buffered: Readonly<Record<Table, RowBuffer>> = {
    speaker: new RowBuffer('speaker', ['key', 'id']),
    source: new RowBuffer('source', ['key', 'id']),
    form: new RowBuffer('form', ['key', 'tie', 'text']),
  }
  readonly #last = new Map<Table, number>()
  /** Tables of which every row is in memory, so that unknown texts are new. */
  readonly #complete = new Set<Table>()

  static *create(): Steps<InternedKeys> {
    const keys = new InternedKeys()
    for (const table of ['speaker', 'source', 'form'] as const) {
      const last = Number((yield* first(`SELECT max(key) FROM ${table}`))?.[0] ?? 0)
      keys.#last.set(table, last)
      if (last === 0) keys.#complete.add(table)
    }
    return keys
  }

  private constructor() {}

  /** Reads with one statement for each table the keys that `of` needs for these texts. */
  *prefetch(dialect: Dialect, texts: Readonly<Record<Table, Iterable<string>>>): Steps<void> {
    for (const table of ['speaker', 'source', 'form'] as const) {
      if (this.#complete.has(table)) continue
      const known = this.#known[table]
      const unknown = [...new Set(texts[table])].filter((text) => !known.has(text))
      if (unknown.length === 0) continue
      const isForm = table === 'form'
      const list = unknown.map((text) => (isForm ? [shortDigest(text), text] : [text]))
      const column = isForm ? 'text' : 'id'
      const tie = isForm ? `t.tie = ${dialect.member('j', 0, 'integer')} AND` : ''
      const sql = `SELECT t.key, t.${column} FROM ${dialect.each('?1', 'j')} ${dialect.join} ${table} t
        ON ${tie} t.${column} = ${dialect.member('j', isForm ? 1 : 0, 'text')}`
      for (const [key, text] of yield* all(sql, [dialect.json(list)])) {
        known.set(String(text), Number(key))
      }
    }
  }

  /**
   * The key of a text, which is inserted when it is new. Without RETURNING, which like a trigger makes
   * FTS5 flush its postings.
   */
  *of(table: Table, text: string): Steps<number> {
    const known = this.#known[table]
    const before = known.get(text)
    if (before !== undefined) return before
    const key = (yield* this.#find(table, text)) ?? this.#add(table, text)
    if (this.#buffered[table].isFull) yield* this.#buffered[table].flush()
    if (known.size >= MOST_KNOWN) {
      yield* this.flush()
      known.clear()
      this.#complete.delete(table)
    }
    known.set(text, key)
    return key
  }

  /** Inserts the new texts. */
  *flush(): Steps<void> {
    for (const rows of Object.values(this.#buffered)) yield* rows.flush()
  }

  *#find(table: Table, text: string): Steps<number | null> {
    if (this.#complete.has(table)) return null
    const row =
      table === 'form'
        ? yield* first('SELECT key FROM form WHERE tie = ? AND text = ?', [shortDigest(text), text])
        : yield* first(`SELECT key FROM ${table} WHERE id = ?`, [text])
    return row && Number(row[0])
  }

  #add(table: Table, text: string): number {
    const key = this.#next(table)
    this.#buffered[table].add(table === 'form' ? [key, shortDigest(text), text] : [key, text])
    return key
  }

  #next(table: Table): number {
    const next = (this.#last.get(table) ?? 0) + 1
    this.#last.set(table, next)
    return next
  }
}

/**
 * Owners to recompute because rows of theirs changed. A row that is removed and inserted again with
 * the same values does not count, as most rows of an edited article are.
 */
export class DirtyOwners {
  readonly #owners = new Set<number>()
  readonly #removed = new Map<string, number>()

  remove(owner: number, columns: readonly unknown[]): void {
    this.#removed.set(nameOf(owner, columns), owner)
  }

  insert(owner: number, columns: readonly unknown[]): void {
    if (this.#removed.size === 0 || !this.#removed.delete(nameOf(owner, columns)))
      this.#owners.add(owner)
  }

  owners(): Set<number> {
    return new Set([...this.#owners, ...this.#removed.values()])
  }
}

function nameOf(owner: number, columns: readonly unknown[]): string {
  return [owner, ...columns].join(' ')
}
