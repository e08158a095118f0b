import { type FSWatcher, lstatSync, readdirSync, watch } from 'node:fs'
import { join } from 'node:path'
import { codeOf, joinPath } from './file-system.ts'

export interface DirectoryWatches {
  /** Watch the archive folder and every folder in it that is not watched yet. */
  start(): void
  /** Whether every folder is watched. */
  readonly isComplete: boolean
  stop(): void
}

export interface DirectoryWatchesOptions {
  /** Called with every path that may be new, changed or gone; '' for the whole archive. */
  readonly onChange: (path: string) => void
  /** Called when a folder cannot be watched. */
  readonly onError: (error: unknown) => void
}

/**
 * Watch an archive folder with one watch for each folder in it.
 *
 * Links and hidden folders are skipped, as in `walkArchive`. Node's recursive watch needs one watch
 * for each file, and systems limit their number.
 */
export function watchDirectories(
  root: string,
  { onChange, onError }: DirectoryWatchesOptions,
): DirectoryWatches {
  const watchers = new Map<string, FSWatcher>()
  let isComplete = true

  const add = (top: string) => {
    const folders = [top]
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      try {
        // Watch before listing, so that no new folder is missed in between.
        if (!watchers.has(folder)) watchers.set(folder, watchOne(folder))
        for (const inner of foldersIn(root, folder)) folders.push(inner)
      } catch (error) {
        if (IGNORED_ERRORS.has(codeOf(error))) continue
        isComplete = false
        onError(error)
        return
      }
    }
  }

  const remove = (top: string) => {
    for (const [folder, watcher] of watchers) {
      if (top !== '' && folder !== top && !folder.startsWith(`${top}/`)) continue
      watchers.delete(folder)
      watcher.close()
    }
  }

  const watchOne = (folder: string) => {
    const watcher = watch(join(root, folder), (event, name) => handleEvent(folder, event, name))
    watcher.on('error', (error) => {
      remove(folder)
      isComplete = false
      onError(error)
    })
    return watcher
  }

  const handleEvent = (folder: string, event: string, name: string | null) => {
    if (name?.startsWith('.')) return
    // Names that are not UTF-8 arrive damaged: report the whole folder.
    const isDamaged = name === null || name.includes('\uFFFD')
    const path = isDamaged ? folder : joinPath(folder, name)
    if (isFolder(join(root, path))) {
      // The path may be a new folder with the name of an old one.
      if (event === 'rename' && path !== folder) remove(path)
      add(path)
    } else if (watchers.has(path)) remove(path)
    onChange(path)
  }

  return {
    get isComplete() {
      return isComplete
    },
    start() {
      isComplete = true
      add('')
    },
    stop: () => remove(''),
  }
}

/** Folders that are gone or not permitted need no watch: the walk reports them. */
const IGNORED_ERRORS = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'])

function foldersIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => joinPath(folder, name))
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory()
  } catch {
    return false
  }
}
