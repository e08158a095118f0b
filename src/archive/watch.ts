import { readdirSync, statSync } from 'node:fs'
import { type DirectoryWatches, watchDirectories } from './directory-watches.ts'
import { codeOf, reasonOf } from './file-system.ts'

/** What a watcher does with the changes of a folder. */
export interface WatchedIndex {
  readonly folder: string
  /**
   * Update the index from these paths, '' for the whole folder.
   *
   * @param isCautious - leave the index unchanged while a file is missing, empty or being written
   * @returns false when the index was left unchanged for that reason
   * @throws the error that prevents the update; the index stays unchanged
   */
  update(paths: readonly string[], isCautious: boolean): Promise<boolean>
  /** Publish all updates since the last call, including those made by another process. */
  publish(): Promise<void>
  /** The folder does not exist any more. */
  onFolderLost(): void
  /** Called with a sentence when an update fails, and when updates work again. */
  onNotice(notice: string): void
}

/** Milliseconds. */
const INTERVALS = {
  /** Between checks that the folder exists. */
  check: 500,
  /** Before a failed update is tried again. */
  retry: 1_000,
  /** Between full scans of a watched folder, for events that the system lost. */
  scan: 600_000,
  /** Between full scans when a folder cannot be watched; ten times the scan's duration if longer. */
  unwatchedScan: 2_000,
}

/**
 * Keeps an index up to date with its folder until it is closed.
 *
 * File system watches report changes; a full scan from time to time finds what they miss or cannot
 * cover. While the folder is missing, or replaced by an empty one, the index stays unchanged.
 */
export class FolderWatcher {
  readonly #index: WatchedIndex
  readonly #batches: ChangeBatches
  readonly #watches: DirectoryWatches
  readonly #checkTimer: NodeJS.Timeout
  /** Changed paths that the index does not contain yet. */
  readonly #pending = new Set<string>()
  /** Device and inode of the folder; null while it does not exist. */
  #identity: string | null
  /** The last notice about a failed update. */
  #failure: string | null = null
  #isWatched = true
  #nextScan = performance.now() + INTERVALS.scan

  constructor(index: WatchedIndex) {
    this.#index = index
    this.#identity = identityOf(index.folder)
    this.#batches = createChangeBatches({
      early: (paths) => this.#update(paths, true),
      settled: (paths) => this.#settle(paths),
    })
    this.#watches = watchDirectories(index.folder, {
      onChange: (path) => this.#batches.add(path),
      onError: (error) => this.#scanInstead(error),
    })
    this.#watches.start()
    this.#checkTimer = setInterval(() => this.#check(), INTERVALS.check)
  }

  /** Update the index with everything that changed before the watches were started. */
  async catchUp(): Promise<void> {
    await this.#settle([''])
  }

  close(): void {
    clearInterval(this.#checkTimer)
    this.#batches.close()
    this.#watches.stop()
  }

  async #settle(paths: readonly string[]): Promise<void> {
    await this.#update(paths, false)
    try {
      await this.#index.publish()
    } catch (error) {
      // The next batch publishes this one, too: what failed is tried again.
      this.#handleFailure(error)
    }
  }

  /** @returns false when the paths must wait until no file is being written */
  async #update(paths: readonly string[], isCautious: boolean): Promise<boolean> {
    for (const path of paths) this.#pending.add(path)
    if (this.#identity === null || this.#pending.size === 0) return true
    try {
      if (!(await this.#index.update([...this.#pending], isCautious))) return false
      this.#pending.clear()
      if (this.#failure !== null)
        this.#notify(`The index of "${this.#index.folder}" is updated again.`)
      this.#failure = null
    } catch (error) {
      this.#handleFailure(error)
    }
    return true
  }

  #handleFailure(error: unknown): void {
    this.#checkFolder()
    if (this.#identity === null) return
    const failure = describeFailure(error)
    if (this.#failure !== failure) this.#notify(failure)
    this.#failure = failure
    const [path = ''] = this.#pending
    setTimeout(() => this.#batches.add(path), INTERVALS.retry).unref()
  }

  #check(): void {
    this.#checkFolder()
    if (this.#identity === null || performance.now() < this.#nextScan) return
    this.#nextScan = Number.POSITIVE_INFINITY
    void this.#scan()
  }

  #checkFolder(): void {
    const { folder } = this.#index
    const identity = identityOf(folder)
    if (identity === this.#identity) return
    if (identity !== null && !isEmpty(folder)) {
      this.#watches.stop()
      this.#identity = identity
      this.#notify(`The folder "${folder}" is back.`)
      this.#watches.start()
      this.#batches.add('')
    } else if (this.#identity !== null) {
      this.#watches.stop()
      this.#identity = null
      this.#notify(`The folder "${folder}" is gone. The last index stays in use.`)
      this.#index.onFolderLost()
    }
  }

  async #scan(): Promise<void> {
    const start = performance.now()
    if (!this.#isWatched) this.#restartWatches()
    await this.#settle([''])
    const interval = this.#isWatched
      ? INTERVALS.scan
      : Math.max(INTERVALS.unwatchedScan, 10 * (performance.now() - start))
    this.#nextScan = performance.now() + interval
  }

  #scanInstead(error: unknown): void {
    if (!this.#isWatched) return
    this.#isWatched = false
    this.#nextScan = Math.min(this.#nextScan, performance.now() + INTERVALS.unwatchedScan)
    const { folder } = this.#index
    const reason = `Not every folder in "${folder}" can be watched: ${watchErrorReason(error)}.`
    this.#notify(`${reason} The whole folder is scanned every few seconds instead.`)
  }

  #restartWatches(): void {
    this.#watches.start()
    this.#isWatched = this.#watches.isComplete
    if (this.#isWatched) this.#notify(`Every folder in "${this.#index.folder}" is watched again.`)
  }

  #notify(notice: string): void {
    this.#index.onNotice(notice)
  }
}

function watchErrorReason(error: unknown): string {
  if (codeOf(error) !== 'ENOSPC') return reasonOf(error)
  return 'the system has no watches left (ENOSPC), see fs.inotify.max_user_watches'
}

/** Why an index could not be updated, as sentences. */
export function describeFailure(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  return `${reason.replace(/(?<![.!?])$/, '.')} The last index stays in use.`
}

/** Identifies a folder independently of its name; null when it does not exist. */
function identityOf(folder: string): string | null {
  try {
    const stats = statSync(folder)
    return stats.isDirectory() ? `${stats.dev}:${stats.ino}` : null
  } catch {
    return null
  }
}

/** An unmounted file system leaves an empty folder behind. */
function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0
  } catch {
    return true
  }
}

/** Handlers for changed paths. Neither may throw. */
interface BatchHandlers {
  /**
   * Update the index before it is certain that no further change follows.
   *
   * @returns false when the paths must wait
   */
  readonly early: (paths: readonly string[]) => Promise<boolean>
  /** Update the index, and publish all updates since the last call. */
  readonly settled: (paths: readonly string[]) => Promise<void>
}

interface ChangeBatches {
  add(path: string): void
  close(): void
}

/** Milliseconds. */
const DELAYS = {
  /** Quiet time before an early update; doubled after each one in the same batch. */
  early: 5,
  /** Quiet time before a batch is settled: longer than the steps of saving one file. */
  settled: 100,
  /** Upper bounds, from the first change on, while changes never pause. */
  maxEarly: 100,
  maxSettled: 2_000,
}

/**
 * Group changed paths: one save, copy or script makes one batch, and a single change still reaches
 * the index within milliseconds.
 */
function createChangeBatches({ early, settled }: BatchHandlers): ChangeBatches {
  let pending = new Set<string>()
  let batchStart: number | null = null
  let pendingStart = 0
  let lastChange = 0
  let quietTime = DELAYS.early
  let mayBeEarly = true
  let isBusy = false
  let isClosed = false
  let timer: NodeJS.Timeout | undefined

  const earlyAt = () => Math.min(lastChange + quietTime, pendingStart + DELAYS.maxEarly)
  const settledAt = () =>
    Math.min(lastChange + DELAYS.settled, (batchStart ?? lastChange) + DELAYS.maxSettled)
  const schedule = () => {
    clearTimeout(timer)
    if (isBusy || isClosed || batchStart === null) return
    const at = mayBeEarly && pending.size > 0 ? Math.min(earlyAt(), settledAt()) : settledAt()
    timer = setTimeout(() => void run(), Math.max(0, at - performance.now()))
  }

  const run = async () => {
    isBusy = true
    const paths = [...pending]
    pending = new Set()
    if (performance.now() >= settledAt()) {
      batchStart = null
      quietTime = DELAYS.early
      await settled(paths)
    } else {
      mayBeEarly = false
      const isDone = await early(paths)
      if (isDone) quietTime = Math.min(quietTime * 2, DELAYS.settled)
      else pending = new Set([...paths, ...pending])
    }
    isBusy = false
    schedule()
  }

  return {
    add(path) {
      lastChange = performance.now()
      batchStart ??= lastChange
      if (pending.size === 0) pendingStart = lastChange
      pending.add(path)
      mayBeEarly = true
      schedule()
    },
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
