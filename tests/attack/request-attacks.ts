import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { getIntrospectionQuery } from 'graphql'
import type { Attack } from './attack.ts'
import { ask, head, JSON_TYPE, post, send, server, summarize } from './sample-server.ts'

const deep = (depth: number) =>
  `${'{ article(by: {id: ""}) '.repeat(1)}${'{ sources { source { speaker '.repeat(depth)}{ id }${' } } }'.repeat(depth)} }`
const doubling = Array.from(
  { length: 20 },
  (_, at) => `fragment f${at} on Archive { ...f${at + 1} ...f${at + 1} }`,
).join(' ')
const escaped = 'Ferry <script>alert(1)</script>\u001b[31m'
const articles = (filter: string) => `{ articles(first: 1, filter: { ${filter} }) { totalCount } }`

const SUBSCRIPTION = JSON.stringify({ query: 'subscription { archiveChanged { to } }' })

interface RequestAttack {
  readonly name: string
  readonly wanted: string
  readonly response: () => Promise<string>
}

const TABLE: readonly RequestAttack[] = [
  {
    name: 'selections 2,000 deep',
    wanted: '400 TOO_DEEP',
    response: () => ask(`${'{ a '.repeat(2_000)}${'}'.repeat(2_000)}`),
  },
  { name: 'selections 25 deep', wanted: '400 TOO_DEEP', response: () => ask(deep(8)) },
  {
    name: 'a list literal 900 deep',
    wanted: '400 TOO_DEEP',
    response: () => ask(`{ nodes(ids: ${'['.repeat(900)}${']'.repeat(900)}) { id } }`),
  },
  {
    name: 'a list literal 100,000 deep',
    wanted: '400 TOO_DEEP',
    response: () => ask(`{ nodes(ids: ${'['.repeat(100_000)}) { id } }`),
  },
  {
    name: 'variables 100,000 deep',
    wanted: '400 TOO_DEEP',
    response: () =>
      post(
        `{"query":"{ __typename }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      ),
  },
  {
    name: '600 aliases of one field',
    wanted: '400 TOO_MANY_ALIASES',
    response: () =>
      ask(`{ ${Array.from({ length: 600 }, (_, at) => `a${at}: __typename`).join(' ')} }`),
  },
  {
    name: '10,000 times one field',
    wanted: '400 TOO_MANY_TOKENS',
    response: () => ask(`{ ${'__typename '.repeat(10_000)} }`),
  },
  {
    name: '100 directives',
    wanted: '400 TOO_MANY_DIRECTIVES',
    response: () => ask(`{ __typename ${'@include(if: true) '.repeat(100)} }`),
  },
  {
    name: '500 unknown fields',
    wanted: '400 TOO_MANY_ROOT_FIELDS',
    response: () => ask(`{ ${Array.from({ length: 500 }, (_, at) => `u${at}`).join(' ')} }`),
  },
  {
    name: 'fragments that double 20 times',
    wanted: '400 TOO_MANY_FIELDS',
    response: () =>
      ask(`{ archive { ...f0 } } ${doubling} fragment f20 on Archive { articleCount }`),
  },
  {
    name: 'circular fragments',
    wanted: '200 GRAPHQL_VALIDATION_FAILED',
    response: () =>
      ask('{ archive { ...a } } fragment a on Archive { ...b } fragment b on Archive { ...a }'),
  },
  {
    name: '100,000 tokens',
    wanted: '400 TOO_MANY_TOKENS',
    response: () => ask(`{ ${'a '.repeat(100_000)} }`),
  },
  {
    name: 'a body of 300 kB',
    wanted: '413 BODY_TOO_LARGE',
    response: () => post(`{"query":"{ __typename }${' '.repeat(300_000)}"}`),
  },
  {
    name: 'a body that announces 50 MB',
    wanted: '413 BODY_TOO_LARGE',
    response: () => send([head('POST /graphql', JSON_TYPE, 'Content-Length: 52428800')]),
  },
  {
    name: 'a body of 1 MB without a length',
    wanted: '413 BODY_TOO_LARGE',
    response: () =>
      send([
        head('POST /graphql', JSON_TYPE, 'Transfer-Encoding: chunked'),
        ...Array.from({ length: 16 }, () => `10000\r\n${' '.repeat(0x10000)}\r\n`),
      ]),
  },
  {
    name: 'a compressed body',
    wanted: '415 UNSUPPORTED_ENCODING',
    response: () => post(gzipSync('{"query":"{ __typename }"}'), 'Content-Encoding: gzip'),
  },
  {
    name: 'a compressed body that is cut',
    wanted: '415 UNSUPPORTED_ENCODING',
    response: () => post('not gzip', 'Content-Encoding: gzip'),
  },
  {
    name: 'two lengths',
    wanted: '400',
    response: () =>
      send([head('POST /graphql', JSON_TYPE, 'Content-Length: 2', 'Content-Length: 3'), '{}}']),
  },
  {
    name: 'a length and chunks',
    wanted: '400',
    response: () =>
      send([
        head('POST /graphql', JSON_TYPE, 'Content-Length: 5', 'Transfer-Encoding: chunked'),
        '0\r\n\r\n',
      ]),
  },
  {
    name: 'a request behind the last one',
    wanted: '400',
    response: () =>
      send([
        head('POST /graphql', JSON_TYPE, 'Content-Length: 26'),
        '{"query":"{ __typename }"}',
        'GET /secret HTTP/1.1\r\nHost: localhost\r\n\r\n',
      ]),
  },
  {
    name: 'several operations in a list',
    wanted: '400 BATCHING_NOT_SUPPORTED',
    response: () => post('[{"query":"{ __typename }"},{"query":"{ __typename }"}]'),
  },
  {
    name: 'first: 1000000000',
    wanted: '200 BAD_PAGE_SIZE',
    response: () => ask('{ articles(first: 1000000000) { nodes { id } } }'),
  },
  {
    name: 'first: -1',
    wanted: '200 BAD_PAGE_SIZE',
    response: () => ask('{ articles(first: -1) { nodes { id } } }'),
  },
  {
    name: '10,000 ids',
    wanted: '200 BAD_PAGE_SIZE',
    response: () =>
      ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: Array.from({ length: 10_000 }, () => 'x'),
      }),
  },
  {
    name: 'a cursor of nothing',
    wanted: '200 BAD_CURSOR',
    response: () => ask('{ articles(first: 1, after: "AAAA") { nodes { id } } }'),
  },
  {
    name: 'a cursor with NUL',
    wanted: '200 BAD_CURSOR',
    response: () =>
      ask('query($c: String) { articles(first: 1, after: $c) { nodes { id } } }', { c: '\0\0' }),
  },
  {
    name: 'an id of another type',
    wanted: '200',
    response: () =>
      ask(`{ node(id: "${Buffer.from('Article:__proto__').toString('base64')}") { id } }`),
  },
  { name: 'introspection', wanted: '200 over 20 kB', response: () => ask(getIntrospectionQuery()) },
  {
    name: 'introspection 25 deep',
    wanted: '400 TOO_DEEP',
    response: () =>
      ask(
        `{ __type(name: "Query") { ${'fields { type { '.repeat(12)} name ${'} }'.repeat(12)} } }`,
      ),
  },
  {
    name: 'a response of 20 MB',
    wanted: '400 RESPONSE_TOO_LARGE',
    response: () => {
      const field = 'article(by: { path: "long.txt" }) { body }'
      return ask(`{ ${Array.from({ length: 25 }, (_, at) => `a${at}: ${field}`).join(' ')} }`)
    },
  },
  {
    name: 'the positions of all paragraphs of a long article',
    wanted: '200, 5 checks of health before it',
    response: async () => {
      let answered = 0
      const fields = 'paragraphs { span { line column start(unit: CODE_POINT) exact } }'
      const long = Array.from({ length: 6 }, async (_, at) => {
        const response = await ask(`{ a${at}: article(by: { path: "long.txt" }) { ${fields} } }`)
        answered += 1
        return summarize(response).split(' ')[0]
      })
      let before = 0
      for (let check = 0; check < 5; check += 1) {
        await send([head('GET /health')])
        if (answered < long.length) before += 1
      }
      const statuses = new Set(await Promise.all(long))
      return `${[...statuses].join()}, ${before} checks of health before it`
    },
  },
  {
    name: 'a search of 200 kB',
    wanted: '200 SEARCH_TOO_LONG',
    response: () =>
      ask('query($w: String) { articles(first: 1, filter: { words: $w }) { totalCount } }', {
        w: 'sea '.repeat(50_000),
      }),
  },
  {
    name: 'a search with the syntax of FTS5',
    wanted: '200',
    response: () =>
      ask('query($w: String) { articles(first: 1, filter: { words: $w }) { totalCount } }', {
        w: '") OR NEAR(a b, 5) {headline}: ^a - AND "',
      }),
  },
  {
    name: 'SQL in a path',
    wanted: '200',
    response: () => ask(articles(`path: "'; DROP TABLE article; --"`)),
  },
  {
    name: 'a glob in a path',
    wanted: '200',
    response: () => ask(articles(`path: "${'*'.repeat(1_000)}"`)),
  },
  {
    name: 'a path out of the folder',
    wanted: '200 NOT_FOUND',
    response: () => ask('{ article(by: { path: "../../etc/passwd" }) { body } }'),
  },
  {
    name: '__proto__ in variables',
    wanted: '200',
    response: () =>
      post(
        '{"query":"query($a: Int) { articles(first: $a) { totalCount } }","variables":{"__proto__":{"a":5},"a":0}}',
      ),
  },
  { name: 'NUL in a query', wanted: '200 GRAPHQL_PARSE_FAILED', response: () => ask('{ a\0 }') },
  {
    name: 'half a surrogate pair',
    wanted: '200 GRAPHQL_PARSE_FAILED',
    response: () => post('{"query":"{ \\ud800 }"}'),
  },
  {
    name: 'a body that is not UTF-8',
    wanted: '400 BAD_REQUEST',
    response: () => post(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
  },
  {
    name: 'markup in an error',
    wanted: '200 NOT_FOUND',
    response: () => ask(`{ article(by: { path: ${JSON.stringify(escaped)} }) { body } }`),
  },
  {
    name: 'a form',
    wanted: '415 UNSUPPORTED_MEDIA_TYPE',
    response: () =>
      post('query=%7B__typename%7D', 'Content-Type: application/x-www-form-urlencoded'),
  },
  {
    name: 'plain text',
    wanted: '415 UNSUPPORTED_MEDIA_TYPE',
    response: () => post('{"query":"{ __typename }"}', 'Content-Type: text/plain'),
  },
  {
    name: 'a broken upload',
    wanted: '415 UNSUPPORTED_MEDIA_TYPE',
    response: () =>
      post(
        '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n',
        'Content-Type: multipart/form-data; boundary=x',
      ),
  },
  {
    name: 'a query with the hash of another',
    wanted: '400 PERSISTED_QUERY_HASH_MISMATCH',
    response: () =>
      post(
        JSON.stringify({
          query: '{ __typename }',
          extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
        }),
      ),
  },
  {
    name: 'a mutation by GET',
    wanted: '405 BAD_REQUEST',
    response: () => send([head('GET /graphql?query=mutation%7Ba%7D')]),
  },
  {
    name: 'a subscription that names no stream',
    wanted: '200',
    response: () =>
      send(
        [head('POST /graphql', JSON_TYPE, `Content-Length: ${SUBSCRIPTION.length}`), SUBSCRIPTION],
        1_000,
      ),
  },
  {
    name: 'an unacceptable Accept of 14 kB',
    wanted: '406 NOT_ACCEPTABLE',
    response: () => ask('{ __typename }', undefined, `Accept: ${'image/png,'.repeat(1_400)}x/y`),
  },
  {
    name: 'headers of 20 kB',
    wanted: '431',
    response: () => send([head('GET /health', `X-Long: ${'a'.repeat(20_000)}`)]),
  },
  {
    name: 'a blank Host',
    wanted: '400 BAD_REQUEST',
    response: () => send(['GET /health HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n']),
  },
  {
    name: 'a Host with markup',
    wanted: '400 BAD_REQUEST',
    response: () => send(['GET /health HTTP/1.1\r\nHost: a<b>\r\nConnection: close\r\n\r\n']),
  },
  {
    name: 'the Host of another site',
    wanted: '403 UNKNOWN_HOST',
    response: () =>
      send([
        'GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      ]),
  },
  {
    name: 'a preflight of another origin',
    wanted: '405 BAD_REQUEST, no CORS headers',
    response: async () => {
      const got = await send([
        head(
          'OPTIONS /graphql',
          'Origin: https://evil.example',
          'Access-Control-Request-Method: POST',
        ),
      ])
      return /access-control/i.test(got) ? got : `${summarize(got)}, no CORS headers`
    },
  },
  {
    name: 'a path with ..',
    wanted: '404 NOT_FOUND',
    response: () => send([head('GET /../../etc/passwd')]),
  },
  {
    name: 'a path with broken escapes',
    wanted: '404 NOT_FOUND',
    response: () => send([head('GET /%E0%A4%A')]),
  },
  {
    name: 'an address of another server',
    wanted: '400 BAD_REQUEST',
    response: () => send([head('GET http://evil.example/')]),
  },
  {
    name: 'an upgrade',
    wanted: '200 BAD_REQUEST',
    response: () =>
      send(
        [
          'GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
        ],
        1_000,
      ),
  },
  { name: 'not HTTP', wanted: '400', response: () => send(['\x16\x03\x01\x02\x00']) },
  {
    name: 'GraphiQL with markup in its address',
    wanted: '200, a policy',
    response: async () => {
      const got = await send([
        head(
          'GET /graphql?query=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E',
          'Accept: text/html',
        ),
      ])
      return `${/^HTTP\/1\.1 (\d+)/.exec(got)?.[1]}${got.includes('</script><script>alert') ? ' with the script' : ''}${/content-security-policy/i.test(got) ? ', a policy' : ''}`
    },
  },
]

const LONG: readonly RequestAttack[] = [
  {
    name: 'headers that never end',
    wanted: 'closed in 12 s',
    response: () => timed(['POST /graphql HTTP/1.1\r\nHost: localhost\r\nX: ']),
  },
  {
    name: 'a body that never ends',
    wanted: 'closed in 17 s',
    response: () => timed([head('POST /graphql', JSON_TYPE, 'Content-Length: 1000'), '{']),
  },
]

async function timed(parts: readonly string[]): Promise<string> {
  const start = performance.now()
  await send(parts, 60_000)
  const seconds = (performance.now() - start) / 1000
  return seconds <= 12
    ? 'closed in 12 s'
    : seconds <= 17
      ? 'closed in 17 s'
      : `open for ${seconds} s`
}

/** 2,000 connections that send nothing; a request among them is still answered. */
async function manyConnections(): Promise<string> {
  const sockets = Array.from({ length: 2_000 }, () =>
    connect(server.port, '127.0.0.1').on('error', () => {}),
  )
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => setTimeout(resolve, 500))
  return summarize(await ask('{ __typename }'))
}

const started =
  (run: (isLong: boolean) => Promise<string>) => async (_folder: string, isLong: boolean) => {
    await server.start()
    return run(isLong)
  }

export const requestAttacks: readonly Attack[] = [
  ...TABLE.map(({ name, wanted, response }) => ({
    name: `a request: ${name}`,
    wanted,
    run: started(async () => {
      const got = await response()
      return got.startsWith('HTTP/') || got === '' ? summarize(got) : got
    }),
  })),
  ...LONG.map(({ name, wanted, response }) => ({
    name: `a request: ${name}`,
    wanted,
    run: started(async (isLong) => (isLong ? response() : wanted)),
  })),
  { name: 'a request: 2,000 idle connections', wanted: '200', run: started(manyConnections) },
  {
    name: 'all requests: the server afterwards',
    wanted: 'healthy, at most 600 MB, nothing logged, exit 0',
    run: started(async () => {
      const health = (await send([head('GET /health')])).includes('{"status":"ok"}')
      const { megabytes } = server
      const end = await server.stop()
      const memory = megabytes > 600 ? `${megabytes} MB` : 'at most 600 MB'
      const log = server.log === '' ? 'nothing logged' : `logged ${server.log}`
      return `${health ? 'healthy' : 'dead'}, ${memory}, ${log}, exit ${end}`
    }),
  },
]
