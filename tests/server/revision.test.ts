import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/server/direct.ts'
import { createTownHandler, get, post } from './ask.ts'
import { createTown } from './town.ts'

/** A handler whose archive can change, and which counts the operations that it runs. */
function createChanging() {
  const state = { revision: 'r1' as string | null, runs: 0 }
  const handler = createTownHandler({
    revision: () => state.revision,
    createContext: () => {
      state.runs += 1
      return {}
    },
  })
  return { state, handler }
}

const tagOf = async (handler: Handler, query: string, headers = {}) => {
  const tag = (await get(handler, query, headers)).headers.get('etag')
  expect(tag).toMatch(/^W\/"[\w-]{27}"$/)
  return tag ?? ''
}

describe('the answer to a GET query', () => {
  it('has an ETag and must be revalidated', async () => {
    const { headers } = await get(createChanging().handler, '{ hello }')
    expect(headers.get('etag')).not.toBeNull()
    expect(headers.get('cache-control')).toBe('private, no-cache')
    expect(headers.get('vary')).toBe('accept, authorization, cookie')
  })

  it('is 304 without execution while the archive is unchanged', async () => {
    const { handler, state } = createChanging()
    const etag = await tagOf(handler, '{ hello }')
    const { status, text, headers } = await get(handler, '{ hello }', { 'if-none-match': etag })
    expect({ status, text, runs: state.runs }).toEqual({ status: 304, text: '', runs: 1 })
    expect(headers.get('etag')).toBe(etag)
    expect(headers.get('cache-control')).toBe('private, no-cache')
  })

  it('is 304 when its ETag is one of several', async () => {
    const { handler } = createChanging()
    const etag = await tagOf(handler, '{ hello }')
    const strong = etag.replace('W/', '')
    for (const expected of [`"old", ${etag}`, `${strong} , W/"other"`]) {
      expect((await get(handler, '{ hello }', { 'if-none-match': expected })).status).toBe(304)
    }
  })

  it('is sent in full when the archive has changed, and is 304 when the change is undone', async () => {
    const { handler, state } = createChanging()
    const etag = await tagOf(handler, '{ hello }')
    state.revision = 'r2'
    const changed = await get(handler, '{ hello }', { 'if-none-match': etag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).not.toBe(etag)
    state.revision = 'r1'
    expect((await get(handler, '{ hello }', { 'if-none-match': etag })).status).toBe(304)
  })

  it.each([
    ['query', '{ echo }', {}],
    ['spelling of the query', '{ hello  }', {}],
    ['form', '{ hello }', { accept: 'application/json' }],
    ['user', '{ hello }', { authorization: 'Bearer b' }],
    ['session', '{ hello }', { cookie: 'session=b' }],
  ])('has another tag for another %s', async (_what, query, headers) => {
    const { handler } = createChanging()
    const etag = await tagOf(handler, '{ hello }')
    expect((await get(handler, query, { ...headers, 'if-none-match': etag })).status).toBe(200)
  })

  it.each(['""', 'W/', '"r1"', 'garbage'])('is sent in full for If-None-Match: %s', async (tag) => {
    const { handler } = createChanging()
    expect((await get(handler, '{ hello }', { 'if-none-match': tag })).status).toBe(200)
  })

  it.each([
    ['direct', undefined],
    ['Yoga', [{ onExecute() {} }]],
  ])('is 304 for If-None-Match: * when it has no errors (%s)', async (_lane, plugins) => {
    const handler = createTownHandler({ revision: () => 'r1', ...(plugins && { plugins }) })
    const any = { 'if-none-match': '*' }
    const { status, text, headers } = await get(handler, '{ hello }', any)
    expect({ status, text }).toEqual({ status: 304, text: '' })
    expect(headers.get('etag')).toBe(await tagOf(handler, '{ hello }'))
    expect((await get(handler, '{ broken }', any)).status).toBe(200)
  })

  it('has another ETag for each pair of authorization and cookie', async () => {
    const { handler } = createChanging()
    const callers = [{ authorization: 'ab' }, { authorization: 'a', cookie: 'b' }, { cookie: 'ab' }]
    const tags = []
    for (const caller of callers) tags.push(await tagOf(handler, '{ hello }', caller))
    expect(new Set(tags).size).toBe(callers.length)
  })

  it.each(['{ broken }', '{ nothing }', '{ hello', '{ __type }'])(
    'has no tag when it holds errors: %s',
    async (query) => {
      const { headers } = await get(createChanging().handler, query)
      expect(headers.get('etag')).toBeNull()
    },
  )

  it('has no ETag without a revision', async () => {
    const { handler, state } = createChanging()
    state.revision = null
    expect(
      (await get(handler, '{ hello }', { 'if-none-match': 'x' })).headers.get('etag'),
    ).toBeNull()
  })

  it('has no ETag when the archive changes during execution', async () => {
    const state = { revision: 'r1' }
    const schema = createTown()
    const hello = schema.getQueryType()?.getFields().hello
    if (hello) hello.resolve = () => (state.revision = 'r2')
    const handler = createTownHandler({ schema, revision: () => state.revision })
    expect((await get(handler, '{ hello }')).headers.get('etag')).toBeNull()
    expect((await get(handler, '{ hello }')).headers.get('etag')).not.toBeNull()
  })
})

describe('the answer to a POST', () => {
  it('is executed again, with any ETag in the request', async () => {
    const { handler } = createChanging()
    const etag = await tagOf(handler, '{ hello }')
    const { status, headers } = await post(handler, '{ hello }', {}, { 'if-none-match': etag })
    expect({ status, etag: headers.get('etag') }).toEqual({ status: 200, etag: null })
  })
})
