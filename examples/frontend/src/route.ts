import { useSyncExternalStore } from 'react'
import type { QuotationFilter, QuotationKind } from './gql/graphql.ts'

/** What the search page shows; every member is optional. */
export interface Search {
  readonly words?: string
  readonly kind?: QuotationKind
  readonly speaker?: string
  readonly publisher?: string
  readonly from?: string
  readonly until?: string
}

export type Route =
  | { readonly page: 'SEARCH'; readonly search: Search }
  | { readonly page: 'SPEAKER'; readonly id: string }
  | { readonly page: 'ARTICLE'; readonly id: string; readonly quotation: string | null }

/** The route in the address, which follows links and the Back button. */
export function useRoute(): Route {
  return readRoute(useSyncExternalStore(subscribe, () => location.hash))
}

function subscribe(onChange: () => void): () => void {
  addEventListener('hashchange', onChange)
  return () => removeEventListener('hashchange', onChange)
}

function readRoute(hash: string): Route {
  const { pathname, searchParams } = new URL(hash.slice(1) || '/', 'http://route')
  const [, page, id] = pathname.split('/').map(decodeURIComponent)
  if (page === 'speakers' && id) return { page: 'SPEAKER', id }
  if (page === 'articles' && id) {
    return { page: 'ARTICLE', id, quotation: searchParams.get('quotation') }
  }
  return { page: 'SEARCH', search: readSearch(searchParams) }
}

function readSearch(params: URLSearchParams): Search {
  const kind = KINDS.find((each) => each === params.get('kind'))
  const texts = (['words', 'speaker', 'publisher', 'from', 'until'] as const).flatMap((name) => {
    const text = params.get(name)
    return text ? [[name, text] as const] : []
  })
  return { ...Object.fromEntries(texts), ...(kind && { kind }) }
}

const KINDS: readonly QuotationKind[] = ['DIRECT', 'INDIRECT', 'MIXED']

export const speakerLink = (id: string) => `#/speakers/${encodeURIComponent(id)}`

export const articleLink = (id: string, quotation?: string) =>
  `#/articles/${encodeURIComponent(id)}` +
  (quotation ? `?${new URLSearchParams({ quotation }).toString()}` : '')

export const searchLink = (search: Search) =>
  `#/?${new URLSearchParams(Object.entries(search).filter(([, value]) => value)).toString()}`

/** The filter of the API for a search. Inputs with `@oneOf`, as `by`, take one member. */
export function filterOf({
  words,
  kind,
  speaker,
  publisher,
  from,
  until,
}: Search): QuotationFilter {
  const article = {
    ...(publisher && { source: { by: { id: publisher }, role: ['PUBLISHER' as const] } }),
    ...((from || until) && { published: { from: from ?? null, until: until ?? null } }),
  }
  return {
    ...(words && { words }),
    ...(kind && { kind: [kind] }),
    ...(speaker && { speaker: { id: speaker } }),
    ...(Object.keys(article).length > 0 && { article }),
  }
}
