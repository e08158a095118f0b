import type { Database, SqlValue } from './database.ts'
import { keyRange } from './keys.ts'
import type { ArticleRows, PartRow } from './rows.ts'
import { SmallKeys } from './small-keys.ts'
import { PART_KEY, Texts } from './texts.ts'

type Part = 'speaker' | 'source'

/** What the index notes of an article beside its content. */
export interface Lineage {
  readonly path: string
  /** Numbers of the revisions that added it and last changed it. */
  readonly added: number
  readonly changed: number
}

/** Writes articles into the tables and takes them out. */
export class ArticleWriter {
  /** Articles and quotations more or fewer than before. */
  articles = 0
  quotations = 0
  /** Keys of the speakers and sources whose articles changed. */
  readonly touched: Readonly<Record<Part, Set<number>>> = { speaker: new Set(), source: new Set() }

  readonly #database: Database
  readonly #keys: SmallKeys
  readonly #texts: Texts
  readonly #nextKey = new Map<number, number>()

  constructor(database: Database) {
    this.#database = database
    this.#keys = new SmallKeys(database)
    this.#texts = new Texts(database)
  }

  put(row: ArticleRows, { path, added, changed }: Lineage): void {
    const key = this.#newKey(row.published)
    const { id, item, published, digest, columns } = row
    this.articles += 1
    this.quotations += row.quotations.length
    this.#run(ARTICLE, [key, id, path, item, published, digest, added, changed, ...columns])
    this.#run('INSERT INTO packed (key, reading, body) VALUES (?, ?, ?)', [
      key,
      row.packed,
      row.body,
    ])
    this.#texts.add(key, {
      headline: row.headline,
      body: row.body,
      quotations: row.quotations.map(({ text }) => text),
      pictures: row.pictures.map(({ text }) => text),
    })
    for (const part of row.speakers) this.#putPart('speaker', 'quotations', part, row, key)
    for (const part of row.sources) this.#putPart('source', 'roles', part, row, key)
    this.#putQuotations(row, key)
    row.dates.forEach((date, at) => this.#run(DATE, [key, at, ...date]))
    this.#putPictures(row, key)
  }

  remove(key: number): void {
    const quotations = this.#count('quotation', key)
    this.articles -= 1
    this.quotations -= quotations
    this.#texts.remove(key, { quotations, pictures: this.#count('picture', key) })
    for (const part of ['speaker', 'source'] as const) {
      const sql = `SELECT ${part} FROM ${part}_article WHERE article = ?`
      for (const [owner] of this.#database.all(sql, [key])) this.touched[part].add(Number(owner))
    }
    for (const removal of REMOVALS) this.#run(removal, [key])
  }

  /** Write down what still waits; nothing may be put or removed after. */
  finish(): void {
    this.#texts.write()
  }

  #putPart(
    part: Part,
    column: 'quotations' | 'roles',
    { id, form, amount }: PartRow,
    article: ArticleRows,
    key: number,
  ): void {
    const owner = this.#keys.of(part, id)
    this.touched[part].add(owner)
    this.#run(
      `INSERT INTO ${part}_article (${part}, published, id, article, form, ${column})
        VALUES (?, ?, ?, ?, ?, ?)`,
      [owner, article.published, article.id, key, this.#keys.of('form', form), amount],
    )
  }

  #putQuotations({ quotations, published }: ArticleRows, article: number): void {
    quotations.forEach(({ id, speaker, relays, columns }, at) => {
      const voice = speaker === null ? null : this.#keys.of('speaker', speaker)
      this.#run(QUOTATION, [article, at, id, voice, published, ...columns])
      for (const source of relays) {
        this.#run(RELAY, [article, at, this.#keys.of('source', source), published, id])
      }
    })
  }

  #putPictures({ pictures, published }: ArticleRows, article: number): void {
    pictures.forEach(({ id, fromFile, credits }, at) => {
      this.#run(PICTURE, [article, at, id, published, fromFile])
      for (const source of credits) {
        this.#run(CREDIT, [article, at, this.#keys.of('source', source), published, id])
      }
    })
  }

  /** A key in the order of publication: behind all that the same day has. */
  #newKey(published: number): number {
    const [first, last] = keyRange(published)
    const next = this.#nextKey.get(first) ?? this.#firstFreeKey(first, last)
    this.#nextKey.set(first, next + 1)
    return next
  }

  #firstFreeKey(first: number, last: number): number {
    const highest = this.#database.first('SELECT max(key) FROM article WHERE key BETWEEN ? AND ?', [
      first,
      last,
    ])?.[0]
    return highest == null ? first : Number(highest) + 1
  }

  #count(table: 'quotation' | 'picture', article: number): number {
    const sql = `SELECT count(*) FROM ${table} WHERE key ${OF_ARTICLE}`
    return Number(this.#database.first(sql, [article])?.[0])
  }

  #run(sql: string, values: readonly SqlValue[]): void {
    this.#database.run(sql, values)
  }
}

const ARTICLE = `INSERT INTO article (key, id, path, item, published, digest, added, changed,
  url, language, headline, words, troubled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const QUOTATION = `INSERT INTO quotation
  (key, id, speaker, published, kind, naming, basis, confidence, words)
  VALUES (${PART_KEY}, ?, ?, ?, ?, ?, ?, ?, ?)`

const RELAY = `INSERT INTO relay (quotation, source, published, id) VALUES (${PART_KEY}, ?, ?, ?)`

const DATE = `INSERT INTO date_mention (key, id, sort_day, from_day, until_day, type, form, relation,
  precision, value, certainty, long) VALUES (${PART_KEY}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const PICTURE = `INSERT INTO picture (key, id, published, from_file)
  VALUES (${PART_KEY}, ?, ?, ?)`

const CREDIT = `INSERT INTO picture_credit (picture, source, published, id)
  VALUES (${PART_KEY}, ?, ?, ?)`

const OF_ARTICLE = 'BETWEEN (CAST(?1 AS INTEGER) << 20) AND (CAST(?1 AS INTEGER) << 20) + 1048575'

/** Remove all that an article put into the tables but its texts; ?1 is its key. */
const REMOVALS = [
  `DELETE FROM relay WHERE quotation ${OF_ARTICLE}`,
  `DELETE FROM picture_credit WHERE picture ${OF_ARTICLE}`,
  `DELETE FROM quotation WHERE key ${OF_ARTICLE}`,
  `DELETE FROM date_mention WHERE key ${OF_ARTICLE}`,
  `DELETE FROM picture WHERE key ${OF_ARTICLE}`,
  `DELETE FROM speaker_article WHERE (speaker, published, id) IN (SELECT s.speaker, a.published, a.id
    FROM article a JOIN speaker_article s ON s.article = a.key WHERE a.key = ?1)`,
  `DELETE FROM source_article WHERE (source, published, id) IN (SELECT s.source, a.published, a.id
    FROM article a JOIN source_article s ON s.article = a.key WHERE a.key = ?1)`,
  'DELETE FROM packed WHERE key = ?1',
  'DELETE FROM article WHERE key = ?1',
]
