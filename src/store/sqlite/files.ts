import type { Database } from './database.ts'

/** Hash by path of every file, or of those at a path: the file itself, or the folder's. */
export function hashesOf(database: Database, at?: string): ReadonlyMap<string, string> {
  const rows = at === undefined ? database.all(EVERY_FILE) : database.all(FILES_AT, [at])
  return new Map(rows.map(([path, hash]) => [String(path), String(hash)]))
}

/** Paths of the files that hold these bytes, by hash. */
export function pathsByHash(
  database: Database,
  hashes: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>()
  for (const [hash, path] of database.all(SAME_BYTES, [JSON.stringify(hashes)])) {
    const others = paths.get(String(hash))
    if (others) others.push(String(path))
    else paths.set(String(hash), [String(path)])
  }
  return paths
}

const EVERY_FILE = 'SELECT path, hash FROM file'

// The paths of a folder lie between "folder/" and "folder0", since "0" follows "/".
const FILES_AT = `SELECT path, hash FROM file WHERE path = ?1
  UNION ALL SELECT path, hash FROM file WHERE path > ?1 || '/' AND path < ?1 || '0'`

const SAME_BYTES = `SELECT f.hash, f.path FROM json_each(?1) j
  CROSS JOIN file f ON f.hash = j.value AND f.hash <> ''`
