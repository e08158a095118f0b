import type { ArchiveChange, ArchiveState } from '../model/archive.ts'
import type { ArticleFilter } from '../model/lists.ts'
import type { Reading } from '../model/reading.ts'
import { defaultSettings, type Settings } from '../model/settings.ts'
import type { Store } from '../store/store.ts'
import { createChangeFeed } from './change-feed.ts'
import { type IndexedFolder, IndexUpdater, type IndexUpdaterOptions } from './index-updater.ts'
import { allReadings } from './pages.ts'

export interface StartOptions extends IndexUpdaterOptions {
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
 * Bring the index of a folder up to date.
 *
 * @param store - closed with the archive, and when it cannot be brought up to date
 * @throws {IndexBusyError} when another process writes the same index; with `watch`, waits for it
 */
export async function startArchive(
  folder: string,
  store: Store,
  options: StartOptions,
): Promise<Archive> {
  const updater = new IndexUpdater({ folder, index: store.location, store }, options)
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

/** Milliseconds between questions for a new revision, where the store does not call back for each. */
const POLL = 250

/**
 * Open an archive without its folder: other processes keep the store up to date.
 *
 * @param store - closed with the archive
 */
export async function openStoredArchive(store: Store): Promise<Archive> {
  const { location } = store
  const feed = createChangeFeed(store)
  let seen = await store.generation()
  let record = await store.archive()
  let looking: Promise<void> | null = null
  let mustLookAgain = false
  const look = async () => {
    do {
      mustLookAgain = false
      const generation = await store.generation()
      if (generation === seen) continue
      record = await store.archive()
      seen = generation
      feed.publish()
    } while (mustLookAgain)
  }
  const poll = () => {
    mustLookAgain = looking !== null
    // A store that cannot be reached is asked again; readers get its error.
    looking ??= look()
      .catch(() => {})
      .finally(() => (looking = null))
  }
  const stop = store.onRevision?.(poll) ?? every(POLL, poll)
  const status = () => ({
    settings: { ...defaultSettings, name: record.name },
    state: record.state,
    isCurrent: true,
  })
  return createArchive({ folder: location, index: location, store }, status, {
    refresh: async () => null,
    changes: (since) => feed.subscribe(since),
    async close() {
      stop()
      await looking
      feed.close()
      await store.close()
    },
  })
}

function every(milliseconds: number, work: () => void): () => void {
  const timer = setInterval(work, milliseconds)
  return () => clearInterval(timer)
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
