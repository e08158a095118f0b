import { readdirSync, statSync } from 'node:fs'
import { type Batches, gatherBatches } from './batches.ts'
import { type FolderWatches, watchFolders } from './folder-watches.ts'
import { codeOf, reasonOf } from './paths.ts'

/** What following does to an index. */
export interface Followed {
  readonly folder: string
  /**
   * Look at some paths, '' for all.
   *
   * @returns false when caution forbids to take them in
   * @throws whatever stands in the way; the index then stays as it was
   */
  takeIn(paths: readonly string[], isCautious: boolean): Promise<boolean>
  /** Tell of what was taken in, here or by another process. */
  announce(): Promise<void>
  /** The folder is gone. */
  lose(): void
  /** Told, in a sentence, what stands in the way, and when it no longer does. */
  onNotice(notice: string): void
}

/** All in milliseconds. */
const PACE = {
  /** Between looks whether the folder is there. */
  pulse: 500,
  /** After something stood in the way. */
  retry: 1_000,
  /** Between looks at the whole folder, as a safety net below the watches. */
  net: 600_000,
  /** The same where some folder is not watched; ten times as long as such a look takes, if more. */
  sweep: 2_000,
}

/**
 * Keeps an index up to its folder until it is closed.
 *
 * Watches tell of changes; where a system has none left, and for what watches miss, the whole
 * folder is looked at from time to time. While the folder is gone, or another one stands empty in
 * its place, the index stays as it is.
 */
export class Follower {
  readonly #followed: Followed
  readonly #batches: Batches
  readonly #watches: FolderWatches
  readonly #pulse: NodeJS.Timeout
  /** Paths that could not be taken in so far. */
  readonly #owed = new Set<string>()
  /** Which folder is followed; null while it is gone. */
  #place: string | null
  /** What stood in the way the last time. */
  #obstacle: string | null = null
  #isWatched = true
  #sweepAt = performance.now() + PACE.net

  constructor(followed: Followed) {
    this.#followed = followed
    this.#place = placeOf(followed.folder)
    this.#batches = gatherBatches({
      early: (paths) => this.#takeIn(paths, true),
      settled: (paths) => this.#settle(paths),
    })
    this.#watches = watchFolders(followed.folder, {
      onTouch: (path) => this.#batches.touch(path),
      onTrouble: (error) => this.#missWatch(error),
    })
    this.#watches.start()
    this.#pulse = setInterval(() => this.#beat(), PACE.pulse)
  }

  /** Take in whatever changed before the watches stood. */
  async catchUp(): Promise<void> {
    await this.#settle([''])
  }

  close(): void {
    clearInterval(this.#pulse)
    this.#batches.close()
    this.#watches.stop()
  }

  async #settle(paths: readonly string[]): Promise<void> {
    await this.#takeIn(paths, false)
    await this.#followed.announce()
  }

  /** @returns false when they must wait until the folder is quiet */
  async #takeIn(paths: readonly string[], isCautious: boolean): Promise<boolean> {
    for (const path of paths) this.#owed.add(path)
    if (this.#place === null || this.#owed.size === 0) return true
    try {
      if (!(await this.#followed.takeIn([...this.#owed], isCautious))) return false
      this.#owed.clear()
      if (this.#obstacle !== null) this.#say(`"${this.#followed.folder}" is followed again.`)
      this.#obstacle = null
    } catch (error) {
      this.#stumble(error)
    }
    return true
  }

  #stumble(error: unknown): void {
    this.#lookForFolder()
    if (this.#place === null) return
    const obstacle = servedOn(error)
    if (this.#obstacle !== obstacle) this.#say(obstacle)
    this.#obstacle = obstacle
    const [path = ''] = this.#owed
    setTimeout(() => this.#batches.touch(path), PACE.retry).unref()
  }

  #beat(): void {
    this.#lookForFolder()
    if (this.#place === null || performance.now() < this.#sweepAt) return
    this.#sweepAt = Number.POSITIVE_INFINITY
    void this.#sweep()
  }

  #lookForFolder(): void {
    const { folder } = this.#followed
    const place = placeOf(folder)
    if (place === this.#place) return
    if (place !== null && !isEmpty(folder)) {
      this.#watches.stop()
      this.#place = place
      this.#say(`The folder "${folder}" is back.`)
      this.#watches.start()
      this.#batches.touch('')
    } else if (this.#place !== null) {
      this.#watches.stop()
      this.#place = null
      this.#say(`The folder "${folder}" is gone. The last index is served on.`)
      this.#followed.lose()
    }
  }

  async #sweep(): Promise<void> {
    const start = performance.now()
    if (!this.#isWatched) this.#watchAgain()
    await this.#settle([''])
    const sweep = Math.max(PACE.sweep, 10 * (performance.now() - start))
    this.#sweepAt = performance.now() + (this.#isWatched ? PACE.net : sweep)
  }

  #missWatch(error: unknown): void {
    if (!this.#isWatched) return
    this.#isWatched = false
    this.#sweepAt = Math.min(this.#sweepAt, performance.now() + PACE.sweep)
    const { folder } = this.#followed
    const reason = `Not every folder in "${folder}" can be watched: ${whyUnwatched(error)}.`
    this.#say(`${reason} All are looked at every few seconds instead.`)
  }

  #watchAgain(): void {
    this.#watches.start()
    this.#isWatched = this.#watches.isComplete
    if (this.#isWatched) this.#say(`Every folder in "${this.#followed.folder}" is watched again.`)
  }

  #say(notice: string): void {
    this.#followed.onNotice(notice)
  }
}

function whyUnwatched(error: unknown): string {
  if (codeOf(error) !== 'ENOSPC') return reasonOf(error)
  return 'the system has no watches left (ENOSPC), see fs.inotify.max_user_watches'
}

/** Why an index could not be brought up to its folder. */
export function servedOn(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  return `${reason.replace(/(?<![.!?])$/, '.')} The last index is served on.`
}

/** Which folder it is, whatever its name; null when none is there. */
function placeOf(folder: string): string | null {
  try {
    const stats = statSync(folder)
    return stats.isDirectory() ? `${stats.dev}:${stats.ino}` : null
  } catch {
    return null
  }
}

/** So is the place of a file system that went away. */
function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0
  } catch {
    return true
  }
}
