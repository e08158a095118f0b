import { shortDigest } from '../../identity/ids.ts'
import type { RevisionTracker } from '../store.ts'

/** Milliseconds between questions for a new revision, of which no notification may have come. */
const POLL = 250

/** Milliseconds for which the last answer of the database counts. */
const VALID = 500

export interface TrackerOptions {
  /** Asks the database for its generation. */
  readonly ask: () => Promise<number>
  /** Calls back when there may be a new revision. */
  readonly listen: (listener: () => void) => Promise<() => Promise<void>>
  /** Milliseconds between questions; 250 by default. */
  readonly pollInterval?: number | undefined
}

/** Follows the revisions of a database: by notifications, and by questions when these are lost. */
export class DatabaseRevisions implements RevisionTracker {
  readonly #options: TrackerOptions
  #last: { readonly generation: number; validUntil: number } | null = null
  /** Number of the last question, and of the one whose answer is the newest. */
  #asked = 0
  #answered = 0
  #waiting: Promise<number> | null = null
  #timer: NodeJS.Timeout | null = null
  #listening: Promise<() => Promise<void>> | null = null
  #isPolling = false
  readonly #listeners = new Set<() => void>()

  constructor(options: TrackerOptions) {
    this.#options = options
  }

  known(): number | null {
    this.#start()
    const last = this.#last
    return last && performance.now() < last.validUntil ? last.generation : null
  }

  confirm(): Promise<number> {
    // Operations that end in the same turn of the event loop share a statement.
    return (this.#waiting ??= new Promise<void>((resolve) => process.nextTick(resolve)).then(() => {
      this.#waiting = null
      return this.#ask()
    }))
  }

  /** The next operation asks the database, which may have a new revision. */
  invalidate(): void {
    if (this.#last) this.#last.validUntil = -Infinity
  }

  /** Calls back for each new revision. @returns ends the calls */
  onRevision(listener: () => void): () => void {
    this.#start()
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    await this.#listening?.then((stop) => stop()).catch(() => {})
  }

  async #ask(): Promise<number> {
    const number = (this.#asked += 1)
    const validUntil = performance.now() + VALID
    const generation = await this.#options.ask()
    // Answers of several connections may overtake each other.
    if (number > this.#answered) {
      this.#answered = number
      const isNew = generation !== this.#last?.generation
      this.#last = { generation, validUntil }
      if (isNew) for (const listener of this.#listeners) listener()
    }
    return this.#last?.generation ?? generation
  }

  #start(): void {
    if (this.#timer) return
    const { pollInterval = POLL } = this.#options
    this.#timer = setInterval(() => void this.#poll(), pollInterval).unref()
    this.#listen()
  }

  #listen(): void {
    this.#listening ??= this.#options.listen(() => {
      this.invalidate()
      this.confirm().catch(() => {})
    })
    this.#listening.catch(() => {
      this.#listening = null
    })
  }

  /** A database that cannot be reached is asked again; readers get its error. */
  async #poll(): Promise<void> {
    if (this.#isPolling) return
    this.#isPolling = true
    this.#listen()
    await this.confirm().catch(() => {})
    this.#isPolling = false
  }
}

const DIGESTS = 2 ** 20

/**
 * One number for a revision. The digest is part of it, since a database that is replaced by an earlier copy
 * of itself gives the same number to another revision.
 */
export function generationOf(number: number, revision: string): number {
  return number * DIGESTS + (shortDigest(revision) % DIGESTS)
}
