import { CommanderError } from 'commander'

/** Exit codes of the process. */
export const exitCodes = {
  success: 0,
  /** Problems were found, or the answer has errors, or the server could not start. */
  found: 1,
  /** The arguments are wrong. */
  usage: 2,
  /** The archive, its settings or its index cannot be read. */
  archive: 3,
  /** Verdicts of `verify`. */
  cut: 4,
  altered: 5,
  otherSpeaker: 6,
  notFound: 7,
  internal: 70,
  /** Stopped by a signal, as shells report it. */
  stopped: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** An error that the user can fix; the message says how. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** The message and exit code for an error. */
export interface Failure {
  /** Null when it has already been printed. */
  readonly message: string | null
  readonly exitCode: ExitCode
}

// By name, because importing the classes would load every stage for a mere `--help`.
const ARCHIVE_ERRORS = new Set([
  'ArchiveFolderError',
  'SettingsError',
  'ExtensionError',
  'IndexBusyError',
  'RootNameError',
  'DamagedIndexError',
  'StoreVersionError',
])

const USAGE_ERRORS = new Set(['MissingPackageError', 'ToolDocumentError', 'StoreAddressError'])

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'it already exists',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder',
}

/** @returns null for an internal error */
export function explainFailure(error: unknown): Failure | null {
  if (!(error instanceof Error)) return null
  if (error instanceof CommanderError) {
    return { message: null, exitCode: error.exitCode === 0 ? exitCodes.success : exitCodes.usage }
  }
  if (error instanceof CommandError) return { message: error.message, exitCode: error.exitCode }
  if (error.name === 'IndexStoppedError') {
    return { message: error.message, exitCode: exitCodes.stopped }
  }
  if (USAGE_ERRORS.has(error.name)) return { message: error.message, exitCode: exitCodes.usage }
  if (error.name === 'StoreUnavailableError' && 'reason' in error) {
    return archiveFailure(`Cannot reach the database of the store: ${String(error.reason)}.`)
  }
  if (ARCHIVE_ERRORS.has(error.name)) return archiveFailure(error.message)
  return explainCause(error) ?? explainSystem(error)
}

function archiveFailure(message: string): Failure {
  return { message, exitCode: exitCodes.archive }
}

/** Errors with a clear message whose cause is an error of the system. */
function explainCause({ message, cause }: Error): Failure | null {
  if (isSystemError(cause) && /^(?:listen|getaddrinfo)$/.test(cause.syscall)) {
    return { message, exitCode: exitCodes.found }
  }
  return isSqliteError(cause) ? archiveFailure(message) : null
}

function explainSystem(error: Error): Failure | null {
  if (isSqliteError(error)) {
    return archiveFailure(
      `Cannot use the index: ${error.message}. Choose another place with --index PATH.`,
    )
  }
  if (!isSystemError(error)) return null
  const reason = REASONS[error.code] ?? error.code
  if (!('path' in error)) return archiveFailure(`Cannot ${error.syscall} a file: ${reason}.`)
  const path = String(error.path)
  // The index needs the only folder that is created.
  if (error.syscall === 'mkdir') {
    return archiveFailure(
      `Cannot create "${path}": ${reason}. Choose another place for the index with --index PATH.`,
    )
  }
  return archiveFailure(`Cannot read "${path}": ${reason}.`)
}

function isSystemError(error: unknown): error is Error & { code: string; syscall: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error
}

// Full, read-only or unreachable disks; a failed statement is an internal error.
const OF_DISK = /^SQLITE_(?:FULL|CANTOPEN|READONLY|IOERR|PERM|AUTH)/
/** SQLITE_READONLY_DIRECTORY, for which the driver has no name. */
const READONLY_DIRECTORY = 1544

function isSqliteError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  if ('rawCode' in error && error.rawCode === READONLY_DIRECTORY) return true
  return OF_DISK.test(String(error.code))
}
