import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import { createYoga } from 'graphql-yoga'
import { type Cors, useCors } from './cors.ts'
import { createDocumentCache } from './document-cache.ts'
import { createMask } from './errors.ts'
import type { Reader } from './fast/answers.ts'
import { createFastLane } from './fast/lane.ts'
import { createMoments } from './fast/moments.ts'
import { useFieldOrder } from './field-order.ts'
import { createGraphiQL } from './graphiql.ts'
import type { GraphiQLOptions } from './graphiql-page.ts'
import { defaultLimits, type Limits, useLimits } from './limits.ts'
import { createLogger, type Logger } from './logger.ts'
import { useRequestChecks } from './request-checks.ts'
import { type Revision, useRevision } from './revision.ts'
import { errorAnswer } from './responses.ts'
import { type Ready, useRoutes } from './routes.ts'

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
}

/** The same server for two ways of speaking HTTP. */
export interface Handler {
  /** WHATWG fetch: Hono, Bun, Deno, tests. */
  fetch(request: Request): Promise<Response>
  /** Node: `createServer(handler.handle)`, Express, Fastify. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
}

const BODY_BYTES = 256 * 1024

// Parsed documents take some fifty times the memory of their text.
const CACHED_CHARACTERS = 1024 * 1024

/**
 * The GraphQL endpoint with GraphiQL, `/health` and `/ready`, behind limits that are always on.
 */
export function createHandler(options: HandlerOptions): Handler {
  const { schema, context, endpoint = '/graphql', graphiql = {} } = options
  const { hosts = null, ready = () => true, revision = () => null, cors = false } = options
  const logger = options.logger ?? createLogger((line) => process.stderr.write(line))
  const mask = createMask(logger)
  const page = graphiql && createGraphiQL(endpoint, graphiql)

  const yoga = createYoga({
    schema,
    context: () => context(),
    graphqlEndpoint: endpoint,
    plugins: [
      useRoutes({ endpoint, hosts, ready, logger, graphiql: page || null }),
      ...(cors ? [useCors(cors)] : []),
      useRevision(revision),
      useRequestChecks(options.bodyBytes ?? BODY_BYTES),
      useLimits(options.limits),
      useFieldOrder(),
      ...(options.plugins ?? []),
    ],
    maskedErrors: { errorMessage: 'Internal error', maskError: mask },
    // Bodies are read, and limited, by the request checks.
    maxRequestBodySize: false,
    parserAndValidationCache: {
      documentCache: createDocumentCache(CACHED_CHARACTERS),
      errorCache: createDocumentCache(CACHED_CHARACTERS),
    },
    // The mask logs what it hides; Yoga would log it once more.
    logging: { debug() {}, info() {}, warn() {}, error() {} },
    multipart: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    // Answered by the routes. No address ends with a blank, so Yoga's own never answers.
    healthCheckEndpoint: ' ',
  })

  const goOn = async (request: IncomingMessage, response: ServerResponse) =>
    yoga.handle(request, response)
  const answer = options.atOnce
    ? createFastLane({
        schema,
        begin: options.atOnce.begin,
        moments: createMoments(options.atOnce.stamp, revision),
        limits: { ...defaultLimits, ...options.limits },
        bodyBytes: options.bodyBytes ?? BODY_BYTES,
        endpoint,
        hosts,
        cors: cors || null,
      })
    : goOn

  return {
    fetch: async (request) => yoga.fetch(request),
    handle: async (request, response) => {
      if (hasAddress(request)) return answer(request, response, (rest) => goOn(rest, response))
      const { status, headers, body } = errorAnswer(400, 'BAD_REQUEST', UNREADABLE)
      response.writeHead(status, headers).end(body)
    },
  }
}

const UNREADABLE = 'The address of the request cannot be read.'

// Yoga puts whatever a client sends as Host into an address, and answers one that cannot be read
// with the stack of the error.
function hasAddress({ url, headers }: IncomingMessage): boolean {
  return (
    url?.startsWith('/') === true && URL.canParse(`http://${headers.host ?? 'localhost'}${url}`)
  )
}
