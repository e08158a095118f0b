import { partKey } from '../relational/keys.ts'
import type { ArticleTexts } from '../relational/prepare.ts'
import { type Steps, run } from '../relational/statements.ts'
import type { TextIndex } from '../relational/write-buffers.ts'

// Characters: the more are buffered, the fewer segments the full-text index has. A later change is small
// in most cases, and other processes wait for it.
const MOST_BUFFERED = { first: 16 * 1024 * 1024, later: 512 * 1024 }

/**
 * Writes the full-text tables in batches with ascending keys. FTS5 flushes its postings whenever a key
 * is lower than the last one, and files come in the order of their paths, not of their days.
 */
export class TextBuffer implements TextIndex {
  readonly #limit: number
  readonly #buffered = new Map<number, ArticleTexts>()
  readonly #removed = new Map<number, ArticleTexts>()
  #characters = 0

  /** @param isFirst - whether nobody reads the index yet */
  constructor(isFirst: boolean) {
    this.#limit = isFirst ? MOST_BUFFERED.first : MOST_BUFFERED.later
  }

  add(key: number, texts: ArticleTexts): void {
    this.#buffered.set(key, texts)
    this.#characters += texts.body.length
  }

  remove(key: number, texts: ArticleTexts): void {
    if (this.#buffered.delete(key)) return
    this.#removed.set(key, texts)
    this.#characters += texts.body.length
  }

  get isFull(): boolean {
    return this.#characters > this.#limit
  }

  /** An article in each step. */
  *write(): Steps<void> {
    for (const [key, texts] of ascending(this.#removed)) {
      yield* writeTexts(REMOVE, key, texts)
      yield
    }
    for (const [key, texts] of ascending(this.#buffered)) {
      yield* writeTexts(ADD, key, texts)
      yield
    }
    this.#buffered.clear()
    this.#removed.clear()
    this.#characters = 0
  }
}

function* writeTexts(
  sql: typeof ADD,
  key: number,
  { headline, body, quotations, pictures }: ArticleTexts,
): Steps<void> {
  yield* run(sql.article, [key, headline, body])
  for (const [at, text] of quotations.entries()) yield* run(sql.quotation, [partKey(key, at), text])
  for (const [at, text] of pictures.entries()) yield* run(sql.picture, [partKey(key, at), text])
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
