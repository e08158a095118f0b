import type { Plugin } from 'graphql-yoga'
import { echo } from './errors.ts'
import type { GraphiQL } from './graphiql.ts'
import { isKnownHost } from './hosts.ts'
import { isAcceptable } from './request.ts'
import type { Logger } from './logger.ts'
import { type PlainResponse, errorResponse, jsonResponse } from './responses.ts'

/** Whether questions can be answered now, and how things stand in a word. */
interface Readiness {
  readonly isReady: boolean
  readonly status: string
}

export type Ready = () => boolean | Readiness | Promise<boolean | Readiness>

export interface Routes {
  /** Path of the GraphQL endpoint. */
  readonly endpoint: string
  /** Host names that are answered; null for every one. */
  readonly hosts: readonly string[] | null
  readonly ready: Ready
  /** Answers `/metrics`. */
  readonly metrics?: (() => Promise<PlainResponse>) | null
  readonly graphiql: GraphiQL | null
  readonly logger: Logger
}

/** Yoga plugin: routes besides the GraphQL endpoint, and authorization. */
export function useRoutes(routes: Routes): Plugin {
  return {
    async onRequest({ request, fetchAPI, endResponse }) {
      // Yoga would answer with the stack of whatever is thrown here.
      const answer = await findAnswer(request, routes).catch((cause: unknown) => {
        routes.logger.error('A route failed', { cause })
        return errorResponse(500, 'INTERNAL', 'Internal error')
      })
      if (!answer) return
      const { status, headers, body } = answer
      endResponse(new fetchAPI.Response(body, { status, headers }))
    },
    onResponse({ response }) {
      response.headers.set('x-content-type-options', 'nosniff')
      // What is left of a body that is too large is not worth reading.
      if (response.status === 413) response.headers.set('connection', 'close')
      // nginx would collect the events of a stream.
      const type = response.headers.get('content-type') ?? ''
      if (STREAM_TYPE.test(type)) response.headers.set('x-accel-buffering', 'no')
    },
  }
}

const STREAM_TYPE = /^(?:text\/event-stream|multipart\/mixed)/

/** Yoga plugin, the last one: refuse paths that neither a route nor another plugin serves. */
export function useNotFound(endpoint: string): Plugin {
  return {
    onRequest({ request, fetchAPI, endResponse }) {
      const url = new URL(request.url)
      if (url.pathname === endpoint) return
      const { status, headers, body } = notFound(url, endpoint)
      endResponse(new fetchAPI.Response(body, { status, headers }))
    },
  }
}

/** @returns null when the request goes on to plugins and GraphQL */
async function findAnswer(request: Request, routes: Routes): Promise<PlainResponse | null> {
  const { endpoint, hosts, graphiql } = routes
  const url = new URL(request.url)
  if (hosts && !isKnownHost(url.hostname, hosts)) {
    return errorResponse(
      403,
      'UNKNOWN_HOST',
      `This server does not go by the name ${echo(url.hostname)}.`,
    )
  }
  if (url.pathname === endpoint) {
    if (graphiql && wantsPage(request)) return graphiql.page()
    return isAcceptable(request.headers.get('accept')) ? null : notAcceptable()
  }
  if (request.method !== 'GET') return null
  if (url.pathname === '/health') return jsonResponse(200, { status: 'ok' })
  if (url.pathname === '/ready') return findReadiness(routes)
  if (url.pathname === '/metrics' && routes.metrics) return routes.metrics()
  if (url.pathname === '/' && wantsPage(request)) return redirect(endpoint)
  return (await graphiql?.asset(url.pathname, request.headers)) ?? null
}

/** Yoga would repeat each type that was sent, in the head of an empty response. */
function notAcceptable(): PlainResponse {
  return errorResponse(
    406,
    'NOT_ACCEPTABLE',
    'Responses are application/json, application/graphql-response+json, text/event-stream or multipart/mixed, in UTF-8.',
  )
}

async function findReadiness({ ready, logger }: Routes): Promise<PlainResponse> {
  try {
    const told = await ready()
    const { isReady, status } = typeof told === 'boolean' ? readinessOf(told) : told
    return jsonResponse(isReady ? 200 : 503, { status })
  } catch (cause) {
    logger.error('The check for readiness failed', { cause })
  }
  return jsonResponse(503, { status: 'not ready' })
}

function readinessOf(isReady: boolean): Readiness {
  return { isReady, status: isReady ? 'ready' : 'not ready' }
}

function redirect(location: string): PlainResponse {
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: null }
}

function notFound(url: URL, endpoint: string): PlainResponse {
  return errorResponse(
    404,
    'NOT_FOUND',
    `There is nothing at ${echo(url.pathname)}. Ask ${endpoint}.`,
  )
}

function wantsPage(request: Request): boolean {
  return request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html')
}
