import { type Context, createContext } from '../schema/context.ts'
import { schema } from '../schema/index.ts'
import type { Archive } from './archive/archive.ts'
import { readAtOnce } from './at-once.ts'
import { graphiqlTabs } from './server/graphiql-tabs.ts'
import { createHandler, type Handler, type HandlerOptions } from './server/handler.ts'
import { useOneRevision } from './server/one-revision.ts'
import { mapAwaitable } from './loaders/awaitable.ts'

/** What may be set when an archive is served; everything has a default. */
export type GatewayOptions = Partial<Omit<HandlerOptions, 'schema' | 'context' | 'atOnce'>>

/** An archive as GraphQL: over HTTP, or inside another server. */
export interface Gateway extends Handler {
  /** Executable, with a context from `createContext`. */
  readonly schema: typeof schema
  /** Made anew for each operation. */
  createContext(): Context
}

/** Serve an archive: GraphQL and GraphiQL behind limits, as a handler for any server. */
export function createGateway(archive: Archive, options: GatewayOptions = {}): Gateway {
  const title = archive.settings.name ?? 'Pressgraph'
  const handler = createHandler({
    graphiql: { title, tabs: graphiqlTabs },
    // A folder that is gone or being read again is no reason to ask elsewhere.
    ready: () => ({ isReady: archive.isCurrent, status: archive.state.toLowerCase() }),
    // The state is asked for like all else, and is no part of the revision.
    revision: () =>
      mapAwaitable(archive.store.archive(), ({ revision }) =>
        archive.state === 'READY' ? revision : `${revision} ${archive.state}`,
      ),
    // What is put in between may want to see every operation.
    ...(!options.plugins?.length && { atOnce: readAtOnce(archive) }),
    ...options,
    plugins: [useOneRevision(), ...(options.plugins ?? [])],
    schema,
    context: () => createContext(archive),
  })
  return { ...handler, schema, createContext: () => createContext(archive) }
}
