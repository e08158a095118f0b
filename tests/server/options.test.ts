import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  createGateway,
  type Answer,
  type Archive,
  type Authorize,
  type Builder,
  type GatewayOptions,
  openArchive,
} from '../../src/index.ts'
import { startServer } from '../../src/server/listen.ts'
import { openSampleArchive } from '../support/archive.ts'
import { get, post, send } from './ask.ts'

const silent = { info() {}, warn() {}, error() {} }
const COUNT = '{ archive { articleCount } }'

describe('options of a gateway', () => {
  let archive: Archive
  beforeAll(async () => void (archive = await openSampleArchive()))

  it('names an option that does not exist', () => {
    const options = { bookmarkz: true, endpoint: '/graphql' }
    expect(() => createGateway(archive, options)).toThrow(/no option "bookmarkz".*authorize/)
  })

  it('names an option of an archive that does not exist', async () => {
    const options = { wach: true, index: ':memory:' }
    await expect(openArchive('data', options)).rejects.toThrow(/no option "wach".*watch/)
  })

  it.each<[string, object]>([
    ['The option "limits" has no member "dept". Its members are', { limits: { dept: 3 } }],
    ['is a path such as "/graphql", not "graphql"', { endpoint: 'graphql' }],
    ['has a list of origins', { cors: { origin: 'https://news.example' } }],
    ['is one of draft-2026-09', { http: 'draft' }],
  ])('says %s', (message, options) => {
    expect(() => createGateway(archive, options)).toThrow(message)
  })

  describe('context', () => {
    const extend = (builder: Builder) =>
      builder.queryField('caller', (t) =>
        t.string({
          nullable: true,
          resolve: (_root, _args, context) => ('user' in context ? String(context.user) : null),
        }),
      )

    it.each<[string, (user: string | null) => object | Promise<object>]>([
      ['at once', (user) => ({ user })],
      ['later', async (user) => ({ user })],
    ])('gives resolvers what it returns %s, for each request', async (_when, give) => {
      const gateway = createGateway(archive, {
        context: ({ header }) => give(header('x-user')),
        extend,
        logger: silent,
      })
      for (const user of ['Ada', 'Bo', 'Ada', 'Bo']) {
        const { data } = await post(gateway, '{ caller archive { articleCount } }', undefined, {
          'x-user': user,
        })
        expect(data).toMatchObject({ caller: user, archive: { articleCount: expect.any(Number) } })
      }
      expect((await get(gateway, '{ caller }')).headers.get('etag')).toBeNull()
    })

    it('reaches the fallback', async () => {
      const context = () => ({ user: 'Ada' })
      const gateway = createGateway(archive, { context, extend, logger: silent })
      const { data, errors } = await post(gateway, '{ caller node(id: "wrong") { id } }')
      expect(errors).toHaveLength(1)
      expect(data).toEqual({ caller: 'Ada', node: null })
    })

    it('cannot replace members of our context', async () => {
      const gateway = createGateway(archive, { context: () => ({ load: null, archive: null }) })
      expect((await post(gateway, COUNT)).errors).toEqual([])
    })

    it('adds no fields to another gateway', async () => {
      createGateway(archive, { extend })
      expect((await post(createGateway(archive), '{ caller }')).errors).toHaveLength(1)
    })
  })

  describe('authorize', () => {
    const secret = { authorization: 'Bearer secret' }
    const gatewayOf = (options: GatewayOptions = {}) =>
      createGateway(archive, {
        authorize: ({ header }) =>
          header('authorization') === 'Bearer secret' || {
            status: 401,
            headers: { 'www-authenticate': 'Bearer' },
          },
        logger: silent,
        ...options,
      })

    it('answers only callers that it allows, even when the answer is cached', async () => {
      const gateway = gatewayOf()
      for (let time = 0; time < 3; time += 1) {
        expect((await post(gateway, COUNT, undefined, secret)).errors).toEqual([])
        const refused = await post(gateway, COUNT)
        expect(refused.status).toBe(401)
        expect(refused.data).toBeUndefined()
        expect(refused.errors).toEqual([
          { message: 'Say who you are.', extensions: { code: 'UNAUTHENTICATED' } },
        ])
        expect(refused.headers.get('www-authenticate')).toBe('Bearer')
      }
    })

    it.each([
      [
        'an operation with errors',
        '/graphql',
        {
          method: 'POST',
          body: '{"query":"{ wrong }"}',
          headers: { 'content-type': 'application/json' },
        },
      ],
      [
        'a subscription',
        '/graphql?query=subscription{archiveChanged{to}}',
        { headers: { accept: 'text/event-stream' } },
      ],
      ['another path', '/elsewhere', {}],
      ['a slash at the end', '/graphql/?query={archive{articleCount}}', {}],
      [
        'a page with a method of its own',
        '/graphql',
        { method: 'PUT', headers: { accept: 'text/html' } },
      ],
    ])('refuses %s', async (_what, path, init) => {
      expect((await send(gatewayOf(), `http://localhost${path}`, init)).status).toBe(401)
    })

    it.each([
      '/graphql/assets/../../graphql?query={archive{articleCount}}',
      '/graphql/assets/%2e%2e/.%2E/graphql?query={archive{articleCount}}',
      '/graphql/assets\\..\\..\\graphql?query={archive{articleCount}}',
      '/graphql/assets/x/../../../graphql/?query={archive{articleCount}}',
      '/health/../graphql?query={archive{articleCount}}',
      '/graphql/assets/../../metrics',
    ])('refuses %s, whose path is another one when it is resolved', async (path) => {
      const asked: string[] = []
      const gateway = gatewayOf({
        metrics: true,
        authorize: (caller) => {
          asked.push(caller.path)
          return { status: 401 }
        },
      })
      const server = await startServer({ handler: gateway, port: 0 })
      onTestFinished(() => server.stop(0))
      const { hostname, port } = new URL(server.url)
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        request({ hostname, port, path }, resolve).on('error', reject).end()
      })
      expect(await text(response)).toContain('UNAUTHENTICATED')
      expect(response.statusCode).toBe(401)
      expect(asked.join()).not.toMatch(/\.\.|%2e|\\/i)
    })

    it.each([
      ['/health', {}, 200],
      ['/ready', {}, 200],
      ['/graphql', { headers: { accept: 'text/html' } }, 200],
      ['/graphql', { method: 'OPTIONS', headers: { origin: 'https://news.example' } }, 204],
    ])('lets everybody ask %s', async (path, init, status) => {
      const gateway = gatewayOf({ cors: { origins: ['https://news.example'] } })
      expect((await send(gateway, `http://localhost${path}`, init)).status).toBe(status)
    })

    it('asks for authorization where GraphiQL is off', async () => {
      const page = { headers: { accept: 'text/html' } }
      const url = 'http://localhost/graphql?query={archive{articleCount}}'
      expect((await send(gatewayOf({ graphiql: false }), url, page)).status).toBe(401)
    })

    it('lets listed sites read a refusal', async () => {
      const gateway = gatewayOf({ cors: { origins: ['https://news.example'] } })
      const { headers } = await post(gateway, COUNT, undefined, { origin: 'https://news.example' })
      expect(headers.get('access-control-allow-origin')).toBe('https://news.example')
    })

    it.each<[string, Authorize, number, string]>([
      // JavaScript may return anything.
      ['gives nothing', () => JSON.parse('null'), 403, 'FORBIDDEN'],
      ['gives a code', () => ({ status: 403, code: 'NO_SUBSCRIPTION' }), 403, 'NO_SUBSCRIPTION'],
      ['gives a code later', async () => ({ status: 403, code: 'LATE' }), 403, 'LATE'],
      ['rejects', () => Promise.reject(new Error('secret')), 500, 'INTERNAL'],
      [
        'throws',
        () => {
          throw new Error('secret')
        },
        500,
        'INTERNAL',
      ],
    ])('answers nothing when it %s', async (_what, authorize, status, code) => {
      const refused = await post(gatewayOf({ authorize }), COUNT)
      expect(refused).toMatchObject({ status, errors: [{ extensions: { code } }] })
      expect(refused.text).not.toContain('secret')
    })
  })

  describe('onAnswer', () => {
    it('is called for each answer, with the lane that answered', async () => {
      const answers: Answer[] = []
      const gateway = createGateway(archive, {
        onAnswer: (answer) => answers.push(answer),
        authorize: ({ header }) => header('cookie') === null || { status: 403 },
        logger: silent,
      })
      const { text } = await post(gateway, COUNT)
      for (let time = 0; time < 2; time += 1) await post(gateway, COUNT)
      await post(gateway, '{ wrong }')
      await post(gateway, COUNT, undefined, { cookie: 'a=b' })
      await expect.poll(() => answers.length).toBe(5)
      expect(answers.map(({ status, source }) => [status, source])).toEqual([
        [200, 'DIRECT'],
        [200, 'DIRECT'],
        [200, 'KEPT'],
        [200, 'YOGA'],
        [403, 'REFUSED'],
      ])
      expect(answers[0]).toMatchObject({
        bytes: text.length,
        request: { method: 'POST', path: '/graphql' },
      })
      for (const { milliseconds } of answers) expect(milliseconds).toBeGreaterThan(0)
    })

    it('changes no answer when it fails, and is logged', async () => {
      const logged: string[] = []
      const gateway = createGateway(archive, {
        onAnswer: () => {
          throw new Error('full disk')
        },
        logger: { ...silent, error: (message) => void logged.push(message) },
      })
      expect((await post(gateway, COUNT)).status).toBe(200)
      await expect.poll(() => logged).toEqual(['onAnswer failed'])
    })
  })

  it('keeps the direct lane with a plugin whose hooks see no query', async () => {
    const sources: string[] = []
    const ask = async (plugin: object) => {
      const onAnswer = ({ source }: Answer) => void sources.push(source)
      await post(createGateway(archive, { plugins: [plugin], onAnswer }), COUNT)
    }
    await ask({ onSubscribe() {} })
    await ask({ onExecute() {} })
    await expect.poll(() => sources).toEqual(['DIRECT', 'YOGA'])
  })

  it('lets a plugin serve a path of its own', async () => {
    const metrics = {
      onRequest({
        request,
        endResponse,
        fetchAPI,
      }: {
        request: Request
        endResponse(response: Response): void
        fetchAPI: { Response: typeof Response }
      }) {
        if (new URL(request.url).pathname === '/metrics') endResponse(new fetchAPI.Response('1'))
      },
    }
    const gateway = createGateway(archive, { plugins: [metrics] })
    expect((await send(gateway, 'http://localhost/metrics')).text).toBe('1')
    expect((await send(gateway, 'http://localhost/elsewhere')).status).toBe(404)
  })
})
