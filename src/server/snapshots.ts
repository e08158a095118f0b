import type { Revision } from './etag.ts'

/** What is served, between two changes. */
export interface Snapshot {
  /** Changes whenever any answer could; null while unknown, and then no answer is cached. */
  readonly stamp: string | null
  /** For ETags: null for none, a promise while it is being read. */
  readonly revision: string | null | Promise<string | null>
}

/** Reads from the snapshot that is served now. */
export interface SnapshotSource {
  /** The stamp of the current snapshot; null while unknown. */
  readonly stamp: () => string | null
  /** Whether anything was read since the last call of `stamp`. */
  readonly hasRead: () => boolean
  /** Ask for an unknown stamp; null where asking would not help. */
  readonly findStamp: (() => Promise<string | null>) | null
  /**
   * Begin an operation, whose reads need not check for changes: the answer is discarded when the stamp
   * differs afterwards. Null when the store cannot provide one.
   */
  readonly begin: (caller: Caller) => Operation | null
}

/** One operation that reads from a snapshot. */
export interface Operation {
  readonly stamp: string | null
  readonly context: object | Promise<object>
  /** Ask for the stamp after the last read of the operation; null where `stamp` tells it. */
  readonly confirm: (() => Promise<string | null>) | null
}

/** A request, as far as options may depend on it. */
export interface Caller {
  readonly method: string
  /** Path and query string. */
  readonly path: string
  /** @param name - in lower case */
  header(name: string): string | null
}

/** Whether a request asks for an answer that nothing is kept of (RFC 9111, 5.2.1.5), as exports do. */
export function forbidsStoring({ header }: Caller): boolean {
  return header('cache-control') === NO_STORE
}

export const NO_STORE = 'no-store'

/** Tells which snapshot answers are made from. */
export interface SnapshotClock {
  now(): Snapshot
  /** The snapshot with a stamp that was found. */
  at(stamp: string | null): Snapshot
  /** The snapshot of the latest read: it is checked again only when something was read. */
  lastRead(): Snapshot
  /** The snapshot of this turn of the event loop, so that simultaneous requests share one check. */
  thisTurn(): Snapshot
}

export function createSnapshotClock(
  { stamp, hasRead }: Pick<SnapshotSource, 'stamp' | 'hasRead'>,
  revision: Revision,
): SnapshotClock {
  let last: Snapshot = UNKNOWN
  let isChecked = false

  function at(current: string | null): Snapshot {
    if (current !== null && current === last.stamp) return last
    const known = revision()
    const made: Snapshot = { stamp: current, revision: known }
    last = made
    if (known instanceof Promise) {
      const use = (next: Snapshot) => {
        if (last === made) last = next
      }
      known.then(
        (read) => use({ stamp: current, revision: read }),
        // The reads of the request get the same error, and the next request asks again.
        () => use(UNKNOWN),
      )
    }
    return made
  }

  const now = () => at(stamp())

  function thisTurn(): Snapshot {
    if (isChecked && last.stamp !== null) return last
    isChecked = true
    setImmediate(() => (isChecked = false))
    return now()
  }

  return { now, at, lastRead: () => (hasRead() ? now() : last), thisTurn }
}

const UNKNOWN: Snapshot = { stamp: null, revision: null }
