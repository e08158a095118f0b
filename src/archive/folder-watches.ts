import { type FSWatcher, lstatSync, readdirSync, watch } from 'node:fs'
import { join } from 'node:path'
import { codeOf, joinPath } from './paths.ts'

export interface FolderWatches {
  /** Watch the folder and every folder in it, as far as they are not watched yet. */
  start(): void
  /** Whether every folder is watched. */
  readonly isComplete: boolean
  stop(): void
}

export interface WatchOptions {
  /** Told of every path that may be new, other or gone; '' for anything. */
  readonly onTouch: (path: string) => void
  /** Told when a folder cannot be watched. */
  readonly onTrouble: (error: unknown) => void
}

/**
 * Watch an archive folder by one watch for each folder in it.
 *
 * Links and hidden folders are passed over, as by the walk. Node's own recursive watch takes a
 * watch for every file, of which a system has too few.
 */
export function watchFolders(root: string, { onTouch, onTrouble }: WatchOptions): FolderWatches {
  const watchers = new Map<string, FSWatcher>()
  let isComplete = true

  const add = (top: string) => {
    const folders = [top]
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      try {
        // First the watch, then the list, so that nothing comes in between.
        if (!watchers.has(folder)) watchers.set(folder, watchOne(folder))
        folders.push(...foldersIn(root, folder))
      } catch (error) {
        if (GONE_OR_SHUT.has(codeOf(error))) continue
        isComplete = false
        onTrouble(error)
        return
      }
    }
  }

  const drop = (top: string) => {
    for (const [folder, watcher] of watchers) {
      if (top !== '' && folder !== top && !folder.startsWith(`${top}/`)) continue
      watchers.delete(folder)
      watcher.close()
    }
  }

  const watchOne = (folder: string) => {
    const watcher = watch(join(root, folder), (event, name) => notice(folder, event, name))
    watcher.on('error', (error) => {
      drop(folder)
      isComplete = false
      onTrouble(error)
    })
    return watcher
  }

  const notice = (folder: string, event: string, name: string | null) => {
    if (name?.startsWith('.')) return
    // Names that are no UTF-8 arrive in pieces.
    const isStrange = name === null || name.includes('\uFFFD')
    const path = isStrange ? folder : joinPath(folder, name)
    if (isFolder(join(root, path))) {
      // Perhaps another one of the same name.
      if (event === 'rename' && path !== folder) drop(path)
      add(path)
    } else if (watchers.has(path)) drop(path)
    onTouch(path)
  }

  return {
    get isComplete() {
      return isComplete
    },
    start() {
      isComplete = true
      add('')
    },
    stop: () => drop(''),
  }
}

const GONE_OR_SHUT = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'])

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
