import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createTownHandler } from './ask.ts'
import { askNode } from './node-server.ts'

const LONG = 'Brücke '.repeat(400)

describe.each([
  ['without Yoga', []],
  ['by Yoga', [{ onParams() {} }]],
])('compression %s', (_lane, plugins) => {
  const handler = createTownHandler({
    revision: () => 'r1',
    cacheControl: 'public, max-age=60',
    plugins,
  })

  async function ask(text: string, headers: Record<string, string> = {}) {
    const query = `{ echo(text: ${JSON.stringify(text)}) }`
    const url = `http://localhost/graphql?query=${encodeURIComponent(query)}`
    const request = new Request(url, { headers })
    const response =
      process.env.ENTRANCE === 'node'
        ? await askNode(handler, request)
        : await handler.fetch(request)
    return { response, bytes: Buffer.from(await response.arrayBuffer()) }
  }

  it.each([
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip, br;q=0', 'gzip', gunzipSync],
  ])('answers %s with %s', async (accepted, encoding, decompress) => {
    for (let time = 0; time < 3; time += 1) {
      const { response, bytes } = await ask(LONG, { 'accept-encoding': accepted })
      expect(response.headers.get('content-encoding')).toBe(encoding)
      expect(response.headers.get('content-length')).toBe(String(bytes.length))
      expect(bytes.length).toBeLessThan(500)
      expect(JSON.parse(decompress(bytes).toString())).toEqual({ data: { echo: LONG } })
    }
  })

  it.each([
    ['a small answer', 'Brücke', 'br'],
    ['an answer for a client that names no encoding', LONG, ''],
    ['an answer for a client that knows others', LONG, 'zstd'],
  ])('sends %s as it is', async (_what, text, accepted) => {
    const { response, bytes } = await ask(text, accepted ? { 'accept-encoding': accepted } : {})
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(JSON.parse(bytes.toString())).toEqual({ data: { echo: text } })
  })

  it('sends Vary, and the same ETag for all encodings', async () => {
    const plain = (await ask(LONG)).response.headers
    const packed = (await ask(LONG, { 'accept-encoding': 'br' })).response.headers
    expect(plain.get('vary')).toBe('accept, authorization, cookie, accept-encoding')
    expect(packed.get('vary')).toBe(plain.get('vary'))
    expect(packed.get('etag')).toBe(plain.get('etag'))
    const known = { 'if-none-match': plain.get('etag') ?? '', 'accept-encoding': 'br' }
    const { response } = await ask(LONG, known)
    expect(response.status).toBe(304)
    expect(response.headers.get('cache-control')).toBe('public, max-age=60')
    expect(plain.get('cache-control')).toBe('public, max-age=60')
  })

  it('leaves the tag of any answer, and compresses answers with errors', async () => {
    const any = await ask(LONG, { 'if-none-match': '*', 'accept-encoding': 'br' })
    expect(any.response.status).toBe(304)
    expect(any.bytes).toHaveLength(0)
    const wrong = `http://localhost/graphql?query=${encodeURIComponent(`{ ${'wrong '.repeat(9)}}`)}`
    const headers = { 'accept-encoding': 'gzip', accept: 'application/json' }
    const response = await handler.fetch(new Request(wrong, { headers }))
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(JSON.parse(gunzipSync(bytes).toString())).toHaveProperty('errors')
  })

  it('refuses a body that is not UTF-8, and takes an empty name of an operation', async () => {
    const send = async (body: Uint8Array<ArrayBuffer>) => {
      const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
      const response = await handler.fetch(new Request('http://localhost/graphql', request))
      const answer: unknown = await response.json()
      return { status: response.status, answer }
    }
    expect(await send(Buffer.from('{"query":"{ echo(text: "\xff") }"}', 'latin1'))).toEqual({
      status: 400,
      answer: {
        errors: [
          {
            message: 'The body of the request is not UTF-8.',
            extensions: { code: 'BAD_REQUEST' },
          },
        ],
      },
    })
    const empty = JSON.stringify({ query: '{ echo(text: "a") }', operationName: '' })
    expect(await send(Buffer.from(empty))).toEqual({ status: 200, answer: { data: { echo: 'a' } } })
  })
})
