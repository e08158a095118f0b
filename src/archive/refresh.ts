import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Annotations } from '../model/annotations.ts'
import type { ArchiveChange } from '../model/archive.ts'
import type { Problem } from '../model/problem.ts'
import type { Settings } from '../model/settings.ts'
import type { FileReadings, IndexStamp, Store, StoreChange } from '../store/store.ts'
import { AUTHORITY_FILE, CORRECTIONS_FILE, lostCorrection, readAnnotations } from './annotations.ts'
import { createDuplicates, pathsWithDuplicates } from './duplicates.ts'
import { type OpenedFile, openFile, type Rules } from './open-file.ts'
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
  const { annotations, problems } = readAnnotations(folder)
  const stamp = stampOf({ settings, annotations })
  const gone = new Set((await store.hashes()).keys())
  const change = await store.begin()
  try {
    const batch = createBatch(change)
    for await (const { path, readings } of readFolder({ settings, annotations }, stamp, options)) {
      gone.delete(path)
      if (readings) await batch.add(readings)
    }
    for (const readings of aside(problems, annotations, folder)) {
      gone.delete(readings.path)
      await batch.add(readings)
    }
    await batch.flush()
    await change.remove([...gone])
    return await change.commit({ name: settings.name, stamp, indexedAt: options.now() })
  } catch (error) {
    await change.abort()
    throw error
  }
}

interface ReadPath {
  readonly path: string
  /** Null when the index already has what the file gives. */
  readonly readings: FileReadings | null
}

/** Every file of the folder; those that the index does not know are understood. */
async function* readFolder(
  rules: Rules,
  stamp: IndexStamp,
  { folder, store, onProgress, onFault }: RefreshOptions,
): AsyncGenerator<ReadPath> {
  const known = await store.hashes()
  const isCurrent = sameStamp(store.stamp, stamp)
  const duplicates = createDuplicates(isCurrent ? await pathsWithDuplicates(store) : new Set())
  const tally = { files: 0, read: 0, articles: 0, problems: 0 }
  for (const found of walkArchive(folder)) {
    const file = openFound(folder, found, rules, onFault)
    const { problems, changed } = duplicates.look(file)
    const isKnown = file.hash !== null && known.get(file.path) === file.hash
    const readings = isCurrent && isKnown && !changed ? null : file.read(problems)
    tally.files += 1
    if (readings) {
      tally.read += 1
      tally.articles += readings.readings.length
      tally.problems += countProblems(readings)
    }
    if (tally.files % BATCH === 0) {
      onProgress({ ...tally })
      // Others get their turn, such as a server that answers meanwhile.
      await setImmediate()
    }
    yield { path: file.path, readings }
  }
  onProgress({ ...tally })
}

function createBatch(change: StoreChange) {
  let batch: FileReadings[] = []
  const flush = async () => {
    await change.put(batch)
    batch = []
  }
  return {
    flush,
    async add(readings: FileReadings) {
      batch.push(readings)
      if (batch.length >= BATCH) await flush()
    },
  }
}

/** What makes an index: the extractors, and all else that changes what they answer. */
export function stampOf(rules: Rules): IndexStamp {
  const digest = createHash('sha256').update(JSON.stringify(rules)).digest('hex')
  return { extractor: EXTRACTOR_VERSION, settings: digest.slice(0, 16) }
}

export function sameStamp(made: IndexStamp | null, stamp: IndexStamp): boolean {
  return made?.extractor === stamp.extractor && made.settings === stamp.settings
}

export function openFound(
  folder: string,
  found: Found,
  rules: Rules,
  onFault: (error: unknown) => void,
): OpenedFile {
  if (found.kind === 'FILE') return openFile(folder, found.file, rules, onFault)
  const { path } = found.problem
  const problems = [found.problem]
  return { path, hash: null, read: () => ({ path, file: null, readings: [], problems }) }
}

function countProblems({ readings, problems }: FileReadings): number {
  return readings.reduce((count, reading) => count + reading.problems.length, problems.length)
}

/** The files beside the articles have no articles, but they can have problems. */
export function aside(
  problems: readonly Problem[],
  { corrections }: Annotations,
  folder: string,
): FileReadings[] {
  const lost = corrections.filter(({ article }) => !existsSync(join(folder, article)))
  const all = [...problems, ...lost.map(lostCorrection)]
  return [CORRECTIONS_FILE, AUTHORITY_FILE].flatMap((path) => {
    const own = all.filter((problem) => problem.path === path)
    return own.length > 0 ? [{ path, file: null, readings: [], problems: own }] : []
  })
}
