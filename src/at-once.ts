import { createContext, type ServedArchive } from '../schema/context.ts'
import type { AtOnce } from './http/handler.ts'
import { createResidents } from './loaders/residents.ts'

/**
 * Read an archive for answers at once.
 *
 * Reads are not held to one revision one by one: an answer during which the archive changed is given
 * up as a whole.
 */
export function readAtOnce(archive: ServedArchive): AtOnce {
  const { store } = archive
  const residents = createResidents()
  let generation: number | null = null
  return {
    stamp() {
      const told = store.generation()
      generation = told instanceof Promise ? null : told
      return generation === null ? null : `${generation} ${archive.state}`
    },
    begin() {
      const current = generation
      if (current === null) return null
      const context = createContext(archive, { residents, reads: (read) => read(current) })
      return { context, dispatch: context.load.dispatch }
    },
  }
}
