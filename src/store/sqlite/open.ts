import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { DamagedIndexError } from '../errors.ts'
import { Database, type DatabaseOptions } from './database.ts'
import { APPLICATION_ID, INDEX_VERSION, SIZE_OF_PAGES, createTables } from './tables.ts'

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
  if (path !== IN_MEMORY) checkHeader(path)
  const database = new Database(options)
  try {
    if (path === IN_MEMORY) database.script(WRITE)
    const version = versionOf(database)
    if (version === 0) makeIndex(database)
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

/** Detects files of other programs, and truncated ones, before SQLite opens them. */
function checkHeader(path: string): void {
  const header = readHeader(path)
  if (header === null) return
  const ours =
    header.toString('latin1', 0, 16) === 'SQLite format 3\0' &&
    header.readUInt32BE(68) === APPLICATION_ID
  if (!ours) throw new DamagedIndexError(path, 'it is not an index of ours', { foreign: true })
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const pages = header.readUInt32BE(28)
  if (statSync(path).size < pages * pageSize && !hasJournal(path)) {
    throw new DamagedIndexError(path, 'its end is missing')
  }
}

/** The first hundred bytes; null when the file is missing or empty. */
function readHeader(path: string): Buffer | null {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  try {
    if (fstatSync(file).size === 0) return null
    const header = Buffer.alloc(100)
    readSync(file, header)
    return header
  } finally {
    closeSync(file)
  }
}

function hasJournal(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
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
