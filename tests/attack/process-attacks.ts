import { cpSync } from 'node:fs'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Attack } from './attack.ts'
import { askServed, type Served, startServed } from './served.ts'

const SAMPLES = join(import.meta.dirname, '../../data')
const QUERY =
  '{ articles(first: 5) { nodes { headline quotations(first: 5) { nodes { text } } } } }'
const CLIENTS = 16
/** Milliseconds until all clients have noticed that a process is gone and its connections are closed. */
const NOTICED = 500

interface Sent {
  /** When it was sent. */
  readonly start: number
  /** Null for an answer. */
  readonly failure: string | null
}

/** Clients that keep their connections and ask without a pause, until they are stopped. */
function startClients(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  const sent: Sent[] = []
  let isOver = false
  const client = async () => {
    while (!isOver) {
      const start = performance.now()
      const { status, text } = await askServed(port, { query: QUERY }, agent)
      const isAnswer = status === 200 && text.startsWith('{"data":{"articles"')
      const failure = isAnswer ? null : `${status} ${text.slice(0, 80)}`
      sent.push({ start, failure })
    }
  }
  const clients = Array.from({ length: CLIENTS }, client)
  return {
    sent,
    async stop(): Promise<readonly Sent[]> {
      isOver = true
      await Promise.all(clients)
      agent.destroy()
      return sent.filter(({ failure }) => failure !== null)
    },
  }
}

async function serveByTwo(folder: string): Promise<Served & { readonly startTime: number }> {
  const news = join(folder, 'news')
  cpSync(SAMPLES, news, { recursive: true })
  const start = performance.now()
  const served = await startServed(news, '--workers', '2', '--index', join(folder, 'news.sqlite'))
  return { ...served, startTime: performance.now() - start }
}

/** Wait until another worker has replaced one that is gone. */
async function untilReplaced(
  served: Served & { readonly startTime: number },
  gone: number,
): Promise<void> {
  const others = () => served.workers().filter((pid) => pid !== gone)
  while (others().length < 2) await setTimeout(50)
  // It is not visible when the new one listens; that takes no longer than the start of all.
  await setTimeout(1_000 + 3 * served.startTime)
}

export const processAttacks: readonly Attack[] = [
  {
    name: 'a worker is killed while 16 clients ask',
    wanted: 'only requests on its connections are lost, at most one for each client',
    async run(folder) {
      const served = await serveByTwo(folder)
      const clients = startClients(served.port)
      await setTimeout(2_000)
      const [victim = 0] = served.workers()
      const killed = performance.now()
      process.kill(victim, 'SIGKILL')
      await untilReplaced(served, victim)
      const failures = await clients.stop()
      const code = await served.stop()
      console.log(`      ${clients.sent.length} requests, ${failures.length} lost`)
      const late = failures.filter(({ start }) => start > killed + NOTICED)
      if (late.length > 0) return `${late.length} later requests failed: ${late[0]?.failure}`
      if (failures.length > CLIENTS) return `${failures.length} requests failed`
      return code === 0
        ? 'only requests on its connections are lost, at most one for each client'
        : `ended with ${code}`
    },
  },
]
