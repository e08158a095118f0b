import { GraphQLError } from 'graphql'
import type { Awaitable } from '../store/store.ts'
import { whenLoaded } from './loading.ts'

/** The archive changed while one operation was being answered: callers may ask again. */
export class ArchiveChangedError extends GraphQLError {
  constructor() {
    super('The archive changed while this was being answered. Ask again.', {
      extensions: { code: 'ARCHIVE_CHANGED' },
    })
  }
}

/**
 * What a list names must be there, as long as nothing has changed.
 *
 * @throws {ArchiveChangedError} when it is not
 */
export function orChanged<Value>(value: Value | null): Value {
  if (value === null) throw new ArchiveChangedError()
  return value
}

/** How one operation reads. */
export type Reads = <Value>(read: () => Awaitable<Value>) => Awaitable<Value>

/**
 * Read only as long as the generation stays what it was at the first read, so that one operation
 * never mixes two revisions.
 */
export function consistently(generation: () => Awaitable<number>): Reads {
  let first: Awaitable<number> | null = null
  return (read) =>
    whenLoaded((first ??= generation()), (before) =>
      whenLoaded(read(), (value) =>
        whenLoaded(generation(), (now) => {
          if (now !== before) throw new ArchiveChangedError()
          return value
        }),
      ),
    )
}
