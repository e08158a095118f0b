import type { Database } from './database.ts'
import { partKey } from './keys.ts'

/** The texts of one article that are searched. */
export interface ArticleTexts {
  readonly headline: string
  readonly body: string
  readonly quotations: readonly string[]
  readonly pictures: readonly string[]
}

// As many characters wait as fit well into memory; the more there are, the fewer pieces the index
// is written in.
const MOST_WAITING = 16 * 1024 * 1024

/**
 * Writes into the full-text tables, in batches that rise with the key: whenever a key is lower than
 * the one before, the engine writes down all postings that it has gathered, and files come in the
 * order of their paths, not of their days.
 */
export class Texts {
  readonly #database: Database
  readonly #waiting = new Map<number, ArticleTexts>()
  readonly #leaving = new Map<number, { readonly quotations: number; readonly pictures: number }>()
  #characters = 0

  constructor(database: Database) {
    this.#database = database
  }

  /** @param key - of the article, not in the tables or on its way out of them */
  add(key: number, texts: ArticleTexts): void {
    this.#waiting.set(key, texts)
    this.#characters += texts.body.length
    if (this.#characters > MOST_WAITING) this.write()
  }

  remove(key: number, parts: { readonly quotations: number; readonly pictures: number }): void {
    if (!this.#waiting.delete(key)) this.#leaving.set(key, parts)
  }

  /** Write down what waits. */
  write(): void {
    for (const [key, { quotations, pictures }] of ascending(this.#leaving)) {
      this.#run('DELETE FROM article_text WHERE rowid = ?', [key])
      this.#removeParts('quotation', key, quotations)
      this.#removeParts('picture', key, pictures)
    }
    for (const [key, { headline, body, quotations, pictures }] of ascending(this.#waiting)) {
      this.#run(ARTICLE, [key, headline, body])
      quotations.forEach((text, at) => this.#run(QUOTATION, [partKey(key, at), text]))
      pictures.forEach((text, at) => this.#run(PICTURE, [partKey(key, at), text]))
    }
    this.#waiting.clear()
    this.#leaving.clear()
    this.#characters = 0
  }

  /** One by one: a statement that removes several rows also makes the engine write all down. */
  #removeParts(part: 'quotation' | 'picture', article: number, count: number): void {
    for (let at = 0; at < count; at += 1) {
      this.#run(`DELETE FROM ${part}_text WHERE rowid = ?`, [partKey(article, at)])
    }
  }

  #run(sql: string, values: readonly (string | number)[]): void {
    this.#database.run(sql, values)
  }
}

// Numbers arrive as REALs, which these tables refuse as keys.
const ARTICLE = `INSERT INTO article_text (rowid, headline, body)
  VALUES (CAST(? AS INTEGER), ?, ?)`
const QUOTATION = 'INSERT INTO quotation_text (rowid, content) VALUES (CAST(? AS INTEGER), ?)'
const PICTURE = 'INSERT INTO picture_text (rowid, words) VALUES (CAST(? AS INTEGER), ?)'

function ascending<Value>(byKey: ReadonlyMap<number, Value>): [number, Value][] {
  return [...byKey].sort(([a], [b]) => a - b)
}
