import { Agent, request } from 'node:http'
import { median } from './bench.ts'
import type { Subject } from './subject.ts'

/** What a load of requests cost. */
export interface Cost {
  readonly perSecond: number
  /** CPU time of the server for each request, in µs. */
  readonly cpu: number
  /** Length of an answer in bytes. */
  readonly bytes: number
}

const CONNECTIONS = 16

// Connections are open, and caches of the processor filled, by then.
const WARM_UP = 64

/**
 * Ask in turn through several connections for so many seconds.
 *
 * @param least - number of requests after which it may end, so that a busy machine asks as many
 */
export async function load(
  subject: Pick<Subject, 'port' | 'cpu'>,
  nextBody: () => string,
  seconds: number,
  least = 0,
): Promise<Cost> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  for (let left = WARM_UP; left > 0; left -= CONNECTIONS) {
    const bodies = Array.from({ length: CONNECTIONS }, nextBody)
    await Promise.all(bodies.map((body) => ask(subject.port, body, agent)))
  }
  const before = await subject.cpu()
  const start = performance.now()
  const end = start + seconds * 1000
  let requests = 0
  let bytes = 0
  const connection = async () => {
    while (performance.now() < end || requests < least) {
      const answer = await ask(subject.port, nextBody(), agent)
      bytes += answer.length
      requests += 1
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  const elapsed = (performance.now() - start) / 1000
  const after = await subject.cpu()
  agent.destroy()
  return {
    perSecond: requests / elapsed,
    cpu: (after - before) / requests,
    bytes: bytes / requests,
  }
}

/** Milliseconds from a request to its answer, one after the other: the median of so many. */
export async function latency(
  { port }: Pick<Subject, 'port'>,
  nextBody: () => string,
  requests: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const times: number[] = []
  for (let at = 0; at < requests; at += 1) {
    const body = nextBody()
    const start = performance.now()
    await ask(port, body, agent)
    times.push(performance.now() - start)
  }
  agent.destroy()
  return median(times)
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
