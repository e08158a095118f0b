import { lstatSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ArchiveChange } from '../model/archive.ts'
import type { FileReadings, StoreChange } from '../store/store.ts'
import { AUTHORITY_FILE, correctedPaths, CORRECTIONS_FILE, readAnnotations } from './annotations.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type OpenedFile, openFound } from './ingest-file.ts'
import { duplicateOf } from './ingest-folder.ts'
import type { ReadContext } from './ingest-result.ts'
import {
  annotationProblems,
  hasSameRules,
  refreshFolder,
  type RefreshOptions,
  stampOf,
} from './refresh-folder.ts'
import { compareInWalk, type FoundFile, walkArchive } from './walk.ts'

export interface PathsOptions extends RefreshOptions {
  /** Files and folders that may be new, changed or gone, relative to the archive, with `/`. */
  readonly paths: readonly string[]
  /** Leave the index unchanged while a file is missing, empty or being written. */
  readonly isCautious?: boolean
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
  const { folder, settings, store, onFault, isCautious = false } = options
  // Throws when the folder is gone: its files are then not removed from the index.
  statSync(folder)
  const annotated = readAnnotations(folder)
  const context = { folder, rules: { settings, annotations: annotated.annotations }, onFault }
  const stamp = stampOf(settings, annotated)
  const made = (await store.status()).stamp
  const corrected = correctedPaths(made?.corrections ?? '', stamp.corrections)
  const paths = [...options.paths, ...corrected]
  const current = hasSameRules(made, stamp)
    ? await readCurrent({ ...options, paths }, context)
    : null
  if (isCautious && (!current || current.isUnsettled)) return 'UNSETTLED'
  if (!current) return refreshFolder(options)
  const updated = await readUpdated(current, options, context, corrected)
  const isSame = made?.corrections === stamp.corrections
  if (isSame && updated.length === 0 && current.gone.length === 0) return null
  statSync(folder)
  const change = await store.beginChange()
  try {
    await change.put(updated)
    await change.remove(current.gone)
    await putAnnotationProblems(change, annotationProblems(annotated, folder))
    return await change.commit({ name: settings.name, stamp, indexedAt: options.now() })
  } catch (error) {
    await change.abort()
    throw error
  }
}

/** The files at the given paths, and what the index knows of them. */
interface CurrentFiles {
  /** Hashes in the index, by path. */
  readonly known: ReadonlyMap<string, string>
  readonly opened: readonly OpenedFile[]
  /** Paths that are in the index and no longer in the folder. */
  readonly gone: readonly string[]
  /** Whether a file is gone, empty or changing: its new content may be about to be written. */
  readonly isUnsettled: boolean
}

/** Above this, scanning the whole folder is cheaper. */
const MAX_FILES = 1_000

/** @returns null when there are too many files */
async function readCurrent(
  options: Pick<PathsOptions, 'folder' | 'store' | 'paths'>,
  context: ReadContext,
): Promise<CurrentFiles | null> {
  const { folder, store } = options
  const known = new Map<string, string>()
  const opened = new Map<string, OpenedFile>()
  let isChanging = false
  for (const path of await withLinks(options)) {
    if (path === '') return null
    for (const [file, hash] of await store.hashesByPath(path)) known.set(file, hash)
    for (const found of walkArchive(folder, path)) {
      const file = openFound(found, context)
      opened.set(file.path, file)
      isChanging ||= isBeingWritten(folder, found)
      if (opened.size + known.size > MAX_FILES) return null
    }
  }
  const gone = [...known.keys()].filter((path) => !opened.has(path))
  const isUnsettled = isChanging || gone.length > 0
  return { known, opened: [...opened.values()], gone, isUnsettled }
}

/** The paths, and links to their files: in the index these have the same bytes as the files had. */
async function withLinks({
  folder,
  store,
  paths,
}: Pick<PathsOptions, 'folder' | 'store' | 'paths'>): Promise<Set<string>> {
  const hashes = new Set<string>()
  for (const path of paths) {
    const hash = (await store.hashesByPath(path)).get(path)
    if (hash) hashes.add(hash)
  }
  const sameBytes = [...(await store.pathsByHash([...hashes])).values()].flat()
  return new Set([...paths, ...sameBytes.filter((path) => isLink(join(folder, path)))])
}

/** `lstat` throws ENOTDIR when a folder on the way was replaced by a file. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
  } catch {
    return false
  }
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
  { known, opened, gone }: CurrentFiles,
  { folder, store }: PathsOptions,
  context: ReadContext,
  corrected: ReadonlySet<string>,
): Promise<FileReadings[]> {
  const hashes = [...known.values(), ...opened.map(({ hash }) => hash ?? '')]
  const before = await store.pathsByHash([...new Set(hashes)])
  const checked = new Set([...gone, ...opened.map(({ path }) => path)])
  const elsewhere = new Map(
    Array.from(before, ([hash, paths]) => [hash, paths.filter((path) => !checked.has(path))]),
  )
  const originals = findOriginals(elsewhere, opened)

  const updated: FileReadings[] = []
  for (const file of opened) {
    const { path, hash } = file
    const original = hash === null ? path : originals.get(hash)
    const isKnown = hash !== null && known.get(path) === hash && !corrected.has(path)
    if (!isKnown || firstOf(before.get(hash)) !== original) {
      updated.push(readWithOriginal(file, original))
    }
  }
  for (const [hash, paths] of elsewhere) {
    const original = originals.get(hash)
    if (firstOf(before.get(hash)) === original) continue
    for (const found of paths.flatMap((path) => [...walkArchive(folder, path)])) {
      updated.push(readWithOriginal(openFound(found, context), original))
    }
  }
  return updated
}

/** The path of the first file with the same bytes, by hash. */
function findOriginals(
  elsewhere: ReadonlyMap<string, readonly string[]>,
  opened: readonly OpenedFile[],
): ReadonlyMap<string, string> {
  const originals = new Map<string, string>()
  const offer = (hash: string, path: string) => {
    const first = originals.get(hash)
    if (first === undefined || compareInWalk(path, first) < 0) originals.set(hash, path)
  }
  for (const [hash, paths] of elsewhere) for (const path of paths) offer(hash, path)
  for (const { hash, path } of opened) if (hash !== null) offer(hash, path)
  return originals
}

function readWithOriginal(file: OpenedFile, original: string | undefined): FileReadings {
  const isDuplicate = original !== undefined && original !== file.path
  return file.read(isDuplicate ? [duplicateOf(original, file.path)] : [])
}

function firstOf(paths: readonly string[] = []): string | undefined {
  return paths.toSorted(compareInWalk)[0]
}

async function putAnnotationProblems(
  change: StoreChange,
  files: readonly FileReadings[],
): Promise<void> {
  await change.put(files)
  const withoutProblems = [CORRECTIONS_FILE, AUTHORITY_FILE].filter(
    (path) => !files.some((file) => file.path === path),
  )
  await change.remove(withoutProblems)
}
