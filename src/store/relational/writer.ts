import { ArticleWriter } from './article-writer.ts'
import { type Dialect, setOf } from './dialect.ts'
import { type Row, type Steps, all, first, insert, run } from './statements.ts'
import { ItemVersions } from './item-versions.ts'
import { type ArticleRows, type PreparedProblem, type PreparedRows, digestOf } from './prepare.ts'
import { InternedKeys, type TextIndex } from './write-buffers.ts'

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
export interface FileReplacement {
  /** Put the articles and problems of the next part. */
  add(part: PreparedRows): Steps<void>
  /** Remove what no part had. */
  end(fingerprint: number | null): Steps<void>
}

/** Articles that are replaced or removed in one step. */
const STEP = 8

/** Writes files into the tables, inside a transaction of the caller. */
export class Writer {
  /** Sum, modulo 2¹²⁸, of the digests of all files: independent of their order. */
  digestSum: bigint
  readonly articles: ArticleWriter

  readonly #dialect: Dialect
  readonly #keys: InternedKeys
  readonly #versions: ItemVersions
  readonly #number: number
  /** Whether this change has removed an article. */
  #hasTombstones = false
  /** Digests of files that are about to be put; null for those that are not in the index. */
  #digests = new Map<string, string | null>()

  /** @param number - of the revision that is being made */
  static *create(
    dialect: Dialect,
    texts: TextIndex,
    { number, digestSum }: { readonly number: number; readonly digestSum: bigint },
  ): Steps<Writer> {
    const keys = yield* InternedKeys.create()
    return new Writer(dialect, texts, keys, number, digestSum)
  }

  /** A writer that goes on in the next transaction, after `articles.finish`. */
  continued(texts: TextIndex): Writer {
    return new Writer(this.#dialect, texts, this.#keys, this.#number, this.digestSum)
  }

  private constructor(
    dialect: Dialect,
    texts: TextIndex,
    keys: InternedKeys,
    number: number,
    digestSum: bigint,
  ) {
    this.#dialect = dialect
    this.#number = number
    this.digestSum = digestSum
    this.#keys = keys
    this.articles = new ArticleWriter(dialect, keys, texts, number === 1)
    this.#versions = new ItemVersions(dialect, this.articles)
  }

  /** Reads with one statement what `put` needs to know of many files. */
  *prefetch(files: readonly PreparedRows[]): Steps<void> {
    const paths = files.map(({ path }) => path)
    const known = new Map<string, string | null>(paths.map((path) => [path, null]))
    const wanted = setOf(this.#dialect, '?1', 'text')
    const sql = `SELECT path, digest FROM file WHERE path IN ${wanted}`
    for (const [path, digest] of yield* all(sql, [this.#dialect.json(paths)])) {
      known.set(String(path), String(digest))
    }
    this.#digests = known
    const changed = files.filter(({ path, digest }) => known.get(path) !== digest)
    yield* this.articles.prefetch(changed.flatMap(({ articles }) => articles))
    const forms = changed.flatMap(({ problems }) => problems.map(({ form }) => form))
    yield* this.#keys.prefetch(this.#dialect, { speaker: [], source: [], form: forms })
  }

  /** Replaces the articles and problems of a file; does nothing when its digest is the same. */
  *put(file: PreparedRows, fingerprint: number | null): Steps<void> {
    const { path, hash, digest, record, articles, problems } = file
    const change = yield* this.#replaceFile(path, digest)
    if (change === 'SAME') return yield* this.setFingerprint(path, fingerprint)
    yield* this.#insertFile({ path, hash, digest, record }, fingerprint)
    const keys = yield* this.#replaceAll(path, articles, change === 'NEW')
    if (change === 'OTHER') yield* this.#removeProblems(path)
    yield* this.#addProblems(path, problems, keys)
  }

  /** Replaces the articles and problems of a file by those of its parts. */
  *replace(path: string): Steps<FileReplacement> {
    const stored = yield* this.#storedArticles(path)
    const before = new Map(stored.map((article) => [article.id, article]))
    const older = new Set(yield* this.#versions.removeFile(path))
    const written = new Map<string, number>()
    const problems = new Set<string>()
    const digests: string[] = []
    let last: PreparedRows | null = null
    let items = 0
    yield* this.#removeProblems(path)
    const replaceRows = this.#replaceRows.bind(this)
    const replacedInFile = this.#replacedInFile.bind(this)
    function* putRows(rows: readonly ArticleRows[]): Steps<ReadonlyMap<string, number>> {
      const stored: StoredArticle[] = []
      for (const { id, rank } of rows) {
        const key = rank === '' ? written.get(id) : undefined
        const article = before.get(id)
        if (key !== undefined) stored.push(...(yield* replacedInFile(key)))
        else if (article) stored.push(article)
        if (key === undefined) before.delete(id)
      }
      const keys = yield* replaceRows(path, rows, stored, older)
      for (const { id, rank } of rows) {
        const key = keys.get(id)
        if (rank === '' && key !== undefined) written.set(id, key)
      }
      return keys
    }
    const addProblems = (part: PreparedRows, keys: ReadonlyMap<string, number>) => {
      const others = part.problems.filter(({ id }) => !problems.has(id))
      for (const { id } of others) problems.add(id)
      return this.#addProblems(path, others, keys)
    }
    const { articles } = this
    const removeRest = () => this.#removeRows(path, [...before.values()], older)
    const putFile = (fingerprint: number | null) => {
      const { hash, record } = last ?? { hash: '', record: null }
      const digest = last && digestOf(...digests)
      return this.#putFile({ path, hash, digest, record }, fingerprint)
    }
    return {
      *add(part) {
        last = part
        digests.push(part.digest)
        const rows = part.articles.map((row) => ({ ...row, item: row.item + items }))
        items = (rows.at(-1)?.item ?? items - 1) + 1
        const keys = new Map<string, number>()
        for (const some of stepsOf(rows)) {
          for (const [id, key] of yield* putRows(some)) keys.set(id, key)
          yield* articles.writeTexts()
          yield
        }
        yield* addProblems(part, keys)
      },
      *end(fingerprint) {
        yield* removeRest()
        yield* putFile(fingerprint)
      },
    }
  }

  /** An article of an earlier part that a later one replaces, without its problems. */
  *#replacedInFile(key: number): Steps<StoredArticle[]> {
    yield* run('DELETE FROM problem WHERE article = ?', [key])
    const sql = 'SELECT key, id, digest, added, changed, rank FROM article WHERE key = ?'
    return (yield* all(sql, [key])).map(readStoredArticle)
  }

  *#putFile(
    { digest, ...file }: Omit<FileRow, 'digest'> & { readonly digest: string | null },
    fingerprint: number | null,
  ): Steps<void> {
    if ((yield* this.#replaceFile(file.path, digest)) === 'SAME') {
      yield* this.setFingerprint(file.path, fingerprint)
    } else if (digest !== null) yield* this.#insertFile({ ...file, digest }, fingerprint)
  }

  *#insertFile({ path, hash, digest, record }: FileRow, fingerprint: number | null): Steps<void> {
    const row = [path, this.#dialect.packHash(hash), digest, record, fingerprint]
    yield* insert('file', ['path', 'hash', 'digest', 'record', 'fingerprint'], [row])
  }

  *setFingerprint(path: string, fingerprint: number | null): Steps<void> {
    yield* run('UPDATE file SET fingerprint = ? WHERE path = ?', [fingerprint, path])
  }

  *remove(path: string): Steps<void> {
    if ((yield* this.#replaceFile(path, null)) === 'SAME') return
    const older = new Set(yield* this.#versions.removeFile(path))
    yield* this.#removeRows(path, yield* this.#storedArticles(path), older)
    yield* this.#removeProblems(path)
  }

  /** Removes articles of a file, and marks the items that lose older versions. */
  *#removeRows(path: string, stored: readonly StoredArticle[], older: Set<string>): Steps<void> {
    for (const some of stepsOf(stored)) {
      yield* this.#replaceRows(path, [], some, older)
      yield* this.articles.writeTexts()
      yield
    }
    for (const id of older) yield* this.#touch(id)
  }

  /** @returns SAME when the file already has this digest, or is already absent for null */
  *#replaceFile(path: string, digest: string | null): Steps<'NEW' | 'OTHER' | 'SAME'> {
    const known = yield* this.#knownDigest(path)
    if (known === digest) return 'SAME'
    if (known !== null) {
      this.digestSum -= shareOf(path, known)
      yield* run('DELETE FROM file WHERE path = ?', [path])
    }
    if (digest !== null) this.digestSum += shareOf(path, digest)
    this.digestSum = (this.digestSum + MODULUS) % MODULUS
    return known === null ? 'NEW' : 'OTHER'
  }

  *#knownDigest(path: string): Steps<string | null> {
    const known = this.#digests.get(path)
    this.#digests.delete(path)
    if (known !== undefined) return known
    const row = yield* first('SELECT digest FROM file WHERE path = ?', [path])
    return row && String(row[0])
  }

  /** @param isNew - whether the index has nothing of the file */
  *#replaceAll(
    path: string,
    rows: readonly ArticleRows[],
    isNew: boolean,
  ): Steps<ReadonlyMap<string, number>> {
    const stored = isNew ? [] : yield* this.#storedArticles(path)
    const older = new Set(isNew ? [] : yield* this.#versions.removeFile(path))
    const keys = yield* this.#replaceRows(path, rows, stored, older)
    for (const id of older) yield* this.#touch(id)
    return keys
  }

  /** @param older - items of which the file had older versions; those with new versions are taken out */
  *#replaceRows(
    path: string,
    rows: readonly ArticleRows[],
    stored: readonly StoredArticle[],
    older: Set<string>,
  ): Steps<ReadonlyMap<string, number>> {
    const isItem = ({ rank }: { readonly rank: string }) => rank !== ''
    const [items, others] = [rows.filter(isItem), rows.filter((row) => !isItem(row))]
    const keys = yield* this.#replaceArticles(
      path,
      others,
      stored.filter((it) => !isItem(it)),
    )
    const ofItems = yield* this.#replaceItems(path, items, stored.filter(isItem), older)
    return ofItems.size === 0 ? keys : new Map([...keys, ...ofItems])
  }

  /**
   * Replaces the articles that differ.
   *
   * @returns the keys of all articles of the file, by id
   */
  *#replaceArticles(
    path: string,
    rows: readonly ArticleRows[],
    stored: readonly StoredArticle[],
  ): Steps<ReadonlyMap<string, number>> {
    const keys = new Map<string, number>()
    const coming = new Map(rows.map((row) => [row.id, row]))
    const before = new Map(stored.map((article) => [article.id, article]))
    for (const article of stored) {
      const row = coming.get(article.id)
      if (row?.digest === article.digest) {
        yield* run('UPDATE article SET item = ? WHERE key = ?', [row.item, article.key])
        keys.set(row.id, article.key)
        continue
      }
      yield* this.articles.remove(article.key)
      if (!row) yield* this.#addTombstone(article, path)
    }
    for (const row of rows) {
      const known = before.get(row.id)
      if (known?.digest === row.digest) continue
      const earlier = known ?? (yield* this.#takeTombstone(row.id))
      const origin = this.#origin(earlier, row.digest)
      keys.set(row.id, yield* this.articles.put(row, { path, ...origin }))
    }
    return keys
  }

  /**
   * Replaces items, of which other files may have versions: the newest is served.
   *
   * @param older - as for `#replaceRows`
   * @returns the keys of the items that are served from this file, by id
   */
  *#replaceItems(
    path: string,
    rows: readonly ArticleRows[],
    stored: readonly StoredArticle[],
    older: Set<string>,
  ): Steps<ReadonlyMap<string, number>> {
    const keys = new Map<string, number>()
    const before = new Map(stored.map((article) => [article.id, article]))
    const coming = groupById(rows)
    for (const article of stored) {
      const [row, ...others] = coming.get(article.id) ?? []
      if (row && others.length === 0 && row.digest === article.digest) {
        yield* run('UPDATE article SET item = ? WHERE key = ?', [row.item, article.key])
        keys.set(row.id, article.key)
        coming.delete(article.id)
        before.delete(article.id)
      } else yield* this.articles.remove(article.key)
    }
    const originOf = (id: string) => (digest: string, served: Lineaged | null) =>
      this.#originOfItem(id, before.get(id) ?? served, digest)
    for (const [id, versions] of coming) {
      older.delete(id)
      const [only, ...others] = versions
      if (only && others.length === 0 && !(yield* this.#versions.has(id))) {
        const origin = yield* originOf(id)(only.digest, null)
        keys.set(id, yield* this.articles.put(only, { path, ...origin }))
        continue
      }
      for (const version of versions) yield* this.#versions.add(version, path)
      const promoted = yield* this.#versions.settle(id, originOf(id))
      if (promoted?.path === path) keys.set(id, promoted.key)
      if (!promoted) yield* this.#touch(id)
    }
    for (const [id, article] of before) {
      if (coming.has(id)) continue
      const promoted = yield* this.#versions.settle(id, originOf(id))
      if (!promoted) yield* this.#addTombstone(article, path)
    }
    return keys
  }

  /** An article whose history changed has changed. */
  *#touch(id: string): Steps<void> {
    yield* run("UPDATE article SET changed = ? WHERE id = ? AND rank <> ''", [this.#number, id])
  }

  *#originOfItem(id: string, earlier: Lineaged | null, digest: string): Steps<Lineaged> {
    return this.#origin(earlier ?? (yield* this.#takeTombstone(id)), digest)
  }

  #origin(earlier: Lineaged | null, digest: string): Lineaged {
    const changed = earlier?.digest === digest ? earlier.changed : this.#number
    return { added: earlier?.added ?? this.#number, changed, digest }
  }

  *#storedArticles(path: string): Steps<StoredArticle[]> {
    const sql = 'SELECT key, id, digest, added, changed, rank FROM article WHERE path = ?'
    return (yield* all(sql, [path])).map(readStoredArticle)
  }

  /** Records the removal of an article that earlier revisions had. */
  *#addTombstone({ id, digest, added, changed }: StoredArticle, path: string): Steps<void> {
    if (added === this.#number) return
    this.#hasTombstones = true
    yield* insert('tombstone', TOMBSTONE, [[id, path, digest, added, changed, this.#number]])
  }

  /** The article that this change removed before, without its tombstone; null for others. */
  *#takeTombstone(id: string): Steps<StoredArticle | null> {
    if (!this.#hasTombstones) return null
    const tombstone = yield* first(
      "SELECT 0, id, digest, added, changed, '' FROM tombstone WHERE id = ? AND removed = ?",
      [id, this.#number],
    )
    if (!tombstone) return null
    yield* run('DELETE FROM tombstone WHERE id = ? AND removed = ?', [id, this.#number])
    return readStoredArticle(tombstone)
  }

  *#removeProblems(path: string): Steps<void> {
    yield* run('DELETE FROM problem WHERE path = ?', [path])
  }

  *#addProblems(
    path: string,
    problems: readonly PreparedProblem[],
    keys: ReadonlyMap<string, number>,
  ): Steps<void> {
    for (const { id, article, code, severity, form, place } of problems) {
      const key = article === null ? null : (keys.get(article) ?? null)
      const formKey = yield* this.#keys.of('form', form)
      yield* insert('problem', PROBLEM, [[id, path, key, code, severity, formKey, place]])
    }
  }
}

type FileRow = Pick<PreparedRows, 'path' | 'hash' | 'digest' | 'record'>

const TOMBSTONE = ['id', 'path', 'digest', 'added', 'changed', 'removed']
const PROBLEM = ['id', 'path', 'article', 'code', 'severity', 'form', 'place']

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
