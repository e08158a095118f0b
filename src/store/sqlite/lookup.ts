import type {
  ArchiveChange,
  FileRecord,
  Source,
  Speaker,
  StoredProblem,
  ArchiveContents,
} from '../../model/archive.ts'
import type { Reading } from '../../model/reading.ts'
import { nameKey } from '../../text/names.ts'
import { DamagedReadingError, LargeReadError } from '../errors.ts'
import { inflateReading, unpackInflated, unpackReading } from '../reading-codec.ts'
import type { IndexStamp, KnownFile } from '../store.ts'
import type { Database, Row, SqlValue } from './database.ts'
import { idHalves, partsByIds } from './keys.ts'
import { digestOf } from './prepare.ts'
import { unpackFile, unpackHash, unpackProblem, unpackSource, unpackSpeaker } from './records.ts'
import { tables } from './selections.ts'

/** Runs one statement for all keys; results are in the order of the keys, null for missing ones. */
function lookUp<T>(
  database: Database,
  sql: string,
  keys: readonly unknown[],
  read: (columns: Row, at: number) => T | null,
): (T | null)[] {
  const found = keys.map((): T | null => null)
  for (const [at, ...columns] of database.all(sql, [JSON.stringify(keys)])) {
    found[Number(at)] ??= read(columns, Number(at))
  }
  return found
}

/**
 * @param limit - of the bytes of all readings together
 * @throws {DamagedReadingError} when one of them does not match its checksum
 */
export function readingsOf(
  database: Database,
  ids: readonly string[],
  limit: number,
): (Reading | null)[] {
  const sql = `SELECT j.key, p.reading FROM json_each(?1) j
    CROSS JOIN article t ON t.id = j.value CROSS JOIN packed p ON p.number = t.packed`
  let room = limit
  return lookUp(database, sql, ids, ([packed], at) => {
    const inflated = inflateStored(packed, room)
    room -= inflated.length
    const reading = unpackInflated(inflated)
    if (reading.id !== ids[at]) throw new DamagedReadingError('The reading is that of another one')
    return reading
  })
}

function inflateStored(packed: SqlValue | undefined, limit: number): Uint8Array {
  try {
    return inflateReading(packed instanceof Uint8Array ? packed : new Uint8Array(), limit)
  } catch (error) {
    if (error instanceof LargeReadError) throw error
    throw new DamagedReadingError('A reading does not match its checksum', { cause: error })
  }
}

/** @param key - of an article */
export function packedReadingOf(database: Database, key: number): Reading {
  const sql = 'SELECT p.reading FROM article t JOIN packed p ON p.number = t.packed WHERE t.key = ?'
  return unpackColumn(database, database.first(sql, [key])?.[0])
}

export function unpackColumn(database: Database, packed: SqlValue | undefined): Reading {
  try {
    return unpackReading(packed instanceof Uint8Array ? packed : new Uint8Array())
  } catch (error) {
    throw database.damaged(error)
  }
}

/** The versions of items that are not served, newest first. */
export function earlierVersionsOf(
  database: Database,
  ids: readonly string[],
  limit: number,
): Reading[][] {
  const sql = `SELECT j.key, v.reading FROM json_each(?1) j CROSS JOIN version v ON v.id = j.value
    ORDER BY j.key, v.rank DESC, v.path DESC, v.item DESC`
  const found = ids.map((): Reading[] => [])
  for (const [at, packed] of database.all(sql, [JSON.stringify(ids)])) {
    if (packed instanceof Uint8Array)
      found[Number(at)]?.push(unpackInflated(inflate(database, packed, limit)))
  }
  return found
}

export function inflate(database: Database, packed: Uint8Array, limit: number): Uint8Array {
  try {
    return inflateReading(packed, limit)
  } catch (error) {
    throw error instanceof LargeReadError ? error : database.damaged(error)
  }
}

export function filesAt(database: Database, paths: readonly string[]): (FileRecord | null)[] {
  const sql = `SELECT j.key, t.path, t.hash, t.record FROM json_each(?1) j
    CROSS JOIN file t ON t.path = j.value AND t.record IS NOT NULL`
  return lookUp(database, sql, paths, ([path, hash, record]) =>
    unpackFile(String(path), hash, String(record)),
  )
}

export function speakersOf(database: Database, ids: readonly string[]): (Speaker | null)[] {
  return lookUp(database, recordOf('speaker'), ids, ([id, record]) =>
    unpackSpeaker(String(id), String(record)),
  )
}

export function sourcesOf(database: Database, ids: readonly string[]): (Source | null)[] {
  return lookUp(database, recordOf('source'), ids, ([id, record]) =>
    unpackSource(String(id), String(record)),
  )
}

export function problemsOf(database: Database, ids: readonly string[]): (StoredProblem | null)[] {
  const sql = `SELECT j.key, t.id, t.path, a.id, f.text, t.place FROM json_each(?1) j
    CROSS JOIN problem t ON t.id = j.value CROSS JOIN form f ON f.key = t.form
    LEFT JOIN article a ON a.key = t.article`
  return lookUp(database, sql, ids, ([id, path, home, form, place]) => {
    const article = home == null ? null : String(home)
    const problem = { id: String(id), path: String(path), article }
    return unpackProblem(problem, String(form), place == null ? null : String(place))
  })
}

export function articleIdsOf(
  database: Database,
  list: 'quotations' | 'dates' | 'pictures',
  ids: readonly string[],
): (string | null)[] {
  const sql = `SELECT j.key, a.id FROM ${partsByIds(tables[list].name, '?1')}`
  return lookUp(database, sql, ids.map(idHalves), ([home]) => String(home))
}

export function articleIdsAt(
  database: Database,
  by: 'path' | 'url' | 'item',
  keys: readonly string[],
): (string | null)[] {
  if (by === 'item') return lookUp(database, AT_ITEM, keys, ([id]) => String(id))
  if (by === 'path') {
    // File systems compose letters differently.
    const forms = keys.map((path) => [path, path.normalize('NFC'), path.normalize('NFD')])
    return lookUp(
      database,
      AT_PATH,
      forms.map((paths) => JSON.stringify(paths)),
      ([id]) => String(id),
    )
  }
  const sql = `SELECT j.key, t.id FROM json_each(?1) j CROSS JOIN article t ON t.url = j.value
    ORDER BY j.key, t.path, t.item`
  return lookUp(database, sql, keys, ([id]) => String(id))
}

/** Keys are JSON lists of a path and its other forms. */
const AT_PATH = `SELECT j.key, t.id FROM json_each(?1) j
  CROSS JOIN article t ON t.path IN (j.value ->> 0, j.value ->> 1, j.value ->> 2)
  ORDER BY j.key, t.path <> j.value ->> 0, t.path, t.item`

/** Keys are those of `itemKey`. */
const AT_ITEM = `SELECT j.key, t.id FROM json_each(?1) j
  CROSS JOIN article t ON t.path = j.value ->> 0 AND t.item_id = j.value ->> 1
  ORDER BY j.key, t.item`

export function idsByName(
  database: Database,
  list: 'speakers' | 'sources',
  names: readonly string[],
): string[][] {
  const table = list === 'speakers' ? 'speaker' : 'source'
  const sql = `SELECT j.key, t.id FROM json_each(?1) j
    CROSS JOIN ${table}_label l ON l.whole = 1 AND l.text = j.value
    CROSS JOIN ${table} t ON t.key = l.owner ORDER BY j.key, t.id`
  const found = names.map((): string[] => [])
  for (const [at, id] of database.all(sql, [JSON.stringify(names.map(nameKey))])) {
    found[Number(at)]?.push(String(id))
  }
  return found
}

function recordOf(table: 'speaker' | 'source'): string {
  return `SELECT j.key, t.id, t.record FROM json_each(?1) j
    CROSS JOIN ${table} t ON t.id = j.value AND t.record IS NOT NULL`
}

/** @param at - only the file with this path, or the files of this folder */
export function hashesByPath(database: Database, at?: string): ReadonlyMap<string, string> {
  const rows = at === undefined ? database.all(EVERY_FILE) : database.all(FILES_AT, [at])
  return new Map(rows.map(([path, hash]) => [String(path), unpackHash(hash)]))
}

/** Every file, with its fingerprint when it was last read. */
export function knownFiles(database: Database): ReadonlyMap<string, KnownFile> {
  const rows = database.all('SELECT path, hash, fingerprint FROM file')
  return new Map(
    rows.map(([path, hash, fingerprint]) => [
      String(path),
      { hash: unpackHash(hash), fingerprint: typeof fingerprint === 'number' ? fingerprint : null },
    ]),
  )
}

/** Paths of the files that hold these bytes, by hash. */
export function pathsByHash(
  database: Database,
  hashes: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>()
  for (const [packed, path] of database.all(SAME_BYTES, [JSON.stringify(hashes)])) {
    const hash = unpackHash(packed)
    const others = paths.get(hash)
    if (others) others.push(String(path))
    else paths.set(hash, [String(path)])
  }
  return paths
}

export function contentsOf(database: Database): ArchiveContents {
  return {
    formats: database.all(BY_FORMAT).map(([format, files, articles]) => ({
      format: typeof format === 'string' ? format : null,
      files: Number(files),
      articles: Number(articles),
    })),
    problems: database
      .all(BY_CODE)
      .map(([code, count]) => ({ code: String(code), count: Number(count) })),
  }
}

const BY_CODE = `SELECT code, count(*) FROM problem WHERE severity > 1
  GROUP BY code ORDER BY count(*) DESC, code`

// Settings and corrections are files of the folder without articles.
const BY_FORMAT = `SELECT f.record ->> 0 AS format, count(*) AS files,
    sum((SELECT count(*) FROM article a WHERE a.path = f.path)) FROM file f
  WHERE f.path NOT IN ('corrections.yaml', 'speakers.yaml', 'pressgraph.json')
  GROUP BY format ORDER BY files DESC, format`

const EVERY_FILE = 'SELECT path, hash FROM file'

// The paths of a folder sort between "folder/" and "folder0", since "0" follows "/".
const FILES_AT = `SELECT path, hash FROM file WHERE path = ?1
  UNION ALL SELECT path, hash FROM file WHERE path > ?1 || '/' AND path < ?1 || '0'`

const SAME_BYTES = `SELECT f.hash, f.path FROM json_each(?1) j
  CROSS JOIN file f ON f.hash <> ''
    AND f.hash = iif(length(j.value) = 64, unhex(j.value), j.value)`

/** The revision is a digest of the content, the extractor and the settings. */
export function revisionOf(digestSum: bigint, stamp: IndexStamp, name: string | null): string {
  return digestOf(digestSum.toString(16), stamp.extractor, stamp.settings, name ?? '')
}

/** The changes since a revision; null when the index does not know it. */
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
  const gone = database.all(REMOVED, [number])
  const removed = [...new Set(gone.map(([path]) => String(path)))]
  const removedIds = [...new Set(gone.map(([, id]) => String(id)))]
  return { from, to, added, changed, removed, removedIds }
}

// An article that was removed and added again counts as changed, or not at all when it is the same.
// Without INDEXED BY, the planner walks all articles in their order.
const CHANGED = `
  SELECT a.id, a.added <= ?1 OR t.id IS NOT NULL
  FROM article a INDEXED BY article_by_changed LEFT JOIN tombstone t ON t.id = a.id AND t.added <= ?1 AND t.removed > ?1
  WHERE a.changed > ?1 AND (t.digest IS NULL OR t.digest <> a.digest OR t.changed > ?1)
  ORDER BY a.path, a.item`

const REMOVED = `
  SELECT t.path, t.id FROM tombstone t LEFT JOIN article a ON a.id = t.id
  WHERE t.removed > ?1 AND t.added <= ?1 AND a.id IS NULL
  ORDER BY t.path, t.id`
