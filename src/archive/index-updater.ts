import { setTimeout } from 'node:timers/promises'
import type { ArchiveChange, ArchiveState } from '../model/archive.ts'
import type { Settings } from '../model/settings.ts'
import { IndexBusyError } from '../store/errors.ts'
import type { Store } from '../store/store.ts'
import { type ChangeFeed, createChangeFeed } from './change-feed.ts'
import { folderError } from './file-system.ts'
import { type Progress, refreshFolder, type RefreshOptions } from './refresh-folder.ts'
import { readSettings } from './settings.ts'
import { describeFailure, FolderWatcher } from './watch.ts'

export interface IndexUpdaterOptions {
  /** Override the folder's `pressgraph.json`. */
  readonly settings?: Partial<Settings> | undefined
  /** Watch the folder, and update the index when files are added, changed or removed. */
  readonly watch?: boolean | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Called with every change, including the one made by opening the archive. */
  readonly onChange?: ((change: ArchiveChange) => void) | undefined
  /** Called with internal errors that did not stop the update; ignored by default. */
  readonly onFault?: ((error: unknown) => void) | undefined
  /** Called with a sentence when the folder cannot be watched, and when it can be again. */
  readonly onNotice?: ((notice: string) => void) | undefined
  /** The clock, for `indexedAt`. */
  readonly now?: (() => Date) | undefined
  /** Number of threads that read files; by default the number of processors. */
  readonly threads?: number | undefined
  /** Stops reading the folder. */
  readonly signal?: AbortSignal | undefined
}

/** Milliseconds between attempts while another process writes the index. */
const BUSY_RETRY = 500
/** Milliseconds for first answers from a stale index, before the folder is read. */
const STALE_DELAY = 100

/** A folder and the index made from it. */
export interface IndexedFolder {
  /** Real, absolute path. */
  readonly folder: string
  /** Path of the index file; `:memory:` for none. */
  readonly index: string
  readonly store: Store
}

/** Keeps an index up to date with its folder, one update at a time, and publishes the changes. */
export class IndexUpdater {
  readonly folder: string
  readonly index: string
  readonly store: Store
  readonly #options: IndexUpdaterOptions
  readonly #feed: ChangeFeed
  #settings: Settings
  readonly #closing = new AbortController()
  #state: ArchiveState = 'INDEXING'
  #isCurrent = false
  #watcher: FolderWatcher | null = null
  #folderRefresh: Promise<Outcome> | null = null
  #queue: Promise<unknown> = Promise.resolve()
  /** The revision that was published last. */
  #published: string | null = null

  constructor(
    { folder, index, store }: IndexedFolder,
    settings: Settings,
    options: IndexUpdaterOptions,
  ) {
    this.folder = folder
    this.index = index
    this.store = store
    this.#settings = settings
    this.#options = options
    this.#feed = createChangeFeed(store)
  }

  get settings(): Settings {
    return this.#settings
  }

  get state(): ArchiveState {
    return this.#state
  }

  get isCurrent(): boolean {
    return this.#isCurrent
  }

  /**
   * Update the index, and watch the folder if the options say so.
   *
   * @param mayBeStale - return at once where an index exists, and update it in the background
   */
  async start(mayBeStale: boolean): Promise<void> {
    const { revision } = await this.store.archive()
    this.#published = revision
    // Watch before reading, so that no change in between is missed.
    if (this.#options.watch) this.#watcher = this.#watch()
    const isStale = mayBeStale && revision !== ''
    if (isStale) void this.#refreshLater()
    else await this.#refreshFirst()
  }

  async #refreshLater(): Promise<void> {
    await setTimeout(STALE_DELAY)
    if (this.#closing.signal.aborted) return
    if (this.#watcher) await this.#watcher.catchUp()
    else await this.refresh().catch((error) => this.#notify(describeFailure(error)))
  }

  /** With a watcher, waits for another process that watches the same folder. */
  async #refreshFirst(): Promise<void> {
    for (let isBusy = true; isBusy;) {
      try {
        await this.refresh()
        isBusy = false
      } catch (error) {
        if (!this.#watcher || !(error instanceof IndexBusyError)) throw error
        await setTimeout(BUSY_RETRY)
      }
    }
  }

  async refresh(paths?: readonly string[]): Promise<ArchiveChange | null> {
    const outcome = await (paths
      ? this.#enqueue(() => this.#update(paths, false))
      : this.#refreshFolder())
    await this.#publish(outcome)
    return outcome === UNSETTLED ? null : outcome
  }

  changes(since?: string): AsyncIterableIterator<ArchiveChange> {
    return this.#feed.subscribe(since)
  }

  async close(): Promise<void> {
    this.#watcher?.close()
    this.#feed.close()
    this.#closing.abort()
    await this.#queue
    await this.store.close()
  }

  /** Calls made while one waits or runs share its result. */
  #refreshFolder(): Promise<Outcome> {
    this.#folderRefresh ??= this.#enqueue(() => this.#update(null, false)).finally(() => {
      this.#folderRefresh = null
    })
    return this.#folderRefresh
  }

  #enqueue(work: () => Promise<Outcome>): Promise<Outcome> {
    const result = this.#queue.then(work)
    this.#queue = result.catch(() => {})
    return result
  }

  /** @param paths - null for the whole folder */
  async #update(paths: readonly string[] | null, isCautious: boolean): Promise<Outcome> {
    const before = this.#state
    this.#state = 'INDEXING'
    try {
      this.#settings = readSettings(this.folder, this.#options.settings)
      const isWhole = !paths || (paths.includes('') && !isCautious)
      const outcome = isWhole
        ? await refreshFolder(this.#refreshOptions())
        : await this.#updatePaths(paths, isCautious)
      this.#state = outcome === UNSETTLED ? before : 'READY'
      this.#isCurrent ||= this.#state === 'READY'
      return outcome
    } catch (error) {
      this.#state = error instanceof IndexBusyError ? before : 'DEGRADED'
      throw isFileError(error) ? folderError(this.folder, error) : error
    }
  }

  /** Imported late, because it loads the extractors and an unchanged folder needs none. */
  async #updatePaths(paths: readonly string[], isCautious: boolean): Promise<Outcome> {
    const { refreshPaths } = await import('./refresh-paths.ts')
    return refreshPaths({ ...this.#refreshOptions(), paths, isCautious })
  }

  #refreshOptions(): RefreshOptions {
    const { onProgress = () => {}, onFault = () => {}, now = () => new Date() } = this.#options
    const { threads, signal } = this.#options
    const { folder, store } = this
    return {
      folder,
      settings: this.#settings,
      store,
      onProgress,
      onFault,
      now: () => now().toISOString(),
      threads,
      signal: signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal,
    }
  }

  #watch(): FolderWatcher {
    return new FolderWatcher({
      folder: this.folder,
      update: async (paths, isCautious) =>
        (await this.#enqueue(() => this.#update(paths, isCautious))) !== UNSETTLED,
      publish: () => this.#publish(null),
      onFolderLost: () => {
        this.#state = 'DEGRADED'
      },
      onNotice: (notice) => this.#notify(notice),
    })
  }

  #notify(notice: string): void {
    this.#options.onNotice?.(notice)
  }

  /** @param outcome - the change of a first index, which has no earlier revision to compare with */
  async #publish(outcome: Outcome): Promise<void> {
    const from = this.#published
    const { revision } = await this.store.archive()
    if (revision === from) return
    this.#published = revision
    const known = from === null ? null : await this.store.changesSince(from)
    const change = known ?? (outcome === UNSETTLED ? null : outcome)
    if (change) this.#options.onChange?.(change)
    this.#feed.publish()
  }
}

/** The files are still being written, so that the index was left unchanged. */
const UNSETTLED = 'UNSETTLED'
type Outcome = ArchiveChange | null | typeof UNSETTLED

function isFileError(error: unknown): error is Error & { code: string; syscall: string } {
  return error instanceof Error && 'code' in error && 'syscall' in error
}
