import { CopyChanges } from './copies.ts'
import type { Dialect } from './dialect.ts'
import { type Steps, all, first, insert, run } from './statements.ts'
import { OVERFLOW, type KeyRange, keyRange, partKey, partsOf } from './keys.ts'
import { SketchBuffer, removeSketch } from './near-duplicates.ts'
import { packedReadingOf } from './lookup.ts'
import { type ArticleRows, type PartRow, textsOf } from './prepare.ts'
import { DirtyOwners, type InternedKeys, RowBuffer, type TextIndex } from './write-buffers.ts'

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

  /** What the groups of copies depend on. */
  readonly copies: CopyChanges

  readonly #dialect: Dialect
  readonly #keys: InternedKeys
  readonly #texts: TextIndex
  readonly #sketches = new SketchBuffer()
  readonly #buffered = createRowBuffers()
  #lastPacked: number | null = null
  readonly #nextKey = new Map<number, number>()
  /** `since` by `tie` of the quotations of removed articles, which may be put again; by id of the article. */
  readonly #removed = new Map<string, ReadonlyMap<number, number | null>>()

  /** @param isFirst - whether nobody reads the index yet */
  constructor(dialect: Dialect, keys: InternedKeys, texts: TextIndex, isFirst: boolean) {
    this.#dialect = dialect
    this.#keys = keys
    this.#texts = texts
    this.copies = new CopyChanges(isFirst)
  }

  /** Reads with a few statements the keys that `put` needs for these articles. */
  *prefetch(rows: readonly ArticleRows[]): Steps<void> {
    const speakers = rows.flatMap((row) => row.speakers)
    const sources = rows.flatMap((row) => row.sources)
    yield* this.#keys.prefetch(this.#dialect, {
      speaker: speakers.map(({ id }) => id),
      source: sources.map(({ id }) => id),
      form: [...speakers, ...sources].map(({ form }) => form),
    })
    const ranges = new Map(rows.map(({ published }) => [keyRange(published)[0], published]))
    const unknown = [...ranges]
      .filter(([first]) => !this.#nextKey.has(first))
      .map(([, published]) => keyRange(published))
    if (unknown.length === 0) return
    const { each, json, member } = this.#dialect
    const [first, last] = [member('j', 0, 'integer'), member('j', 1, 'integer')]
    const sql = `SELECT ${first}, (SELECT max(key) FROM article WHERE key BETWEEN ${first} AND ${last})
      FROM ${each('?1', 'j')}`
    for (const [start, highest] of yield* all(sql, [json(unknown)])) {
      this.#nextKey.set(Number(start), highest == null ? Number(start) : Number(highest) + 1)
    }
  }

  /** @returns the key of the article */
  *put(row: ArticleRows, { path, added, changed }: ArticleOrigin): Steps<number> {
    const key = yield* this.#newKey(row.published)
    const packed = yield* this.#nextPacked()
    const { id, tie, item, rank, itemId, published, digest, columns } = row
    this.articles += 1
    this.quotations += row.quotations.length
    const article = [key, id, tie, path, item, rank, itemId, published, digest, added, changed]
    yield* insert('article', ARTICLE, [[...article, packed, ...columns]])
    yield* insert('packed', PACKED, [[packed, row.packed]])
    this.#texts.add(key, row.texts)
    for (const part of row.speakers) yield* this.#putPart('speaker', part, row, key)
    for (const part of row.sources) yield* this.#putPart('source', part, row, key)
    this.#sketches.add(key, row.sketch)
    this.copies.add({ key, published, tie, sketch: row.sketch })
    yield* this.#putQuotations(row, key, this.#quotationsSince(row, { added, changed }))
    row.dates.forEach((date, at) => this.#buffered.dates.add([partKey(key, at), ...date]))
    yield* this.#putPictures(row, key)
    for (const rows of Object.values(this.#buffered)) if (rows.isFull) yield* rows.flush()
    if (this.#sketches.isFull) yield* this.#sketches.flush()
    return key
  }

  *remove(key: number): Steps<void> {
    yield* this.#flush()
    const reading = yield* packedReadingOf(key)
    const texts = textsOf(reading)
    if (this.#removed.size < MOST_REMOVED) {
      const since = yield* all(`SELECT tie, since FROM quotation WHERE key ${OF_ARTICLE}`, [key])
      this.#removed.set(
        reading.id,
        new Map(
          since.map(([tie, number]) => [Number(tie), number == null ? null : Number(number)]),
        ),
      )
    }
    this.articles -= 1
    this.quotations -= texts.quotations.length
    this.#texts.remove(key, texts)
    for (const part of ['speaker', 'source'] as const) {
      for (const [owner, ...columns] of yield* all(OWNER_ROWS[part], [key])) {
        this.dirty[part].remove(Number(owner), columns)
      }
    }
    yield* this.copies.remove(key)
    yield* removeSketch(this.#dialect, key, reading)
    for (const removal of REMOVALS) yield* run(removal, [key])
  }

  /** Writes the texts when many are buffered. To be called between articles. */
  *writeTexts(): Steps<void> {
    if (this.#texts.isFull) yield* this.#texts.write()
  }

  /** Writes all buffers. Do not use the writer afterwards. */
  *finish(): Steps<void> {
    yield* this.#flush()
    yield* this.#keys.flush()
    yield* this.#texts.write()
  }

  *#flush(): Steps<void> {
    for (const rows of Object.values(this.#buffered)) yield* rows.flush()
    yield* this.#sketches.flush()
  }

  *#putPart(
    part: Part,
    { id, form, amount }: PartRow,
    article: ArticleRows,
    key: number,
  ): Steps<void> {
    const owner = yield* this.#keys.of(part, id)
    const columns = [article.published, article.tie, yield* this.#keys.of('form', form), amount]
    this.dirty[part].insert(owner, columns)
    this.#buffered[part].add([owner, key, ...columns])
  }

  /** The revisions that added the quotations of an article to it; null for that of the article. */
  #quotationsSince(
    { id, quotations }: ArticleRows,
    { added, changed }: Pick<ArticleOrigin, 'added' | 'changed'>,
  ): (number | null)[] {
    const earlier = this.#removed.get(id)
    this.#removed.delete(id)
    const fallback = added === changed ? null : changed
    return quotations.map(({ tie }) => {
      const since = earlier?.get(tie)
      return since === undefined ? fallback : since
    })
  }

  *#putQuotations(
    { quotations, published }: ArticleRows,
    article: number,
    since: readonly (number | null)[],
  ): Steps<void> {
    for (const [at, { tie, speaker, relays, columns }] of quotations.entries()) {
      const key = partKey(article, at)
      const speakerKey = speaker === null ? null : yield* this.#keys.of('speaker', speaker)
      this.#buffered.quotations.add([
        ...[key, tie, speakerKey, published, since[at] ?? null],
        ...columns,
      ])
      for (const source of relays) {
        const sourceKey = yield* this.#keys.of('source', source)
        this.#buffered.relays.add([key, sourceKey, published, tie])
      }
    }
  }

  *#putPictures({ pictures, published }: ArticleRows, article: number): Steps<void> {
    for (const [at, { tie, fromFile, credits }] of pictures.entries()) {
      const key = partKey(article, at)
      this.#buffered.pictures.add([key, tie, published, fromFile])
      for (const source of credits) {
        const sourceKey = yield* this.#keys.of('source', source)
        this.#buffered.credits.add([key, sourceKey, published, tie])
      }
    }
  }

  /** The next free key of the day of publication. */
  *#newKey(published: number): Steps<number> {
    const range = keyRange(published)
    const next = yield* this.#nextOf(range)
    if (next > range[1]) return this.#use(OVERFLOW, yield* this.#nextOf(OVERFLOW))
    return this.#use(range, next)
  }

  *#nextPacked(): Steps<number> {
    this.#lastPacked ??= Number((yield* first('SELECT max(number) FROM packed'))?.[0] ?? 0)
    return (this.#lastPacked += 1)
  }

  #use([first]: KeyRange, key: number): number {
    this.#nextKey.set(first, key + 1)
    return key
  }

  *#nextOf(range: KeyRange): Steps<number> {
    const next = this.#nextKey.get(range[0])
    if (next !== undefined) return next
    const sql = 'SELECT max(key) FROM article WHERE key BETWEEN ? AND ?'
    const highest = (yield* first(sql, range))?.[0]
    return highest == null ? range[0] : Number(highest) + 1
  }
}

const ARTICLE = [
  ...['key', 'id', 'tie', 'path', 'item', 'rank', 'item_id', 'published', 'digest', 'added'],
  ...['changed', 'packed', 'url', 'language', 'headline', 'words', 'troubled', 'origin'],
]
const PACKED = ['number', 'reading']

/** Buffers of tables that are not read before an article is removed or the writer finishes. */
function createRowBuffers() {
  const rows = (table: string, ...columns: string[]) => new RowBuffer(table, columns)
  const ofArticle = ['article', 'published', 'tie', 'form']
  const ofSource = ['source', 'published', 'tie']
  return {
    speaker: rows('speaker_article', 'speaker', ...ofArticle, 'quotations'),
    source: rows('source_article', 'source', ...ofArticle, 'roles'),
    quotations: rows(
      'quotation',
      'key',
      'tie',
      'speaker',
      'published',
      'since',
      ...QUOTATION_TRAITS,
    ),
    relays: rows('relay', 'quotation', ...ofSource),
    dates: rows('date_mention', 'key', 'tie', ...DATE_TRAITS),
    pictures: rows('picture', 'key', 'tie', 'published', 'from_file'),
    credits: rows('picture_credit', 'picture', ...ofSource),
  }
}

const QUOTATION_TRAITS = ['traits', 'confidence', 'words', 'wording']
const DATE_TRAITS = ['sort_day', 'until_day', 'traits', 'value', 'certainty']

/** Removed articles whose quotations are remembered; a change that removes more sees them as new. */
const MOST_REMOVED = 10_000

const OF_ARTICLE = partsOf('CAST(?1 AS bigint)')

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
