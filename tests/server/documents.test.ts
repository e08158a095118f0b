import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/server/answers.ts'
import type { DocumentManifest, DocumentStore } from '../../src/server/documents.ts'
import type { HandlerOptions } from '../../src/server/options.ts'
import { createTownHandler, send } from './ask.ts'

const HELLO = 'query Hello { hello }'
const OTHER = 'query Other { other: hello }'
const HASH = hashOf(HELLO)

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

type Body = Readonly<Record<string, unknown>>

/** A handler that tells how it answered. */
function createTold(options: Partial<HandlerOptions> = {}) {
  const answers: Answer[] = []
  const handler = createTownHandler({ ...options, onAnswer: (answer) => answers.push(answer) })
  const source = () => answers.at(-1)?.source
  return {
    source,
    post: (body: Body, headers: Record<string, string> = {}) =>
      send(handler, 'http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    get: (body: Body, headers: Record<string, string> = {}) => {
      const members = Object.entries(body).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ])
      const search = new URLSearchParams(members)
      return send(handler, `http://localhost/graphql?${search}`, { headers })
    },
  }
}

const persisted = (sha256Hash: string, query?: string) => ({
  ...(query !== undefined && { query }),
  extensions: { persistedQuery: { version: 1, sha256Hash } },
})

const GREETED = { hello: 'Good morning' }

describe('documents', () => {
  it.each<[string, DocumentManifest | DocumentStore, string]>([
    ['codegen', { [HASH]: HELLO }, HASH],
    ['codegen with prefixes', { [`sha256:${HASH}`]: HELLO }, HASH],
    ['codegen, asked with a prefix', { [HASH]: HELLO }, `sha256:${HASH}`],
    ['Relay', { '0b3a8d9d35b37f1c8a7a1c0f0f3f5e11': HELLO }, '0b3a8d9d35b37f1c8a7a1c0f0f3f5e11'],
    [
      'Apollo',
      {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: HASH, body: HELLO }],
      },
      HASH,
    ],
    ['a store', { digest: '1', find: (id) => (id === 'hello' ? HELLO : undefined) }, 'hello'],
  ])('of %s are found by id, directly', async (_of, documents, id) => {
    const { post, get, source } = createTold({ documents })
    for (const body of [{ documentId: id }, persisted(id), { documentId: id, variables: {} }]) {
      for (const ask of [post, get]) {
        const { status, data, errors } = await ask(body)
        expect({ status, data, errors }).toEqual({ status: 200, data: GREETED, errors: [] })
        expect(source()).toBe('DIRECT')
      }
    }
  })

  it('are executed with their variables and operation name', async () => {
    const text = 'query A { hello } query B($text: String) { echo(text: $text) }'
    const { post } = createTold({ documents: { a: text } })
    const body = { documentId: 'a', operationName: 'B', variables: { text: 'hm' } }
    expect((await post(body)).data).toEqual({ echo: 'hm' })
  })

  it('are answered as streams, too', async () => {
    const { post } = createTold({ documents: { a: HELLO } })
    const { text } = await post({ documentId: 'a' }, { accept: 'text/event-stream' })
    expect(text).toContain('Good morning')
  })

  it('allow other operations beside them', async () => {
    const { post, source } = createTold({ documents: { a: HELLO } })
    expect((await post({ query: OTHER })).data).toEqual({ other: 'Good morning' })
    expect(source()).toBe('DIRECT')
  })

  it.each<[string, Body, string]>([
    ['an unknown id', { documentId: 'b' }, 'DOCUMENT_NOT_FOUND'],
    ['a name of an object', { documentId: 'constructor' }, 'DOCUMENT_NOT_FOUND'],
    ['an id beside a text', { documentId: 'a', query: HELLO }, 'BAD_REQUEST'],
    ['an id that is no string', { documentId: 7 }, 'BAD_REQUEST'],
    [
      'another version',
      { extensions: { persistedQuery: { version: 2, sha256Hash: 'a' } } },
      'BAD_REQUEST',
    ],
    ['a hash that is missing', { extensions: { persistedQuery: { version: 1 } } }, 'BAD_REQUEST'],
  ])('refuse %s', async (_what, body, code) => {
    const { post } = createTold({ documents: { a: HELLO } })
    const { status, data, errors } = await post(body)
    expect({ status, data }).toEqual({ status: 400, data: undefined })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code])
  })

  it('change the ETag of an answer with their texts', async () => {
    const revision = () => '1'
    const first = createTold({ documents: { a: HELLO }, revision })
    const second = createTold({ documents: { a: OTHER }, revision })
    const etag = (await first.get({ documentId: 'a' })).headers.get('etag') ?? ''
    expect((await first.get({ documentId: 'a' }, { 'if-none-match': etag })).status).toBe(304)
    const changed = await second.get({ documentId: 'a' }, { 'if-none-match': etag })
    expect(changed.data).toEqual({ other: 'Good morning' })
  })

  it.each([[[]], [{ a: 1 }], [{ operations: [{ id: 'a' }] }], ['text']])(
    'cannot be %j',
    (documents: unknown) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as in JavaScript
      const wrong = documents as DocumentManifest
      expect(() => createTownHandler({ documents: wrong })).toThrow(/manifest of documents/)
    },
  )
})

describe('onlyDocuments', () => {
  const only = { documents: { a: HELLO }, onlyDocuments: true }

  it.each<[string, Body]>([
    ['a text', { query: OTHER }],
    ['the text of a document', { query: HELLO }],
    ['a text with its hash', persisted(HASH, HELLO)],
    ['introspection', { query: '{ __schema { types { name } } }' }],
    ['nothing', {}],
  ])('refuses %s', async (_what, body) => {
    const { post, get } = createTold(only)
    for (const ask of [post, get]) {
      const { status, data, errors } = await ask(body)
      expect({ status, data }).toEqual({ status: 400, data: undefined })
      expect(errors[0]?.extensions.code).toBe('DOCUMENT_REQUIRED')
    }
  })

  it('answers documents, and says so for an unknown hash', async () => {
    const { post } = createTold(only)
    expect((await post({ documentId: 'a' })).data).toEqual(GREETED)
    const { errors } = await post(persisted(hashOf(OTHER)))
    expect(errors[0]?.extensions.code).toBe('DOCUMENT_NOT_FOUND')
  })

  it('refuses texts of streams and of requests that only Yoga answers', async () => {
    const { post } = createTold(only)
    for (const accept of ['text/event-stream', 'multipart/mixed']) {
      const { text } = await post({ query: HELLO }, { accept })
      expect(text).toContain('DOCUMENT_REQUIRED')
      expect(text).not.toContain('Good morning')
    }
  })

  it('needs documents', () => {
    expect(() => createTownHandler({ onlyDocuments: true })).toThrow(/needs the option documents/)
  })
})

describe('automatic persisted queries', () => {
  it('are asked for once, and found afterwards', async () => {
    const { post, get, source } = createTold()
    const first = await post(persisted(HASH))
    expect(first.status).toBe(200)
    expect(first.errors).toEqual([
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ])
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect((await post(persisted(HASH, HELLO))).data).toEqual(GREETED)
    expect(source()).toBe('DIRECT')
    for (const ask of [post, get]) {
      expect((await ask(persisted(HASH))).data).toEqual(GREETED)
      expect(source()).toBe('DIRECT')
    }
    expect((await post({ documentId: `sha256:${HASH}` })).data).toEqual(GREETED)
  })

  it('are registered by GET as well', async () => {
    const { get } = createTold()
    expect((await get(persisted(HASH, HELLO))).data).toEqual(GREETED)
    expect((await get(persisted(HASH))).data).toEqual(GREETED)
  })

  it('refuse a hash of another text', async () => {
    const { post } = createTold()
    const { status, errors } = await post(persisted(HASH, OTHER))
    expect([status, errors[0]?.extensions.code]).toEqual([400, 'PERSISTED_QUERY_HASH_MISMATCH'])
    expect((await post(persisted(HASH))).errors[0]?.message).toBe('PersistedQueryNotFound')
  })

  it('can be turned off: clients then send the text', async () => {
    const { post } = createTold({ persistedQueryBytes: 0 })
    const { status, errors } = await post(persisted(HASH))
    expect(status).toBe(200)
    expect(errors).toEqual([
      {
        message: 'PersistedQueryNotSupported',
        extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' },
      },
    ])
    expect((await post(persisted(HASH, HELLO))).data).toEqual(GREETED)
    expect((await post(persisted(HASH))).errors[0]?.message).toBe('PersistedQueryNotSupported')
  })

  it('forget the oldest when their store is full', async () => {
    const { post } = createTold({ persistedQueryBytes: 3_000 })
    const texts = Array.from({ length: 20 }, (_, at) => `{ a${at}: hello }`)
    for (const text of texts) await post(persisted(hashOf(text), text))
    const found = await Promise.all(texts.map((text) => post(persisted(hashOf(text)))))
    expect(found[0]?.errors[0]?.message).toBe('PersistedQueryNotFound')
    expect(found[19]?.data).toEqual({ a19: 'Good morning' })
  })

  it('leave a plugin its own ids', async () => {
    const plugin = {
      onParams({ params, setParams }: { params: Body; setParams(params: Body): void }) {
        if (params.documentId === 'mine') setParams({ query: HELLO })
      },
    }
    const { post } = createTold({ plugins: [plugin] })
    expect((await post({ documentId: 'mine' })).data).toEqual(GREETED)
    const { errors } = await post({ documentId: 'other' })
    expect(errors[0]?.extensions.code).toBe('DOCUMENT_NOT_FOUND')
  })
})
