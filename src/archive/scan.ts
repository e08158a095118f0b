import { WalkDigest } from './look.ts'
import { walkArchive } from './walk.ts'

/** What a walk alone tells of a folder. */
export interface Scan {
  readonly files: number
  readonly bytes: number
  /** The same as long as everything looks the same; null when a file was touched just now. */
  readonly digest: string | null
}

/** Look at every file of the folder, and read none. */
export function scanFolder(folder: string): Scan {
  const digest = new WalkDigest()
  const now = Date.now()
  let files = 0
  let bytes = 0
  for (const found of walkArchive(folder)) {
    digest.add(found, now)
    files += 1
    if (found.kind === 'FILE') bytes += found.file.bytes
  }
  return { files, bytes, digest: digest.digest() }
}
