import { beforeAll, describe, expect, it } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { createGateway } from '../../src/gateway.ts'
import { openSampleArchive } from '../support/archive.ts'

const DRAFT = 'application/graphql-response+json'
const json = (query: unknown, variables?: unknown) => JSON.stringify({ query, variables })

describe('status codes', () => {
  let archive: Archive
  beforeAll(async () => void (archive = await openSampleArchive()))

  const status = async (body: string, accept: string, http: 'draft-2026-09' | null) => {
    const gateway = createGateway(archive, { http })
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body,
    }
    const response = await gateway.fetch(new Request('http://localhost/graphql', request))
    const answer: { data?: unknown; errors?: unknown } = await response.json()
    expect(response.status === 200 || answer.errors).toBeTruthy()
    return response.status
  }
  const PARTIAL = json('{ archive { name } node(id: "wrong") { id } }')
  const LARGE = json(`{ ${'a: archive { name } '.repeat(2)}${'b'.repeat(300_000)} }`)

  it.each<[what: string, body: string, specified: number, draft: number, plain: number]>([
    ['data', json('{ archive { name } }'), 200, 200, 200],
    ['data with errors', PARTIAL, 200, 294, 200],
    ['null with errors', json('{ archive { changesSince(revision: "x") { to } } }'), 200, 294, 200],
    ['a body that is not JSON', '{"query":', 400, 400, 400],
    ['a text that is not GraphQL', json('{'), 400, 400, 200],
    ['no query', '{"qeury":"{ archive { name } }"}', 400, 422, 400],
    ['variables that are a list', json('{ archive { name } }', [7]), 400, 422, 400],
    ['a failed validation', json('{ archiv { name } }'), 400, 422, 200],
    [
      'a missing variable',
      json('query ($n: Int!) { articles(first: $n) { totalCount } }'),
      400,
      422,
      400,
    ],
    [
      'an unclear operation',
      json('query A { archive { name } } query B { archive { name } }'),
      400,
      422,
      400,
    ],
    ['a refused body', LARGE, 413, 413, 413],
  ])('of %s', async (_what, body, specified, draft, plain) => {
    expect(await status(body, DRAFT, null)).toBe(specified)
    expect(await status(body, DRAFT, 'draft-2026-09')).toBe(draft)
    expect(await status(body, 'application/json', null)).toBe(plain)
    expect(await status(body, 'application/json', 'draft-2026-09')).toBe(plain)
  })

  it('of an unknown draft are refused', () => {
    const options: object = { http: 'draft-2027-01' }
    expect(() => createGateway(archive, options)).toThrow(
      'The option "http" is one of draft-2026-09, not "draft-2027-01".',
    )
  })
})
