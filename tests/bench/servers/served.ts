import { type Archive, openArchive } from '../../../src/archive/archive.ts'
import { readAtOnce } from '../../../src/at-once.ts'
import type { Context } from '../../../schema/context.ts'

/** The archive that the parent names. */
export function openServed(): Promise<Archive> {
  const [folder = '.', index] = process.argv.slice(2)
  return openArchive(folder, { index })
}

/** The same reads for every server: what Pressgraph reads with, and no more questions asked. */
export function contextsOf(archive: Archive): () => Context | object {
  const { stamp, begin } = readAtOnce(archive)
  return () => {
    stamp()
    return begin()?.context ?? {}
  }
}
