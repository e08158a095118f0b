import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ArchiveChange } from '../model/archive.ts'
import type { Settings } from '../model/settings.ts'
import type { FileReadings, IndexStamp, IndexStatus, Store } from '../store/store.ts'
import {
  AUTHORITY_FILE,
  CORRECTIONS_FILE,
  lostCorrection,
  type ReadAnnotations,
  readAnnotations,
} from './annotations.ts'
import { correctedPaths, noteCorrections } from './corrected-paths.ts'
import { createCrew } from './crew.ts'
import { createDuplicates, pathsWithDuplicates } from './duplicates.ts'
import { WalkDigest } from './look.ts'
import { type Scan, scanFolder } from './scan.ts'
import type { Understood } from './understand.ts'
import { understandFolder } from './understand-folder.ts'
import type { Found } from './walk.ts'

/** Raised whenever the same file would be read differently than before. */
const EXTRACTOR_VERSION = '3'

/** The index was stopped before it was complete: what was read is kept. */
export class IndexStoppedError extends Error {
  override readonly name = 'IndexStoppedError'
}

/** How far an index has come. */
export interface Progress {
  /** Files looked at so far, and how many there are. */
  readonly files: number
  readonly allFiles: number
  /** Of these, files that had to be understood anew. */
  readonly read: number
  /** Bytes of the files looked at so far, and of all. */
  readonly bytes: number
  readonly allBytes: number
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
  /** Threads that read; as many as there are processors when absent. */
  readonly threads?: number | undefined
  /** Stops the work between two batches. */
  readonly signal?: AbortSignal | undefined
}

/** A first index is kept whenever so many files more were understood. */
const KEEP_AFTER = 4_000

/**
 * Bring the index up to the folder: files that look new are read, those whose content is new are
 * understood, files that are gone are forgotten, and all of it becomes visible at once. Where
 * everything looks as it did, no file is read.
 *
 * @returns what changed, or null when nothing did
 * @throws the file system's error when the folder cannot be listed; the index then stays as it was
 * @throws {IndexStoppedError} when the signal stops it: the next call goes on from there where it was
 *   a first index; any other index stays as it was
 */
export async function refreshIndex(options: RefreshOptions): Promise<ArchiveChange | null> {
  const { folder, settings, store, onFault, onProgress } = options
  const beside = readAnnotations(folder)
  const rules = { settings, annotations: beside.annotations }
  const stamp = stampOf(settings, beside)
  const scan = scanFolder(folder)
  const seen = { files: scan.files, allFiles: scan.files, bytes: scan.bytes, allBytes: scan.bytes }
  const status = await store.status()
  const isSame = sameStamp(status.stamp, stamp) && status.stamp.corrections === stamp.corrections
  if (isSame && scan.digest !== null && scan.digest === status.walkDigest) {
    onProgress({ ...seen, read: 0, articles: 0, problems: 0 })
    return null
  }

  const known = await store.knownFiles()
  const made = status.stamp ?? status.unfinishedStamp
  const reusable = sameStamp(made, stamp)
    ? without(known, correctedPaths(made.corrections, stamp.corrections))
    : null
  const change = await store.beginChange(stamp)
  const { prepare, prepareModule } = store
  const surroundings = { folder, rules, prepare, onFault }
  const expected = scan.files - (reusable?.size ?? 0)
  const crew = createCrew(surroundings, {
    threads: options.threads,
    prepareModule,
    expected,
  })
  try {
    const copies = createDuplicates(reusable ? await pathsWithDuplicates(store) : new Set())
    const walk = { surroundings, crew, copies, known: reusable ?? new Map() }
    const tally = createTally(scan, onProgress)
    const gone = new Set(known.keys())
    const digest = new WalkDigest()
    let read = 0
    for await (const { founds, files } of understandFolder(walk, digest)) {
      for (const { path } of files) gone.delete(path)
      await change.setFingerprints(looksOf(files))
      const fresh = files.flatMap(({ prepared }) => prepared ?? [])
      await change.putPrepared(fresh)
      tally.add(files, founds)
      read += fresh.length
      if (read >= KEEP_AFTER || options.signal?.aborted) {
        await change.checkpoint(stamp)
        read = 0
      }
      if (options.signal?.aborted) throw stopped(status)
    }
    for (const file of aside(beside, folder)) {
      gone.delete(file.path)
      await change.put([file])
    }
    await change.remove([...gone])
    tally.end()
    return await change.commit({
      name: settings.name,
      stamp,
      indexedAt: options.now(),
      walkDigest: digest.digest(),
    })
  } catch (error) {
    await change.abort()
    throw error
  } finally {
    await crew.close()
  }
}

function stopped({ stamp }: IndexStatus): IndexStoppedError {
  const rest = stamp
    ? 'The index stays as it was.'
    : 'What was read is kept: the same command goes on from there.'
  return new IndexStoppedError(`Stopped. ${rest}`)
}

function looksOf(files: readonly Understood[]): ReadonlyMap<string, number | null> {
  return new Map(files.map(({ path, look }) => [path, look]))
}

/** Counts what was done, and tells of it. */
function createTally({ files, bytes }: Scan, onProgress: (progress: Progress) => void) {
  const tally = { files: 0, bytes: 0, read: 0, articles: 0, problems: 0 }
  const tell = () => onProgress({ ...tally, allFiles: files, allBytes: bytes })
  return {
    end: tell,
    add(understood: readonly Understood[], founds: readonly Found[]) {
      tally.files += understood.length
      for (const found of founds) if (found.kind === 'FILE') tally.bytes += found.file.bytes
      for (const { prepared, articles, problems } of understood) {
        if (prepared) tally.read += 1
        tally.articles += articles
        tally.problems += problems
      }
      tell()
    },
  }
}

/** What makes an index: the extractors, and all else that changes what they answer. */
export function stampOf(settings: Settings, beside: ReadAnnotations): IndexStamp {
  const { authority } = beside.annotations
  const digest = createHash('sha256').update(JSON.stringify({ settings, authority })).digest('hex')
  return {
    extractor: EXTRACTOR_VERSION,
    settings: digest.slice(0, 16),
    corrections: noteCorrections(beside),
  }
}

/** Whether articles without corrections would be read alike. */
export function sameStamp(made: IndexStamp | null, stamp: IndexStamp): made is IndexStamp {
  return made?.extractor === stamp.extractor && made.settings === stamp.settings
}

function without<Value>(map: ReadonlyMap<string, Value>, keys: ReadonlySet<string>) {
  const rest = new Map(map)
  for (const key of keys) rest.delete(key)
  return rest
}

/** The files beside the articles have no articles, but they can have problems. */
export function aside({ annotations, problems }: ReadAnnotations, folder: string): FileReadings[] {
  const lost = annotations.corrections.filter(({ article }) => !existsSync(join(folder, article)))
  const all = [...problems, ...lost.map(lostCorrection)]
  return [CORRECTIONS_FILE, AUTHORITY_FILE].flatMap((path) => {
    const own = all.filter((problem) => problem.path === path)
    return own.length > 0 ? [{ path, file: null, readings: [], problems: own }] : []
  })
}
