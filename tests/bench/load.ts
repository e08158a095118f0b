import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import type { News, Order } from './serve.ts'

/** A server process under measurement. */
export interface Subject {
  readonly port: number
  tell(order: Order): void
  /** CPU time in µs and resident memory in bytes. */
  usage(): Promise<{ microseconds: number; rss: number }>
  stop(): void
}

/** @param args - folder and index of a gateway; none for the bare server */
export async function startSubject(...args: readonly string[]): Promise<Subject> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'serve.ts'), args, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const news = async (): Promise<News> => {
    const [message]: News[] = await once(child, 'message')
    if (!message) throw new Error('The server process ended')
    return message
  }
  const first = await news()
  if (first.kind !== 'PORT') throw new Error('The server process did not start')
  const tell = (order: Order) => void child.send(order)
  return {
    port: first.port,
    tell,
    async usage() {
      const answer = news()
      tell({ kind: 'CPU' })
      const told = await answer
      if (told.kind !== 'CPU') throw new Error('The server process answers out of turn')
      return told
    },
    stop: () => void child.kill(),
  }
}

/** What a load of requests cost. */
export interface Cost {
  readonly perSecond: number
  /** CPU time of the server for each request, in µs. */
  readonly cpu: number
  /** Length of an answer in bytes. */
  readonly bytes: number
}

const CONNECTIONS = 16

/** Ask in turn through several connections for so many seconds. */
export async function load(
  subject: Subject,
  bodies: readonly string[],
  seconds: number,
): Promise<Cost> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  await Promise.all(bodies.slice(0, CONNECTIONS).map((body) => ask(subject.port, body, agent)))
  const before = await subject.usage()
  const start = performance.now()
  const end = start + seconds * 1000
  let requests = 0
  let bytes = 0
  const connection = async () => {
    while (performance.now() < end) {
      const answer = await ask(subject.port, bodies[requests % bodies.length] ?? '', agent)
      requests += 1
      bytes += answer.length
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  const elapsed = (performance.now() - start) / 1000
  const after = await subject.usage()
  agent.destroy()
  return {
    perSecond: requests / elapsed,
    cpu: (after.microseconds - before.microseconds) / requests,
    bytes: bytes / requests,
  }
}

/** Post a request and give the answer. */
export function ask(port: number, body: string, agent?: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const path = '/graphql'
    request({ port, host: '127.0.0.1', path, method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks).toString()))
    })
      .on('error', reject)
      .end(body)
  })
}
