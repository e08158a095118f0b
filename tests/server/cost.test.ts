import { getOperationAST, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { costOf } from '../../src/server/cost.ts'
import { defaultLimits } from '../../src/server/limits.ts'
import { createTownHandler, post } from './ask.ts'
import { createTown } from './town.ts'

const schema = createTown()

function price(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('The query of the test has no operation.')
  return costOf({ schema, document, operation, variables }, defaultLimits)
}

describe('the cost of an operation', () => {
  it.each([
    ['a field', '{ hello }', 1],
    ['two fields', '{ hello broken }', 2],
    ['a page of 50', '{ articles(first: 50) { nodes { id } } }', 1 + 50 * 2],
    ['a page of 50 from the end', '{ articles(last: 50) { nodes { id } } }', 1 + 50 * 2],
    ['a page of the default size', '{ articles { nodes { id } } }', 1 + 20 * 2],
    ['a page of null', '{ articles(first: null) { nodes { id } } }', 1 + 20 * 2],
    ['an empty page', '{ articles(first: 0) { nodes { id } totalCount } }', 1 + 10],
    ['edges', '{ articles(first: 5) { edges { cursor node { id } } } }', 1 + 5 * 4],
    ['what counts the whole list', '{ articles(first: 50) { totalCount } }', 1 + 10],
    ['a list of its own size', '{ articles { facets(by: "x", first: 3) { value } } }', 1 + 250 + 3],
    ['a list of its default size', '{ articles { facets(by: "x") { value } } }', 1 + 250 + 10],
    [
      'a page inside a page',
      '{ articles(first: 10) { nodes { quotations(first: 5) { nodes { id } } } } }',
      1 + 10 * (1 + 1 + 5 * 2),
    ],
    ['three ids', '{ nodes(ids: ["1", "2", "3"]) { id } }', 1 + 3],
    ['a page larger than any', '{ articles(first: 1000000000) { nodes { id } } }', 1 + 100 * 2],
    ['a negative page', '{ articles(first: -5) { nodes { id } } }', 1],
    ['first and last at once', '{ articles(first: 1, last: 7) { nodes { id } } }', 1 + 7 * 2],
    ['__typename', '{ articles(first: 3) { nodes { __typename } } }', 1 + 3 * 2],
    [
      'inline fragments',
      '{ nodes(ids: ["1"]) { ... on Article { quotations(first: 3) { ... { nodes { id } } } } } }',
      1 + 1 + 3 * 2,
    ],
    [
      'a fragment under pages of two sizes',
      `{ a: articles(first: 2) { ...page } b: articles(first: 9) { ...page } }
       fragment page on ArticleConnection { totalCount nodes { id } }`,
      1 + 10 + 2 * 2 + (1 + 10 + 9 * 2),
    ],
  ])('counts %s', (_what, query, cost) => {
    expect(price(query)).toBe(cost)
  })

  it.each([
    ['given', 'query ($n: Int) { articles(first: $n) { nodes { id } } }', { n: 7 }, 7],
    ['not given', 'query ($n: Int) { articles(first: $n) { nodes { id } } }', {}, 20],
    ['null', 'query ($n: Int) { articles(first: $n) { nodes { id } } }', { n: null }, 20],
    ['by default', 'query ($n: Int = 9) { articles(first: $n) { nodes { id } } }', {}, 9],
    [
      'over its default',
      'query ($n: Int = 9) { articles(first: $n) { nodes { id } } }',
      { n: 3 },
      3,
    ],
  ])('reads a page size from a variable that is %s', (_how, query, variables, size) => {
    expect(price(query, variables)).toBe(1 + size * 2)
  })

  it('reads the number of ids from a variable', () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }'
    expect(price(query, { ids: ['1', '2', '3', '4'] })).toBe(1 + 4)
    expect(price(query, { ids: 'one' })).toBe(1 + 1)
  })

  it('is nothing when the variables cannot be read, since nothing will run', () => {
    expect(price('query ($n: Int!) { articles(first: $n) { nodes { id } } }', { n: 'many' })).toBe(
      0,
    )
  })

  it('is found without walking a fragment again for each of its uses', () => {
    const ladder = Array.from(
      { length: 150 },
      (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`,
    )
    expect(price(`{ ...f0 } ${ladder.join(' ')} fragment f150 on Query { hello }`)).toBe(2 ** 150)
  })
})

describe('an operation over the limit', () => {
  const handler = createTownHandler()
  const nested = `query ($n: Int = 100) { articles(first: $n) { nodes { quotations(first: 100) { nodes { id text } } } } }`

  it('is refused with its cost', async () => {
    const { status, errors } = await post(handler, nested)
    expect(errors).toEqual([
      {
        message:
          'The operation costs 30201 points; the limit is 25000. Ask for smaller pages (first:), above all of lists inside lists.',
        extensions: { code: 'TOO_COSTLY', limit: 25_000, value: 30_201 },
      },
    ])
    expect(status).toBe(400)
  })

  it('passes with smaller pages by a variable', async () => {
    expect((await post(handler, nested, { n: 10 })).errors).toEqual([])
  })

  it('passes under a higher limit', async () => {
    const generous = createTownHandler({ limits: { cost: 40_000 } })
    expect((await post(generous, nested)).errors).toEqual([])
  })

  it('may be a subscription, too', async () => {
    const strict = createTownHandler({ limits: { cost: 0 } })
    const { errors } = await post(
      strict,
      'subscription { changed }',
      {},
      {
        accept: 'text/event-stream',
      },
    )
    const { text } = await post(strict, 'subscription { changed }')
    expect(errors).toEqual([])
    expect(text).toContain('"code":"TOO_COSTLY","limit":0,"value":1')
  })
})
