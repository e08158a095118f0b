import { request as httpRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createGateway, type GatewayOptions } from '../../src/gateway.ts'
import { startServer } from '../../src/server/listen.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import { article, openFiles } from '../support/archive.ts'
import { counted } from '../support/spied.ts'

const files = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `${at % 2 === 0 ? 'post' : 'wire'}/${String(at).padStart(4, '0')}.txt`,
      article(`Gate ${at} opens`, '2031-05-06 07:08:09', `"Gate ${at} is open," said Ada Lind.`),
    ]),
  )

const SAID = '{ quotations(orderBy: TEXT_ASC) { nodes { text speaker { name } } } }'
const OF_PAGES = new Set(['pages', 'readings', 'speakers'])
const silent = { info() {}, warn() {}, error() {} }

async function gatewayOf(count: number, options: GatewayOptions = {}) {
  return createGateway(await openFiles(files(count)), { exports: true, logger: silent, ...options })
}

const addressOf = (parameters: Readonly<Record<string, string>>, path = '/export') =>
  `http://localhost${path}?${new URLSearchParams(parameters)}`

describe('GET /export', () => {
  it('answers a file with a name, a type and the revision', async () => {
    const { fetch } = await gatewayOf(3)
    const response = await fetch(new Request(addressOf({ document: SAID })))
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="quotations.csv"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'pressgraph-revision': expect.stringMatching(/\S/),
    })
    expect(await response.text()).toBe(
      [
        'text,speaker.name',
        'Gate 0 is open,Ada Lind',
        'Gate 2 is open,Ada Lind',
        'Gate 1 is open,Ada Lind',
        '',
      ].join('\r\n'),
    )
  })

  it('streams all pages through a socket, and ends with rows, cursor and revision', async () => {
    const server = await listen(await gatewayOf(250))
    const response = await get(
      `${server}${addressOf({ document: SAID, format: 'jsonl' }).slice(16)}`,
    )
    expect((await text(response)).trimEnd().split('\n')).toHaveLength(250)
    expect(response.trailers).toEqual({
      'pressgraph-rows': '250',
      'pressgraph-cursor': expect.stringMatching(/\S/),
      'pressgraph-last-revision': response.headers['pressgraph-revision'],
    })
  })

  it('has the headers of GET and no body in response to HEAD', async () => {
    const gateway = await gatewayOf(3)
    const [head, whole] = await Promise.all(
      ['HEAD', 'GET'].map((method) =>
        gateway.fetch(new Request(addressOf({ document: SAID }), { method })),
      ),
    )
    expect(await head?.text()).toBe('')
    expect([...(head?.headers ?? [])]).toEqual([...(whole?.headers ?? [])])
    const server = await listen(gateway)
    const response = await fetch(`${server}${addressOf({ document: SAID }).slice(16)}`, {
      method: 'HEAD',
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/)
  })

  it.each<[Record<string, string>, number, string]>([
    [{ document: SAID, format: 'xlsx' }, 400, 'EXPORT_FORMAT'],
    [{ document: '{ archive { name } }' }, 400, 'EXPORT_NO_CONNECTION'],
    [{ document: SAID, variables: '{' }, 400, 'EXPORT_BAD_PARAMETER'],
    [{ document: SAID, variables: '[]' }, 400, 'EXPORT_BAD_PARAMETER'],
    [{ document: SAID, bom: 'yes' }, 400, 'EXPORT_BAD_PARAMETER'],
    [{ document: SAID, query: 'x' }, 400, 'EXPORT_BAD_PARAMETER'],
    [{ format: 'csv' }, 400, 'EXPORT_BAD_PARAMETER'],
    [{ documentId: 'x' }, 400, 'DOCUMENT_NOT_FOUND'],
    [{ document: SAID, after: 'x' }, 400, 'BAD_CURSOR'],
    [{ document: `{ ${'{'.repeat(99)}` }, 400, 'TOO_DEEP'],
  ])('refuses %j', async (parameters, status, code) => {
    const { fetch } = await gatewayOf(1)
    const response = await fetch(new Request(addressOf(parameters)))
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] })
  })

  it('asks authorize, before it reads the query', async () => {
    const { fetch } = await gatewayOf(1, { authorize: () => ({ status: 401 }) })
    const response = await fetch(new Request(addressOf({ document: '{ nonsense' })))
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    })
  })

  it('has only the rows of the filter that authorize gives', async () => {
    const { fetch } = await gatewayOf(4, {
      authorize: (caller) => (caller.header('x-key') === 'wire' ? { path: 'wire' } : true),
    })
    const headers = { 'x-key': 'wire' }
    const response = await fetch(new Request(addressOf({ document: SAID }), { headers }))
    expect((await response.text()).match(/Gate \d/g)).toEqual(['Gate 1', 'Gate 3'])
  })

  it('exports a trusted document by its id, and no other text', async () => {
    const { fetch } = await gatewayOf(2, { documents: { said: SAID }, onlyDocuments: true })
    const known = await fetch(new Request(addressOf({ documentId: 'said' })))
    expect((await known.text()).match(/Gate \d/g)).toEqual(['Gate 0', 'Gate 1'])
    const other = await fetch(new Request(addressOf({ document: SAID })))
    expect(await other.json()).toMatchObject({
      errors: [{ extensions: { code: 'DOCUMENT_REQUIRED' } }],
    })
  })

  it('is beside the endpoint, and only with the option', async () => {
    const moved = await gatewayOf(1, { endpoint: '/news/graphql' })
    const found = await moved.fetch(new Request(addressOf({ document: SAID }, '/news/export')))
    expect(found.status).toBe(200)
    const without = await gatewayOf(1, { exports: false })
    const missing = await without.fetch(new Request(addressOf({ document: SAID })))
    expect(missing.status).toBe(404)
  })

  it('reads no further pages when the client is gone', async () => {
    const { store, reads } = counted(openSqliteStore({ path: ':memory:' }))
    const archive = await openFiles(files(400), { store })
    const gateway = createGateway(archive, { exports: true, logger: silent })
    const document = '{ quotations(first: 1) { nodes { text } } }'
    const response = await gateway.fetch(new Request(addressOf({ document })))
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(reads.filter((read) => read === 'pages').length).toBeLessThan(10)
  })

  it('is one answer for logs and metrics, with all of its pages', async () => {
    const archive = await openFiles(files(250))
    const answers: unknown[] = []
    const gateway = createGateway(archive, {
      exports: true,
      logger: silent,
      onAnswer: ({ request, status, source, bytes }) =>
        answers.push([request.path.split('?')[0], status, source, bytes]),
    })
    const response = await gateway.fetch(new Request(addressOf({ document: SAID })))
    expect(response.headers.get('x-request-id')).toMatch(/./)
    const text = await response.text()
    await gateway.fetch(new Request(addressOf({ document: '{ archive { name } }' })))
    await gateway.fetch(new Request(addressOf({ document: SAID }), { method: 'HEAD' }))
    expect(answers).toEqual([
      ['/export', 200, 'EXPORT', Buffer.byteLength(text)],
      ['/export', 400, 'EXPORT', expect.any(Number)],
      ['/export', 200, 'EXPORT', 0],
    ])
  })

  it('reads each page with the same number of statements', async () => {
    const { store, reads } = counted(openSqliteStore({ path: ':memory:' }))
    const archive = await openFiles(files(100), { store })
    const count = async (first: number) => {
      const gateway = createGateway(archive, { exports: true, logger: silent })
      reads.length = 0
      const document = `{ quotations(first: ${first}) { nodes { text speaker { name } article { path } } } }`
      const response = await gateway.fetch(new Request(addressOf({ document })))
      await response.text()
      return reads.filter((read) => OF_PAGES.has(read)).length
    }
    expect(await count(100)).toBe(3)
    expect(await count(20)).toBeLessThanOrEqual(5 * 3)
  })
})

async function listen(gateway: { handle: Parameters<typeof startServer>[0]['handler']['handle'] }) {
  const server = await startServer({ handler: gateway, port: 0 })
  onTestFinished(() => server.stop(0))
  return server.url
}

function get(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(url, resolve).on('error', reject).end()
  })
}
