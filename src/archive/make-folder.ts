import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Make a folder and those it stands in, where they are missing.
 *
 * Node's own recursive `mkdir` never ends where the system answers "no such file" for a folder whose
 * parent is there, as under `/proc`: here each folder is tried once.
 *
 * @throws the system's error, with the `path` that could not be made
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    makeFolder(dirname(path))
    mkdirSync(path)
  }
}
