import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MAIN } from './attack.ts'

const SAMPLES = join(import.meta.dirname, '../../data')

// 1 MB.
const LONG_ARTICLE = `The ferry\n\n${'The ferry left the quay of Ildmouth at six, and the rain came.\n\n'.repeat(16_000)}`

/** A server of the sample archive and a long article, in a process of its own, for all attacks. */
class Server {
  port = 0
  /** What it wrote to the standard error. */
  log = ''
  readonly #folder = mkdtempSync(join(tmpdir(), 'pressgraph-attack-'))
  #child: ChildProcess | null = null

  async start(): Promise<void> {
    if (this.#child) return
    const index = join(this.#folder, 'news.sqlite')
    const news = join(this.#folder, 'news')
    cpSync(SAMPLES, news, { recursive: true })
    writeFileSync(join(news, 'long.txt'), LONG_ARTICLE)
    const args = [MAIN, 'serve', news, '--port', '0', '--index', index, '--quiet']
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    child.stderr.on('data', (chunk: Buffer) => (this.log += chunk.toString()))
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`The server ended: ${this.log}`)))
      child.stdout.on('data', (chunk: Buffer) => {
        this.port = Number(/:(\d+)\//.exec(chunk.toString())?.[1] ?? this.port)
        if (this.port !== 0) resolve()
      })
    })
  }

  /** Megabytes that the process has now; 0 where there is no /proc. */
  get megabytes(): number {
    try {
      const status = readFileSync(`/proc/${this.#child?.pid}/status`, 'utf8')
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
    } catch {
      return 0
    }
  }

  /** @returns the exit code, or the name of the signal */
  async stop(): Promise<number | string> {
    const child = this.#child
    if (!child) return 'never started'
    this.#child = null
    const end = new Promise<number | string>((resolve) => {
      child.once('exit', (code, signal) => resolve(code ?? signal ?? 'nothing'))
    })
    child.kill('SIGTERM')
    const got = await end
    rmSync(this.#folder, { recursive: true, force: true })
    return got
  }
}

/** The server of the request attacks. */
export const server = new Server()

/** Send bytes on a connection, and wait for the response; empty when there is none in time. */
export function send(parts: readonly (string | Uint8Array)[], wait = 30_000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1')
    let text = ''
    const timer = setTimeout(() => socket.destroy(), wait)
    socket.on('data', (chunk) => (text += chunk.toString('latin1')))
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(text)
    })
    for (const part of parts) socket.write(part)
  })
}

export const head = (start: string, ...lines: readonly string[]) =>
  [`${start} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...lines, '', ''].join('\r\n')
export const JSON_TYPE = 'Content-Type: application/json'

export function post(body: string | Uint8Array, ...lines: readonly string[]): Promise<string> {
  const length = `Content-Length: ${Buffer.byteLength(body)}`
  const types = lines.some((line) => line.startsWith('Content-Type')) ? [] : [JSON_TYPE]
  return send([head('POST /graphql', ...types, length, ...lines), body])
}

export const ask = (query: string, variables?: unknown, ...lines: readonly string[]) =>
  post(JSON.stringify({ query, variables }), ...lines)

/** Status, codes, and what no response may have. */
export function summarize(response: string): string {
  if (response === '') return 'closed'
  const status = /^HTTP\/1\.1 (\d+)/.exec(response)?.[1] ?? 'no status'
  const codes = new Set(Array.from(response.matchAll(/"code":"(\w+)"/g), ([, code]) => code))
  const extent = response.length > 20_000 ? ['over 20 kB'] : []
  const stack = /\n\s+at |\\n\s+at /.test(response) ? ['a stack'] : []
  return [status, ...codes, ...extent, ...stack].join(' ')
}
