import type { Revision } from '../revision.ts'

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
  /** In this turn of the event loop: requests that came together are answered from one moment. */
  recent(): Moment
}

export function createMoments(stamp: () => string | null, revision: Revision): Moments {
  let last: Moment = { stamp: null, revision: null }
  let ofTurn: Moment | null = null

  function now(): Moment {
    const current = stamp()
    if (current !== null && current === last.stamp) return last
    const told = revision()
    last = { stamp: current, revision: told instanceof Promise ? undefined : told }
    return last
  }

  function recent(): Moment {
    if (ofTurn) return ofTurn
    setImmediate(() => (ofTurn = null))
    return (ofTurn = now())
  }

  return { now, recent }
}
