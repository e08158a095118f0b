import { ArticleWriter } from './article-writer.ts'
import type { Database, Row } from './database.ts'
import { ItemVersions } from './item-versions.ts'
import { type ArticleRows, type PreparedProblem, type PreparedRows, digestOf } from './prepare.ts'
import { packHash } from './records.ts'
import { InternedKeys } from './write-buffers.ts'

/** An article in the index. */
interface StoredArticle {
  readonly key: number
  readonly id: string
  readonly digest: string
  readonly added: number
  readonly changed: number
  /** Empty for an article without an id from a provider. */
  readonly rank: string
}

type Lineaged = Pick<StoredArticle, 'digest' | 'added' | 'changed'>

/** A file that is being replaced by its parts. The steps of each are short. */
interface FileReplacement {
  /** Put the articles and problems of the next part. */
  add(part: PreparedRows): Generator<undefined, void>
  /** Remove what no part had. */
  end(fingerprint: number | null): Generator<undefined, void>
}

/** Articles that are replaced or removed in one step. */
const STEP = 8

/** Writes files into the tables, inside a transaction of the caller. */
export class Writer {
  /** Sum, modulo 2¹²⁸, of the digests of all files: independent of their order. */
  digestSum: bigint
  readonly articles: ArticleWriter

  readonly #database: Database
  readonly #keys: InternedKeys
  readonly #versions: ItemVersions
  readonly #number: number
  /** Whether this change has removed an article. */
  #hasTombstones = false

  /** @param number - of the revision that is being made */
  constructor(database: Database, number: number, digestSum: bigint) {
    this.#database = database
    this.#number = number
    this.digestSum = digestSum
    this.#keys = new InternedKeys(database)
    this.articles = new ArticleWriter(database, this.#keys, number === 1)
    this.#versions = new ItemVersions(database, this.articles)
  }

  /** Replaces the articles and problems of a file; does nothing when its digest is the same. */
  put(file: PreparedRows, fingerprint: number | null): void {
    const { path, hash, digest, record, articles, problems } = file
    const change = this.#replaceFile(path, digest)
    if (change === 'SAME') return this.setFingerprint(path, fingerprint)
    this.#insertFile({ path, hash, digest, record }, fingerprint)
    const stored = change === 'NEW' ? [] : this.#storedArticles(path)
    const keys = this.#replaceAll(path, articles, stored)
    if (change === 'OTHER') this.#removeProblems(path)
    this.#addProblems(path, problems, keys)
  }

  /** Replaces the articles and problems of a file by those of its parts. */
  replace(path: string): FileReplacement {
    const before = new Map(this.#storedArticles(path).map((article) => [article.id, article]))
    const older = new Set(this.#versions.removeFile(path))
    const written = new Map<string, number>()
    const problems = new Set<string>()
    const digests: string[] = []
    let last: PreparedRows | null = null
    let items = 0
    this.#removeProblems(path)
    const putRows = (rows: readonly ArticleRows[]): ReadonlyMap<string, number> => {
      const stored = rows.flatMap(({ id, rank }) => {
        const key = rank === '' ? written.get(id) : undefined
        if (key !== undefined) return this.#replacedInFile(key)
        const article = before.get(id)
        before.delete(id)
        return article ?? []
      })
      const keys = this.#replaceRows(path, rows, stored, older)
      for (const { id, rank } of rows) {
        const key = keys.get(id)
        if (rank === '' && key !== undefined) written.set(id, key)
      }
      return keys
    }
    const addProblems = (part: PreparedRows, keys: ReadonlyMap<string, number>) => {
      const others = part.problems.filter(({ id }) => !problems.has(id))
      for (const { id } of others) problems.add(id)
      this.#addProblems(path, others, keys)
    }
    const { articles } = this
    const removeRest = () => this.#removeRows(path, [...before.values()], older)
    const putFile = (fingerprint: number | null) => {
      const { hash, record } = last ?? { hash: '', record: null }
      const digest = last && digestOf(...digests)
      if (this.#replaceFile(path, digest) === 'SAME') this.setFingerprint(path, fingerprint)
      else if (digest !== null) this.#insertFile({ path, hash, digest, record }, fingerprint)
    }
    return {
      *add(part) {
        last = part
        digests.push(part.digest)
        const rows = part.articles.map((row) => ({ ...row, item: row.item + items }))
        items = (rows.at(-1)?.item ?? items - 1) + 1
        const keys = new Map<string, number>()
        for (const some of stepsOf(rows)) {
          for (const [id, key] of putRows(some)) keys.set(id, key)
          yield* articles.writeTexts()
          yield
        }
        addProblems(part, keys)
      },
      *end(fingerprint) {
        yield* removeRest()
        putFile(fingerprint)
      },
    }
  }

  /** An article of an earlier part that a later one replaces, without its problems. */
  #replacedInFile(key: number): StoredArticle[] {
    this.#database.run('DELETE FROM problem WHERE article = ?', [key])
    const sql = 'SELECT key, id, digest, added, changed, rank FROM article WHERE key = ?'
    return this.#database.all(sql, [key]).map(readStoredArticle)
  }

  #insertFile(
    { path, hash, digest, record }: Pick<PreparedRows, 'path' | 'hash' | 'digest' | 'record'>,
    fingerprint: number | null,
  ): void {
    this.#database.run(
      'INSERT INTO file (path, hash, digest, record, fingerprint) VALUES (?, ?, ?, ?, ?)',
      [path, packHash(hash), digest, record, fingerprint],
    )
  }

  setFingerprint(path: string, fingerprint: number | null): void {
    this.#database.run('UPDATE file SET fingerprint = ? WHERE path = ?', [fingerprint, path])
  }

  *remove(path: string): Generator<undefined, void> {
    if (this.#replaceFile(path, null) === 'SAME') return
    const older = new Set(this.#versions.removeFile(path))
    yield* this.#removeRows(path, this.#storedArticles(path), older)
    this.#removeProblems(path)
  }

  /** Removes articles of a file, and marks the items that lose older versions. */
  *#removeRows(
    path: string,
    stored: readonly StoredArticle[],
    older: Set<string>,
  ): Generator<undefined, void> {
    for (const some of stepsOf(stored)) {
      this.#replaceRows(path, [], some, older)
      yield* this.articles.writeTexts()
      yield
    }
    for (const id of older) this.#touch(id)
  }

  /** @returns SAME when the file already has this digest, or is already absent for null */
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
    stored: readonly StoredArticle[],
  ): ReadonlyMap<string, number> {
    const older = new Set(this.#versions.removeFile(path))
    const keys = this.#replaceRows(path, rows, stored, older)
    for (const id of older) this.#touch(id)
    return keys
  }

  /** @param older - items of which the file had older versions; those with new versions are taken out */
  #replaceRows(
    path: string,
    rows: readonly ArticleRows[],
    stored: readonly StoredArticle[],
    older: Set<string>,
  ): ReadonlyMap<string, number> {
    const isItem = ({ rank }: { readonly rank: string }) => rank !== ''
    const [items, others] = [rows.filter(isItem), rows.filter((row) => !isItem(row))]
    const keys = this.#replaceArticles(
      path,
      others,
      stored.filter((it) => !isItem(it)),
    )
    return new Map([...keys, ...this.#replaceItems(path, items, stored.filter(isItem), older)])
  }

  /**
   * Replaces the articles that differ.
   *
   * @returns the keys of all articles of the file, by id
   */
  #replaceArticles(
    path: string,
    rows: readonly ArticleRows[],
    stored: readonly StoredArticle[],
  ): ReadonlyMap<string, number> {
    const keys = new Map<string, number>()
    const coming = new Map(rows.map((row) => [row.id, row]))
    const before = new Map(stored.map((article) => [article.id, article]))
    for (const article of stored) {
      const row = coming.get(article.id)
      if (row?.digest === article.digest) {
        this.#database.run('UPDATE article SET item = ? WHERE key = ?', [row.item, article.key])
        keys.set(row.id, article.key)
        continue
      }
      this.articles.remove(article.key)
      if (!row) this.#addTombstone(article, path)
    }
    for (const row of rows) {
      const known = before.get(row.id)
      if (known?.digest === row.digest) continue
      const earlier = known ?? this.#takeTombstone(row.id)
      keys.set(row.id, this.articles.put(row, { path, ...this.#origin(earlier, row.digest) }))
    }
    return keys
  }

  /**
   * Replaces items, of which other files may have versions: the newest is served.
   *
   * @param older - as for `#replaceRows`
   * @returns the keys of the items that are served from this file, by id
   */
  #replaceItems(
    path: string,
    rows: readonly ArticleRows[],
    stored: readonly StoredArticle[],
    older: Set<string>,
  ): ReadonlyMap<string, number> {
    const keys = new Map<string, number>()
    const before = new Map(stored.map((article) => [article.id, article]))
    const coming = groupById(rows)
    for (const article of stored) {
      const [row, ...others] = coming.get(article.id) ?? []
      if (row && others.length === 0 && row.digest === article.digest) {
        this.#database.run('UPDATE article SET item = ? WHERE key = ?', [row.item, article.key])
        keys.set(row.id, article.key)
        coming.delete(article.id)
        before.delete(article.id)
      } else this.articles.remove(article.key)
    }
    const originOf = (id: string) => (digest: string, served: Lineaged | null) =>
      this.#origin(before.get(id) ?? served ?? this.#takeTombstone(id), digest)
    for (const [id, versions] of coming) {
      older.delete(id)
      const [only, ...others] = versions
      if (only && others.length === 0 && !this.#versions.has(id)) {
        const origin = originOf(id)(only.digest, null)
        keys.set(id, this.articles.put(only, { path, ...origin }))
        continue
      }
      for (const version of versions) this.#versions.add(version, path)
      const promoted = this.#versions.settle(id, originOf(id))
      if (promoted?.path === path) keys.set(id, promoted.key)
      if (!promoted) this.#touch(id)
    }
    for (const [id, article] of before) {
      if (coming.has(id)) continue
      if (!this.#versions.settle(id, originOf(id))) this.#addTombstone(article, path)
    }
    return keys
  }

  /** An article whose history changed has changed. */
  #touch(id: string): void {
    this.#database.run("UPDATE article SET changed = ? WHERE id = ? AND rank <> ''", [
      this.#number,
      id,
    ])
  }

  #origin(earlier: Lineaged | null, digest: string): Lineaged {
    const changed = earlier?.digest === digest ? earlier.changed : this.#number
    return { added: earlier?.added ?? this.#number, changed, digest }
  }

  #storedArticles(path: string): StoredArticle[] {
    const sql = 'SELECT key, id, digest, added, changed, rank FROM article WHERE path = ?'
    return this.#database.all(sql, [path]).map(readStoredArticle)
  }

  /** Records the removal of an article that earlier revisions had. */
  #addTombstone({ id, digest, added, changed }: StoredArticle, path: string): void {
    if (added === this.#number) return
    this.#hasTombstones = true
    this.#database.run(
      'INSERT INTO tombstone (id, path, digest, added, changed, removed) VALUES (?, ?, ?, ?, ?, ?)',
      [id, path, digest, added, changed, this.#number],
    )
  }

  /** The article that this change removed before, without its tombstone; null for others. */
  #takeTombstone(id: string): StoredArticle | null {
    if (!this.#hasTombstones) return null
    const tombstone = this.#database.first(
      "SELECT 0, id, digest, added, changed, '' FROM tombstone WHERE id = ? AND removed = ?",
      [id, this.#number],
    )
    if (!tombstone) return null
    this.#database.run('DELETE FROM tombstone WHERE id = ? AND removed = ?', [id, this.#number])
    return readStoredArticle(tombstone)
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

function* stepsOf<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += STEP) yield rows.slice(at, at + STEP)
}

function readStoredArticle([key, id, digest, added, changed, rank]: Row): StoredArticle {
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
