import { shortDigest } from '../../text/short-digest.ts'
import type { Database } from './database.ts'

type Table = 'speaker' | 'source' | 'form'

// As many stay in memory; any other is looked for again.
const MOST_KNOWN = 50_000

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
    const known = this.#known[table]
    const key = known.get(text) ?? this.#find(table, text) ?? this.#add(table, text)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(text, key)
    return key
  }

  #find(table: Table, text: string): number | null {
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
    if (table === 'form') {
      this.#database.run('INSERT INTO form (key, tie, text) VALUES (?, ?, ?)', [
        key,
        shortDigest(text),
        text,
      ])
    } else this.#database.run(`INSERT INTO ${table} (key, id) VALUES (?, ?)`, [key, text])
    return key
  }

  #next(table: Table): number {
    const last = this.#last.get(table) ?? this.#database.first(`SELECT max(key) FROM ${table}`)?.[0]
    const next = Number(last ?? 0) + 1
    this.#last.set(table, next)
    return next
  }
}
