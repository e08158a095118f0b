import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import type { Cors } from './cors.ts'
import { defaultLimits, type Limits } from './default-limits.ts'
import type { Reader } from './complete-responses.ts'
import { createFastLane } from './direct.ts'
import { createMoments } from './snapshots.ts'
import type { GraphiQLOptions } from './graphiql-page.ts'
import { createLogger, type Logger } from './logger.ts'
import { errorAnswer } from './responses.ts'
import { createDocumentCache } from './document-cache.ts'
import type { Revision } from './revision.ts'
import type { Ready } from './routes.ts'

/** What a handler serves, and to whom. */
export interface HandlerOptions {
  readonly schema: GraphQLSchema
  /** Called for each operation. */
  readonly context: () => object | Promise<object>
  /**
   * How plain questions are answered at once. Without it each answer is made anew.
   */
  readonly atOnce?: AtOnce
  /** State of what is served, for ETags; without it answers have none. */
  readonly revision?: Revision
  /** Whether questions can be answered now. Always, by default. */
  readonly ready?: Ready
  /** What GraphiQL opens with; false for no GraphiQL. */
  readonly graphiql?: GraphiQLOptions | false
  /** Those that differ from `defaultLimits`. */
  readonly limits?: Partial<Limits>
  /** Which other web sites may read answers. None, by default. */
  readonly cors?: Cors | false
  /** Host names that are answered, without ports; every one by default. See `loopbackHosts`. */
  readonly hosts?: readonly string[]
  /** Path of the GraphQL endpoint, `/graphql` by default. */
  readonly endpoint?: string
  /** Largest body of a request in bytes, 256 kB by default. */
  readonly bodyBytes?: number
  /** Further Yoga plugins, which act after the limits. */
  readonly plugins?: readonly object[]
  /** JSON lines on the standard error, by default. */
  readonly logger?: Logger
}

/** What lets plain questions be answered without waiting, and answers be kept. */
export interface AtOnce {
  /** Differs as soon as any answer could; null while nobody can tell. */
  readonly stamp: () => string | null
  /** For one operation that begins now; null when nobody can read at once. */
  readonly begin: () => Reader | null
  /** Whether anything has been read since the stamp was last asked for. */
  readonly hasRead: () => boolean
}

/** Options with nothing left open. */
export interface Decided extends Required<
  Omit<HandlerOptions, 'atOnce' | 'hosts' | 'limits' | 'plugins'>
> {
  readonly hosts: readonly string[] | null
  readonly limits: Limits
  readonly plugins: readonly object[]
}

/** The same server for two ways of speaking HTTP. */
export interface Handler {
  /** WHATWG fetch: Hono, Bun, Deno, tests. */
  fetch(request: Request): Promise<Response>
  /** Node: `createServer(handler.handle)`, Express, Fastify. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
}

const BODY_BYTES = 256 * 1024

/**
 * The GraphQL endpoint with GraphiQL, `/health` and `/ready`, behind limits that are always on.
 *
 * Plain questions are answered at once. Everything else goes the long way, through Yoga, which is
 * loaded when it is first needed: it takes longer to load than most answers take to be made.
 */
export function createHandler(options: HandlerOptions): Handler {
  const decided = decide(options)
  let longWay: Promise<Handler> | null = null
  const loadLongWay = () =>
    (longWay ??= import('./yoga.ts').then(({ createLongWay }) => createLongWay(decided)))
  const goOn = async (request: IncomingMessage, response: ServerResponse) =>
    (await loadLongWay()).handle(request, response)
  const answer = options.atOnce ? answerAtOnce(decided, options.atOnce) : goOn

  return {
    fetch: async (request) => (await loadLongWay()).fetch(request),
    handle: async (request, response) => {
      if (hasAddress(request)) return answer(request, response, (rest) => goOn(rest, response))
      const { status, headers, body } = errorAnswer(400, 'BAD_REQUEST', UNREADABLE)
      response.writeHead(status, headers).end(body)
    },
  }
}

function decide(options: HandlerOptions): Decided {
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

function answerAtOnce(decided: Decided, { stamp, begin, hasRead }: AtOnce) {
  const { revision, cors } = decided
  const moments = createMoments({ stamp, revision, hasRead })
  return createFastLane({ ...decided, begin, moments, cors: cors || null })
}

const UNREADABLE = 'The address of the request cannot be read.'

// Yoga puts whatever a client sends as Host into an address, and answers one that cannot be read
// with the stack of the error.
function hasAddress({ url, headers }: IncomingMessage): boolean {
  if (!url?.startsWith('/')) return false
  const address = `http://${headers.host ?? 'localhost'}${url}`
  if (readable.get(address)) return true
  const isReadable = URL.canParse(address)
  if (isReadable) readable.set(address, true)
  return isReadable
}

const readable = createDocumentCache<true>(10_000)
