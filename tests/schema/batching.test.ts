import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServedArchive } from '../../schema/context.ts'
import { openArchive } from '../../src/open-archive.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import { article, makeFolder } from '../support/archive.ts'
import { askCompiled, askGraphqlJs } from '../support/graphql.ts'

const NESTED = `query ($first: Int!, $inner: Int!) {
  articles(first: $first) {
    totalCount
    nodes {
      headline
      file { encoding }
      sources { role source { name speaker { name } } }
      quotations(first: $inner, filter: { kind: [DIRECT] }) {
        totalCount
        facets(by: SPEAKER) { label count }
        nodes {
          text
          speaker { name firstQuoted { local } quotations(first: $inner) { nodes { text } } }
          relays { source { name } }
          article { headline }
        }
      }
      speakers(first: $inner) { nodes { name articles(first: $inner) { nodes { headline } } } }
      dates(first: $inner) { nodes { value } timeline(interval: MONTH) { count } }
    }
  }
}`

describe.each([
  [
    'graphql-js',
    async (...args: Parameters<typeof askGraphqlJs>) => (await askGraphqlJs(...args)).data,
  ],
  ['graphql-jit', askCompiled],
])('statements of one operation executed by %s', (_engine, ask) => {
  const statements: string[] = []
  let archive: ServedArchive

  beforeAll(async () => {
    const names = ['Ada Lind', 'Bo Marsk', 'Cy Thorne', 'Di Vane', 'Ed Wray']
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `${index}.txt`,
        article(
          `Ferry ${index}`,
          `2021-03-${String((index % 28) + 1).padStart(2, '0')} 10:00:00`,
          ...names.map((name) => `"The ferry sails on Saturday," said ${name}, a pilot.`),
          '(Northern Wire)',
        ),
      ]),
    )
    const folder = makeFolder(files, afterAll)
    const index = join(folder, '.index.sqlite')
    await (await openArchive(folder, { index })).close()
    const store = openSqliteStore({ path: index, onStatement: (sql) => statements.push(sql) })
    archive = { store, state: 'READY', changes: async function* () {} }
  })

  const count = async (first: number, inner: number) => {
    statements.length = 0
    expect(await ask(archive, NESTED, { first, inner })).not.toBeNull()
    return statements.length
  }

  it('do not grow with the size of a page', async () => {
    const few = await count(2, 5)
    // A longer page may hold articles that a shorter one reads in another step.
    expect(await count(50, 5)).toBeLessThanOrEqual(few)
  })

  it('do not grow with the size of a page inside a page', async () => {
    const few = await count(50, 1)
    expect(await count(50, 5)).toBeLessThanOrEqual(few)
  })

  it('read the quotations of 50 articles, 5 each, by one page statement', async () => {
    statements.length = 0
    const query = `{ articles(first: 50) { nodes { quotations(first: 5) { edges { cursor } } } } }`
    await ask(archive, query)
    expect(statements.length).toBeLessThanOrEqual(3)
  })
})
