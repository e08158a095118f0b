import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { type Agent, request } from 'node:http'
import { MAIN } from './attack.ts'

/** `pressgraph serve` in processes of its own. */
export interface Served {
  readonly port: number
  readonly child: ChildProcess
  /** What it wrote to the standard error. */
  readonly log: () => string
  /** The worker processes of `--workers`. */
  readonly workers: () => number[]
  /**
   * Stop; gives the exit code, or the name of the signal.
   *
   * @param signal - SIGTERM waits for idle clients as well; SIGINT by default
   */
  stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<number | string>
}

/** Resolves when the server listens and has an index. */
export async function startServed(folder: string, ...options: readonly string[]): Promise<Served> {
  const args = [MAIN, 'serve', folder, '--port', '0', '--quiet', ...options]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'nothing'))
  })
  const port = await new Promise<number>((resolve, reject) => {
    void ended.then((end) => reject(new Error(`The server ended with ${end}: ${log}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      const [, digits] = /:(\d+)\//.exec(chunk.toString()) ?? []
      if (digits !== undefined) resolve(Number(digits))
    })
  })
  return {
    port,
    child,
    log: () => log,
    workers: () => childrenOf(child.pid ?? 0),
    stop(signal = 'SIGINT') {
      child.kill(signal)
      return ended
    },
  }
}

/** Processes started by a process; its short-lived helpers, too. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    const state = statOf(Number(name))
    return Number(state?.[1]) === parent ? [Number(name)] : []
  })
}

/** The fields of `/proc/N/stat` behind the name, which may hold anything; null for no process. */
function statOf(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return null
  }
}

/** Megabytes of memory of a process. */
export function megabytesOf(pid: number): number {
  const [, , , , , , , , , , , , , , , , , , , , , pages = '0'] = statOf(pid) ?? []
  return Math.round((Number(pages) * 4096) / 1e6)
}

/** Seconds of CPU that a process has taken. */
export function cpuSecondsOf(pid: number): number {
  const [, , , , , , , , , , , user = '0', system = '0'] = statOf(pid) ?? []
  return (Number(user) + Number(system)) / 100
}

export interface Answer {
  /** 0 when the connection failed. */
  readonly status: number
  /** The body, or the code of the failure. */
  readonly text: string
}

export interface Asked {
  readonly query: string
  readonly variables?: object
}

/** Ask a server on this machine; never rejects. */
export function askServed(
  port: number,
  asked: Asked,
  agent?: Agent,
  accept = 'application/json',
): Promise<Answer> {
  const body = JSON.stringify(asked)
  const headers = {
    accept,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  }
  const options = { port, host: '127.0.0.1', path: '/graphql', method: 'POST', agent, headers }
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException) =>
      resolve({ status: 0, text: error.code ?? error.message })
    request(options, async (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', fail)
      await once(response, 'end').catch(() => {})
      const text = Buffer.concat(chunks).toString()
      resolve({ status: response.statusCode ?? 0, text })
    })
      .on('error', fail)
      .end(body)
  })
}
