import { setTimeout } from 'node:timers/promises'
import type { ArchiveChange, ArchiveState } from '../model/archive.ts'
import type { Settings } from '../model/settings.ts'
import { IndexBusyError } from '../store/errors.ts'
import type { Store } from '../store/store.ts'
import { type Changes, createChanges } from './changes.ts'
import { folderError } from './folder-error.ts'
import { Follower, servedOn } from './follow.ts'
import { type Progress, refreshIndex, type RefreshOptions } from './refresh.ts'
import { readSettings } from './settings.ts'

export interface KeeperOptions {
  /** Win over the folder's `pressgraph.json`. */
  readonly settings?: Partial<Settings> | undefined
  /** Follow the folder: what is added, changed or removed is taken in as it happens. */
  readonly watch?: boolean | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Told of every change, that of opening included. */
  readonly onChange?: ((change: ArchiveChange) => void) | undefined
  /** Told of faults of ours that did not stop the index; by default they are lost. */
  readonly onFault?: ((error: unknown) => void) | undefined
  /** Told, in a sentence, what keeps the folder from being followed, and when it no longer does. */
  readonly onNotice?: ((notice: string) => void) | undefined
  /** The clock, for `indexedAt`. */
  readonly now?: (() => Date) | undefined
  /** Threads that read files; as many as there are processors by default. */
  readonly threads?: number | undefined
  /** Stops the reading of the folder. */
  readonly signal?: AbortSignal | undefined
}

/** Milliseconds. */
const RETRY = 500
const FIRST_ANSWERS = 100

/** What is kept: a folder and its index. */
export interface Kept {
  /** Real, absolute path. */
  readonly folder: string
  /** Where the index is kept; `:memory:` for nowhere. */
  readonly index: string
  readonly store: Store
}

/** Keeps an index up to its folder, one change at a time, and tells of what changed. */
export class Keeper {
  readonly folder: string
  readonly index: string
  readonly store: Store
  readonly #options: KeeperOptions
  readonly #changes: Changes
  #settings: Settings
  readonly #end = new AbortController()
  #state: ArchiveState = 'INDEXING'
  #isCurrent = false
  #follower: Follower | null = null
  #whole: Promise<Outcome> | null = null
  #last: Promise<unknown> = Promise.resolve()
  /** The revision that was told of last. */
  #told: string | null = null

  constructor({ folder, index, store }: Kept, settings: Settings, options: KeeperOptions) {
    this.folder = folder
    this.index = index
    this.store = store
    this.#settings = settings
    this.#options = options
    this.#changes = createChanges(store)
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
   * Bring the index up to the folder, and follow it if that was asked for.
   *
   * @param mayBeStale - settle at once where there is an index, and go on meanwhile
   */
  async start(mayBeStale: boolean): Promise<void> {
    const { revision } = await this.store.archive()
    this.#told = revision
    // The watches come first, so that nothing is missed between the reading and the following.
    if (this.#options.watch) this.#follower = this.#follow()
    const isStale = mayBeStale && revision !== ''
    if (isStale) void this.#catchUpSoon()
    else await this.#readFirst()
  }

  /** Whoever opened the index may answer from it first. */
  async #catchUpSoon(): Promise<void> {
    await setTimeout(FIRST_ANSWERS)
    if (this.#end.signal.aborted) return
    if (this.#follower) await this.#follower.catchUp()
    else await this.refresh().catch((error) => this.#notice(servedOn(error)))
  }

  /** Whoever follows the folder waits for another process that does, too. */
  async #readFirst(): Promise<void> {
    for (let isBusy = true; isBusy;) {
      try {
        await this.refresh()
        isBusy = false
      } catch (error) {
        if (!this.#follower || !(error instanceof IndexBusyError)) throw error
        await setTimeout(RETRY)
      }
    }
  }

  async refresh(paths?: readonly string[]): Promise<ArchiveChange | null> {
    const change = await (paths ? this.#inTurn(() => this.#read(paths, false)) : this.#readWhole())
    await this.#announce(change)
    return change === UNSETTLED ? null : change
  }

  changes(since?: string): AsyncIterableIterator<ArchiveChange> {
    return this.#changes.listen(since)
  }

  async close(): Promise<void> {
    this.#follower?.close()
    this.#changes.close()
    this.#end.abort()
    await this.#last
    await this.store.close()
  }

  /** Calls that come while one waits or runs share it. */
  #readWhole(): Promise<Outcome> {
    this.#whole ??= this.#inTurn(() => this.#read(null, false)).finally(() => {
      this.#whole = null
    })
    return this.#whole
  }

  #inTurn(work: () => Promise<Outcome>): Promise<Outcome> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => {})
    return result
  }

  /** @param paths - null for the whole folder */
  async #read(paths: readonly string[] | null, isCautious: boolean): Promise<Outcome> {
    const before = this.#state
    this.#state = 'INDEXING'
    try {
      this.#settings = readSettings(this.folder, this.#options.settings)
      const isWhole = !paths || (paths.includes('') && !isCautious)
      const outcome = isWhole
        ? await refreshIndex(this.#refreshOptions())
        : await this.#readPaths(paths, isCautious)
      this.#state = outcome === UNSETTLED ? before : 'READY'
      this.#isCurrent ||= this.#state === 'READY'
      return outcome
    } catch (error) {
      this.#state = error instanceof IndexBusyError ? before : 'DEGRADED'
      throw isFileError(error) ? folderError(this.folder, error) : error
    }
  }

  /** What it takes to understand files is loaded with it: at the start nothing may need it. */
  async #readPaths(paths: readonly string[], isCautious: boolean): Promise<Outcome> {
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
      signal: signal ? AbortSignal.any([signal, this.#end.signal]) : this.#end.signal,
    }
  }

  #follow(): Follower {
    return new Follower({
      folder: this.folder,
      takeIn: async (paths, isCautious) =>
        (await this.#inTurn(() => this.#read(paths, isCautious))) !== UNSETTLED,
      announce: () => this.#announce(null),
      lose: () => {
        this.#state = 'DEGRADED'
      },
      onNotice: (notice) => this.#notice(notice),
    })
  }

  #notice(notice: string): void {
    this.#options.onNotice?.(notice)
  }

  /** @param outcome - tells what changed where there was no index before */
  async #announce(outcome: Outcome): Promise<void> {
    const from = this.#told
    const { revision } = await this.store.archive()
    if (revision === from) return
    this.#told = revision
    const known = from === null ? null : await this.store.changesSince(from)
    const change = known ?? (outcome === UNSETTLED ? null : outcome)
    if (change) this.#options.onChange?.(change)
    this.#changes.announce()
  }
}

const UNSETTLED = 'UNSETTLED'
type Outcome = ArchiveChange | null | typeof UNSETTLED

function isFileError(error: unknown): error is Error & { code: string; syscall: string } {
  return error instanceof Error && 'code' in error && 'syscall' in error
}
