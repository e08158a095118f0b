import { describe, expect, it } from 'vitest'
import { createBudget } from '../../src/extraction/budget.ts'
import { readArticle } from '../../src/extraction/read-article.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import { growthOf, MOST_GROWTH } from '../support/growth.ts'
import { articleOf, parseText } from '../support/text-file.ts'

const HEAD = 'Head     DATE: 2020-01-02\n\nARDEN - '
const LENGTH = 64_000

function read(filling: string): void {
  for (const article of parseText(HEAD + filling).articles) readArticle(article, defaultSettings)
}

describe('readArticle on repetitive text', { tags: 'timing' }, () => {
  it.each([
    ...['"', "'", '`', '“', '”', '«', '»', '„', '‘', '(', '[', '<', '((()))', '-', '.', '…', '。'],
    ...[
      'a/',
      'a@',
      'a-',
      "a'",
      "l'",
      'a.',
      'Aa',
      '1,',
      'é',
      '日',
      '日本「語」',
      '\u200b',
      '😀',
      '\r',
    ],
    ...[
      'a\n',
      'a\n\n',
      '\n',
      '"a\n',
      '"a\n\n',
      '- a\n',
      'A: b\n\n',
      '/ A\n',
      'A/B\n\n',
      '=\n',
      ' \t',
    ],
    ...['"a" ', '"a, ', '" a ', '“a ‘b ', '"a \'b ', "'a' ", ': "a" ', '“a” - ', '.) a', '...a'],
    ...['", he said, "', '"No," he said. ', 'Hale said. "A." ', 'said: "a', 'Hale: "a" '],
    ...[
      'said ',
      'he said ',
      'who said ',
      ', saying ',
      'as saying ',
      'quoted a as quoting ',
      'to say ',
    ],
    ...[
      'according to ',
      '"according to" ',
      'citing a, ',
      'told him ',
      'and ',
      'also ',
      'on Monday ',
    ],
    ...['has in the past ', 'the Hale, ', 'Hale, ', 'Hale of ', 'his claim ', 'while Hale said '],
    ...[
      'Aa ',
      'Aa, ',
      'A. B. C. ',
      'Mr. ',
      'U.S. ',
      'Ann Lee said. ',
      'Hale and Brand ',
      'he ',
      'His ',
    ],
    ...[
      'Post ',
      'the Post ',
      'Post (AB) ',
      'Reuters ',
      'AP-',
      'state media ',
      'state-run ',
      'the agency ',
    ],
    ...[
      '1990 ',
      '1 May ',
      'May 1, 1990 ',
      'Monday ',
      '12:30 ',
      '1/2/',
      'last ',
      'two ',
      '2020-01-02 ',
      '77" he said, "',
      '6\'7" he said, “',
    ],
    ...[
      'By Aa Bb\n',
      'By by ',
      '(Photo: A)\n',
      '(END)\n',
      '© ',
      'DATE: ',
      'President ',
      'minister of ',
    ],
  ])('takes linear time for %j', (unit) => {
    expect(growthOf(read, unit, LENGTH)).toBeLessThan(MOST_GROWTH)
  })

  it.each(generatedUnits(40, 20_260_801))('takes linear time for the generated %j', (unit) => {
    expect(growthOf(read, unit, LENGTH)).toBeLessThan(MOST_GROWTH)
  })
})

/** Units of one to twelve pieces of an alphabet of marks, letters and cues. */
function generatedUnits(count: number, seed: number): string[] {
  const pieces = [
    ...'"\'“”‘’«»„()[],.:;-—/@!?',
    ...[' ', ' ', ' ', '\n', '\n\n', 'a', 'A', 'b', 'é', '1', '9', '日'],
    ...[' said ', ' he ', 'Hale ', ' who ', 'saying ', ' told ', 'according to ', ' of ', ' and '],
    ...['May ', 'Monday ', 'Mr. ', 'Post ', 'the ', ' was ', 'his '],
  ]
  let state = seed
  const below = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + below(12) }, () => pieces[below(pieces.length)]).join(''),
  )
}

describe('readArticle on text beyond its budget', () => {
  it('reads the first 250,000 words and marks, serves the whole text and warns', () => {
    const article = articleOf(
      `${HEAD}"No," Hale said. ${'It was so. '.repeat(75_000)}"No," Hale said.`,
    )
    const { quotations, problems, article: served } = readArticle(article, defaultSettings)
    expect(served.body).toBe(article.body)
    expect(quotations).toHaveLength(1)
    expect(problems).toMatchObject([{ code: 'TOO_COMPLEX', severity: 'WARNING', line: 3 }])
    expect(problems[0]?.message).toContain('250,000')
  })

  it('shares the budget between the articles of a file', () => {
    const budget = { ...createBudget(), tokens: 30 }
    const article = articleOf(`${HEAD}"No," Hale said. "Yes," Brand said.`)
    const problemsOf = () =>
      readArticle(article, defaultSettings, [], budget).problems.map(({ code }) => code)
    expect(problemsOf()).toEqual([])
    expect(problemsOf()).toEqual(['TOO_COMPLEX'])
    expect(problemsOf()).toEqual(['TOO_COMPLEX'])
  })

  it.each(['quotations', 'dates'] as const)('leaves out %s beyond their number', (kind) => {
    const article = articleOf(
      `${HEAD}"No," Hale said on 1 May 2020. "Yes," Brand said on 2 May 2020.`,
    )
    const reading = readArticle(article, defaultSettings, [], { ...createBudget(), [kind]: 1 })
    expect(reading[kind]).toHaveLength(1)
    expect(reading.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(`Some ${kind} of the article are left out`),
    ])
  })

  it('reports the first twenty unbalanced quotation marks, and how many follow', () => {
    const { problems } = readArticle(articleOf(`${HEAD}${'a"\n\n'.repeat(30)}`), defaultSettings)
    expect(problems).toHaveLength(21)
    expect(problems.at(-1)?.message).toContain('and 9 later ones')
  })
})

describe('readArticle on many opening marks after a quotation', () => {
  it.each(['“', '«'])('reads %s', (mark) => {
    const text = `Ferry is late\n\n"Yes," said Ann Roe. ${mark.repeat(300_000)}`
    const [article] = parseText(text).articles
    const { quotations } = readArticle(article ?? articleOf(''), defaultSettings)
    expect(quotations.length).toBeGreaterThan(0)
  })
})
