import { EventEmitter, on } from 'node:events'
import { realpathSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import type { ArchiveChange, ArchiveState } from '../model/archive.ts'
import type { ArticleFilter } from '../model/lists.ts'
import type { Reading } from '../model/reading.ts'
import type { Settings } from '../model/settings.ts'
import { DamagedIndexError } from '../store/sqlite/errors.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { defaultIndexPath } from './index-path.ts'
import { listReadings } from './list-readings.ts'
import { makeFolder } from './make-folder.ts'
import { type Progress, refreshIndex } from './refresh.ts'
import { readSettings } from './settings.ts'

/** The folder of the archive is not there or cannot be read; the message says which and why. */
export class ArchiveFolderError extends Error {
  override readonly name = 'ArchiveFolderError'
}

export interface ArchiveOptions {
  /** Where the index is kept; `:memory:` for nowhere. By default a file in the user's cache. */
  readonly index?: string | undefined
  /** Win over the folder's `pressgraph.json`. */
  readonly settings?: Partial<Settings> | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Told of every change, that of opening included. */
  readonly onChange?: ((change: ArchiveChange) => void) | undefined
  /** Told of faults of ours that did not stop the index; by default they are lost. */
  readonly onFault?: ((error: unknown) => void) | undefined
  /** The clock, for `indexedAt`. */
  readonly now?: (() => Date) | undefined
}

/** A folder of articles with its index. */
export interface Archive {
  /** Real, absolute path. */
  readonly folder: string
  /** Where the index is kept; `:memory:` for nowhere. */
  readonly index: string
  readonly settings: Settings
  readonly store: Store
  readonly state: ArchiveState
  /**
   * Bring the index up to the folder. Calls that come while one runs share its answer.
   *
   * @returns what changed, or null when nothing did
   * @throws {ArchiveFolderError} when the folder cannot be read; the last index is served on
   */
  refresh(): Promise<ArchiveChange | null>
  /** Every article that matches with all that was understood of it, the oldest first. */
  readings(filter?: ArticleFilter): AsyncGenerator<Reading>
  /** Every later change, until the consumer ends it. */
  changes(): AsyncIterableIterator<ArchiveChange>
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
 * @throws {IndexBusyError} when another process is writing the same index
 */
export async function openArchive(path: string, options: ArchiveOptions = {}): Promise<Archive> {
  const folder = findFolder(path)
  const settings = readSettings(folder, options.settings)
  const index = options.index ?? placeOfIndex(folder)
  const store = await openStore(index)
  const archive = createArchive({ folder, index, settings, store }, options)
  try {
    await archive.refresh()
  } catch (error) {
    await archive.close()
    throw error
  }
  return archive
}

function createArchive(
  { folder, index, settings, store }: Pick<Archive, 'folder' | 'index' | 'settings' | 'store'>,
  options: ArchiveOptions,
): Archive {
  const { onProgress = () => {}, onChange = () => {}, onFault = () => {} } = options
  const { now = () => new Date() } = options
  const events = new EventEmitter<{ change: [ArchiveChange] }>()
  events.setMaxListeners(0)
  const end = new AbortController()
  let state: ArchiveState = 'INDEXING'
  let running: Promise<ArchiveChange | null> | null = null

  const refresh = async () => {
    state = 'INDEXING'
    try {
      const change = await refreshIndex({
        folder,
        settings,
        store,
        onProgress,
        onFault,
        now: () => now().toISOString(),
      })
      state = 'READY'
      if (change) {
        onChange(change)
        events.emit('change', change)
      }
      return change
    } catch (error) {
      state = 'DEGRADED'
      throw isFileError(error) ? folderError(folder, error) : error
    } finally {
      running = null
    }
  }

  return {
    folder,
    index,
    settings,
    store,
    get state() {
      return state
    },
    readings: (filter) => listReadings(store, filter),
    refresh: () => (running ??= refresh()),
    async *changes() {
      try {
        for await (const [change] of on(events, 'change', { signal: end.signal })) yield change
      } catch (error) {
        if (!end.signal.aborted) throw error
      }
    },
    async close() {
      end.abort()
      await running?.catch(() => {})
      await store.close()
    },
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

function folderError(path: string, cause: unknown): ArchiveFolderError {
  const code = isFileError(cause) ? cause.code : null
  const reason =
    code === 'ENOENT' ? 'it does not exist' : code === 'EACCES' ? 'it may not be read' : code
  return new ArchiveFolderError(`Cannot read the folder "${path}": ${reason ?? 'it fails'}.`, {
    cause,
  })
}

function isFileError(error: unknown): error is Error & { code: string; syscall: string } {
  return error instanceof Error && 'code' in error && 'syscall' in error
}

function placeOfIndex(folder: string): string {
  return defaultIndexPath(folder, { platform: process.platform, home: homedir(), env: process.env })
}

async function openStore(path: string): Promise<Store> {
  if (path === ':memory:') return openSqliteStore({ path })
  makeFolder(dirname(path))
  try {
    return openSqliteStore({ path })
  } catch (error) {
    if (!(error instanceof DamagedIndexError) || error.foreign) throw error
    await Promise.all(['', '-wal', '-shm'].map((part) => rm(path + part, { force: true })))
    return openSqliteStore({ path })
  }
}
