import { createYoga } from 'graphql-yoga'
import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/server/direct.ts'
import { isLoopback, loopbackHosts } from '../../src/server/hosts.ts'
import { useRoutes } from '../../src/server/routes.ts'
import { createTownHandler, get, send } from './ask.ts'
import { askNode } from './node-server.ts'
import { createTown } from './town.ts'

const endpoint = 'http://localhost/graphql'
const question = '{"query":"{ hello }"}'

describe('a POST', () => {
  const handler = createTownHandler()

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=utf-8',
    'application/graphql+json',
  ])('of %s is answered', async (type) => {
    const headers = { 'content-type': type }
    const { data } = await send(handler, endpoint, { method: 'POST', headers, body: question })
    expect(data).toEqual({ hello: 'Good morning' })
  })

  // What a page of another site can send without asking first, and what only looks like JSON.
  it.each([
    ['text/plain', question],
    ['text/plain; application/json', question],
    ['application/x-www-form-urlencoded', 'query={hello}'],
    ['multipart/form-data; boundary=x', '--x\r\n\r\n--x--'],
    ['application/graphql', '{ hello }'],
    ['application/jsonp', question],
    ['', question],
  ])('of %s is refused with 415', async (type, body) => {
    const headers = { 'content-type': type }
    const { status, errors } = await send(handler, endpoint, { method: 'POST', headers, body })
    expect(status).toBe(415)
    expect(errors[0]?.extensions).toEqual({ code: 'UNSUPPORTED_MEDIA_TYPE' })
  })

  it.each(['gzip', 'br', 'deflate'])('that is compressed by %s is refused', async (encoding) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding }
    const { status, errors } = await send(handler, endpoint, {
      method: 'POST',
      headers,
      body: question,
    })
    expect(status).toBe(415)
    expect(errors[0]?.extensions).toEqual({ code: 'UNSUPPORTED_ENCODING' })
  })

  it.each([question, '{ "query" : "{ hello }" }'])(
    'whose body %s a framework has parsed is answered',
    async (body) => {
      const { handle, fetch } = createTownHandler()
      const parsing: Handler = {
        fetch,
        async handle(request, response) {
          const chunks: Buffer[] = []
          for await (const chunk of request) chunks.push(Buffer.from(chunk))
          Object.assign(request, { body: JSON.parse(Buffer.concat(chunks).toString()) })
          await handle(request, response)
        },
      }
      const headers = { 'content-type': 'application/json' }
      const response = await askNode(
        parsing,
        new Request(endpoint, { method: 'POST', headers, body }),
      )
      expect(await response.json()).toEqual({ data: { hello: 'Good morning' } })
    },
  )

  it('that is too large is refused with 413 and the connection is closed', async () => {
    const small = createTownHandler({ bodyBytes: 100 })
    const body = JSON.stringify({ query: `{ hello } # ${'x'.repeat(100)}` })
    const headers = { 'content-type': 'application/json' }
    const reply = await send(small, endpoint, { method: 'POST', headers, body })
    expect(reply.status).toBe(413)
    expect(reply.errors[0]?.extensions).toEqual({
      code: 'BODY_TOO_LARGE',
      limit: 100,
      value: body.length,
    })
    expect(reply.headers.get('connection')).toBe('close')
  })

  it('may have exactly the largest size, in characters of several bytes', async () => {
    const body = JSON.stringify({ query: `{ hello } # 서울` })
    const small = createTownHandler({ bodyBytes: Buffer.byteLength(body) })
    const headers = { 'content-type': 'application/json' }
    const reply = await send(small, endpoint, { method: 'POST', headers, body })
    expect(reply.data).toEqual({ hello: 'Good morning' })
  })
})

describe('an Accept header that allows no response', () => {
  it.each([
    ['a type', 'image/png'],
    ['a charset', 'application/json;charset=utf-16'],
    ['many types', `${'image/png, '.repeat(1_000)}text/csv`],
    ['a page', 'text/html'],
  ])('is refused with 406 and a code: %s', async (_name, accept) => {
    const handler = createTownHandler({ graphiql: false })
    const { status, headers, errors } = await get(handler, '{ hello }', { accept })
    expect(status).toBe(406)
    expect(errors[0]?.extensions).toEqual({ code: 'NOT_ACCEPTABLE' })
    expect(JSON.stringify([...headers]).length).toBeLessThan(500)
  })
})

describe('a GET', () => {
  const handler = createTownHandler()

  it('asks queries', async () => {
    expect((await get(handler, '{ hello }')).data).toEqual({ hello: 'Good morning' })
  })

  it('cannot execute a mutation', async () => {
    const { status, errors } = await get(handler, 'mutation { erase }')
    expect(status).toBe(405)
    expect(errors[0]?.message).toBe('Can only perform a mutation operation from a POST request.')
  })

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('is not %s', async (method) => {
    const { status, errors } = await send(handler, endpoint, { method })
    expect(status).toBe(405)
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_REQUEST' })
  })
})

describe('a HEAD', () => {
  const handler = createTownHandler({ revision: () => 'r1' })
  const page = { headers: { accept: 'text/html' } }

  it.each([
    ['an answer', '/graphql?query={hello}', {}],
    ['an answer with errors', '/graphql?query={wrong}', {}],
    ['a page', '/graphql', page],
    ['the state', '/health', {}],
    ['nothing', '/nothing', {}],
  ])('is answered as GET is for %s, without a body', async (_what, path, init) => {
    const url = `http://localhost${path}`
    const whole = await send(handler, url, init)
    const head = await send(handler, url, { ...init, method: 'HEAD' })
    expect(head.text).toBe('')
    expect(head.status).toBe(whole.status)
    for (const name of ['content-type', 'etag', 'cache-control']) {
      expect(head.headers.get(name)).toBe(whole.headers.get(name))
    }
  })
})

describe('the endpoint with a slash at its end', () => {
  const handler = createTownHandler()
  const answered = { data: { hello: 'Good morning' } }

  it('answers GET and POST', async () => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ hello }"}',
    }
    expect(await send(handler, `${endpoint}/`, init)).toMatchObject(answered)
    expect(await send(handler, `${endpoint}/?query={hello}`)).toMatchObject(answered)
  })

  it('answers requests that the direct lane leaves to Yoga', async () => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ hello wrong }"}',
    }
    const { errors } = await send(handler, `${endpoint}/`, init)
    expect(errors[0]?.message).toContain('Cannot query field "wrong"')
  })
})

describe('a route', () => {
  const handler = createTownHandler({ ready: () => false })
  const html = { headers: { accept: 'text/html' } }

  it.each([
    ['/health', 200, { status: 'ok' }],
    ['/ready', 503, { status: 'not ready' }],
  ])('%s answers %i', async (path, status, body) => {
    const reply = await send(handler, `http://localhost${path}`)
    expect(reply.status).toBe(status)
    expect(JSON.parse(reply.text)).toEqual(body)
    expect(reply.headers.get('cache-control')).toBe('no-store')
  })

  it('/ready answers 200 when operations can be answered', async () => {
    const ready = createTownHandler({ ready: async () => true })
    expect((await send(ready, 'http://localhost/ready')).status).toBe(200)
  })

  it('/ready does not reveal why its check fails', async () => {
    const entries: unknown[] = []
    const failing = createTownHandler({
      ready: () => {
        throw new Error('cannot open /home/reporter/index.sqlite')
      },
      logger: { info() {}, warn() {}, error: (_message, details) => entries.push(details) },
    })
    const { status, text } = await send(failing, 'http://localhost/ready')
    expect({ status, text }).toEqual({ status: 503, text: '{"status":"not ready"}' })
    expect(entries).toEqual([{ cause: new Error('cannot open /home/reporter/index.sqlite') }])
  })

  it('does not reveal why it fails', async () => {
    const fail = () => Promise.reject(new Error('no file /home/reporter/graphiql.js'))
    const yoga = createYoga({
      schema: createTown(),
      plugins: [
        useRoutes({
          endpoint: '/graphql',
          hosts: null,
          ready: () => true,
          graphiql: { page: fail, asset: fail },
          logger: { info() {}, warn() {}, error() {} },
        }),
      ],
    })
    const response = await yoga.fetch('http://localhost/graphql/assets/graphiql.js')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('reporter')
  })

  it('/ redirects browsers to GraphiQL', async () => {
    const { status, headers } = await send(handler, 'http://localhost/', html)
    expect({ status, location: headers.get('location') }).toEqual({
      status: 302,
      location: '/graphql',
    })
  })

  it.each([
    '/',
    '/nothing',
    '/graphql//',
    '/graphql/nothing',
    '/graphql/assets/nothing.js',
    '/x/health',
  ])('%s is 404 for programs', async (path) => {
    const { status, errors } = await send(handler, `http://localhost${path}`)
    expect(status).toBe(404)
    expect(errors[0]?.extensions).toEqual({ code: 'NOT_FOUND' })
  })

  it('is not found by the end of its path', async () => {
    const { data } = await send(handler, `${endpoint}?query={hello}&x=/health`)
    expect(data).toEqual({ hello: 'Good morning' })
  })

  it('of every kind forbids content sniffing', async () => {
    for (const path of [
      '/',
      '/health',
      '/ready',
      '/nothing',
      '/graphql',
      '/graphql?query={hello}',
    ]) {
      for (const init of [{}, html]) {
        const { headers } = await send(handler, `http://localhost${path}`, init)
        expect(headers.get('x-content-type-options')).toBe('nosniff')
      }
    }
  })

  it('moves with the endpoint', async () => {
    const elsewhere = createTownHandler({ endpoint: '/api/news' })
    expect((await send(elsewhere, 'http://localhost/api/news?query={hello}')).data).toBeTruthy()
    expect((await send(elsewhere, endpoint)).status).toBe(404)
    const { text } = await send(elsewhere, 'http://localhost/api/news', html)
    expect(text).toContain('src="/api/news/assets/graphiql.')
  })
})

describe('a host', () => {
  const handler = createTownHandler({ hosts: [...loopbackHosts, 'news.example'] })

  it.each(['localhost', 'localhost:4000', 'LOCALHOST', '127.0.0.1', '[::1]:80', 'news.example.'])(
    '%s is answered',
    async (host) => {
      const { data } = await send(handler, `http://${host}/graphql?query={hello}`)
      expect(data).toEqual({ hello: 'Good morning' })
    },
  )

  it.each([
    'evil.example',
    'localhost.evil.example',
    'news.example.evil.example',
    '127.0.0.2',
    '0.0.0.0',
  ])('%s is refused everywhere', async (host) => {
    for (const path of ['/graphql?query={hello}', '/', '/ready', '/health', '/graphql/assets/x']) {
      const { status, errors } = await send(handler, `http://${host}${path}`)
      expect(status).toBe(403)
      expect(errors).toEqual([
        {
          message: `This server does not go by the name ${host}.`,
          extensions: { code: 'UNKNOWN_HOST' },
        },
      ])
    }
  })

  it('is arbitrary when none are listed', async () => {
    const open = createTownHandler()
    expect((await send(open, 'http://any.example/graphql?query={hello}')).data).toBeTruthy()
  })

  it.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.0.1', false],
    ['127.0.0.1.example', false],
  ])('%s is this machine alone: %s', (address, expected) => {
    expect(isLoopback(address)).toBe(expected)
  })
})

describe('another site', () => {
  const origin = 'https://news.example'
  const corsOf = ({ headers }: { headers: Headers }) =>
    Object.fromEntries([...headers].filter(([name]) => /^access-control|^vary$/.test(name)))
  const preflight = {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-headers': 'content-type, x-client' },
  }

  it('gets no CORS headers by default', async () => {
    const handler = createTownHandler()
    for (const init of [preflight, { headers: { origin } }]) {
      expect(corsOf(await send(handler, `${endpoint}?query={hello}`, init))).toEqual({})
    }
  })

  it('may send requests and read responses when it is listed', async () => {
    const handler = createTownHandler({ cors: { origins: [origin, 'https://b.example'] } })
    const asked = await send(handler, endpoint, preflight)
    expect(asked.status).toBe(204)
    expect(corsOf(asked)).toEqual({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type, x-client',
      'access-control-expose-headers': 'etag',
      'access-control-max-age': '600',
      vary: 'Origin',
    })
    const answer = await send(handler, `${endpoint}?query={hello}`, { headers: { origin } })
    expect(answer.data).toEqual({ hello: 'Good morning' })
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
  })

  it.each(['https://evil.example', 'null', 'https://news.example.evil.example'])(
    'that is not listed gets none: %s',
    async (other) => {
      const handler = createTownHandler({ cors: { origins: [origin], credentials: true } })
      for (const method of ['GET', 'OPTIONS']) {
        const init = { method, headers: { origin: other } }
        const headers = corsOf(await send(handler, `${endpoint}?query={hello}`, init))
        expect(headers).toEqual({ vary: 'Origin' })
      }
    },
  )

  it('may send cookies only when it is listed by name', async () => {
    const init = { headers: { origin } }
    const named = createTownHandler({ cors: { origins: [origin], credentials: true } })
    const open = createTownHandler({ cors: { origins: ['*'], credentials: true } })
    const allowed = 'access-control-allow-credentials'
    expect((await send(named, endpoint, init)).headers.get(allowed)).toBe('true')
    const { headers } = await send(open, endpoint, init)
    expect([headers.get(allowed), headers.get('access-control-allow-origin')]).toEqual([null, '*'])
  })
})

describe('requests of common clients', () => {
  const body = (value: string | Uint8Array<ArrayBuffer>, type = 'application/json') => ({
    method: 'POST',
    headers: { 'content-type': type },
    body: value,
  })

  it.each(['application/json', 'application/json; charset=iso-8859-1'])(
    'that are not UTF-8 are refused: %s',
    async (type) => {
      const latin = Buffer.from('{"query":"{ echo(text: \\"caf\u00e9\\") }"}', 'latin1')
      const { status, errors } = await send(
        createTownHandler(),
        endpoint,
        body(new Uint8Array(latin), type),
      )
      expect(status).toBe(400)
      expect(errors).toEqual([
        { message: 'The body of the request is not UTF-8.', extensions: { code: 'BAD_REQUEST' } },
      ])
    },
  )

  it.each(['direct', 'Yoga'])(
    'may have an empty name for the only operation (%s)',
    async (lane) => {
      const handler = createTownHandler(lane === 'Yoga' ? { plugins: [{ onExecute() {} }] } : {})
      const asked = { query: 'query A { hello }', operationName: '' }
      const posted = await send(handler, endpoint, body(JSON.stringify(asked)))
      expect(posted.data).toEqual({ hello: 'Good morning' })
      const got = await send(handler, `${endpoint}?${new URLSearchParams(asked)}`)
      expect(got.data).toEqual({ hello: 'Good morning' })
    },
  )

  it('with only the hash of a query are asked for its text', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'abc' } }
    const expected = {
      message: 'PersistedQueryNotFound',
      extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
    }
    const handler = createTownHandler()
    const posted = await send(
      handler,
      endpoint,
      body(JSON.stringify({ operationName: 'A', variables: {}, extensions })),
    )
    expect(posted.errors).toEqual([expected])
    const search = new URLSearchParams({ extensions: JSON.stringify(extensions) })
    expect((await send(handler, `${endpoint}?${search}`)).errors).toEqual([expected])
  })
})
