import { unpackReading } from '../reading-codec.ts'
import type { ArticleWriter, Lineage } from './article-writer.ts'
import type { Database, Row, SqlValue } from './database.ts'
import { type ArticleRows, articleRows } from './rows.ts'

/** A version of an item that is served: it has rows in all tables. */
interface Served {
  readonly key: number
  readonly path: string
  readonly item: number
  readonly rank: string
  readonly digest: string
  readonly added: number
  readonly changed: number
}

/** A version that comes to be served. */
interface Promoted {
  readonly path: string
  readonly key: number
}

/**
 * The versions of items that files of one provider share. The newest is served; the others are kept
 * packed in `version` and take its place when its file goes.
 */
export class ItemVersions {
  readonly #database: Database
  readonly #articles: ArticleWriter

  constructor(database: Database, articles: ArticleWriter) {
    this.#database = database
    this.#articles = articles
  }

  /** Forget the older versions that a file has given. @returns their ids */
  removeFile(path: string): string[] {
    const ids = this.#database.all('SELECT DISTINCT id FROM version WHERE path = ?', [path])
    if (ids.length > 0) this.#database.run('DELETE FROM version WHERE path = ?', [path])
    return ids.map(([id]) => String(id))
  }

  /** Keep a version, and let `settle` decide whether it is the one that is served. */
  add(row: ArticleRows, path: string): void {
    const { id, item, rank, digest, packed } = row
    this.#database.run(INSERT, [id, path, item, rank, digest, packed])
  }

  /** Whether any version of the item is in the index. */
  has(id: string): boolean {
    return (
      this.#database.first(SERVED, [id]) !== null || this.#database.first(NEWEST, [id]) !== null
    )
  }

  /**
   * Serve the newest version of an item.
   *
   * @param lineageOf - of a version that comes to be served, after the one that was
   * @returns null when the same version goes on being served, or none is left
   */
  settle(
    id: string,
    lineageOf: (digest: string, served: Served | null) => Omit<Lineage, 'path'>,
  ): Promoted | null {
    const newest = this.#database.first(NEWEST, [id])
    const row = this.#database.first(SERVED, [id])
    const served = row && readServed(row)
    if (!newest) return null
    const { path, item, digest } = readServed(newest)
    if (served && isNewer(served, readServed(newest))) return null
    const lineage = lineageOf(digest, served)
    if (served) this.#withdraw(id, served)
    this.#database.run('DELETE FROM version WHERE id = ? AND path = ? AND item = ?', [
      id,
      path,
      item,
    ])
    return { path, key: this.#articles.put(rowsFrom(newest[7], item), { path, ...lineage }) }
  }

  /** Take a version out of the tables and keep it packed. */
  #withdraw(id: string, { key, path, item, rank, digest }: Served): void {
    const packed = this.#database.first(
      'SELECT p.reading FROM article a JOIN packed p ON p.number = a.packed WHERE a.key = ?',
      [key],
    )
    this.#database.run('UPDATE problem SET article = NULL WHERE article = ?', [key])
    this.#articles.remove(key)
    this.#database.run(INSERT, [id, path, item, rank, digest, packed?.[0] ?? null])
  }
}

const INSERT =
  'INSERT INTO version (id, path, item, rank, digest, reading) VALUES (?, ?, ?, ?, ?, ?)'
const NEWEST = `SELECT 0, path, item, rank, digest, 0, 0, reading FROM version WHERE id = ?
  ORDER BY rank DESC, path DESC, item DESC LIMIT 1`
// The index of ids is made when the first revision is complete; this one holds items from the start.
const SERVED = `SELECT key, path, item, rank, digest, added, changed FROM article INDEXED BY article_by_rank
  WHERE id = ? AND rank <> ''`

function readServed([key, path, item, rank, digest, added, changed]: Row): Served {
  return {
    key: Number(key),
    path: String(path),
    item: Number(item),
    rank: String(rank),
    digest: String(digest),
    added: Number(added),
    changed: Number(changed),
  }
}

/** Of equal versions, the last by path and place counts: whatever came first, one is served. */
function isNewer(one: Served, other: Served): boolean {
  if (one.rank !== other.rank) return one.rank > other.rank
  return one.path === other.path ? one.item > other.item : one.path > other.path
}

function rowsFrom(packed: SqlValue | undefined, item: number): ArticleRows {
  if (!(packed instanceof Uint8Array)) throw new TypeError('A version of an item has no reading')
  return articleRows(unpackReading(packed), item, [])
}
