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

/** Decides whether a request is answered. */
export type Authorize = (request: Caller) => true | Refusal | Promise<true | Refusal>

interface AuthorizationOptions {
  readonly authorize: Authorize
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
 * does, whatever its address. Anything but `true` refuses.
 */
export function createAuthorization(options: AuthorizationOptions, next: Handler): Handler {
  const { authorize, report } = options

  function refuse(head: RequestHead, start: number): Awaitable<PlainResponse | null> {
    if (isOpen(head, options)) return null
    const finish = (decision: unknown) => {
      if (decision === true) return null
      const response = responseOf(decision, head, options.cors)
      report?.(head, start, { status: response.status, source: 'REFUSED' })
      return response
    }
    const fail = (cause: unknown) => {
      options.logger.error('The authorization failed', { cause })
      return errorResponse(500, 'INTERNAL', 'Internal error')
    }
    try {
      const decision = authorize(head)
      return decision instanceof Promise ? decision.then(finish).catch(fail) : finish(decision)
    } catch (cause) {
      return fail(cause)
    }
  }

  return {
    fetch(request: Request): Promise<Response> {
      const proceed = (refusal: PlainResponse | null) =>
        refusal ? Promise.resolve(new Response(refusal.body, refusal)) : next.fetch(request)
      const decided = refuse(headOfFetch(request), performance.now())
      return decided instanceof Promise ? decided.then(proceed) : proceed(decided)
    },
    handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const proceed = (refusal: PlainResponse | null) => {
        if (!refusal) return next.handle(request, response)
        // The body of a refused request is not read.
        if (request.method === 'POST') response.setHeader('connection', 'close')
        response.writeHead(refusal.status, refusal.headers).end(refusal.body)
        return Promise.resolve()
      }
      const head = headOfNode(request)
      // Without an address there is nothing to authorize: the next handler refuses it.
      const decided = head && refuse(head, performance.now())
      return decided instanceof Promise ? decided.then(proceed) : proceed(decided)
    },
  }
}

type Awaitable<Value> = Value | Promise<Value>

function isOpen(head: RequestHead, { endpoint, hasPage }: AuthorizationOptions): boolean {
  const { method, path } = head
  if (method === 'OPTIONS') return true
  if (!isReading(method)) return false
  const pathname = path.split('?', 1)[0]
  if (pathname === '/health' || pathname === '/ready') return true
  if (!hasPage) return false
  if (path.startsWith(`${endpoint}/assets/`)) return true
  const wantsPage = (head.header('accept') ?? '').includes('text/html')
  return wantsPage && (pathname === endpoint || pathname === '/')
}

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
