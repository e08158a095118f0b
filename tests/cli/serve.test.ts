import { rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openArchive } from '../../src/open-archive.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import { makeFolder } from '../support/archive.ts'
import { BRIDGE, call } from './console.ts'
import { start } from './process.ts'

const COUNT = JSON.stringify({ query: '{ archive { articleCount } }' })

async function countArticles(url: string): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: COUNT })
  return (await response.json()).data.archive.articleCount
}

/** The status of an answer to a request that names this host. */
function statusFor(url: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

/** Start a server on any free port, and wait until it prints its address. */
async function serve(
  folder: string,
  options: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
) {
  const program = start(['serve', folder, '--port', '0', '--index', ':memory:', ...options], env)
  let url = ''
  program.process.stdout?.on('data', (chunk: Buffer) => {
    url += /http:\S+/.exec(chunk.toString())?.[0] ?? ''
  })
  await program.prints('/graphql')
  return { ...program, url }
}

describe('serve', () => {
  it('prints what it serves and its address, accepts loopback hosts only, and stops at a signal', async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE, 'scan.txt': '%PDF-1.7' })
    const { url, process, out, err, end } = await serve(folder, ['--name', 'Harrow Papers'])
    expect(await countArticles(url)).toBe(1)
    expect(await statusFor(url, 'localhost')).not.toBe(403)
    expect(await statusFor(url, 'archive.example')).toBe(403)
    process.kill('SIGTERM')
    expect(await end).toBe(0)
    expect(await out).toMatch(/^Harrow Papers: 1 article, \d+ quotations, \d+ speakers?, /)
    expect(await out).toContain(`1 error, 0 warnings: see "pressgraph check ${folder}".\n`)
    expect(await out).toMatch(/GraphiQL and GraphQL: http:\/\/localhost:\d+\/graphql\n/)
    expect(await err).toBe('')
  })

  it('answers trusted documents only, where options say so', { tags: 'long' }, async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const manifest = join(
      makeFolder({ 'documents.json': JSON.stringify({ count: '{ archive { articleCount } }' }) }),
      'documents.json',
    )
    const { url, process, out, end } = await serve(folder, ['--documents', manifest], {
      PRESSGRAPH_ONLY_DOCUMENTS: '1',
    })
    const answer = await fetch(`${url}?documentId=count`)
    expect(await answer.json()).toEqual({ data: { archive: { articleCount: 1 } } })
    const refused = await fetch(`${url}?query={archive{articleCount}}`)
    expect((await refused.json()).errors[0].extensions.code).toBe('DOCUMENT_REQUIRED')
    process.kill('SIGINT')
    expect(await end).toBe(0)
    expect(await out).toContain('GraphQL for trusted documents: http')
  })

  it.each([
    [['--only-documents'], '--only-documents needs --documents FILE'],
    [['--documents', 'missing.json'], 'missing.json'],
    [['--persisted-query-bytes', 'many'], 'Write a number of bytes'],
  ])('refuses %j before it reads the folder', async (options, reason) => {
    const { exitCode, err } = await call(['serve', 'nowhere', ...options])
    expect(exitCode).toBe(2)
    expect(err).toContain(reason)
  })

  it('accepts the sites and host names of options and environment', { tags: 'long' }, async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const site = 'http://localhost:5173'
    const options = ['--cors', site, '--endpoint', '/news/graphql/', '--keep-alive', '90']
    const { url, process, end } = await serve(folder, options, {
      PRESSGRAPH_ALLOW_HOST: 'archive.example, News.Example',
    })
    expect(new URL(url).pathname).toBe('/news/graphql')
    expect(await countArticles(url)).toBe(1)
    const answer = await fetch(`${url}?query={__typename}`, { headers: { origin: site } })
    expect(answer.headers.get('access-control-allow-origin')).toBe(site)
    expect(answer.headers.get('keep-alive')).toBe('timeout=90')
    expect(await statusFor(url, 'archive.example')).not.toBe(403)
    expect(await statusFor(url, 'news.example')).not.toBe(403)
    expect(await statusFor(url, 'localhost')).not.toBe(403)
    expect(await statusFor(url, 'other.example')).toBe(403)
    process.kill('SIGINT')
    expect(await end).toBe(0)
  })

  it(
    'serves metrics, logs requests and is a subgraph where options say so',
    { tags: 'long' },
    async () => {
      const folder = makeFolder({ 'bridge.txt': BRIDGE })
      const options = ['--metrics', '--log', 'json', '--federation']
      const { url, process, err, end } = await serve(folder, options)
      const asked = { headers: { 'x-request-id': 'r1' } }
      const answer = await fetch(`${url}?query={_service{sdl}}`, asked)
      expect(await answer.text()).toContain('@key')
      const metrics = await fetch(new URL('/metrics', url))
      expect(await metrics.text()).toContain('pressgraph_index_state{state="READY"} 1')
      process.kill('SIGINT')
      expect(await end).toBe(0)
      expect(await err).toMatch(/"message":"request".*"id":"r1".*"path":"\/graphql","status":200/)
    },
  )

  it('warns when other machines can read the archive', { tags: 'long' }, async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const { process, out, end } = await serve(folder, ['--host', '0.0.0.0'])
    process.kill('SIGINT')
    expect(await end).toBe(0)
    expect(await out).toContain('Everybody who reaches this machine may read the archive.\n')
  })

  it('reads the folder again at SIGHUP', { tags: 'long' }, async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const { url, process, err, end, warns } = await serve(folder, ['--no-watch'])
    writeFileSync(join(folder, 'more.txt'), `${BRIDGE}\nMore of it.\n`)
    process.kill('SIGHUP')
    await expect.poll(() => countArticles(url)).toBe(2)
    rmSync(folder, { recursive: true })
    process.kill('SIGHUP')
    await warns('Cannot read the folder')
    expect(await countArticles(url)).toBe(2)
    process.kill('SIGINT')
    expect(await end).toBe(0)
    expect(await err).toContain('Read the folder again. 1 article added, 0 changed, 0 removed.\n')
    expect(await err).toContain('the last index stays in use. Cannot read the folder')
  })

  it('follows its folder and prints changes', async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const { url, process, err, end, warns } = await serve(folder)
    writeFileSync(join(folder, 'more.txt'), `${BRIDGE}\nMore of it.\n`)
    await expect.poll(() => countArticles(url)).toBe(2)
    await warns('1 article added')
    process.kill('SIGINT')
    expect(await end).toBe(0)
    expect(await err).toBe('1 article added, 0 changed, 0 removed.\n')
  })

  it('serves an existing index while it reads the folder', { tags: 'long' }, async () => {
    const folder = makeFolder({ 'bridge.txt': BRIDGE })
    const path = join(makeFolder({}), 'news.sqlite')
    await (await openArchive(folder, { index: path })).close()
    writeFileSync(join(folder, 'more.txt'), `${BRIDGE}\nMore of it.\n`)
    // Another process that writes keeps this one from taking anything in.
    const other = openSqliteStore({ path })
    onTestFinished(() => other.close())
    const change = await other.beginChange()
    const { url, process, out, err, end, warns } = await serve(folder, ['--index', path])
    const ready = async () => (await fetch(new URL('/ready', url))).text()
    expect(await countArticles(url)).toBe(1)
    expect(await ready()).toBe('{"status":"indexing"}')
    await warns('is being written by another process')
    await change.abort()
    await expect.poll(() => countArticles(url)).toBe(2)
    await expect.poll(ready).toBe('{"status":"ready"}')
    process.kill('SIGINT')
    expect(await end).toBe(0)
    expect(await out).toMatch(
      /: 1 article, .*\nThis is the last index; the folder is being read again/,
    )
    expect(await err).toMatch(/is being written by another process.*\n.*updated again/)
  })

  it('stops while it reads the folder again', { tags: 'long' }, async () => {
    const part = (at: number) => `"It holds ${at} boats," said Ann Roe on Monday.\n\n`
    const story = Array.from({ length: 60 }, (_, at) => part(at)).join('')
    const copies = Array.from({ length: 150 }, (_, at) => [
      `${at}.txt`,
      `${BRIDGE}\n${at}\n${story}`,
    ])
    const folder = makeFolder(Object.fromEntries(copies))
    const path = join(makeFolder({}), 'news.sqlite')
    await (await openArchive(folder, { index: path })).close()
    writeFileSync(join(folder, 'pressgraph.json'), '{ "timeZone": "Asia/Tokyo" }')
    const { process, err, end } = await serve(folder, ['--index', path])
    // It begins to read a moment after it answers. A request would be waited for.
    await setTimeout(500)
    process.kill('SIGTERM')
    expect(await err).toMatch(
      /^(?:Stopped\. The index is unchanged\. The last index stays in use\.\n)?$/,
    )
    expect(await end).toBe(0)
  })

  it('prints only its address with --quiet', { tags: 'long' }, async () => {
    const { out, process } = await serve(makeFolder({ 'bridge.txt': BRIDGE }), ['--quiet'])
    process.kill('SIGINT')
    expect(await out).toMatch(/^http:\/\/localhost:\d+\/graphql\n$/)
  })

  it('fails immediately when the port is in use', async () => {
    const other = createServer()
    onTestFinished(() => void other.close())
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    expect(await call(['serve', makeFolder({}), '--port', String(port)])).toEqual({
      exitCode: 1,
      out: '',
      err: `Port ${port} is in use. Try --port ${port + 1}.\n`,
    })
  })

  it('explains a folder that does not exist', async () => {
    expect(await call(['serve', 'nowhere', '--port', '0'])).toEqual({
      exitCode: 3,
      out: '',
      err: 'Cannot read the folder "nowhere": it does not exist.\n',
    })
  })
})
