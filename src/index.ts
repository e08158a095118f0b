import { type Context, createContext } from '../schema/context.ts'
import { schema } from '../schema/index.ts'
import type { Archive } from './archive/archive.ts'
import { readAtOnce } from './at-once.ts'
import { graphiqlTabs } from './graphiql-tabs.ts'
import { createHandler, type Handler, type HandlerOptions } from './http/handler.ts'
import { useOneRevision } from './http/one-revision.ts'
import { whenLoaded } from './loaders/loading.ts'

export type { Context } from '../schema/context.ts'
export { createContext } from '../schema/context.ts'
export { schema } from '../schema/index.ts'
export { type Archive, type ArchiveOptions, openArchive } from './archive/archive.ts'
export { ArchiveFolderError } from './archive/folder-error.ts'
export { SettingsError } from './archive/settings.ts'
export { readArticle } from './extraction/read-article.ts'
export { formats, parseFile } from './formats/index.ts'
export type { Handler, HandlerOptions } from './http/handler.ts'
export { useFieldOrder } from './http/field-order.ts'
export { defaultLimits, type Limits, useLimits } from './http/limits.ts'
export { useOneRevision } from './http/one-revision.ts'
export type * from './model/archive.ts'
export type * from './model/article.ts'
export type * from './model/date.ts'
export type * from './model/file.ts'
export type * from './model/lists.ts'
export type * from './model/picture.ts'
export type * from './model/problem.ts'
export type * from './model/published.ts'
export type * from './model/quotation.ts'
export type * from './model/reading.ts'
export { defaultSettings, type Settings } from './model/settings.ts'
export type * from './model/source.ts'
export type * from './model/span.ts'
export type * from './model/speaker.ts'
export type { ReadStore, Store } from './store/store.ts'

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
      whenLoaded(archive.store.archive(), ({ revision }) =>
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
