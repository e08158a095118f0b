import type { ArchiveChange } from '../../model/archive.ts'
import type { IndexStamp } from '../store.ts'
import type { Database } from './database.ts'
import { digestOf } from './rows.ts'

/** The revision follows from what files gave, and from who read them. */
export function revisionOf(digestSum: bigint, stamp: IndexStamp, name: string | null): string {
  return digestOf(digestSum.toString(16), stamp.extractor, stamp.settings, name ?? '')
}

/** What differs between a revision that this index has seen and the present one. */
export function changesSince(database: Database, revision: string): ArchiveChange | null {
  const [seen] = database.all(
    `SELECT (SELECT max(number) FROM revision WHERE revision = ?),
      (SELECT revision FROM revision ORDER BY number DESC LIMIT 1)`,
    [revision],
  )
  if (seen?.[0] == null) return null
  return changesAfter(database, Number(seen[0]), revision, String(seen[1]))
}

/** @param number - of the earlier revision, 0 for none */
export function changesAfter(
  database: Database,
  number: number,
  from: string | null,
  to: string,
): ArchiveChange {
  const added: string[] = []
  const changed: string[] = []
  for (const [id, before] of database.all(CHANGED, [number])) {
    if (before === 1) changed.push(String(id))
    else added.push(String(id))
  }
  const removed = database.all(REMOVED, [number]).map(([path]) => String(path))
  return { from, to, added, changed, removed }
}

// An article may have gone and come back meanwhile: it counts as changed, or not at all when it is
// the same as it was. Left to itself, the planner would walk all articles in their order.
const CHANGED = `
  SELECT a.id, a.added <= ?1 OR t.id IS NOT NULL
  FROM article a INDEXED BY article_by_changed LEFT JOIN tombstone t ON t.id = a.id AND t.added <= ?1 AND t.removed > ?1
  WHERE a.changed > ?1 AND (t.digest IS NULL OR t.digest <> a.digest OR t.changed > ?1)
  ORDER BY a.path, a.item`

const REMOVED = `
  SELECT DISTINCT t.path FROM tombstone t LEFT JOIN article a ON a.id = t.id
  WHERE t.removed > ?1 AND t.added <= ?1 AND a.id IS NULL
  ORDER BY t.path`
