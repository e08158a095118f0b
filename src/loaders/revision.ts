import { GraphQLError } from 'graphql'
import type { Awaitable } from '../store/store.ts'
import { mapAwaitable } from './awaitable.ts'

/** The archive changed while an operation was executed: callers may send it again. */
export class ArchiveChangedError extends GraphQLError {
  constructor() {
    super('The archive changed while this was being answered. Ask again.', {
      extensions: { code: 'ARCHIVE_CHANGED' },
    })
  }
}

/**
 * Returns a value that a list names, which exists unless the archive has changed.
 *
 * @throws {ArchiveChangedError} for null
 */
export function requirePresent<Value>(value: Value | null): Value {
  if (value === null) throw new ArchiveChangedError()
  return value
}

/** Runs a read of the store; every read of a request goes through the same guard. */
export type ReadGuard = <Value>(read: () => Awaitable<Value>) => Awaitable<Value>

/**
 * Makes a guard that fails with `ArchiveChangedError` when the generation differs from the one at
 * the first read, so that one operation never mixes two revisions.
 */
export function createRevisionCheck(generation: () => Awaitable<number>): ReadGuard {
  let first: Awaitable<number> | null = null
  return (read) =>
    mapAwaitable((first ??= generation()), (expected) =>
      mapAwaitable(read(), (value) =>
        mapAwaitable(generation(), (actual) => {
          if (actual !== expected) throw new ArchiveChangedError()
          return value
        }),
      ),
    )
}
