import type { Revision } from './etag.ts'

/** What is served, between two changes. */
export interface Snapshot {
  /** Changes whenever any answer could; null while unknown, and then no answer is cached. */
  readonly stamp: string | null
  /** For ETags: null for none, undefined when it cannot be read synchronously. */
  readonly revision: string | null | undefined
}

/** Reads from the snapshot that is served now. */
export interface SnapshotSource {
  /** The stamp of the current snapshot; null while unknown. */
  readonly stamp: () => string | null
  /** Whether anything was read since the last call of `stamp`. */
  readonly hasRead: () => boolean
  /**
   * A context whose reads need not check for changes: the answer is discarded when the stamp differs
   * afterwards. Null when the store cannot provide one.
   */
  readonly createContext: (caller: Caller) => object | Promise<object> | null
}

/** A request, as far as options may depend on it. */
export interface Caller {
  readonly method: string
  /** Path and query string. */
  readonly path: string
  /** @param name - in lower case */
  header(name: string): string | null
}

/** Tells which snapshot answers are made from. */
export interface SnapshotClock {
  now(): Snapshot
  /** The snapshot of the latest read: it is checked again only when something was read. */
  lastRead(): Snapshot
  /** The snapshot of this turn of the event loop, so that simultaneous requests share one check. */
  thisTurn(): Snapshot
}

export function createSnapshotClock(
  { stamp, hasRead }: Pick<SnapshotSource, 'stamp' | 'hasRead'>,
  revision: Revision,
): SnapshotClock {
  let last: Snapshot = { stamp: null, revision: null }
  let isChecked = false

  function now(): Snapshot {
    const current = stamp()
    if (current !== null && current === last.stamp) return last
    const known = revision()
    // The reads of the request get the same error.
    if (known instanceof Promise) known.catch(() => {})
    last = { stamp: current, revision: known instanceof Promise ? undefined : known }
    return last
  }

  function thisTurn(): Snapshot {
    if (isChecked && last.stamp !== null) return last
    isChecked = true
    setImmediate(() => (isChecked = false))
    return now()
  }

  return { now, lastRead: () => (hasRead() ? now() : last), thisTurn }
}
