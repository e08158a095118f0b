import type { GraphQLSchema } from 'graphql'
import type { Cors } from './cors.ts'
import { createDirectHandler, type Handler } from './direct.ts'
import type { Revision } from './etag.ts'
import type { GraphiQLOptions } from './graphiql-page.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { createLogger, type Logger } from './logger.ts'
import { headOfNode } from './request.ts'
import { errorResponse } from './responses.ts'
import type { Ready } from './routes.ts'
import { type Caller, createSnapshotClock, type SnapshotSource } from './snapshots.ts'

/** What a handler serves, and to whom. */
export interface HandlerOptions {
  readonly schema: GraphQLSchema
  /** Called for each operation. */
  readonly createContext: (caller: Caller) => object | Promise<object>
  /** Without it no response is cached. */
  readonly snapshots?: SnapshotSource
  /** Revision of what is served, for ETags; without it responses have none. */
  readonly revision?: Revision
  /** Whether queries can be answered now. Always, by default. */
  readonly ready?: Ready
  /** What GraphiQL opens with; false for no GraphiQL. */
  readonly graphiql?: GraphiQLOptions | false
  /** Those that differ from `defaultLimits`. */
  readonly limits?: Partial<Limits>
  /** Which other web sites may read responses. None, by default. */
  readonly cors?: Cors | false
  /** Host names that are served, without ports; every one by default. See `loopbackHosts`. */
  readonly hosts?: readonly string[]
  /** Path of the GraphQL endpoint, `/graphql` by default. */
  readonly endpoint?: string
  /** Largest body of a request in bytes, 256 kB by default. */
  readonly bodyBytes?: number
  /**
   * Further Yoga plugins, which act after the limits. One that has hooks of its own sends every
   * request through Yoga, which takes several times as long.
   */
  readonly plugins?: readonly object[]
  /** JSON lines on the standard error, by default. */
  readonly logger?: Logger
}

/** Options with every default filled in. */
export interface ResolvedOptions extends Required<
  Omit<HandlerOptions, 'snapshots' | 'hosts' | 'limits' | 'plugins'>
> {
  readonly hosts: readonly string[] | null
  readonly limits: Limits
  readonly plugins: readonly object[]
}

const BODY_BYTES = 256 * 1024

/**
 * The GraphQL endpoint with GraphiQL, `/health` and `/ready`, behind limits that are always on.
 *
 * Plain queries are answered directly. Yoga is the fallback for everything else, and is loaded when
 * it is first needed: that takes longer than most responses.
 */
export function createHandler(options: HandlerOptions): Handler {
  const resolved = resolveOptions(options)
  let yoga: Promise<Handler> | null = null
  const loadYoga = () =>
    (yoga ??= import('./yoga.ts').then(({ createYogaHandler }) => createYogaHandler(resolved)))
  const fallback: Handler = {
    fetch: async (request) => (await loadYoga()).fetch(request),
    handle: async (request, response) => {
      if (headOfNode(request)) return (await loadYoga()).handle(request, response)
      const { status, headers, body } = errorResponse(400, 'BAD_REQUEST', UNREADABLE)
      response.writeHead(status, headers).end(body)
    },
  }
  if (resolved.plugins.some(hasHooks)) return fallback
  return createDirectHandler(directOptions(resolved, options.snapshots), fallback)
}

const UNREADABLE = 'The address of the request cannot be read.'

function resolveOptions(options: HandlerOptions): ResolvedOptions {
  return {
    revision: () => null,
    ready: () => true,
    graphiql: {},
    cors: false,
    endpoint: '/graphql',
    bodyBytes: BODY_BYTES,
    logger: createLogger((line) => process.stderr.write(line)),
    ...options,
    hosts: options.hosts ?? null,
    plugins: options.plugins ?? [],
    limits: { ...defaultLimits, ...options.limits },
  }
}

function directOptions(resolved: ResolvedOptions, snapshots: SnapshotSource = UNKNOWN) {
  return {
    ...resolved,
    cors: resolved.cors || null,
    clock: createSnapshotClock(snapshots, resolved.revision),
    createContext: (caller: Caller) =>
      snapshots.createContext(caller) ?? resolved.createContext(caller),
  }
}

/** Each read has to check by itself whether the data changed. */
const UNKNOWN: SnapshotSource = {
  stamp: () => null,
  hasRead: () => true,
  createContext: () => null,
}

/** Whether a plugin acts on requests. */
function hasHooks(plugin: object): boolean {
  return Object.values(plugin).some((member) => typeof member === 'function')
}
