import { Agent, request as ask } from 'node:http'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { BRIDGE, call } from './console.ts'
import { start } from './process.ts'

const QUESTION = JSON.stringify({ query: '{ archive { articleCount } }' })

/** A new connection each time, so that every process gets some. */
async function countArticles(url: string): Promise<number> {
  const headers = { 'content-type': 'application/json', connection: 'close' }
  const signal = AbortSignal.timeout(30_000)
  const response = await fetch(url, { method: 'POST', headers, body: QUESTION, signal })
  return (await response.json()).data.archive.articleCount
}

/** The worker processes of a server. */
function workersOf(parent: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      // The name of the program, in brackets, may hold anything.
      const [, state = ''] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')
      const isServer = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('serve')
      return isServer && Number(state.split(' ')[1]) === parent ? [Number(name)] : []
    } catch {
      return []
    }
  })
}

const countsOf = (url: string) => Promise.all(Array.from({ length: 6 }, () => countArticles(url)))

/** An archive of one article, served by two processes. */
async function serveByTwo() {
  const folder = makeFolder({ 'bridge.txt': BRIDGE })
  const index = join(makeFolder({}), 'index.sqlite')
  const args = ['serve', folder, '--port', '0', '--index', index, '--workers', '2', '--quiet']
  const program = start(args)
  let said = ''
  program.process.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await program.prints('/graphql')
  const url = said.trim()
  return { program, folder, url }
}

describe('serve with several workers', { timeout: 240_000 }, () => {
  it('answers from all workers, follows changes, and stops at a signal', async () => {
    const { program, folder, url } = await serveByTwo()
    expect(await countsOf(url)).toEqual([1, 1, 1, 1, 1, 1])
    writeFileSync(join(folder, 'again.txt'), BRIDGE.replaceAll('bridge', 'tower'))
    while ((await countArticles(url)) !== 2) await setTimeout(50)
    expect(await countsOf(url)).toEqual([2, 2, 2, 2, 2, 2])
    program.process.kill('SIGTERM')
    expect(await program.end).toBe(0)
    expect(await program.err).toBe('')
  })

  it('replaces a worker that dies, and answers meanwhile', async () => {
    const { program, url } = await serveByTwo()
    const children = () => workersOf(program.process.pid ?? 0)
    const [victim = 0, survivor = 0] = children()
    process.kill(victim, 'SIGKILL')
    await expect.poll(children).toEqual([survivor])
    // Connections handed to a process while it dies are lost.
    const counts = () => countsOf(url)
    await expect.poll(counts).toEqual([1, 1, 1, 1, 1, 1])
    await expect.poll(() => children().length).toBe(2)
    expect(children()).not.toContain(victim)
    program.process.kill('SIGTERM')
    expect(await program.end).toBe(0)
  })

  it('loses no request when its workers are restarted one after the other', async () => {
    const began = performance.now()
    const { program, url } = await serveByTwo()
    const startTime = performance.now() - began
    const children = () => workersOf(program.process.pid ?? 0)
    const agent = new Agent({ keepAlive: true, maxSockets: 16 })
    const outcomes = new Map<string, number>()
    let isOver = false
    const client = async () => {
      while (!isOver) {
        const outcome = await askOnce(url, agent)
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      }
    }
    const clients = Array.from({ length: 16 }, client)
    for (const worker of children()) {
      process.kill(worker, 'SIGTERM')
      await expect.poll(() => children().length === 2 && !children().includes(worker)).toBe(true)
      // The new worker is not visible before it listens; it takes no longer than the first ones.
      await setTimeout(1_000 + 3 * startTime)
    }
    isOver = true
    await Promise.all(clients)
    agent.destroy()
    expect([...outcomes.keys()]).toEqual(['200'])
    program.process.kill('SIGTERM')
    expect(await program.end).toBe(0)
  })

  it('says that its port is in use, and ends with the code for it', async () => {
    const { program, url } = await serveByTwo()
    const { port } = new URL(url)
    const index = join(makeFolder({}), 'index.sqlite')
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const single = start(['serve', folder, '--port', port, '--index', index])
    const several = start(['serve', folder, '--port', port, '--index', index, '--workers', '2'])
    expect(await several.end).toBe(await single.end)
    expect(await several.err).toContain(`Port ${port} is in use. Try --port ${Number(port) + 1}.`)
    program.process.kill('SIGTERM')
    expect(await program.end).toBe(0)
  })

  it('refuses an index in memory', async () => {
    const args = ['serve', makeFolder({}), '--workers', '2', '--index', ':memory:']
    expect(await call(args)).toEqual({
      exitCode: 2,
      out: '',
      err: 'An index in memory cannot be shared by processes. Remove --workers or --index.\n',
    })
  })
})

/** The status of one request, or the code of its failure. */
function askOnce(url: string, agent: Agent): Promise<string> {
  const headers = { 'content-type': 'application/json', 'content-length': QUESTION.length }
  return new Promise((resolve) => {
    ask(url, { agent, method: 'POST', headers }, (response) => {
      response.resume()
      response.once('end', () => resolve(String(response.statusCode)))
      response.once('error', ({ message }) => resolve(message))
    })
      .once('error', (error) => resolve('code' in error ? String(error.code) : error.message))
      .end(QUESTION)
  })
}
