import type { ArchiveChange } from '../model/archive.ts'
import type { ReadStore } from '../store/store.ts'

/** Sends archive changes to any number of subscribers. */
export interface ChangeFeed {
  /** Wake the subscribers: the store may have a new revision. */
  publish(): void
  /**
   * Every later change.
   *
   * @param since - a revision: the difference from it comes first
   */
  subscribe(since?: string): AsyncIterableIterator<ArchiveChange>
  /** End every subscription. */
  close(): void
}

/**
 * Create a feed of the changes of a store.
 *
 * A subscription keeps only the revision that it has seen, and asks the store for the difference
 * when its consumer is ready: slow consumers receive several changes merged into one.
 */
export function createChangeFeed(store: ReadStore): ChangeFeed {
  const waiting = new Set<() => void>()
  let published = 0
  let isClosed = false
  const wakeAll = () => {
    for (const wake of waiting) wake()
    waiting.clear()
  }

  return {
    publish() {
      published += 1
      wakeAll()
    },
    close() {
      isClosed = true
      wakeAll()
    },
    subscribe(since) {
      let isOver = false
      let received = since === undefined ? published : -1
      let seen = since === undefined ? revisionOf(store) : Promise.resolve(since)
      let queue: Promise<unknown> = Promise.resolve()
      let wake = () => {}

      const next = async (): Promise<IteratorResult<ArchiveChange, undefined>> => {
        while (!isOver && !isClosed) {
          if (received === published) {
            await new Promise<void>((resolve) => waiting.add((wake = resolve)))
            waiting.delete(wake)
            continue
          }
          received = published
          const from = await seen
          const value = await store.changesSince(from)
          // The index was rebuilt and the revision is unknown: the subscriber must start over.
          if (!value) isOver = true
          else if (value.to !== from) {
            seen = Promise.resolve(value.to)
            return { done: false, value }
          }
        }
        return END
      }

      return {
        next() {
          const result = queue.then(next)
          queue = result.catch(() => {})
          return result
        },
        async return() {
          isOver = true
          wake()
          return END
        },
        [Symbol.asyncIterator]() {
          return this
        },
      }
    },
  }
}

const END = { done: true, value: undefined } as const

async function revisionOf(store: ReadStore): Promise<string> {
  return (await store.archive()).revision
}
