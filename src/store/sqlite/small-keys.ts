import { shortDigest } from '../../identity/short-digest.ts'
import type { Database } from './database.ts'
import { WaitingRows } from './waiting-rows.ts'

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
  readonly #waiting: Readonly<Record<Table, WaitingRows>>
  readonly #last = new Map<Table, number>()
  /** Tables of which every row is in memory: what is not known there is new. */
  readonly #whole = new Set<Table>()

  constructor(database: Database) {
    this.#database = database
    this.#waiting = {
      speaker: new WaitingRows(database, 'INSERT INTO speaker (key, id)', 2),
      source: new WaitingRows(database, 'INSERT INTO source (key, id)', 2),
      form: new WaitingRows(database, 'INSERT INTO form (key, tie, text)', 3),
    }
    for (const table of ['speaker', 'source', 'form'] as const) {
      const last = Number(database.first(`SELECT max(key) FROM ${table}`)?.[0] ?? 0)
      this.#last.set(table, last)
      if (last === 0) this.#whole.add(table)
    }
  }

  /**
   * The key of a text, given out when it is new. Not by RETURNING: like a trigger it makes the
   * engine write down all postings that the full-text tables have gathered.
   */
  of(table: Table, text: string): number {
    const known = this.#known[table]
    const before = known.get(text)
    if (before !== undefined) return before
    const key = this.#find(table, text) ?? this.#add(table, text)
    if (known.size >= MOST_KNOWN) {
      this.flush()
      known.clear()
      this.#whole.delete(table)
    }
    known.set(text, key)
    return key
  }

  /** Write those that were given out last. */
  flush(): void {
    for (const rows of Object.values(this.#waiting)) rows.flush()
  }

  #find(table: Table, text: string): number | null {
    if (this.#whole.has(table)) return null
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
    this.#waiting[table].add(table === 'form' ? [key, shortDigest(text), text] : [key, text])
    return key
  }

  #next(table: Table): number {
    const next = (this.#last.get(table) ?? 0) + 1
    this.#last.set(table, next)
    return next
  }
}
