import { sep } from 'node:path'

/** Whether a resolved path is the folder or lies in it. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** The path of a name in a folder of the archive; '' is the archive itself. */
export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** ISO 8601 instant of a modification time; null where it lies outside what a date can say. */
export function modifiedAt(milliseconds: number): string | null {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
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

/** The file system's code ("EACCES"); empty for any other error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}

/** Why a file cannot be read, in words that fit "cannot be read: …". */
export function reasonOf(error: unknown): string {
  const code = codeOf(error)
  if (code !== '') return `${REASONS[code] ?? 'the system refused'} (${code})`
  return error instanceof Error ? error.message : String(error)
}
