import type { IncomingMessage, ServerResponse } from 'node:http'
import { GraphQLError } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { useCors } from './cors.ts'
import type { Handler } from './direct.ts'
import { createMask, echo, withShortMessage } from './errors.ts'
import { useRevision } from './etag.ts'
import { createGraphiQL } from './graphiql.ts'
import type { ResolvedOptions } from './handler.ts'
import { headOfFetch, isJsonType, readFetchBody, textOf } from './request.ts'
import { noteCode } from './request-facts.ts'
import { useNotFound, useRoutes } from './routes.ts'
import type { Caller } from './snapshots.ts'
import { useLimits, useOneRevision } from './yoga-plugins.ts'

// Parsed documents take some fifty times the memory of their text.
const CACHED_CHARACTERS = 1024 * 1024

/** Responds to every request: errors, streams, GraphiQL, plugins. */
export function createYogaHandler(options: ResolvedOptions): Handler {
  const { schema, createContext, endpoint, graphiql, hosts, ready, metrics, cors, logger } = options
  const page = graphiql && createGraphiQL(endpoint, graphiql)
  const callerOf = ({ request }: { readonly request: Request }): Caller => headOfFetch(request)

  const yoga = createYoga({
    schema,
    context: (initial) => createContext(callerOf(initial)),
    graphqlEndpoint: endpoint,
    plugins: [
      useRoutes({ endpoint, hosts, ready, metrics, logger, graphiql: page || null }),
      ...(cors ? [useCors(cors)] : []),
      useRevision(options.revision, options.cacheControl),
      useRequestChecks(options.bodyBytes),
      useLimits(options.limits),
      useOneRevision((context) => createContext(callerOf(context))),
      ...options.plugins,
      useNotFound(endpoint),
    ],
    maskedErrors: { errorMessage: 'Internal error', maskError: createMask(logger) },
    // Bodies are read, and limited, by the request checks.
    maxRequestBodySize: false,
    parserAndValidationCache: {
      documentCache: createDocumentCache(),
      errorCache: createDocumentCache(),
    },
    // The mask logs what it hides; Yoga would log it once more.
    logging: { debug() {}, info() {}, warn() {}, error() {} },
    multipart: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    // The routes respond to it. No path ends with a blank, so Yoga's own never responds.
    healthCheckEndpoint: ' ',
  })

  return {
    fetch: async (request: Request) => yoga.fetch(request),
    handle: async (request: IncomingMessage, response: ServerResponse) =>
      yoga.handle(request, response),
  }
}

function createDocumentCache<Value extends object>() {
  return new LRUCache<string, Value>({
    maxSize: CACHED_CHARACTERS,
    maxEntrySize: 10_000,
    sizeCalculation: (_value, text) => text.length + 1,
  })
}

/**
 * Yoga plugin: take JSON by POST, and the query string by GET.
 *
 * A page of another site can send forms and plain text without a preflight request, so these are
 * refused. Compressed bodies could grow beyond every limit.
 *
 * @param bodyBytes - the largest body that is read
 */
function useRequestChecks(bodyBytes: number): Plugin {
  return {
    // Errors of parsing and validation are not masked.
    onResultProcess({ result }) {
      if (!('errors' in result)) return
      for (const error of result.errors ?? []) {
        if (error instanceof GraphQLError) withShortMessage(error)
        noteCode(error.extensions.code)
      }
    },
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (request.method === 'POST') {
        checkType(request.headers.get('content-type'))
        checkEncoding(request.headers.get('content-encoding'))
        setRequestParser(async (asked) =>
          normalizeParams(await parseBody(await readFetchBody(asked, bodyBytes))),
        )
      } else if (request.method === 'GET' && requestParser) {
        setRequestParser((asked) => {
          const parse = async () => normalizeParams(await requestParser(asked))
          return parseJson(parse, 'variables and extensions in the address must be JSON.')
        })
      }
    },
  }
}

function checkType(type: string | null): void {
  if (isJsonType(type)) return
  throw refusal(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    `Send the operation as application/json, not as ${type === null ? 'a body without a type' : echo(type)}.`,
  )
}

function checkEncoding(encoding: string | null): void {
  if (encoding === null || encoding === 'identity') return
  throw refusal(
    415,
    'UNSUPPORTED_ENCODING',
    `Send the operation uncompressed, not as ${echo(encoding)}.`,
  )
}

/** Yoga checks the other members. */
function normalizeParams<Params extends object>(params: Params): Params {
  const { query, extensions, operationName }: GivenParams = params
  const isPersisted = extensions && typeof extensions === 'object' && 'persistedQuery' in extensions
  // Clients that send the hash of a query send its text after this error.
  if (!query && isPersisted) {
    throw refusal(200, 'PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported')
  }
  // Many clients send an empty name for the only operation.
  return operationName === '' ? { ...params, operationName: undefined } : params
}

interface GivenParams {
  readonly query?: unknown
  readonly extensions?: unknown
  readonly operationName?: unknown
}

async function parseBody(bytes: Buffer): Promise<object> {
  const text = textOf(bytes)
  if (text === null) throw refusal(400, 'BAD_REQUEST', 'The body of the request is not UTF-8.')
  const body = await parseJson(
    (): unknown => JSON.parse(text),
    'The body of the request is not JSON.',
  )
  if (Array.isArray(body)) {
    throw refusal(
      400,
      'BATCHING_NOT_SUPPORTED',
      'Send one operation a request, not a list of them.',
    )
  }
  if (typeof body === 'object' && body !== null) return body
  throw refusal(400, 'BAD_REQUEST', 'The body of the request must be an object with a query.')
}

async function parseJson<Value>(
  parse: () => Value | Promise<Value>,
  message: string,
): Promise<Value> {
  try {
    return await parse()
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw refusal(400, 'BAD_REQUEST', message)
  }
}

function refusal(status: number, code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } })
}
