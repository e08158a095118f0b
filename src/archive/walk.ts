import { isUtf8 } from 'node:buffer'
import { lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import type { ArchiveFile } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import { fileProblem } from '../text/problems.ts'
import { type Look, lookOf } from './look.ts'
import { codeOf, isInside, joinPath, reasonOf } from './paths.ts'

/** What stands in the folder: a file to be read, or why something cannot be. */
export type Found =
  | { readonly kind: 'FILE'; readonly file: ArchiveFile; readonly look: Look }
  | { readonly kind: 'PROBLEM'; readonly problem: Problem }

/** Beside the articles at the top of the folder, and no articles. */
const ASIDE = /^(?:README.*|pressgraph\.json|corrections\.yaml|speakers\.yaml)$/i

interface Level {
  /** Relative to the archive, empty for the archive itself. */
  readonly folder: string
  /** A character a byte, so that names that are no UTF-8 keep their bytes. */
  readonly names: readonly string[]
  next: number
}

/**
 * Walk an archive folder, depth first, names in byte order. No content is read.
 *
 * Names that begin with a dot are passed over, as are the settings and the README at the top.
 * A link is followed to a file inside the archive and to nothing else: folders are walked where
 * they stand. Only the names of the folders on the way down are held in memory.
 *
 * @param at - only the file or folder of this path, relative to the archive, with `/`
 * @throws the file system's error when the archive folder itself cannot be listed
 */
export function* walkArchive(folder: string, at = ''): Generator<Found> {
  const root = realpathSync.native(folder)
  if (at !== '' && !isReached(root, at)) return
  const levels: Level[] = [at === '' ? levelOf(root, '') : levelAbove(at)]
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const name = level.names[level.next]
    level.next += 1
    if (name === undefined) levels.pop()
    else if (name.startsWith('.') || (level.folder === '' && ASIDE.test(name))) continue
    else {
      const found = look(root, level.folder, name)
      if (found?.kind === 'FOLDER') levels.push(found.level)
      else if (found) yield found
    }
  }
}

/** The order of the walk: folder by folder, names by their bytes. */
export function inWalkOrder(a: string, b: string): number {
  const [left, right] = [a, b].map((path) => path.replaceAll('/', '\0'))
  return Buffer.compare(Buffer.from(left ?? ''), Buffer.from(right ?? ''))
}

function levelOf(root: string, folder: string): Level {
  return { folder, names: listNames(join(root, folder)), next: 0 }
}

/** The level on which a path stands, as if it held nothing else. */
function levelAbove(path: string): Level {
  const folder = parentOf(path)
  const name = folder === '' ? path : path.slice(folder.length + 1)
  return { folder, names: [Buffer.from(name).toString('latin1')], next: 0 }
}

/** Whether a walk from the top comes by: through no link and no hidden folder. */
function isReached(root: string, path: string): boolean {
  if (path.split('/').some((name) => name === '' || name.startsWith('.'))) return false
  const folder = join(root, parentOf(path))
  try {
    return lstatSync(folder).isDirectory() && realpathSync.native(folder) === folder
  } catch {
    return false
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}

/** The names as Latin-1, sorted: their order is that of the bytes. */
function listNames(folder: string): string[] {
  return readdirSync(folder, { encoding: 'latin1' }).sort()
}

function look(
  root: string,
  folder: string,
  bytes: string,
): Found | { readonly kind: 'FOLDER'; readonly level: Level } | null {
  const name = readName(bytes)
  if (name === null) return unreadableName(joinPath(folder, escapeBytes(bytes)))
  const path = joinPath(folder, name)
  try {
    // The parts are in order already, which `join` would make sure of in as much time as the rest.
    const stats = lstatSync(root + sep + path, { throwIfNoEntry: false })
    // Gone since the folder was listed.
    if (!stats) return null
    if (stats.isSymbolicLink()) return followLink(root, path)
    if (!stats.isDirectory()) return fileOrProblem(path, stats)
    return { kind: 'FOLDER', level: levelOf(root, path) }
  } catch (error) {
    return unreadable(path, reasonOf(error))
  }
}

/** The name as text, or null when its bytes are no UTF-8 and no string can stand for it. */
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

function fileOrProblem(path: string, stats: Stats): Found {
  if (!stats.isFile()) return notAFile(path, stats)
  return {
    kind: 'FILE',
    file: { path, bytes: stats.size },
    look: lookOf(stats),
  }
}

function followLink(root: string, path: string): Found | null {
  const target = targetOf(root, path)
  if (typeof target !== 'string') return target
  if (!isInside(root, target)) return outside(path)
  const stats = statSync(target)
  if (!stats.isDirectory()) return fileOrProblem(path, stats)
  return isInside(target, join(root, dirname(path))) ? loop(path) : null
}

function targetOf(root: string, path: string): string | Found {
  try {
    return realpathSync.native(join(root, path))
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ELOOP') return loop(path)
    return code === 'ENOENT' ? dangling(path) : unreadable(path, reasonOf(error))
  }
}

function unreadableName(path: string): Found {
  return problem(path, {
    code: 'UNREADABLE_NAME',
    severity: 'ERROR',
    message: `The name of "${path}" is not UTF-8, so nothing can be asked of it by name.`,
    hint: 'Rename the file or folder; convmv renames many at once.',
  })
}

function unreadable(path: string, reason: string): Found {
  return problem(path, {
    code: 'UNREADABLE_FILE',
    severity: 'ERROR',
    message: `"${path}" cannot be read: ${reason}.`,
    hint: 'Check the permissions of the file and of the folders above it.',
  })
}

function dangling(path: string): Found {
  return problem(path, {
    code: 'UNREADABLE_FILE',
    severity: 'WARNING',
    message: `The link "${path}" points to nothing.`,
    hint: 'Remove the link or put the file back.',
  })
}

function outside(path: string): Found {
  return problem(path, {
    code: 'LINK_OUTSIDE',
    severity: 'WARNING',
    message: `The link "${path}" leads out of the archive and is not followed.`,
    hint: 'Copy the file into the archive instead.',
  })
}

function loop(path: string): Found {
  return problem(path, {
    code: 'LINK_LOOP',
    severity: 'WARNING',
    message: `The link "${path}" leads back to itself or to a folder it stands in.`,
    hint: 'Remove the link; what it leads to is read where it stands.',
  })
}

function notAFile(path: string, stats: Stats): Found {
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

function problem(path: string, complaint: Parameters<typeof fileProblem>[1]): Found {
  return { kind: 'PROBLEM', problem: fileProblem(path, complaint) }
}
