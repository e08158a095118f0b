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
import { DamagedReadingError, DamagedRowError, LargeReadError } from '../errors.ts'
import { inflateReading, unpackInflated, unpackReading } from '../reading-codec.ts'
import { type IndexStamp, type KnownFile, itemOfKey } from '../store.ts'
import type { Dialect } from './dialect.ts'
import { type Row, type SqlValue, type Steps, all, first } from './statements.ts'
import { idHalves, partIdOf, partsByIds, partsOf } from './keys.ts'
import { digestOf } from './prepare.ts'
import { unpackFile, unpackHash, unpackProblem, unpackSource, unpackSpeaker } from './records.ts'
import { tables } from './selections.ts'

/** Runs one statement for all keys; results are in the order of the keys, null for missing ones. */
function* lookUp<T>(
  { json }: Dialect,
  sql: string,
  keys: readonly unknown[],
  read: (columns: Row, at: number) => T | null,
): Steps<(T | null)[]> {
  const found = keys.map((): T | null => null)
  for (const [at, ...columns] of yield* all(sql, [json(keys)])) {
    found[Number(at)] ??= read(columns, Number(at))
  }
  return found
}

/**
 * @param limit - of the bytes of all readings together
 * @throws {DamagedReadingError} when one of them does not match its checksum
 */
export function readingsOf(
  dialect: Dialect,
  ids: readonly string[],
  limit: number,
): Steps<(Reading | null)[]> {
  const { each, join, value } = dialect
  const sql = `SELECT j.key, p.reading FROM ${each('?1', 'j')}
    ${join} article t ON t.id = ${value('j', 'text')} ${join} packed p ON p.number = t.packed`
  let room = limit
  return lookUp(dialect, sql, ids, ([packed], at) => {
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
export function* packedReadingOf(key: number): Steps<Reading> {
  const sql = 'SELECT p.reading FROM article t JOIN packed p ON p.number = t.packed WHERE t.key = ?'
  return unpackColumn((yield* first(sql, [key]))?.[0])
}

export function unpackColumn(packed: SqlValue | undefined): Reading {
  try {
    return unpackReading(packed instanceof Uint8Array ? packed : new Uint8Array())
  } catch (error) {
    throw damagedRow(error)
  }
}

function damagedRow(cause: unknown): DamagedRowError {
  return new DamagedRowError('A packed reading cannot be unpacked', { cause })
}

/** The versions of items that are not served, newest first. */
export function* earlierVersionsOf(
  { each, join, json, value }: Dialect,
  ids: readonly string[],
  limit: number,
): Steps<Reading[][]> {
  const sql = `SELECT j.key, v.reading FROM ${each('?1', 'j')}
    ${join} version v ON v.id = ${value('j', 'text')}
    ORDER BY j.key, v.rank DESC, v.path DESC, v.item DESC`
  const found = ids.map((): Reading[] => [])
  for (const [at, packed] of yield* all(sql, [json(ids)])) {
    if (packed instanceof Uint8Array)
      found[Number(at)]?.push(unpackInflated(inflate(packed, limit)))
  }
  return found
}

export function inflate(packed: Uint8Array, limit: number): Uint8Array {
  try {
    return inflateReading(packed, limit)
  } catch (error) {
    throw error instanceof LargeReadError ? error : damagedRow(error)
  }
}

export function filesAt(dialect: Dialect, paths: readonly string[]): Steps<(FileRecord | null)[]> {
  const { each, join, value } = dialect
  const sql = `SELECT j.key, t.path, t.hash, t.record FROM ${each('?1', 'j')}
    ${join} file t ON t.path = ${value('j', 'text')} AND t.record IS NOT NULL`
  return lookUp(dialect, sql, paths, ([path, hash, record]) =>
    unpackFile(String(path), hash, String(record)),
  )
}

export function speakersOf(dialect: Dialect, ids: readonly string[]): Steps<(Speaker | null)[]> {
  return lookUp(dialect, recordOf(dialect, 'speaker'), ids, ([id, record]) =>
    unpackSpeaker(String(id), String(record)),
  )
}

export function sourcesOf(dialect: Dialect, ids: readonly string[]): Steps<(Source | null)[]> {
  return lookUp(dialect, recordOf(dialect, 'source'), ids, ([id, record]) =>
    unpackSource(String(id), String(record)),
  )
}

export function problemsOf(
  dialect: Dialect,
  ids: readonly string[],
): Steps<(StoredProblem | null)[]> {
  const { each, join, value } = dialect
  const sql = `SELECT j.key, t.id, t.path, a.id, f.text, t.place FROM ${each('?1', 'j')}
    ${join} problem t ON t.id = ${value('j', 'text')} ${join} form f ON f.key = t.form
    LEFT JOIN article a ON a.key = t.article`
  return lookUp(dialect, sql, ids, ([id, path, home, form, place]) => {
    const article = home == null ? null : String(home)
    const problem = { id: String(id), path: String(path), article }
    return unpackProblem(problem, String(form), place == null ? null : String(place))
  })
}

export function articleIdsOf(
  dialect: Dialect,
  list: 'quotations' | 'dates' | 'pictures',
  ids: readonly string[],
): Steps<(string | null)[]> {
  const sql = `SELECT j.key, a.id FROM ${partsByIds(dialect, tables[list].name, '?1')}`
  return lookUp(dialect, sql, ids.map(idHalves), ([home]) => String(home))
}

export function articleIdsAt(
  dialect: Dialect,
  by: 'path' | 'url' | 'item',
  keys: readonly string[],
): Steps<(string | null)[]> {
  const { each, join, member, value } = dialect
  const [first, second, third] = [0, 1, 2].map((at) => member('j', at, 'text'))
  const select = `SELECT j.key, t.id FROM ${each('?1', 'j')} ${join} article t`
  const found = (wanted: readonly unknown[], on: string) =>
    lookUp(dialect, `${select} ON ${on}`, wanted, ([id]) => String(id))
  switch (by) {
    case 'url':
      return found(keys, `t.url = ${value('j', 'text')} ORDER BY j.key, t.path, t.item`)
    case 'path': {
      // File systems compose letters differently.
      const forms = keys.map((path) => [path, path.normalize('NFC'), path.normalize('NFD')])
      const order = `ORDER BY j.key, t.path <> ${first}, t.path, t.item`
      return found(forms, `t.path IN (${first}, ${second}, ${third}) ${order}`)
    }
    case 'item': {
      const items = keys.map(itemOfKey)
      return found(items, `t.path = ${first} AND t.item_id = ${second} ORDER BY j.key, t.item`)
    }
  }
}

export function* idsByName(
  { each, join, json, value }: Dialect,
  list: 'speakers' | 'sources',
  names: readonly string[],
): Steps<string[][]> {
  const table = list === 'speakers' ? 'speaker' : 'source'
  const sql = `SELECT j.key, t.id FROM ${each('?1', 'j')}
    ${join} ${table}_label l ON l.whole = 1 AND l.text = ${value('j', 'text')}
    ${join} ${table} t ON t.key = l.owner ORDER BY j.key, t.id`
  const found = names.map((): string[] => [])
  for (const [at, id] of yield* all(sql, [json(names.map(nameKey))])) {
    found[Number(at)]?.push(String(id))
  }
  return found
}

function recordOf({ each, join, value }: Dialect, table: 'speaker' | 'source'): string {
  return `SELECT j.key, t.id, t.record FROM ${each('?1', 'j')}
    ${join} ${table} t ON t.id = ${value('j', 'text')} AND t.record IS NOT NULL`
}

/** @param at - only the file with this path, or the files of this folder */
export function* hashesByPath(at?: string): Steps<ReadonlyMap<string, string>> {
  const rows = at === undefined ? yield* all(EVERY_FILE) : yield* all(FILES_AT, [at])
  return new Map(rows.map(([path, hash]) => [String(path), unpackHash(hash)]))
}

/** Every file, with its fingerprint when it was last read. */
export function* knownFiles(): Steps<ReadonlyMap<string, KnownFile>> {
  const rows = yield* all('SELECT path, hash, fingerprint FROM file')
  return new Map(
    rows.map(([path, hash, fingerprint]) => [
      String(path),
      { hash: unpackHash(hash), fingerprint: typeof fingerprint === 'number' ? fingerprint : null },
    ]),
  )
}

/** Paths of the files that hold these bytes, by hash. */
export function* pathsByHash(
  { each, hashOf, join, json, value }: Dialect,
  hashes: readonly string[],
): Steps<ReadonlyMap<string, readonly string[]>> {
  const paths = new Map<string, string[]>()
  const sql = `SELECT f.hash, f.path FROM ${each('?1', 'j')}
    ${join} file f ON f.hash <> '' AND f.hash = ${hashOf(value('j', 'text'))}`
  for (const [packed, path] of yield* all(sql, [json(hashes)])) {
    const hash = unpackHash(packed)
    const others = paths.get(hash)
    if (others) others.push(String(path))
    else paths.set(hash, [String(path)])
  }
  return paths
}

export function* contentsOf({ formatIn }: Dialect): Steps<ArchiveContents> {
  // Settings and corrections are files of the folder without articles.
  const byFormat = `SELECT ${formatIn('f.record')} AS format, count(*) AS files,
      sum((SELECT count(*) FROM article a WHERE a.path = f.path)) FROM file f
    WHERE f.path NOT IN ('corrections.yaml', 'speakers.yaml', 'pressgraph.json')
    GROUP BY 1 ORDER BY 2 DESC, 1 NULLS FIRST`
  return {
    formats: (yield* all(byFormat)).map(([format, files, articles]) => ({
      format: typeof format === 'string' ? format : null,
      files: Number(files),
      articles: Number(articles),
    })),
    problems: (yield* all(BY_CODE)).map(([code, count]) => ({
      code: String(code),
      count: Number(count),
    })),
  }
}

const BY_CODE = `SELECT code, count(*) FROM problem WHERE severity > 1
  GROUP BY code ORDER BY count(*) DESC, code`

const EVERY_FILE = 'SELECT path, hash FROM file'

// The paths of a folder sort between "folder/" and "folder0", since "0" follows "/".
const FILES_AT = `SELECT path, hash FROM file WHERE path = ?1
  UNION ALL SELECT path, hash FROM file WHERE path > ?1 || '/' AND path < ?1 || '0'`

/** The revision is a digest of the content, the extractor and the settings. */
export function revisionOf(digestSum: bigint, stamp: IndexStamp, name: string | null): string {
  return digestOf(digestSum.toString(16), stamp.extractor, stamp.settings, name ?? '')
}

/** The changes since a revision; null when the index does not know it. */
export function* changesSince(dialect: Dialect, revision: string): Steps<ArchiveChange | null> {
  const seen = yield* first(
    `SELECT (SELECT max(number) FROM revision WHERE revision = ?),
      (SELECT revision FROM revision ORDER BY number DESC LIMIT 1)`,
    [revision],
  )
  if (seen?.[0] == null) return null
  return yield* changesAfter(dialect, Number(seen[0]), revision, String(seen[1]))
}

/** @param number - of the earlier revision, 0 for none */
export function* changesAfter(
  { indexedBy }: Dialect,
  number: number,
  from: string | null,
  to: string,
): Steps<ArchiveChange> {
  const added: string[] = []
  const changed: string[] = []
  // An article that was removed and added again counts as changed, or not at all when it is the same.
  // Without the name of the index, SQLite walks all articles in their order.
  const sql = `
    SELECT a.id, CASE WHEN a.added <= ?1 OR t.id IS NOT NULL THEN 1 ELSE 0 END
    FROM article a${indexedBy('article_by_changed')}
      LEFT JOIN tombstone t ON t.id = a.id AND t.added <= ?1 AND t.removed > ?1
    WHERE a.changed > ?1 AND (t.digest IS NULL OR t.digest <> a.digest OR t.changed > ?1)
    ORDER BY a.path, a.item`
  for (const [id, before] of yield* all(sql, [number])) {
    if (before === 1) changed.push(String(id))
    else added.push(String(id))
  }
  const gone = yield* all(REMOVED, [number])
  const removed = [...new Set(gone.map(([path]) => String(path)))]
  const removedIds = [...new Set(gone.map(([, id]) => String(id)))]
  return { from, to, added, changed, removed, removedIds }
}

const REMOVED = `
  SELECT t.path, t.id FROM tombstone t LEFT JOIN article a ON a.id = t.id
  WHERE t.removed > ?1 AND t.added <= ?1 AND a.id IS NULL
  ORDER BY t.path, t.id`

/**
 * Ids of the quotations that these articles have got after a revision; null when the index does not know it.
 */
export function* quotationsSince(
  { each, join, json, value }: Dialect,
  revision: string,
  ids: readonly string[],
): Steps<string[][] | null> {
  const number = (yield* first('SELECT max(number) FROM revision WHERE revision = ?', [
    revision,
  ]))?.[0]
  if (number == null) return null
  const sql = `SELECT j.key, q.tie FROM ${each('?1', 'j')}
    ${join} article a ON a.id = ${value('j', 'text')}
    ${join} quotation q ON q.key ${partsOf('a.key')} AND coalesce(q.since, a.added) > ?2
    ORDER BY q.key`
  const found = ids.map((): string[] => [])
  for (const [at, tie] of yield* all(sql, [json(ids), Number(number)])) {
    found[Number(at)]?.push(partIdOf(ids[Number(at)] ?? '', Number(tie)))
  }
  return found
}
