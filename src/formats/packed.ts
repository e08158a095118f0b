import { gunzipSync } from 'node:zlib'
import type { Problem } from '../model/problem.ts'
import { fileProblem } from '../text/problems.ts'
import { caps } from './caps.ts'
import type { BytesFile, BytesFormat, ParsedFile } from './format.ts'

/** A gzip file of any format, unpacked within a bound. */
export const gzip: BytesFormat = {
  kind: 'BYTES',
  name: 'gzip',
  extensions: [],
  holdsMany: false,
  recognize: (content) =>
    content[0] === 0x1f && content[1] === 0x8b && content[2] === 8 ? 'it begins as gzip' : null,
  parse: parseGzip,
}

function parseGzip({ path, content, parseContained }: BytesFile): ParsedFile {
  const limit = Math.min(
    caps.unpackedBytes,
    Math.max(1024 * 1024, content.length * caps.unpackedRatio),
  )
  try {
    const unpacked = gunzipSync(content, { maxOutputLength: limit })
    return parseContained(path.replace(/\.gz$/i, ''), unpacked)
  } catch (error) {
    return { articles: [], problems: [notUnpacked(path, error, limit)] }
  }
}

function notUnpacked(path: string, error: unknown, limit: number): Problem {
  const isTooLarge = error instanceof RangeError
  return fileProblem(path, {
    code: isTooLarge ? 'FILE_TOO_LARGE' : 'MALFORMED_FILE',
    severity: 'ERROR',
    message: isTooLarge
      ? `It unpacks to more than ${limit} bytes.`
      : `It cannot be unpacked: ${error instanceof Error ? error.message : String(error)}.`,
    hint: isTooLarge ? 'Unpack it into the archive, in several files.' : 'Fetch the file again.',
  })
}
