import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { runInSlices, runToEnd } from '../steps.ts'
import { descriptorOf } from './index-file.ts'

/**
 * A file beside the index holds a checksum of each page, in the algorithm of SQLite's write-ahead log
 * (https://www.sqlite.org/fileformat2.html#checksum_algorithm). SQLite itself has none for pages.
 *
 * The checksums of the pages in the log are written before a checkpoint copies them into the index. A
 * process that is killed at any moment therefore leaves pages that match their checksums, or pages
 * that are replaced by those in the log, which has checksums of its own.
 */
const MAGIC = 0x50475331 // "PGS1"
// Magic number, page size, number of pages.
const HEADER_WORDS = 3
const CHUNK_BYTES = 1024 * 1024
/** Attempts while another process writes checksums. */
const MOST_ATTEMPTS = 20

interface PageSums {
  readonly pageSize: number
  /** Two words for each page. */
  readonly sums: Int32Array
}

export function sumsPath(index: string): string {
  return `${index}-sums`
}

/** Write the checksums of all pages of an index that nothing else uses yet. */
export function createSums(index: string): void {
  const file = descriptorOf(index)
  const pageSize = readPageSize(file)
  const pages = Math.floor(fstatSync(file).size / pageSize)
  const sums = new Int32Array(2 * pages)
  for (const { chunk, first } of chunksOf(file, pages, pageSize)) {
    addSums(sums, chunk, first, pageSize)
  }
  writeSums(index, { pageSize, sums })
}

/**
 * Write the checksums of the pages in the log, before a checkpoint. The caller holds the write lock of
 * the index, so that no process adds to the log.
 */
export function updateSums(index: string): void {
  const known = readSums(index)
  const log = readLog(index)
  if (!known || !log || log.pages.size === 0) return
  const { pageSize } = known
  const last = Math.max(known.sums.length / 2, ...log.pages.keys())
  const sums = new Int32Array(2 * last)
  sums.set(known.sums)
  const file = openSync(logPath(index), 'r')
  try {
    const page = Buffer.alloc(pageSize)
    for (const [number, at] of log.pages) {
      readSync(file, page, 0, pageSize, at)
      addSums(sums, page, number, pageSize)
    }
  } finally {
    closeSync(file)
  }
  writeSums(index, { pageSize, sums })
}

export function bytesOfLog(index: string): number {
  return sizeOf(logPath(index))
}

/**
 * Compare every page with its checksum, and every page that is missing with the log. Other processes
 * may write the index meanwhile.
 */
export function verifyPages(index: string): boolean {
  return findDamagedPagesNow(index)?.length === 0
}

/** As `findDamagedPages`, without a pause. */
export function findDamagedPagesNow(index: string): readonly number[] | null {
  return runToEnd(checkPages(index))
}

/**
 * The same, with pauses for others.
 *
 * @returns numbers of the pages that differ; null when the checksums cannot be read or pages are missing
 */
export function findDamagedPages(index: string): Promise<readonly number[] | null> {
  return runInSlices(checkPages(index))
}

/** Yields after each chunk. */
function* checkPages(index: string): Generator<undefined, number[] | null> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const check = createPageCheck(index)
    if (!check) return null
    const file = descriptorOf(index)
    const isWhole = check.hasAllPages(fstatSync(file).size)
    const damaged: number[] = []
    if (isWhole) {
      for (const { chunk, first } of chunksOf(file, check.pages, check.pageSize)) {
        for (let at = 0; at < chunk.length / check.pageSize; at += 1) {
          const page = chunk.subarray(at * check.pageSize, (at + 1) * check.pageSize)
          if (!check.matches(page, first + at)) damaged.push(first + at)
        }
        yield
      }
    }
    if (isWhole && damaged.length === 0) return damaged
    if (check.isCurrent()) return isWhole ? damaged : null
  }
  // An index that other processes write all the time.
  return []
}

/** @returns null when the checksums cannot be read, or are those of another file */
export function createPageCheck(index: string) {
  const before = identityOfSums(index)
  const known = readSums(index)
  // Read after the checksums: a checkpoint writes checksums while their pages are in the log.
  const log = readLog(index)
  if (!known || (log && log.pageSize !== known.pageSize)) return null
  const { pageSize, sums } = known
  const pages = sums.length / 2
  const isInLog = (number: number) => log?.pages.has(number) ?? false
  const found = new Int32Array(2)
  return {
    pageSize,
    pages,
    hasAllPages(bytes: number): boolean {
      for (let number = Math.floor(bytes / pageSize) + 1; number <= pages; number += 1) {
        if (!isInLog(number)) return false
      }
      return true
    },
    /** Whether a page has its checksum, or is replaced by one in the log. */
    matches(page: Buffer, number: number): boolean {
      found.fill(0)
      addChecksum(found, wordsOf(page), 0, pageSize / 4)
      const at = 2 * (number - 1)
      return (found[0] === sums[at] && found[1] === sums[at + 1]) || isInLog(number)
    },
    /** Whether the checksums are still those that were read. */
    isCurrent: () => identityOfSums(index) === before,
  }
}

function addSums(sums: Int32Array, chunk: Buffer, first: number, pageSize: number): void {
  const words = wordsOf(chunk)
  const size = pageSize / 4
  for (let page = 0; page < chunk.length / pageSize; page += 1) {
    const at = 2 * (first + page - 1)
    const sum = sums.subarray(at, at + 2).fill(0)
    addChecksum(sum, words, page * size, (page + 1) * size)
  }
}

/** The checksum algorithm of SQLite's log, over words in the order of bytes of this machine. */
function addChecksum(sum: Int32Array, words: Int32Array, from: number, until: number): void {
  let first = sum[0] ?? 0
  let second = sum[1] ?? 0
  for (let at = from; at < until; at += 2) {
    first = (first + (words[at] ?? 0) + second) | 0
    second = (second + (words[at + 1] ?? 0) + first) | 0
  }
  sum[0] = first
  sum[1] = second
}

function* chunksOf(file: number, pages: number, pageSize: number) {
  const size = CHUNK_BYTES - (CHUNK_BYTES % pageSize)
  const buffer = Buffer.alloc(Math.min(size, pages * pageSize))
  for (let at = 0; at < pages * pageSize; at += size) {
    const read = readSync(file, buffer, 0, Math.min(size, pages * pageSize - at), at)
    yield { chunk: wholePages(buffer, read, pageSize), first: at / pageSize + 1 }
  }
}

function wholePages(buffer: Buffer, bytes: number, pageSize: number): Buffer {
  return buffer.subarray(0, bytes - (bytes % pageSize))
}

function wordsOf(bytes: Buffer): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
}

function readPageSize(file: number): number {
  const header = Buffer.alloc(18)
  readSync(file, header, 0, header.length, 0)
  const size = header.readUInt16BE(16)
  return size === 1 ? 65_536 : size
}

function readSums(index: string): PageSums | null {
  const bytes = readIfThere(sumsPath(index))
  if (!bytes || bytes.length % 4 !== 0) return null
  const words = wordsOf(bytes)
  const [magic, pageSize = 0, pages = 0] = words
  if (magic !== MAGIC || words.length !== HEADER_WORDS + 2 * pages + 3) return null
  const end = words.length - 2
  const sum = new Int32Array(2)
  addChecksum(sum, words, 0, end)
  if (sum[0] !== words[end] || sum[1] !== words[end + 1]) return null
  return { pageSize, sums: words.subarray(HEADER_WORDS, HEADER_WORDS + 2 * pages) }
}

function writeSums(index: string, { pageSize, sums }: PageSums): void {
  // One word of padding, because the algorithm takes words in pairs.
  const words = new Int32Array(HEADER_WORDS + sums.length + 3)
  words.set([MAGIC, pageSize, sums.length / 2])
  words.set(sums, HEADER_WORDS)
  const end = words.length - 2
  addChecksum(words.subarray(end), words, 0, end)
  const path = sumsPath(index)
  const draft = `${path}-new`
  const file = openSync(draft, 'w')
  try {
    writeSync(file, new Uint8Array(words.buffer))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
}

function identityOfSums(index: string): string {
  const stats = statSync(sumsPath(index), { throwIfNoEntry: false })
  return stats ? `${stats.ino}:${stats.mtimeMs}:${stats.size}` : ''
}

interface Log {
  readonly pageSize: number
  /** Offset of the last committed content of each page, by page number. */
  readonly pages: ReadonlyMap<number, number>
}

const LOG_HEADER = 32
const FRAME_HEADER = 24

function logPath(index: string): string {
  return `${index}-wal`
}

/**
 * Find the pages in the write-ahead log as SQLite does: frames count up to the last commit whose
 * checksums match (https://www.sqlite.org/fileformat2.html#walformat).
 */
function readLog(index: string): Log | null {
  const size = sizeOf(logPath(index))
  if (size < LOG_HEADER) return null
  const file = openSync(logPath(index), 'r')
  try {
    const header = Buffer.alloc(LOG_HEADER)
    readSync(file, header, 0, LOG_HEADER, 0)
    const isBigEndian = (header.readUInt32BE(0) & 1) === 1
    const sum = new Int32Array(2)
    addLogChecksum(sum, header.subarray(0, 24), isBigEndian)
    if (!isSum(sum, header, 24)) return null
    const pageSize = header.readUInt32BE(8)
    const committed = new Map<number, number>()
    const pending = new Map<number, number>()
    const frame = Buffer.alloc(FRAME_HEADER + pageSize)
    for (let at = LOG_HEADER; at + frame.length <= size; at += frame.length) {
      readSync(file, frame, 0, frame.length, at)
      if (!header.subarray(16, 24).equals(frame.subarray(8, 16))) break
      addLogChecksum(sum, frame.subarray(0, 8), isBigEndian)
      addLogChecksum(sum, frame.subarray(FRAME_HEADER), isBigEndian)
      if (!isSum(sum, frame, 16)) break
      pending.set(frame.readUInt32BE(0), at + FRAME_HEADER)
      if (frame.readUInt32BE(4) === 0) continue
      for (const [page, offset] of pending) committed.set(page, offset)
      pending.clear()
    }
    return { pageSize, pages: committed }
  } finally {
    closeSync(file)
  }
}

function addLogChecksum(sum: Int32Array, bytes: Buffer, isBigEndian: boolean): void {
  const isSwapped = isBigEndian !== IS_BIG_ENDIAN
  const words = wordsOf(isSwapped ? Buffer.from(bytes).swap32() : bytes)
  addChecksum(sum, words, 0, words.length)
}

const IS_BIG_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0

/** The sums in the log are big-endian, also where its words are not. */
function isSum(sum: Int32Array, bytes: Buffer, at: number): boolean {
  return sum[0] === bytes.readInt32BE(at) && sum[1] === bytes.readInt32BE(at + 4)
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
