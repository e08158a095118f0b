import { type OnAnswer, reportWhole } from '../server/answers.ts'
import type { Handler } from '../server/direct.ts'
import {
  announcesLength,
  headOfFetch,
  headOfNode,
  isReading,
  readFetchBody,
  readNodeBody,
  type RequestHead,
  requestOfNode,
} from '../server/request.ts'
import type { Pages, PagesOptions } from './pages.tsx'

/**
 * Show the archive of a handler as pages, in addition to what it serves. The pages are loaded when the
 * first is asked for.
 */
export function withPages(
  handler: Handler,
  { onAnswer, ...options }: Omit<PagesOptions, 'base' | 'fetch'> & { readonly onAnswer?: OnAnswer },
): Handler {
  const { endpoint, logger } = options
  const base = baseOf(endpoint)
  let loaded: Promise<Pages> | null = null
  const load = () =>
    (loaded ??= import('./pages.tsx').then(({ createPages }) =>
      createPages({ ...options, base, fetch: handler.fetch }),
    ))
  const show = (head: RequestHead, request: Request, form: string | null = null) =>
    reportWhole(onAnswer, logger, head, 'PAGE', async () => (await load())(request, form))
  const isForm = (head: RequestHead) =>
    options.hasCorrections &&
    head.method === 'POST' &&
    head.path.startsWith(`${base}/corrections/`) &&
    head.header('content-type') === 'application/x-www-form-urlencoded'
  return {
    async fetch(request) {
      const head = headOfFetch(request)
      if (isForm(head)) {
        const form = await readFetchBody(request, MAX_FORM).catch(() => null)
        const page = form && (await show(head, request, form.toString()))
        return page ? new Response(page.body, page) : handler.fetch(request)
      }
      if (!isForPage(head, base)) return handler.fetch(request)
      const page = await show(head, request)
      if (!page) return handler.fetch(request)
      return new Response(request.method === 'HEAD' ? null : page.body, page)
    },
    async handle(request, response) {
      const head = headOfNode(request)
      if (head && isForm(head) && announcesLength(request, MAX_FORM)) {
        const form = await readNodeBody(request)
        const page = form && (await show(head, requestOfNode(request, head), form.toString()))
        if (page) response.writeHead(page.status, page.headers).end(page.body)
        return
      }
      if (!head || !isForPage(head, base)) return handler.handle(request, response)
      const page = await show(head, requestOfNode(request, head))
      if (!page) return handler.handle(request, response)
      // Node sends no body in response to HEAD.
      response.writeHead(page.status, page.headers).end(page.body)
    },
  }
}

/** The path above all pages, without a slash at its end: they are beside the endpoint. */
export function baseOf(endpoint: string): string {
  return endpoint.slice(0, endpoint.lastIndexOf('/'))
}

/** Bytes of a form. */
const MAX_FORM = 16 * 1024

const PAGE = /^\/(?:articles|corrections|feed|speakers|sources|problems|verify|pages\.)/

/** The top of the archive is a page only for browsers. */
function isForPage({ method, path, header }: RequestHead, base: string): boolean {
  if (!isReading(method) || !path.startsWith(`${base}/`)) return false
  const rest = path.slice(base.length)
  if (PAGE.test(rest)) return true
  return /^\/(?:\?|$)/.test(rest) && (header('accept') ?? '').includes('text/html')
}
