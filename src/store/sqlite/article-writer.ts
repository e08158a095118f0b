import type { Database } from './database.ts'
import { OVERFLOW, type KeyRange, keyRange, partKey, partsOf } from './keys.ts'
import { SketchBuffer, removeSketch } from './near-duplicates.ts'
import { packedReadingOf } from './lookup.ts'
import { type ArticleRows, type PartRow, textsOf } from './prepare.ts'
import { type InternedKeys, TextBuffer, DirtyOwners, RowBuffer } from './write-buffers.ts'

type Part = 'speaker' | 'source'

/** Where an article comes from, and the revisions of its history. */
export interface ArticleOrigin {
  readonly path: string
  /** Numbers of the revisions that added it, and that last changed it. */
  readonly added: number
  readonly changed: number
}

/** Inserts articles into the tables and deletes them. */
export class ArticleWriter {
  /** Change of the counts; negative when more was deleted than inserted. */
  articles = 0
  quotations = 0
  /** Keys of the speakers and sources whose articles changed. */
  readonly dirty: Readonly<Record<Part, DirtyOwners>> = {
    speaker: new DirtyOwners(),
    source: new DirtyOwners(),
  }

  readonly #database: Database
  readonly #keys: InternedKeys
  readonly #texts: TextBuffer
  readonly #sketches: SketchBuffer
  readonly #buffered: ReturnType<typeof createRowBuffers>
  #lastPacked: number | null = null
  readonly #nextKey = new Map<number, number>()

  /** @param isFirst - whether nobody reads the index yet */
  constructor(database: Database, keys: InternedKeys, isFirst: boolean) {
    this.#database = database
    this.#keys = keys
    this.#texts = new TextBuffer(database, isFirst)
    this.#sketches = new SketchBuffer(database)
    this.#buffered = createRowBuffers(database)
  }

  /** @returns the key of the article */
  put(row: ArticleRows, { path, added, changed }: ArticleOrigin): number {
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
    this.#texts.add(key, row.texts)
    for (const part of row.speakers) this.#putPart('speaker', part, row, key)
    for (const part of row.sources) this.#putPart('source', part, row, key)
    this.#sketches.add(key, row.sketch)
    this.#putQuotations(row, key)
    row.dates.forEach((date, at) => this.#buffered.dates.add([partKey(key, at), ...date]))
    this.#putPictures(row, key)
    return key
  }

  remove(key: number): void {
    this.#flush()
    const texts = textsOf(packedReadingOf(this.#database, key))
    this.articles -= 1
    this.quotations -= texts.quotations.length
    this.#texts.remove(key, texts)
    for (const part of ['speaker', 'source'] as const) {
      for (const [owner, ...columns] of this.#database.all(OWNER_ROWS[part], [key])) {
        this.dirty[part].remove(Number(owner), columns)
      }
    }
    removeSketch(this.#database, key)
    for (const removal of REMOVALS) this.#database.run(removal, [key])
  }

  /** Writes the texts when many are buffered. To be called between articles. */
  *writeTexts(): Generator<undefined, void> {
    if (this.#texts.isFull) yield* this.#texts.write()
  }

  /** Writes all buffers. Do not use the writer afterwards. */
  *finish(): Generator<undefined, void> {
    this.#flush()
    this.#keys.flush()
    yield* this.#texts.write()
  }

  #flush(): void {
    for (const rows of Object.values(this.#buffered)) rows.flush()
    this.#sketches.flush()
  }

  #putPart(part: Part, { id, form, amount }: PartRow, article: ArticleRows, key: number): void {
    const owner = this.#keys.of(part, id)
    const columns = [article.published, article.tie, this.#keys.of('form', form), amount]
    this.dirty[part].insert(owner, columns)
    this.#buffered[part].add([owner, key, ...columns])
  }

  #putQuotations({ quotations, published }: ArticleRows, article: number): void {
    quotations.forEach(({ tie, speaker, relays, columns }, at) => {
      const key = partKey(article, at)
      const speakerKey = speaker === null ? null : this.#keys.of('speaker', speaker)
      this.#buffered.quotations.add([key, tie, speakerKey, published, ...columns])
      for (const source of relays) {
        this.#buffered.relays.add([key, this.#keys.of('source', source), published, tie])
      }
    })
  }

  #putPictures({ pictures, published }: ArticleRows, article: number): void {
    pictures.forEach(({ tie, fromFile, credits }, at) => {
      const key = partKey(article, at)
      this.#buffered.pictures.add([key, tie, published, fromFile])
      for (const source of credits) {
        this.#buffered.credits.add([key, this.#keys.of('source', source), published, tie])
      }
    })
  }

  /** The next free key of the day of publication. */
  #newKey(published: number): number {
    const range = keyRange(published)
    const next = this.#nextOf(range)
    if (next > range[1]) return this.#use(OVERFLOW, this.#nextOf(OVERFLOW))
    return this.#use(range, next)
  }

  #nextPacked(): number {
    const last = this.#lastPacked ?? this.#database.first('SELECT max(number) FROM packed')?.[0]
    return (this.#lastPacked = Number(last ?? 0) + 1)
  }

  #use([first]: KeyRange, key: number): number {
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
}

const ARTICLE = `INSERT INTO article (key, id, tie, path, item, rank, item_id, published, digest, added,
  changed, packed, url, language, headline, words, troubled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Buffers of tables that are not read before an article is removed or the writer finishes. */
function createRowBuffers(database: Database) {
  const rows = (table: string, ...columns: string[]) =>
    new RowBuffer(database, `INSERT INTO ${table} (${columns.join(', ')})`, columns.length)
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

/** Rows of the owners of an article; ?1 is its key. */
const OWNER_ROWS: Readonly<Record<Part, string>> = {
  speaker:
    'SELECT speaker, published, tie, form, quotations FROM speaker_article WHERE article = ?1',
  source: 'SELECT source, published, tie, form, roles FROM source_article WHERE article = ?1',
}

/** Delete an article from all tables but the full-text ones; ?1 is its key. */
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
