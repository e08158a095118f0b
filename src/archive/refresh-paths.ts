import { lstatSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ArchiveChange } from '../model/archive.ts'
import type { Problem } from '../model/problem.ts'
import type { FileReadings, PreparedFile, StoreChange } from '../store/store.ts'
import { isAbandoned } from './abandoned.ts'
import { correctedPaths } from './annotations.ts'
import { hasCopyName, possibleCopies } from './copies.ts'
import { fingerprintOf } from './fingerprint.ts'
import { duplicateOf, problemResult } from './ingest-folder.ts'
import type { IngestJob, IngestResult } from './ingest-result.ts'
import {
  hasSameRules,
  refreshFolder,
  type RefreshOptions,
  sidecarProblems,
  stampOf,
} from './refresh-folder.ts'
import { SIDECAR_FILES } from './sidecars.ts'
import { partsOf, putResults } from './spool.ts'
import { compareInWalk, type FoundFile, walkArchive } from './walk.ts'
import type { ParsePool } from './parse-pool.ts'

export interface PathsOptions extends RefreshOptions {
  /** Files and folders that may be new, changed or gone, relative to the archive, with `/`. */
  readonly paths: readonly string[]
  /** Leave the index unchanged while a file is missing, empty or being written. */
  readonly isCautious?: boolean
  readonly pool: ParsePool
}

/**
 * Update the index from some paths of the folder. The result is the same as that of reading the
 * whole folder, if nothing else has changed.
 *
 * @returns what changed; null when nothing did; UNSETTLED when `isCautious` prevented the update
 * @throws the file system's error when the folder cannot be read; the index stays unchanged
 */
export async function refreshPaths(
  options: PathsOptions,
): Promise<ArchiveChange | null | 'UNSETTLED'> {
  const { folder, sidecars, readers, store, isCautious = false } = options
  // Editors write a new version beside the file before they replace it.
  if (isCautious && options.paths.some(hasCopyName)) return 'UNSETTLED'
  // Throws when the folder is gone: its files are then not removed from the index.
  statSync(folder)
  const stamp = stampOf(sidecars, readers)
  const made = (await store.status()).stamp
  const corrected = correctedPaths(folder, made?.corrections ?? '', stamp.corrections)
  const paths = [...options.paths, ...corrected]
  const found = hasSameRules(made, stamp) ? await findCurrent({ ...options, paths }) : null
  if (isCautious && (!found || isUnsettled(found, folder))) return 'UNSETTLED'
  if (!found) return refreshFolder(options)
  const updated = await readUpdated(found, options, corrected)
  if (isCautious && isUnsettled(found, folder)) return 'UNSETTLED'
  const isSame = made?.corrections === stamp.corrections
  if (isSame && updated.length === 0 && found.gone.length === 0) return null
  statSync(folder)
  const change = await store.beginChange()
  try {
    await putResults(change, updated)
    await change.remove(found.gone)
    await putSidecarProblems(change, sidecarProblems(sidecars, folder))
    const { name } = sidecars.settings
    return await change.commit({ name, stamp, indexedAt: options.now() })
  } catch (error) {
    await change.abort()
    throw error
  }
}

/** The files at the given paths, and what the index knows of them. */
interface CurrentFiles {
  /** Hashes in the index, by path. */
  readonly known: ReadonlyMap<string, string>
  /** By path. */
  readonly found: ReadonlyMap<string, FoundFile>
  /** Paths that are in the index and no longer in the folder. */
  readonly gone: readonly string[]
}

/** Above this, scanning the whole folder is cheaper. */
const MAX_FILES = 1_000

/** @returns null when there are too many files */
async function findCurrent(options: PathsOptions): Promise<CurrentFiles | null> {
  const { folder, store } = options
  const known = new Map<string, string>()
  const found = new Map<string, FoundFile>()
  for (const path of await withDependents(options)) {
    if (path === '') return null
    for (const [file, hash] of await store.hashesByPath(path)) known.set(file, hash)
    for (const each of walkArchive(folder, path)) {
      found.set(pathOf(each), each)
      if (found.size + known.size > MAX_FILES) return null
    }
  }
  const gone = [...known.keys()].filter((path) => !found.has(path))
  return { known, found, gone }
}

function pathOf(found: FoundFile): string {
  return found.kind === 'FILE' ? found.file.path : found.problem.path
}

/**
 * The paths, files that may be copies of them, and links to their files: in the index these have the
 * same bytes as the files had.
 */
async function withDependents({ folder, store, paths }: PathsOptions): Promise<Set<string>> {
  const hashes = new Set<string>()
  for (const path of paths) {
    const hash = (await store.hashesByPath(path)).get(path)
    if (hash) hashes.add(hash)
  }
  const sameBytes = [...(await store.pathsByHash([...hashes])).values()].flat()
  const copies = possibleCopies(folder, paths)
  const links = sameBytes.filter((path) => isLink(join(folder, path)))
  return new Set([...paths, ...copies, ...links])
}

/** `lstat` throws ENOTDIR when a folder on the way was replaced by a file. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
  } catch {
    return false
  }
}

/** Whether a file is gone, empty or changing: its new content may be about to be written. */
function isUnsettled({ found, gone }: CurrentFiles, folder: string): boolean {
  return gone.length > 0 || [...found.values()].some((each) => isBeingWritten(folder, each))
}

/** Whether the file is empty or has changed since the walk found it. */
function isBeingWritten(folder: string, found: FoundFile): boolean {
  if (found.kind !== 'FILE') return false
  const { path, bytes } = found.file
  const now = statSync(join(folder, path), { throwIfNoEntry: false })
  return bytes === 0 || !now || fingerprintOf(now).number !== found.fingerprint.number
}

/** Read the changed files, and unchanged files elsewhere that have become duplicates or originals. */
async function readUpdated(
  { known, found, gone }: CurrentFiles,
  { folder, store, pool }: PathsOptions,
  corrected: ReadonlySet<string>,
): Promise<IngestResult[]> {
  const knownHash = (path: string) => (corrected.has(path) ? null : known.get(path) || null)
  const results = await ingest([...found.values()], (path) => ({ knownHash: knownHash(path) }))
  const hashes = [...known.values(), ...results.map(({ hash }) => hash ?? '')]
  const before = await store.pathsByHash([...new Set(hashes)].filter((hash) => !isAbandoned(hash)))
  const elsewhere = new Map(
    Array.from(before, ([hash, paths]) => [
      hash,
      paths.filter((path) => !found.has(path) && !gone.includes(path)),
    ]),
  )
  const originals = findOriginals(elsewhere, results)

  const again = new Map<string, FoundFile>()
  for (const { path, hash, prepared } of results) {
    const original = hash === null ? path : originals.get(hash)
    const isNew = hash !== null && prepared !== null
    if (hash === null || (isNew ? path === original : firstOf(before.get(hash)) === original))
      continue
    const each = found.get(path)
    if (each) again.set(path, each)
  }
  for (const [hash, paths] of elsewhere) {
    if (firstOf(before.get(hash)) === originals.get(hash)) continue
    for (const each of paths.flatMap((path) => [...walkArchive(folder, path)])) {
      again.set(pathOf(each), each)
    }
  }
  const hashOf = new Map(results.map(({ path, hash }) => [path, hash]))
  for (const [hash, paths] of elsewhere) for (const path of paths) hashOf.set(path, hash)
  const extraOf = (path: string): Problem[] => {
    const original = originals.get(hashOf.get(path) ?? '')
    return original === undefined || original === path ? [] : [duplicateOf(original, path)]
  }
  const updated = await ingest([...again.values()], (path) => ({ extra: extraOf(path) }))
  return [...results.filter(({ path, prepared }) => prepared && !again.has(path)), ...updated]

  async function ingest(
    files: readonly FoundFile[],
    jobFor: (path: string) => Partial<IngestJob>,
  ): Promise<IngestResult[]> {
    const jobs = files.flatMap((each) =>
      each.kind === 'FILE'
        ? [{ ...each, knownHash: null, extra: [], ...jobFor(each.file.path) }]
        : [],
    )
    const parsed = jobs.length === 0 ? [] : await pool.parse(jobs)
    const problems = files.flatMap((each) => (each.kind === 'PROBLEM' ? [each.problem] : []))
    return [...parsed, ...problems.map((problem) => problemResult(problem, store))]
  }
}

/** Read files again that have not changed, one after the other. */
export async function* readAgain(
  { folder, store, pool }: Pick<PathsOptions, 'folder' | 'store' | 'pool'>,
  paths: readonly string[],
): AsyncGenerator<PreparedFile> {
  for (const path of paths) {
    const [hash = ''] = (await store.hashesByPath(path)).values()
    const original = firstOf((await store.pathsByHash([hash])).get(hash))
    const extra = original === undefined || original === path ? [] : [duplicateOf(original, path)]
    for (const each of walkArchive(folder, path)) {
      if (each.kind !== 'FILE') continue
      for (const { prepared } of await pool.parse([{ ...each, knownHash: null, extra }])) {
        if (prepared) yield* partsOf(prepared)
      }
    }
  }
}

/** The path of the first file with the same bytes, by hash. */
function findOriginals(
  elsewhere: ReadonlyMap<string, readonly string[]>,
  results: readonly IngestResult[],
): ReadonlyMap<string, string> {
  const originals = new Map<string, string>()
  const offer = (hash: string, path: string) => {
    const first = originals.get(hash)
    if (first === undefined || compareInWalk(path, first) < 0) originals.set(hash, path)
  }
  for (const [hash, paths] of elsewhere) for (const path of paths) offer(hash, path)
  for (const { hash, path } of results) if (hash !== null) offer(hash, path)
  return originals
}

function firstOf(paths: readonly string[] = []): string | undefined {
  return paths.toSorted(compareInWalk)[0]
}

async function putSidecarProblems(
  change: StoreChange,
  files: readonly FileReadings[],
): Promise<void> {
  await change.put(files)
  const withoutProblems = SIDECAR_FILES.filter((path) => !files.some((file) => file.path === path))
  await change.remove(withoutProblems)
}
