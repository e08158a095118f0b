import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { createDocumentCache } from './document-cache.ts'
import { isKnownHost } from './hosts.ts'
import { isJsonType } from './request-checks.ts'
import { typeOfAnswer } from './accept.ts'

/** What stands in front of the body of a request that can be answered at once. */
export interface Head {
  readonly method: 'GET' | 'POST'
  /** Path and query string. */
  readonly path: string
  /** Media type of the answer. */
  readonly type: string
  /** All that decides which answer it is, the body left out. */
  readonly key: string
}

export interface HeadOptions {
  /** Path of the GraphQL endpoint. */
  readonly endpoint: string
  /** Host names that are answered; null for every one. */
  readonly hosts: readonly string[] | null
  /** The largest body that is read. */
  readonly bodyBytes: number
}

/**
 * Read the head of a plain GraphQL request: JSON by POST with its length announced, or a query
 * string by GET, for an answer in one piece.
 *
 * @returns a function that gives null for everything else
 */
export function createHeadReader({ endpoint, hosts, bodyBytes }: HeadOptions) {
  const knownHosts = createDocumentCache<boolean>(10_000)

  function isServed(host: string | undefined): boolean {
    if (host === undefined || hosts === null) return host !== undefined
    const known = knownHosts.get(host) ?? isKnownHost(new URL(`http://${host}/`), hosts)
    knownHosts.set(host, known)
    return known
  }

  return (request: IncomingMessage): Head | null => {
    const { method, headers } = request
    const path = pathOf(request)
    if (path === null || !isServed(headers.host) || isUsed(request)) return null
    const type = typeOfAnswer(headers.accept)
    if (type === null) return null
    const { accept = '', authorization = '', cookie = '' } = headers
    const key = `${method}\n${path}\n${accept}\n${authorization}\n${cookie}\n`
    if (method === 'POST') {
      const isPlain = path === endpoint && hasPlainBody(headers, bodyBytes)
      return isPlain ? { method, path, type, key } : null
    }
    const isPlain = method === 'GET' && path.startsWith(`${endpoint}?`)
    return isPlain && !accept.includes('text/html') ? { method, path, type, key } : null
  }
}

/** Frameworks cut the path that they are mounted at from `url`. */
function pathOf(request: IncomingMessage): string | null {
  const path: unknown = 'originalUrl' in request ? request.originalUrl : request.url
  return typeof path === 'string' ? path : null
}

/** Whether somebody in front has read the body, or the query string. */
function isUsed(request: IncomingMessage): boolean {
  const isParsed = 'body' in request && request.body !== undefined
  return (
    isParsed || request.readableFlowing !== null || ('query' in request && request.method === 'GET')
  )
}

function hasPlainBody(headers: IncomingHttpHeaders, limit: number): boolean {
  const length = Number(headers['content-length'])
  return (
    isJsonType(headers['content-type']) &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    headers.expect === undefined &&
    length > 0 &&
    length <= limit
  )
}
