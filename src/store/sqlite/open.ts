import { renameSync, statSync } from 'node:fs'
import { DamagedIndexError, foreignFile, IndexBusyError } from '../errors.ts'
import { Database, type DatabaseOptions } from './database.ts'
import { discardIndex, inspectFile, versionOf } from './index-file.ts'
import { hasCrashedOpening, withOpeningMarker } from './opening-marker.ts'
import { bytesOfLog, createSums, sumsPath, updateSums, verifyPages } from './page-sums.ts'
import { INDEX_VERSION, SIZE_OF_PAGES, createTables } from './tables.ts'

export const IN_MEMORY = ':memory:'

// Not memory-mapped: the process would be killed when another one truncates the file.
const READ = 'PRAGMA cache_size = -32000; PRAGMA mmap_size = 0;'
const WRITE = 'PRAGMA cache_size = -65536; PRAGMA mmap_size = 0; PRAGMA synchronous = NORMAL;'
// Checksums are written before every checkpoint, so that SQLite must not make any by itself.
const JOURNAL = `PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864;
  PRAGMA wal_autocheckpoint = 0;`

/** Size up to which an index is compared with its checksums before it is opened. */
const SMALL_INDEX = 16 * 1024 * 1024

/**
 * Open an index for reading; creates it when it does not exist. The caller compares one that is not
 * small with its checksums.
 *
 * @throws {DamagedIndexError} when the file is damaged, of another version or not ours
 */
export function openIndex(options: DatabaseOptions): Database {
  const { path } = options
  if (path === IN_MEMORY || options.isShared) return connect(options)
  requireIndex(options)
  return withOpeningMarker(path, () => connect(options))
}

function connect(options: DatabaseOptions): Database {
  const { path } = options
  const database = new Database(options)
  try {
    if (path === IN_MEMORY) {
      database.script(WRITE)
      makeTables(database)
    } else {
      database.script(`${JOURNAL} ${READ} PRAGMA query_only = 1;`)
      requireVersion(path, Number(database.untracked('PRAGMA user_version')[0]?.[0]))
    }
    database.untracked('SELECT count(*) FROM meta')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Leaves a sound index of this version at the path. */
function requireIndex(options: DatabaseOptions): void {
  const { path } = options
  const kind = inspectFile(path)
  if (kind === 'FOREIGN') throw foreignFile(path)
  if (kind === 'TRUNCATED') throw new DamagedIndexError(path, 'its end is missing')
  if (kind === 'MISSING' || kind === 'EMPTY') return makeIndex(options)
  requireVersion(path, versionOf(path))
  if (hasCrashedOpening(path)) {
    throw new DamagedIndexError(path, 'a process ended while it opened it')
  }
  if (isSmall(path) && !verifyPages(path)) {
    throw new DamagedIndexError(path, 'its content does not match its checksums')
  }
}

function requireVersion(path: string, version: number): void {
  if (version === INDEX_VERSION) return
  const reason = 'another version of Pressgraph made it'
  throw new DamagedIndexError(path, version === 0 ? 'its version is missing' : reason)
}

export function isSmall(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= SMALL_INDEX
}

/** Creates an index under another name first, so that no process sees a part of it. */
function makeIndex(options: DatabaseOptions): void {
  const { path } = options
  const draft = `${path}-new-${process.pid}`
  discardIndex(draft)
  const database = new Database({ ...options, path: draft })
  try {
    makeTables(database)
    database.script(JOURNAL)
  } finally {
    database.close()
  }
  createSums(draft)
  discardIndex(path)
  renameSync(sumsPath(draft), sumsPath(path))
  renameSync(draft, path)
}

function makeTables(database: Database): void {
  database.script(`${SIZE_OF_PAGES}; BEGIN IMMEDIATE`)
  try {
    createTables(database)
    database.script('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.script('ROLLBACK')
    throw error
  }
}

/** A second connection for a change, which readers do not see. */
export function openForWriting(options: DatabaseOptions): Database {
  const database = new Database(options)
  database.script(`${JOURNAL} ${WRITE}`)
  return database
}

/** Bytes of the log above which a commit is followed by a checkpoint. */
const LARGE_LOG = 4 * 1024 * 1024

/** Copy a large log into the index, after a commit. When that fails, the next checkpoint does it. */
export function checkpointLargeLog(database: Database, path: string): void {
  if (bytesOfLog(path) <= LARGE_LOG) return
  try {
    checkpoint(database, path)
  } catch {
    // The log has the commit already.
  }
}

/** Waits for no reader: what the log still holds then is for the next checkpoint. */
function checkpoint(database: Database, path: string): void {
  database.untracked('PRAGMA busy_timeout = 0')
  database.script('BEGIN IMMEDIATE')
  try {
    updateSums(path)
  } finally {
    database.script('ROLLBACK')
  }
  database.untracked('PRAGMA wal_checkpoint(TRUNCATE)')
}

/** Close with a checkpoint of the log, unless another process uses the index. */
export function closeIndex(database: Database, path: string): void {
  if (!database.isOpen) return
  try {
    database.untracked('PRAGMA query_only = 0')
    if (path !== IN_MEMORY && bytesOfLog(path) > 0) checkpoint(database, path)
  } catch (error) {
    // A damaged index is already deleted, and a busy one is closed by another process.
    if (!(error instanceof DamagedIndexError || error instanceof IndexBusyError)) throw error
  } finally {
    database.close()
  }
}
