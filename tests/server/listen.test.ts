import { Agent, request as ask } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { isObjectType } from 'graphql'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { loopbackHosts } from '../../src/server/hosts.ts'
import type { HandlerOptions } from '../../src/server/options.ts'
import {
  type ConnectionOptions,
  createConnectionServer,
  type RunningServer,
  type ServerOptions,
  startListener,
  startServer,
} from '../../src/server/listen.ts'
import { createTownHandler } from './ask.ts'
import { createTown } from './town.ts'

const running: RunningServer[] = []

async function start(
  server: Partial<ServerOptions> = {},
  options: Partial<HandlerOptions> = {},
): Promise<RunningServer> {
  const handler = createTownHandler(options)
  const timeouts = { stop: 1_000, ...server.timeouts }
  const started = await startServer({ handler, port: 0, ...server, timeouts })
  running.push(started)
  return started
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop(0)))
})

/** A connection that collects what comes back. */
function open({
  port,
}: Pick<RunningServer, 'port'>): Promise<{ socket: Socket; received: Promise<string> }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setEncoding('utf8').on('data', (chunk) => (text += chunk))
    const received = new Promise<string>((done) => socket.once('close', () => done(text)))
    socket.once('connect', () => resolve({ socket, received }))
    socket.once('error', reject)
  })
}

const head = (lines: string[]) =>
  [
    'POST /graphql HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    ...lines,
    '',
    '',
  ].join('\r\n')

const question = '{"query":"{ hello }"}'

describe('a server', () => {
  it('gives its address and answers there', async () => {
    const { url } = await start()
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: question,
    })
    expect(url).toMatch(/^http:\/\/localhost:\d+$/)
    expect(await response.json()).toEqual({ data: { hello: 'Good morning' } })
  })

  it('names the port that is in use and the next one to try', async () => {
    const { port } = await start()
    await expect(start({ port })).rejects.toThrow(`Port ${port} is in use. Try --port ${port + 1}.`)
  })

  it('names an address that this machine does not have', async () => {
    await expect(start({ host: '203.0.113.7' })).rejects.toThrow(
      'This machine has no address 203.0.113.7. Try --host 127.0.0.1.',
    )
  })

  it('accepts a body in chunks, without a length', async () => {
    const { socket, received } = await open(await start())
    socket.write(head(['Transfer-Encoding: chunked', 'Connection: close']))
    for (const piece of [question.slice(0, 7), question.slice(7)]) {
      socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`)
      await wait(20)
    }
    socket.write('0\r\n\r\n')
    expect(await received).toContain('{"data":{"hello":"Good morning"}}')
  })
})

describe('a body over 256 kB', () => {
  it('is refused by its length, before it is sent', async () => {
    const { socket, received } = await open(await start())
    socket.write(head([`Content-Length: ${50 * 2 ** 20}`]))
    const text = await received
    expect(text).toMatch(/^HTTP\/1.1 413 /)
    expect(text).toContain('"code":"BODY_TOO_LARGE","limit":262144,"value":52428800')
  })

  it('is refused where the limit is reached when it has no length', async () => {
    const { socket, received } = await open(await start())
    socket.write(head(['Transfer-Encoding: chunked']))
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`
    for (let i = 0; i < 6; i += 1) socket.write(chunk)
    const text = await received
    expect(text).toMatch(/^HTTP\/1.1 413 /)
    expect(text).toContain('"code":"BODY_TOO_LARGE"')
  })
})

describe('a client that disconnects while it sends its body', () => {
  it.each([
    ['a body without a length', 'Transfer-Encoding: chunked'],
    ['a compressed body', 'Content-Encoding: gzip\r\nContent-Length: 100'],
    ['a form', 'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100'],
    ['a body with a length', 'Content-Length: 100'],
  ])('is not reported as an internal error: %s', async (_name, line) => {
    const logged: string[] = []
    const logger = { info() {}, warn() {}, error: (message: string) => void logged.push(message) }
    const server = await start({ logger }, { logger })
    for (const sent of ['5\r\n{"que', '5\r\n{"query"\r\nzz']) {
      const { socket, received } = await open(server)
      socket.write(`${head([line])}${sent}`)
      await wait(50)
      socket.destroy()
      await received
    }
    await wait(50)
    expect(logged).toEqual([])
  })
})

describe('a client that is slow', () => {
  const timeouts = { headers: 200, request: 300 }

  it('to send its headers gets 408 and is disconnected', async () => {
    const { socket, received } = await open(await start({ timeouts }))
    socket.write('POST /graphql HTTP/1.1\r\nHost: loc')
    expect(await received).toMatch(/^HTTP\/1.1 408 /)
  })

  it('to send its body is disconnected', async () => {
    const { socket, received } = await open(await start({ timeouts }))
    socket.write(head(['Content-Length: 100']))
    const dripping = setInterval(() => socket.write(' '), 50)
    await received
    clearInterval(dripping)
  })

  it('to send the next request is disconnected', async () => {
    const { socket, received } = await open(await start({ timeouts: { idle: 100 } }))
    socket.write(`GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    expect(await received).toContain('{"status":"ok"}')
  })
})

describe('a server for the connections of another process', () => {
  /** Accepts connections for a server in this process. */
  async function acceptFor(options: Partial<ConnectionOptions> = {}) {
    const server = createConnectionServer({ handler: createTownHandler(), ...options })
    const listener = await startListener({ port: 0, host: '127.0.0.1' }, (socket) => {
      server.take(socket)
      socket.resume()
    })
    onTestFinished(async () => {
      await listener.close()
      await server.stop(0)
    })
    return { server, listener, port: Number(new URL(listener.url).port) }
  }

  it('answers, and closes what is slow', async () => {
    const { port } = await acceptFor({ timeouts: { headers: 200, request: 300, stop: 1_000 } })
    const { socket, received } = await open({ port })
    socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await wait(50)
    socket.write('GET /health HTTP/1.1\r\nHost: loc')
    expect(await received).toMatch(/^HTTP\/1.1 200 OK[^]*"ok"[^]*HTTP\/1.1 408 /)
  })

  it('takes no more than the most connections', async () => {
    const { port } = await acceptFor({ maxConnections: 2 })
    const opened = await Promise.all([open({ port }), open({ port })])
    await wait(50)
    const { received } = await open({ port })
    expect(await received).toBe('')
    for (const { socket } of opened) socket.destroy()
  })
})

describe('connections', () => {
  it('beyond the limit are closed', async () => {
    const server = await start({ maxConnections: 5 })
    const opened = await Promise.all(Array.from({ length: 5 }, () => open(server)))
    const { received } = await open(server)
    expect(await received).toBe('')
    for (const { socket } of opened) expect(socket.destroyed).toBe(false)
    for (const { socket } of opened) socket.destroy()
  })
})

describe('what no client of ours sends', () => {
  it.each([
    ['a host that is no name', 'GET /graphql?query={hello} HTTP/1.1\r\nHost: %%%', 400],
    ['a host that is no address', 'GET /graphql?query={hello} HTTP/1.1\r\nHost: 999.1.1.1', 400],
    ['a host that is a path', 'GET /graphql?query={hello} HTTP/1.1\r\nHost: a/b?c', 400],
    ['no host', 'GET /graphql?query={hello} HTTP/1.1', 400],
    ['two hosts', 'GET /health HTTP/1.1\r\nHost: localhost\r\nhost: evil.example', 400],
    ['one host twice', 'GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost', 400],
    [
      'a host and its copy with a space',
      'GET /health HTTP/1.1\r\nHost: localhost\r\nHost : a',
      400,
    ],
    ['a folded header', 'GET /health HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b', 400],
    ['a header without a name', 'GET /health HTTP/1.1\r\nHost: localhost\r\n: a', 400],
    [
      'the whole address of another for health',
      'GET http://evil.example/health HTTP/1.1\r\nHost: localhost',
      400,
    ],
    ['the host of another', 'GET /graphql?query={hello} HTTP/1.1\r\nHost: evil.example', 403],
    ['a whole address', 'GET http://evil.example/graphql HTTP/1.1\r\nHost: localhost', 400],
    [
      'a path out of the folder',
      'GET /graphql/assets/../../etc/passwd HTTP/1.1\r\nHost: localhost',
      404,
    ],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2',
      400,
    ],
    [
      'a length that is none',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1',
      400,
    ],
    [
      'a length beside a transfer in chunks',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked',
      400,
    ],
    [
      'an unknown transfer encoding',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity',
      400,
    ],
    ['noise', 'HELLO\u0000\u0001', 400],
    ['a header of 20 kB', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}`, 431],
  ])('%s is answered shortly, without a word about the server', async (_what, text, status) => {
    const { socket, received } = await open(await start({}, { hosts: loopbackHosts }))
    socket.write(`${text}\r\nConnection: close\r\n\r\n`)
    const answer = await received
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).not.toMatch(/\.ts|\.js|node:|\n +at /)
  })
})

/** Events that tests send, and whether anybody still listens. */
function createEvents() {
  const waiting: ((event: IteratorResult<number>) => void)[] = []
  const state = { listening: true, asked: 0 }
  const events: AsyncIterableIterator<number> = {
    [Symbol.asyncIterator]: () => events,
    next: () => {
      state.asked += 1
      return new Promise((resolve) => waiting.push(resolve))
    },
    return: async () => {
      state.listening = false
      return { done: true, value: undefined }
    },
  }
  const send = async (value: number) => {
    while (waiting.length === 0) await wait(5)
    waiting.shift()?.({ done: false, value })
  }
  return { events, send, state }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(10)
}

describe('a subscription', () => {
  async function subscribe(server: RunningServer) {
    const controller = new AbortController()
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: '{"query":"subscription { changed }"}',
      signal: controller.signal,
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    const readUntil = async (words: string) => {
      let text = ''
      while (!text.includes(words)) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: '' }
        if (done) return `${text}(end)`
        text += value
      }
      return text
    }
    return { response, readUntil, leave: () => controller.abort() }
  }

  it('sends each event as it happens, longer than a request may take', async () => {
    const { events, send } = createEvents()
    const server = await start(
      { timeouts: { headers: 100, request: 150, idle: 50 } },
      { schema: createTown(events), limits: { milliseconds: 100 } },
    )
    const { response, readUntil, leave } = await subscribe(server)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    // nginx would collect events until its buffer is full.
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    await send(1)
    expect(await readUntil('"changed":1')).toContain(
      'event: next\ndata: {"data":{"changed":1}}\n\n',
    )
    await wait(500)
    await send(2)
    expect(await readUntil('"changed":2')).toContain('{"data":{"changed":2}}')
    leave()
  })

  it('ends when its client goes away', async () => {
    const { events, state } = createEvents()
    const server = await start({}, { schema: createTown(events) })
    const { readUntil, leave } = await subscribe(server)
    await readUntil(':')
    leave()
    await until(() => !state.listening)
    expect(state.listening).toBe(false)
  })

  it('requests no more events while its client does not read', async () => {
    const state = { asked: 0 }
    const big = 'x'.repeat(64 * 1024)
    const schema = createTown()
    const changed = schema.getSubscriptionType()?.getFields().changed
    if (changed) {
      changed.subscribe = async function* () {
        for (; state.asked < 10_000; state.asked += 1) yield big
      }
      changed.type = schema.getQueryType()?.getFields().echo?.type ?? changed.type
    }
    const { socket } = await open(await start({}, { schema }))
    socket.pause()
    const body = '{"query":"subscription { changed }"}'
    socket.write(head(['Accept: text/event-stream', `Content-Length: ${body.length}`]) + body)
    await until(() => state.asked > 0)
    await wait(700)
    expect(state.asked).toBeLessThan(1_000)
    socket.destroy()
  })
})

describe('a client that goes away', () => {
  it('ends the execution of its operation', async () => {
    let steps = 0
    const schema = createTown()
    const slow = schema.getType('Slow')
    const again = isObjectType(slow) ? slow.getFields().again : undefined
    if (again) again.resolve = () => wait(30).then(() => ({ step: (steps += 1) }))
    const { socket } = await open(await start({}, { schema }))
    const body = JSON.stringify({
      query: `{ slow { ${'again { '.repeat(13)} __typename ${'}'.repeat(13)} } }`,
    })
    socket.write(head([`Content-Length: ${body.length}`]) + body)
    await until(() => steps > 0)
    socket.destroy()
    await wait(600)
    expect(steps).toBeGreaterThan(0)
    expect(steps).toBeLessThan(5)
  })
})

describe('stopping', () => {
  it('finishes running requests and accepts no new ones', async () => {
    const schema = createTown()
    const hello = schema.getQueryType()?.getFields().hello
    let running = false
    if (hello) {
      hello.resolve = () => {
        running = true
        return wait(300, 'late')
      }
    }
    const server = await start({}, { schema })
    const answer = fetch(`${server.url}/graphql?query={hello}`).then((reply) => reply.json())
    await until(() => running)
    const stopped = server.stop()
    await wait(50)
    await expect(fetch(`${server.url}/health`)).rejects.toThrow()
    expect(await answer).toEqual({ data: { hello: 'late' } })
    await stopped
  })

  it('closes streams', async () => {
    const { events, state } = createEvents()
    const server = await start({}, { schema: createTown(events) })
    const closed = new Promise((resolve) => {
      const request = ask(`${server.url}/graphql?query=subscription{changed}`, {
        headers: { accept: 'text/event-stream' },
      })
      request.once('response', (response) => {
        response.once('data', () => void server.stop())
        response.once('close', resolve)
        response.once('error', () => {})
        response.resume()
      })
      request.end()
    })
    await closed
    await until(() => !state.listening)
    expect(state.listening).toBe(false)
  })

  it('answers requests that arrive late, and in pieces, on open connections', async () => {
    const server = await start({ timeouts: { stop: 10_000 } })
    const clients = await Promise.all(Array.from({ length: 4 }, () => open(server)))
    // Accepted by the system and not yet by Node.
    const waiting = Array.from({ length: 4 }, () => connect(server.port, '127.0.0.1'))
    const texts = waiting.map(async (socket) => {
      let text = ''
      for await (const chunk of socket.setEncoding('utf8')) text += String(chunk)
      return text
    })
    const stopped = server.stop()
    await wait(500)
    const sockets = [...clients.map(({ socket }) => socket), ...waiting]
    for (const socket of sockets) socket.write('GET /health HTTP/1.1\r\n')
    await wait(300)
    for (const socket of sockets) socket.write('Host: localhost\r\n\r\n')
    for (const received of [...clients.map((client) => client.received), ...texts]) {
      expect(await received).toMatch(/^HTTP\/1.1 200 OK[^]*Connection: close[^]*"ok"/)
    }
    await stopped
  })

  it('closes connections on which nothing arrives', async () => {
    const server = await start({ timeouts: { stop: 60_000 } })
    const { received } = await open(server)
    await server.stop(300)
    expect(await received).toBe('')
  })

  it('ends requests that do not finish in time', async () => {
    const server = await start({ timeouts: { stop: 150 } })
    const answer = fetch(`${server.url}/graphql?query={slow{waiting}}`)
    // oxlint-disable-next-line vitest/valid-expect -- awaited below
    const failed = expect(answer).rejects.toThrow()
    await wait(50)
    await server.stop()
    await failed
  })

  it('does not wait without running requests', async () => {
    const server = await start({ timeouts: { stop: 600_000 } })
    await fetch(`${server.url}/health`, { headers: { connection: 'close' } })
    await server.stop()
  })

  it('closes idle connections immediately with a grace period of zero', async () => {
    const server = await start({ timeouts: { stop: 600_000 } })
    await fetch(`${server.url}/health`)
    await server.stop(0)
  })

  it('answers every request of keep-alive clients, and closes their connections', async () => {
    const server = await start({ timeouts: { stop: 10_000 } })
    const agent = new Agent({ keepAlive: true, maxSockets: 16 })
    const failures: string[] = []
    let answers = 0
    const client = async () => {
      for (;;) {
        const outcome = await askOnce(`${server.url}/graphql?query={hello}`, agent)
        // No new connection is accepted.
        if (outcome === 'ECONNREFUSED') return
        if (outcome === '200') answers += 1
        else failures.push(outcome)
        await wait(Math.random() * 5)
      }
    }
    const clients = Array.from({ length: 16 }, client)
    await until(() => answers > 100)
    await server.stop()
    await Promise.all(clients)
    agent.destroy()
    expect(failures).toEqual([])
  })
})

/** The status of one request, or the code of its failure. */
function askOnce(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    ask(url, { agent }, (response) => {
      response.resume()
      response.once('end', () => resolve(String(response.statusCode)))
      response.once('error', ({ message }) => resolve(message))
    })
      .once('error', (error) => resolve('code' in error ? String(error.code) : error.message))
      .end()
  })
}
