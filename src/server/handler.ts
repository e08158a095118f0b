import type { GraphQLSchema } from 'graphql'
import { createReport, type OnAnswer, type Report } from './answers.ts'
import { type Authorize, createAuthorization, type HandlerFor } from './authorization.ts'
import type { Cors } from './cors.ts'
import { createDirectHandler, type Handler, type Offload } from './direct.ts'
import { createDocuments, type DocumentOptions, type Documents } from './documents.ts'
import type { Revision } from './etag.ts'
import type { GraphiQLOptions } from './graphiql-page.ts'
import type { HttpDraft } from './http-draft.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { createStderrLogger, type Logger } from './logger.ts'
import { headOfFetch, headOfNode, pathOf, withMembers } from './request.ts'
import { createFacts, ID_HEADER, knownFacts, withFacts } from './request-facts.ts'
import { errorResponse, type PlainResponse } from './responses.ts'
import type { Ready } from './routes.ts'
import { type Caller, createSnapshotClock, type SnapshotSource } from './snapshots.ts'

/** What a handler serves, and to whom. */
export interface HandlerOptions extends DocumentOptions {
  readonly schema: GraphQLSchema
  /** Called for each operation. */
  readonly createContext: (caller: Caller) => object | Promise<object>
  /** Without it no response is cached. */
  readonly snapshots?: SnapshotSource
  /** Whether an answer may be given again while the snapshot is the same. True by default. */
  readonly keepsAnswers?: boolean
  /** Revision of what is served, for ETags; without it responses have none. */
  readonly revision?: Revision
  /** `Cache-Control` of answers with an ETag, `private, no-cache` by default. */
  readonly cacheControl?: string
  /** Status codes of a draft of GraphQL over HTTP; those of the specification by default. */
  readonly http?: HttpDraft | null
  /** Whether queries can be answered now. Always, by default. */
  readonly ready?: Ready
  /** Answers `/metrics`. Without it there are none. */
  readonly metrics?: (() => Promise<PlainResponse>) | null
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
  /** Asked before each request is answered; by default everything is. */
  readonly authorize?: Authorize<object>
  /** Serves a request for which `authorize` gives a filter; without it such a request is refused. */
  readonly handlerFor?: HandlerFor
  /** Called after each answer, for logs and metrics. */
  readonly onAnswer?: OnAnswer
  /**
   * Further Yoga plugins, which act after the limits. A plugin with a hook that sees queries or
   * requests sends every request through Yoga, which takes several times as long.
   */
  readonly plugins?: readonly object[]
  /** Other threads, for operations that take long; none by default. */
  readonly offload?: Offload
  /** JSON lines on the standard error, by default. */
  readonly logger?: Logger
}

/** Options with every default filled in. */
export interface ResolvedOptions extends Required<
  Omit<
    HandlerOptions,
    | 'snapshots'
    | 'hosts'
    | 'limits'
    | 'plugins'
    | 'authorize'
    | 'handlerFor'
    | 'metrics'
    | 'onAnswer'
    | 'keepsAnswers'
    | 'offload'
    | keyof DocumentOptions
  >
> {
  readonly hosts: readonly string[] | null
  readonly limits: Limits
  readonly plugins: readonly object[]
  readonly metrics: (() => Promise<PlainResponse>) | null
  readonly report: Report | null
  readonly offload: Offload | null
  readonly documents: Documents
}

export const defaultBodyBytes = 256 * 1024

export const defaultEndpoint = '/graphql'

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
  const { report } = resolved
  const fallback: Handler = {
    fetch: async (request) => {
      const start = performance.now()
      const isHead = request.method === 'HEAD'
      const asked = isHead ? new Request(request, { method: 'GET' }) : request
      const answer = await (await loadYoga()).fetch(asked)
      const response = isHead ? new Response(null, answer) : answer
      const { status, headers } = response
      report?.(headOfFetch(request), start, { status, source: 'YOGA', bytes: lengthOf(headers) })
      return response
    },
    handle: async (request, response) => {
      const start = performance.now()
      const head = headOfNode(request)
      if (head) {
        // Node sends no body in response to HEAD.
        const asked = head.method === 'HEAD' ? withMembers(request, { method: 'GET' }) : request
        await (await loadYoga()).handle(asked, response)
        report?.(head, start, { status: response.statusCode, source: 'YOGA' })
        return
      }
      const { status, headers, body } = errorResponse(400, 'BAD_REQUEST', UNREADABLE)
      response.writeHead(status, headers).end(body)
    },
  }
  const served = resolved.plugins.some(needsYoga)
    ? fallback
    : createDirectHandler(directOptions(resolved, options), fallback)
  const { authorize, handlerFor = null } = options
  const hasPage = resolved.graphiql !== false
  const handler = withoutSlash(
    resolved.endpoint,
    authorize
      ? createAuthorization({ ...resolved, authorize, handlerFor, hasPage }, served)
      : served,
  )
  return report ? collectFacts(handler) : handler
}

/** Take the endpoint with a slash at its end for the endpoint. */
function withoutSlash(endpoint: string, { fetch, handle }: Handler): Handler {
  const longer = `${endpoint}/`
  const isLonger = (path: string) =>
    path.startsWith(longer) && (path.length === longer.length || path[longer.length] === '?')
  return {
    fetch(request) {
      if (!request.url.includes(longer) || !isLonger(headOfFetch(request).path)) {
        return fetch(request)
      }
      const url = new URL(request.url)
      url.pathname = endpoint
      return fetch(new Request(url, request))
    },
    handle(request, response) {
      const path = pathOf(request)
      if (!isLonger(path)) return handle(request, response)
      const url = endpoint + path.slice(longer.length)
      return handle(withMembers(request, { url, originalUrl: url }), response)
    },
  }
}

/** Collect what `Answer` says of each request, and put its id into the response. */
function collectFacts({ fetch, handle }: Handler): Handler {
  return {
    async fetch(request) {
      const facts = knownFacts() ?? createFacts(request.headers.get(ID_HEADER))
      const response = await withFacts(facts, () => fetch(request))
      response.headers.set(ID_HEADER, facts.id)
      return response
    },
    handle(request, response) {
      const given = request.headers[ID_HEADER]
      const facts = knownFacts() ?? createFacts(typeof given === 'string' ? given : null)
      response.setHeader(ID_HEADER, facts.id)
      return withFacts(facts, () => handle(request, response))
    },
  }
}

function lengthOf(headers: Headers): number | null {
  const length = headers.get('content-length')
  return length === null ? null : Number(length)
}

const UNREADABLE = 'The address of the request cannot be read.'

function resolveOptions(options: HandlerOptions): ResolvedOptions {
  const logger = options.logger ?? createStderrLogger()
  const documents = createDocuments(options)
  return {
    cacheControl: 'private, no-cache',
    ready: () => true,
    graphiql: {},
    cors: false,
    http: null,
    endpoint: defaultEndpoint,
    bodyBytes: defaultBodyBytes,
    ...options,
    logger,
    documents,
    revision: revisionWith(documents, options.revision ?? (() => null)),
    report: options.onAnswer ? createReport(options.onAnswer, logger) : null,
    hosts: options.hosts ?? null,
    plugins: options.plugins ?? [],
    metrics: options.metrics ?? null,
    offload: options.offload ?? null,
    limits: { ...defaultLimits, ...options.limits },
  }
}

/** An id can mean another text when the documents change. */
function revisionWith({ digest }: Documents, revision: Revision): Revision {
  if (digest === '') return revision
  const extend = (known: string | null) => (known === null ? null : `${known} ${digest}`)
  return () => {
    const known = revision()
    return known instanceof Promise ? known.then(extend) : extend(known)
  }
}

function directOptions(
  resolved: ResolvedOptions,
  { snapshots = UNKNOWN, keepsAnswers = true }: HandlerOptions,
) {
  return {
    ...resolved,
    keepsAnswers,
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

// Hooks that neither see a query nor decide how a request is answered.
const OTHER_HOOKS = new Set(['onDispose', 'onSchemaChange', 'onSubscribe', 'onYogaInit'])

function needsYoga(plugin: object): boolean {
  return Object.entries(plugin).some(
    ([name, member]) => typeof member === 'function' && !OTHER_HOOKS.has(name),
  )
}
