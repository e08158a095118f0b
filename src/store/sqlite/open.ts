import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { Database, type DatabaseOptions } from './database.ts'
import { DamagedIndexError } from '../errors.ts'
import { APPLICATION_ID, createTables, INDEX_VERSION, SIZE_OF_PAGES } from './schema.ts'

export const IN_MEMORY = ':memory:'

// Pages of a database stay outside the heap of the process: they are the kernel's, and given back
// when memory is short.
const READ = 'PRAGMA cache_size = -16000; PRAGMA mmap_size = 1073741824;'
const WRITE = 'PRAGMA cache_size = -65536; PRAGMA synchronous = NORMAL;'
const JOURNAL = 'PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864;'

/**
 * Open an index for reading, and make it when it is not there.
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
    database.quietly('SELECT count(*) FROM meta')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Before the journal is switched to its other kind, so that the header stands in the file itself. */
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
  return Number(database.quietly('PRAGMA user_version')[0]?.[0])
}

/** A connection of its own for a change, so that readers see nothing of it. */
export function openForWriting(options: DatabaseOptions): Database {
  const database = new Database(options)
  database.script(`${JOURNAL} ${WRITE}`)
  return database
}

/** Tell a file of somebody else, and one that has lost its end, before anything touches it. */
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

/** The first hundred bytes; null when the file is not there or empty. */
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

/** Bring what is still in the journal into the file, unless another process reads from it. */
export function closeIndex(database: Database): void {
  if (!database.isOpen) return
  try {
    database.quietly('PRAGMA busy_timeout = 0')
    database.quietly('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch (error) {
    // What is damaged has been discarded.
    if (!(error instanceof DamagedIndexError)) throw error
  } finally {
    database.close()
  }
}
