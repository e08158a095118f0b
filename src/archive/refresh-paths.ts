import { statSync } from 'node:fs'
import type { ArchiveChange } from '../model/archive.ts'
import type { FileReadings, StoreChange } from '../store/store.ts'
import { AUTHORITY_FILE, CORRECTIONS_FILE, readAnnotations } from './annotations.ts'
import { duplicateOf } from './duplicates.ts'
import { lookAt, type Looked } from './look-at.ts'
import { correctedPaths } from './corrected-paths.ts'
import type { OpenedFile, Rules } from './open-file.ts'
import { openFound } from './open-found.ts'
import { aside, refreshIndex, type RefreshOptions, sameStamp, stampOf } from './refresh.ts'
import { inWalkOrder, walkArchive } from './walk.ts'

export interface PathsOptions extends RefreshOptions {
  /** Relative to the archive, with `/`: files and folders that may be new, other or gone. */
  readonly paths: readonly string[]
  /** Take nothing in while a file is gone, empty or being written. */
  readonly isCautious?: boolean
}

/**
 * Bring the index up to the folder where something may have changed, and look nowhere else. What
 * comes of it is the same as if the whole folder had been read.
 *
 * @returns what changed, null when nothing did, UNSETTLED when caution forbids to take it in
 * @throws the file system's error when the folder cannot be read; the index then stays as it was
 */
export async function refreshPaths(
  options: PathsOptions,
): Promise<ArchiveChange | null | 'UNSETTLED'> {
  const { folder, settings, store, isCautious = false } = options
  // A folder that is gone has not lost its files.
  statSync(folder)
  const beside = readAnnotations(folder)
  const rules = { settings, annotations: beside.annotations }
  const stamp = stampOf(settings, beside)
  const made = (await store.status()).stamp
  const corrected = correctedPaths(made?.corrections ?? '', stamp.corrections)
  const paths = [...options.paths, ...corrected]
  const looked = sameStamp(made, stamp) ? await lookAt({ ...options, paths }, rules) : null
  if (isCautious && (!looked || looked.isUnsettled)) return 'UNSETTLED'
  if (!looked) return refreshIndex(options)
  const news = await readNews(looked, options, rules, corrected)
  const isSame = made?.corrections === stamp.corrections
  if (isSame && news.length === 0 && looked.gone.length === 0) return null
  statSync(folder)
  const change = await store.beginChange()
  try {
    await change.put(news)
    await change.remove(looked.gone)
    await putAside(change, aside(beside, folder))
    return await change.commit({ name: settings.name, stamp, indexedAt: options.now() })
  } catch (error) {
    await change.abort()
    throw error
  }
}

/** Read what differs, and the files elsewhere that are copies of another file now. */
async function readNews(
  { known, opened, gone }: Looked,
  { folder, store, onFault }: PathsOptions,
  rules: Rules,
  corrected: ReadonlySet<string>,
): Promise<FileReadings[]> {
  const hashes = [...known.values(), ...opened.map(({ hash }) => hash ?? '')]
  const before = await store.pathsByHash([...new Set(hashes)])
  const looked = new Set([...gone, ...opened.map(({ path }) => path)])
  const elsewhere = new Map(
    Array.from(before, ([hash, paths]) => [hash, paths.filter((path) => !looked.has(path))]),
  )
  const originals = findOriginals(elsewhere, opened)

  const news: FileReadings[] = []
  for (const file of opened) {
    const { path, hash } = file
    const original = hash === null ? path : originals.get(hash)
    const isKnown = hash !== null && known.get(path) === hash && !corrected.has(path)
    if (!isKnown || firstOf(before.get(hash)) !== original) news.push(readCopy(file, original))
  }
  for (const [hash, paths] of elsewhere) {
    const original = originals.get(hash)
    if (firstOf(before.get(hash)) === original) continue
    for (const found of paths.flatMap((path) => [...walkArchive(folder, path)])) {
      news.push(readCopy(openFound(folder, found, rules, onFault), original))
    }
  }
  return news
}

/** The first of all files that hold the same bytes, by hash. */
function findOriginals(
  elsewhere: ReadonlyMap<string, readonly string[]>,
  opened: readonly OpenedFile[],
): ReadonlyMap<string, string> {
  const originals = new Map<string, string>()
  const offer = (hash: string, path: string) => {
    const first = originals.get(hash)
    if (first === undefined || inWalkOrder(path, first) < 0) originals.set(hash, path)
  }
  for (const [hash, paths] of elsewhere) for (const path of paths) offer(hash, path)
  for (const { hash, path } of opened) if (hash !== null) offer(hash, path)
  return originals
}

function readCopy(file: OpenedFile, original: string | undefined): FileReadings {
  const isCopy = original !== undefined && original !== file.path
  return file.read(isCopy ? [duplicateOf(original, file.path)] : [])
}

function firstOf(paths: readonly string[] = []): string | undefined {
  return paths.toSorted(inWalkOrder)[0]
}

async function putAside(change: StoreChange, files: readonly FileReadings[]): Promise<void> {
  await change.put(files)
  const fine = [CORRECTIONS_FILE, AUTHORITY_FILE].filter(
    (path) => !files.some((file) => file.path === path),
  )
  await change.remove(fine)
}
