import type { Database } from './database.ts'
import { EXCESS, keyRange, type KeyRange, partKey, partsOf } from './keys.ts'
import type { ArticleRows, PartRow } from './rows.ts'
import { removeSketch, WaitingSketches } from './sketches.ts'
import type { SmallKeys } from './small-keys.ts'
import { Texts } from './texts.ts'
import { Touched } from './touched.ts'
import { WaitingRows } from './waiting-rows.ts'

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
  readonly #sketches: WaitingSketches
  readonly #waiting: ReturnType<typeof waitingRows>
  #lastPacked: number | null = null
  readonly #nextKey = new Map<number, number>()

  constructor(database: Database, keys: SmallKeys) {
    this.#database = database
    this.#keys = keys
    this.#texts = new Texts(database)
    this.#sketches = new WaitingSketches(database)
    this.#waiting = waitingRows(database)
  }

  /** @returns the key that the article was given */
  put(row: ArticleRows, { path, added, changed }: Lineage): number {
    const key = this.#newKey(row.published)
    const packed = this.#nextPacked()
    const { id, tie, item, rank, itemId, published, digest, columns } = row
    this.articles += 1
    this.quotations += row.quotations.length
    this.#database.run(ARTICLE, [
      key,
      id,
      tie,
      path,
      item,
      rank,
      itemId,
      published,
      digest,
      added,
      changed,
      packed,
      ...columns,
    ])
    this.#database.run('INSERT INTO packed (number, reading) VALUES (?, ?)', [packed, row.packed])
    this.#texts.add(key, {
      headline: row.headline,
      body: row.body,
      quotations: row.quotations.map(({ text }) => text),
      pictures: row.pictures.map(({ text }) => text),
    })
    for (const part of row.speakers) this.#putPart('speaker', part, row, key)
    for (const part of row.sources) this.#putPart('source', part, row, key)
    this.#sketches.add(key, row.sketch)
    this.#putQuotations(row, key)
    row.dates.forEach((date, at) => this.#waiting.dates.add([partKey(key, at), ...date]))
    this.#putPictures(row, key)
    return key
  }

  remove(key: number): void {
    this.#flush()
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
    for (const removal of REMOVALS) this.#database.run(removal, [key])
  }

  /** Write down what still waits; nothing may be put or removed after. */
  finish(): void {
    this.#flush()
    this.#keys.flush()
    this.#texts.write()
  }

  #flush(): void {
    for (const rows of Object.values(this.#waiting)) rows.flush()
    this.#sketches.flush()
  }

  #putPart(part: Part, { id, form, amount }: PartRow, article: ArticleRows, key: number): void {
    const owner = this.#keys.of(part, id)
    const said = [article.published, article.tie, this.#keys.of('form', form), amount]
    this.touched[part].put(owner, said)
    this.#waiting[part].add([owner, key, ...said])
  }

  #putQuotations({ quotations, published }: ArticleRows, article: number): void {
    quotations.forEach(({ tie, speaker, relays, columns }, at) => {
      const key = partKey(article, at)
      const voice = speaker === null ? null : this.#keys.of('speaker', speaker)
      this.#waiting.quotations.add([key, tie, voice, published, ...columns])
      for (const source of relays) {
        this.#waiting.relays.add([key, this.#keys.of('source', source), published, tie])
      }
    })
  }

  #putPictures({ pictures, published }: ArticleRows, article: number): void {
    pictures.forEach(({ tie, fromFile, credits }, at) => {
      const key = partKey(article, at)
      this.#waiting.pictures.add([key, tie, published, fromFile])
      for (const source of credits) {
        this.#waiting.credits.add([key, this.#keys.of('source', source), published, tie])
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
}

const ARTICLE = `INSERT INTO article (key, id, tie, path, item, rank, item_id, published, digest, added,
  changed, packed, url, language, headline, words, troubled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Rows that nobody asks for before an article is removed or all is written. */
function waitingRows(database: Database) {
  const rows = (table: string, ...columns: string[]) =>
    new WaitingRows(database, `INSERT INTO ${table} (${columns.join(', ')})`, columns.length)
  const ofArticle = ['article', 'published', 'tie', 'form']
  const ofSource = ['source', 'published', 'tie']
  return {
    speaker: rows('speaker_article', 'speaker', ...ofArticle, 'quotations'),
    source: rows('source_article', 'source', ...ofArticle, 'roles'),
    quotations: rows('quotation', 'key', 'tie', 'speaker', 'published', ...QUOTATION_TRAITS),
    relays: rows('relay', 'quotation', ...ofSource),
    dates: rows('date_mention', 'key', 'tie', ...DATE_TRAITS),
    pictures: rows('picture', 'key', 'tie', 'published', 'from_file'),
    credits: rows('picture_credit', 'picture', ...ofSource),
  }
}

const QUOTATION_TRAITS = ['traits', 'confidence', 'words']
const DATE_TRAITS = ['sort_day', 'until_day', 'traits', 'value', 'certainty']

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
