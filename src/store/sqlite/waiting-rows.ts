import type { Database, SqlValue } from './database.ts'

/** Rows that one statement writes: each costs half of what it would cost alone. */
const TOGETHER = 16

/** Rows of one table that wait until there are enough to be written together. */
export class WaitingRows {
  readonly #database: Database
  readonly #width: number
  readonly #one: string
  readonly #many: string
  #values: SqlValue[] = []

  /** @param insert - "INSERT INTO", the table and its columns, to which rows are added as a whole */
  constructor(database: Database, insert: string, width: number) {
    const row = `(${Array(width).fill('?').join(', ')})`
    this.#database = database
    this.#width = width
    this.#one = `${insert} VALUES ${row}`
    this.#many = `${insert} VALUES ${Array(TOGETHER).fill(row).join(', ')}`
  }

  add(row: readonly SqlValue[]): void {
    this.#values.push(...row)
    if (this.#values.length < TOGETHER * this.#width) return
    this.#database.run(this.#many, this.#values)
    this.#values = []
  }

  /** Write those that are too few for a statement of their own. */
  flush(): void {
    for (let at = 0; at < this.#values.length; at += this.#width) {
      this.#database.run(this.#one, this.#values.slice(at, at + this.#width))
    }
    this.#values = []
  }
}
