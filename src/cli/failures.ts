import { CommanderError } from 'commander'

/** What the process ends with. */
export const exitCodes = {
  fine: 0,
  /** Problems were found, or the answer has errors, or the server could not start. */
  found: 1,
  /** The command was called in a way that means nothing. */
  usage: 2,
  /** The archive, its settings or its index cannot be read. */
  archive: 3,
  internal: 70,
  /** Stopped by a signal, as a shell has it. */
  stopped: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Something that the person at the terminal can mend; the message says how. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** What there is to say of an error, and what the process ends with. */
export interface Failure {
  /** Null when it has been said already. */
  readonly message: string | null
  readonly exitCode: ExitCode
}

// By name, since importing the classes would load the whole line for a mere `--help`.
const ARCHIVE_ERRORS = new Set([
  'ArchiveFolderError',
  'SettingsError',
  'IndexBusyError',
  'DamagedIndexError',
])

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk is read-only',
  ENOSPC: 'no room is left on the disk',
  EEXIST: 'it is there already',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder',
}

/** @returns null for a fault of ours */
export function explainFailure(error: unknown): Failure | null {
  if (!(error instanceof Error)) return null
  if (error instanceof CommanderError) {
    return { message: null, exitCode: error.exitCode === 0 ? exitCodes.fine : exitCodes.usage }
  }
  if (error instanceof CommandError) return { message: error.message, exitCode: error.exitCode }
  if (error.name === 'IndexStoppedError') {
    return { message: error.message, exitCode: exitCodes.stopped }
  }
  if (ARCHIVE_ERRORS.has(error.name)) return archiveFailure(error.message)
  return explainCause(error) ?? explainSystem(error)
}

function archiveFailure(message: string): Failure {
  return { message, exitCode: exitCodes.archive }
}

/** Errors that others have put into words, with the system's own as the cause. */
function explainCause({ message, cause }: Error): Failure | null {
  if (isSystemError(cause) && /^(?:listen|getaddrinfo)$/.test(cause.syscall)) {
    return { message, exitCode: exitCodes.found }
  }
  return isSqliteError(cause) ? archiveFailure(message) : null
}

function explainSystem(error: Error): Failure | null {
  if (isSqliteError(error)) {
    return archiveFailure(`Cannot use the index: ${error.message}. Say where with --index PATH.`)
  }
  if (!isSystemError(error)) return null
  const reason = REASONS[error.code] ?? error.code
  if (!('path' in error)) return archiveFailure(`Cannot ${error.syscall} a file: ${reason}.`)
  const path = String(error.path)
  // Nothing else is ever made.
  if (error.syscall === 'mkdir') {
    return archiveFailure(
      `Cannot make "${path}": ${reason}. Keep the index elsewhere: --index PATH.`,
    )
  }
  return archiveFailure(`Cannot read "${path}": ${reason}.`)
}

function isSystemError(error: unknown): error is Error & { code: string; syscall: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error
}

// Full, read-only or unreachable disks; a statement that fails is a fault of ours.
function isSqliteError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return /^SQLITE_(?:FULL|CANTOPEN|READONLY|IOERR|PERM|AUTH)/.test(String(error.code))
}
