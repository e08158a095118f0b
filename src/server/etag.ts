import { createHash } from 'node:crypto'
import type { Plugin } from 'graphql-yoga'

/** The revision of what is served, which changes exactly when responses can; null while unknown. */
export type Revision = () => string | null | Promise<string | null>

/** What decides a response besides the address. */
const DECIDING_HEADERS = ['accept', 'authorization', 'cookie']

/**
 * Yoga plugin: an ETag on the response to a GET query, and 304 while it is current.
 *
 * The tag is a hash of revision and request, so that it is known before anything is parsed. A
 * response has one only when it has no errors and the revision was the same before and after.
 */
export function useRevision(revision: Revision, cacheControl: string): Plugin {
  const seen = new WeakMap<Request, string>()

  return {
    async onRequest({ request, fetchAPI, endResponse }) {
      const expected = request.method === 'GET' ? request.headers.get('if-none-match') : null
      const current = expected === null ? null : await revision()
      if (expected === null || expected.trim() === '*' || current === null) return
      const tag = tagOf(current, taggedRequest(request))
      if (!listsTag(expected, tag)) return
      endResponse(
        new fetchAPI.Response(null, { status: 304, headers: tagHeaders(tag, cacheControl) }),
      )
    },
    async onExecute({ args: { contextValue } }) {
      const request = contextValue.request
      const before = request?.method === 'GET' ? await revision() : null
      if (before === null) return
      return {
        async onExecuteDone({ result }) {
          const isWhole = 'data' in result && !result.errors
          if (isWhole && (await revision()) === before) seen.set(request, before)
        },
      }
    },
    onResponse({ request, response, setResponse, fetchAPI }) {
      const answered = seen.get(request)
      const type = response.headers.get('content-type') ?? ''
      if (answered === undefined || response.status !== 200 || !type.includes('json')) return
      const { vary, ...headers } = tagHeaders(tagOf(answered, taggedRequest(request)), cacheControl)
      response.headers.append('vary', vary)
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
      if (request.headers.get('if-none-match')?.trim() !== '*') return
      response.headers.delete('content-type')
      response.headers.delete('content-length')
      setResponse(new fetchAPI.Response(null, { status: 304, headers: response.headers }))
    },
  }
}

export function tagHeaders(etag: string, cacheControl: string) {
  return { etag, 'cache-control': cacheControl, vary: DECIDING_HEADERS.join(', ') }
}

/** A request, as far as it decides the response: its address and its deciding headers. */
export interface TaggedRequest {
  readonly url: string
  header(name: string): string | null
}

function taggedRequest({ url, headers }: Request): TaggedRequest {
  return { url, header: (name) => headers.get(name) }
}

/** A weak tag, since a proxy that compresses the response may keep it. */
export function tagOf(revision: string, { url, header }: TaggedRequest): string {
  const { pathname, search } = new URL(url, 'http://localhost')
  const headers = DECIDING_HEADERS.map((name) => header(name) ?? '')
  const hash = createHash('sha256')
    .update(JSON.stringify([revision, pathname, search, ...headers]))
    .digest('base64url')
  return `W/"${hash.slice(0, 27)}"`
}

/** Whether an If-None-Match header lists the tag of a response that exists. */
export function listsTag(expected: string, tag: string): boolean {
  if (expected.trim() === '*') return true
  const opaque = tag.replace('W/', '')
  return expected.split(',').some((one) => one.trim().replace('W/', '') === opaque)
}
