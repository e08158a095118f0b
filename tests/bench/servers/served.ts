import type { Archive } from '../../../src/archive/archive.ts'
import { openArchive } from '../../../src/open-archive.ts'
import { createSnapshotSource } from '../../../src/gateway.ts'

/** The archive that the parent names. */
export function openServed(): Promise<Archive> {
  const [folder = '.', index] = process.argv.slice(2)
  return openArchive(folder, { index })
}

/** The same reads for every server: what Pressgraph reads with, and no more questions asked. */
export function contextsOf(archive: Archive): () => object {
  const { stamp, createContext } = createSnapshotSource(archive)
  return () => {
    stamp()
    return createContext({ method: 'POST', path: '/graphql', header: () => null }) ?? {}
  }
}
