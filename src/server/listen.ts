import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, Server as TcpServer, type Socket } from 'node:net'
import type { Writable } from 'node:stream'
import type { Handler } from './direct.ts'
import { isEveryAddress } from './hosts.ts'
import type { Logger } from './logger.ts'

/** Where and how long a server listens. */
export interface ServerOptions {
  readonly handler: Pick<Handler, 'handle'>
  /** 0 for any free one. */
  readonly port: number
  /** Address to bind to; only this machine reaches the default, 127.0.0.1. */
  readonly host?: string
  readonly logger?: Logger
  readonly timeouts?: Partial<Timeouts>
  /** Concurrent connections; further ones are closed immediately. */
  readonly maxConnections?: number
}

/** All in milliseconds. */
interface Timeouts {
  /** For a request to send its headers. */
  readonly headers: number
  /** For a request to arrive whole. Answers may take longer, and streams live on. */
  readonly request: number
  /** For an idle connection. */
  readonly idle: number
  /** For running requests, and for idle keep-alive clients, to finish after `stop`. */
  readonly stop: number
}

/** A server that listens. */
export interface RunningServer {
  /** Where it answers, without a path. */
  readonly url: string
  readonly port: number
  /**
   * Stop accepting and close streams. Answer what arrives on open connections with
   * `Connection: close`, so that no client sends a request into a closed one.
   *
   * Resolves when every connection is closed, at the latest when the time for stopping is over.
   *
   * @param idle - milliseconds to wait for idle keep-alive clients; by default all of that time
   */
  stop(idle?: number): Promise<void>
}

/** What has not ended yet. */
interface Open {
  readonly sockets: Set<Socket>
  /** Connections that have sent a request. */
  readonly used: WeakSet<Socket>
  readonly responses: Set<ServerResponse>
  /** Responses without an end of their own. */
  readonly streams: Set<ServerResponse>
  isStopping: boolean
}

const DEFAULT_TIMEOUTS: Timeouts = { headers: 10_000, request: 15_000, idle: 5_000, stop: 5_000 }

/** @throws {Error} when the port cannot be listened on, saying what would help */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { handler, host = '127.0.0.1', maxConnections = 1_000 } = options
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts }
  const open: Open = {
    sockets: new Set(),
    used: new WeakSet(),
    responses: new Set(),
    streams: new Set(),
    isStopping: false,
  }

  const server = createServer({
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.idle,
    // How often Node looks for connections that are late: its 30 s would make 10 s up to 40.
    connectionsCheckingInterval: Math.min(1_000, timeouts.headers / 2),
  })
  server.maxConnections = maxConnections
  server.on('connection', (socket) => keepWhileOpen(open.sockets, socket))
  server.on('request', (request, response) => {
    keepWhileOpen(open.responses, response)
    open.used.add(request.socket)
    if (open.isStopping) closeAfter(response)
    if (wantsStream(request)) keepWhileOpen(open.streams, response)
    handler.handle(request, response).catch((cause: unknown) => {
      options.logger?.error('A request could not be answered', { cause })
      response.destroy()
    })
  })

  await listen(server, options.port, host)
  const { port } = addressOf(server)
  return { url: urlOf(host, port), port, stop: (idle) => stop(server, open, timeouts.stop, idle) }
}

/**
 * Listen on a port and close it again.
 *
 * @throws {Error} when the port cannot be listened on, saying what would help
 */
export async function checkPort(port: number, host: string): Promise<void> {
  const server = createServer()
  await listen(server, port, host)
  await new Promise((resolve) => server.close(resolve))
}

function wantsStream({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes('text/event-stream') ?? false
}

function keepWhileOpen<Stream extends Writable>(open: Set<Stream>, stream: Stream): void {
  open.add(stream)
  stream.once('close', () => open.delete(stream))
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(explainListening(cause, port, host)))
    server.listen(port, host, resolve)
  })
}

function explainListening(cause: Error, port: number, host: string): Error {
  const code = 'code' in cause ? cause.code : ''
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is in use. Try --port ${port + 1}.`,
    EACCES: `Port ${port} needs more rights than this process has. Try --port 4000.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Try --host 127.0.0.1.`,
    ENOTFOUND: `This machine has no address ${host}. Try --host 127.0.0.1.`,
  }
  const reason = reasons[String(code)] ?? `Cannot listen on ${host}:${port}: ${cause.message}.`
  return new Error(reason, { cause })
}

function addressOf(server: Server): AddressInfo {
  const address = server.address()
  if (typeof address === 'object' && address !== null) return address
  throw new Error('The server listens on no port.')
}

function urlOf(host: string, port: number): string {
  if (host === '127.0.0.1' || isEveryAddress(host)) return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

// For the first request of a new connection to arrive, in milliseconds.
const FIRST_REQUEST = 200

async function stop(server: Server, open: Open, limit: number, idle = limit): Promise<void> {
  open.isStopping = true
  // A subscription does not end by itself: its client connects again elsewhere.
  for (const stream of open.streams) stream.destroy()
  for (const response of open.responses) closeAfter(response)
  // `server.close()` would close idle connections while requests are on their way to them.
  const closed = new Promise<void>((resolve) => {
    TcpServer.prototype.close.call(server, () => resolve())
  })
  const unused = setTimeout(() => closeUnused(open), FIRST_REQUEST)
  const idleTimer = setTimeout(() => server.closeIdleConnections(), Math.max(idle, FIRST_REQUEST))
  const timer = setTimeout(() => server.closeAllConnections(), limit)
  await closed
  clearTimeout(unused)
  clearTimeout(idleTimer)
  clearTimeout(timer)
  // Ends the checks of timeouts as well.
  server.close(() => {})
}

/** Tell the client not to send another request on this connection. */
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.shouldKeepAlive = false
}

/** Browsers open connections ahead of requests. */
function closeUnused({ sockets, used }: Open): void {
  for (const socket of sockets) if (!used.has(socket)) socket.destroy()
}
