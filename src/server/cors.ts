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
  return {
    onRequest({ request, fetchAPI, endResponse }) {
      if (request.method !== 'OPTIONS') return
      const origin = request.headers.get('origin')
      if (origin === null || !isListed(cors, origin)) return
      const headers = {
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          request.headers.get('access-control-request-headers') ?? 'content-type',
        'access-control-max-age': PREFLIGHT_SECONDS,
      }
      endResponse(new fetchAPI.Response(null, { status: 204, headers }))
    },
    onResponse({ request, response }) {
      const { vary, ...headers } = corsHeaders(cors, request.headers.get('origin'))
      if (vary !== undefined) response.headers.append('vary', vary)
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    },
  }
}

/** What an answer says of who may read it; `vary` comes besides what else it varies by. */
export function corsHeaders(
  cors: Cors,
  origin: string | null,
): Readonly<Record<string, string>> & { readonly vary?: string } {
  const open = isOpen(cors)
  const vary: { vary?: string } = open ? {} : { vary: 'Origin' }
  if (origin === null || !isListed(cors, origin)) return vary
  return {
    ...vary,
    'access-control-allow-origin': open ? '*' : origin,
    'access-control-expose-headers': 'etag',
    ...(cors.credentials && !open && { 'access-control-allow-credentials': 'true' }),
  }
}

function isOpen({ origins }: Cors): boolean {
  return origins.includes('*')
}

function isListed(cors: Cors, origin: string): boolean {
  return isOpen(cors) || cors.origins.includes(origin)
}
