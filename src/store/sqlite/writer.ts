import { ArticleWriter } from './article-writer.ts'
import type { Database, Row } from './database.ts'
import type { PreparedRows, PreparedProblem } from './prepare.ts'
import { ItemVersions } from './item-versions.ts'
import { packHash } from './records.ts'
import { type ArticleRows, digestOf } from './rows.ts'
import { SmallKeys } from './small-keys.ts'

/** An article as it stands in the index. */
interface Standing {
  readonly key: number
  readonly id: string
  readonly digest: string
  readonly added: number
  readonly changed: number
  /** Empty for an article that is no item of a provider. */
  readonly rank: string
}

type Lineaged = Pick<Standing, 'digest' | 'added' | 'changed'>

/** Writes files into the tables, inside a transaction that somebody else begins and ends. */
export class Writer {
  /** Sum, modulo 2¹²⁸, of the digests of all files: independent of their order. */
  digestSum: bigint
  readonly articles: ArticleWriter

  readonly #database: Database
  readonly #keys: SmallKeys
  readonly #versions: ItemVersions
  readonly #number: number
  /** Whether this change has removed an article so far. */
  #hasBuried = false

  /** @param number - of the revision that is being made */
  constructor(database: Database, number: number, digestSum: bigint) {
    this.#database = database
    this.#number = number
    this.digestSum = digestSum
    this.#keys = new SmallKeys(database)
    this.articles = new ArticleWriter(database, this.#keys)
    this.#versions = new ItemVersions(database, this.articles)
  }

  /** Replace what the file gave before; nothing is done when it gives the same. */
  put(file: PreparedRows, fingerprint: number | null): void {
    const { path, hash, digest, record, articles, problems } = file
    const change = this.#replaceFile(path, digest)
    if (change === 'SAME') return this.setFingerprint(path, fingerprint)
    this.#database.run(
      'INSERT INTO file (path, hash, digest, record, fingerprint) VALUES (?, ?, ?, ?, ?)',
      [path, packHash(hash), digest, record, fingerprint],
    )
    const standing = change === 'NEW' ? [] : this.#standing(path)
    const keys = this.#replaceAll(path, articles, standing)
    if (change === 'OTHER') this.#removeProblems(path)
    this.#addProblems(path, problems, keys)
  }

  setFingerprint(path: string, fingerprint: number | null): void {
    this.#database.run('UPDATE file SET fingerprint = ? WHERE path = ?', [fingerprint, path])
  }

  remove(path: string): void {
    if (this.#replaceFile(path, null) === 'SAME') return
    this.#replaceAll(path, [], this.#standing(path))
    this.#removeProblems(path)
  }

  /** @returns SAME when the file stands there already with this digest, or is not there to go */
  #replaceFile(path: string, digest: string | null): 'NEW' | 'OTHER' | 'SAME' {
    const known = this.#database.first('SELECT digest FROM file WHERE path = ?', [path])
    if ((known?.[0] ?? null) === digest) return 'SAME'
    if (known) {
      this.digestSum -= shareOf(path, String(known[0]))
      this.#database.run('DELETE FROM file WHERE path = ?', [path])
    }
    if (digest !== null) this.digestSum += shareOf(path, digest)
    this.digestSum = (this.digestSum + MODULUS) % MODULUS
    return known ? 'OTHER' : 'NEW'
  }

  #replaceAll(
    path: string,
    rows: readonly ArticleRows[],
    standing: readonly Standing[],
  ): ReadonlyMap<string, number> {
    const isItem = ({ rank }: { readonly rank: string }) => rank !== ''
    const [items, others] = [rows.filter(isItem), rows.filter((row) => !isItem(row))]
    const keys = this.#replaceArticles(
      path,
      others,
      standing.filter((it) => !isItem(it)),
    )
    return new Map([...keys, ...this.#replaceItems(path, items, standing.filter(isItem))])
  }

  /**
   * Articles that are as they were stay where they are.
   *
   * @returns the keys of all that the file has now, by id
   */
  #replaceArticles(
    path: string,
    rows: readonly ArticleRows[],
    standing: readonly Standing[],
  ): ReadonlyMap<string, number> {
    const keys = new Map<string, number>()
    const coming = new Map(rows.map((row) => [row.id, row]))
    const before = new Map(standing.map((article) => [article.id, article]))
    for (const article of standing) {
      const row = coming.get(article.id)
      if (row?.digest === article.digest) {
        this.#database.run('UPDATE article SET item = ? WHERE key = ?', [row.item, article.key])
        keys.set(row.id, article.key)
        continue
      }
      this.articles.remove(article.key)
      if (!row) this.#bury(article, path)
    }
    for (const row of rows) {
      const known = before.get(row.id)
      if (known?.digest === row.digest) continue
      const earlier = known ?? this.#unbury(row.id)
      keys.set(row.id, this.articles.put(row, { path, ...this.#lineage(earlier, row.digest) }))
    }
    return keys
  }

  /**
   * The same for items, of which other files may hold versions: the newest one is served.
   *
   * @returns the keys of those that are served from this file, by id
   */
  #replaceItems(
    path: string,
    rows: readonly ArticleRows[],
    standing: readonly Standing[],
  ): ReadonlyMap<string, number> {
    const keys = new Map<string, number>()
    const before = new Map(standing.map((article) => [article.id, article]))
    const older = this.#versions.removeFile(path)
    const coming = groupById(rows)
    for (const article of standing) {
      const [row, ...others] = coming.get(article.id) ?? []
      if (row && others.length === 0 && row.digest === article.digest) {
        this.#database.run('UPDATE article SET item = ? WHERE key = ?', [row.item, article.key])
        keys.set(row.id, article.key)
        coming.delete(article.id)
        before.delete(article.id)
      } else this.articles.remove(article.key)
    }
    const lineageOf = (id: string) => (digest: string, served: Lineaged | null) =>
      this.#lineage(before.get(id) ?? served ?? this.#unbury(id), digest)
    for (const [id, versions] of coming) {
      const [only, ...others] = versions
      if (only && others.length === 0 && !this.#versions.has(id)) {
        const lineage = lineageOf(id)(only.digest, null)
        keys.set(id, this.articles.put(only, { path, ...lineage }))
        continue
      }
      for (const version of versions) this.#versions.add(version, path)
      const promoted = this.#versions.settle(id, lineageOf(id))
      if (promoted?.path === path) keys.set(id, promoted.key)
      if (!promoted) this.#touch(id)
    }
    for (const [id, article] of before) {
      if (coming.has(id)) continue
      if (!this.#versions.settle(id, lineageOf(id))) this.#bury(article, path)
    }
    for (const id of older) if (!coming.has(id)) this.#touch(id)
    return keys
  }

  /** An article whose history changed has changed. */
  #touch(id: string): void {
    this.#database.run("UPDATE article SET changed = ? WHERE id = ? AND rank <> ''", [
      this.#number,
      id,
    ])
  }

  #lineage(earlier: Lineaged | null, digest: string): Lineaged {
    const changed = earlier?.digest === digest ? earlier.changed : this.#number
    return { added: earlier?.added ?? this.#number, changed, digest }
  }

  #standing(path: string): Standing[] {
    const sql = 'SELECT key, id, digest, added, changed, rank FROM article WHERE path = ?'
    return this.#database.all(sql, [path]).map(readStanding)
  }

  /** Remember an article that earlier revisions had. */
  #bury({ id, digest, added, changed }: Standing, path: string): void {
    if (added === this.#number) return
    this.#hasBuried = true
    this.#database.run(
      'INSERT INTO tombstone (id, path, digest, added, changed, removed) VALUES (?, ?, ?, ?, ?, ?)',
      [id, path, digest, added, changed, this.#number],
    )
  }

  /** The article as it stood before this same change removed it, if it did. */
  #unbury(id: string): Standing | null {
    if (!this.#hasBuried) return null
    const buried = this.#database.first(
      "SELECT 0, id, digest, added, changed, '' FROM tombstone WHERE id = ? AND removed = ?",
      [id, this.#number],
    )
    if (!buried) return null
    this.#database.run('DELETE FROM tombstone WHERE id = ? AND removed = ?', [id, this.#number])
    return readStanding(buried)
  }

  #removeProblems(path: string): void {
    this.#database.run('DELETE FROM problem WHERE path = ?', [path])
  }

  #addProblems(
    path: string,
    problems: readonly PreparedProblem[],
    keys: ReadonlyMap<string, number>,
  ): void {
    for (const { id, article, code, severity, form, place } of problems) {
      const key = article === null ? null : (keys.get(article) ?? null)
      this.#database.run(
        `INSERT INTO problem (id, path, article, code, severity, form, place)
          VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [id, path, key, code, severity, this.#keys.of('form', form), place],
      )
    }
  }
}

function readStanding([key, id, digest, added, changed, rank]: Row): Standing {
  return {
    key: Number(key),
    id: String(id),
    digest: String(digest),
    added: Number(added),
    changed: Number(changed),
    rank: String(rank),
  }
}

function groupById(rows: readonly ArticleRows[]): Map<string, ArticleRows[]> {
  const groups = new Map<string, ArticleRows[]>()
  for (const row of rows) {
    const group = groups.get(row.id)
    if (group) group.push(row)
    else groups.set(row.id, [row])
  }
  return groups
}

const MODULUS = 2n ** 128n

function shareOf(path: string, digest: string): bigint {
  const bytes = Buffer.from(digestOf(path, digest), 'base64url')
  return BigInt(`0x${bytes.toString('hex')}`) % MODULUS
}
