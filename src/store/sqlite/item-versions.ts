import type { ArticleWriter, ArticleOrigin } from './article-writer.ts'
import type { Database, Row } from './database.ts'
import { unpackColumn } from './lookup.ts'
import { type ArticleRows, articleRows } from './prepare.ts'

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

/** A version that is served from now on. */
interface Promoted {
  readonly path: string
  readonly key: number
}

/**
 * The versions of items of a provider, over all files. The newest is served; the others are stored
 * packed in `version` and replace it when its file is removed.
 */
export class ItemVersions {
  readonly #database: Database
  readonly #articles: ArticleWriter

  constructor(database: Database, articles: ArticleWriter) {
    this.#database = database
    this.#articles = articles
  }

  /** Deletes the older versions of a file. @returns their ids */
  removeFile(path: string): string[] {
    const ids = this.#database.all('SELECT DISTINCT id FROM version WHERE path = ?', [path])
    if (ids.length > 0) this.#database.run('DELETE FROM version WHERE path = ?', [path])
    return ids.map(([id]) => String(id))
  }

  /** Stores a version; `settle` decides whether it is served. */
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
   * @param originOf - of the version that replaces the served one
   * @returns null when the served version stays, or none is left
   */
  settle(
    id: string,
    originOf: (digest: string, served: Served | null) => Omit<ArticleOrigin, 'path'>,
  ): Promoted | null {
    const newest = this.#database.first(NEWEST, [id])
    const row = this.#database.first(SERVED, [id])
    const served = row && readServed(row)
    if (!newest) return null
    const { path, item, digest } = readServed(newest)
    if (served && isNewer(served, readServed(newest))) return null
    const origin = originOf(digest, served)
    if (served) this.#withdraw(id, served)
    this.#database.run('DELETE FROM version WHERE id = ? AND path = ? AND item = ?', [
      id,
      path,
      item,
    ])
    return {
      path,
      key: this.#articles.put(articleRows(unpackColumn(this.#database, newest[7]), item, []), {
        path,
        ...origin,
      }),
    }
  }

  /** Deletes a version from the tables and stores it packed. */
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
// article_by_id is created at the first commit; this index exists from the start.
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

/** Ties go to the last by path and position, whatever the order of files. */
function isNewer(one: Served, other: Served): boolean {
  if (one.rank !== other.rank) return one.rank > other.rank
  return one.path === other.path ? one.item > other.item : one.path > other.path
}
