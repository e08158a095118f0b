import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { GraphQLError, type GraphQLSchema } from 'graphql'
import type { Handler } from '../server/direct.ts'
import type { Documents } from '../server/documents.ts'
import type { Limits } from '../server/limits.ts'
import { type OnAnswer, startStreamReport, type StreamReport } from '../server/answers.ts'
import type { Logger } from '../server/logger.ts'
import {
  graphqlRequest,
  headOfFetch,
  headOfNode,
  isReading,
  membersOf,
  type RequestHead,
  requestOfNode,
} from '../server/request.ts'
import { jsonResponse, type PlainResponse } from '../server/responses.ts'
import { NO_STORE } from '../server/snapshots.ts'
import { ExportError, PageError } from './errors.ts'
import type { ExportRequest, StartedExport } from './export.ts'
import { exportFormats, isExportFormat } from './writer.ts'

export interface ExportOptions {
  readonly schema: GraphQLSchema
  readonly limits: Limits
  /** Path of the exports. */
  readonly path: string
  /** Path of the GraphQL endpoint. */
  readonly endpoint: string
  readonly documents: Documents
  readonly logger: Logger
  /** Called once for each export. */
  readonly onAnswer?: OnAnswer | undefined
  /** Answers GraphQL, with the rights of the one who sent the request. */
  readonly fetch: (request: Request) => Promise<Response>
}

/** A response whose body is written while it is made. */
interface ExportResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly started: StartedExport
  /** Ends a response without a body. */
  readonly drop: () => Promise<void>
}

/** Export lists at a path of their own, in addition to what a handler serves. */
export function withExport(handler: Handler, options: ExportOptions): Handler {
  const { path, logger, onAnswer } = options
  const isExport = ({ method, path: asked }: RequestHead) =>
    isReading(method) && (asked === path || asked.startsWith(`${path}?`))

  async function answer(
    request: Request,
    signal: AbortSignal,
  ): Promise<ExportResponse | PlainResponse> {
    const report = startStreamReport(onAnswer, logger, headOfFetch(request))
    const made = await makeAnswer(request, signal, report)
    const headers = { ...made.headers, ...report.headers }
    if (!('started' in made)) {
      report.end(made.status, made.body === null ? 0 : Buffer.byteLength(made.body))
      return { ...made, headers }
    }
    const { status, started } = made
    const chunks = reported(started.chunks, (bytes) => report.end(status, bytes))
    const drop = async () => {
      await started.chunks.return()
      report.end(status, 0)
    }
    return { status, headers, started: { ...started, chunks }, drop }
  }

  async function makeAnswer(
    request: Request,
    signal: AbortSignal,
    { run }: StreamReport,
  ): Promise<Omit<ExportResponse, 'drop'> | PlainResponse> {
    const fetch = (page: Request) => run(() => options.fetch(page))
    try {
      return await respond(request, signal, { ...options, fetch })
    } catch (error) {
      if (error instanceof PageError) return pageRefusal(error)
      if (error instanceof GraphQLError) return refusal(error)
      logger.error('An export failed', { cause: error })
      return refusal(new GraphQLError('Internal error', INTERNAL))
    }
  }

  return {
    async fetch(request) {
      if (!isExport(headOfFetch(request))) return handler.fetch(request)
      const stop = new AbortController()
      const answered = await answer(request, AbortSignal.any([request.signal, stop.signal]))
      const isHead = request.method === 'HEAD'
      if (!('started' in answered)) return new Response(isHead ? null : answered.body, answered)
      const { chunks } = answered.started
      if (!isHead) return new Response(streamOf(chunks, stop), answered)
      await answered.drop()
      return new Response(null, answered)
    },
    async handle(request, response) {
      const head = headOfNode(request)
      if (!head || !isExport(head)) return handler.handle(request, response)
      const stop = new AbortController()
      response.once('close', () => stop.abort())
      const answered = await answer(requestOfNode(request, head), stop.signal)
      if (!('started' in answered)) {
        response.writeHead(answered.status, answered.headers).end(answered.body)
        return
      }
      const { status, headers, started } = answered
      if (head.method === 'HEAD') {
        response.writeHead(status, headers).end()
        await answered.drop()
        return
      }
      response.writeHead(status, { ...headers, trailer: Object.values(TRAILERS).join(', ') })
      try {
        await writeTo(response, started)
      } catch (cause) {
        // The missing end of a chunked body tells the client.
        if (!response.destroyed) logger.warn('An export ended early', { cause })
        response.destroy()
      }
    },
  }
}

/** @param end - gets the bytes of the chunks that were taken */
async function* reported(
  chunks: StartedExport['chunks'],
  end: (bytes: number) => void,
): StartedExport['chunks'] {
  let bytes = 0
  try {
    for await (const chunk of chunks) {
      bytes += Buffer.byteLength(chunk)
      yield chunk
    }
  } finally {
    end(bytes)
  }
}

const INTERNAL = { extensions: { code: 'INTERNAL' } }

const TRAILERS = {
  rows: 'pressgraph-rows',
  cursor: 'pressgraph-cursor',
  last: 'pressgraph-last-revision',
}

async function writeTo(response: ServerResponse, started: StartedExport): Promise<void> {
  for await (const chunk of started.chunks) {
    if (response.destroyed) return
    if (chunk.length === 0 || response.write(chunk)) continue
    // A client that is gone takes no more.
    await Promise.race([once(response, 'drain'), once(response, 'close')])
  }
  const { rows, cursor, revision } = started.progress()
  response.addTrailers({
    [TRAILERS.rows]: String(rows),
    [TRAILERS.cursor]: cursor ?? '',
    [TRAILERS.last]: revision,
  })
  response.end()
}

function streamOf(chunks: StartedExport['chunks'], stop: AbortController): ReadableStream {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      // An empty part would never be followed by another pull.
      for (let next = await chunks.next(); ; next = await chunks.next()) {
        if (next.done) return controller.close()
        const chunk = typeof next.value === 'string' ? encoder.encode(next.value) : next.value
        if (chunk.length > 0) return controller.enqueue(chunk)
      }
    },
    async cancel() {
      stop.abort()
      await chunks.return()
    },
  })
}

async function respond(
  request: Request,
  signal: AbortSignal,
  { endpoint, documents, schema, limits, fetch }: ExportOptions,
): Promise<Omit<ExportResponse, 'drop'> | PlainResponse> {
  const ask = (body: string) => {
    const page = graphqlRequest(request, endpoint, body)
    page.headers.set('cache-control', NO_STORE)
    return fetch(page)
  }
  // Who may not ask learns nothing about a query.
  const allowed = await ask(JSON.stringify({ query: '{ __typename }' }))
  if (allowed.status !== 200) return copyOf(allowed)
  const asked = readParameters(new URL(request.url).searchParams, documents)
  const { startExport } = await import('./export.ts')
  const started = await startExport({ ...asked, signal }, { schema, limits, ask })
  const { mediaType, fileName, headers, progress } = started
  return {
    status: 200,
    headers: {
      ...sharedHeaders(headers),
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'pressgraph-revision': progress().revision,
    },
    started,
  }
}

const PARAMETERS = new Set([
  'document',
  'documentId',
  'variables',
  'operationName',
  'format',
  'after',
  'bom',
  'header',
  'changes',
])

function readParameters(
  given: URLSearchParams,
  documents: Documents,
): Omit<ExportRequest, 'signal'> {
  const unknown = [...given.keys()].find((name) => !PARAMETERS.has(name))
  if (unknown !== undefined) {
    const known = [...PARAMETERS].join(', ')
    throw badParameter(`An export has no parameter "${unknown}". Its parameters are ${known}.`)
  }
  const format = given.get('format') ?? 'csv'
  if (!isExportFormat(format)) {
    const message = `There is no format "${format}". The formats are ${exportFormats.join(', ')}.`
    throw new ExportError('EXPORT_FORMAT', message)
  }
  const document = given.get('document')
  const members = readMembers(given)
  const text = documents.resolve({ ...members, query: document ?? undefined })
  if (text === null) throw badParameter('Give the query as "document", or name it as "documentId".')
  return {
    question: {
      text,
      operationName: given.get('operationName') || null,
      variables: variablesOf(members.variables),
    },
    format,
    bom: choiceOf(given, 'bom', ['false', 'true']) === 'true',
    header: choiceOf(given, 'header', ['true', 'false']) === 'true',
    after: given.get('after') || null,
    allowChanges: choiceOf(given, 'changes', ['refuse', 'allow']) === 'allow',
  }
}

function readMembers(given: URLSearchParams) {
  try {
    return membersOf(given)
  } catch {
    throw badParameter('"variables" is not JSON.')
  }
}

function variablesOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined) return {}
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw badParameter('"variables" must be a JSON object.')
}

/** @param choices - the first one is the default */
function choiceOf(given: URLSearchParams, name: string, choices: readonly string[]): string {
  const value = given.get(name) ?? choices[0] ?? ''
  if (choices.includes(value)) return value
  throw badParameter(`"${name}" is ${choices.map((choice) => `"${choice}"`).join(' or ')}.`)
}

function badParameter(message: string): ExportError {
  return new ExportError('EXPORT_BAD_PARAMETER', message)
}

/** Headers of a page that are about its caller. */
function sharedHeaders(headers: Headers): Record<string, string> {
  const shared = [...headers].filter(([name]) => SHARED.test(name))
  return Object.fromEntries(shared)
}

const SHARED = /^(?:access-control-.*|vary|www-authenticate|retry-after|x-request-id)$/

async function copyOf(response: Response): Promise<PlainResponse> {
  const type = response.headers.get('content-type') ?? 'application/json'
  const headers = { ...sharedHeaders(response.headers), 'content-type': type }
  return { status: response.status, headers, body: await response.text() }
}

function refusal({ message, locations, extensions }: GraphQLError): PlainResponse {
  const { http: _http, ...shown } = extensions
  const status = shown.code === 'INTERNAL' ? 500 : shown.code === 'EXPORT_CHANGED' ? 409 : 400
  return jsonResponse(status, { errors: [{ message, locations, extensions: shown }] })
}

function pageRefusal({ status, errors, headers }: PageError): PlainResponse {
  const isInternal = errors.some(({ extensions }) => extensions?.code === 'INTERNAL')
  const given = status === 200 ? (isInternal ? 500 : 400) : status
  const response = jsonResponse(given, { errors })
  return { ...response, headers: { ...sharedHeaders(headers), ...response.headers } }
}
