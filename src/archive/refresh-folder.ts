import type { ArchiveChange } from '../model/archive.ts'
import type { FileReadings, IndexStamp, IndexStatus, Store } from '../store/store.ts'
import type { ReadingLimits } from './abandoned.ts'
import { correctedPaths, stampCorrections, lostCorrection } from './annotations.ts'
import { findPath } from './file-system.ts'
import { FolderDigest } from './fingerprint.ts'
import {
  createDuplicateFinder,
  duplicatesIn,
  type IngestBatch,
  ingestFolder,
} from './ingest-folder.ts'
import type { Readers } from './readers.ts'
import { SIDECAR_FILES, type Sidecars } from './sidecars.ts'
import { putResults } from './spool.ts'
import { type FolderScan, scanFolder } from './walk.ts'
import { createParsePool, type ParsePool } from './parse-pool.ts'
import { createSharedPool, type SharedPool } from './shared-pool.ts'
import { rulesOf } from './staged-results.ts'

/** Increased with every change that makes the extractors give another result for the same file. */
const EXTRACTOR_VERSION = '19'

/** The update was stopped before it was complete; what was read is kept. */
export class IndexStoppedError extends Error {
  override readonly name = 'IndexStoppedError'
}

/** Progress of an update. */
export interface Progress {
  /** Files checked so far, and their total. */
  readonly files: number
  readonly allFiles: number
  /** Checked files that had to be parsed. */
  readonly read: number
  /** Bytes of the files checked so far, and of all files. */
  readonly bytes: number
  readonly allBytes: number
  readonly articles: number
  readonly problems: number
}

export interface RefreshOptions {
  readonly folder: string
  readonly sidecars: Sidecars
  readonly readers: Readers
  readonly store: Store
  /** The time to be stored as `indexedAt`, ISO 8601 in UTC. */
  readonly now: () => string
  readonly onProgress: (progress: Progress) => void
  readonly onFault: (error: unknown) => void
  /** Threads that parse; by default the number of processors. */
  readonly threads?: number | undefined
  /** Keep the main thread free while parsing, because it serves requests. */
  readonly inBackground: boolean
  readonly limits: ReadingLimits
  /** Stops the update between two batches. */
  readonly signal?: AbortSignal | undefined
  /** Name of the folder; null when it has none. */
  readonly root: string | null
}

/** Articles, and files without any, after which a first index is saved. */
const SAVE_INTERVAL = 4_000

/**
 * Update the index from the whole folder: read the files with a new fingerprint, parse those with
 * new content, remove those that are gone, and make the result visible atomically. When no fingerprint
 * has changed, no file is read.
 *
 * @returns what changed, or null when nothing did
 * @throws the file system's error when the folder cannot be listed; the index stays unchanged
 * @throws {IndexStoppedError} when the signal stops it: a first index is continued by the next call,
 *   any other index stays unchanged
 */
export async function refreshFolder(options: RefreshOptions): Promise<ArchiveChange | null> {
  const { folder, sidecars, readers, store, onFault, onProgress } = options
  const { settings, annotations } = sidecars
  const stamp = stampOf(sidecars, readers)
  const scan = scanFolder(folder)
  const status = await store.status()
  const isSame = hasSameRules(status.stamp, stamp) && status.stamp.corrections === stamp.corrections
  if (isSame && scan.digest !== null && scan.digest === status.walkDigest) {
    const { files, bytes } = scan
    onProgress({
      files,
      allFiles: files,
      bytes,
      allBytes: bytes,
      read: 0,
      articles: 0,
      problems: 0,
    })
    return null
  }

  const known = await store.knownFiles()
  const made = status.stamp ?? status.unfinishedStamp
  const reusable = hasSameRules(made, stamp)
    ? without(known, correctedPaths(folder, made.corrections, stamp.corrections))
    : null
  const change = await store.beginChange(stamp)
  const { prepare, prepareModule } = store
  const context = { folder, rules: { settings, annotations }, readers, prepare, onFault }
  const expected = scan.files - (reusable?.size ?? 0)
  const own = createParsePool(context, { ...options, expected, prepareModule })
  const rules = rulesOf(stamp, options.limits, options.root)
  const queue = store.work
  let pool: ParsePool | SharedPool = own
  try {
    if (queue) pool = await createSharedPool(own, { queue, rules })
    const duplicates = createDuplicateFinder(reusable ? await duplicatesIn(store) : new Set())
    const ingest = { context, pool, duplicates, known: reusable ?? new Map() }
    const report = isShared(pool) ? pool.report.bind(pool) : () => {}
    const progress = createProgress(scan, (reached) => {
      onProgress(reached)
      report(reached)
    })
    const gone = new Set(known.keys())
    const digest = new FolderDigest()
    let unsaved = 0
    for await (const batch of ingestFolder(ingest, digest)) {
      const { results } = batch
      for (const { path } of results) gone.delete(path)
      await change.setFingerprints(
        new Map(results.map(({ path, fingerprint }) => [path, fingerprint])),
      )
      await putResults(change, results)
      const work = new Set(results.flatMap((result) => result.work ?? []))
      if (work.size > 0) await change.removeWork?.([...work])
      progress.add(batch)
      unsaved += results.reduce(
        (sum, { prepared, articles }) => sum + (prepared ? Math.max(articles, 1) : 0),
        0,
      )
      if (unsaved >= SAVE_INTERVAL || options.signal?.aborted) {
        await change.checkpoint(stamp)
        unsaved = 0
      }
      if (options.signal?.aborted) throw stopped(status)
    }
    for (const file of sidecarProblems(sidecars, folder)) {
      gone.delete(file.path)
      await change.put([file])
    }
    await change.remove([...gone])
    progress.report()
    if (isShared(pool)) await pool.clear()
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
    await pool.close()
  }
}

function isShared(pool: ParsePool): pool is SharedPool {
  return 'clear' in pool
}

function stopped({ stamp }: IndexStatus): IndexStoppedError {
  const rest = stamp
    ? 'The index is unchanged.'
    : 'What was read is kept: the same command continues from there.'
  return new IndexStoppedError(`Stopped. ${rest}`)
}

function createProgress({ files, bytes }: FolderScan, onProgress: (progress: Progress) => void) {
  const counts = { files: 0, bytes: 0, read: 0, articles: 0, problems: 0 }
  const report = () => onProgress({ ...counts, allFiles: files, allBytes: bytes })
  return {
    report,
    add({ found, results }: IngestBatch) {
      counts.files += results.length
      for (const each of found) if (each.kind === 'FILE') counts.bytes += each.file.bytes
      for (const { prepared, articles, problems } of results) {
        if (prepared) counts.read += 1
        counts.articles += articles
        counts.problems += problems
      }
      report()
    },
  }
}

/**
 * Identifies everything besides the files that the readings of an index depend on. It contains the
 * settings, corrections and speakers, so that they stay in force when their file is damaged later,
 * and the versions of extensions.
 */
export function stampOf(
  { settings, annotations, problems }: Sidecars,
  { modules }: Readers,
): IndexStamp {
  const extensions = modules.map(({ name, version }) => ({ name, version }))
  return {
    extractor: EXTRACTOR_VERSION,
    settings: JSON.stringify({
      settings,
      authority: annotations.authority,
      ...(extensions.length > 0 && { extensions }),
    }),
    corrections: stampCorrections(annotations, problems),
  }
}

/** Whether both stamps give the same readings for articles without corrections. */
export function hasSameRules(made: IndexStamp | null, stamp: IndexStamp): made is IndexStamp {
  return made?.extractor === stamp.extractor && made.settings === stamp.settings
}

function without<Value>(map: ReadonlyMap<string, Value>, keys: ReadonlySet<string>) {
  const rest = new Map(map)
  for (const key of keys) rest.delete(key)
  return rest
}

/** The sidecar files that have problems, as files without articles. */
export function sidecarProblems(
  { annotations, problems }: Sidecars,
  folder: string,
): FileReadings[] {
  const lost = annotations.corrections.filter(({ article }) => findPath(folder, article) === null)
  const all = [...problems, ...lost.map(lostCorrection)]
  return SIDECAR_FILES.flatMap((path) => {
    const own = all.filter((problem) => problem.path === path)
    return own.length > 0 ? [{ path, file: null, readings: [], problems: own }] : []
  })
}
