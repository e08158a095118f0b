import { rmSync } from 'node:fs'

/**
 * Delete an index that is damaged, so that whoever opens it next makes it anew: it holds nothing that
 * the files do not. Those that have it open keep what they have.
 */
export function discardIndex(path: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(path + part, { force: true })
}
