import type { Database } from './database.ts'

type Table = 'speaker' | 'source' | 'form'

/** Gives ids and forms, which stand in many rows, keys of a few bytes. */
export class SmallKeys {
  readonly #database: Database
  readonly #known: Readonly<Record<Table, Map<string, number>>> = {
    speaker: new Map(),
    source: new Map(),
    form: new Map(),
  }
  readonly #last = new Map<Table, number>()

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * The key of a text, given out when it is new. Not by RETURNING: like a trigger it makes the
   * engine write down all postings that the full-text tables have gathered.
   */
  of(table: Table, text: string): number {
    const known = this.#known[table].get(text)
    if (known !== undefined) return known
    const column = table === 'form' ? 'text' : 'id'
    const row = this.#database.first(`SELECT key FROM ${table} WHERE ${column} = ?`, [text])
    const key = row ? Number(row[0]) : this.#next(table)
    if (!row) this.#database.run(`INSERT INTO ${table} (key, ${column}) VALUES (?, ?)`, [key, text])
    this.#known[table].set(text, key)
    return key
  }

  #next(table: Table): number {
    const last = this.#last.get(table) ?? this.#database.first(`SELECT max(key) FROM ${table}`)?.[0]
    const next = Number(last ?? 0) + 1
    this.#last.set(table, next)
    return next
  }
}
