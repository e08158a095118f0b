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
  const signal = AbortSignal.timeout(5_000)
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

describe('serve with several workers', { timeout: 40_000 }, () => {
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
    await expect.poll(children, { timeout: 10_000 }).toEqual([survivor])
    // Connections handed to a process while it dies are lost.
    const counts = () => countsOf(url)
    await expect.poll(counts, { timeout: 20_000 }).toEqual([1, 1, 1, 1, 1, 1])
    await expect.poll(() => children().length, { timeout: 20_000 }).toBe(2)
    expect(children()).not.toContain(victim)
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
