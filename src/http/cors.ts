import type { Plugin } from 'graphql-yoga'

/** Which other web sites may read answers. */
export interface Cors {
  /** Origins such as `https://news.example`; `*` for every one, without credentials. */
  readonly origins: readonly string[]
  /** Whether browsers may send cookies along. False by default, and always with `*`. */
  readonly credentials?: boolean
}

const PREFLIGHT_SECONDS = '600'

/** Yoga plugin: CORS headers for listed origins, and none at all for others. */
export function useCors(cors: Cors): Plugin {
  const open = cors.origins.includes('*')
  const isListed = (origin: string) => open || cors.origins.includes(origin)

  return {
    onRequest({ request, fetchAPI, endResponse }) {
      if (request.method !== 'OPTIONS') return
      const origin = request.headers.get('origin')
      if (origin === null || !isListed(origin)) return
      const headers = {
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          request.headers.get('access-control-request-headers') ?? 'content-type',
        'access-control-max-age': PREFLIGHT_SECONDS,
      }
      endResponse(new fetchAPI.Response(null, { status: 204, headers }))
    },
    onResponse({ request, response }) {
      if (!open) response.headers.append('vary', 'Origin')
      const origin = request.headers.get('origin')
      if (origin === null || !isListed(origin)) return
      response.headers.set('access-control-allow-origin', open ? '*' : origin)
      response.headers.set('access-control-expose-headers', 'etag')
      if (cors.credentials && !open)
        response.headers.set('access-control-allow-credentials', 'true')
    },
  }
}
