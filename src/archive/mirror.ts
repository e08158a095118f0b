import type { ArchiveState } from '../model/archive.ts'
import type { Settings } from '../model/settings.ts'
import type { Store } from '../store/store.ts'
import type { Archive } from './archive.ts'
import { createChanges } from './changes.ts'
import { listReadings } from './list-readings.ts'

/** An archive as it stands, in words that go from one process to another. */
export interface Standing {
  readonly folder: string
  readonly index: string
  readonly settings: Settings
  readonly state: ArchiveState
  readonly isCurrent: boolean
}

/** An archive whose index another process keeps. */
export interface Mirror {
  readonly archive: Archive
  /** Hear how the archive stands now, and that it may have changed. */
  hear(standing: Standing): void
}

export function standingOf({ folder, index, settings, state, isCurrent }: Archive): Standing {
  return { folder, index, settings, state, isCurrent }
}

/**
 * Read an index that another process keeps up to its folder.
 *
 * @param store - opened on that index; closed with the archive
 */
export function openMirror(first: Standing, store: Store): Mirror {
  const { folder, index } = first
  const changes = createChanges(store)
  let standing = first
  const archive: Archive = {
    folder,
    index,
    store,
    get settings() {
      return standing.settings
    },
    get state() {
      return standing.state
    },
    get isCurrent() {
      return standing.isCurrent
    },
    // Whoever keeps the index reads the folder.
    refresh: async () => null,
    readings: (filter) => listReadings(store, filter),
    changes: (since) => changes.listen(since),
    async close() {
      changes.close()
      await store.close()
    },
  }
  return {
    archive,
    hear(next) {
      standing = next
      changes.announce()
    },
  }
}
