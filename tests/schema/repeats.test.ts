import { describe, expect, it } from 'vitest'
import { article, openFiles } from '../support/archive.ts'
import { ask } from '../support/graphql.ts'

const SAID = '"The first ferry sails at six on Monday," said Ada Lind, the harbour master.'
const PROSE = 'The quay of Port Selm opened on Monday after six years of work.'

const QUERY = `{ articles(first: 1) { nodes {
  paragraphs { kind text occurrences { start exact } }
  quotations(first: 10) { nodes { text speaker { name } occurrences { start exact } paragraph { text } } }
  problems { code severity message span { exact } }
} } }`

interface Place {
  readonly start: number
  readonly exact: string
}

async function read(...paragraphs: readonly string[]) {
  const archive = await openFiles({
    'a.txt': article('Quay opens', '2031-03-01 10:00:00', paragraphs.join('\n\n')),
  })
  const { data, errors } = await ask(archive, QUERY)
  expect(errors).toBeUndefined()
  const { articles } = data as {
    articles: {
      nodes: {
        paragraphs: { kind: string; text: string; occurrences: Place[] }[]
        quotations: {
          nodes: { text: string; speaker: { name: string } | null; occurrences: Place[] }[]
        }
        problems: { code: string; severity: string; message: string }[]
      }[]
    }
  }
  const [found] = articles.nodes
  if (!found) throw new Error('No article was found.')
  return {
    ...found,
    texts: found.paragraphs.filter(({ kind }) => kind === 'TEXT'),
    repeated: found.problems.filter(({ code }) => code === 'REPEATED_TEXT'),
  }
}

describe('a paragraph that a file repeats', () => {
  it('is one paragraph with its occurrences, and a warning', async () => {
    const { texts, repeated } = await read(SAID, PROSE, SAID, SAID)
    expect(texts.map(({ text, occurrences }) => [text, occurrences.length])).toEqual([
      [SAID, 3],
      [PROSE, 1],
    ])
    expect(texts[0]?.occurrences.map(({ exact }) => exact)).toEqual([SAID, SAID, SAID])
    expect(repeated).toMatchObject([
      {
        severity: 'WARNING',
        message: 'A paragraph is printed up to 3 times: each is read once, with its occurrences.',
      },
    ])
  })

  it('has its quotation once, with its occurrences', async () => {
    const { quotations } = await read(SAID, PROSE, SAID)
    const words = 'The first ferry sails at six on Monday'
    expect(quotations.nodes).toMatchObject([
      { text: words, speaker: { name: 'Ada Lind' }, occurrences: [{}, {}] },
    ])
    for (const { exact } of quotations.nodes[0]?.occurrences ?? []) {
      expect(exact.replace(/,$/, '')).toBe(words)
    }
  })

  it('stays two where it is short', async () => {
    const { texts, repeated } = await read('"Yes," she said.', PROSE, '"Yes," she said.')
    expect(texts).toHaveLength(3)
    expect(repeated).toEqual([])
  })
})

describe('a quotation that an article prints twice', () => {
  it('is one with the speaker that one of its places names', async () => {
    const { quotations, repeated } = await read(
      '"The first ferry sails at six on Monday."',
      PROSE,
      SAID,
    )
    expect(quotations.nodes).toMatchObject([
      { speaker: { name: 'Ada Lind' }, occurrences: [{}, {}] },
    ])
    expect(repeated).toEqual([])
  })

  it('stays two where two people say the same', async () => {
    const { quotations } = await read(SAID, PROSE, SAID.replace('Ada Lind', 'Tom Hale'))
    expect(quotations.nodes.map(({ speaker }) => speaker?.name)).toEqual(['Ada Lind', 'Tom Hale'])
  })
})
