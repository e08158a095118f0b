import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { BRIDGE } from './console.ts'
import { ROOT } from '../support/program.ts'
import { start } from './process.ts'

// 290 kB with 3,000 quotations.
const LONG = `Ferries are late\n\n${'"It is late," said Ann Roe of Ildmouth. It was nobody\'s fault that the tide was out so early.\n\n'.repeat(3_000)}`
const SPANS = '{ span { exact line column start(unit: CODE_POINT) } }'
const HEAVY = `{ article(by: { path: "long.txt" }) { headline paragraphs ${SPANS} } }`
const LIGHT = '{ article(by: { path: "bridge.txt" }) { headline } }'

async function serve(...options: readonly string[]) {
  const folder = makeFolder({ 'bridge.txt': BRIDGE, 'long.txt': LONG })
  const program = start(['serve', folder, '--port', '0', ...options])
  let url = ''
  program.process.stdout?.on('data', (chunk: Buffer) => {
    url += /http:\S+/.exec(chunk.toString())?.[0] ?? ''
  })
  await program.prints('/graphql')
  return { ...program, url }
}

async function ask(url: string, query: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })
  return { status: response.status, text: await response.text() }
}

describe('a long operation', { timeout: 120_000 }, () => {
  it('has the same answer as in the thread of the server', async () => {
    const index = `${makeFolder({})}/news.sqlite`
    const { url, process, err, end } = await serve('--index', index)
    const inline = await serve('--index', ':memory:')
    const wanted = await ask(inline.url, HEAVY)
    inline.process.kill('SIGINT')

    // The first operations of a server may take longer, while V8 still compiles.
    for (let at = 0; at < 60; at += 1) await ask(url, LIGHT.replace('headline', `h${at}: headline`))
    const heavy = Array.from({ length: 8 }, () => ask(url, HEAVY))
    for (let at = 0; at < 5; at += 1) {
      expect((await fetch(new URL('/health', url))).status).toBe(200)
    }
    expect(await Promise.all(heavy)).toEqual(heavy.map(() => wanted))

    const streamed = await ask(url, HEAVY, { accept: 'text/event-stream' })
    expect(streamed.text).toContain(`data: ${wanted.text}`)
    expect((await ask(url, HEAVY.replace('headline', 'heading'))).text).toContain(
      'GRAPHQL_VALIDATION_FAILED',
    )
    const tags = [HEAVY, LIGHT].map(async (query) => {
      const response = await fetch(`${url}?query=${encodeURIComponent(query)}`)
      return response.headers.get('etag')?.length
    })
    expect(new Set(await Promise.all(tags)).size).toBe(1)
    process.kill('SIGTERM')
    expect(await end).toBe(0)
    expect(await err).toBe('')
  })

  it('reads corrections as the thread of the server does', async () => {
    const tokens = join(
      makeFolder({ 'editors.txt': 'a-token-of-an-editor Ida Moen\n' }),
      'editors.txt',
    )
    const index = join(makeFolder({}), 'news.sqlite')
    const query = HEAVY.replace('{', '{ archive { correctionFiles { correctionsHash } }')
    const answers = [':memory:', index].map(async (at) => {
      const { url, process, end } = await serve('--index', at, '--corrections', tokens)
      const { text } = await ask(url, query)
      process.kill('SIGINT')
      await end
      return text
    })
    const [inline, offloaded] = await Promise.all(answers)
    expect(offloaded).toBe(inline)
    expect(offloaded).toMatch(/"correctionsHash":"[\w-]{22}"/)
  })

  it('is given up, and the server goes on, when its thread is inside SQLite for too long', async () => {
    const preload = join(ROOT, 'tests/support/slow-statements.js')
    const config = join(makeFolder({ 'c.json': '{ "limits": { "milliseconds": 500 } }' }), 'c.json')
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const index = join(makeFolder({}), 'news.sqlite')
    const args = ['serve', folder, '--port', '0', '--index', index, '--config', config]
    const program = start(args, { NODE_OPTIONS: `--import ${preload}` })
    let url = ''
    program.process.stdout?.on('data', (chunk: Buffer) => {
      url += /http:\S+/.exec(chunk.toString())?.[0] ?? ''
    })
    await program.prints('/graphql')
    const { status, text } = await ask(url, LIGHT)
    expect([status, text]).toEqual([503, expect.stringContaining('"TIMEOUT"')])
    expect((await ask(url, '{ archive { articleCount } }')).status).toBe(200)
    program.process.kill('SIGINT')
    expect(await program.end).toBe(0)
  })
})
