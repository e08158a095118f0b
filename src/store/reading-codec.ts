import { createHash } from 'node:crypto'
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Reading } from '../model/reading.ts'
import { LargeReadError } from './errors.ts'
import { DICTIONARY } from './reading-dictionary.ts'
import { inOrder, READING_STRUCTURES, readingPacker } from './reading-structures.ts'

/** Differs whenever packed readings do. */
export const CODEC_VERSION = createHash('sha256')
  .update(JSON.stringify(READING_STRUCTURES))
  .update(DICTIONARY)
  .digest('base64url')

const CHECKSUM_BYTES = 4

const DEFLATE = { level: 4, memLevel: 5, windowBits: 14, dictionary: DICTIONARY }

/** A reading as MessagePack, the same bytes in every thread. */
export function packReading(reading: Reading): Uint8Array {
  return readingPacker.pack({ ...reading, article: inOrder(reading.article) })
}

/** Compress a packed reading, behind a checksum. */
export function compressReading(packed: Uint8Array): Uint8Array {
  const deflated = deflateRawSync(packed, DEFLATE)
  const bytes = Buffer.allocUnsafe(CHECKSUM_BYTES + deflated.length)
  bytes.writeUInt32BE(crc32(deflated))
  bytes.set(deflated, CHECKSUM_BYTES)
  return bytes
}

/**
 * Unpack a compressed reading.
 *
 * @throws {RangeError} when the bytes do not match their checksum
 */
export function unpackReading(bytes: Uint8Array): Reading {
  return unpackInflated(inflateReading(bytes))
}

export function unpackInflated(inflated: Uint8Array): Reading {
  return readingPacker.unpack(inflated)
}

/**
 * Inflate a compressed reading, for `unpackInflated`.
 *
 * @param limit - of bytes
 * @throws {RangeError} when the bytes do not match their checksum
 * @throws {LargeReadError} for more bytes than the limit
 */
export function inflateReading(bytes: Uint8Array, limit = Infinity): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const deflated = view.subarray(CHECKSUM_BYTES)
  if (view.length <= CHECKSUM_BYTES || view.readUInt32BE() !== crc32(deflated)) {
    throw new RangeError('A packed reading does not match its checksum')
  }
  const maxOutputLength = limit === Infinity ? {} : { maxOutputLength: Math.max(limit, 1) }
  try {
    return inflateRawSync(deflated, { ...DEFLATE, ...maxOutputLength })
  } catch (error) {
    throw isTooLarge(error) ? new LargeReadError('A reading is large', { cause: error }) : error
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}
