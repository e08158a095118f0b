import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/open-archive.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import type { Store } from '../../src/store/store.ts'
import { ask } from '../support/graphql.ts'
import { hasPostgres, testServer } from '../support/postgres.ts'
import { ROOT } from '../support/program.ts'
import { exportAll } from './exporting.ts'

async function open(store: Store): Promise<Archive> {
  const archive = await openArchive(join(ROOT, 'data'), { store })
  onTestFinished(() => archive.close())
  return archive
}

const QUOTATIONS = `{ quotations { nodes {
  id text kind speaker { name roles { text } } relays { source { name } } confidence
  article { path headline published { local } origin }
  sameWords { id }
} } }`

const FIRST_ONLY = `{ quotations(filter: { copies: FIRST_ONLY }, orderBy: WORD_COUNT_ASC) {
  edges { cursor node { id } }
} }`

const VERIFY = `query ($text: String!) { verify(text: $text) {
  verdict places { match isNegationChanged differences { kind given quoted { exact } } quotation { id } }
} }`

/** Quotations of the sample archive, as they are or altered. */
const TEXTS = [
  'On most Saturdays the sea is the better match',
  'One boat is not a boat. Two boats are a service',
  'Tram 7 will … from April',
  'I think it when I am sure of something',
  'It is less than they are owed and more than they were never told',
  'A ship can be late; a bridge cannot',
  'Nobody said this anywhere at any time of the day',
]

describe.skipIf(!hasPostgres)('an archive in PostgreSQL and in a file', () => {
  it('gives the same exports, and verifies quotations alike', { tags: 'long' }, async () => {
    const archives = [
      await open(openSqliteStore({ path: ':memory:' })),
      await open(await testServer().open()),
    ]
    const found = []
    for (const archive of archives) {
      const formats = ['csv', 'jsonl', 'bibtex', 'webannotation'] as const
      const exports = []
      for (const format of formats) {
        const { text, rows } = await exportAll(archive, { document: QUOTATIONS, format })
        exports.push({ format, text, rows })
      }
      exports.push((await exportAll(archive, { document: FIRST_ONLY })).text)
      const verdicts = []
      for (const text of TEXTS) verdicts.push(await ask(archive, VERIFY, { text }))
      found.push({ exports, verdicts })
    }
    const [inFile, inPostgres] = found
    expect(inFile?.exports[0]).toMatchObject({ rows: expect.any(Number) })
    expect(inPostgres).toEqual(inFile)
  })
})
