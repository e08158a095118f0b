import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { js } from '@graphql-yoga/render-graphiql/graphiql'
import { describe, expect, it } from 'vitest'
import { patchScript } from '../../src/server/graphiql.ts'
import { graphiqlTabs } from '../../src/server/graphiql-tabs.ts'
import { createTownHandler, send } from './ask.ts'

const hostile = '</script><script>alert(1)</script><!--"\'&'

const handler = createTownHandler({
  graphiql: {
    title: `News ${hostile}`,
    tabs: [
      { title: `Greeting\n${hostile}`, query: '{ hello }', variables: { words: hostile } },
      { query: `{ echo(text: "${hostile}") }` },
    ],
  },
})

const origin = 'http://localhost'
const openPage = () => send(handler, `${origin}/graphql`, { headers: { accept: 'text/html,*/*' } })
const pathsIn = (page: string) =>
  [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '')

async function load(path: string, headers: Record<string, string> = {}) {
  const response = await handler.fetch(new Request(origin + path, { headers }))
  const content = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, content }
}

describe('the questions of GraphiQL', () => {
  it('have lines that fit into the editor', async () => {
    const page = await send(
      createTownHandler({ graphiql: { tabs: graphiqlTabs } }),
      `${origin}/graphql`,
      { headers: { accept: 'text/html' } },
    )
    const json = /id="settings">(.*?)<\/script>/s.exec(page.text)?.[1] ?? ''
    const tabs: { query: string }[] = JSON.parse(json).graphiql.defaultTabs
    const lines = tabs.flatMap(({ query }) => query.split('\n'))
    expect(lines.length).toBeGreaterThan(80)
    expect(lines.filter((line) => line.length > 55)).toEqual([])
    // The documentation leaves less room.
    const comments = lines.filter((line) => line.startsWith('#'))
    expect(comments.filter((line) => line.length > 36)).toEqual([])
  })

  it('need the script that its changes are made for', () => {
    expect(patchScript(js)).toContain('plugins:[ODe,r]')
    expect(patchScript('another version')).toBeNull()
  })
})

describe('the page of GraphiQL', () => {
  it('is small, and brings no script of its own', async () => {
    const { status, headers, text } = await openPage()
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(text.length).toBeLessThan(5_000)
    expect(text.match(/<script/g)).toHaveLength(3)
    expect(text).toContain('<script type="application/json"')
  })

  it('allows scripts, workers and connections only from its own server', async () => {
    const policy = (await openPage()).headers.get('content-security-policy') ?? ''
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
      ]),
    )
    expect(policy).not.toMatch(/unsafe-eval|\*|https?:|script-src[^;]*unsafe/)
  })

  it('escapes its values', async () => {
    const { text } = await openPage()
    expect(text).not.toContain('<script>')
    expect(text).not.toContain('<!--')
    expect(text).toContain('<title>News &lt;/script>&lt;script>alert(1)')
    const json = /id="settings">(.*?)<\/script>/s.exec(text)?.[1] ?? ''
    expect(JSON.parse(json).graphiql.defaultTabs).toEqual([
      {
        query: `# Greeting\n# ${hostile}\n{ hello }`,
        variables: JSON.stringify({ words: hostile }, null, 2),
        headers: null,
      },
      { query: `{ echo(text: "${hostile}") }`, variables: null, headers: null },
    ])
  })

  it('contains nothing of the URL of its request', async () => {
    const { text } = await send(handler, `${origin}/graphql?query=%3Cscript%3Ealert(2)`, {
      headers: { accept: 'text/html' },
    })
    expect(text).not.toContain('alert(2)')
  })

  it('is not sent to programs, or when it is turned off', async () => {
    expect((await send(handler, `${origin}/graphql`)).text).not.toContain('<html')
    const without = createTownHandler({ graphiql: false })
    const headers = { accept: 'text/html' }
    expect((await send(without, `${origin}/graphql`, { headers })).text).not.toContain('<html')
    expect((await send(without, `${origin}/graphql/assets/x.js`)).status).toBe(404)
  })
})

describe('a file of GraphiQL', () => {
  it('exists for each URL in the page, and is cached for a year', async () => {
    const { text } = await openPage()
    const workers = [...text.matchAll(/"(\/graphql\/assets\/[^"]+)"/g)].map(
      ([, path]) => path ?? '',
    )
    const paths = new Set([...pathsIn(text), ...workers])
    expect(paths.size).toBe(7)
    for (const path of paths) {
      const { status, headers } = await load(path)
      expect(status).toBe(200)
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(path).toMatch(/^\/graphql\/assets\/[a-z]+\.[\w-]{16}\.(js|css|svg)$/)
    }
  })

  it('is compressed as the browser accepts it, with the same content', async () => {
    const path = pathsIn((await openPage()).text).find((path) => path.includes('start.')) ?? ''
    const plain = await load(path)
    const brotli = await load(path, { 'accept-encoding': 'gzip, deflate, br, zstd' })
    const gzip = await load(path, { 'accept-encoding': 'br;q=0, gzip' })
    expect([plain, brotli, gzip].map(({ headers }) => headers.get('content-encoding'))).toEqual([
      null,
      'br',
      'gzip',
    ])
    expect(brotliDecompressSync(brotli.content)).toEqual(plain.content)
    expect(gunzipSync(gzip.content)).toEqual(plain.content)
    expect(gzip.headers.get('vary')).toBe('accept-encoding')
  })

  it('is 304 when its ETag matches', async () => {
    const path = pathsIn((await openPage()).text)[0] ?? ''
    const etag = (await load(path)).headers.get('etag') ?? ''
    const { status, content } = await load(path, { 'if-none-match': etag })
    expect({ status, bytes: content.length }).toEqual({ status: 304, bytes: 0 })
  })
})
