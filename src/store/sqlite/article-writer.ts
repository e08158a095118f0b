import type { Database, SqlValue } from './database.ts'
import { EXCESS, keyRange, type KeyRange, partKey, partsOf } from './keys.ts'
import type { ArticleRows, PartRow } from './rows.ts'
import { putSketch, removeSketch } from './sketches.ts'
import { SmallKeys } from './small-keys.ts'
import { Texts } from './texts.ts'
import { Touched } from './touched.ts'

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
  readonly touched: Readonly<Record<Part, Touched>> = {
    speaker: new Touched(),
    source: new Touched(),
  }

  readonly #database: Database
  readonly #keys: SmallKeys
  readonly #texts: Texts
  #lastPacked: number | null = null
  readonly #nextKey = new Map<number, number>()

  constructor(database: Database) {
    this.#database = database
    this.#keys = new SmallKeys(database)
    this.#texts = new Texts(database)
  }

  put(row: ArticleRows, { path, added, changed }: Lineage): void {
    const key = this.#newKey(row.published)
    const packed = this.#nextPacked()
    const { id, tie, item, published, digest, columns } = row
    this.articles += 1
    this.quotations += row.quotations.length
    this.#run(ARTICLE, [
      key,
      id,
      tie,
      path,
      item,
      published,
      digest,
      added,
      changed,
      packed,
      ...columns,
    ])
    this.#run('INSERT INTO packed (number, reading) VALUES (?, ?)', [packed, row.packed])
    this.#texts.add(key, {
      headline: row.headline,
      body: row.body,
      quotations: row.quotations.map(({ text }) => text),
      pictures: row.pictures.map(({ text }) => text),
    })
    for (const part of row.speakers) this.#putPart('speaker', 'quotations', part, row, key)
    for (const part of row.sources) this.#putPart('source', 'roles', part, row, key)
    putSketch(this.#database, key, row.sketch)
    this.#putQuotations(row, key)
    row.dates.forEach((date, at) => this.#run(DATE, [partKey(key, at), ...date]))
    this.#putPictures(row, key)
  }

  remove(key: number): void {
    const quotations = this.#count('quotation', key)
    this.articles -= 1
    this.quotations -= quotations
    this.#texts.remove(key, { quotations, pictures: this.#count('picture', key) })
    for (const part of ['speaker', 'source'] as const) {
      for (const [owner, ...said] of this.#database.all(SAID[part], [key])) {
        this.touched[part].take(Number(owner), said)
      }
    }
    removeSketch(this.#database, key)
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
    const said = [article.published, article.tie, this.#keys.of('form', form), amount]
    this.touched[part].put(owner, said)
    this.#run(
      `INSERT INTO ${part}_article (${part}, article, published, tie, form, ${column})
        VALUES (?, ?, ?, ?, ?, ?)`,
      [owner, key, ...said],
    )
  }

  #putQuotations({ quotations, published }: ArticleRows, article: number): void {
    quotations.forEach(({ tie, speaker, relays, columns }, at) => {
      const key = partKey(article, at)
      const voice = speaker === null ? null : this.#keys.of('speaker', speaker)
      this.#run(QUOTATION, [key, tie, voice, published, ...columns])
      for (const source of relays) {
        this.#run(RELAY, [key, this.#keys.of('source', source), published, tie])
      }
    })
  }

  #putPictures({ pictures, published }: ArticleRows, article: number): void {
    pictures.forEach(({ tie, fromFile, credits }, at) => {
      const key = partKey(article, at)
      this.#run(PICTURE, [key, tie, published, fromFile])
      for (const source of credits) {
        this.#run(CREDIT, [key, this.#keys.of('source', source), published, tie])
      }
    })
  }

  /** A key in the order of publication: behind all that the same day has. */
  #newKey(published: number): number {
    const range = keyRange(published)
    const next = this.#nextOf(range)
    if (next > range[1]) return this.#give(EXCESS, this.#nextOf(EXCESS))
    return this.#give(range, next)
  }

  #nextPacked(): number {
    const last = this.#lastPacked ?? this.#database.first('SELECT max(number) FROM packed')?.[0]
    return (this.#lastPacked = Number(last ?? 0) + 1)
  }

  #give([first]: KeyRange, key: number): number {
    this.#nextKey.set(first, key + 1)
    return key
  }

  #nextOf([first, last]: KeyRange): number {
    const next = this.#nextKey.get(first)
    if (next !== undefined) return next
    const sql = 'SELECT max(key) FROM article WHERE key BETWEEN ? AND ?'
    const highest = this.#database.first(sql, [first, last])?.[0]
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

const ARTICLE = `INSERT INTO article (key, id, tie, path, item, published, digest, added, changed,
  packed, url, language, headline, words, troubled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const QUOTATION = `INSERT INTO quotation
  (key, tie, speaker, published, traits, confidence, words)
  VALUES (?, ?, ?, ?, ?, ?, ?)`

const RELAY = 'INSERT INTO relay (quotation, source, published, tie) VALUES (?, ?, ?, ?)'

const DATE = `INSERT INTO date_mention
  (key, tie, sort_day, until_day, traits, value, certainty)
  VALUES (?, ?, ?, ?, ?, ?, ?)`

const PICTURE = `INSERT INTO picture (key, tie, published, from_file) VALUES (?, ?, ?, ?)`

const CREDIT = 'INSERT INTO picture_credit (picture, source, published, tie) VALUES (?, ?, ?, ?)'

const OF_ARTICLE = partsOf('CAST(?1 AS INTEGER)')

/** What an article says of each; ?1 is its key. */
const SAID: Readonly<Record<Part, string>> = {
  speaker:
    'SELECT speaker, published, tie, form, quotations FROM speaker_article WHERE article = ?1',
  source: 'SELECT source, published, tie, form, roles FROM source_article WHERE article = ?1',
}

/** Remove all that an article put into the tables but its texts; ?1 is its key. */
const REMOVALS = [
  `DELETE FROM relay WHERE quotation ${OF_ARTICLE}`,
  `DELETE FROM picture_credit WHERE picture ${OF_ARTICLE}`,
  `DELETE FROM quotation WHERE key ${OF_ARTICLE}`,
  `DELETE FROM date_mention WHERE key ${OF_ARTICLE}`,
  `DELETE FROM picture WHERE key ${OF_ARTICLE}`,
  removalFrom('speaker'),
  removalFrom('source'),
  'DELETE FROM packed WHERE number = (SELECT packed FROM article WHERE key = ?1)',
  'DELETE FROM article WHERE key = ?1',
]

function removalFrom(part: Part): string {
  return `DELETE FROM ${part}_article WHERE (${part}, published, tie, article) IN
    (SELECT s.${part}, a.published, a.tie, a.key
      FROM article a JOIN ${part}_article s ON s.article = a.key WHERE a.key = ?1)`
}
