import { hash as digest } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { FileContent } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import type { Settings } from '../model/settings.ts'
import { fileProblem, type Complaint } from '../text/problems.ts'
import { isInside, modifiedAt, reasonOf } from './file-system.ts'

/** The bytes of a file, or the problem that explains why there are none. */
export type ReadFile =
  | { readonly file: FileContent; readonly problem: null }
  | { readonly file: null; readonly problem: Problem }

/** Neither follow a link nor block on a named pipe that replaced the file. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * Read the bytes of one file of the archive. Never throws: errors become problems.
 *
 * A file that changes while it is read is read a second time. Files larger than
 * `settings.maxFileBytes` are refused before any byte is read.
 *
 * @param folder - the archive folder
 * @param path - relative to it, with `/`
 */
export function readFile(folder: string, path: string, settings: Settings): ReadFile {
  const read = readContent(folder, path, settings.maxFileBytes)
  if ('code' in read) return { file: null, problem: fileProblem(path, read) }
  const { bytes: content, modified } = read
  const hash = digest('sha256', content, 'hex')
  return { file: { path, bytes: content.length, modified, hash, content }, problem: null }
}

/** A file of the archive that is open to be read in parts. */
export interface OpenedBytes {
  readonly bytes: number
  readonly modified: string | null
  /** Fill the buffer from an offset of the file. @returns the number of bytes that were there */
  read(buffer: Uint8Array, at: number): number
  /** Whether the file is not what it was when it was opened. */
  hasChanged(): boolean
  close(): void
}

/** Open a regular file inside the folder. Never throws; null when it cannot be opened. */
export function openBytes(folder: string, path: string): OpenedBytes | null {
  let handle: number | null = null
  try {
    const root = realpathSync.native(folder)
    const real = realpathSync.native(join(root, path))
    if (!isInside(root, real)) return null
    const opened = (handle = openSync(real, FLAGS))
    const before = fstatSync(opened, { bigint: true })
    if (!before.isFile()) throw new Error('Not a file')
    return {
      bytes: Number(before.size),
      modified: modifiedAt(Number(before.mtimeMs)),
      read: (buffer, at) => readSync(opened, buffer, 0, buffer.length, at),
      hasChanged: () => {
        const after = fstatSync(opened, { bigint: true })
        return after.size !== before.size || after.mtimeNs !== before.mtimeNs
      },
      close: () => closeSync(opened),
    }
  } catch {
    if (handle !== null) closeSync(handle)
    return null
  }
}

export interface Content {
  readonly bytes: Uint8Array
  readonly modified: string | null
}

/** Read the bytes of a regular file inside the folder, up to a size limit. Never throws. */
export function readContent(folder: string, path: string, limit: number): Content | Complaint {
  try {
    const root = realpathSync.native(folder)
    const real = realpathSync.native(join(root, path))
    if (!isInside(root, real)) return outside(path)
    return readOnce(real, path, limit) ?? readOnce(real, path, limit) ?? keepsChanging(path)
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

/** All bytes of the file, and one more if it has grown. */
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
    hint: 'Split the file, or raise the limit with --max-bytes.',
  }
}

export function keepsChanging(path: string): Complaint {
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
