import type { Revision } from './revision.ts'

/** The archive between two changes. */
export interface Moment {
  /** Differs as soon as any answer could; null while nobody can tell, and then nothing is kept. */
  readonly stamp: string | null
  /** For ETags: null for none, undefined where it cannot be told at once. */
  readonly revision: string | null | undefined
}

export interface Moments {
  /** Now. */
  now(): Moment
  /** The moment of what has been read so far: now, unless nothing has been since somebody looked. */
  ofReads(): Moment
  /** In this turn of the event loop: requests that came together are answered from one moment. */
  recent(): Moment
}

/** What tells of the archive. */
export interface Told {
  readonly stamp: () => string | null
  readonly revision: Revision
  /** Whether anything has been read since the stamp was last asked for. */
  readonly hasRead: () => boolean
}

export function createMoments({ stamp, revision, hasRead }: Told): Moments {
  let last: Moment = { stamp: null, revision: null }
  let isRecent = false

  function now(): Moment {
    const current = stamp()
    if (current !== null && current === last.stamp) return last
    const told = revision()
    last = { stamp: current, revision: told instanceof Promise ? undefined : told }
    return last
  }

  function recent(): Moment {
    if (isRecent) return last
    isRecent = true
    setImmediate(() => (isRecent = false))
    return now()
  }

  return { now, ofReads: () => (hasRead() ? now() : last), recent }
}
