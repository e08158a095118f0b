import { DamagedIndexError, foreignFile } from '../errors.ts'
import { Database, type DatabaseOptions } from './database.ts'
import { discardIndex, inspectFile } from './index-file.ts'
import { INDEX_VERSION, SIZE_OF_PAGES, createTables } from './tables.ts'

export const IN_MEMORY = ':memory:'

// Memory-mapped pages belong to the kernel, which reclaims them when memory is short.
const READ = 'PRAGMA cache_size = -16000; PRAGMA mmap_size = 1073741824;'
const WRITE = 'PRAGMA cache_size = -65536; PRAGMA synchronous = NORMAL;'
const JOURNAL = 'PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864;'

/**
 * Open an index for reading; creates it when it does not exist.
 *
 * @throws {DamagedIndexError} when the file is damaged, of another version or not ours
 */
export function openIndex(options: DatabaseOptions): Database {
  const { path } = options
  const kind = path === IN_MEMORY ? 'EMPTY' : inspectFile(path)
  if (kind === 'FOREIGN') throw foreignFile(path)
  if (kind === 'TRUNCATED') throw new DamagedIndexError(path, 'its end is missing')
  if (kind === 'EMPTY' && path !== IN_MEMORY) discardIndex(path)
  const database = new Database(options)
  try {
    if (path === IN_MEMORY) database.script(WRITE)
    const version = versionOf(database)
    if (version === 0 && kind !== 'INDEX') makeIndex(database)
    else if (version === 0) throw new DamagedIndexError(path, 'its version is missing')
    else if (version !== INDEX_VERSION) {
      throw new DamagedIndexError(path, 'another version of Pressgraph made it')
    }
    if (path !== IN_MEMORY) database.script(`${JOURNAL} ${READ} PRAGMA query_only = 1;`)
    database.untracked('SELECT count(*) FROM meta')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Creates the tables before switching to WAL, so that the header is in the file itself. */
function makeIndex(database: Database): void {
  database.script(`${SIZE_OF_PAGES}; BEGIN IMMEDIATE`)
  try {
    if (versionOf(database) === 0) createTables(database)
    database.script('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.script('ROLLBACK')
    throw error
  }
}

function versionOf(database: Database): number {
  return Number(database.untracked('PRAGMA user_version')[0]?.[0])
}

/** A second connection for a change, which readers do not see. */
export function openForWriting(options: DatabaseOptions): Database {
  const database = new Database(options)
  database.script(`${JOURNAL} ${WRITE}`)
  return database
}

/** Close with a checkpoint of the WAL, unless another process uses the index. */
export function closeIndex(database: Database): void {
  if (!database.isOpen) return
  try {
    database.untracked('PRAGMA busy_timeout = 0')
    database.untracked('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch (error) {
    // A damaged index is already deleted.
    if (!(error instanceof DamagedIndexError)) throw error
  } finally {
    database.close()
  }
}
