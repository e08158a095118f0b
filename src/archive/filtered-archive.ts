import { setImmediate, setTimeout } from 'node:timers/promises'
import type { ArchiveChange } from '../model/archive.ts'
import type { ArticleFilter } from '../model/lists.ts'
import type { FileReadings, ReadStore, Store } from '../store/store.ts'
import type { Archive } from './archive.ts'
import { createChangeFeed } from './change-feed.ts'
import { readSelected, select, type Selection, type WrittenFile } from './filtered-files.ts'
import { createVersionFinder } from './filtered-versions.ts'
import { allReadings } from './pages.ts'

/** An archive of the articles that match a filter. */
export interface FilteredArchive {
  readonly archive: Archive
  /**
   * Bring it up to date with the whole archive.
   *
   * @returns undefined when it already is
   */
  sync(): Promise<void> | undefined
}

/** Files of which an index begins, in one step. */
const FIRST_STEP = 100
/** Attempts to read the whole archive while other requests are answered in between. */
const PATIENT_TRIES = 3
/** Milliseconds before the whole archive is followed again. */
const FOLLOW_AGAIN = 500
/** Articles that are read before other requests are answered. */
const READ_TOGETHER = 20

/**
 * Keep an index of the articles that match a filter, made from their readings. Lists, counts, names,
 * suggestions, history and changes come from this index, and so from no other article.
 *
 * An earlier version of an article is part of it when the version matches, too. Problems of a file
 * that also holds other articles, and of a file without articles, are not.
 *
 * @param whole - its store answers synchronously or not
 * @param openStore - opens an empty store
 */
export function createFilteredArchive(
  whole: Archive,
  filter: ArticleFilter,
  openStore: () => Store,
): FilteredArchive {
  const store = openStore()
  const feed = createChangeFeed(store)
  const versions = createVersionFinder(whole.store, filter, openStore)
  let written: ReadonlyMap<string, WrittenFile> = new Map()
  let last: Pick<Selection, 'generation' | 'revision' | 'identity'> | null = null
  let running: Promise<void> | null = null
  /** Paths that may be in the store. */
  const stored = new Set<string>()
  let subscribers = 0
  let following: AsyncIterator<unknown> | null = null

  async function update(): Promise<void> {
    if (last !== null && (await whole.store.generation()) === last.generation) return
    for (let tries = 1; ; tries += 1) {
      const change = await findUpdate(tries <= PATIENT_TRIES)
      if (!change) continue
      const { selection, files, removed } = change
      if (files.length > 0 || removed.length > 0 || selection.identity !== last?.identity) {
        await write(selection, files, removed)
      }
      written = selection.files
      last = selection
      if ((await whole.store.generation()) === selection.generation) break
    }
    feed.publish()
  }

  /** @returns null when the whole archive has changed meanwhile */
  async function findUpdate(isPatient: boolean) {
    const generation = await whole.store.generation()
    const changed = last && (await changedIds(whole.store, last.revision))
    const selection = await select(whole.store, filter, versions, changed, generation)
    const isSame = ([path, file]: readonly [string, WrittenFile]) =>
      changed !== null &&
      written.get(path)?.signature === file.signature &&
      ![...file.articles, ...file.versions.keys()].some((id) => changed.has(id))
    const differing = [...selection.files].filter((entry) => !isSame(entry))
    const files: FileReadings[] = []
    for (const [at, [path, file]] of differing.entries()) {
      if (isPatient && at % READ_TOGETHER === READ_TOGETHER - 1) {
        await setImmediate()
        if ((await whole.store.generation()) !== generation) return null
      }
      files.push(await readSelected(whole.store, path, file))
    }
    if ((await whole.store.generation()) !== generation) return null
    const removed = [...stored].filter((path) => !selection.files.has(path))
    return { selection, files, removed }
  }

  /** Readers see one change, or the beginning of an index that is not served yet. */
  async function write(
    { name, stamp }: Selection,
    files: readonly FileReadings[],
    removed: readonly string[],
  ): Promise<void> {
    const size = last === null ? FIRST_STEP : Math.max(1, files.length)
    for (let from = 0; from === 0 || from < files.length; from += size) {
      const part = files.slice(from, from + size)
      for (const { path } of part) stored.add(path)
      const change = await store.beginChange(stamp)
      try {
        await change.remove(removed)
        await change.put(part)
        await change.commit({ name, stamp, indexedAt: new Date().toISOString() })
      } finally {
        await change.abort()
      }
      if (last === null) await setImmediate()
    }
    for (const path of removed) stored.delete(path)
  }

  function sync(): Promise<void> | undefined {
    const { tracker } = whole.store
    const known = tracker ? tracker.known() : whole.store.generation()
    if (!running && last !== null && known === last.generation) return undefined
    // What is running ends with the current generation.
    running ??= update().finally(() => {
      running = null
    })
    return running
  }

  /** Follows the whole archive while there are subscribers. */
  async function follow(): Promise<void> {
    while (subscribers > 0) {
      const changes = whole.changes()
      following = changes
      await sync()
      for await (const _change of changes) await sync()
      // It ends when its index is made again, and when it is closed.
      if (subscribers > 0) await setTimeout(FOLLOW_AGAIN, undefined, { ref: false })
      await whole.store.archive()
    }
  }

  function changes(since?: string): AsyncIterableIterator<ArchiveChange> {
    const inner = feed.subscribe(since)
    let isOpen = true
    subscribers += 1
    if (subscribers === 1) void follow().catch(() => feed.close())
    const end = () => {
      if (isOpen) subscribers -= 1
      isOpen = false
      if (subscribers === 0) void following?.return?.()
    }
    return {
      async next() {
        const result = await inner.next()
        if (result.done) end()
        return result
      },
      async return() {
        end()
        await inner.return?.()
        return { done: true, value: undefined }
      },
      [Symbol.asyncIterator]() {
        return this
      },
    }
  }

  const archive: Archive = {
    folder: whole.folder,
    index: store.location,
    store,
    get settings() {
      return whole.settings
    },
    // That other articles are being read is nothing that its readers may learn.
    get state() {
      return whole.state === 'INDEXING' && whole.isCurrent ? 'READY' : whole.state
    },
    get isCurrent() {
      return whole.isCurrent
    },
    refresh: async () => {
      await sync()
      return null
    },
    readings: (inner) => allReadings(store, inner),
    changes,
    close: async () => {
      feed.close()
      await store.close()
    },
  }
  return { archive, sync }
}

/** Ids of articles that are new or changed since a revision; null when it is unknown. */
async function changedIds(store: ReadStore, revision: string): Promise<ReadonlySet<string> | null> {
  const change = await store.changesSince(revision)
  return change && new Set([...change.added, ...change.changed])
}
