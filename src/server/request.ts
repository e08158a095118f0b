import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'
import { type Documents, isRecord } from './documents.ts'
import { RefusalError, refuseOver } from './errors.ts'
import { isKnownHost } from './hosts.ts'
import type { Caller } from './snapshots.ts'

/** A request of either HTTP interface, before its body is read. */
export interface RequestHead extends Caller {
  /** Host without port. */
  readonly hostname: string
}

/** The head of a GraphQL request that has a single JSON response. */
export interface DirectHead extends Caller {
  readonly method: 'GET' | 'POST'
  /** Media type of the response. */
  readonly type: string
  /** Everything but the body that decides the response. */
  readonly key: string
}

export interface HeadOptions {
  /** Path of the GraphQL endpoint. */
  readonly endpoint: string
  /** Host names that are served; null for every one. */
  readonly hosts: readonly string[] | null
}

/**
 * Read the head of a plain GraphQL request: JSON by POST or a query string by GET, for one response.
 *
 * @returns null for everything else
 */
export function readHead(head: RequestHead, { endpoint, hosts }: HeadOptions): DirectHead | null {
  const { method, path, hostname } = head
  if (hosts && !isKnownHost(hostname, hosts)) return null
  const accept = head.header('accept') ?? ''
  const type = chooseMediaType(accept)
  if (type === null) return null
  if (method === 'POST') {
    if (path !== endpoint || !hasPlainBody(head)) return null
  } else if (
    !isReading(method) ||
    !path.startsWith(`${endpoint}?`) ||
    accept.includes('text/html')
  ) {
    return null
  }
  const authorization = head.header('authorization') ?? ''
  const cookie = head.header('cookie') ?? ''
  const key = `${method}\n${path}\n${accept}\n${authorization}\n${cookie}\n`
  return {
    method: method === 'POST' ? 'POST' : 'GET',
    path,
    type,
    key,
    header: (name) => head.header(name),
  }
}

/** HEAD is answered as GET is, without the body. */
export function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Whether a GraphQL request by POST accepts a stream. */
export function wantsStream(head: RequestHead, { endpoint, hosts }: HeadOptions): boolean {
  const { method, path, hostname } = head
  if (method !== 'POST' || path !== endpoint || !hasPlainBody(head)) return false
  if (hosts && !isKnownHost(hostname, hosts)) return false
  return rangesOf(head.header('accept') ?? '').some(isStream)
}

function hasPlainBody(head: Caller): boolean {
  return (
    isJsonType(head.header('content-type')) &&
    head.header('content-encoding') === null &&
    head.header('expect') === null
  )
}

// Yoga reads only the first of several types.
const JSON_TYPE = /^application\/(?:graphql\+)?json(?:$|[;,])/

export function isJsonType(type: string | null): boolean {
  return type !== null && JSON_TYPE.test(type)
}

const urls = new LRUCache<string, URL>({ max: 1_000 })

/**
 * The URL of a `Host` header; null when it cannot be read. Yoga would respond to it with the stack of
 * an error.
 */
function parseHost(host: string): URL | null {
  const known = urls.get(host)
  if (known) return known
  // A longer one is not a host name, and would take memory.
  const url = host.length <= MAX_HOST && HOST.test(host) ? URL.parse(`http://${host}/`) : null
  if (url) urls.set(host, url)
  return url
}

const MAX_HOST = 300
const HOST = /^[^\s/?#@\\]+$/

/** The head of a request of node:http; null when its address cannot be read. */
export function headOfNode(request: IncomingMessage): RequestHead | null {
  const { method = '', headers } = request
  const path = resolvePath(pathOf(request))
  const host = parseHost(headers.host ?? 'localhost')
  if (!path.startsWith('/') || !host || hasSecondHost(request.rawHeaders)) return null
  return {
    method,
    path,
    hostname: host.hostname,
    header(name) {
      const value = headers[name]
      return typeof value === 'string' ? value : null
    },
  }
}

const SPECIAL = /[\\#]|\/(?:\.|%2e)/i

/** A path without dot segments, as `Request` resolves it: authorization decides on what is answered. */
function resolvePath(path: string): string {
  if (!SPECIAL.test(path)) return path
  const url = path.startsWith('/') ? URL.parse(`http://localhost${path}`) : null
  return url ? url.pathname + url.search : ''
}

/** Node keeps the first of two, and a proxy in front may have read the second. */
function hasSecondHost(rawHeaders: readonly string[]): boolean {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1
  }
  return count > 1
}

/** The headers of a node:http request that came once. */
export function headerTexts({ headers }: IncomingMessage): Record<string, string> {
  const texts = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  return Object.fromEntries(texts)
}

/** Frameworks remove the path at which they mount a handler from `url`. */
export function pathOf(request: IncomingMessage): string {
  const path: unknown = 'originalUrl' in request ? request.originalUrl : request.url
  return typeof path === 'string' ? path : ''
}

/** Whether a framework has already read the body, or the query string. */
export function isConsumed(request: IncomingMessage): boolean {
  const isParsed = 'body' in request && request.body !== undefined
  return (
    isParsed || request.readableFlowing !== null || ('query' in request && request.method === 'GET')
  )
}

/** The head of a WHATWG request. */
export function headOfFetch({ method, url, headers }: Request): RequestHead {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const hash = url.indexOf('#')
  return {
    method,
    path: start === -1 ? '/' : url.slice(start, hash === -1 ? undefined : hash),
    hostname: parseHost(url.slice(url.indexOf('//') + 2, start))?.hostname ?? '',
    header: (name) => headers.get(name),
  }
}

/**
 * Whether the body of a node:http request has an announced length within the limit. Others are left
 * to Yoga, which reads no more than the limit.
 */
export function announcesLength({ headers }: IncomingMessage, limit: number): boolean {
  const length = Number(headers['content-length'])
  return headers['transfer-encoding'] === undefined && length > 0 && length <= limit
}

/** The body of a node:http request; null when the client disconnected before its end. */
export function readNodeBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () =>
      resolve(chunks.length === 1 ? (chunks[0] ?? null) : Buffer.concat(chunks)),
    )
    request.on('close', () => resolve(null))
  })
}

/** A request whose body was read, in the form in which body parsers of frameworks leave it. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  return withMembers(request, { body })
}

/** A request whose body a framework has parsed, with that body as bytes: Yoga would give none. */
export function withUnparsedBody(request: IncomingMessage): IncomingMessage {
  const body: unknown = 'body' in request ? request.body : null
  const isParsed = typeof body === 'object' && body !== null && !(body instanceof Uint8Array)
  // Some frameworks leave an empty object where they have read nothing.
  if (!isParsed || Object.keys(body).length === 0) return request
  return withBody(request, Buffer.from(JSON.stringify(body)))
}

/** A request with other members. */
export function withMembers(
  request: IncomingMessage,
  members: Readonly<Record<string, unknown>>,
): IncomingMessage {
  const descriptors: PropertyDescriptorMap = {}
  for (const [name, value] of Object.entries(members)) descriptors[name] = { value }
  // oxlint-disable-next-line typescript/no-unsafe-return -- inherits from the request
  return Object.create(request, descriptors)
}

/** The client disconnected while it sent the body, or the body is not what its head announces. */
export class IncompleteBodyError extends GraphQLError {
  constructor() {
    super('The body of the request could not be read to its end.', {
      extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
    })
  }
}

/**
 * The body of a WHATWG request, reading no further than the limit.
 *
 * @param limit - in bytes
 * @throws {RefusalError} BODY_TOO_LARGE, before anything is read when the length is announced
 * @throws {IncompleteBodyError}
 */
export async function readFetchBody(request: Request, limit: number): Promise<Buffer> {
  try {
    return await readWhole(request, limit)
  } catch (error) {
    throw error instanceof RefusalError ? error : new IncompleteBodyError()
  }
}

async function readWhole(request: Request, limit: number): Promise<Buffer> {
  const announced = request.headers.get('content-length')
  if (announced !== null) {
    refuseOver(tooLarge(Number(announced), limit))
    // HTTP holds the body to the length that it announces.
    return Buffer.from(await request.arrayBuffer())
  }
  return request.body ? readStream(request.body, limit) : Buffer.alloc(0)
}

async function readStream(body: ReadableStream, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // A loop with `for await` would close the connection on the way out, and with it the response.
  const reader = body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- bodies are streams of bytes
    const chunk: Uint8Array = part.value
    bytes += chunk.byteLength
    refuseOver(tooLarge(bytes, limit))
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The text of a body; null when it is not UTF-8, in which other characters would be read. */
export function textOf(body: Buffer): string | null {
  return isUtf8(body) ? body.toString() : null
}

export const tooLarge = (value: number, limit: number) => ({
  code: 'BODY_TOO_LARGE' as const,
  limit,
  value,
  status: 413,
  message: `The request is larger than ${limit} bytes. Ask in several operations.`,
})

const JSON_RESPONSE = 'application/json'
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '*/*': JSON_RESPONSE,
  'application/*': JSON_RESPONSE,
  [JSON_RESPONSE]: JSON_RESPONSE,
  'application/graphql-response+json': 'application/graphql-response+json',
}
const STREAMS = new Set(['text/event-stream', 'multipart/mixed'])

// Most clients send one of a few headers.
const chosen = new LRUCache<string, string>({ max: 500 })
const MAX_CACHED_ACCEPT = 500

/**
 * The media type of a single response that a caller accepts: the first one, as Yoga chooses it.
 *
 * @returns null for streams, and when nothing acceptable exists
 */
function chooseMediaType(accept: string): string | null {
  if (accept === '') return JSON_RESPONSE
  const cached = chosen.get(accept)
  if (cached !== undefined) return cached
  const type = negotiate(accept)
  if (type !== null && accept.length <= MAX_CACHED_ACCEPT) chosen.set(accept, type)
  return type
}

/** Whether there is any response that a caller accepts. */
export function isAcceptable(accept: string | null): boolean {
  return !accept || rangesOf(accept).some(isStream) || negotiate(accept) !== null
}

function rangesOf(accept: string): string[][] {
  return accept
    .replace(/\s/g, '')
    .toLowerCase()
    .split(',')
    .map((range) => range.split(';'))
}

function isStream([type = '']: readonly string[]): boolean {
  return STREAMS.has(type)
}

function negotiate(accept: string): string | null {
  const ranges = rangesOf(accept)
  if (ranges.some(isStream)) return null
  for (const [type = '', ...parameters] of ranges) {
    const charset = parameters.find((parameter) => parameter.includes('charset='))
    const found = Object.hasOwn(MEDIA_TYPES, type) ? MEDIA_TYPES[type] : undefined
    if (found !== undefined && (charset ?? 'charset=utf-8') === 'charset=utf-8') return found
  }
  return null
}

/** Parameters of a request, before coercion. */
export interface Params {
  readonly query: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
  /** Whether the request names the document instead of giving its text. */
  readonly isNamed: boolean
}

/**
 * Read the parameters of a request without unknown members.
 *
 * @returns null for everything else
 * @throws {SyntaxError} for invalid JSON
 * @throws {GraphQLError} for a document that is unknown or refused
 */
export function parseBody(body: string, documents: Documents): Params | null {
  const value: unknown = JSON.parse(body)
  return isRecord(value) ? readParams(value, documents) : null
}

/** Read the same parameters from a query string. */
export function parseSearch(search: string, documents: Documents): Params | null {
  return readParams(membersOf(new URLSearchParams(search)), documents)
}

/**
 * The members of a request by GET.
 *
 * @throws {SyntaxError} for invalid JSON
 */
export function membersOf(given: URLSearchParams): Readonly<Record<string, unknown>> {
  const text = (name: string) => given.get(name) || undefined
  const json = (name: string): unknown => {
    const value = text(name)
    return value === undefined ? undefined : JSON.parse(value)
  }
  return {
    query: text('query'),
    documentId: text('documentId'),
    operationName: text('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  }
}

const MEMBERS = new Set(['query', 'documentId', 'operationName', 'variables', 'extensions'])

function readParams(given: Readonly<Record<string, unknown>>, documents: Documents): Params | null {
  const { operationName = null, extensions = null } = given
  const variables = given.variables ?? {}
  if (extensions !== null && !isRecord(extensions)) return null
  if (operationName !== null && typeof operationName !== 'string') return null
  if (!isRecord(variables) || !Object.keys(given).every((name) => MEMBERS.has(name))) return null
  const query = documents.resolve(given)
  if (query === null || query === '') return null
  // Many clients send an empty name for the only operation.
  return { query, operationName: operationName || null, variables, isNamed: !given.query }
}

/** A request of node:http without its body, for `fetch`. */
export function requestOfNode(request: IncomingMessage, { method, path }: RequestHead): Request {
  const headers = headerTexts(request)
  return new Request(`http://${headers.host ?? 'localhost'}${path}`, { method, headers })
}

/** A GraphQL request in the name of a caller who asked for something else. */
export function graphqlRequest(
  caller: Request,
  endpoint: string,
  body: string,
  signal: AbortSignal | null = null,
): Request {
  const headers = new Headers(caller.headers)
  for (const name of OF_ANOTHER_BODY) headers.delete(name)
  headers.set('content-type', 'application/json')
  headers.set('accept', 'application/json')
  return new Request(new URL(endpoint, caller.url), { method: 'POST', headers, body, signal })
}

/** Headers that are about the body that the caller sends or gets. */
const OF_ANOTHER_BODY = [
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'range',
  'te',
  'transfer-encoding',
  'upgrade',
]
