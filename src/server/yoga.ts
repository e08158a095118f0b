import type { IncomingMessage, ServerResponse } from 'node:http'
import { createYoga } from 'graphql-yoga'
import { useCors } from './cors.ts'
import { createDocumentCache } from './document-cache.ts'
import { createMask } from './errors.ts'
import { useFieldOrder } from './field-order.ts'
import { createGraphiQL } from './graphiql.ts'
import type { Decided, Handler } from './handler.ts'
import { useLimits } from './limits.ts'
import { useRequestChecks } from './request-checks.ts'
import { useRevision } from './revision.ts'
import { useRoutes } from './routes.ts'

// Parsed documents take some fifty times the memory of their text.
const CACHED_CHARACTERS = 1024 * 1024

/** Yoga, which knows an answer to everything: errors, streams, GraphiQL, other plugins. */
export function createLongWay(options: Decided): Handler {
  const { schema, context, endpoint, graphiql, hosts, ready, cors, logger } = options
  const page = graphiql && createGraphiQL(endpoint, graphiql)

  const yoga = createYoga({
    schema,
    context: () => context(),
    graphqlEndpoint: endpoint,
    plugins: [
      useRoutes({ endpoint, hosts, ready, logger, graphiql: page || null }),
      ...(cors ? [useCors(cors)] : []),
      useRevision(options.revision),
      useRequestChecks(options.bodyBytes),
      useLimits(options.limits),
      useFieldOrder(),
      ...options.plugins,
    ],
    maskedErrors: { errorMessage: 'Internal error', maskError: createMask(logger) },
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

  return {
    fetch: async (request: Request) => yoga.fetch(request),
    handle: async (request: IncomingMessage, response: ServerResponse) =>
      yoga.handle(request, response),
  }
}
