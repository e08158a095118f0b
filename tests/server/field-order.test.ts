import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createTownHandler, post } from './ask.ts'
import { createTown } from './town.ts'

/** The town, in which every field of an article takes another while. */
function createSlowTown() {
  const schema = createTown()
  const article = schema.getType('Article')
  const fields = article && 'getFields' in article ? article.getFields() : {}
  for (const [index, name] of ['headline', 'quotations', 'sources'].entries()) {
    const field = fields[name]
    if (!field || !('resolve' in field)) continue
    field.resolve = async (parent: Record<string, unknown>) => {
      await wait(30 - 10 * index)
      const value = parent[name]
      return typeof value === 'function' ? value() : value
    }
  }
  return schema
}

const handler = createTownHandler({ schema: createSlowTown() })

describe('the fields of an answer', () => {
  it.each([
    [
      'of objects',
      '{ node(id: 1) { ... on Article { headline id sources { name id } } } }',
      '{"node":{"headline":"Bridge 1 reopens","id":"1","sources":[{"name":"Harbour Wire","id":"s1"}]}}',
    ],
    [
      'of lists',
      '{ nodes(ids: [1, 2]) { ... on Article { headline } id } }',
      '{"nodes":[{"headline":"Bridge 1 reopens","id":"1"},{"headline":"Bridge 2 reopens","id":"2"}]}',
    ],
    [
      'of fragments',
      '{ node(id: 1) { ...a id } } fragment a on Article { h: headline sources { id } }',
      '{"node":{"h":"Bridge 1 reopens","sources":[{"id":"s1"}],"id":"1"}}',
    ],
    [
      'that are asked for in two places',
      '{ node(id: 1) { ... on Article { headline } } a: hello node(id: 1) { id __typename } }',
      '{"node":{"headline":"Bridge 1 reopens","id":"1","__typename":"Article"},"a":"Good morning"}',
    ],
    [
      'that are skipped or null',
      '{ node(id: 1) { ... on Article { headline @skip(if: true) id sources { id } } } echo hello }',
      '{"node":{"id":"1","sources":[{"id":"s1"}]},"echo":null,"hello":"Good morning"}',
    ],
  ])('%s come in the order of the question', async (_what, query, data) => {
    const { text } = await post(handler, query)
    expect(text).toBe(`{"data":${data}}`)
  })

  it('come in order for each operation of a document', async () => {
    const both = 'query A { hello echo } query B { echo hello }'
    const ask = async (operationName: string) => {
      const response = await handler.fetch(
        new Request('http://localhost/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: both, operationName }),
        }),
      )
      return response.text()
    }
    expect(await ask('A')).toBe('{"data":{"hello":"Good morning","echo":null}}')
    expect(await ask('B')).toBe('{"data":{"echo":null,"hello":"Good morning"}}')
  })

  it('stay null where the whole answer is', async () => {
    expect((await post(handler, '{ articles(first: 1) { nodes { id } } }')).data).toBeTruthy()
    const broken = createTownHandler({ schema: createTown() })
    expect((await post(broken, '{ broken }')).text).toContain('"data":{"broken":null}')
  })
})
