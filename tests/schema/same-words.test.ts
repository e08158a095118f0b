import { describe, expect, it } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { createGateway } from '../../src/gateway.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import { article, openFiles } from '../support/archive.ts'
import { counted } from '../support/spied.ts'

const FILES = {
  'a.txt': article('A', '2031-05-07 07:08:09', '"The old gate is open," said Ada Lind.'),
  'b.txt': article('B', '2031-05-06 07:08:09', '“The OLD gate: is open!” said Bo Marr.'),
  'c.txt': article('C', '2031-05-08 07:08:09', '"The old gate is open," said Ada Lind.'),
  'd.txt': article('D', '2031-05-05 07:08:09', '"The old gate is open, not shut," said Bo Marr.'),
}

async function ask(archive: Archive, query: string) {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ query })
  const request = new Request('http://localhost/graphql', { method: 'POST', headers, body })
  return (await createGateway(archive).fetch(request)).json()
}

interface Answered {
  readonly article: { readonly path: string }
  readonly sameWords: readonly { readonly article: { readonly path: string } }[]
}

describe('Quotation.sameWords', () => {
  it('lists other quotations of the same words, the earliest first', async () => {
    const query = '{ quotations { nodes { article { path } sameWords { article { path } } } } }'
    const { data } = await ask(await openFiles(FILES), query)
    const nodes: readonly Answered[] = data.quotations.nodes
    const found = nodes.map(({ article, sameWords }): [string, string[]] => [
      article.path,
      sameWords.map((other) => other.article.path),
    ])
    expect(Object.fromEntries(found)).toEqual({
      'a.txt': ['b.txt', 'c.txt'],
      'b.txt': ['a.txt', 'c.txt'],
      'c.txt': ['b.txt', 'a.txt'],
      'd.txt': [],
    })
  })

  it('gives the first ones, at most 100', async () => {
    const archive = await openFiles(FILES)
    const one = await ask(
      archive,
      '{ quotations(first: 1) { nodes { sameWords(first: 1) { id } } } }',
    )
    expect(one.data.quotations.nodes[0].sameWords).toHaveLength(1)
    const { errors } = await ask(
      archive,
      '{ quotations { nodes { sameWords(first: 101) { id } } } }',
    )
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_PAGE_SIZE' } }])
  })

  it('is read for all quotations of a page together', async () => {
    const { store, reads } = counted(openSqliteStore({ path: ':memory:' }))
    const archive = await openFiles(FILES, { store })
    const countOf = async (first: number) => {
      reads.length = 0
      await ask(archive, `{ quotations(first: ${first}) { nodes { sameWords { text } } } }`)
      return reads.filter((read) => read === 'quotationsWithPhrase').length
    }
    expect([await countOf(1), await countOf(4)]).toEqual([1, 1])
  })
})
