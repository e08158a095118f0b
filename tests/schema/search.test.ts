import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newsFile } from '../store/news.ts'
import { article, openFiles } from '../support/archive.ts'
import { codesOf, textsAt, valuesAt } from '../support/answers.ts'
import { ask } from '../support/graphql.ts'
import { serve, type WrittenArchive } from '../support/served.ts'

let archive: WrittenArchive

beforeAll(async () => {
  archive = await serve(
    [
      newsFile('rivers.txt', {
        published: '2031-03-01T10:00:00',
        headline: 'The rivers rise',
        text: 'State-run pumps don’t help. AND yet NOT near: the river-bank OR the café.',
        says: [
          { by: 'Ada Lind', words: 'A river has no passport, and rivers rise' },
          { by: 'Bo Marsk', words: 'Passport? No river has one' },
        ],
      }),
      newsFile('banks.txt', {
        published: '2031-03-02T10:00:00',
        headline: 'A bank fails',
        text: 'The river bank was sold to a bank; the CAFÉ was not. 평양 2031.',
        says: [{ by: 'Ada Lind', words: 'Nobody bank on it' }],
      }),
    ],
    afterAll,
  )
})

const search = (list: string, words: string, orderBy: string | null = null) =>
  ask(
    archive,
    `query ($words: String!) {
      found: ${list}(first: 50, filter: { words: $words } ${orderBy ? `orderBy: [${orderBy}]` : ''}) {
        totalCount
        edges { score highlights { exact start end } }
        nodes { ${list === 'articles' ? 'path body' : 'text'} }
      }
    }`,
    { words },
  )

describe('searched articles', () => {
  it.each([
    ['river', ['banks.txt', 'rivers.txt']],
    ['RIVER', ['banks.txt', 'rivers.txt']],
    ['river bank', ['banks.txt', 'rivers.txt']],
    ['"river bank"', ['banks.txt', 'rivers.txt']],
    ['"bank river"', []],
    ['“bank was sold”', ['banks.txt']],
    ['"bank was sol*"', []],
    ['"bank was sol"*', ['banks.txt']],
    ['fail*', ['banks.txt']],
    ['fail', []],
    ['cafe', ['banks.txt', 'rivers.txt']],
    ['Café', ['banks.txt', 'rivers.txt']],
    ['state-run', ['rivers.txt']],
    ['"state run"', ['rivers.txt']],
    ['run-state', []],
    ["don't", ['rivers.txt']],
    ['don’t', ['rivers.txt']],
    ['river, bank!', ['banks.txt', 'rivers.txt']],
    ['(river)', ['banks.txt', 'rivers.txt']],
    ['평양', ['banks.txt']],
    ['2031', ['banks.txt']],
    ['river drought', []],
  ])('for %j are %j', async (words, paths) => {
    const answer = await search('articles', words)
    expect(textsAt(answer, 'found.nodes.path').toSorted()).toEqual(paths)
    expect(valuesAt(answer, 'found.totalCount')).toEqual([paths.length])
  })

  it.each([
    ['river AND yet', ['rivers.txt']],
    ['bank AND fails', []],
    ['passport OR sold', []],
    ['sold NOT river', ['banks.txt']],
    ['NOT river', ['banks.txt', 'rivers.txt']],
    ['NEAR( river bank )', ['rivers.txt']],
    ['NEAR', ['rivers.txt']],
    ['headline:fails', []],
    ['headline : bank', []],
    ['body:river', []],
    ['{headline}: bank', []],
    ['-river', ['banks.txt', 'rivers.txt']],
    ['- river', ['banks.txt', 'rivers.txt']],
    ['^bank', ['banks.txt', 'rivers.txt']],
    ['river + bank', ['banks.txt', 'rivers.txt']],
    ['river *', ['banks.txt', 'rivers.txt']],
    ['*river', ['banks.txt', 'rivers.txt']],
    ['"river', ['banks.txt', 'rivers.txt']],
    ['river" bank"', ['banks.txt', 'rivers.txt']],
    ["river' --", ['banks.txt', 'rivers.txt']],
    ['river; DROP TABLE article', []],
  ])('for %j have only phrases and prefixes as operators', async (words, paths) => {
    const answer = await search('articles', words)
    expect(textsAt(answer, 'found.nodes.path').toSorted()).toEqual(paths)
  })

  it.each(['', ' ', '!?', '""', '*', '"', '" "', '—', '\0', '\ud800'])(
    'are refused for %j, which has no word',
    async (words) => {
      expect(codesOf(await search('articles', words))).toEqual(['EMPTY_SEARCH'])
    },
  )

  it('are sorted by descending score in the order RELEVANCE', async () => {
    const answer = await search('articles', 'bank', 'RELEVANCE')
    expect(textsAt(answer, 'found.nodes.path')).toEqual(['banks.txt', 'rivers.txt'])
    const [first, second] = valuesAt(answer, 'found.edges.score')
    expect(first).toBeGreaterThan(Number(second))
    expect(Number(second)).toBeGreaterThan(0)
  })

  it('have the same scores in every order', async () => {
    const ranked = await search('articles', 'bank', 'RELEVANCE')
    const byPath = await search('articles', 'bank', 'PATH_ASC')
    expect(valuesAt(byPath, 'found.edges.score')).toEqual(valuesAt(ranked, 'found.edges.score'))
  })

  it('have neither scores nor highlights without words', async () => {
    const edges = '{ edges { score highlights { exact } } }'
    const answer = await ask(archive, `{ articles ${edges} quotations ${edges} }`)
    expect(valuesAt(answer, 'articles.edges')).toEqual(
      Array(2).fill({ score: null, highlights: [] }),
    )
    expect(valuesAt(answer, 'quotations.edges')).toEqual(
      Array(3).fill({ score: null, highlights: [] }),
    )
  })

  it('are newest first by RELEVANCE without words', async () => {
    const answer = await ask(archive, '{ articles(orderBy: [RELEVANCE]) { nodes { path } } }')
    expect(textsAt(answer, 'articles.nodes.path')).toEqual(['banks.txt', 'rivers.txt'])
  })
})

describe('searched quotations', () => {
  it.each([
    ['passport', ['A river has no passport, and rivers rise', 'Passport? No river has one']],
    ['"no passport"', ['A river has no passport, and rivers rise']],
    ['"river has"', ['A river has no passport, and rivers rise', 'Passport? No river has one']],
    ['bank', ['Nobody bank on it']],
    ['Lind', []],
    ['pumps', []],
  ])('for %j are %j: only content is searched', async (words, texts) => {
    const answer = await search('quotations', words)
    expect(textsAt(answer, 'found.nodes.text').toSorted()).toEqual(texts)
  })

  it('of a speaker are limited to that speaker', async () => {
    const answer = await ask(
      archive,
      `{ speaker(by: { name: "Ada Lind" }) {
          quotations(filter: { words: "river" }, orderBy: [RELEVANCE]) {
            totalCount edges { score highlights { exact } node { text } }
          }
        } }`,
    )
    expect(valuesAt(answer, 'speaker.quotations')).toEqual([
      {
        totalCount: 1,
        edges: [
          {
            score: expect.any(Number),
            highlights: [{ exact: 'river' }],
            node: { text: 'A river has no passport, and rivers rise' },
          },
        ],
      },
    ])
  })
})

describe('highlights', () => {
  it.each([
    ['river', 'rivers.txt', ['river', 'river', 'river']],
    ['river*', 'rivers.txt', ['rivers', 'river', 'river', 'rivers', 'river']],
    ['"no passport"', 'rivers.txt', ['no passport']],
    ['state-run', 'rivers.txt', ['State-run']],
    ["don't", 'rivers.txt', ['don’t']],
    ['cafe bank', 'rivers.txt', ['bank', 'café']],
    ['cafe', 'banks.txt', ['CAFÉ']],
    ['"river bank" bank', 'banks.txt', ['bank', 'river bank', 'bank', 'bank']],
    ['평양', 'banks.txt', ['평양']],
  ])('of %j in %s are the words: %j', async (words, path, exact) => {
    const answer = await search('articles', words)
    const at = textsAt(answer, 'found.nodes.path').indexOf(path)
    const [edge] = valuesAt(answer, 'found.edges').slice(at)
    expect(edge).toMatchObject({ highlights: exact.map((each) => ({ exact: each })) })
  })

  it('of a quotation are within its content', async () => {
    const answer = await search('quotations', 'passport')
    expect(valuesAt(answer, 'found.edges.highlights.exact').toSorted()).toEqual([
      'Passport',
      'passport',
    ])
  })

  it.each([
    ['ferry', ['ferry', 'ferry']],
    ['"sails and the"', ['sails', 'and the']],
  ])('of %j exclude the cue that splits a quotation', async (words, exact) => {
    const folder = await openFiles({
      'a.txt': article(
        'Ferry sails',
        '2031-03-01 10:00:00',
        '"The ferry sails," said Ada Lind, the ferry pilot, "and the ferry stays."',
      ),
    })
    const answer = await ask(
      folder,
      `query ($words: String!) {
        quotations(filter: { words: $words }) { nodes { text } edges { highlights { exact } } }
      }`,
      { words },
    )
    expect(textsAt(answer, 'quotations.nodes.text')).toEqual([
      'The ferry sails … and the ferry stays.',
    ])
    expect(textsAt(answer, 'quotations.edges.highlights.exact')).toEqual(exact)
  })
})

describe('a search box', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          'river',
          'bank',
          'AND',
          'OR',
          'NOT',
          'NEAR(',
          ')',
          '"',
          '*',
          ':',
          '-',
          '^',
          '+',
          "'",
          ' ',
        ),
      )
      .map((pieces) => pieces.join(' ')),
  )

  it.each(['articles', 'quotations', 'pictures'])('accepts any text for %s', async (list) => {
    await fc.assert(
      fc.asyncProperty(anything, async (words) => {
        const query = `query ($words: String!) { ${list}(filter: { words: $words }) { totalCount } }`
        const codes = codesOf(await ask(archive, query, { words }))
        expect(codes).toEqual(/[\p{L}\p{N}\p{Co}]/u.test(words) ? [] : ['EMPTY_SEARCH'])
      }),
      { numRuns: 50 },
    )
  })

  it('highlights ordered spans within the body in every result', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (words) => {
        const answer = await search('articles', words)
        if (codesOf(answer).length > 0) return
        const bodies = textsAt(answer, 'found.nodes.body')
        valuesAt(answer, 'found.edges').forEach((edge, at) => {
          expect(edge).toMatchObject({ highlights: expect.arrayContaining([expect.anything()]) })
          let from = 0
          for (const { exact, start, end } of spansOf(edge)) {
            expect(start).toBeGreaterThanOrEqual(from)
            expect(bodies[at]?.slice(start, end)).toBe(exact)
            expect(exact).not.toBe('')
            from = end
          }
        })
      }),
      { numRuns: 50 },
    )
  })
})

interface SpanShown {
  readonly exact: string
  readonly start: number
  readonly end: number
}

function spansOf(edge: unknown): readonly SpanShown[] {
  const { highlights }: { highlights: readonly SpanShown[] } = JSON.parse(JSON.stringify(edge))
  return highlights
}

describe('the input of a search', () => {
  const count = (list: string, words: string) =>
    ask(archive, `query ($words: String!) { ${list}(filter: { words: $words }) { totalCount } }`, {
      words,
    })

  it.each(['articles', 'quotations', 'pictures'])('of %s must have a word', async (list) => {
    for (const words of ['', '   ', '*', '-', '""']) {
      const { errors } = await count(list, words)
      expect(errors).toMatchObject([
        {
          message: 'The search has no word. Leave it out to find everything.',
          extensions: { code: 'EMPTY_SEARCH' },
        },
      ])
    }
  })

  it('has at most 64 words and 1,000 bytes', async () => {
    const words = (length: number) => Array.from({ length }, (_, at) => `w${at}`).join(' ')
    expect((await count('articles', words(64))).errors).toBeUndefined()
    expect((await count('articles', words(65))).errors).toMatchObject([
      {
        message: 'The search has 65 words; the limit is 64. Search for fewer words.',
        extensions: { code: 'SEARCH_TOO_LONG', limit: 64, value: 65 },
      },
    ])
    expect((await count('articles', 'é'.repeat(500))).errors).toBeUndefined()
    expect((await count('articles', 'é'.repeat(501))).errors).toMatchObject([
      { extensions: { code: 'SEARCH_TOO_LONG', limit: 1_000, value: 1_002 } },
    ])
  })
})
