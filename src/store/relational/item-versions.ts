import type { ArticleWriter, ArticleOrigin } from './article-writer.ts'
import type { Dialect } from './dialect.ts'
import { type Row, type Steps, all, first, insert, run } from './statements.ts'
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
  readonly #served: string
  readonly #articles: ArticleWriter

  constructor(dialect: Dialect, articles: ArticleWriter) {
    // article_by_id is created at the first commit; this index exists from the start.
    this.#served = `SELECT key, path, item, rank, digest, added, changed
      FROM article${dialect.indexedBy('article_by_rank')} WHERE id = ? AND rank <> ''`
    this.#articles = articles
  }

  /** Deletes the older versions of a file. @returns their ids */
  *removeFile(path: string): Steps<string[]> {
    const ids = yield* all('SELECT DISTINCT id FROM version WHERE path = ?', [path])
    if (ids.length > 0) yield* run('DELETE FROM version WHERE path = ?', [path])
    return ids.map(([id]) => String(id))
  }

  /** Stores a version; `settle` decides whether it is served. */
  *add(row: ArticleRows, path: string): Steps<void> {
    const { id, item, rank, digest, packed } = row
    yield* insert('version', COLUMNS, [[id, path, item, rank, digest, packed]])
  }

  /** Whether any version of the item is in the index. */
  *has(id: string): Steps<boolean> {
    return (yield* first(this.#served, [id])) !== null || (yield* first(NEWEST, [id])) !== null
  }

  /**
   * Serve the newest version of an item.
   *
   * @param originOf - of the version that replaces the served one
   * @returns null when the served version stays, or none is left
   */
  *settle(
    id: string,
    originOf: (digest: string, served: Served | null) => Steps<Omit<ArticleOrigin, 'path'>>,
  ): Steps<Promoted | null> {
    const newest = yield* first(NEWEST, [id])
    const row = yield* first(this.#served, [id])
    const served = row && readServed(row)
    if (!newest) return null
    const { path, item, digest } = readServed(newest)
    if (served && isNewer(served, readServed(newest))) return null
    const origin = yield* originOf(digest, served)
    if (served) yield* this.#withdraw(id, served)
    yield* run('DELETE FROM version WHERE id = ? AND path = ? AND item = ?', [id, path, item])
    return {
      path,
      key: yield* this.#articles.put(articleRows(unpackColumn(newest[7]), item, []), {
        path,
        ...origin,
      }),
    }
  }

  /** Deletes a version from the tables and stores it packed. */
  *#withdraw(id: string, { key, path, item, rank, digest }: Served): Steps<void> {
    const packed = yield* first(
      'SELECT p.reading FROM article a JOIN packed p ON p.number = a.packed WHERE a.key = ?',
      [key],
    )
    yield* run('UPDATE problem SET article = NULL WHERE article = ?', [key])
    yield* this.#articles.remove(key)
    yield* insert('version', COLUMNS, [[id, path, item, rank, digest, packed?.[0] ?? null]])
  }
}

const COLUMNS = ['id', 'path', 'item', 'rank', 'digest', 'reading']
const NEWEST = `SELECT 0, path, item, rank, digest, 0, 0, reading FROM version WHERE id = ?
  ORDER BY rank DESC, path DESC, item DESC LIMIT 1`

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
