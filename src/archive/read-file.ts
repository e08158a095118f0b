import { hash as digest } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { FileText } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import type { Settings } from '../model/settings.ts'
import { fileProblem, type Complaint } from '../text/problems.ts'
import { decodeText } from './decode.ts'
import { isInside, modifiedAt, reasonOf } from './paths.ts'

/** What became of a file: its text, or why there is none. */
export interface ReadFile {
  /** Null when there is no text to be had. */
  readonly file: FileText | null
  /** SHA-256 of the bytes in hexadecimal; null when they could not be read at all. */
  readonly hash: string | null
  readonly problems: readonly Problem[]
}

/** No bytes come from outside the archive, from a link, or from anything that could block. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * Read one file of the archive into text. Never throws: what goes wrong becomes a problem.
 *
 * A file that changes while it is read is read once more before it is given up. Files over
 * `settings.maxFileBytes` are refused by their size, before any of them is read.
 *
 * @param folder - the archive folder
 * @param path - relative to it, with `/`
 */
export function readFile(folder: string, path: string, settings: Settings): ReadFile {
  const content = readContent(folder, path, settings.maxFileBytes)
  if ('code' in content) return { file: null, hash: null, problems: [fileProblem(path, content)] }
  const { bytes, modified } = content
  const hash = digest('sha256', bytes, 'hex')
  const { text, encoding, problems } = decodeText(bytes, path, settings.encoding)
  const file = text === null ? null : { path, bytes: bytes.length, modified, text, encoding, hash }
  return { file, hash, problems }
}

interface Content {
  readonly bytes: Uint8Array
  readonly modified: string | null
}

function readContent(folder: string, path: string, limit: number): Content | Complaint {
  try {
    const root = realpathSync.native(folder)
    const real = realpathSync.native(join(root, path))
    if (!isInside(root, real)) return outside(path)
    return readOnce(real, path, limit) ?? readOnce(real, path, limit) ?? restless(path)
  } catch (error) {
    return unreadable(path, reasonOf(error))
  }
}

/** The content, or null when the file changed meanwhile. */
function readOnce(real: string, path: string, limit: number): Content | Complaint | null {
  const handle = openSync(real, FLAGS)
  try {
    const before = fstatSync(handle, { bigint: true })
    if (!before.isFile()) return notAFile(path)
    if (before.size > limit) return tooLarge(path, before.size, limit)
    const bytes = readBytes(handle, Number(before.size))
    const after = fstatSync(handle, { bigint: true })
    if (BigInt(bytes.length) !== after.size || before.mtimeNs !== after.mtimeNs) return null
    return { bytes, modified: modifiedAt(Number(after.mtimeMs)) }
  } finally {
    closeSync(handle)
  }
}

/** All bytes of the file, or one more than it had when it has grown. */
function readBytes(handle: number, size: number): Uint8Array {
  const buffer = Buffer.allocUnsafeSlow(size + 1)
  let length = 0
  for (let read = -1; read !== 0 && length < buffer.length; length += read) {
    read = readSync(handle, buffer, length, buffer.length - length, null)
  }
  return buffer.subarray(0, length)
}

function outside(path: string): Complaint {
  return {
    code: 'LINK_OUTSIDE',
    severity: 'WARNING',
    message: `"${path}" leads out of the archive and is not read.`,
    hint: 'Copy the file into the archive instead.',
  }
}

function notAFile(path: string): Complaint {
  return {
    code: 'NOT_A_FILE',
    severity: 'WARNING',
    message: `"${path}" is not a file.`,
    hint: 'Move it out of the archive.',
  }
}

function tooLarge(path: string, size: bigint, limit: number): Complaint {
  return {
    code: 'FILE_TOO_LARGE',
    severity: 'ERROR',
    message: `"${path}" has ${size} bytes; the limit is ${limit}.`,
    hint: 'Split the file, or raise "maxFileBytes" in the settings.',
  }
}

function restless(path: string): Complaint {
  return {
    code: 'UNREADABLE_FILE',
    severity: 'ERROR',
    message: `"${path}" changed twice while it was read.`,
    hint: 'Read the archive again once the file is complete.',
  }
}

function unreadable(path: string, reason: string): Complaint {
  return {
    code: 'UNREADABLE_FILE',
    severity: 'ERROR',
    message: `"${path}" cannot be read: ${reason}.`,
    hint: 'Check that it is there and that this user may read it.',
  }
}
