import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { ArchiveChange } from '../model/archive.ts'
import type { Settings } from '../model/settings.ts'
import type { FileReadings, IndexStamp, Store } from '../store/store.ts'
import { createDuplicates, pathsWithDuplicates } from './duplicates.ts'
import { type OpenedFile, openFile } from './open-file.ts'
import { type Found, walkArchive } from './walk.ts'

/** Raised whenever the same file would be read differently than before. */
export const EXTRACTOR_VERSION = '1'

/** How far an index has come. */
export interface Progress {
  /** Files looked at so far. */
  readonly files: number
  /** Of these, files that had to be understood anew. */
  readonly read: number
  readonly articles: number
  readonly problems: number
}

export interface RefreshOptions {
  readonly folder: string
  readonly settings: Settings
  readonly store: Store
  /** The time to be kept as `indexedAt`, ISO 8601 in UTC. */
  readonly now: () => string
  readonly onProgress: (progress: Progress) => void
  readonly onFault: (error: unknown) => void
}

const BATCH = 200

/**
 * Bring the index up to the folder: files whose content is new are read, files that are gone are
 * forgotten, and all of it becomes visible at once.
 *
 * @returns what changed, or null when nothing did
 * @throws the file system's error when the folder cannot be listed; the index then stays as it was
 */
export async function refreshIndex(options: RefreshOptions): Promise<ArchiveChange | null> {
  const { folder, settings, store } = options
  const stamp = stampOf(settings)
  const known = await store.hashes()
  const current = sameStamp(store.stamp, stamp)
  const duplicates = createDuplicates(current ? await pathsWithDuplicates(store) : new Set())
  const gone = new Set(known.keys())
  const tally = { files: 0, read: 0, articles: 0, problems: 0 }
  const change = await store.begin()
  try {
    let batch: FileReadings[] = []
    const flush = async () => {
      await change.put(batch)
      batch = []
      options.onProgress({ ...tally })
      await setImmediate()
    }
    for (const found of walkArchive(folder)) {
      const opened = open(found, options)
      gone.delete(opened.path)
      tally.files += 1
      const { problems, changed } = duplicates.look(opened)
      if (current && !changed && opened.hash !== null && known.get(opened.path) === opened.hash)
        continue
      const readings = opened.read(problems)
      tally.read += 1
      tally.articles += readings.readings.length
      tally.problems += countProblems(readings)
      batch.push(readings)
      if (batch.length >= BATCH) await flush()
    }
    await flush()
    await change.remove([...gone])
    return await change.commit({ name: settings.name, stamp, indexedAt: options.now() })
  } catch (error) {
    await change.abort()
    throw error
  }
}

/** What makes an index: the extractors, and the settings that change what they answer. */
function stampOf(settings: Settings): IndexStamp {
  const digest = createHash('sha256').update(JSON.stringify(settings)).digest('hex')
  return { extractor: EXTRACTOR_VERSION, settings: digest.slice(0, 16) }
}

function sameStamp(made: IndexStamp | null, stamp: IndexStamp): boolean {
  return made?.extractor === stamp.extractor && made.settings === stamp.settings
}

function open(found: Found, { folder, settings, onFault }: RefreshOptions): OpenedFile {
  if (found.kind === 'FILE') return openFile(folder, found.file, settings, onFault)
  const { problem } = found
  return {
    path: problem.path,
    hash: null,
    read: () => ({ path: problem.path, file: null, readings: [], problems: [problem] }),
  }
}

function countProblems({ readings, problems }: FileReadings): number {
  return readings.reduce((count, reading) => count + reading.problems.length, problems.length)
}
