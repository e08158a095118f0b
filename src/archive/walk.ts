import { isUtf8 } from 'node:buffer'
import { lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import type { ArchiveFile } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import { fileProblem } from '../text/problems.ts'
import { codeOf, isInside, joinPath, parentOf, reasonOf } from './file-system.ts'
import { type FileFingerprint, fingerprintOf, FolderDigest } from './fingerprint.ts'

/** A file in the folder, or a problem that prevents one from being read. */
export type FoundFile =
  | { readonly kind: 'FILE'; readonly file: ArchiveFile; readonly fingerprint: FileFingerprint }
  | { readonly kind: 'PROBLEM'; readonly problem: Problem }

/** What a walk finds without reading any file. */
export interface FolderScan {
  readonly files: number
  readonly bytes: number
  /** Equal while no fingerprint changes; null when a file was changed within the last seconds. */
  readonly digest: string | null
}

/** Files at the top of the folder that are not articles. */
const NOT_ARTICLES = /^(?:README.*|pressgraph\.json|corrections\.yaml|speakers\.yaml)$/i

interface Level {
  /** Relative to the archive, empty for the archive itself. */
  readonly folder: string
  /** One character for each byte, so that names that are not UTF-8 keep their bytes. */
  readonly names: readonly string[]
  next: number
}

/**
 * Walk an archive folder, depth first, names in byte order. No content is read.
 *
 * Names that begin with a dot are skipped, and the settings, annotations and README at the top.
 * A link is followed only to a file inside the archive: linked folders are walked at their own
 * path. Memory is used only for the names of the folders on the current path.
 *
 * @param at - only the file or folder of this path, relative to the archive, with `/`
 * @throws the file system's error when the archive folder itself cannot be listed
 */
export function* walkArchive(folder: string, at = ''): Generator<FoundFile> {
  const root = realpathSync.native(folder)
  if (at !== '' && !isReachable(root, at)) return
  const levels: Level[] = [at === '' ? levelOf(root, '') : levelAbove(at)]
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const name = level.names[level.next]
    level.next += 1
    if (name === undefined) levels.pop()
    else if (name.startsWith('.') || (level.folder === '' && NOT_ARTICLES.test(name))) continue
    else {
      const found = inspect(root, level.folder, name)
      if (found?.kind === 'FOLDER') levels.push(found.level)
      else if (found) yield found
    }
  }
}

/** Walk the whole folder for its counts and its digest. */
export function scanFolder(folder: string): FolderScan {
  const digest = new FolderDigest()
  const now = Date.now()
  let files = 0
  let bytes = 0
  for (const found of walkArchive(folder)) {
    addToDigest(digest, found, now)
    files += 1
    if (found.kind === 'FILE') bytes += found.file.bytes
  }
  return { files, bytes, digest: digest.digest() }
}

export function addToDigest(digest: FolderDigest, found: FoundFile, now: number): void {
  if (found.kind === 'FILE') digest.addFile(found.file.path, found.fingerprint, now)
  else digest.addProblem(found.problem.path, found.problem.message)
}

/** Compares paths in the order of the walk: folder by folder, names by their bytes. */
export function compareInWalk(a: string, b: string): number {
  const [left, right] = [a, b].map((path) => path.replaceAll('/', '\0'))
  return Buffer.compare(Buffer.from(left ?? ''), Buffer.from(right ?? ''))
}

function levelOf(root: string, folder: string): Level {
  return { folder, names: listBytes(join(root, folder)), next: 0 }
}

/** A level that contains only the name of this path. */
function levelAbove(path: string): Level {
  const folder = parentOf(path)
  const name = folder === '' ? path : path.slice(folder.length + 1)
  return { folder, names: [Buffer.from(name).toString('latin1')], next: 0 }
}

/** Whether a walk from the top finds this path: no link and no hidden folder leads to it. */
function isReachable(root: string, path: string): boolean {
  if (path.split('/').some((name) => name === '' || name.startsWith('.'))) return false
  const folder = join(root, parentOf(path))
  try {
    return lstatSync(folder).isDirectory() && realpathSync.native(folder) === folder
  } catch {
    return false
  }
}

/** The names as Latin-1, so that sorting them sorts the bytes. */
function listBytes(folder: string): string[] {
  return readdirSync(folder, { encoding: 'latin1' }).sort()
}

function inspect(
  root: string,
  folder: string,
  bytes: string,
): FoundFile | { readonly kind: 'FOLDER'; readonly level: Level } | null {
  const name = readName(bytes)
  if (name === null) return unreadableName(joinPath(folder, escapeBytes(bytes)))
  const path = joinPath(folder, name)
  try {
    // Not `join`: it would normalise a normal path, in as much time as `lstat` needs.
    const stats = lstatSync(root + sep + path, { throwIfNoEntry: false })
    // Deleted since the folder was listed.
    if (!stats) return null
    if (stats.isSymbolicLink()) return followLink(root, path)
    if (!stats.isDirectory()) return fileOrProblem(path, stats)
    return { kind: 'FOLDER', level: levelOf(root, path) }
  } catch (error) {
    return unreadable(path, reasonOf(error))
  }
}

/** The name as text; null when its bytes are not UTF-8, because no string then gives the file. */
function readName(bytes: string): string | null {
  if (/^[ -~]*$/.test(bytes)) return bytes
  const buffer = Buffer.from(bytes, 'latin1')
  return isUtf8(buffer) ? buffer.toString('utf8') : null
}

function escapeBytes(bytes: string): string {
  return bytes.replace(
    /[^ -~]/g,
    (byte) => `\\x${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

function fileOrProblem(path: string, stats: Stats): FoundFile {
  if (!stats.isFile()) return notAFile(path, stats)
  return {
    kind: 'FILE',
    file: { path, bytes: stats.size },
    fingerprint: fingerprintOf(stats),
  }
}

function followLink(root: string, path: string): FoundFile | null {
  const target = targetOf(root, path)
  if (typeof target !== 'string') return target
  if (!isInside(root, target)) return outside(path)
  const stats = statSync(target)
  if (!stats.isDirectory()) return fileOrProblem(path, stats)
  return isInside(target, join(root, dirname(path))) ? loop(path) : null
}

function targetOf(root: string, path: string): string | FoundFile {
  try {
    return realpathSync.native(join(root, path))
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ELOOP') return loop(path)
    return code === 'ENOENT' ? dangling(path) : unreadable(path, reasonOf(error))
  }
}

function unreadableName(path: string): FoundFile {
  return problem(path, {
    code: 'UNREADABLE_NAME',
    severity: 'ERROR',
    message: `The name of "${path}" is not UTF-8, so it cannot be read by its name.`,
    hint: 'Rename the file or folder; convmv renames many at once.',
  })
}

function unreadable(path: string, reason: string): FoundFile {
  return problem(path, {
    code: 'UNREADABLE_FILE',
    severity: 'ERROR',
    message: `"${path}" cannot be read: ${reason}.`,
    hint: 'Check the permissions of the file and of the folders above it.',
  })
}

function dangling(path: string): FoundFile {
  return problem(path, {
    code: 'UNREADABLE_FILE',
    severity: 'WARNING',
    message: `The link "${path}" points to nothing.`,
    hint: 'Remove the link or put the file back.',
  })
}

function outside(path: string): FoundFile {
  return problem(path, {
    code: 'LINK_OUTSIDE',
    severity: 'WARNING',
    message: `The link "${path}" leads out of the archive and is not followed.`,
    hint: 'Copy the file into the archive instead.',
  })
}

function loop(path: string): FoundFile {
  return problem(path, {
    code: 'LINK_LOOP',
    severity: 'WARNING',
    message: `The link "${path}" leads back to itself or to a folder that contains it.`,
    hint: 'Remove the link; its target is read at its own path.',
  })
}

function notAFile(path: string, stats: Stats): FoundFile {
  return problem(path, {
    code: 'NOT_A_FILE',
    severity: 'WARNING',
    message: `"${path}" is ${kindOf(stats)}, not a file.`,
    hint: 'Move it out of the archive.',
  })
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'a named pipe'
  return stats.isSocket() ? 'a socket' : 'a device'
}

function problem(path: string, complaint: Parameters<typeof fileProblem>[1]): FoundFile {
  return { kind: 'PROBLEM', problem: fileProblem(path, complaint) }
}
