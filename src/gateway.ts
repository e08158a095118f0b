import { type Context, createContext, type ServedArchive } from '../schema/context.ts'
import type { GraphQLSchema } from 'graphql'
import { LRUCache } from 'lru-cache'
import { createSchema, schema } from '../schema/index.ts'
import type { Archive } from './archive/archive.ts'
import { parseArticleFilter } from './archive/article-filter.ts'
import { createFilteredArchive, type FilteredArchive } from './archive/filtered-archive.ts'
import {
  type CorrectionOptions,
  createCorrectionDesk,
  createCorrectionHashes,
} from './correction-desk.ts'
import { withExport } from './export/http.ts'
import { checkOptions, type GatewayOptions } from './gateway-options.ts'
import { mapAwaitable } from './loaders/awaitable.ts'
import {
  cacheForWalk,
  createReadCache,
  createUnconfirmedCache,
  type ReadCache,
} from './loaders/cache.ts'
import type { ReadGuard } from './loaders/revision.ts'
import type { ArticleFilter } from './model/lists.ts'
import { createMcpOptions, type McpDoorOptions, withMcp } from './mcp/index.ts'
import { baseOf, withPages } from './pages/index.ts'
import { type Answer, createRequestLog } from './server/answers.ts'
import type { HandlerFor } from './server/authorization.ts'
import type { Handler } from './server/direct.ts'
import { createDocuments } from './server/documents.ts'
import type { Revision } from './server/etag.ts'
import { graphiqlTabs } from './server/graphiql-tabs.ts'
import { createHandler } from './server/handler.ts'
import { defaultLimits } from './server/limits.ts'
import { createStderrLogger } from './server/logger.ts'
import { createMetrics } from './server/metrics.ts'
import { defaultBodyBytes, defaultEndpoint, type HandlerOptions } from './server/options.ts'
import { type Caller, forbidsStoring, type SnapshotSource } from './server/snapshots.ts'
import { createTracing } from './server/tracing.ts'
import { StoreUnavailableError } from './store/errors.ts'
import { openSqliteStore } from './store/sqlite/store.ts'
import { type ReadStore, type RevisionTracker, STANDARD_RANKING } from './store/store.ts'

export type { GatewayOptions }

/** An archive as GraphQL: over HTTP, or inside another server. */
export interface Gateway extends Handler {
  /** Executable with a context from `createContext`. */
  readonly schema: GraphQLSchema
  /** Creates the context of one operation, over all articles. */
  createContext(): Context
}

/**
 * Serve an archive: GraphQL and GraphiQL behind limits, as a handler for any server.
 *
 * @throws {TypeError} for an option, or a draft of `http`, that does not exist
 */
export function createGateway(archive: Archive, options: GatewayOptions = {}): Gateway {
  checkOptions(options)
  const { authorize, extend, federation, maxFilters = MAX_FILTERS, ...shared } = options
  const {
    metrics: _metrics,
    tracing: _tracing,
    logRequests: _log,
    pages = false,
    mcp = false,
    publicUrl = '',
    corrections,
    exports: hasExports = false,
    ...others
  } = shared
  const { endpoint = defaultEndpoint, graphiql } = others
  // Pages show what no trusted document asks for.
  const hasPages = pages && !others.onlyDocuments
  const pagesUrl = hasPages ? publicUrl + baseOf(endpoint) : null
  const isStandard = !extend && !federation && !corrections
  const served = isStandard ? schema : createSchema(extend, federation, Boolean(corrections))
  const { metrics, ...observed } = observe(archive, options)
  const keepsAnswers = !extend && !corrections
  const isExtended = extend !== undefined
  const given = { ...others, ...observed, pagesUrl, schema: served, keepsAnswers, isExtended }
  const serve = (offered: GivenOptions) =>
    createHandler({
      ...handlerOptions(archive, offered, corrections),
      ...(metrics && { metrics }),
      ...(authorize && {
        authorize,
        handlerFor: createFilteredHandlers(archive, offered, maxFilters),
      }),
    })
  const handler = hasExports ? addExports(serve(given), given, serve) : serve(given)
  const hasCorrections = corrections !== undefined
  const shown = { endpoint, hasGraphiql: graphiql !== false, hasCorrections, ...observed }
  const readable = hasPages ? withPages(handler, shown) : handler
  return {
    ...(mcp
      ? withMcp(readable, mcpOptions(served, { ...others, ...observed, endpoint }))
      : readable),
    schema: served,
    createContext: () => createContext(archive, { pagesUrl }),
  }
}

function mcpOptions(
  served: GraphQLSchema,
  options: GatewayOptions & Pick<McpDoorOptions, 'endpoint' | 'logger'>,
): McpDoorOptions {
  const { endpoint, logger, onAnswer, bodyBytes = defaultBodyBytes, cors = false } = options
  return {
    ...createMcpOptions(served, options),
    endpoint,
    path: `${baseOf(endpoint)}/mcp`,
    bodyBytes,
    cors,
    logger,
    ...(onAnswer && { onAnswer }),
  }
}

/** An export asks for pages of a trusted document, whose texts are its own. */
function addExports(
  handler: Handler,
  given: GivenOptions,
  serve: (options: GivenOptions) => Handler,
): Handler {
  const { schema, endpoint = defaultEndpoint, logger = createStderrLogger() } = given
  return withExport(handler, {
    schema,
    limits: { ...defaultLimits, ...given.limits },
    path: `${baseOf(endpoint)}/export`,
    endpoint,
    documents: createDocuments(given),
    logger,
    onAnswer: given.onAnswer,
    fetch: given.onlyDocuments ? serve({ ...given, onlyDocuments: false }).fetch : handler.fetch,
  })
}

type GivenOptions = Omit<
  HandlerOptions,
  'createContext' | 'snapshots' | 'authorize' | 'handlerFor'
> &
  Pick<GatewayOptions, 'context'> & {
    readonly pagesUrl: string | null
    /** Whether answers depend on fields of the program, too. */
    readonly isExtended: boolean
  }

/** @param corrections - only for the whole archive */
function handlerOptions(
  archive: Archive,
  given: GivenOptions,
  corrections?: CorrectionOptions,
): HandlerOptions {
  const { context, pagesUrl, isExtended, ...others } = given
  const maxReadBytes = others.offload ? MAX_READ_BYTES : Infinity
  const snapshots = createSnapshotSource(archive, { maxReadBytes, pagesUrl })
  const hashes = corrections && createCorrectionHashes(archive.folder)
  const withOwn = (made: object, caller: Caller) => {
    const desk = corrections && createCorrectionDesk(archive, corrections, caller)
    const ours = desk ? { ...made, corrections: desk } : made
    return context ? mapAwaitable(context(caller), (own) => ({ ...own, ...ours })) : ours
  }
  return {
    // Nothing that is typed into GraphiQL would be answered.
    graphiql: !others.onlyDocuments && {
      title: archive.settings.name ?? 'Pressgraph',
      tabs: graphiqlTabs,
    },
    // A load balancer should not give up an archive whose folder is missing or being read again.
    ready: () => readinessOf(archive),
    // The state can be queried, and is not part of the revision.
    revision: () =>
      isExtended
        ? null
        : mapAwaitable(archive.store.archive(), ({ revision }) =>
            [
              revision,
              ...(archive.store.ranking === STANDARD_RANKING ? [] : [archive.store.ranking]),
              ...(archive.state === 'READY' ? [] : [archive.state]),
              ...(hashes?.() ?? []),
            ].join(' '),
          ),
    ...others,
    snapshots: {
      ...snapshots,
      begin: (caller) => {
        const operation = snapshots.begin(caller)
        return operation && { ...operation, context: withOwn(operation.context, caller) }
      },
    },
    createContext: (caller) => withOwn(createContext(archive, { pagesUrl }), caller),
  }
}

async function readinessOf({ isCurrent, state, store }: Archive) {
  const isReachable = await canReach(store)
  return {
    isReady: isCurrent && isReachable,
    status: isReachable ? state.toLowerCase() : 'unavailable',
  }
}

/** False for a database that does not answer. An index file heals by itself. */
async function canReach(store: ReadStore): Promise<boolean> {
  try {
    await store.generation()
    return true
  } catch (error) {
    return !(error instanceof StoreUnavailableError)
  }
}

const MAX_FILTERS = 16

interface FilteredHandler extends Pick<FilteredArchive, 'sync'> {
  readonly handler: Handler
}

/** Handlers that serve the articles of a filter, each with answers and documents of its own. */
function createFilteredHandlers(
  whole: Archive,
  { offload: _offload, ...given }: GivenOptions,
  max: number,
): HandlerFor {
  const cache = new LRUCache<string, FilteredHandler>({ max })

  function create(filter: ArticleFilter, key: string): FilteredHandler {
    const { archive, sync } = createFilteredArchive(whole, filter, () =>
      openSqliteStore({ path: ':memory:' }),
    )
    const options = handlerOptions(archive, given)
    const { revision = () => null } = options
    const tagged: Revision = () =>
      mapAwaitable(revision(), (known) => (known === null ? null : `${known} ${key}`))
    return { handler: createHandler({ ...options, revision: tagged }), sync }
  }

  return (decision) => {
    const filter = parseArticleFilter(decision)
    if (!filter) return null
    const key = JSON.stringify(filter)
    const known = cache.get(key) ?? create(filter, key)
    cache.set(key, known)
    const late = known.sync()
    return late ? late.then(() => known.handler) : known.handler
  }
}

/** Metrics, traces and logs see each answer before the observer of the program does. */
function observe(
  archive: Archive,
  { metrics, tracing, logRequests, logger, onAnswer }: GatewayOptions,
): Pick<HandlerOptions, 'onAnswer'> & Required<Pick<HandlerOptions, 'logger' | 'metrics'>> {
  const log = logger ?? createStderrLogger()
  const counts = metrics
    ? createMetrics(() =>
        mapAwaitable(archive.store.archive(), ({ indexedAt }) => ({
          state: archive.state,
          indexedAt,
        })),
      )
    : null
  const observers = [
    counts?.onAnswer,
    tracing && createTracing(),
    logRequests && createRequestLog(log),
    onAnswer,
  ].filter((observer) => typeof observer === 'function')
  return {
    logger: log,
    metrics: counts?.respond ?? null,
    ...(observers.length > 0 && {
      onAnswer: (answer: Answer) => observers.forEach((observer) => observer(answer)),
    }),
  }
}

// Unpacking so many takes about 20 ms; other threads read more.
const MAX_READ_BYTES = 1024 * 1024

interface SnapshotOptions {
  readonly maxReadBytes?: number
  readonly pagesUrl?: string | null
}

/** Reads of an archive that share what they have read until the archive changes. */
export function createSnapshotSource(
  archive: ServedArchive,
  { maxReadBytes = Infinity, pagesUrl = null }: SnapshotOptions = {},
): SnapshotSource {
  const { store } = archive
  if (store.tracker) return createTrackedSource(archive, store.tracker, pagesUrl)
  let cache = createReadCache()
  let generation: number | null = null
  let hasRead = false
  // A store in a server that nothing tracks is asked by each request itself.
  let isRemote = false
  const guard: ReadGuard = (read) => {
    hasRead = true
    if (maxReadBytes === Infinity || !store.withReadLimit) return read()
    return store.withReadLimit(maxReadBytes, read)
  }
  const stamp = () => (generation === null ? null : `${generation} ${archive.state}`)

  return {
    stamp() {
      if (isRemote) return null
      const read = store.generation()
      if (read instanceof Promise) {
        isRemote = true
        // The reads of the request get the same error.
        read.catch(() => {})
      }
      const now = read instanceof Promise ? null : read
      if (now !== generation) cache = createReadCache()
      generation = now
      hasRead = false
      return stamp()
    },
    hasRead: () => hasRead,
    findStamp: null,
    begin(caller) {
      if (generation === null) return null
      const context = createContext(archive, { cache: cacheFor(caller, cache), guard, pagesUrl })
      return { stamp: stamp(), context, confirm: null }
    },
  }
}

function cacheFor(caller: Caller, cache: ReadCache): ReadCache {
  return forbidsStoring(caller) ? cacheForWalk(cache) : cache
}

/**
 * Reads of an archive in a database. Between the first read of an operation and the last, the database may
 * change before this process knows it. So an operation asks for the generation after its last read: all of
 * its reads are of that generation if it is the one that the operation began with. Only then other
 * operations may use what it has read.
 */
function createTrackedSource(
  archive: ServedArchive,
  tracker: RevisionTracker,
  pagesUrl: string | null,
): SnapshotSource {
  let cache = createReadCache()
  let generation: number | null = null
  /** Adds to the cache what was read and is not yet confirmed. */
  let unconfirmed: (() => void)[] = []
  const guard: ReadGuard = (read) => read()
  const stampOf = (known: number) => `${known} ${archive.state}`
  const addLater = (add: () => void) => void unconfirmed.push(add)

  function use(known: number): string {
    if (known !== generation) {
      cache = createReadCache()
      unconfirmed = []
    }
    generation = known
    return stampOf(known)
  }

  async function confirm(): Promise<string> {
    const before = generation
    const adding = unconfirmed
    unconfirmed = []
    const found = await tracker.confirm()
    if (found === before && found === generation) for (const add of adding) add()
    return use(found)
  }

  return {
    stamp() {
      const known = tracker.known()
      return known === null ? null : use(known)
    },
    hasRead: () => true,
    findStamp: async () => use(await tracker.confirm()),
    begin(caller) {
      if (generation === null) return null
      const context = createContext(archive, {
        cache: createUnconfirmedCache(cacheFor(caller, cache), addLater),
        guard,
        pagesUrl,
      })
      return { stamp: stampOf(generation), context, confirm }
    },
  }
}
