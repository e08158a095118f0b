import {
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'

/** "PGIX" in the header of every index file, which no database of another program has. */
export const APPLICATION_ID = 0x50474958

/**
 * What is at the path of an index. MISSING: no file, or one without bytes. EMPTY: zeros alone, as a
 * crash leaves behind. FOREIGN: a file of another program, which must not be changed.
 */
export type FileKind = 'MISSING' | 'EMPTY' | 'INDEX' | 'TRUNCATED' | 'FOREIGN'

const HEADER_BYTES = 100
const CHUNK_BYTES = 1024 * 1024

/** More than a process has indexes open at the same time. */
const MOST_DESCRIPTORS = 256
const descriptors = new Map<string, number>()

/**
 * A descriptor for reading an index, which stays open for later calls.
 *
 * To close any descriptor of a file drops all locks that the process has on it, those of SQLite among
 * them (https://www.sqlite.org/howtocorrupt.html, section 2.2).
 *
 * @throws {Error} ENOENT and other errors of the file system
 */
export function descriptorOf(path: string): number {
  const known = descriptors.get(identityOf(path) ?? '')
  if (known !== undefined) return known
  closeUnused()
  const file = openSync(path, 'r')
  const { dev, ino } = fstatSync(file)
  descriptors.set(`${dev}:${ino}`, file)
  return file
}

/** Nothing opens a deleted file again, and its room is free only when it is closed. */
function closeUnused(): void {
  for (const [identity, file] of descriptors) {
    if (fstatSync(file).nlink > 0 && descriptors.size < MOST_DESCRIPTORS) continue
    descriptors.delete(identity)
    closeSync(file)
  }
}

/** Looks at the file without SQLite, which would create or recover it. */
export function inspectFile(path: string): FileKind {
  let file: number
  try {
    file = descriptorOf(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'MISSING'
    throw error
  }
  if (fstatSync(file).size === 0) return 'MISSING'
  const header = Buffer.alloc(HEADER_BYTES)
  readSync(file, header, 0, HEADER_BYTES, 0)
  if (isZero(header)) return isFileZero(file) ? 'EMPTY' : 'FOREIGN'
  if (header.readUInt32BE(68) !== APPLICATION_ID) return 'FOREIGN'
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const bytes = pageSize * header.readUInt32BE(28)
  return fstatSync(file).size < bytes && !hasJournal(path) ? 'TRUNCATED' : 'INDEX'
}

/** The version in the header, which `createTables` sets and nothing changes. */
export function versionOf(path: string): number {
  const version = Buffer.alloc(4)
  readSync(descriptorOf(path), version, 0, version.length, 60)
  return version.readUInt32BE(0)
}

/** Differs when the content was written, also by another process. */
export function contentStampOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats ? `${stats.ino}:${stats.mtimeMs}:${stats.size}` : null
}

/**
 * Keep the stamp of content that matched its checksums, for the next process. Content with another
 * stamp is compared before it is used.
 */
export function saveVerifiedStamp(path: string, stamp: string): void {
  try {
    writeFileSync(verifiedPath(path), stamp)
  } catch {
    // The next process compares the content again.
  }
}

/** Whether the content matched its checksums, and was not written since. */
export function isVerified(path: string): boolean {
  try {
    return readFileSync(verifiedPath(path), 'utf8') === contentStampOf(path)
  } catch {
    return false
  }
}

function verifiedPath(path: string): string {
  return `${path}-verified`
}

/** Device and inode; null when there is no file. Another file at the same path has another one. */
export function identityOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats ? `${stats.dev}:${stats.ino}` : null
}

/** Deletes an index with its log and checksums. Processes that have it open can still read it. */
export function discardIndex(path: string): void {
  for (const part of ['', '-wal', '-shm', '-sums', '-verified'])
    rmSync(path + part, { force: true })
}

function isFileZero(file: number): boolean {
  const chunk = Buffer.alloc(CHUNK_BYTES)
  for (let at = 0; ; at += CHUNK_BYTES) {
    const read = readSync(file, chunk, 0, CHUNK_BYTES, at)
    if (!isZero(chunk.subarray(0, read))) return false
    if (read < CHUNK_BYTES) return true
  }
}

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0)
}

function hasJournal(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}
