import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Cors } from './cors.ts'
import { corsHeaders } from './cors.ts'
import type { Handler } from './direct.ts'
import type { Logger } from './logger.ts'
import type { Report } from './answers.ts'
import { headOfFetch, headOfNode, isReading, type RequestHead } from './request.ts'
import { errorResponse, type PlainResponse } from './responses.ts'
import type { Caller } from './snapshots.ts'

/** Why a request is refused. */
export interface Refusal {
  /** 401 for an unknown caller, 403 for one without permission. */
  readonly status: 401 | 403
  /** `extensions.code` of the error, UNAUTHENTICATED or FORBIDDEN by default. */
  readonly code?: string
  readonly message?: string
  /** Further headers of the response, such as `www-authenticate`. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Decides whether a request is answered, and what of the data it may see. */
export type Authorize<Filter extends object = never> = (
  request: Caller,
) => Decision<Filter> | Promise<Decision<Filter>>

type Decision<Filter extends object> = true | Refusal | Filter

/**
 * A handler that serves what a filter leaves.
 *
 * @returns null for a value that is no filter
 */
export type HandlerFor = (filter: object) => Handler | Promise<Handler> | null

interface AuthorizationOptions {
  readonly authorize: Authorize<object>
  readonly handlerFor: HandlerFor | null
  readonly endpoint: string
  readonly cors: Cors | false
  /** Whether the page of GraphiQL and its files are served, which hold nothing of the archive. */
  readonly hasPage: boolean
  readonly logger: Logger
  readonly report: Report | null
}

/**
 * Ask `authorize` before anything else answers, once for each request.
 *
 * Preflight requests, `/health`, `/ready` and GraphiQL itself need no authorization. Everything else
 * does, whatever its address. Anything but `true` and a filter refuses.
 */
export function createAuthorization(options: AuthorizationOptions, next: Handler): Handler {
  const { authorize, handlerFor, logger, report } = options

  /** @returns the handler that answers, or the response to a refused request */
  function decide(head: RequestHead, start: number): Awaitable<Handler | PlainResponse> {
    if (isOpen(head, options)) return next
    const finish = (decision: unknown): Awaitable<Handler | PlainResponse> => {
      if (decision === true) return next
      const filtered = mayBeFilter(decision) ? handlerFor?.(decision) : null
      if (filtered) return filtered
      const response = responseOf(decision, head, options.cors)
      report?.(head, start, { status: response.status, source: 'REFUSED' })
      return response
    }
    const fail = (cause: unknown) => {
      logger.error('The authorization failed', { cause })
      return errorResponse(500, 'INTERNAL', 'Internal error')
    }
    try {
      const decision = authorize(head)
      const decided = decision instanceof Promise ? decision.then(finish) : finish(decision)
      return decided instanceof Promise ? decided.catch(fail) : decided
    } catch (cause) {
      return fail(cause)
    }
  }

  return {
    fetch(request: Request): Promise<Response> {
      const proceed = (decided: Handler | PlainResponse) =>
        'fetch' in decided
          ? decided.fetch(request)
          : Promise.resolve(new Response(decided.body, decided))
      const decided = decide(headOfFetch(request), performance.now())
      return decided instanceof Promise ? decided.then(proceed) : proceed(decided)
    },
    handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const proceed = (decided: Handler | PlainResponse) => {
        if ('handle' in decided) return decided.handle(request, response)
        // The body of a refused request is not read.
        if (request.method === 'POST') response.setHeader('connection', 'close')
        response.writeHead(decided.status, decided.headers).end(decided.body)
        return Promise.resolve()
      }
      const head = headOfNode(request)
      // Without an address there is nothing to authorize: the next handler refuses it.
      const decided = head ? decide(head, performance.now()) : next
      return decided instanceof Promise ? decided.then(proceed) : proceed(decided)
    },
  }
}

function mayBeFilter(decision: unknown): decision is object {
  return typeof decision === 'object' && decision !== null && !('status' in decision)
}

type Awaitable<Value> = Value | Promise<Value>

function isOpen(head: RequestHead, { endpoint, hasPage }: AuthorizationOptions): boolean {
  const { method, path } = head
  if (method === 'OPTIONS') return true
  if (!isReading(method)) return false
  const pathname = path.split('?', 1)[0]
  if (pathname === '/health' || pathname === '/ready') return true
  if (!hasPage) return false
  if (path.startsWith(`${endpoint}/assets/`)) {
    return FILE_NAME.test(path.slice(`${endpoint}/assets/`.length))
  }
  const wantsPage = (head.header('accept') ?? '').includes('text/html')
  return wantsPage && (pathname === endpoint || pathname === '/')
}

const FILE_NAME = /^[\w-]+(?:\.[\w-]+)+$/

const REFUSALS = {
  401: { code: 'UNAUTHENTICATED', message: 'Say who you are.' },
  403: { code: 'FORBIDDEN', message: 'You may not query this archive.' },
} as const

function responseOf(decision: unknown, head: Caller, cors: Cors | false): PlainResponse {
  const given: Partial<Refusal> = typeof decision === 'object' && decision !== null ? decision : {}
  const status = given.status === 401 ? 401 : 403
  const { code, message } = { ...REFUSALS[status], ...given }
  const response = errorResponse(status, code, message)
  return {
    ...response,
    headers: {
      ...response.headers,
      'x-content-type-options': 'nosniff',
      ...(cors && corsHeaders(cors, head.header('origin'))),
      ...given.headers,
    },
  }
}
