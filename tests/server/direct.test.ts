import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createRepeatFilter, type Offload } from '../../src/server/direct.ts'
import { defaultLimits } from '../../src/server/limits.ts'
import { createTownHandler, get, post } from './ask.ts'
import { askNode } from './node-server.ts'

const texts = (count: number) => Array.from({ length: count }, (_, at) => `{"unlike":${at}}`)

describe('the filter of repeated requests', () => {
  it('passes a request at its second sight', () => {
    const isAgain = createRepeatFilter()
    expect(['a', 'b', 'a', '', 'b', 'a'].map(isAgain)).toEqual([
      false,
      false,
      true,
      false,
      true,
      true,
    ])
  })

  it('distinguishes similar requests', () => {
    expect(texts(10_000).filter(createRepeatFilter())).toEqual([])
  })

  it('forgets a request after many others', () => {
    const isAgain = createRepeatFilter()
    expect(isAgain('a')).toBe(false)
    texts(200_000).forEach(isAgain)
    expect(isAgain('a')).toBe(false)
  })
})

describe('an operation that takes long', () => {
  const headers = { 'content-type': 'application/json' }

  /** Takes every operation, and answers with what it was given. */
  const offload: Offload = {
    nextLimits: () => defaultLimits,
    isHeavy: () => true,
    setHeavy() {},
    async answer({ method, path, body }) {
      return { status: 200, headers, body: JSON.stringify({ method, path, body: String(body) }) }
    },
  }

  it('is executed in another thread through each interface', async () => {
    const handler = createTownHandler({ offload })
    const body = '{"query":"{ __typename }"}'
    const wanted = JSON.stringify({ method: 'POST', path: '/graphql', body })
    expect((await post(handler, '{ __typename }')).text).toBe(wanted)
    const request = new Request('http://localhost/graphql', { method: 'POST', headers, body })
    expect(await (await askNode(handler, request)).text()).toBe(wanted)
    const { text } = await get(handler, '{__typename}')
    expect(text).toBe('{"method":"GET","path":"/graphql?query=%7B__typename%7D","body":"null"}')
  })
})

describe('operations that arrive together', () => {
  it('let other requests pass between those that take long', async () => {
    const events: string[] = []
    const handler = createTownHandler({
      createContext: () => {
        const end = performance.now() + 25
        while (performance.now() < end);
        events.push('operation')
        return {}
      },
    })
    const operations = Promise.all([1, 2, 3].map((at) => post(handler, `{ echo(number: ${at}) }`)))
    const work = operations.then((all) => all.map(({ status }) => status))
    let isDone = false
    void work.finally(() => (isDone = true))
    while (!isDone) {
      await setImmediate()
      if (events.at(-1) === 'operation') events.push('others')
    }
    expect(await work).toEqual([200, 200, 200])
    expect(events.join()).toMatch(/^(operation,others,?){3}$/)
  })
})
