import { createContext } from '../../../schema/context.ts'
import { schema } from '../../../schema/index.ts'
import { type Archive, openStoredArchive } from '../../../src/archive/archive.ts'
import { openArchive } from '../../../src/open-archive.ts'
import { createSnapshotSource } from '../../../src/gateway.ts'
import type { Handler } from '../../../src/server/direct.ts'
import { createHandler } from '../../../src/server/handler.ts'
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

/** Pressgraph without what earlier requests have read. */
export function createUncachedHandler(archive: Archive): Handler {
  const snapshots = createSnapshotSource(archive)
  return createHandler({
    schema,
    createContext: () => createContext(archive),
    snapshots: {
      ...snapshots,
      hasRead: () => true,
      begin(caller) {
        const operation = snapshots.begin(caller)
        const context = createContext(archive, { guard: (read) => read() })
        return operation && { ...operation, context }
      },
    },
  })
}
