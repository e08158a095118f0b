import { shortDigest } from '../../identity/ids.ts'
import type { Database, SqlValue } from './database.ts'
import { partKey } from './keys.ts'
import type { ArticleTexts } from './prepare.ts'

// A row in a statement of 16 costs half of one alone.
const ROWS_PER_STATEMENT = 16

/** Buffers rows of one table to insert many with one statement. */
export class RowBuffer {
  readonly #database: Database
  readonly #width: number
  readonly #one: string
  readonly #many: string
  #values: SqlValue[] = []

  /** @param insert - "INSERT INTO table (columns)", without VALUES */
  constructor(database: Database, insert: string, width: number) {
    const row = `(${Array(width).fill('?').join(', ')})`
    this.#database = database
    this.#width = width
    this.#one = `${insert} VALUES ${row}`
    this.#many = `${insert} VALUES ${Array(ROWS_PER_STATEMENT).fill(row).join(', ')}`
  }

  add(row: readonly SqlValue[]): void {
    this.#values.push(...row)
    if (this.#values.length < ROWS_PER_STATEMENT * this.#width) return
    this.#database.run(this.#many, this.#values)
    this.#values = []
  }

  /** Inserts the buffered rows one by one. */
  flush(): void {
    for (let at = 0; at < this.#values.length; at += this.#width) {
      this.#database.run(this.#one, this.#values.slice(at, at + this.#width))
    }
    this.#values = []
  }
}

// Characters: the more are buffered, the fewer segments the full-text index has. A later change is small
// in most cases, and other processes wait for it.
const MOST_BUFFERED = { first: 16 * 1024 * 1024, later: 512 * 1024 }

/**
 * Writes the full-text tables in batches with ascending keys. FTS5 flushes its postings whenever a key
 * is lower than the last one, and files come in the order of their paths, not of their days.
 */
export class TextBuffer {
  readonly #database: Database
  readonly #limit: number
  readonly #buffered = new Map<number, ArticleTexts>()
  readonly #removed = new Map<number, ArticleTexts>()
  #characters = 0

  /** @param isFirst - whether nobody reads the index yet */
  constructor(database: Database, isFirst: boolean) {
    this.#database = database
    this.#limit = isFirst ? MOST_BUFFERED.first : MOST_BUFFERED.later
  }

  /** @param key - of the article; not in the tables, or removed before */
  add(key: number, texts: ArticleTexts): void {
    this.#buffered.set(key, texts)
    this.#characters += texts.body.length
  }

  /** @param texts - as they were added */
  remove(key: number, texts: ArticleTexts): void {
    if (this.#buffered.delete(key)) return
    this.#removed.set(key, texts)
    this.#characters += texts.body.length
  }

  get isFull(): boolean {
    return this.#characters > this.#limit
  }

  /** Writes the buffered removals and texts, an article in each step. Nothing is added meanwhile. */
  *write(): Generator<undefined, void> {
    for (const [key, texts] of ascending(this.#removed)) {
      this.#write(REMOVE, key, texts)
      yield
    }
    for (const [key, texts] of ascending(this.#buffered)) {
      this.#write(ADD, key, texts)
      yield
    }
    this.#buffered.clear()
    this.#removed.clear()
    this.#characters = 0
  }

  #write(sql: typeof ADD, key: number, { headline, body, quotations, pictures }: ArticleTexts) {
    this.#database.run(sql.article, [key, headline, body])
    quotations.forEach((text, at) => this.#database.run(sql.quotation, [partKey(key, at), text]))
    pictures.forEach((text, at) => this.#database.run(sql.picture, [partKey(key, at), text]))
  }
}

// The driver binds numbers as REAL, which FTS5 refuses as a rowid.
const ADD = {
  article: `INSERT INTO article_text (rowid, headline, body) VALUES (CAST(? AS INTEGER), ?, ?)`,
  quotation: 'INSERT INTO quotation_text (rowid, content) VALUES (CAST(? AS INTEGER), ?)',
  picture: 'INSERT INTO picture_text (rowid, words) VALUES (CAST(? AS INTEGER), ?)',
}

// With the texts, so that the counts of rows and words for scores are those of a new index.
const REMOVE: typeof ADD = {
  article: `INSERT INTO article_text (article_text, rowid, headline, body)
    VALUES ('delete', CAST(? AS INTEGER), ?, ?)`,
  quotation: `INSERT INTO quotation_text (quotation_text, rowid, content)
    VALUES ('delete', CAST(? AS INTEGER), ?)`,
  picture: `INSERT INTO picture_text (picture_text, rowid, words)
    VALUES ('delete', CAST(? AS INTEGER), ?)`,
}

function ascending<Value>(byKey: ReadonlyMap<number, Value>): [number, Value][] {
  return [...byKey].sort(([a], [b]) => a - b)
}

type Table = 'speaker' | 'source' | 'form'

// Keys of each table that stay in memory; others are looked up.
const MOST_KNOWN = 50_000

/** Replaces ids and forms, which many rows have, by keys of a few bytes. */
export class InternedKeys {
  readonly #database: Database
  readonly #known: Readonly<Record<Table, Map<string, number>>> = {
    speaker: new Map(),
    source: new Map(),
    form: new Map(),
  }
  readonly #buffered: Readonly<Record<Table, RowBuffer>>
  readonly #last = new Map<Table, number>()
  /** Tables of which every row is in memory, so that unknown texts are new. */
  readonly #complete = new Set<Table>()

  constructor(database: Database) {
    this.#database = database
    this.#buffered = {
      speaker: new RowBuffer(database, 'INSERT INTO speaker (key, id)', 2),
      source: new RowBuffer(database, 'INSERT INTO source (key, id)', 2),
      form: new RowBuffer(database, 'INSERT INTO form (key, tie, text)', 3),
    }
    for (const table of ['speaker', 'source', 'form'] as const) {
      const last = Number(database.first(`SELECT max(key) FROM ${table}`)?.[0] ?? 0)
      this.#last.set(table, last)
      if (last === 0) this.#complete.add(table)
    }
  }

  /**
   * The key of a text, which is inserted when it is new. Without RETURNING, which like a trigger makes
   * FTS5 flush its postings.
   */
  of(table: Table, text: string): number {
    const known = this.#known[table]
    const before = known.get(text)
    if (before !== undefined) return before
    const key = this.#find(table, text) ?? this.#add(table, text)
    if (known.size >= MOST_KNOWN) {
      this.flush()
      known.clear()
      this.#complete.delete(table)
    }
    known.set(text, key)
    return key
  }

  /** Inserts the new texts. */
  flush(): void {
    for (const rows of Object.values(this.#buffered)) rows.flush()
  }

  #find(table: Table, text: string): number | null {
    if (this.#complete.has(table)) return null
    const row =
      table === 'form'
        ? this.#database.first('SELECT key FROM form WHERE tie = ? AND text = ?', [
            shortDigest(text),
            text,
          ])
        : this.#database.first(`SELECT key FROM ${table} WHERE id = ?`, [text])
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
