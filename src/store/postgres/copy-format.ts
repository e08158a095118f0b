import type { SqlValue } from '../relational/statements.ts'
import { storable } from './dialect.ts'

const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
const END = Buffer.from([0xff, 0xff])
const NULL_LENGTH = -1
const CHUNK = 256 * 1024

/**
 * Encode rows for COPY … FROM STDIN (FORMAT binary).
 *
 * @param types - of the columns
 * @see https://www.postgresql.org/docs/15/sql-copy.html, "Binary Format"
 */
export function* encodeRows(
  types: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): Generator<Buffer> {
  let chunk = Buffer.allocUnsafe(CHUNK)
  let end = HEADER.copy(chunk)
  for (const row of rows) {
    const encoded = row.map((value, at) => fieldOf(types[at] ?? 'text', value))
    const size = encoded.reduce((sum, field) => sum + 4 + (field?.length ?? 0), 2)
    if (end + size > chunk.length) {
      yield chunk.subarray(0, end)
      chunk = Buffer.allocUnsafe(Math.max(CHUNK, size))
      end = 0
    }
    end = chunk.writeInt16BE(row.length, end)
    for (const field of encoded) {
      end = chunk.writeInt32BE(field?.length ?? NULL_LENGTH, end)
      if (field) {
        chunk.set(field, end)
        end += field.length
      }
    }
  }
  yield chunk.subarray(0, end)
  yield END
}

function fieldOf(type: string, value: SqlValue): Uint8Array | null {
  if (value === null) return null
  if (value instanceof Uint8Array) return value
  switch (type) {
    case 'bigint': {
      const bytes = Buffer.allocUnsafe(8)
      const high = Math.floor(Number(value) / 2 ** 32)
      bytes.writeInt32BE(high)
      bytes.writeUInt32BE(Number(value) - high * 2 ** 32, 4)
      return bytes
    }
    case 'integer': {
      const bytes = Buffer.allocUnsafe(4)
      bytes.writeInt32BE(Number(value))
      return bytes
    }
    default:
      return Buffer.from(storable(String(value)))
  }
}
