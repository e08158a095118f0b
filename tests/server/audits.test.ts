import { serverAudits } from 'graphql-http'
import { describe, expect, it } from 'vitest'
import { createTownHandler } from './ask.ts'

describe.each([
  ['with GraphiQL', {}],
  ['without GraphiQL', { graphiql: false as const }],
])('GraphQL over HTTP, %s', (_title, options) => {
  const handler = createTownHandler(options)
  const audits = serverAudits({
    url: 'http://localhost/graphql',
    fetchFn: (url: string, init: RequestInit) => handler.fetch(new Request(url, init)),
  })

  it('is audited on 61 points', () => {
    expect(audits).toHaveLength(61)
  })

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn()
    expect(result.status === 'ok' ? 'ok' : result).toBe('ok')
  })
})
