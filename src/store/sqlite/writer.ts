import type { StoredProblem } from '../../model/archive.ts'
import type { FileReadings } from '../store.ts'
import type { Database, Row } from './database.ts'
import { keyRange } from './keys.ts'
import { articleRows, digestOf, problemsOf, severityRank } from './rows.ts'
import type { ArticleRows, PartRow, QuotationRow } from './rows.ts'

type Part = 'speaker' | 'source'

/** An article as it stands in the index. */
interface Standing {
  readonly key: number
  readonly id: string
  readonly digest: string
  readonly added: number
  readonly changed: number
}

// The key of a part from the key of its article, ?1, and its position, ?2.
const PART = '((CAST(?1 AS INTEGER) << 20) + CAST(?2 AS INTEGER))'
const OF_ARTICLE = 'BETWEEN (CAST(?1 AS INTEGER) << 20) AND (CAST(?1 AS INTEGER) << 20) + 1048575'

/** Removes everything that one article put into the tables; ?1 is its key. */
const REMOVALS = [
  'DELETE FROM article_text WHERE rowid = ?1',
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

/** Writes files into the tables, inside a transaction that somebody else begins and ends. */
export class Writer {
  /** Whether anything differs from the last revision. */
  changed = false
  /** Sum, modulo 2¹²⁸, of the digests of all files: independent of their order. */
  digestSum: bigint
  articles: number
  quotations: number
  /** Keys of the speakers and sources whose articles changed. */
  readonly touched: Readonly<Record<Part, Set<number>>> = { speaker: new Set(), source: new Set() }

  readonly #database: Database
  readonly #number: number
  readonly #keys: Readonly<Record<Part | 'form', Map<string, number>>> = {
    speaker: new Map(),
    source: new Map(),
    form: new Map(),
  }
  readonly #lastKey = new Map<Part | 'form', number>()
  readonly #nextKey = new Map<number, number>()

  /** @param number - of the revision that is being made */
  constructor(
    database: Database,
    number: number,
    before: { readonly digestSum: bigint; readonly articles: number; readonly quotations: number },
  ) {
    this.#database = database
    this.#number = number
    this.digestSum = before.digestSum
    this.articles = before.articles
    this.quotations = before.quotations
  }

  put(file: FileReadings): void {
    const problems = problemsOf(file)
    const rows = articlesOf(file, problems)
    const digest = fileDigest(file, rows, problems)
    if (!this.#replaceFile(file.path, digest)) return
    const record = file.file && JSON.stringify(file.file)
    this.#run('INSERT INTO file (path, hash, digest, record) VALUES (?, ?, ?, ?)', [
      file.path,
      file.file?.hash ?? '',
      digest,
      record,
    ])
    this.#replaceArticles(file.path, rows)
    this.#putProblems(file.path, problems)
  }

  remove(path: string): void {
    if (!this.#replaceFile(path, null)) return
    this.#replaceArticles(path, [])
    this.#putProblems(path, [])
  }

  /** @returns false when the file stands there already with this digest, or is not there to go */
  #replaceFile(path: string, digest: string | null): boolean {
    const [known] = this.#rows('SELECT digest FROM file WHERE path = ?', [path])
    if ((known?.[0] ?? null) === digest) return false
    this.changed = true
    if (known) {
      this.digestSum -= shareOf(path, String(known[0]))
      this.#run('DELETE FROM file WHERE path = ?', [path])
    }
    if (digest !== null) this.digestSum += shareOf(path, digest)
    return true
  }

  #replaceArticles(path: string, rows: readonly ArticleRows[]): void {
    const standing = new Map(this.#standing(path).map((article) => [article.id, article]))
    const kept = new Set<string>()
    for (const row of rows) {
      const before = standing.get(row.id)
      if (before?.digest === row.digest) {
        kept.add(row.id)
        this.#run('UPDATE article SET item = ? WHERE key = ?', [row.item, before.key])
      }
    }
    const coming = new Set(rows.map(({ id }) => id))
    for (const article of standing.values()) {
      if (kept.has(article.id)) continue
      this.#removeArticle(article.key)
      if (!coming.has(article.id)) this.#bury(article, path)
    }
    for (const row of rows) {
      if (!kept.has(row.id)) this.#putArticle(row, path, standing.get(row.id) ?? null)
    }
  }

  #standing(path: string): Standing[] {
    return this.#rows('SELECT key, id, digest, added, changed FROM article WHERE path = ?', [
      path,
    ]).map(standingOf)
  }

  #removeArticle(key: number): void {
    this.articles -= 1
    this.quotations -= this.#removeTexts('quotation', key)
    this.#removeTexts('picture', key)
    for (const part of ['speaker', 'source'] as const) {
      for (const [owner] of this.#rows(`SELECT ${part} FROM ${part}_article WHERE article = ?`, [
        key,
      ])) {
        this.touched[part].add(Number(owner))
      }
    }
    for (const removal of REMOVALS) this.#run(removal, [key])
  }

  /** One by one, since a statement that removes several makes the engine write all postings down. */
  #removeTexts(table: 'quotation' | 'picture', key: number): number {
    const [counted] = this.#rows(`SELECT count(*) FROM ${table} WHERE key ${OF_ARTICLE}`, [key])
    const count = Number(counted?.[0])
    for (let at = 0; at < count; at += 1) {
      this.#run(`DELETE FROM ${table}_text WHERE rowid = ${PART}`, [key, at])
    }
    return count
  }

  /** Remember an article that earlier revisions had. */
  #bury({ id, digest, added, changed }: Standing, path: string): void {
    if (added === this.#number) return
    this.#run(
      'INSERT INTO tombstone (id, path, digest, added, changed, removed) VALUES (?, ?, ?, ?, ?, ?)',
      [id, path, digest, added, changed, this.#number],
    )
  }

  /** The article as it stood before this same change removed it, if it did. */
  #unbury(id: string): Standing | null {
    const [buried] = this.#rows(
      'SELECT 0, id, digest, added, changed FROM tombstone WHERE id = ? AND removed = ?',
      [id, this.#number],
    )
    if (!buried) return null
    this.#run('DELETE FROM tombstone WHERE id = ? AND removed = ?', [id, this.#number])
    return standingOf(buried)
  }

  #putArticle(row: ArticleRows, path: string, standing: Standing | null): void {
    const before = standing ?? this.#unbury(row.id)
    const changed = before?.digest === row.digest ? before.changed : this.#number
    const key = this.#newKey(row.published)
    this.articles += 1
    this.quotations += row.quotations.length
    this.#run(
      `INSERT INTO article (key, id, path, item, published, digest, added, changed,
        url, language, headline, words, troubled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        key,
        row.id,
        path,
        row.item,
        row.published,
        row.digest,
        before?.added ?? this.#number,
        changed,
        ...row.columns,
      ],
    )
    this.#run('INSERT INTO packed (key, reading, body) VALUES (?, ?, ?)', [
      key,
      row.packed,
      row.body,
    ])
    this.#run(
      'INSERT INTO article_text (rowid, headline, body) VALUES (CAST(? AS INTEGER), ?, ?)',
      [key, row.headline, row.body],
    )
    for (const part of row.speakers) this.#putPart('speaker', part, row, key)
    for (const part of row.sources) this.#putPart('source', part, row, key)
    row.quotations.forEach((quotation, at) => this.#putQuotation(quotation, key, at, row.published))
    row.dates.forEach((date, at) =>
      this.#run(
        `INSERT INTO date_mention (key, id, sort_day, from_day, until_day, type, form, relation,
          precision, value, certainty) VALUES (${PART}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [key, at, ...date],
      ),
    )
    this.#putPictures(row, key)
  }

  #putQuotation(quotation: QuotationRow, article: number, at: number, published: number): void {
    const speaker = quotation.speaker === null ? null : this.#keyOf('speaker', quotation.speaker)
    this.#run(
      `INSERT INTO quotation (key, id, speaker, published, kind, naming, basis, confidence, words)
        VALUES (${PART}, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [article, at, quotation.id, speaker, published, ...quotation.columns],
    )
    this.#run(`INSERT INTO quotation_text (rowid, content) VALUES (${PART}, ?)`, [
      article,
      at,
      quotation.text,
    ])
    for (const source of quotation.relays) {
      this.#run(`INSERT INTO relay (quotation, source, published, id) VALUES (${PART}, ?, ?, ?)`, [
        article,
        at,
        this.#keyOf('source', source),
        published,
        quotation.id,
      ])
    }
  }

  #putPictures({ pictures, published }: ArticleRows, article: number): void {
    pictures.forEach((picture, at) => {
      this.#run(`INSERT INTO picture (key, id, published, from_file) VALUES (${PART}, ?, ?, ?)`, [
        article,
        at,
        picture.id,
        published,
        picture.fromFile,
      ])
      this.#run(`INSERT INTO picture_text (rowid, words) VALUES (${PART}, ?)`, [
        article,
        at,
        picture.text,
      ])
      for (const source of picture.credits) {
        this.#run(
          `INSERT INTO picture_credit (picture, source, published, id) VALUES (${PART}, ?, ?, ?)`,
          [article, at, this.#keyOf('source', source), published, picture.id],
        )
      }
    })
  }

  #putPart(part: Part, { id, form, amount }: PartRow, article: ArticleRows, key: number): void {
    const owner = this.#keyOf(part, id)
    this.touched[part].add(owner)
    const column = part === 'speaker' ? 'quotations' : 'roles'
    this.#run(
      `INSERT INTO ${part}_article (${part}, published, id, article, form, ${column})
        VALUES (?, ?, ?, ?, ?, ?)`,
      [owner, article.published, article.id, key, this.#keyOf('form', form), amount],
    )
  }

  #putProblems(path: string, problems: readonly StoredProblem[]): void {
    this.#run('DELETE FROM problem WHERE path = ?', [path])
    for (const problem of problems) {
      this.#run(
        `INSERT INTO problem (id, path, article, code, severity, record)
          VALUES (?, ?, (SELECT key FROM article WHERE id = ?), ?, ?, ?)`,
        [
          problem.id,
          path,
          problem.article,
          problem.code,
          severityRank(problem.severity),
          JSON.stringify(problem),
        ],
      )
    }
  }

  /**
   * The small key of an id or form, given out when it is new. Not by RETURNING: like a trigger it
   * makes the engine write down all postings that the full-text tables have gathered.
   */
  #keyOf(table: Part | 'form', text: string): number {
    const keys = this.#keys[table]
    const known = keys.get(text)
    if (known !== undefined) return known
    const column = table === 'form' ? 'text' : 'id'
    const [row] = this.#rows(`SELECT key FROM ${table} WHERE ${column} = ?`, [text])
    const key = row ? Number(row[0]) : this.#nextSmallKey(table)
    if (!row) this.#run(`INSERT INTO ${table} (key, ${column}) VALUES (?, ?)`, [key, text])
    keys.set(text, key)
    return key
  }

  #nextSmallKey(table: Part | 'form'): number {
    const last =
      this.#lastKey.get(table) ?? Number(this.#rows(`SELECT max(key) FROM ${table}`, [])[0]?.[0])
    this.#lastKey.set(table, last + 1)
    return last + 1
  }

  #newKey(published: number): number {
    const [first, last] = keyRange(published)
    const next = this.#nextKey.get(first) ?? this.#firstFreeKey(first, last)
    this.#nextKey.set(first, next + 1)
    return next
  }

  #firstFreeKey(first: number, last: number): number {
    const [row] = this.#rows('SELECT max(key) FROM article WHERE key BETWEEN ? AND ?', [
      first,
      last,
    ])
    return row?.[0] == null ? first : Number(row[0]) + 1
  }

  #rows(sql: string, values: Row): Row[] {
    return this.#database.all(sql, values)
  }

  #run(sql: string, values: Row): void {
    this.#database.run(sql, values)
  }
}

function standingOf([key, id, digest, added, changed]: Row): Standing {
  return {
    key: Number(key),
    id: String(id),
    digest: String(digest),
    added: Number(added),
    changed: Number(changed),
  }
}

function articlesOf({ readings }: FileReadings, problems: readonly StoredProblem[]): ArticleRows[] {
  const seen = new Set<string>()
  return readings.flatMap((reading, item) => {
    if (seen.has(reading.id)) return []
    seen.add(reading.id)
    return articleRows(
      reading,
      item,
      problems.filter(({ article }) => article === reading.id),
    )
  })
}

/** Everything that answers can show of a file, its time of modification left out. */
function fileDigest(
  { file }: FileReadings,
  rows: readonly ArticleRows[],
  problems: readonly StoredProblem[],
): string {
  return digestOf(
    JSON.stringify({ ...file, modified: null }),
    JSON.stringify(rows.map(({ id, digest }) => [id, digest])),
    JSON.stringify(problems),
  )
}

const MODULUS = 2n ** 128n

function shareOf(path: string, digest: string): bigint {
  const bytes = Buffer.from(digestOf(path, digest), 'base64url')
  return BigInt(`0x${bytes.toString('hex')}`) % MODULUS
}
