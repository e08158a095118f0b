import { lstatSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../store/store.ts'
import type { OpenedFile, Rules } from './open-file.ts'
import { lookOf } from './look.ts'
import { openFound } from './open-found.ts'
import { type Found, walkArchive } from './walk.ts'

/** Some paths of an archive, relative to its folder, with `/`: files and folders. */
export interface Place {
  readonly folder: string
  readonly store: Store
  readonly paths: readonly string[]
  readonly onFault: (error: unknown) => void
}

/** What stands at the paths, beside what the index knows of them. */
export interface Looked {
  /** Hash by path. */
  readonly known: ReadonlyMap<string, string>
  readonly opened: readonly OpenedFile[]
  /** Known, and no more there. */
  readonly gone: readonly string[]
  /** Whether a file is gone, empty or changing: what somebody is about to write may look so. */
  readonly isUnsettled: boolean
}

/** Above this, walking the whole folder costs less than looking for each file. */
const MANY = 1_000

/** @returns null when there is too much to look at */
export async function lookAt(place: Place, rules: Rules): Promise<Looked | null> {
  const { folder, store, onFault } = place
  const known = new Map<string, string>()
  const opened = new Map<string, OpenedFile>()
  let isChanging = false
  for (const path of await withLinks(place)) {
    if (path === '') return null
    for (const [file, hash] of await store.hashesByPath(path)) known.set(file, hash)
    for (const found of walkArchive(folder, path)) {
      const file = openFound(folder, found, rules, onFault)
      opened.set(file.path, file)
      isChanging ||= isBeingWritten(folder, found)
      if (opened.size + known.size > MANY) return null
    }
  }
  const gone = [...known.keys()].filter((path) => !opened.has(path))
  const isUnsettled = isChanging || gone.length > 0
  return { known, opened: [...opened.values()], gone, isUnsettled }
}

/** The paths, and links that may lead to their files: those hold the bytes that the files held. */
async function withLinks({ folder, store, paths }: Place): Promise<Set<string>> {
  const hashes = new Set<string>()
  for (const path of paths) {
    const hash = (await store.hashesByPath(path)).get(path)
    if (hash) hashes.add(hash)
  }
  const holders = [...(await store.pathsByHash([...hashes])).values()].flat()
  return new Set([...paths, ...holders.filter((path) => isLink(join(folder, path)))])
}

/** Not where nothing can stand any more, since a folder on the way has become a file. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
  } catch {
    return false
  }
}

/** Empty, or no more as it was when it was found. */
function isBeingWritten(folder: string, found: Found): boolean {
  if (found.kind !== 'FILE') return false
  const { path, bytes } = found.file
  const now = statSync(join(folder, path), { throwIfNoEntry: false })
  return bytes === 0 || !now || lookOf(now).number !== found.look.number
}
