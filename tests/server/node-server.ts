import { Agent, request as ask, createServer, type IncomingMessage, type Server } from 'node:http'
import type { Handler } from '../../src/server/direct.ts'

const agent = new Agent({ keepAlive: true })
const servers = new WeakMap<Handler, Promise<number>>()

/** Send a request to a handler over a socket, with the host of its URL. */
export async function askNode(handler: Handler, request: Request): Promise<Response> {
  const port = servers.get(handler) ?? listen(handler)
  servers.set(handler, port)
  const { host, pathname, search } = new URL(request.url)
  const body = request.body ? Buffer.from(await request.arrayBuffer()) : null
  const headers = {
    ...Object.fromEntries(request.headers),
    host,
    ...(body && { 'content-length': body.byteLength }),
  }
  const options = {
    port: await port,
    host: '127.0.0.1',
    path: pathname + search,
    method: request.method,
    headers,
    signal: request.signal,
    agent,
  }
  return new Promise((resolve, reject) => {
    ask(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => resolve(responseOf(response, Buffer.concat(chunks))))
    })
      .on('error', reject)
      .end(body)
  })
}

function responseOf({ statusCode = 0, rawHeaders }: IncomingMessage, body: Buffer): Response {
  const headers = new Headers()
  for (let at = 0; at < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '')
  }
  const isEmpty = statusCode === 204 || statusCode === 304
  return new Response(isEmpty ? null : new Uint8Array(body), { status: statusCode, headers })
}

function listen(handler: Handler): Promise<number> {
  const server: Server = createServer((request, response) => {
    handler.handle(request, response).catch(() => response.destroy())
  })
  // A connection that the server closes while the agent sends on it would fail a test.
  server.keepAliveTimeout = 600_000
  server.on('connection', (socket) => socket.unref())
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      // An open server must not keep the process of the tests alive.
      server.unref()
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}
