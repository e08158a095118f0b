import type { StoredProblem } from '../../model/archive.ts'
import type { FileReadings } from '../store.ts'
import { ArticleWriter } from './article-writer.ts'
import type { Database, Row } from './database.ts'
import { packFile, packHash, packProblem } from './records.ts'
import { type ArticleRows, articleRows, digestOf, problemsOf, severityRank } from './rows.ts'

/** An article as it stands in the index. */
interface Standing {
  readonly key: number
  readonly id: string
  readonly digest: string
  readonly added: number
  readonly changed: number
}

/** Writes files into the tables, inside a transaction that somebody else begins and ends. */
export class Writer {
  /** Sum, modulo 2¹²⁸, of the digests of all files: independent of their order. */
  digestSum: bigint
  readonly articles: ArticleWriter

  readonly #database: Database
  readonly #number: number

  /** @param number - of the revision that is being made */
  constructor(database: Database, number: number, digestSum: bigint) {
    this.#database = database
    this.#number = number
    this.digestSum = digestSum
    this.articles = new ArticleWriter(database)
  }

  /** Replace what the file gave before; nothing is done when it gives the same. */
  put(file: FileReadings): void {
    const problems = problemsOf(file)
    const rows = articlesOf(file, problems)
    const digest = fileDigest(file, rows, problems)
    if (!this.#replaceFile(file.path, digest)) return
    this.#database.run('INSERT INTO file (path, hash, digest, record) VALUES (?, ?, ?, ?)', [
      file.path,
      packHash(file.file?.hash ?? ''),
      digest,
      file.file && packFile(file.file),
    ])
    this.#replaceArticles(file.path, rows)
    this.#replaceProblems(file.path, problems)
  }

  remove(path: string): void {
    if (!this.#replaceFile(path, null)) return
    this.#replaceArticles(path, [])
    this.#replaceProblems(path, [])
  }

  /** @returns false when the file stands there already with this digest, or is not there to go */
  #replaceFile(path: string, digest: string | null): boolean {
    const known = this.#database.first('SELECT digest FROM file WHERE path = ?', [path])
    if ((known?.[0] ?? null) === digest) return false
    if (known) {
      this.digestSum -= shareOf(path, String(known[0]))
      this.#database.run('DELETE FROM file WHERE path = ?', [path])
    }
    if (digest !== null) this.digestSum += shareOf(path, digest)
    this.digestSum = (this.digestSum + MODULUS) % MODULUS
    return true
  }

  /** Articles that are as they were stay where they are. */
  #replaceArticles(path: string, rows: readonly ArticleRows[]): void {
    const standing = this.#standing(path)
    const coming = new Map(rows.map((row) => [row.id, row]))
    const before = new Map(standing.map((article) => [article.id, article]))
    for (const article of standing) {
      const row = coming.get(article.id)
      if (row?.digest === article.digest) {
        this.#database.run('UPDATE article SET item = ? WHERE key = ?', [row.item, article.key])
        continue
      }
      this.articles.remove(article.key)
      if (!row) this.#bury(article, path)
    }
    for (const row of rows) {
      const known = before.get(row.id)
      if (known?.digest === row.digest) continue
      const earlier = known ?? this.#unbury(row.id)
      const changed = earlier?.digest === row.digest ? earlier.changed : this.#number
      this.articles.put(row, { path, added: earlier?.added ?? this.#number, changed })
    }
  }

  #standing(path: string): Standing[] {
    const sql = 'SELECT key, id, digest, added, changed FROM article WHERE path = ?'
    return this.#database.all(sql, [path]).map(readStanding)
  }

  /** Remember an article that earlier revisions had. */
  #bury({ id, digest, added, changed }: Standing, path: string): void {
    if (added === this.#number) return
    this.#database.run(
      'INSERT INTO tombstone (id, path, digest, added, changed, removed) VALUES (?, ?, ?, ?, ?, ?)',
      [id, path, digest, added, changed, this.#number],
    )
  }

  /** The article as it stood before this same change removed it, if it did. */
  #unbury(id: string): Standing | null {
    const buried = this.#database.first(
      'SELECT 0, id, digest, added, changed FROM tombstone WHERE id = ? AND removed = ?',
      [id, this.#number],
    )
    if (!buried) return null
    this.#database.run('DELETE FROM tombstone WHERE id = ? AND removed = ?', [id, this.#number])
    return readStanding(buried)
  }

  #replaceProblems(path: string, problems: readonly StoredProblem[]): void {
    this.#database.run('DELETE FROM problem WHERE path = ?', [path])
    for (const problem of problems) {
      const { id, article, code, severity } = problem
      this.#database.run(
        `INSERT INTO problem (id, path, article, code, severity, record)
          VALUES (?, ?, (SELECT key FROM article WHERE id = ?), ?, ?, ?)`,
        [id, path, article, code, severityRank(severity), packProblem(problem)],
      )
    }
  }
}

function readStanding([key, id, digest, added, changed]: Row): Standing {
  return {
    key: Number(key),
    id: String(id),
    digest: String(digest),
    added: Number(added),
    changed: Number(changed),
  }
}

/** The rows of a file's articles; of two with one id, which no format should give, the first. */
function articlesOf({ readings }: FileReadings, problems: readonly StoredProblem[]): ArticleRows[] {
  const troubles = new Map<string | null, StoredProblem[]>()
  for (const problem of problems) {
    const others = troubles.get(problem.article)
    if (others) others.push(problem)
    else troubles.set(problem.article, [problem])
  }
  const rows = new Map<string, ArticleRows>()
  readings.forEach((reading, item) => {
    if (rows.has(reading.id)) return
    rows.set(reading.id, articleRows(reading, item, troubles.get(reading.id) ?? []))
  })
  return [...rows.values()]
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
