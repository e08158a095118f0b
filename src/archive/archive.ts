import { createHash } from 'node:crypto'
import { realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { ArchiveChange, ArchiveState } from '../model/archive.ts'
import type { ArticleFilter } from '../model/lists.ts'
import type { Reading } from '../model/reading.ts'
import type { Settings } from '../model/settings.ts'
import { DamagedIndexError } from '../store/errors.ts'
import { discardIndex } from '../store/sqlite/index-file.ts'
import { openSqliteStore } from '../store/sqlite/store.ts'
import type { Store } from '../store/store.ts'
import { cacheFolder } from './cache-folder.ts'
import { createChangeFeed } from './change-feed.ts'
import { ArchiveFolderError, folderError, makeFolder } from './file-system.ts'
import { type IndexedFolder, IndexUpdater, type IndexUpdaterOptions } from './index-updater.ts'
import { allReadings } from './pages.ts'

export interface ArchiveOptions extends IndexUpdaterOptions {
  /** Path of the index file; `:memory:` for none. By default a file in the user's cache folder. */
  readonly index?: string | undefined
  /** Any store, used instead of an index file; the archive closes it. */
  readonly store?: Store | undefined
  /** Open with an existing index as it is, and read the folder in the background. */
  readonly mayBeStale?: boolean | undefined
}

/** A folder of articles with its index. */
export interface Archive extends IndexedFolder {
  /** The current settings: the settings file is read again with the folder. */
  readonly settings: Settings
  readonly state: ArchiveState
  /** Whether the index has matched the folder at least once since it was opened. */
  readonly isCurrent: boolean
  /**
   * Update the index from the folder. Calls made while one is running share its result.
   *
   * @param paths - read only these files and folders, relative to the archive, with `/`
   * @returns what changed, or null when nothing did
   * @throws {ArchiveFolderError} when the folder cannot be read; the last index stays in use
   */
  refresh(paths?: readonly string[]): Promise<ArchiveChange | null>
  /** Every matching article with everything that was read from it, oldest first. */
  readings(filter?: ArticleFilter): AsyncGenerator<Reading>
  /**
   * Every later change, until the consumer stops. Slow consumers receive several changes merged
   * into one.
   *
   * @param since - a revision: the difference from it comes first; an unknown one ends the iteration
   */
  changes(since?: string): AsyncIterableIterator<ArchiveChange>
  close(): Promise<void>
}

/** The state of an archive, sent from the primary process to its workers. */
export type ArchiveStatus = Pick<Archive, 'folder' | 'index' | 'settings' | 'state' | 'isCurrent'>

/** An archive whose index is updated by another process. */
export interface ArchiveReplica {
  readonly archive: Archive
  /** Take over a new status from the primary process; the index may have changed, too. */
  receive(status: ArchiveStatus): void
}

/**
 * Open a folder of articles, and index what is new in it.
 *
 * A damaged index is rebuilt, since everything in it comes from the folder. A file that is not an
 * index is never changed.
 *
 * @throws {ArchiveFolderError} when the folder does not exist or is a file
 * @throws {SettingsError} when the settings among the options are invalid; an invalid settings file
 *   becomes a problem, and the last valid settings or the defaults are used
 * @throws {IndexBusyError} when another process writes the same index; with `watch`, waits for it
 */
export async function openArchive(path: string, options: ArchiveOptions = {}): Promise<Archive> {
  const folder = resolveFolder(path)
  const start = async () => {
    const store = options.store ?? openDefaultStore(folder, options)
    const index = store.location
    const updater = new IndexUpdater({ folder, index, store }, options)
    try {
      await updater.start(options.mayBeStale ?? false)
      return createArchive(updater, () => updater, {
        refresh: (paths) => updater.refresh(paths),
        changes: (since) => updater.changes(since),
        close: () => updater.close(),
      })
    } catch (error) {
      await updater.close()
      throw error
    }
  }
  try {
    return await start()
  } catch (error) {
    if (isOwnDamagedIndex(error) && !options.store) return start()
    throw error
  }
}

/**
 * Open an archive whose index another process keeps up to date.
 *
 * @param store - opened on that index; closed with the archive
 */
export function openReplica(first: ArchiveStatus, store: Store): ArchiveReplica {
  const { folder, index } = first
  const feed = createChangeFeed(store)
  let status = first
  const archive = createArchive({ folder, index, store }, () => status, {
    // The primary process reads the folder.
    refresh: async () => null,
    changes: (since) => feed.subscribe(since),
    async close() {
      feed.close()
      await store.close()
    },
  })
  return {
    archive,
    receive(next) {
      status = next
      void store.verify()
      feed.publish()
    },
  }
}

export function statusOf({ folder, index, settings, state, isCurrent }: Archive): ArchiveStatus {
  return { folder, index, settings, state, isCurrent }
}

function createArchive(
  { folder, index, store }: IndexedFolder,
  status: () => Pick<Archive, 'settings' | 'state' | 'isCurrent'>,
  actions: Pick<Archive, 'refresh' | 'changes' | 'close'>,
): Archive {
  return {
    folder,
    index,
    store,
    get settings() {
      return status().settings
    },
    get state() {
      return status().state
    },
    get isCurrent() {
      return status().isCurrent
    },
    readings: (filter) => allReadings(store, filter),
    ...actions,
  }
}

function resolveFolder(path: string): string {
  try {
    if (statSync(path).isDirectory()) return realpathSync.native(path)
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
function openDefaultStore(folder: string, { index, watch }: ArchiveOptions): Store {
  const path = index ?? defaultIndexPath(folder, process.platform, homedir(), process.env)
  const busyTimeout = watch ? WATCH_BUSY_TIMEOUT : undefined
  if (path === ':memory:') return openSqliteStore({ path })
  makeFolder(dirname(path))
  try {
    return openSqliteStore({ path, busyTimeout })
  } catch (error) {
    if (!isOwnDamagedIndex(error)) throw error
    discardIndex(path)
    return openSqliteStore({ path, busyTimeout })
  }
}

function isOwnDamagedIndex(error: unknown): boolean {
  return error instanceof DamagedIndexError && !error.foreign
}
