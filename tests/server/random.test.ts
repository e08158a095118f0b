import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseCount } from '../support/cases.ts'
import { createTownHandler, post, send } from './ask.ts'

const handler = createTownHandler()

/** Documents that are nearly right: the words and signs of GraphQL in any order. */
const documents = fc
  .array(
    fc.constantFrom(
      ...[
        '{',
        '}',
        '(',
        ')',
        '[',
        ']',
        ':',
        '!',
        '=',
        '|',
        '&',
        '...',
        '@skip',
        '@include(if: true)',
      ],
      ...['query', 'mutation', 'subscription', 'fragment', 'on', 'a', 'b', 'Query', 'Article'],
      ...['hello', 'articles', 'nodes', 'first', 'ids', '__schema', '__typename', '$n', '$'],
      ...['1', '-1', '1e999', '"x"', '"""x"""', '"', 'null', 'true', '\u0000', '\ud800', '#', '\n'],
    ),
    { maxLength: 40 },
  )
  .map((words) => words.join(' '))

describe('any input', () => {
  it('as a document gets an answer that is not an internal error', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.jsonValue(), async (query, variables) => {
        const { status, errors } = await post(handler, query, variables)
        expect([200, 400]).toContain(status)
        for (const { extensions } of errors) {
          expect(extensions.code).toMatch(/^[A-Z_]+$/)
          expect(extensions.code).not.toBe('INTERNAL')
        }
      }),
      { numRuns: caseCount(300) },
    )
  })

  it('as a body gets an answer that is not an internal error', async () => {
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"query":${json}}`),
    )
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const headers = { 'content-type': 'application/json' }
        const init = { method: 'POST', headers, body }
        const { status, text } = await send(handler, 'http://localhost/graphql', init)
        expect([200, 400]).toContain(status)
        expect(text).not.toContain('INTERNAL')
      }),
      { numRuns: caseCount(300) },
    )
  })

  it('as an address gets an answer that is not an internal error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath(), fc.webQueryParameters(), async (path, query) => {
        const { status } = await send(handler, `http://localhost${path}?${query}`)
        expect(status).toBeLessThan(500)
      }),
      { numRuns: caseCount(200) },
    )
  })
})
