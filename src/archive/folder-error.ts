import { codeOf } from './paths.ts'

/** The folder of the archive is not there or cannot be read; the message says which and why. */
export class ArchiveFolderError extends Error {
  override readonly name = 'ArchiveFolderError'
}

export function folderError(path: string, cause: unknown): ArchiveFolderError {
  const reason = REASONS[codeOf(cause)] ?? (codeOf(cause) || 'it fails')
  return new ArchiveFolderError(`Cannot read the folder "${path}": ${reason}.`, { cause })
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'it may not be read',
}
