import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'

/** The archive folder is missing or unreadable; the message says which one and why. */
export class ArchiveFolderError extends Error {
  override readonly name = 'ArchiveFolderError'
}

export function folderError(path: string, cause: unknown): ArchiveFolderError {
  const reason = FOLDER_REASONS[codeOf(cause)] ?? (codeOf(cause) || 'it fails')
  return new ArchiveFolderError(`Cannot read the folder "${path}": ${reason}.`, { cause })
}

const FOLDER_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'it may not be read',
}

/** Whether a resolved path is the folder or lies in it. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** The archive path of a name in a folder of the archive; '' is the archive folder. */
export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** The archive path of the folder that contains a path; '' is the archive folder. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}

/** The names in a folder; none when it cannot be listed. */
export function listNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Compares paths in Unicode NFC: file systems and editors compose letters differently. */
export function isSamePath(a: string, b: string): boolean {
  return a === b || a.normalize('NFC') === b.normalize('NFC')
}

/** The path of an existing file, given in any Unicode normalisation; null when there is none. */
export function findPath(folder: string, path: string): string | null {
  if (existsSync(join(folder, path))) return path
  if (/^[ -~]*$/.test(path)) return null
  let found = ''
  for (const part of path.split('/')) {
    const name = listNames(join(folder, found)).find((each) => isSamePath(each, part))
    if (name === undefined) return null
    found = joinPath(found, name)
  }
  return found
}

/** A modification time in ISO 8601; null outside the range of a Date. */
export function modifiedAt(milliseconds: number): string | null {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/**
 * Create a folder and its missing parents.
 *
 * Node's recursive `mkdir` never returns where the system reports ENOENT although the parent
 * exists, as under `/proc`; this function tries each folder once.
 *
 * @throws the system's error, with the `path` that could not be created
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    makeFolder(dirname(path))
    mkdirSync(path)
  }
}

/** The text of a file; empty where there is none. */
export function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ''
    throw error
  }
}

/**
 * Replace the content of a file: a process that ends at any moment leaves the old or the new one. A link
 * stays a link.
 */
export function replaceFile(path: string, content: string): void {
  const real = existsSync(path) ? realpathSync(path) : path
  // The archive skips hidden files.
  const draft = join(dirname(real), `.${basename(real)}.new`)
  const mode = statSync(real, { throwIfNoEntry: false })?.mode
  const file = openSync(draft, 'w', mode)
  try {
    writeSync(file, Buffer.from(content))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, real)
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its path is too long',
  EMFILE: 'too many files are open',
  EIO: 'the disk failed',
}

/** The file system's error code ("EACCES"); empty for any other error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}

/** Why a file cannot be read, as the end of "cannot be read: …". */
export function reasonOf(error: unknown): string {
  const code = codeOf(error)
  if (code !== '') return `${REASONS[code] ?? 'the system refused'} (${code})`
  return error instanceof Error ? error.message : String(error)
}
