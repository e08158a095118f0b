import { GraphQLError } from 'graphql'
import type { Awaitable } from '../store/store.ts'

/** The archive changed while one operation was being answered: callers may ask again. */
export class ArchiveChangedError extends GraphQLError {
  constructor() {
    super('The archive changed while this was being answered. Ask again.', {
      extensions: { code: 'ARCHIVE_CHANGED' },
    })
  }
}

/**
 * Read only as long as the generation stays what it was at the first read, so that one operation
 * never mixes two revisions.
 */
export function consistently(
  generation: () => Awaitable<number>,
): <Value>(read: () => Awaitable<Value>) => Promise<Value> {
  let first: Promise<number> | null = null
  const begin = async () => generation()
  return async (read) => {
    const before = await (first ??= begin())
    const value = await read()
    if ((await generation()) !== before) throw new ArchiveChangedError()
    return value
  }
}
