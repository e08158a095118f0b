import { setTimeout } from 'node:timers/promises'
import type { ArchiveChange, ArchiveState } from '../model/archive.ts'
import type { Settings } from '../model/settings.ts'
import { DamagedIndexError, IndexBusyError } from '../store/errors.ts'
import type { Store } from '../store/store.ts'
import { defaultReadingLimits, type ReadingLimits } from './abandoned.ts'
import {
  AUTHORITY_FILE,
  CORRECTIONS_FILE,
  parseStampedAuthority,
  parseStampedCorrections,
} from './annotations.ts'
import { type ChangeFeed, createChangeFeed } from './change-feed.ts'
import { folderError } from './file-system.ts'
import { formatsOf, ownReaders, type Readers } from './readers.ts'
import { helpIndexing, type HelpOptions } from './help-indexing.ts'
import {
  IndexStoppedError,
  type Progress,
  refreshFolder,
  type RefreshOptions,
  stampOf,
} from './refresh-folder.ts'
import { readAgain, refreshPaths } from './refresh-paths.ts'
import { mergeSettings, parseStampedSettings, SETTINGS_FILE } from './settings.ts'
import { SidecarReader, type Sidecars } from './sidecars.ts'
import { rulesOf } from './staged-results.ts'
import { describeFailure, FolderWatcher } from './watch.ts'
import { createParsePool, type ParsePool, parseSidecarInBackground } from './parse-pool.ts'

export interface IndexUpdaterOptions {
  /** Override the folder's `pressgraph.json`. */
  readonly settings?: Partial<Settings> | undefined
  /** The formats and languages that files are read with; those of Pressgraph by default. */
  readonly readers?: Readers | undefined
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
  /** Limits for reading one file. */
  readonly limits?: Partial<ReadingLimits> | undefined
  /** Size limit of `pressgraph.json`, `corrections.yaml` and `speakers.yaml`; 1 MB by default. */
  readonly maxSidecarBytes?: number | undefined
  /** Stops reading the folder. */
  readonly signal?: AbortSignal | undefined
  /**
   * Name by which several machines know the folder, wherever it is; only for a store that several processes
   * write.
   */
  readonly root?: string | undefined
}

/** Milliseconds between attempts while another process writes the index. */
const BUSY_RETRY = 500
/** Milliseconds after which an unused pool is closed, to give back its memory. */
const POOL_IDLE = 60_000
/** Milliseconds between checks that a watched archive still has its index. */
const INDEX_CHECK = 500
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
  readonly #readers: Readers
  readonly #feed: ChangeFeed
  #settings: Settings
  #sidecars: SidecarReader | null = null
  /** Messages of the sidecar problems that were reported last. */
  #reported = ''
  #pool: { readonly pool: ParsePool; readonly sidecars: Sidecars } | null = null
  #poolTimer: NodeJS.Timeout | undefined
  #indexCheck: NodeJS.Timeout | undefined
  readonly #closing = new AbortController()
  #state: ArchiveState = 'INDEXING'
  #isCurrent = false
  #watcher: FolderWatcher | null = null
  #folderRefresh: Promise<Outcome> | null = null
  #queue: Promise<unknown> = Promise.resolve()
  /** The revision that was published last. */
  #published: string | null = null

  constructor({ folder, index, store }: IndexedFolder, options: IndexUpdaterOptions) {
    this.folder = folder
    this.index = index
    this.store = store
    this.#readers = options.readers ?? ownReaders
    this.#settings = mergeSettings({}, options.settings, formatsOf(this.#readers))
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
   * @param mayBeStale - return immediately if an index exists, and update it in the background
   */
  async start(mayBeStale: boolean): Promise<void> {
    const { revision } = await this.store.archive()
    this.#published = revision
    this.store.onDamagedReading?.(() => void this.#checkIndex())
    // Watch before reading, so that no change in between is missed.
    if (this.#options.watch) {
      this.#watcher = this.#watch()
      this.#indexCheck = setInterval(() => void this.#checkIndex(), INDEX_CHECK).unref()
    }
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
    clearInterval(this.#indexCheck)
    this.#feed.close()
    this.#closing.abort()
    await this.#queue
    clearTimeout(this.#poolTimer)
    await this.#pool?.pool.close()
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
      await this.store.requireRoot?.(this.#options.root ?? null)
      const isVerified = await this.store.verify()
      const sidecars = await this.#readSidecars()
      const isIndexed = isVerified && (await this.#repairReadings(sidecars))
      const isWhole = !isIndexed || !paths || (paths.includes('') && !isCautious)
      const outcome = await this.#leadOrHelp(sidecars, () =>
        isWhole
          ? this.#rebuildIfDamaged(() => refreshFolder(this.#refreshOptions(sidecars)))
          : this.#updatePaths(paths, isCautious, sidecars),
      )
      this.#state = outcome === UNSETTLED ? before : 'READY'
      this.#isCurrent ||= this.#state === 'READY'
      return outcome
    } catch (error) {
      this.#state = error instanceof IndexBusyError ? before : 'DEGRADED'
      throw isFileError(error) ? folderError(this.folder, error) : error
    }
  }

  /**
   * While another process writes the index, read files for it.
   *
   * @throws {IndexBusyError} when it has other settings or another version
   */
  async #leadOrHelp(sidecars: Sidecars, update: () => Promise<Outcome>): Promise<Outcome> {
    const { work, prepareModule } = this.store
    if (!work) return update()
    const options = this.#refreshOptions(sidecars)
    const { limits, root, signal, onProgress } = options
    const help: HelpOptions = {
      queue: work,
      rules: rulesOf(stampOf(sidecars, this.#readers), limits, root),
      context: this.#contextOf(sidecars),
      pool: { ...options, prepareModule },
      onProgress,
      onNotice: (notice) => this.#notify(notice),
      signal,
    }
    for (;;) {
      if (!(await helpIndexing(help))) throw new IndexBusyError(this.store.location)
      if (signal?.aborted) throw new IndexStoppedError('Stopped. The index is unchanged.')
      try {
        return await update()
      } catch (error) {
        if (!(error instanceof IndexBusyError)) throw error
      }
    }
  }

  /** The store opens a new index after damage, which a second refresh fills. */
  async #rebuildIfDamaged(refresh: () => Promise<Outcome>): Promise<Outcome> {
    try {
      return await refresh()
    } catch (error) {
      if (!(error instanceof DamagedIndexError)) throw error
      this.#notify(`${error.message} The index is built again.`)
      return refresh()
    }
  }

  /** Fill the index again when it was deleted or damaged. */
  async #checkIndex(): Promise<void> {
    if (this.#state === 'INDEXING') return
    if ((await this.store.verify()) && !this.#hasDamagedReadings()) return
    await this.refresh().catch((error) => this.#notify(describeFailure(error)))
  }

  #hasDamagedReadings(): boolean {
    return (this.store.damagedFiles?.() ?? []).length > 0
  }

  /** @returns false when the index must be filled again */
  async #repairReadings(sidecars: Sidecars): Promise<boolean> {
    const { store, folder } = this
    const paths = store.damagedFiles?.() ?? []
    if (paths.length === 0) return true
    const files = readAgain({ folder, store, pool: this.#poolFor(sidecars) }, paths)
    await store.repair?.(files)
    const isRepaired = await store.verify()
    if (isRepaired)
      this.#notify(`Readings of ${paths.join(', ')} were damaged in the index, and are read again.`)
    return isRepaired
  }

  async #readSidecars(): Promise<Sidecars> {
    this.#sidecars ??= await this.#createSidecarReader()
    const sidecars = await this.#sidecars.read()
    this.#settings = sidecars.settings
    const errors = sidecars.problems.filter(({ severity }) => severity === 'ERROR')
    const messages = errors.map(({ message }) => message).join('\n')
    if (messages !== this.#reported) for (const { message } of errors) this.#notify(message)
    this.#reported = messages
    return sidecars
  }

  async #createSidecarReader(): Promise<SidecarReader> {
    const { stamp } = await this.store.status()
    const { settings, maxSidecarBytes, watch } = this.#options
    const formats = formatsOf(this.#readers)
    return new SidecarReader(
      this.folder,
      { settings, maxSidecarBytes, formats, ...(watch && { parse: parseSidecarInBackground }) },
      {
        [SETTINGS_FILE]: parseStampedSettings(stamp?.settings ?? '', formats),
        [CORRECTIONS_FILE]: parseStampedCorrections(stamp?.corrections ?? ''),
        [AUTHORITY_FILE]: parseStampedAuthority(stamp?.settings ?? ''),
      },
    )
  }

  async #updatePaths(
    paths: readonly string[],
    isCautious: boolean,
    sidecars: Sidecars,
  ): Promise<Outcome> {
    const options = this.#refreshOptions(sidecars)
    return refreshPaths({ ...options, paths, isCautious, pool: this.#poolFor(sidecars) })
  }

  /** One pool is kept between updates, so that a change is read without starting a thread. */
  #poolFor(sidecars: Sidecars): ParsePool {
    if (this.#pool?.sidecars !== sidecars) {
      void this.#pool?.pool.close()
      const { prepareModule } = this.store
      const options = { ...this.#refreshOptions(sidecars), prepareModule }
      this.#pool = { pool: createParsePool(this.#contextOf(sidecars), options), sidecars }
    }
    clearTimeout(this.#poolTimer)
    this.#poolTimer = globalThis.setTimeout(() => this.#closePool(), POOL_IDLE).unref()
    return this.#pool.pool
  }

  #contextOf(sidecars: Sidecars) {
    const { settings, annotations } = sidecars
    const { readers, onFault } = this.#refreshOptions(sidecars)
    const { prepare } = this.store
    return { folder: this.folder, rules: { settings, annotations }, readers, prepare, onFault }
  }

  #closePool(): void {
    void this.#enqueue(async () => {
      await this.#pool?.pool.close()
      this.#pool = null
      return null
    })
  }

  #refreshOptions(sidecars: Sidecars): RefreshOptions {
    const { onProgress = () => {}, onFault = () => {}, now = () => new Date() } = this.#options
    const { threads, signal, watch = false, limits, root } = this.#options
    const { folder, store } = this
    return {
      folder,
      sidecars,
      readers: this.#readers,
      store,
      onProgress,
      onFault,
      now: () => now().toISOString(),
      threads,
      inBackground: watch,
      limits: { ...defaultReadingLimits, ...limits },
      signal: signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal,
      root: root ?? null,
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
    // Work that ends because the archive is closed may end after the store.
    if (this.#closing.signal.aborted) return
    const from = this.#published
    const { revision } = await this.store.archive()
    if (revision === from || this.#closing.signal.aborted) return
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
