import type { KnownFile } from '../store.ts'
import type { Database } from './database.ts'
import { unpackHash } from './records.ts'

/** Hash by path of every file, or of those at a path: the file itself, or the folder's. */
export function hashesOf(database: Database, at?: string): ReadonlyMap<string, string> {
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

const EVERY_FILE = 'SELECT path, hash FROM file'

// The paths of a folder lie between "folder/" and "folder0", since "0" follows "/".
const FILES_AT = `SELECT path, hash FROM file WHERE path = ?1
  UNION ALL SELECT path, hash FROM file WHERE path > ?1 || '/' AND path < ?1 || '0'`

const SAME_BYTES = `SELECT f.hash, f.path FROM json_each(?1) j
  CROSS JOIN file f ON f.hash <> ''
    AND f.hash = iif(length(j.value) = 64, unhex(j.value), j.value)`
