import { Gunzip } from 'fflate'
import { caps } from '../formats/caps.ts'
import type { RecordBounds } from '../formats/format.ts'
import type { Part } from '../formats/parts.ts'
import type { OpenedBytes } from './read-file.ts'

const MEGABYTE = 1024 * 1024

export type Piece =
  | (Part & { readonly kind: 'PART' })
  | { readonly kind: 'TOO_LARGE'; readonly start: number; readonly mayHoldArticle: boolean }

/** Cut a file into parts of whole records, and leave out records that are too large. */
export function* cut(
  chunks: Iterable<Uint8Array>,
  bounds: RecordBounds,
  { size, maxRecord }: { readonly size: number; readonly maxRecord: number },
): Generator<Piece> {
  let buffer: Uint8Array = new Uint8Array()
  let head: Uint8Array | null = null
  let [start, line] = [0, 0]
  /** Whether the buffer begins inside a record that is left out. */
  let isInside = false
  const drop = (length: number) => {
    line += countLines(buffer.subarray(0, length))
    start += length
    buffer = buffer.subarray(length)
  }
  function* part(length: number): Generator<Piece> {
    const records = buffer.subarray(0, length)
    const content = start === 0 || !head?.length ? records : Buffer.concat([head, records])
    const headLength = content.length - records.length
    if (length > 0) yield { kind: 'PART', content, start, line, headLength }
    drop(length)
  }
  let failure: { readonly error: unknown } | null = null
  try {
    for (const chunk of chunks) {
      buffer = Buffer.concat([buffer, chunk])
      head ??= buffer.slice(0, bounds.headLength(buffer))
      if (isInside) {
        const next = bounds.nextStart(buffer)
        isInside = next < 0
        drop(next < 0 ? Math.max(0, buffer.length - OVERLAP) : next)
      }
      if (isInside || buffer.length < size) continue
      const end = bounds.lastEnd(buffer)
      if (end > 0) yield* part(end)
      else if (buffer.length > maxRecord) {
        yield { kind: 'TOO_LARGE', start, mayHoldArticle: bounds.mayHoldArticle?.(buffer) ?? true }
        isInside = true
      }
    }
  } catch (error) {
    failure = { error }
  }
  // Whole records before the damage are read.
  if (!isInside) yield* part(failure ? bounds.lastEnd(buffer) : buffer.length)
  if (failure) throw failure.error
}

/** More than the bytes that show the beginning of a record. */
const OVERLAP = 256

function countLines(bytes: Uint8Array): number {
  let lines = 0
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines += 1
  return lines
}

const LINE_FEED = 0x0a

export function* chunksOf(file: OpenedBytes, size: number): Generator<Uint8Array> {
  for (let at = 0; ;) {
    const buffer = Buffer.alloc(size)
    const length = file.read(buffer, at)
    if (length === 0) return
    yield buffer.subarray(0, length)
    at += length
  }
}

/**
 * Unpack the members of a gzip file.
 *
 * @throws {RangeError} when it unpacks to far more than its size
 * @throws when it is damaged or cut off
 */
export function* unpack(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let unpacked: Uint8Array[] = []
  let [bytesIn, bytesOut] = [0, 0]
  const gunzip = new Gunzip((chunk) => {
    unpacked.push(chunk)
    bytesOut += chunk.length
  })
  function* push(chunk: Uint8Array, isLast: boolean): Generator<Uint8Array> {
    bytesIn += chunk.length
    let failure: { readonly error: unknown } | null = null
    try {
      gunzip.push(chunk, isLast)
    } catch (error) {
      failure = { error }
    }
    if (bytesOut > Math.max(MEGABYTE, bytesIn * caps.unpackedRatio)) throw new RangeError()
    yield* unpacked
    unpacked = []
    if (failure) throw failure.error
  }
  let last: Uint8Array = new Uint8Array()
  for (const chunk of chunks) {
    yield* push(last, false)
    last = chunk
  }
  yield* push(last, true)
}
