import { realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import type { ArchiveChange, ArchiveState } from '../model/archive.ts'
import type { ArticleFilter } from '../model/lists.ts'
import type { Reading } from '../model/reading.ts'
import type { Settings } from '../model/settings.ts'
import { DamagedIndexError } from '../store/errors.ts'
import { discardIndex } from '../store/sqlite/discard.ts'
import { openSqliteStore } from '../store/sqlite/store.ts'
import type { Store } from '../store/store.ts'
import { ArchiveFolderError, folderError } from './folder-error.ts'
import { defaultIndexPath } from './index-path.ts'
import { Keeper, type KeeperOptions, type Kept } from './keeper.ts'
import { listReadings } from './list-readings.ts'
import { makeFolder } from './make-folder.ts'
import { readSettings } from './settings.ts'

export interface ArchiveOptions extends KeeperOptions {
  /** Where the index is kept; `:memory:` for nowhere. By default a file in the user's cache. */
  readonly index?: string | undefined
  /** Any store instead of an index file; the archive closes it. */
  readonly store?: Store | undefined
  /** Open with the index as it was left, where there is one, and read the folder meanwhile. */
  readonly mayBeStale?: boolean | undefined
}

/** A folder of articles with its index. */
export interface Archive extends Kept {
  /** As they stand now: the settings file is read again with the folder. */
  readonly settings: Settings
  readonly state: ArchiveState
  /** Whether the index has been up to the folder since it was opened. */
  readonly isCurrent: boolean
  /**
   * Bring the index up to the folder. Calls that come while one runs share its answer.
   *
   * @param paths - look at these files and folders alone, relative to the archive, with `/`
   * @returns what changed, or null when nothing did
   * @throws {ArchiveFolderError} when the folder cannot be read; the last index is served on
   */
  refresh(paths?: readonly string[]): Promise<ArchiveChange | null>
  /** Every article that matches with all that was understood of it, the oldest first. */
  readings(filter?: ArticleFilter): AsyncGenerator<Reading>
  /**
   * Every later change, until the consumer ends it. Whoever is slow hears of several as of one.
   *
   * @param since - a revision: what differs from it comes first. An unknown one ends it at once.
   */
  changes(since?: string): AsyncIterableIterator<ArchiveChange>
  close(): Promise<void>
}

/**
 * Open a folder of articles, and index what is new in it.
 *
 * An index that is damaged is made anew: it holds nothing that the files do not. A file of somebody
 * else is never touched.
 *
 * @throws {ArchiveFolderError} when the folder is not there or no folder
 * @throws {SettingsError} when its settings cannot be used
 * @throws {IndexBusyError} when another process is writing the same index, unless the folder is
 *   followed: then it is waited for
 */
export async function openArchive(path: string, options: ArchiveOptions = {}): Promise<Archive> {
  const folder = findFolder(path)
  const settings = readSettings(folder, options.settings)
  const start = async () => {
    const store = options.store ?? openDefaultStore(folder, options)
    const keeper = new Keeper({ folder, index: store.location, store }, settings, options)
    try {
      await keeper.start(options.mayBeStale ?? false)
      return archiveOf(keeper)
    } catch (error) {
      await keeper.close()
      throw error
    }
  }
  try {
    return await start()
  } catch (error) {
    if (isMended(error) && !options.store) return start()
    throw error
  }
}

/** A damaged index of ours was discarded as it was found out. */
function isMended(error: unknown): boolean {
  return error instanceof DamagedIndexError && !error.foreign
}

/** An object that callers may spread into another. */
function archiveOf(keeper: Keeper): Archive {
  const { folder, index, store } = keeper
  return {
    folder,
    index,
    store,
    get settings() {
      return keeper.settings
    },
    get state() {
      return keeper.state
    },
    get isCurrent() {
      return keeper.isCurrent
    },
    refresh: (paths) => keeper.refresh(paths),
    readings: (filter) => listReadings(store, filter),
    changes: (since) => keeper.changes(since),
    close: () => keeper.close(),
  }
}

function findFolder(path: string): string {
  try {
    if (statSync(path).isDirectory()) return realpathSync.native(path)
  } catch (error) {
    throw folderError(path, error)
  }
  throw new ArchiveFolderError(`Cannot read the folder "${path}": it is a file.`)
}

function placeOfIndex(folder: string): string {
  return defaultIndexPath(folder, { platform: process.platform, home: homedir(), env: process.env })
}

/** Milliseconds for which a server may stand still when another process is writing. */
const SHORTLY = 50

/** An index file, which is built again when it is damaged. */
function openDefaultStore(folder: string, { index, watch }: ArchiveOptions): Store {
  const path = index ?? placeOfIndex(folder)
  const busyTimeout = watch ? SHORTLY : undefined
  if (path === ':memory:') return openSqliteStore({ path })
  makeFolder(dirname(path))
  try {
    return openSqliteStore({ path, busyTimeout })
  } catch (error) {
    if (!isMended(error)) throw error
    discardIndex(path)
    return openSqliteStore({ path, busyTimeout })
  }
}
