import { type Archive, openStoredArchive } from '../../../src/archive/archive.ts'
import { openArchive } from '../../../src/open-archive.ts'
import { createSnapshotSource } from '../../../src/gateway.ts'
import { isPostgresAddress } from '../../../src/store/postgres/address.ts'
import { openPostgresStore } from '../../../src/store/postgres/store.ts'

/** The archive that the parent names: a folder and its index, or the address of a database. */
export async function openServed(): Promise<Archive> {
  const [folder = '.', index] = process.argv.slice(2)
  if (index === undefined || !isPostgresAddress(index)) return openArchive(folder, { index })
  return openStoredArchive(await openPostgresStore({ address: index, mayMigrate: false }))
}

/** The same reads for every server: what Pressgraph reads with, and no more questions asked. */
export function contextsOf(archive: Archive): () => object {
  const { stamp, begin } = createSnapshotSource(archive)
  return () => {
    stamp()
    return begin({ method: 'POST', path: '/graphql', header: () => null })?.context ?? {}
  }
}
