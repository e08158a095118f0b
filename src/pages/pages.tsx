import { createHash } from 'node:crypto'
import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import * as v from 'valibot'
import { createAsset, createAssetServer } from '../server/assets.ts'
import { chooseEncoding, compress } from '../server/compression.ts'
import { listsTag } from '../server/etag.ts'
import type { Logger } from '../server/logger.ts'
import { graphqlRequest } from '../server/request.ts'
import type { PlainResponse } from '../server/responses.ts'
import { ArticlePage } from './article.tsx'
import {
  ArticleCorrectionPage,
  CorrectionPage,
  readArticleCorrection,
  readCorrection,
} from './correction.tsx'
import { createFeed } from './feed.ts'
import { createLinks, type Frame, type Links } from './layout.tsx'
import { MessagePage, NamesPage, ProblemsPage } from './lists.tsx'
import * as questions from './questions.ts'
import type { ExplainedQuotation, Question } from './questions.ts'
import { type Search, SearchPage } from './search.tsx'
import { SourcePage } from './source.tsx'
import { SpeakerPage } from './speaker.tsx'
import { STYLE } from './style.ts'
import { VerifyPage } from './verify.tsx'

export interface PagesOptions {
  /** Path of the GraphQL endpoint. */
  readonly endpoint: string
  /** Path above all pages, without a slash at its end. */
  readonly base: string
  /** Whether there is a GraphiQL to link to. */
  readonly hasGraphiql: boolean
  /** Whether editors may correct what is shown. */
  readonly hasCorrections: boolean
  readonly logger: Logger
  /** Answers GraphQL, with the rights of the one who sent the request. */
  readonly fetch: (request: Request) => Promise<Response>
}

/**
 * @param form - what was sent by POST; null for a GET
 * @returns null for a request that is not for a page
 */
export type Pages = (request: Request, form: string | null) => Promise<PlainResponse | null>

/**
 * Pages that show the archive in a browser, without JavaScript. All they show is the answer of one
 * of our documents, asked with the headers of the reader, so that limits and authorization hold.
 */
export function createPages(options: PagesOptions): Pages {
  const { endpoint, base, hasGraphiql, hasCorrections, logger, fetch } = options
  const links = createLinks(base)
  const style = createAsset('pages', '.css', 'text/css; charset=utf-8', STYLE)
  const assets = createAssetServer([style])

  return async (request, form) => {
    const url = new URL(request.url)
    if (!url.pathname.startsWith(`${base}/`)) return null
    const path = url.pathname.slice(base.length)
    const page = findPage(path, url.searchParams)
    if (!page && path !== '/feed') return assets(path.slice(1), request.headers)
    const reader = { request, fetch, endpoint }
    const frameOf: FrameOf = (name, question) => ({
      links,
      name: name ?? 'Pressgraph',
      style: `${base}/${style.name}`,
      graphiql: question && hasGraphiql ? graphiqlAddress(endpoint, question) : null,
      json: question ? withParameter(url, 'as', 'json') : null,
      hasCorrections,
    })
    try {
      if (form !== null) return await correct(reader, path, new URLSearchParams(form))
      if (path === '/feed') return await showFeed(reader, url)
      const asJson = url.searchParams.get('as') === 'json'
      if (!page) throw notFound()
      return asJson
        ? await page.json(reader)
        : await respond(request, await page.show(reader, frameOf))
    } catch (error) {
      if (!(error instanceof PageError)) logger.error('A page failed', { cause: error })
      const { status, title, message } = error instanceof PageError ? error : INTERNAL
      const shown = (
        <MessagePage frame={frameOf(null, null)} title={title}>
          {message}
        </MessagePage>
      )
      return { ...(await respond(request, shown)), status }
    }
  }

  /** The newest members of a search, or the nodes of the answer to a stored document. */
  async function showFeed(reader: Reader, url: URL): Promise<PlainResponse> {
    const { searchParams: parameters } = url
    const documentId = parameters.get('documentId')
    const { archive } = await ask(reader, questions.readArchive, {})
    const search = searchOf(parameters)
    const { filter, list } = filterOf(search)
    const asked =
      documentId === null
        ? { document: questions.FEEDS[list], variables: { filter } }
        : { documentId, variables: parseVariables(parameters.get('variables')) }
    const feed = createFeed({
      title: [archive.name ?? 'Pressgraph', search.words].filter((part) => part !== '').join(': '),
      url,
      updated: archive.indexedAt ?? '1970-01-01T00:00:00Z',
      data: await readData(reader, asked),
    })
    return finish(reader.request, feed, {
      'content-type': 'application/atom+xml; charset=utf-8',
      vary: VARY,
    })
  }

  /** Correct a quotation or an article by the form of its page, and lead back to the article. */
  async function correct(
    reader: Reader,
    path: string,
    form: URLSearchParams,
  ): Promise<PlainResponse> {
    if (!isOwnPage(reader.request)) {
      throw new PageError(403, 'Not corrected', 'The form was sent by another web site.')
    }
    const id = decode(path.slice(path.lastIndexOf('/') + 1))
    const token = form.get('token') ?? ''
    const headers = new Headers(reader.request.headers)
    if (token !== '') headers.set('authorization', `Bearer ${token}`)
    const editor = { ...reader, request: new Request(reader.request.url, { headers }) }
    const isOfArticle = path.startsWith('/corrections/articles/')
    const location = isOfArticle
      ? await correctArticle(reader, editor, id, form)
      : await correctQuotation(reader, editor, id, form)
    return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: null }
  }

  /** @returns the address of the article */
  async function correctArticle(reader: Reader, editor: Reader, id: string, form: URLSearchParams) {
    const { article } = await ask(reader, questions.readArticleCorrections, { id })
    if (!article) throw notFound()
    const input = requireInput(readArticleCorrection(article, form))
    const { correctArticle: result } = await ask(editor, questions.correctArticle, { input })
    refuseConflict(result)
    return links.article(id)
  }

  /** @returns the address of the quotation in its article */
  async function correctQuotation(
    reader: Reader,
    editor: Reader,
    id: string,
    form: URLSearchParams,
  ) {
    const input = requireInput(readCorrection(id, form))
    const { node } = await ask(reader, questions.readCorrections, { id })
    if (!node || !('article' in node)) throw notFound()
    const { correctQuotation: result } = await ask(editor, questions.correctQuotation, { input })
    refuseConflict(result)
    return input.rejected === true
      ? links.article(node.article.id)
      : links.quotation(node.article.id, id)
  }

  /** @returns null where there is no page */
  function findPage(path: string, parameters: URLSearchParams): AnyPage | null {
    const [, list = '', id = '', ...rest] = path.split('/').map(decode)
    if (list === 'corrections' && id === 'articles' && rest.length === 1 && hasCorrections) {
      const variables = { id: rest[0] }
      return page(questions.readArticleCorrections, variables, ({ archive, article }, frame) => {
        const { correctionFiles } = archive
        if (!article || !correctionFiles) throw notFound()
        const { correctionsHash: hash, entries } = correctionFiles
        return <ArticleCorrectionPage {...{ frame, article, hash, entries }} />
      })
    }
    if (rest.length > 0) return null
    if (id === '') return findList(list, parameters, path)
    const variables = { id, ...pageOf(parameters) }
    if (list === 'articles') {
      return page(questions.readArticle, { id }, async ({ article }, frame, reader) => {
        if (!article) throw notFound()
        const nodes = await readAll(reader, id, article.quotations)
        const quotations = { ...article.quotations, nodes }
        return <ArticlePage frame={frame} article={{ ...article, quotations }} />
      })
    }
    if (list === 'speakers') {
      return page(questions.readSpeaker, variables, ({ speaker }, frame) => {
        if (!speaker) throw notFound()
        return <SpeakerPage frame={frame} speaker={speaker} />
      })
    }
    if (list === 'corrections' && hasCorrections) {
      return page(questions.readCorrections, { id }, ({ archive, node }, frame) => {
        const { correctionFiles } = archive
        if (!node || !('article' in node) || !correctionFiles) throw notFound()
        const { correctionsHash: hash, entries } = correctionFiles
        return <CorrectionPage frame={frame} quotation={node} hash={hash} entries={entries} />
      })
    }
    if (list === 'sources') {
      return page(questions.readSource, variables, ({ source }, frame) => {
        if (!source) throw notFound()
        return <SourcePage frame={frame} source={source} />
      })
    }
    return null
  }

  function findList(list: string, parameters: URLSearchParams, path: string): AnyPage | null {
    const name = parameters.get('name') ?? ''
    const named = { name: name === '' ? null : name, ...pageOf(parameters) }
    if (path === '/verify') return verifyPage(parameters, links)
    if (path === '/') return searchPage(searchOf(parameters), parameters)
    if (list === 'speakers') {
      return page(questions.listSpeakers, named, ({ speakers }, frame) => (
        <NamesPage
          frame={frame}
          title="Speakers"
          address={links.speakers}
          name={name}
          {...speakers}
          members={speakers.nodes.map(({ quotations, roles, ...speaker }) => ({
            ...speaker,
            href: links.speaker(speaker.id),
            about: roles[0]?.text ?? speaker.kind.toLowerCase(),
            count: quotations.totalCount,
          }))}
        />
      ))
    }
    if (list === 'sources') {
      return page(questions.listSources, named, ({ sources }, frame) => (
        <NamesPage
          frame={frame}
          title="Sources"
          address={links.sources}
          name={name}
          {...sources}
          members={sources.nodes.map(({ articles, ...source }) => ({
            ...source,
            href: links.source(source.id),
            about: source.kind.toLowerCase().replace('_', ' '),
            count: articles.totalCount,
          }))}
        />
      ))
    }
    if (list === 'problems') {
      return page(questions.listProblems, pageOf(parameters), ({ archive }, frame) => {
        const { totalCount, pageInfo, nodes } = archive.problems
        return (
          <ProblemsPage
            frame={frame}
            totalCount={totalCount}
            pageInfo={pageInfo}
            problems={nodes}
          />
        )
      })
    }
    return null
  }
}

/** A document with its variables. */
interface Asked {
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** A stored document with its variables. */
interface Stored {
  readonly documentId: string
  readonly variables: unknown
}

/** The one who asked for a page, and the way to its answers. */
interface Reader {
  readonly request: Request
  readonly fetch: PagesOptions['fetch']
  readonly endpoint: string
}

/** @param name - of the archive */
type FrameOf = (name: string | null, asked: Asked | null) => Frame

interface AnyPage {
  show(reader: Reader, frameOf: FrameOf): Promise<JSX.Element>
  json(reader: Reader): Promise<PlainResponse>
}

function page<Answer extends { readonly archive: { readonly name: string | null } }>(
  question: Question<Answer>,
  variables: Asked['variables'],
  show: (answer: Answer, frame: Frame, reader: Reader) => JSX.Element | Promise<JSX.Element>,
): AnyPage {
  const asked = { document: question.document, variables }
  return {
    async show(reader, frameOf) {
      const answer = await ask(reader, question, variables)
      return show(answer, frameOf(answer.archive.name, asked), reader)
    },
    async json(reader) {
      const response = await send(reader, asked)
      const headers = { 'content-type': 'application/json; charset=utf-8', ...PRIVATE }
      return { status: response.status, headers, body: await response.text() }
    },
  }
}

function verifyPage(parameters: URLSearchParams, { verify: action }: Links): AnyPage {
  const text = parameters.get('text') ?? ''
  const speaker = (parameters.get('speaker') ?? '').trim()
  const given = { action, text, speaker }
  if (text.trim() === '') {
    return page(questions.readArchive, {}, (_answer, frame) => (
      <VerifyPage frame={frame} {...given} found={null} />
    ))
  }
  const variables = { text, speaker: speaker === '' ? null : { name: speaker } }
  return page(questions.verify, variables, ({ verify }, frame) => (
    <VerifyPage frame={frame} {...given} found={verify} />
  ))
}

function searchPage(search: Search, parameters: URLSearchParams): AnyPage {
  const { words } = search
  const { filter } = filterOf(search)
  const variables = {
    order: words === '' ? null : ['RELEVANCE'],
    ...pageOf(parameters),
  }
  if (search.list === 'articles') {
    return page(questions.searchArticles, { ...variables, filter }, (answer, frame) => {
      const { archive, articles } = answer
      const found = { list: 'articles', ...articles } as const
      return <SearchPage {...{ frame, search, archive, counts: articles, found }} />
    })
  }
  return page(questions.searchQuotations, { ...variables, filter }, (answer, frame) => {
    const { archive, quotations } = answer
    const found = { list: 'quotations', ...quotations } as const
    return <SearchPage {...{ frame, search, archive, counts: quotations, found }} />
  })
}

/** The filter of the list that a search is in. */
function filterOf(search: Search): {
  readonly list: Search['list']
  readonly filter: Readonly<Record<string, unknown>>
} {
  const { words, speaker, publisher, from, until } = search
  const published = from !== '' || until !== ''
  const days = { ...(from !== '' && { from }), ...(until !== '' && { until }) }
  const ofArticle = {
    ...(published && { published: days }),
    ...(publisher !== '' && { source: { by: { id: publisher }, role: ['PUBLISHER'] } }),
  }
  const shared = {
    ...(words !== '' && { words }),
    ...(speaker !== '' && { speaker: { id: speaker } }),
  }
  const { list } = search
  if (list === 'articles') return { list, filter: { ...shared, ...ofArticle } }
  return { list, filter: { ...shared, article: ofArticle } }
}

function searchOf(parameters: URLSearchParams): Search {
  const text = (name: string) => (parameters.get(name) ?? '').trim()
  return {
    list: parameters.get('list') === 'articles' ? 'articles' : 'quotations',
    words: text('words'),
    speaker: text('speaker'),
    publisher: text('publisher'),
    from: text('from'),
    until: text('until'),
  }
}

const PAGE_SIZE = 20

function pageOf(parameters: URLSearchParams): Record<string, unknown> {
  const before = parameters.get('before')
  if (before !== null) return { last: PAGE_SIZE, before }
  return { first: PAGE_SIZE, after: parameters.get('after') }
}

/** Quotations of an article that a page shows; more would make it too long. */
const MOST_QUOTATIONS = 1000

async function readAll(
  reader: Reader,
  id: string,
  { nodes, pageInfo }: { nodes: readonly ExplainedQuotation[]; pageInfo: questions.PageInfo },
): Promise<readonly ExplainedQuotation[]> {
  const all = [...nodes]
  let { hasNextPage, endCursor } = pageInfo
  while (hasNextPage && all.length < MOST_QUOTATIONS) {
    const { article } = await ask(reader, questions.moreQuotations, { id, after: endCursor })
    if (!article) break
    all.push(...article.quotations.nodes)
    ;({ hasNextPage, endCursor } = article.quotations.pageInfo)
  }
  return all
}

/** Why a page cannot be shown. */
class PageError extends Error {
  readonly status: number
  readonly title: string

  constructor(status: number, title: string, message: string) {
    super(message)
    this.status = status
    this.title = title
  }
}

/** @throws {PageError} for a form without a correction */
function requireInput<Input>(input: Input | null): Input {
  if (input) return input
  throw new PageError(400, 'Not corrected', 'The form has no right answer.')
}

/** @throws {PageError} when the file has changed */
function refuseConflict({ __typename }: { readonly __typename: string }): void {
  if (__typename !== 'CorrectionConflict') return
  const message =
    'Somebody else has corrected something since you opened the form. Open it again to see what.'
  throw new PageError(409, 'Not corrected', message)
}

const INTERNAL = new PageError(500, 'This page cannot be shown', 'Internal error')

function notFound(message = 'The archive has nothing at this address, or no longer.'): PageError {
  return new PageError(404, 'Not found', message)
}

const GraphqlResponse = v.object({
  data: v.optional(v.unknown()),
  errors: v.optional(
    v.array(
      v.object({
        message: v.string(),
        extensions: v.optional(v.object({ code: v.optional(v.string()) })),
      }),
    ),
  ),
})

/** A page of another site can send a form, and the cookies of the reader with it. */
function isOwnPage({ headers, url }: Request): boolean {
  return URL.parse(headers.get('origin') ?? '')?.host === new URL(url).host
}

const NOT_FOUND = new Set<unknown>(['NOT_FOUND', 'BAD_ID'])

/** @throws {PageError} when there is no answer */
async function ask<Answer>(
  reader: Reader,
  { document, answer }: Question<Answer>,
  variables: Asked['variables'],
): Promise<Answer> {
  return v.parse(answer, await readData(reader, { document, variables }))
}

/** @throws {PageError} when there is no answer */
async function readData(reader: Reader, asked: Asked | Stored): Promise<unknown> {
  const response = await send(reader, asked)
  const { data, errors = [] } = v.parse(GraphqlResponse, await response.json())
  const [error] = errors
  if (!error) return data
  if (NOT_FOUND.has(error.extensions?.code)) throw notFound(error.message)
  if (error.extensions?.code === 'NOT_AN_EDITOR') {
    throw new PageError(403, 'Not corrected', 'Only editors may correct: the token is unknown.')
  }
  const status = response.status === 200 ? 400 : response.status
  throw new PageError(status, 'This page cannot be shown', error.message)
}

function send({ request, fetch, endpoint }: Reader, asked: Asked | Stored): Promise<Response> {
  const { variables } = asked
  const body = JSON.stringify(
    'documentId' in asked
      ? { documentId: asked.documentId, variables }
      : { query: asked.document, variables },
  )
  return fetch(graphqlRequest(request, endpoint, body, request.signal))
}

// As for JSON.
const QUALITY = 4

const PRIVATE = { 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff' }

// No script, nothing from elsewhere: texts of an archive can do nothing here.
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const VARY = 'accept, accept-encoding, authorization, cookie'

function respond(request: Request, element: JSX.Element): Promise<PlainResponse> {
  return finish(request, `<!doctype html>${renderToString(element)}`, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    // Without a referrer, forms would have no origin.
    'referrer-policy': 'same-origin',
    vary: VARY,
  })
}

/** Tag and compress a response, or say that the reader has it. */
async function finish(
  request: Request,
  body: string,
  own: Readonly<Record<string, string>>,
): Promise<PlainResponse> {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = { ...PRIVATE, etag, ...own }
  if (listsTag(request.headers.get('if-none-match') ?? '', etag)) {
    return { status: 304, headers, body: null }
  }
  const encoding = chooseEncoding(request.headers.get('accept-encoding') ?? '')
  if (!encoding) return { status: 200, headers, body }
  const compressed = await compress(Buffer.from(body), encoding, QUALITY)
  return { status: 200, headers: { ...headers, 'content-encoding': encoding }, body: compressed }
}

function graphiqlAddress(endpoint: string, { document, variables }: Asked): string {
  const parameters = { query: document, variables: JSON.stringify(variables) }
  return `${endpoint}?${new URLSearchParams(parameters)}`
}

function parseVariables(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}')
  } catch {
    throw new PageError(400, 'Not a feed', 'The variables in the address are not JSON.')
  }
}

function withParameter(url: URL, name: string, value: string): string {
  const changed = new URL(url)
  changed.searchParams.set(name, value)
  return changed.pathname + changed.search
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
