import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Writable } from 'node:stream'
import type { Handler } from './direct.ts'
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
  /** Connections at a time; further ones are closed at once. */
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
  /** For running requests to finish after `stop`. */
  readonly stop: number
}

/** A server that listens. */
export interface RunningServer {
  /** Where it answers, without a path. */
  readonly url: string
  readonly port: number
  /**
   * Stop accepting, close streams, let running requests finish.
   *
   * Settles when all is closed, at the latest when the time for stopping is over.
   */
  stop(): Promise<void>
}

/** What has not ended yet. */
interface Open {
  readonly sockets: Set<Socket>
  readonly responses: Set<ServerResponse>
  /** Those of the responses that may go on for ever. */
  readonly streams: Set<ServerResponse>
}

const DEFAULT_TIMEOUTS: Timeouts = { headers: 10_000, request: 15_000, idle: 5_000, stop: 5_000 }

/** @throws {Error} when the port cannot be listened on, saying what would help */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { handler, host = '127.0.0.1', maxConnections = 1_000 } = options
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts }
  const open: Open = { sockets: new Set(), responses: new Set(), streams: new Set() }

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
    if (wantsStream(request)) keepWhileOpen(open.streams, response)
    handler.handle(request, response).catch((cause: unknown) => {
      options.logger?.error('A request could not be answered', { cause })
      response.destroy()
    })
  })

  await listen(server, options.port, host)
  const { port } = addressOf(server)
  return { url: urlOf(host, port), port, stop: () => stop(server, open, timeouts.stop) }
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

const EVERY_ADDRESS = new Set(['0.0.0.0', '::'])

function urlOf(host: string, port: number): string {
  if (host === '127.0.0.1' || EVERY_ADDRESS.has(host)) return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

// Long enough for a request that is on its way.
const IDLE_CHECK = 200

async function stop(server: Server, open: Open, limit: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A subscription has no end of its own; its client sees the connection go and asks anew.
  for (const stream of open.streams) stream.destroy()
  server.closeIdleConnections()
  const idle = setInterval(() => closeIdle(open), IDLE_CHECK)
  const timer = setTimeout(() => server.closeAllConnections(), limit)
  await closed
  clearInterval(idle)
  clearTimeout(timer)
}

// Browsers and clients open connections ahead of requests; Node does not count these as idle.
function closeIdle({ sockets, responses }: Open): void {
  const busy = new Set(Array.from(responses, ({ socket }) => socket))
  for (const socket of sockets) if (!busy.has(socket)) socket.destroy()
}
