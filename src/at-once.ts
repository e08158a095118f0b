import { createContext, type ServedArchive } from '../schema/context.ts'
import type { AtOnce } from './server/handler.ts'
import type { Reads } from './loaders/consistent.ts'
import { createResidents } from './loaders/residents.ts'

/**
 * Read an archive for answers at once.
 *
 * Reads are not held to one revision one by one: an answer during which the archive changed is given
 * up as a whole.
 */
export function readAtOnce(archive: ServedArchive): AtOnce {
  const { store } = archive
  let residents = createResidents()
  let generation: number | null = null
  let hasRead = false
  const reads: Reads = (read) => {
    hasRead = true
    return read()
  }

  return {
    stamp() {
      const told = store.generation()
      const now = told instanceof Promise ? null : told
      if (now !== generation) residents = createResidents()
      generation = now
      hasRead = false
      return generation === null ? null : `${generation} ${archive.state}`
    },
    begin() {
      if (generation === null) return null
      const context = createContext(archive, { residents, reads })
      return { context, dispatch: context.load.dispatch }
    },
    hasRead: () => hasRead,
  }
}
