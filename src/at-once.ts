import { createContext, type ServedArchive } from '../schema/context.ts'
import type { AtOnce } from './server/handler.ts'
import { createReadCache } from './loaders/cache.ts'
import type { ReadGuard } from './loaders/revision.ts'

/**
 * Read an archive for answers at once.
 *
 * Reads are not held to one revision one by one: an answer during which the archive changed is given
 * up as a whole.
 */
export function readAtOnce(archive: ServedArchive): AtOnce {
  const { store } = archive
  let cache = createReadCache()
  let generation: number | null = null
  let hasRead = false
  const guard: ReadGuard = (read) => {
    hasRead = true
    return read()
  }

  return {
    stamp() {
      const told = store.generation()
      const now = told instanceof Promise ? null : told
      if (now !== generation) cache = createReadCache()
      generation = now
      hasRead = false
      return generation === null ? null : `${generation} ${archive.state}`
    },
    begin() {
      if (generation === null) return null
      return { context: createContext(archive, { cache, guard }) }
    },
    hasRead: () => hasRead,
  }
}
