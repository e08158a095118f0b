import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import { type OnAnswer, reportWhole } from '../server/answers.ts'
import { type Cors, corsHeaders } from '../server/cors.ts'
import type { Handler } from '../server/direct.ts'
import { parseManifest, type DocumentOptions } from '../server/documents.ts'
import { RefusalError, refuseOver } from '../server/errors.ts'
import type { Logger } from '../server/logger.ts'
import {
  graphqlRequest,
  headOfFetch,
  headOfNode,
  isJsonType,
  pathOf,
  readFetchBody,
  requestOfNode,
  textOf,
  tooLarge,
} from '../server/request.ts'
import { errorResponse, type PlainResponse } from '../server/responses.ts'
import { createOwnTools } from './own-tools.ts'
import { type Ask, createMcpServer, type McpOptions, requireSdk } from './server.ts'
import { documentTools, ToolDocumentError, type ToolRequest } from './tools.ts'

/** The documents that become tools; those of a store of the program's own cannot be listed. */
type ToolDocuments = Pick<DocumentOptions, 'documents' | 'onlyDocuments'>

/**
 * The tools of an archive: ours, and the trusted documents with a comment `# @tool name: description`.
 * Where only trusted documents are answered, there are only these.
 *
 * @throws {ToolDocumentError} for a document that cannot be a tool, and for a name that two tools have
 */
export function createMcpOptions(
  schema: GraphQLSchema,
  { documents = {}, onlyDocuments = false }: ToolDocuments,
): McpOptions {
  const isStore = 'find' in documents && typeof documents.find === 'function'
  const listed = isStore ? new Map<string, string>() : parseManifest(documents)
  const tools = [...(onlyDocuments ? [] : createOwnTools(schema)), ...documentTools(schema, listed)]
  const names = new Set<string>()
  for (const { name } of tools) {
    if (names.has(name))
      throw new ToolDocumentError(`Two tools have the name ${name}. Rename one of them.`)
    names.add(name)
  }
  return { schema, tools, hasSchema: !onlyDocuments }
}

export interface McpDoorOptions extends McpOptions {
  /** Path of the GraphQL endpoint. */
  readonly endpoint: string
  /** Path of the door. */
  readonly path: string
  readonly bodyBytes: number
  readonly cors: Cors | false
  readonly logger: Logger
  readonly onAnswer?: OnAnswer
}

/**
 * Serve the tools of an archive at a path, by the streamable HTTP transport of the Model Context
 * Protocol. There are no sessions: each message is complete, and any process may answer it.
 *
 * @throws {MissingPackageError}
 */
export function withMcp(handler: Handler, options: McpDoorOptions): Handler {
  const { path, logger, onAnswer, cors } = options
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the module of this name
  const { WebStandardStreamableHTTPServerTransport: Transport } = requireSdk(
    'server/webStandardStreamableHttp.js',
  ) as typeof import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js')
  const isForDoor = (asked: string, method: string) =>
    method !== 'OPTIONS' && asked.split('?', 1)[0] === path

  async function respond(request: Request, read: ReadText): Promise<PlainResponse> {
    const refused = await refuse(request, handler, options)
    if (refused) return refused
    let message: unknown
    try {
      message = JSON.parse((await read(options.bodyBytes)) ?? '')
    } catch (error) {
      if (error instanceof RefusalError) {
        const { status, code, message: reason } = error.excess
        return errorResponse(status, code, reason)
      }
      return errorResponse(400, 'BAD_REQUEST', 'The body of the request is not JSON.')
    }
    if (Array.isArray(message)) {
      return errorResponse(400, 'BATCHING_NOT_SUPPORTED', 'Send one message a request.')
    }
    const server = createMcpServer(options, askAs(request, handler, options.endpoint))
    const transport = new Transport({ enableJsonResponse: true })
    try {
      await server.connect(transport)
      const response = await transport.handleRequest(request, { parsedBody: message })
      const body = response.body === null ? null : await response.text()
      return { status: response.status, headers: Object.fromEntries(response.headers), body }
    } finally {
      await server.close()
    }
  }

  async function answer(request: Request, read: ReadText): Promise<PlainResponse> {
    const head = headOfFetch(request)
    const response = await reportWhole(onAnswer, logger, head, 'MCP', async () => {
      try {
        return await respond(request, read)
      } catch (cause) {
        logger.error('A message of an agent failed', { cause })
        return errorResponse(500, 'INTERNAL', 'Internal error')
      }
    })
    const { status, headers, body } = response ?? errorResponse(500, 'INTERNAL', 'Internal error')
    const readers = cors ? corsHeaders(cors, head.header('origin')) : {}
    return { status, headers: { ...headers, ...NO_SNIFFING, ...readers }, body }
  }

  return {
    async fetch(request) {
      const head = headOfFetch(request)
      if (!isForDoor(head.path, head.method)) return handler.fetch(request)
      const { body, ...init } = await answer(request, async (limit) =>
        textOf(await readFetchBody(request, limit)),
      )
      return new Response(body, init)
    },
    async handle(request, response) {
      if (!isForDoor(pathOf(request), request.method ?? ''))
        return handler.handle(request, response)
      const head = headOfNode(request)
      // Without an address there is nothing to answer: the handler refuses it.
      if (!head) return handler.handle(request, response)
      const { status, headers, body } = await answer(requestOfNode(request, head), (limit) =>
        readNodeText(request, limit),
      )
      write(request, response, { status, headers, body })
    },
  }
}

/** The text of a body up to a limit in bytes; null if it is not UTF-8. */
type ReadText = (limit: number) => Promise<string | null>

const NO_SNIFFING = { 'x-content-type-options': 'nosniff' }

function write(request: IncomingMessage, response: ServerResponse, answer: PlainResponse): void {
  // What is left of a refused body is not read.
  if (!request.complete) response.setHeader('connection', 'close')
  response.writeHead(answer.status, answer.headers).end(answer.body)
}

/** Reads no further than the limit. A framework may have read the body, and parsed it. */
async function readNodeText(request: IncomingMessage, limit: number): Promise<string | null> {
  if ('body' in request && request.body !== undefined) {
    return Buffer.isBuffer(request.body) ? textOf(request.body) : JSON.stringify(request.body)
  }
  refuseOver(tooLarge(Number(request.headers['content-length'] ?? 0), limit))
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- a request is a stream of bytes
    const part: Buffer = chunk
    bytes += part.length
    refuseOver(tooLarge(bytes, limit))
    chunks.push(part)
  }
  return textOf(Buffer.concat(chunks))
}

/** The reason not to answer; null for none. GraphQL is asked whether it would answer the same caller. */
async function refuse(
  request: Request,
  handler: Handler,
  { endpoint, cors }: McpDoorOptions,
): Promise<PlainResponse | null> {
  const { status, headers, body } = await send(request, handler, endpoint, {
    query: '{ __typename }',
    variables: {},
  })
  // 400 where only trusted documents are answered.
  if (status !== 200 && status !== 400) {
    const kept = ['content-type', 'www-authenticate'].flatMap((name) => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value] as const]
    })
    return { status, headers: Object.fromEntries(kept), body }
  }
  const origin = request.headers.get('origin')
  if (origin !== null && !isAllowed(origin, request, cors)) {
    return errorResponse(403, 'FORBIDDEN_ORIGIN', 'Pages of other web sites may not use the tools.')
  }
  if (request.method !== 'POST') {
    const refusal = errorResponse(405, 'METHOD_NOT_ALLOWED', 'Send messages by POST.')
    return { ...refusal, headers: { ...refusal.headers, allow: 'POST' } }
  }
  if (isJsonType(request.headers.get('content-type'))) return null
  return errorResponse(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the message as application/json.')
}

function isAllowed(origin: string, request: Request, cors: Cors | false): boolean {
  const isOwn = URL.parse(origin)?.host === new URL(request.url).host
  return isOwn || (cors && (cors.origins.includes('*') || cors.origins.includes(origin)))
}

function askAs(request: Request, handler: Handler, endpoint: string): Ask {
  return async (asked) => {
    const { body } = await send(request, handler, endpoint, asked)
    return withOrigin(JSON.parse(body), new URL(request.url).origin)
  }
}

/** Addresses of pages that an agent can cite: a path becomes an address under the name it asked. */
function withOrigin(answer: unknown, origin: string): unknown {
  return JSON.parse(JSON.stringify(answer), (name, value: unknown) =>
    name === 'webUrl' && typeof value === 'string' && value.startsWith('/')
      ? origin + value
      : value,
  )
}

async function send(
  caller: Request,
  handler: Handler,
  endpoint: string,
  asked: ToolRequest,
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: string }> {
  const body = JSON.stringify(asked)
  const response = await handler.fetch(graphqlRequest(caller, endpoint, body, caller.signal))
  return { status: response.status, headers: response.headers, body: await response.text() }
}
