import { type Context, createContext, type ServedArchive } from '../schema/context.ts'
import { schema } from '../schema/index.ts'
import type { Archive } from './archive/archive.ts'
import { mapAwaitable } from './loaders/awaitable.ts'
import { createReadCache } from './loaders/cache.ts'
import type { ReadGuard } from './loaders/revision.ts'
import type { Handler } from './server/direct.ts'
import { graphiqlTabs } from './server/graphiql-tabs.ts'
import { createHandler, type HandlerOptions } from './server/handler.ts'
import type { SnapshotSource } from './server/snapshots.ts'

/** Options of a served archive; everything has a default. */
export type GatewayOptions = Partial<Omit<HandlerOptions, 'schema' | 'createContext' | 'snapshots'>>

/** An archive as GraphQL: over HTTP, or inside another server. */
export interface Gateway extends Handler {
  /** Executable with a context from `createContext`. */
  readonly schema: typeof schema
  /** Creates the context of one operation. */
  createContext(): Context
}

/** Serve an archive: GraphQL and GraphiQL behind limits, as a handler for any server. */
export function createGateway(archive: Archive, options: GatewayOptions = {}): Gateway {
  const title = archive.settings.name ?? 'Pressgraph'
  const handler = createHandler({
    graphiql: { title, tabs: graphiqlTabs },
    // A load balancer should not give up an archive whose folder is missing or being read again.
    ready: () => ({ isReady: archive.isCurrent, status: archive.state.toLowerCase() }),
    // The state can be queried, and is not part of the revision.
    revision: () =>
      mapAwaitable(archive.store.archive(), ({ revision }) =>
        archive.state === 'READY' ? revision : `${revision} ${archive.state}`,
      ),
    ...options,
    snapshots: createSnapshotSource(archive),
    schema,
    createContext: () => createContext(archive),
  })
  return { ...handler, schema, createContext: () => createContext(archive) }
}

/** Reads of an archive that share what they have read until the archive changes. */
export function createSnapshotSource(archive: ServedArchive): SnapshotSource {
  const { store } = archive
  let cache = createReadCache()
  let generation: number | null = null
  let hasRead = false
  const guard: ReadGuard = (read) => {
    hasRead = true
    return read()
  }

  return {
    stamp() {
      const told = store.generation()
      const now = told instanceof Promise ? null : told
      if (now !== generation) cache = createReadCache()
      generation = now
      hasRead = false
      return generation === null ? null : `${generation} ${archive.state}`
    },
    hasRead: () => hasRead,
    createContext: () => (generation === null ? null : createContext(archive, { cache, guard })),
  }
}
