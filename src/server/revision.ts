import { createHash } from 'node:crypto'
import type { Plugin } from 'graphql-yoga'

/** The state of what is served, changing exactly when answers can; null while it has none. */
export type Revision = () => string | null | Promise<string | null>

/** What says, besides the address, which answer a caller gets. */
const DECIDING_HEADERS = ['accept', 'authorization', 'cookie']

/**
 * Yoga plugin: an ETag on the answer to a GET query, and 304 while it still holds.
 *
 * The tag is made of the revision and of the request, so that it is known before anything is parsed
 * and no old tag ever meets a new revision. An answer gets one only when it has no errors and the
 * revision was the same before and after it was made.
 */
export function useRevision(revision: Revision): Plugin {
  const seen = new WeakMap<Request, string>()

  return {
    async onRequest({ request, fetchAPI, endResponse }) {
      const expected = request.method === 'GET' ? request.headers.get('if-none-match') : null
      const current = expected === null ? null : await revision()
      if (expected === null || current === null) return
      const tag = tagOf(current, askedBy(request))
      if (!listsTag(expected, tag)) return
      endResponse(new fetchAPI.Response(null, { status: 304, headers: tagHeaders(tag) }))
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
    onResponse({ request, response }) {
      const answered = seen.get(request)
      const type = response.headers.get('content-type') ?? ''
      if (answered === undefined || response.status !== 200 || !type.includes('json')) return
      const { vary, ...headers } = tagHeaders(tagOf(answered, askedBy(request)))
      response.headers.append('vary', vary)
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    },
  }
}

export function tagHeaders(etag: string) {
  return { etag, 'cache-control': 'private, no-cache', vary: DECIDING_HEADERS.join(', ') }
}

/** What decides which answer a request gets: its address, and its deciding headers. */
export interface AskedBy {
  readonly url: string
  readonly headers: readonly (string | null | undefined)[]
}

function askedBy({ url, headers }: Request): AskedBy {
  return { url, headers: DECIDING_HEADERS.map((name) => headers.get(name)) }
}

/** Weak, since a proxy that compresses the answer may keep it. */
export function tagOf(revision: string, { url, headers }: AskedBy): string {
  const { pathname, search } = new URL(url, 'http://localhost')
  const hash = createHash('sha256').update(JSON.stringify([revision, pathname, search]))
  for (const value of headers) hash.update(`\n${value ?? ''}`)
  return `W/"${hash.digest('base64url').slice(0, 27)}"`
}

/** Whether an If-None-Match names a tag. */
export function listsTag(expected: string, tag: string): boolean {
  const opaque = tag.replace('W/', '')
  return expected.split(',').some((one) => one.trim().replace('W/', '') === opaque)
}
