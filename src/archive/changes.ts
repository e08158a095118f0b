import type { ArchiveChange } from '../model/archive.ts'
import type { ReadStore } from '../store/store.ts'

/** Tells everyone who listens what changed, each from the revision that they last heard of. */
export interface Changes {
  /** Say that there may be news. */
  announce(): void
  /** Every later change; with a revision, what differs from it comes first. */
  listen(since?: string): AsyncIterableIterator<ArchiveChange>
  /** End every listening. */
  close(): void
}

/**
 * Nothing is kept for a listener but a revision: whoever is slow hears of several changes as of
 * one, and what they hear is always as the store has it when they do.
 */
export function createChanges(store: ReadStore): Changes {
  const waiting = new Set<() => void>()
  let announced = 0
  let isClosed = false
  const wakeAll = () => {
    for (const wake of waiting) wake()
    waiting.clear()
  }

  return {
    announce() {
      announced += 1
      wakeAll()
    },
    close() {
      isClosed = true
      wakeAll()
    },
    listen(since) {
      let isOver = false
      let heard = since === undefined ? announced : -1
      let seen = since === undefined ? revisionOf(store) : Promise.resolve(since)
      let turn: Promise<unknown> = Promise.resolve()
      let wake = () => {}

      const next = async (): Promise<IteratorResult<ArchiveChange, undefined>> => {
        while (!isOver && !isClosed) {
          if (heard === announced) {
            await new Promise<void>((resolve) => waiting.add((wake = resolve)))
            waiting.delete(wake)
            continue
          }
          heard = announced
          const from = await seen
          const value = await store.changesSince(from)
          // The index was made anew: the listener asks anew, too.
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
          const result = turn.then(next)
          turn = result.catch(() => {})
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
