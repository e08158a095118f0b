import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildServer, type Kind } from './build.ts'
import type { News, Order } from './servers/child.ts'

/** A server process under measurement. */
export interface Subject {
  readonly port: number
  tell(order: Order): void
  /** CPU time so far in µs. */
  cpu(): Promise<number>
  /** Memory that is no copy of a file, in bytes; null where the system does not tell. */
  memory(): number | null
  stop(): void
}

const env = { ...process.env, NODE_ENV: 'production' }

/** @param args - folder and index, for those that serve an archive */
export async function startSubject(kind: Kind, ...args: readonly string[]): Promise<Subject> {
  const child = fork(await buildServer(kind), args, { env, execArgv: [] })
  const hear = async (): Promise<News> => {
    const [message]: News[] = await once(child, 'message')
    if (!message) throw new Error(`The server ${kind} ended`)
    return message
  }
  const first = await hear()
  if (first.kind !== 'PORT') throw new Error(`The server ${kind} did not start`)
  const tell = (order: Order) => void child.send(order)
  return {
    port: first.port,
    tell,
    async cpu() {
      const answer = hear()
      tell({ kind: 'USAGE' })
      const told = await answer
      if (told.kind !== 'USAGE') throw new Error(`The server ${kind} answers out of turn`)
      return told.microseconds
    },
    memory: () => anonymousMemory(child.pid ?? 0),
    stop: () => void child.kill(),
  }
}

/** What indexing a folder in a process of its own took. */
export async function indexApart(
  ...args: readonly string[]
): Promise<Extract<News, { kind: 'INDEXED' }>> {
  const child = fork(join(import.meta.dirname, 'servers/indexer.js'), args, { env, execArgv: [] })
  const [news]: News[] = await once(child, 'message')
  if (news?.kind !== 'INDEXED') throw new Error('The index was not made')
  return news
}

function anonymousMemory(pid: number): number | null {
  try {
    const kilobytes = /^RssAnon:\s+(?<kilobytes>\d+)/m.exec(
      readFileSync(`/proc/${pid}/status`, 'utf8'),
    )
    return Number(kilobytes?.groups?.kilobytes) * 1024
  } catch {
    return null
  }
}
