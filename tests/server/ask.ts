import type { Handler } from '../../src/server/direct.ts'
import { createHandler } from '../../src/server/handler.ts'
import type { HandlerOptions } from '../../src/server/options.ts'
import { askNode } from './node-server.ts'
import { createTown } from './town.ts'

/** A response as a client receives it. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly errors: readonly ReplyError[]
  readonly data: unknown
  /** Milliseconds from the request to the end of the response. */
  readonly time: number
  /** Processor time in milliseconds. */
  readonly work: number
}

interface ReplyError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions: Readonly<Record<string, unknown>>
}

/** A handler over the schema of `createTown`, silent unless it is given a logger. */
export function createTownHandler(options: Partial<HandlerOptions> = {}): Handler {
  return createHandler({
    schema: createTown(),
    createContext: () => ({}),
    logger: { info() {}, warn() {}, error() {} },
    ...options,
  })
}

/** Send an operation by POST, in JSON. */
export function post(
  handler: Handler,
  query: string,
  variables: unknown = undefined,
  headers: Record<string, string> = {},
): Promise<Reply> {
  return send(handler, 'http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  })
}

/** Send an operation by GET. */
export function get(
  handler: Handler,
  query: string,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const url = `http://localhost/graphql?query=${encodeURIComponent(query)}`
  return send(handler, url, { headers })
}

/** Send a request through `fetch`, or in the project `sockets` through node:http. */
export async function send(handler: Handler, url: string, init: RequestInit = {}): Promise<Reply> {
  const start = performance.now()
  const before = process.cpuUsage()
  const request = new Request(url, init)
  const response =
    process.env.ENTRANCE === 'node' ? await askNode(handler, request) : await handler.fetch(request)
  const text = await response.text()
  const time = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  const { status, headers } = response
  return { status, headers, text, time, work: (user + system) / 1000, ...parse(text) }
}

function parse(text: string): { errors: readonly ReplyError[]; data: unknown } {
  try {
    const { errors = [], data } = JSON.parse(text)
    return { errors, data }
  } catch {
    return { errors: [], data: undefined }
  }
}
