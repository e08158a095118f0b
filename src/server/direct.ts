import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as nextImmediate } from 'node:timers/promises'
import type { ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql'
import { LRUCache } from 'lru-cache'
import { shortDigest } from '../identity/ids.ts'
import type { Report } from './answers.ts'
import { compressResponse } from './compression.ts'
import { type Cors, corsHeaders } from './cors.ts'
import type { Documents } from './documents.ts'
import { type RefusalCode, RefusalError } from './errors.ts'
import type { Limits } from './limits.ts'
import { type AllowedQuery, createOperations, type ExecutionLimits } from './operations.ts'
import {
  announcesLength,
  type DirectHead,
  headerTexts,
  headOfFetch,
  headOfNode,
  type HeadOptions,
  IncompleteBodyError,
  isConsumed,
  parseBody,
  parseSearch,
  readFetchBody,
  readHead,
  readNodeBody,
  type RequestHead,
  textOf,
  wantsStream,
  withBody,
} from './request.ts'
import {
  completeResponse,
  type CompleteResponse,
  errorResponse,
  isAnyAccepted,
  notModified,
  refusalResponse,
} from './responses.ts'
import {
  type Caller,
  forbidsStoring,
  type Operation,
  type Snapshot,
  type SnapshotClock,
  type SnapshotSource,
} from './snapshots.ts'

export interface DirectOptions extends HeadOptions {
  readonly schema: GraphQLSchema
  readonly limits: Limits
  /** The largest body that is read, in bytes. */
  readonly bodyBytes: number
  /** Begins an operation, with a context. */
  readonly begin: (caller: Caller) => Operation
  readonly findStamp: SnapshotSource['findStamp']
  readonly clock: SnapshotClock
  readonly documents: Documents
  readonly keepsAnswers: boolean
  /** `Cache-Control` of responses with an ETag. */
  readonly cacheControl: string
  readonly cors: Cors | null
  readonly report: Report | null
  /** Takes what would block this thread; null when there is nothing else to execute it. */
  readonly offload: Offload | null
}

/**
 * Answers requests in other threads, so that a long operation does not delay those of others.
 *
 * An operation begins in this thread, unless it took long before. When it does not finish soon, or
 * would read many rows, another thread executes it from its beginning.
 */
export interface Offload {
  /** What the next operation may take in this thread; called once for each. */
  nextLimits(): ExecutionLimits
  /**
   * Whether an operation took long before, or is likely to.
   *
   * @param sent - made by `sentText`
   */
  isHeavy(sent: string): boolean
  setHeavy(sent: string): void
  /** Never rejects. */
  answer(request: OffloadedRequest): Promise<CompleteResponse>
}

/** A GraphQL request without subscriptions. */
export interface OffloadedRequest {
  readonly method: string
  /** Path and query string. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | null
  /** The text of the document that the request names; null when it gives the text itself. */
  readonly document: string | null
  readonly isUnwanted: () => boolean
}

/**
 * What decides how long an operation takes.
 *
 * @param request - body or address of the request, and the document that it names
 */
export function sentText(sent: string, document: string | null): string {
  return document === null ? sent : `${document}\n${sent}`
}

/** The same server for two HTTP interfaces. */
export interface Handler {
  /** WHATWG fetch: Hono, Bun, Deno, tests. */
  fetch(request: Request): Promise<Response>
  /** Node: `createServer(handler.handle)`, Express, Fastify. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/** A request with its body. */
interface Question {
  readonly head: DirectHead
  /** Null for a GET. */
  readonly body: string | null
  /** Whether the client has disconnected. */
  readonly isUnwanted: () => boolean
}

type Eventual<Value> = Value | Promise<Value>

const CACHE_BYTES = 64 * 1024 * 1024
const MAX_ENTRY_BYTES = 640 * 1024

// Headers and the objects around a response.
const ENTRY_BYTES = 500

/**
 * Respond to plain queries directly, and pass everything else to a fallback.
 *
 * Responses without errors to repeated requests are cached until the snapshot changes. Most requests
 * come once, and to cache their responses would cost more memory and garbage collection than a third
 * of making them. Each request is checked again, or its checks depend only on the cache key.
 *
 * @param fallback - takes a request as it came
 */
export function createDirectHandler(options: DirectOptions, fallback: Handler): Handler {
  const { cors, bodyBytes, report, offload, documents } = options
  const respond = createResponder(options)

  function execute(head: DirectHead, body: Buffer | null, isUnwanted: () => boolean) {
    const text = body && textOf(body)
    return body && text === null ? null : respond({ head, body: text, isUnwanted })
  }

  /** Complete a response for its client, and report it. */
  function finish(
    head: Caller,
    complete: CompleteResponse,
    start: number,
  ): Eventual<CompleteResponse> {
    const compressed = compressResponse(complete, head.header('accept-encoding'))
    if (compressed instanceof Promise) return compressed.then((sent) => addCors(head, sent, start))
    return addCors(head, compressed, start)
  }

  function addCors(head: Caller, sent: CompleteResponse, start: number): CompleteResponse {
    report?.(head, start, describe(sent))
    return cors ? { ...sent, headers: withCors(sent, cors, head.header('origin')) } : sent
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const start = performance.now()
    const general = isConsumed(request) ? null : headOfNode(request)
    const head = general && readHead(general, options)
    const isUnwanted = () => response.destroyed
    if (!head) {
      return general &&
        offload &&
        wantsStream(general, options) &&
        announcesLength(request, bodyBytes)
        ? handleStream(request, response, offload)
        : fallback.handle(request, response)
    }
    let body: Buffer | null = null
    if (head.method === 'POST') {
      if (!announcesLength(request, bodyBytes)) return fallback.handle(request, response)
      body = await readNodeBody(request)
      if (!body) return
    }
    const found = execute(head, body, isUnwanted)
    let complete = found instanceof Promise ? await found : found
    if (complete === ELSEWHERE) {
      complete =
        offload &&
        (await offload.answer(offloaded(head, headerTexts(request), body, documents, isUnwanted)))
    }
    if (isUnwanted()) return
    if (!complete) return fallback.handle(body ? withBody(request, body) : request, response)
    const sent = finish(head, complete, start)
    write(response, sent instanceof Promise ? await sent : sent)
  }

  /** The stream of a query ends with its only result; that of a subscription stays in this thread. */
  async function handleStream(
    request: IncomingMessage,
    response: ServerResponse,
    { answer }: Offload,
  ): Promise<void> {
    const start = performance.now()
    const body = await readNodeBody(request)
    if (!body) return
    const head = headOfNode(request)
    if (!head || !isQuery(body, documents)) {
      return fallback.handle(withBody(request, body), response)
    }
    const isUnwanted = () => response.destroyed
    const complete = await answer(
      offloaded(head, headerTexts(request), body, documents, isUnwanted),
    )
    if (response.destroyed) return
    write(response, addCors(head, complete, start))
  }

  async function fetch(request: Request): Promise<Response> {
    const start = performance.now()
    const head = readHead(headOfFetch(request), options)
    if (!head || request.bodyUsed) return fallback.fetch(request)
    let body: Buffer | null = null
    if (head.method === 'POST') {
      try {
        body = await readFetchBody(request, bodyBytes)
      } catch (error) {
        if (error instanceof RefusalError) return fallback.fetch(announcing(request, error))
        if (error instanceof IncompleteBodyError) return incomplete(error)
        throw error
      }
    }
    // Adapters create the signal when it is first read.
    let signal: AbortSignal | undefined
    const isUnwanted = () => (signal ??= request.signal).aborted
    const found = execute(head, body, isUnwanted)
    let complete = found instanceof Promise ? await found : found
    if (complete === ELSEWHERE) {
      const headers = Object.fromEntries(request.headers)
      complete =
        offload && (await offload.answer(offloaded(head, headers, body, documents, isUnwanted)))
    }
    if (!complete) return fallback.fetch(body === null ? request : repeat(request, body))
    const finished = finish(head, complete, start)
    const sent = finished instanceof Promise ? await finished : finished
    const content = request.method === 'HEAD' ? null : sent.body
    return new Response(content, { status: sent.status, headers: sent.headers })
  }

  return { fetch, handle }
}

function describe({ status, body, isKept = false }: CompleteResponse) {
  return { status, bytes: body?.length ?? 0, source: isKept ? 'KEPT' : 'DIRECT' } as const
}

/** A request whose body was read, with its body. */
function repeat({ url, method, headers, signal }: Request, body: Buffer): Request {
  return new Request(url, { method, headers, signal, body: new Uint8Array(body) })
}

/** A request that announces a body that is too large, for the same refusal without reading it. */
function announcing(request: Request, { excess }: RefusalError): Request {
  const headers = new Headers(request.headers)
  headers.set('content-length', String(excess.value))
  return new Request(request.url, { method: request.method, headers, body: '' })
}

function incomplete({ message }: IncompleteBodyError): Response {
  const { status, headers, body } = errorResponse(400, 'BAD_REQUEST', message)
  return new Response(body, { status, headers })
}

function withCors(
  { headers }: CompleteResponse,
  cors: Cors,
  origin: string | null,
): CompleteResponse['headers'] {
  const readers = corsHeaders(cors, origin)
  const vary = [headers.vary, readers.vary].filter((each) => each !== undefined).join(', ')
  return { ...headers, ...readers, ...(vary !== '' && { vary }) }
}

function write(response: ServerResponse, { status, headers, body }: CompleteResponse): void {
  response.writeHead(status, headers).end(body, 'latin1')
}

/** Whether a body holds no subscription and no mutation. */
function isQuery(body: Buffer, documents: Documents): boolean {
  try {
    const params = parseBody(body.toString(), documents)
    return params !== null && !/subscription|mutation/.test(params.query)
  } catch {
    return false
  }
}

function offloaded(
  head: RequestHead | DirectHead,
  headers: Readonly<Record<string, string>>,
  body: Buffer | null,
  documents: Documents,
  isUnwanted: () => boolean,
): OffloadedRequest {
  const { method, path } = head
  const params =
    body === null ? parseSearch(searchOf(head), documents) : parseBody(body.toString(), documents)
  const document = params?.isNamed ? params.query : null
  return { method, path, headers, body, document, isUnwanted }
}

/** Another thread has to respond. */
const ELSEWHERE = Symbol('elsewhere')

/** @returns a function that gives null for what only Yoga can respond to, errors above all */
function createResponder(options: DirectOptions) {
  const {
    schema,
    limits,
    begin,
    findStamp,
    clock,
    keepsAnswers,
    offload,
    cacheControl,
    documents,
  } = options
  const allow = createOperations(schema, limits)
  const wasSeen = createRepeatFilter()
  const nextTurn = createTurns()
  const cache = new LRUCache<string, CompleteResponse>({
    maxSize: CACHE_BYTES,
    maxEntrySize: MAX_ENTRY_BYTES,
    sizeCalculation: ({ body }, key) => (body?.length ?? 0) + 2 * key.length + ENTRY_BYTES,
  })
  let cachedStamp: string | null = null

  function findCached(key: string, { stamp }: Snapshot): CompleteResponse | undefined {
    if (stamp !== cachedStamp) cache.clear()
    cachedStamp = stamp
    return stamp === null ? undefined : cache.get(key)
  }

  function conclude(
    head: DirectHead,
    key: string,
    { data, errors }: ExecutionResult,
    before: Snapshot,
    after: Snapshot,
  ): CompleteResponse | typeof ELSEWHERE | null {
    if (offload && errors?.some(isLargeRead)) return ELSEWHERE
    // Yoga tries again until it has an answer from one snapshot.
    if (!data || errors || after.stamp !== before.stamp) return null
    const { revision } = before
    const response = completeResponse(
      head,
      data,
      limits.responseBytes,
      typeof revision === 'string' && after.revision === revision ? revision : null,
      cacheControl,
    )
    const isCacheable =
      keepsAnswers &&
      response.status === 200 &&
      before.stamp !== null &&
      before.stamp === cachedStamp
    if (isCacheable && !forbidsStoring(head) && wasSeen(key))
      cache.set(key, { ...response, isKept: true })
    return isAnyAccepted(head) ? (notModified(head, before, cacheControl) ?? response) : response
  }

  function execute(
    query: AllowedQuery,
    { context }: Operation,
    { isUnwanted }: Question,
    most: ExecutionLimits,
  ): Eventual<ExecutionResult> {
    return context instanceof Promise
      ? context.then((made) => query.execute(made, isUnwanted, most))
      : query.execute(context, isUnwanted, most)
  }

  /** The snapshot after the reads of an operation whose result was awaited. */
  async function snapshotAfter({ confirm }: Operation, before: Snapshot): Promise<Snapshot> {
    if (!confirm) return clock.now()
    const stamp = await confirm()
    return stamp === before.stamp ? before : { stamp, revision: null }
  }

  /** Remember what takes long in this thread. */
  function handOver(sent: string): typeof ELSEWHERE {
    offload?.setHeavy(sent)
    return ELSEWHERE
  }

  function respond(question: Question): Eventual<CompleteResponse | typeof ELSEWHERE | null> {
    const before = clock.thisTurn()
    if (before.stamp === null && findStamp) {
      return findStamp().then(
        (stamp) => answer(question, clock.at(stamp)),
        () => null,
      )
    }
    return answer(question, before)
  }

  function answer(
    question: Question,
    before: Snapshot,
  ): Eventual<CompleteResponse | typeof ELSEWHERE | null> {
    const { head, body } = question
    if (head.method === 'GET' && before.revision instanceof Promise) {
      if (before.stamp === null) return null
      return before.revision.then(
        () => respond(question),
        () => null,
      )
    }
    const key = head.key + (body ?? '')
    const known = isAnyAccepted(head)
      ? null
      : (notModified(head, before, cacheControl) ?? findCached(key, before))
    if (known) return known
    const turn = nextTurn()
    if (turn) return turn.then(() => (question.isUnwanted() ? null : respond(question)))
    const start = performance.now()
    let sent = body ?? head.path
    const most = offload?.nextLimits() ?? limits
    const fail = (error: unknown) => {
      if (!(error instanceof RefusalError && ENDED.has(error.excess.code))) return null
      return offload ? handOver(sent) : refusalResponse(head, error)
    }
    const finish = (result: ExecutionResult, after: Snapshot) => {
      const response = conclude(head, key, result, before, after)
      if (response === ELSEWHERE) return handOver(sent)
      if (offload && performance.now() - start > most.milliseconds) offload.setHeavy(sent)
      return response
    }
    try {
      const params =
        body === null ? parseSearch(searchOf(head), documents) : parseBody(body, documents)
      if (params?.isNamed) sent = sentText(sent, params.query)
      const query = params && allow(params)
      if (!query) return null
      if (offload && (query.isCostly || offload.isHeavy(sent))) return ELSEWHERE
      if (query.isCostly) return null
      const operation = begin(head)
      if (operation.stamp !== before.stamp) return null
      const result = execute(query, operation, question, most)
      if (result instanceof Promise) {
        return result
          .then(async (late) => finish(late, await snapshotAfter(operation, before)))
          .catch(fail)
      }
      // Without a wait, an operation that has to be confirmed has read only what is confirmed already.
      return finish(result, operation.confirm ? before : clock.lastRead())
    } catch (error) {
      return fail(error)
    }
  }

  return respond
}

// With one more operation it stays under the 100 ms that a health check may wait.
const MILLISECONDS_OF_TURN = 20

/**
 * Let health checks and cached responses pass between operations that arrive together.
 *
 * @returns a function that gives null for an operation that may begin, or else the next turn of the event
 * loop, after which it has to ask again
 */
function createTurns(): () => Promise<void> | null {
  let start: number | null = null
  return () => {
    if (start === null) {
      start = performance.now()
      setImmediate(() => (start = null))
      return null
    }
    return performance.now() - start < MILLISECONDS_OF_TURN ? null : nextImmediate()
  }
}

/** By its name, because a store can be of another module. */
function isLargeRead({ originalError }: GraphQLError): boolean {
  return originalError?.name === 'LargeReadError'
}

/** Refusals of an execution, which Yoga would only repeat. */
const ENDED = new Set<RefusalCode>(['TIMEOUT', 'RESPONSE_TOO_LARGE'])

function searchOf({ path }: Caller): string {
  return path.slice(path.indexOf('?') + 1)
}

// Eight bytes each.
const SLOTS = 2 ** 14

/**
 * Remember which texts came before: about as many as there are slots.
 *
 * @returns a function that tells whether a text came before, and remembers it
 */
export function createRepeatFilter(): (text: string) => boolean {
  const slots = new Float64Array(SLOTS)
  return (text) => {
    const digest = shortDigest(text)
    const slot = digest % SLOTS
    const wasSeen = slots[slot] === digest
    slots[slot] = digest
    return wasSeen
  }
}
