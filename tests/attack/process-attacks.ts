import { spawn } from 'node:child_process'
import { cpSync, writeFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Attack } from './attack.ts'
import { askServed, type Served, startServed } from './served.ts'

const SAMPLES = join(import.meta.dirname, '../../data')
const QUERY =
  '{ articles(first: 5) { nodes { headline quotations(first: 5) { nodes { text } } } } }'
const CLIENTS = 16
const BURNERS = 4
/** Milliseconds until all clients have noticed that a process is gone and its connections are closed. */
const NOTICED = 500

interface Sent {
  /** When it was sent. */
  readonly start: number
  /** Null for an answer. */
  readonly failure: string | null
}

/** Clients that ask until they are stopped, or until no connection is accepted any more. */
function startClients(ask: () => Promise<string>, pause: () => number) {
  const sent: Sent[] = []
  let isOver = false
  const client = async () => {
    while (!isOver) {
      const start = performance.now()
      const outcome = await ask()
      if (outcome === REFUSED) return
      sent.push({ start, failure: outcome === 'answered' ? null : outcome })
      await setTimeout(pause())
    }
  }
  const clients = Array.from({ length: CLIENTS }, client)
  return {
    sent,
    async stop(): Promise<readonly Sent[]> {
      isOver = true
      await Promise.all(clients)
      return sent.filter(({ failure }) => failure !== null)
    },
  }
}

const REFUSED = '0 ECONNREFUSED'

function outcomeOf(status: number, text: string): string {
  const isAnswer = status === 200 && text.includes('{"data":{"articles"')
  return isAnswer ? 'answered' : `${status} ${text.slice(-120)}`
}

/** Clients that keep their connections and ask without a pause. */
function startBusyClients(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  const ask = async () => {
    const { status, text } = await askServed(port, { query: QUERY }, agent)
    return outcomeOf(status, text)
  }
  return startClients(ask, () => 0)
}

/** Clients that keep their connections and think between two requests. */
function startThinkingClients(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  const ask = async () => {
    const { status, text } = await askServed(port, { query: QUERY }, agent)
    return outcomeOf(status, text)
  }
  return startClients(ask, () => Math.random() * 1_500)
}

/** Clients that open a connection for each request, and send the request late. */
function startLateClients(port: number) {
  const ask = () => askLate(port)
  return startClients(ask, () => 100)
}

/** The outcome of a request that is sent in two pieces on a connection that is open for a while. */
function askLate(port: number): Promise<string> {
  const path = `/graphql?query=${encodeURIComponent(QUERY)}`
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', async () => {
      await setTimeout(Math.random() * 600)
      socket.write(`GET ${path} HTTP/1.1\r\n`)
      await setTimeout(Math.random() * 300)
      socket.write('Host: localhost\r\nConnection: close\r\n\r\n')
    })
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => (text += chunk))
    socket.once('error', (error) => {
      resolve(`0 ${'code' in error ? String(error.code) : error.message}`)
    })
    socket.once('close', () => {
      resolve(outcomeOf(Number(/^HTTP\S+ (\d+)/.exec(text)?.[1] ?? 0), text))
    })
  })
}

/** Processes that take all of the processor. */
function startBurners() {
  const burners = Array.from({ length: BURNERS }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  )
  return { stop: () => burners.forEach((burner) => burner.kill('SIGKILL')) }
}

type Timed = Served & { readonly startTime: number }

async function serve(folder: string, workers: number): Promise<Timed> {
  const news = join(folder, 'news')
  cpSync(SAMPLES, news, { recursive: true })
  const start = performance.now()
  const index = join(folder, 'news.sqlite')
  // A busy machine makes an operation longer: that is not what is asked here.
  const config = join(folder, 'config.json')
  writeFileSync(config, '{ "limits": { "milliseconds": 60000 } }')
  const options = ['--workers', String(workers), '--index', index, '--config', config]
  const served = await startServed(news, ...options)
  return { ...served, startTime: performance.now() - start }
}

/** Wait until another worker has replaced one that is gone. */
async function untilReplaced(served: Timed, ...gone: readonly number[]): Promise<void> {
  const others = () => served.workers().filter((pid) => !gone.includes(pid))
  while (others().length < 2) await setTimeout(50)
  // It is not visible when the new one listens; that takes no longer than the start of all.
  await setTimeout(1_000 + 3 * served.startTime)
}

const NONE_LOST = 'every request is answered'
const ONLY_REFUSED = 'every request is answered until connections are refused'

/** Ask in all ways while something happens to the processes, with the processor taken by others. */
async function askDuring(
  served: Timed,
  wanted: string,
  happen: () => Promise<number | string>,
): Promise<string> {
  const clients = [startBusyClients, startThinkingClients, startLateClients].map((start) =>
    start(served.port),
  )
  await setTimeout(1_000)
  const burners = startBurners()
  await setTimeout(1_000)
  const happened = await happen()
  burners.stop()
  const failures = (await Promise.all(clients.map((each) => each.stop()))).flat()
  const count = clients.reduce((sum, { sent }) => sum + sent.length, 0)
  console.log(`      ${count} requests, ${failures.length} lost`)
  if (failures.length > 0) return `${failures.length} requests failed: ${failures[0]?.failure}`
  return happened === 0 ? wanted : `ended with ${happened}`
}

export const processAttacks: readonly Attack[] = [
  {
    name: 'a worker is killed while 16 clients ask',
    wanted: 'only requests on its connections are lost, at most one for each client',
    async run(folder) {
      const served = await serve(folder, 2)
      const clients = startBusyClients(served.port)
      await setTimeout(2_000)
      const [victim = 0] = served.workers()
      const killed = performance.now()
      process.kill(victim, 'SIGKILL')
      await untilReplaced(served, victim)
      const failures = await clients.stop()
      const code = await served.stop('SIGTERM')
      console.log(`      ${clients.sent.length} requests, ${failures.length} lost`)
      const late = failures.filter(({ start }) => start > killed + NOTICED)
      if (late.length > 0) return `${late.length} later requests failed: ${late[0]?.failure}`
      if (failures.length > CLIENTS) return `${failures.length} requests failed`
      return code === 0
        ? 'only requests on its connections are lost, at most one for each client'
        : `ended with ${code}`
    },
  },
  {
    name: 'workers are restarted in turn while 48 clients ask on a busy machine',
    onlyLong: true,
    wanted: NONE_LOST,
    async run(folder, isLong) {
      const served = await serve(folder, 2)
      const got = await askDuring(served, NONE_LOST, async () => {
        for (let round = 0; round < (isLong ? 4 : 1); round += 1) {
          for (const worker of served.workers()) {
            process.kill(worker, 'SIGTERM')
            await untilReplaced(served, worker)
          }
        }
        return 0
      })
      const code = await served.stop('SIGTERM')
      return code === 0 ? got : `ended with ${code}`
    },
  },
  {
    name: 'all workers are restarted at once while 48 clients ask on a busy machine',
    onlyLong: true,
    wanted: NONE_LOST,
    async run(folder) {
      const served = await serve(folder, 2)
      const got = await askDuring(served, NONE_LOST, async () => {
        const workers = served.workers()
        for (const worker of workers) process.kill(worker, 'SIGTERM')
        await untilReplaced(served, ...workers)
        return 0
      })
      const code = await served.stop('SIGTERM')
      return code === 0 ? got : `ended with ${code}`
    },
  },
  ...[1, 2].map((workers) => ({
    name: `SIGTERM stops ${workers === 1 ? 'one process' : 'two workers'} while 48 clients ask on a busy machine`,
    onlyLong: true,
    wanted: ONLY_REFUSED,
    async run(folder: string) {
      const served = await serve(folder, workers)
      return askDuring(served, ONLY_REFUSED, () => served.stop('SIGTERM'))
    },
  })),
  {
    name: 'a supervisor sends SIGTERM to all processes of two workers twice',
    onlyLong: true,
    wanted: ONLY_REFUSED,
    async run(folder) {
      const served = await serve(folder, 2)
      return askDuring(served, ONLY_REFUSED, async () => {
        for (let times = 0; times < 2; times += 1) {
          for (const worker of served.workers()) process.kill(worker, 'SIGTERM')
          served.child.kill('SIGTERM')
        }
        return served.stop('SIGTERM')
      })
    },
  },
]
