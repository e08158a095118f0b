import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createContext } from '../../schema/context.ts'
import { schema } from '../../schema/index.ts'
import { createSnapshotSource } from '../../src/gateway.ts'
import { mapAwaitable } from '../../src/loaders/awaitable.ts'
import type { Handler } from '../../src/server/direct.ts'
import { createHandler } from '../../src/server/handler.ts'
import type { Archive } from '../../src/index.ts'
import { openSampleArchive } from '../support/archive.ts'
import { ROOT } from '../support/program.ts'
import { askNode } from './node-server.ts'

const QUESTIONS = join(ROOT, 'tests/questions')
const silent = { info() {}, warn() {}, error() {} }

describe('the direct lane and Yoga', () => {
  let archive: Archive
  let fast: Handler
  let yoga: Handler
  /** How many operations each has begun for `fast`. */
  const begun = { direct: 0, yoga: 0 }

  beforeAll(async () => {
    archive = await openSampleArchive()
    const snapshots = createSnapshotSource(archive)
    const common = {
      schema,
      logger: silent,
      revision: async () => (await archive.store.archive()).revision,
    }
    const revision = () => mapAwaitable(archive.store.archive(), (record) => record.revision)
    fast = createHandler({
      ...common,
      revision,
      createContext: () => {
        begun.yoga += 1
        return createContext(archive)
      },
      snapshots: {
        ...snapshots,
        begin: (caller) => {
          begun.direct += 1
          return snapshots.begin(caller)
        },
      },
    })
    yoga = createHandler({
      ...common,
      createContext: () => createContext(archive),
      plugins: [{ onExecute() {} }],
    })
  })

  /** The bytes of both answers, what differs from one answer to the next left out. */
  async function both(path: string, init: RequestInit = {}): Promise<[string, string]> {
    const ask = async (handler: Handler) => {
      const response = await askNode(handler, new Request(`http://localhost${path}`, init))
      // Yoga's answers are never compressed, and so do not vary.
      const headers = Array.from(response.headers, ([name, value]) => [
        name,
        name === 'vary' ? value.replace(/(?:^|, )accept-encoding$/, '') : value,
      ]).filter(([name = '', value]) => !PASSING.has(name) && value !== '')
      const body = (await response.text()).replaceAll(/"errorId":"[^"]*"/g, '"errorId":""')
      return `${response.status} ${JSON.stringify(headers)} ${body}`
    }
    return [await ask(fast), await ask(yoga)]
  }

  const post = (asked: object | string, headers: Record<string, string> = {}) =>
    both('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof asked === 'string' ? asked : JSON.stringify(asked),
    })

  const get = (asked: Readonly<Record<string, string>>, headers: Record<string, string> = {}) =>
    both(`/graphql?${new URLSearchParams(asked)}`, { headers })

  it.each(readdirSync(QUESTIONS))('give the same bytes for %s', async (file) => {
    const query = readFileSync(join(QUESTIONS, file), 'utf8')
    const { revision } = await archive.store.archive()
    const variables = { revision }
    for (const [a, b] of [
      await post({ query, variables }),
      await post({ query, variables }),
      await get({ query, variables: JSON.stringify(variables) }),
    ]) {
      expect(a).toBe(b)
    }
  })

  it('give the same bytes, and the direct lane answers without Yoga', async () => {
    const before = begun.yoga
    const [a, b] = await post({ query: '{ articles { nodes { id headline } } }' })
    expect(a).toBe(b)
    expect(a).toMatch(/^200 /)
    expect(begun.yoga).toBe(before)
  })

  it('answers a repeated request without executing it', async () => {
    const query = '{ speakers { nodes { id name } } }'
    await post({ query })
    await post({ query })
    const before = { ...begun }
    const [a, b] = await post({ query })
    expect(a).toBe(b)
    expect(begun).toEqual(before)
  })

  it.each<[string, object | string]>([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['nothing', '{}'],
    ['an empty query', { query: '' }],
    ['another type of query', { query: 1 }],
    ['a syntax error', { query: '{ articles' }],
    ['an unknown field', { query: '{ nothing }' }],
    ['an unknown parameter', { query: '{ __typename }', doc: 1 }],
    ['a parameter that is null', { query: '{ __typename }', doc: null }],
    ['extensions', { query: '{ __typename }', extensions: { a: 1 } }],
    ['a byte order mark', '\ufeff{"query":"{ __typename }"}'],
    ['variables that are null', { query: '{ __typename }', variables: null }],
    ['variables as a list', { query: '{ __typename }', variables: [] }],
    ['variables as words', { query: '{ __typename }', variables: 'x' }],
    ['a variable that is missing', { query: 'query ($id: ID!) { node(id: $id) { id } }' }],
    ['a variable too many', { query: '{ __typename }', variables: { a: 1 } }],
    [
      'a variable of another type',
      { query: 'query ($n: Int) { articles(first: $n) { totalCount } }', variables: { n: 'x' } },
    ],
    ['a page that is too large', { query: '{ articles(first: 101) { totalCount } }' }],
    ['a bad id', { query: '{ node(id: "x") { id } }' }],
    ['nobody', { query: '{ speaker(by: { name: "Nobody" }) { name } }' }],
    ['no operation', { query: 'fragment A on Query { __typename }' }],
    ['two operations', { query: 'query A { a: __typename } query B { b: __typename }' }],
    [
      'one of two operations',
      { query: 'query A { a: __typename } query B { b: __typename }', operationName: 'B' },
    ],
    ['no such operation', { query: 'query A { __typename }', operationName: 'B' }],
    ['an empty name', { query: 'query A { __typename }', operationName: '' }],
    ['a name of another type', { query: 'query A { __typename }', operationName: 1 }],
    ['introspection', { query: '{ __schema { queryType { name } } a: __typename }' }],
    ['__proto__ as a key', { query: '{ __proto__: __typename archive { __proto__: name } }' }],
    ['constructor as a key', { query: '{ constructor: __typename toString: __typename }' }],
    ['keys like numbers', { query: '{ archive { _2: name _1: revision _10: name } }' }],
    [
      'a skipped field that comes again',
      { query: '{ archive { b: name @skip(if: true) a: revision b: name } }' },
    ],
    [
      'fields that are merged',
      { query: '{ archive { a: name } archive { revision } ... { archive { name } } }' },
    ],
    ['too many aliases', { query: `{ ${'a: __typename '.repeat(31)} }` }],
    [
      'too dear',
      {
        query:
          '{ articles(first: 100) { nodes { quotations(first: 100) { nodes { article { dates(first: 100) { nodes { id } } } } } } } }',
      },
    ],
  ])('say the same to %s', async (_what, asked) => {
    const [a, b] = await post(asked)
    expect(a).toBe(b)
    expect((await post(asked))[0]).toBe(b)
  })

  it.each([
    '*/*',
    'application/json',
    'application/graphql-response+json',
    'application/json;charset=utf-8, application/graphql-response+json',
    'application/graphql-response+json, application/json;q=0.9',
    'application/json; charset=latin1',
    'application/*',
    'APPLICATION/JSON',
    'text/html',
    'text/html, */*',
    'text/plain',
    'text/plain, application/json',
    'text/event-stream',
    'multipart/mixed, application/json',
    'image/png;q=1, */*;q=0.1',
    ',',
    'constructor',
  ])('answer alike to a client that accepts %s', async (accept) => {
    for (const query of ['{ archive { name } }', '{ nothing }']) {
      const [a, b] = await post({ query }, { accept })
      expect(a).toBe(b)
      const [c, d] = await get({ query }, { accept })
      expect(c).toBe(d)
    }
  })

  it.each([
    { 'content-type': 'application/json; charset=latin1' },
    { 'content-type': 'application/graphql+json' },
    { 'content-type': 'text/plain' },
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'identity' },
    { authorization: 'Bearer a' },
    { cookie: 'a=b' },
    { origin: 'http://evil.example' },
    { 'if-none-match': '*' },
  ])('answer alike to %o', async (headers) => {
    const [a, b] = await post({ query: '{ archive { name } }' }, headers)
    expect(a).toBe(b)
    const [c, d] = await get({ query: '{ archive { name } }' }, headers)
    expect(c).toBe(d)
  })

  it.each([
    '/graphql',
    '/graphql?',
    '/graphql?query',
    '/graphql?query=%7B__typename%7D&variables=%7B',
    '/graphql?query=%7B__typename%7D&variables=%7B%7D&extensions=%7B%22a%22:1%7D',
    '/graphql?query=%7B__typename%7D&query=%7Barchive%7Bname%7D%7D&other=1',
    '/graphql?query=%7B+archive%7Bname%7D+%7D',
    "/graphql?query={archive{a:name}}&x='y'",
    '/graphql?query=mutation%7Berase%7D',
    '/graphql/?query=%7B__typename%7D',
    '/health',
  ])('answer alike at %s', async (path) => {
    const [a, b] = await both(path)
    expect(a).toBe(b)
  })

  it('answer 304 alike when nothing has changed', async () => {
    const asked = { query: '{ articles { totalCount } }' }
    const [whole] = await get(asked)
    const tag = /W\/\\"(?<tag>[\w-]+)\\"/.exec(whole)?.groups?.tag
    expect(tag).toBeDefined()
    const before = { ...begun }
    const [a, b] = await get(asked, { 'if-none-match': `"other", W/"${tag}"` })
    expect(a).toBe(b)
    expect(a).toMatch(/^304 /)
    expect(begun).toEqual(before)
  })
})

const PASSING = new Set(['date', 'connection', 'keep-alive', 'pressgraph-revision'])
