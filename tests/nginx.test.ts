import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { article, makeFolder } from './support/archive.ts'
import { ROOT, startProgram } from './support/program.ts'

const NGINX = process.env.NGINX_PATH ?? '/usr/sbin/nginx'
const FERRY = article('Ferry is late', '2021-03-05 08:00:00', '"We wait," said Ada Lind.')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The configuration of docs/deploy.md, for another port of the server. */
function locationFor(port: string): string {
  const page = readFileSync(join(ROOT, 'docs/deploy.md'), 'utf8')
  const block = /```nginx\n(?<block>[^`]+)```/.exec(page)?.groups?.block ?? ''
  expect(block).toContain('127.0.0.1:4000')
  return block.replace('127.0.0.1:4000', `127.0.0.1:${port}`)
}

/** Start nginx in front of a server, without root and on a free port. */
async function startNginx(location: string): Promise<string> {
  const port = await freePort()
  const folder = makeFolder({})
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ')
  const server = `server { listen 127.0.0.1:${port}; ${location} }`
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/errors;
    events {} http { access_log off; gzip on; gzip_types *; ${temporary} ${server} }`,
  )
  const options = ['-p', folder, '-e', join(folder, 'errors'), '-c', join(folder, 'nginx.conf')]
  execFileSync(NGINX, ['-t', ...options], { stdio: 'pipe' })
  const nginx = spawn(NGINX, options, { stdio: 'ignore' })
  onTestFinished(() => void nginx.kill('SIGTERM'))
  const url = `http://127.0.0.1:${port}`
  await expect
    .poll(() =>
      fetch(url).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
  return url
}

describe.skipIf(!existsSync(NGINX))('behind nginx, as docs/deploy.md configures it', () => {
  it('answers below a prefix, shows GraphiQL and pages, and sends events at once', async () => {
    const folder = makeFolder({ 'ferry.txt': FERRY })
    const program = startProgram(
      process.execPath,
      ...['dist/src/main.js', 'serve', folder, '--index', ':memory:', '--quiet'],
      ...['--allow-host', 'archive.example', '--endpoint', '/news/graphql'],
    )
    const line = await program.line(/http:\/\/localhost:\d+\/news\/graphql/)
    const port = /localhost:(?<port>\d+)/.exec(line)?.groups?.port ?? ''
    const nginx = await startNginx(locationFor(port))
    const post = (query: string, accept: string, signal?: AbortSignal) =>
      fetch(`${nginx}/news/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query }),
        signal: signal ?? null,
      })

    const answer = await post('{ archive { articleCount } }', 'application/json')
    expect(await answer.json()).toEqual({ data: { archive: { articleCount: 1 } } })

    const headers = { accept: 'text/html, */*' }
    for (const [path, words] of [
      ['/news/graphql', 'graphiql'],
      ['/news/', 'Ferry is late'],
    ] as const) {
      const response = await fetch(nginx + path, { headers })
      const html = await response.text()
      expect(html).toContain(words)
      const files = Array.from(html.matchAll(/(?:src|href)="(?<file>[^"#?]+)"/g))
      for (const { groups } of files) {
        const { status } = await fetch(new URL(groups?.file ?? '', nginx + path), { headers })
        expect(`${groups?.file} ${status}`).toBe(`${groups?.file} 200`)
      }
    }

    const client = new AbortController()
    onTestFinished(() => client.abort())
    const stream = await post(
      'subscription { archiveChanged { added { path } } }',
      'text/event-stream',
      client.signal,
    )
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    let events = (await reader?.read())?.value ?? ''
    writeFileSync(join(folder, 'quay.txt'), FERRY.replace('Ferry', 'Quay'))
    while (!events.includes('quay.txt')) events += (await reader?.read())?.value ?? ''
    expect(events).toContain('event: next')
  })
})
