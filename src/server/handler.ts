import { createAuthorization } from './authorization.ts'
import { createDirectHandler, type Handler } from './direct.ts'
import { type HandlerOptions, type ResolvedOptions, resolveOptions } from './options.ts'
import { headOfFetch, headOfNode, pathOf, withMembers } from './request.ts'
import { createFacts, ID_HEADER, knownFacts, withFacts } from './request-facts.ts'
import { errorResponse } from './responses.ts'
import { type Caller, createSnapshotClock, type SnapshotSource } from './snapshots.ts'

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

function directOptions(
  resolved: ResolvedOptions,
  { snapshots = UNKNOWN, keepsAnswers = true }: HandlerOptions,
) {
  return {
    ...resolved,
    keepsAnswers,
    cors: resolved.cors || null,
    clock: createSnapshotClock(snapshots, resolved.revision),
    findStamp: snapshots.findStamp,
    begin: (caller: Caller) =>
      snapshots.begin(caller) ?? {
        stamp: null,
        context: resolved.createContext(caller),
        confirm: null,
      },
  }
}

/** Each read has to check by itself whether the data changed. */
const UNKNOWN: SnapshotSource = {
  stamp: () => null,
  hasRead: () => true,
  findStamp: null,
  begin: () => null,
}

// Hooks that neither see a query nor decide how a request is answered.
const OTHER_HOOKS = new Set(['onDispose', 'onSchemaChange', 'onSubscribe', 'onYogaInit'])

function needsYoga(plugin: object): boolean {
  return Object.entries(plugin).some(
    ([name, member]) => typeof member === 'function' && !OTHER_HOOKS.has(name),
  )
}
