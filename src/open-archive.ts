import { createHash } from 'node:crypto'
import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type Archive, startArchive, type StartOptions } from './archive/archive.ts'
import { cacheFolder } from './archive/cache-folder.ts'
import { ArchiveFolderError, folderError, makeFolder } from './archive/file-system.ts'
import { DamagedIndexError } from './store/errors.ts'
import { loadReaders } from './archive/readers.ts'
import { discardIndex } from './store/sqlite/index-file.ts'
import { openSqliteStore } from './store/sqlite/store.ts'
import type { Store } from './store/store.ts'
import { refuseUnknown } from './unknown-options.ts'

export interface ArchiveOptions extends Omit<StartOptions, 'readers'> {
  /**
   * Modules with formats and languages: paths relative to the current folder, or file URLs. Their
   * code has the rights of the program.
   */
  readonly extensions?: readonly (string | URL)[] | undefined
  /** Path of the index file; `:memory:` for none. By default a file in the user's cache folder. */
  readonly index?: string | undefined
  /** Any store, used instead of an index file; the archive closes it. */
  readonly store?: Store | undefined
}

const OPTIONS = {
  extensions: true,
  index: true,
  limits: true,
  maxSidecarBytes: true,
  mayBeStale: true,
  now: true,
  onChange: true,
  onFault: true,
  onNotice: true,
  onProgress: true,
  root: true,
  settings: true,
  signal: true,
  store: true,
  threads: true,
  watch: true,
} satisfies Record<keyof ArchiveOptions, true>

/**
 * Open a folder of articles, and index what is new in it.
 *
 * A damaged index is rebuilt, since everything in it comes from the folder. A file that is not an
 * index is never changed.
 *
 * @throws {TypeError} for an option that does not exist
 * @throws {ArchiveFolderError} when the folder does not exist or is a file
 * @throws {SettingsError} when the settings among the options are invalid; an invalid settings file
 *   becomes a problem, and the last valid settings or the defaults are used
 * @throws {ExtensionError} when an extension is missing or cannot be used
 * @throws {IndexBusyError} when another process writes the same index; with `watch`, waits for it
 */
export async function openArchive(path: string, options: ArchiveOptions = {}): Promise<Archive> {
  refuseUnknown('openArchive', 'option', options, OPTIONS)
  const folder = resolveFolder(path)
  const { store, extensions = [] } = options
  const readers = await loadReaders(extensions, folder)
  const started = { ...options, readers }
  if (store) return startArchive(folder, store, started)
  const start = () => startArchive(folder, openDefaultStore(folder, options), started)
  try {
    return await start()
  } catch (error) {
    if (isOwnDamagedIndex(error)) return start()
    throw error
  }
}

function resolveFolder(path: string): string {
  try {
    if (statSync(path).isDirectory()) {
      accessSync(path, constants.R_OK | constants.X_OK)
      return realpathSync.native(path)
    }
  } catch (error) {
    throw folderError(path, error)
  }
  throw new ArchiveFolderError(`Cannot read the folder "${path}": it is a file.`)
}

/**
 * The default path of an index: one file for each folder in the user's cache folder, never among
 * the articles.
 *
 * @param folder - real, absolute path
 */
function defaultIndexPath(
  folder: string,
  platform: NodeJS.Platform,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const name = basename(folder).replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'archive'
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  return join(cacheFolder(platform, home, env), 'pressgraph', `${name}-${digest}.sqlite`)
}

/** Milliseconds that a server waits, blocked, while another process writes the index. */
const WATCH_BUSY_TIMEOUT = 50

/** An index file, which is rebuilt when it is damaged. */
function openDefaultStore(folder: string, { index, watch, onNotice }: ArchiveOptions): Store {
  const path = index ?? defaultIndexPath(folder, process.platform, homedir(), process.env)
  const busyTimeout = watch ? WATCH_BUSY_TIMEOUT : undefined
  if (path === ':memory:') return openSqliteStore({ path })
  makeFolder(dirname(path))
  try {
    return openSqliteStore({ path, busyTimeout })
  } catch (error) {
    if (!isOwnDamagedIndex(error)) throw error
    onNotice?.(`${error.message} It is built again.`)
    discardIndex(path)
    return openSqliteStore({ path, busyTimeout })
  }
}

function isOwnDamagedIndex(error: unknown): error is DamagedIndexError {
  return error instanceof DamagedIndexError && !error.foreign
}
