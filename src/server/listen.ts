import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  type AddressInfo,
  createServer as createTcpServer,
  Server as TcpServer,
  type Socket,
} from 'node:net'
import type { Writable } from 'node:stream'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Handler } from './direct.ts'
import { isEveryAddress } from './hosts.ts'
import type { Logger } from './logger.ts'

/** What answers requests, and how long connections are kept. */
export interface ConnectionOptions {
  readonly handler: Pick<Handler, 'handle'>
  readonly logger?: Logger
  readonly timeouts?: Partial<Timeouts>
  /** Concurrent connections; further ones are closed immediately. */
  readonly maxConnections?: number
}

/** Where and how long a server listens. */
export interface ServerOptions extends ConnectionOptions {
  /** 0 for any free one. */
  readonly port: number
  /** Address to bind to; only this machine reaches the default, 127.0.0.1. */
  readonly host?: string
}

/** All in milliseconds. */
interface Timeouts {
  /** For a request to send its headers. */
  readonly headers: number
  /** For a request to arrive whole. Answers may take longer, and streams live on. */
  readonly request: number
  /** For an idle connection. */
  readonly idle: number
  /** For running requests to finish after `stop`, and for what their clients still send. */
  readonly stop: number
}

/** Answers on connections until it is stopped. */
interface Stoppable {
  /**
   * Stop accepting and close streams. Answer what arrives on open connections with
   * `Connection: close`, so that no client sends a request into a closed one.
   *
   * Resolves when every connection is closed, at the latest when the time for stopping is over.
   *
   * @param idle - milliseconds to wait for clients that send nothing
   */
  stop(idle?: number): Promise<void>
}

/** A server that listens. */
export interface RunningServer extends Stoppable {
  /** Where it answers, without a path. */
  readonly url: string
  readonly port: number
}

/** A server that answers on connections that another process has accepted. */
export interface ConnectionServer extends Stoppable {
  /** Answer on a connection that nothing was read from. */
  take(socket: Socket): void
}

/** What has not ended yet. */
interface Open {
  readonly sockets: Map<Socket, Activity>
  readonly responses: Set<ServerResponse>
  /** Responses without an end of their own. */
  readonly streams: Set<ServerResponse>
  isStopping: boolean
}

/** When something last happened on a connection. */
interface Activity {
  responses: number
  bytesRead: number
  /** Milliseconds of the clock of `performance`. */
  last: number
}

/** An HTTP server with what is open on it. */
interface HttpServer {
  readonly server: Server
  readonly open: Open
  readonly timeouts: Timeouts
}

const DEFAULT_TIMEOUTS: Timeouts = { headers: 10_000, request: 15_000, idle: 5_000, stop: 10_000 }
const MOST_CONNECTIONS = 1_000

/** @throws {Error} when the port cannot be listened on, saying what would help */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const http = createHttpServer(options)
  const host = options.host ?? '127.0.0.1'
  http.server.maxConnections = options.maxConnections ?? MOST_CONNECTIONS
  await listen(http.server, options.port, host)
  const { port } = addressOf(http.server)
  return {
    url: urlOf(host, port),
    port,
    async stop(idle) {
      // First, since clients that are told to close their connections open others.
      await closeListener(http.server)
      await stop(http, idle)
    },
  }
}

/** A server for connections that are handed to it, which listens nowhere. */
export function createConnectionServer(options: ConnectionOptions): ConnectionServer {
  const http = createHttpServer(options)
  const { maxConnections = MOST_CONNECTIONS } = options
  // Node starts its checks of timeouts at this event.
  http.server.emit('listening')
  return {
    take(socket) {
      if (http.open.sockets.size >= maxConnections) {
        socket.destroy()
        return
      }
      // As Node does for the connections that its HTTP servers accept.
      socket.allowHalfOpen = true
      socket.setNoDelay(true)
      http.server.emit('connection', socket)
    },
    stop: (idle) => stop(http, idle),
  }
}

function createHttpServer(options: ConnectionOptions): HttpServer {
  const { handler } = options
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts }
  const open: Open = {
    sockets: new Map(),
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
  server.on('connection', (socket) => {
    open.sockets.set(socket, { responses: 0, bytesRead: 0, last: performance.now() })
    socket.once('close', () => open.sockets.delete(socket))
  })
  server.on('request', (request, response) => {
    keepWhileOpen(open.responses, response)
    countResponse(open, request.socket, response)
    if (open.isStopping) closeAfter(response)
    if (wantsStream(request)) keepWhileOpen(open.streams, response)
    handler.handle(request, response).catch((cause: unknown) => {
      options.logger?.error('A request could not be answered', { cause })
      response.destroy()
    })
  })
  return { server, open, timeouts }
}

/** Accepts connections for other processes. */
export interface Listener {
  readonly url: string
  /** Accept what has arrived, and nothing more. */
  close(): Promise<void>
}

/**
 * Listen on a port and read nothing from the connections.
 *
 * @throws {Error} when the port cannot be listened on, saying what would help
 */
export async function startListener(
  { port, host }: Pick<ServerOptions, 'port'> & { readonly host: string },
  onConnection: (socket: Socket) => void,
): Promise<Listener> {
  const server = createTcpServer({ pauseOnConnect: true }, onConnection)
  await listen(server, port, host)
  return { url: urlOf(host, addressOf(server).port), close: () => closeListener(server) }
}

/**
 * Listen on a port and close it again.
 *
 * @throws {Error} when the port cannot be listened on, saying what would help
 */
export async function checkPort(port: number, host: string): Promise<void> {
  const server = createTcpServer()
  await listen(server, port, host)
  await new Promise((resolve) => server.close(resolve))
}

function wantsStream({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes('text/event-stream') ?? false
}

/** A connection is active while a response is written, and begins to be idle at its end. */
function countResponse({ sockets }: Open, socket: Socket, response: ServerResponse): void {
  const activity = sockets.get(socket)
  if (!activity) return
  activity.responses += 1
  response.once('close', () => {
    activity.responses -= 1
    activity.last = performance.now()
  })
}

function keepWhileOpen<Stream extends Writable>(open: Set<Stream>, stream: Stream): void {
  open.add(stream)
  stream.once('close', () => open.delete(stream))
}

function listen(server: TcpServer, port: number, host: string): Promise<void> {
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

function addressOf(server: TcpServer): AddressInfo {
  const address = server.address()
  if (typeof address === 'object' && address !== null) return address
  throw new Error('The server listens on no port.')
}

function urlOf(host: string, port: number): string {
  if (host === '127.0.0.1' || isEveryAddress(host)) return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/**
 * Accept the connections that the system has accepted, then close. The system resets those that are
 * waiting when a listening socket is closed.
 *
 * Not by `server.close()` of an HTTP server: it closes idle connections while requests are on their
 * way to them.
 */
async function closeListener(server: TcpServer): Promise<void> {
  let accepted = 0
  server.on('connection', () => (accepted += 1))
  // Node accepts one connection in each turn of the event loop.
  for (let before = -1; accepted > before && accepted < MOST_ACCEPTED;) {
    before = accepted
    await nextPoll()
  }
  TcpServer.prototype.close.call(server)
}

/** More than the system keeps waiting. */
const MOST_ACCEPTED = 5_000

/** Resolves when Node has read everything that had arrived. */
async function nextPoll(): Promise<void> {
  // The first one may belong to a turn of the event loop whose poll is over.
  await setImmediate()
  await setImmediate()
}

/** For clients that send nothing after `stop`, in milliseconds. */
const STOP_IDLE = 5_000
/** For requests on their way when nobody wants to wait. */
const STOP_LEAST = 200
/** Milliseconds between two looks for connections to close. */
const STOP_INTERVAL = 50

async function stop({ server, open, timeouts }: HttpServer, idle = STOP_IDLE): Promise<void> {
  open.isStopping = true
  const start = performance.now()
  for (const activity of open.sockets.values()) activity.last = start
  // A subscription does not end by itself: its client connects again elsewhere.
  for (const stream of open.streams) stream.destroy()
  for (const response of open.responses) closeAfter(response)
  await nextPoll()
  while (open.sockets.size > 0 && performance.now() - start < timeouts.stop) {
    await setTimeout(STOP_INTERVAL)
    // On a busy machine the timer is late, and requests have arrived meanwhile.
    await nextPoll()
    closeIdle(open, Math.max(idle, STOP_LEAST))
  }
  server.closeAllConnections()
  // Ends the checks of timeouts as well.
  server.close(() => {})
}

/** Close the connections on which nothing is answered, and has arrived for a while. */
function closeIdle({ sockets }: Open, idle: number): void {
  const now = performance.now()
  for (const [socket, activity] of sockets) {
    const { bytesRead } = socket
    if (bytesRead !== activity.bytesRead) {
      activity.bytesRead = bytesRead
      activity.last = now
    }
    if (activity.responses === 0 && now - activity.last >= idle) socket.destroy()
  }
}

/** Tell the client not to send another request on this connection. */
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.shouldKeepAlive = false
}
