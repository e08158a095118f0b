import type { IncomingMessage, ServerResponse } from 'node:http'
import { GraphQLError } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { useCompression } from './compression.ts'
import { useCors } from './cors.ts'
import type { Handler } from './direct.ts'
import type { Documents, GivenDocument } from './documents.ts'
import { createMask, echo, withShortMessage } from './errors.ts'
import { useRevision } from './etag.ts'
import { createGraphiQL } from './graphiql.ts'
import type { ResolvedOptions } from './options.ts'
import { useHttpDraft } from './http-draft.ts'
import {
  headOfFetch,
  isJsonType,
  membersOf,
  readFetchBody,
  textOf,
  withUnparsedBody,
} from './request.ts'
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
  const documents = createDocumentReader(options.documents)
  const callerOf = ({ request }: { readonly request: Request }): Caller => headOfFetch(request)

  const yoga = createYoga({
    schema,
    context: (initial) => createContext(callerOf(initial)),
    graphqlEndpoint: endpoint,
    plugins: [
      useRoutes({ endpoint, hosts, ready, metrics, logger, graphiql: page || null }),
      ...(cors ? [useCors(cors)] : []),
      ...(options.http ? [useHttpDraft()] : []),
      useRevision(options.revision, options.cacheControl),
      useRequestChecks(options.bodyBytes, documents.read),
      useLimits(options.limits),
      useOneRevision((context) => createContext(callerOf(context))),
      ...options.plugins,
      documents.plugin,
      useNotFound(endpoint),
      useCompression(),
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
      yoga.handle(withUnparsedBody(request), response),
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
 * @param readDocument - gives a request the text of its document
 */
function useRequestChecks(
  bodyBytes: number,
  readDocument: (params: object, request: Request) => object,
): Plugin {
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
          readDocument(await parseBody(await readFetchBody(asked, bodyBytes)), request),
        )
      } else if (request.method === 'GET' && requestParser) {
        setRequestParser(async ({ url }) => {
          const parse = () => membersOf(new URL(url).searchParams)
          const message = 'variables and extensions in the address must be JSON.'
          return readDocument(await parseJson(parse, message), request)
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

interface DocumentReader {
  /** @throws {GraphQLError} for a text that is refused */
  read(params: object, request: Request): object
  /** Refuses ids that neither we nor the plugins before it know. */
  readonly plugin: Plugin
}

function createDocumentReader(documents: Documents): DocumentReader {
  const unknown = new WeakMap<Request, GraphQLError>()

  function resolve(given: GivenParams, request: Request): unknown {
    try {
      return documents.resolve(given) ?? given.query
    } catch (error) {
      const isNamed = !given.query && error instanceof GraphQLError
      if (!isNamed) throw error
      unknown.set(request, error)
      return undefined
    }
  }

  return {
    read(params, request) {
      const given: GivenParams = params
      const query = resolve(given, request)
      if (query === undefined) return params
      // Many clients send an empty name for the only operation.
      const operationName = given.operationName === '' ? undefined : given.operationName
      // Yoga checks the other members.
      return { ...params, query, operationName, documentId: undefined }
    },
    plugin: {
      onParams({ request, params }) {
        const error = params.query ? undefined : unknown.get(request)
        if (error) throw error
      },
    },
  }
}

interface GivenParams extends GivenDocument {
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
