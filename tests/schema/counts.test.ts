import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { newsFile } from '../store/news.ts'
import { numberAt, refusals, textsAt, valueAt, valuesAt } from '../support/answers.ts'
import { openSampleArchive } from '../support/archive.ts'
import { ask } from '../support/graphql.ts'
import { serve, type WrittenArchive } from '../support/served.ts'

/** Six articles over a turn of the year, one undated, one from before 1970. */
const files = [
  newsFile('a.txt', {
    published: '2030-12-29T23:59:59',
    headline: 'One two three',
    says: [
      { by: 'Ada Lind', words: 'Four words are here' },
      { by: 'Bo Marsk', words: 'Two words', kind: 'INDIRECT', relays: ['PTB'] },
    ],
    sources: [{ name: 'Harbour Post', role: 'PUBLISHER' }],
  }),
  newsFile('b.txt', {
    published: '2030-12-30T00:00:00',
    headline: 'One',
    says: [{ by: 'Ada Lind', words: 'One', relays: ['PTB', 'Radio Ild'] }],
    sources: [
      { name: 'Harbour Post', role: 'PUBLISHER' },
      { name: 'Northern Wire', role: 'WIRE_AGENCY', kind: 'WIRE_AGENCY' },
    ],
    dates: [
      { words: 'Monday', from: '2030-12-30', relation: 'PRESENT' },
      { words: 'next week', from: '2031-01-06', until: '2031-01-12', relation: 'FUTURE' },
      { words: 'long ago', until: '1950-01-01', relation: 'PAST' },
      { words: 'some day' },
    ],
  }),
  newsFile('c.txt', {
    published: '2031-01-01T12:00:00',
    language: 'ko',
    headline: 'One',
    says: [{ by: null, words: 'Nobody knows' }],
    sources: [{ name: 'Evening Crane', role: 'PUBLISHER' }],
  }),
  newsFile('d.txt', { published: '2031-02-28T12:00:00', headline: 'One' }),
  newsFile('e.txt', { headline: 'Undated', language: null }),
  newsFile('f.txt', { published: '1969-12-31T23:00:00', headline: 'Old' }),
]

describe('facets', () => {
  let archive: WrittenArchive
  beforeAll(async () => {
    archive = await serve(files, afterAll)
  })

  const facets = async (list: string, by: string, args = '', first = '') => {
    const fields = `totalCount facets(by: ${by} ${first}) { label count words }`
    return ask(archive, `{ ${list}(first: 0 ${args}) { ${fields} } }`)
  }

  it.each([
    [
      'articles',
      'PUBLISHER',
      [
        ['Harbour Post', 2, 18],
        ['Evening Crane', 1, 3],
      ],
    ],
    ['articles', 'WIRE_AGENCY', [['Northern Wire', 1, 9]]],
    [
      'articles',
      'RELAY',
      [
        ['PTB', 2, 18],
        ['Radio Ild', 1, 9],
      ],
    ],
    ['articles', 'AUTHOR', []],
    [
      'articles',
      'LANGUAGE',
      [
        ['en', 4, 20],
        ['ko', 1, 3],
      ],
    ],
    [
      'articles',
      'SPEAKER',
      [
        ['Ada Lind', 2, 18],
        ['Bo Marsk', 1, 9],
      ],
    ],
    [
      'quotations',
      'SPEAKER',
      [
        ['Ada Lind', 2, 5],
        ['Bo Marsk', 1, 2],
      ],
    ],
    [
      'quotations',
      'KIND',
      [
        ['DIRECT', 3, 7],
        ['INDIRECT', 1, 2],
      ],
    ],
    [
      'quotations',
      'NAMING',
      [
        ['NAMED', 3, 7],
        ['ANONYMOUS', 1, 2],
      ],
    ],
    [
      'quotations',
      'BASIS',
      [
        ['NAMED', 3, 7],
        ['NONE', 1, 2],
      ],
    ],
    [
      'quotations',
      'RELAY',
      [
        ['PTB', 2, 3],
        ['Radio Ild', 1, 1],
      ],
    ],
    [
      'quotations',
      'PUBLISHER',
      [
        ['Harbour Post', 3, 7],
        ['Evening Crane', 1, 2],
      ],
    ],
    ['quotations', 'WIRE_AGENCY', [['Northern Wire', 1, 1]]],
    [
      'dates',
      'RELATION',
      [
        ['FUTURE', 1, null],
        ['PAST', 1, null],
        ['PRESENT', 1, null],
      ],
    ],
    ['dates', 'TYPE', [['DATE', 4, null]]],
    [
      'dates',
      'VALUE',
      [
        ['2030-12-30', 1, null],
        ['2031-01-06', 1, null],
      ],
    ],
  ])('of %s by %s are %j', async (list, by, expected) => {
    const found = valuesAt(await facets(list, by), `${list}.facets`)
    expect(found).toEqual(expected.map(([label, count, words]) => ({ label, count, words })))
  })

  it('count the filtered list and not the page', async () => {
    const answer = await facets('quotations', 'SPEAKER', ', filter: { words: "words" }')
    expect(valuesAt(answer, 'quotations.facets')).toEqual([
      { label: 'Ada Lind', count: 1, words: 4 },
      { label: 'Bo Marsk', count: 1, words: 2 },
    ])
  })

  it('are the most frequent values, limited by first', async () => {
    const answer = await facets('articles', 'PUBLISHER', '', ', first: 1')
    expect(textsAt(answer, 'articles.facets.label')).toEqual(['Harbour Post'])
  })

  it.each([-1, 101])('refuse first: %i', async (first) => {
    expect(refusals(await facets('articles', 'PUBLISHER', '', `, first: ${first}`))).toMatchObject([
      { code: 'BAD_PAGE_SIZE', limit: 100, value: first },
    ])
  })

  it('of a nested list count that list', async () => {
    const answer = await ask(
      archive,
      `{ articles(orderBy: [PATH_ASC]) { nodes { path
          quotations(first: 0) { facets(by: KIND) { label count } timeline(interval: DAY) { count } }
        } } }`,
    )
    expect(valuesAt(answer, 'articles.nodes').slice(0, 2)).toEqual([
      {
        path: 'a.txt',
        quotations: {
          facets: [
            { label: 'DIRECT', count: 1 },
            { label: 'INDIRECT', count: 1 },
          ],
          timeline: [{ count: 2 }],
        },
      },
      {
        path: 'b.txt',
        quotations: { facets: [{ label: 'DIRECT', count: 1 }], timeline: [{ count: 1 }] },
      },
    ])
  })
})

describe('a timeline', () => {
  let archive: WrittenArchive
  beforeAll(async () => {
    archive = await serve(files, afterAll)
  })

  it.each([
    [
      'articles',
      'DAY',
      [
        ['1969-12-31', '1969-12-31', 1],
        ['2030-12-29', '2030-12-29', 1],
        ['2030-12-30', '2030-12-30', 1],
        ['2031-01-01', '2031-01-01', 1],
        ['2031-02-28', '2031-02-28', 1],
      ],
    ],
    [
      'articles',
      'WEEK',
      [
        ['1969-12-29', '1970-01-04', 1],
        ['2030-12-23', '2030-12-29', 1],
        ['2030-12-30', '2031-01-05', 2],
        ['2031-02-24', '2031-03-02', 1],
      ],
    ],
    [
      'articles',
      'MONTH',
      [
        ['1969-12-01', '1969-12-31', 1],
        ['2030-12-01', '2030-12-31', 2],
        ['2031-01-01', '2031-01-31', 1],
        ['2031-02-01', '2031-02-28', 1],
      ],
    ],
    [
      'articles',
      'YEAR',
      [
        ['1969-01-01', '1969-12-31', 1],
        ['2030-01-01', '2030-12-31', 2],
        ['2031-01-01', '2031-12-31', 2],
      ],
    ],
    [
      'quotations',
      'WEEK',
      [
        ['2030-12-23', '2030-12-29', 2],
        ['2030-12-30', '2031-01-05', 2],
      ],
    ],
    [
      'dates',
      'MONTH',
      [
        ['2030-12-01', '2030-12-31', 1],
        ['2031-01-01', '2031-01-31', 1],
      ],
    ],
  ])('of %s by %s omits empty intervals and undated members', async (list, interval, expected) => {
    const answer = await ask(
      archive,
      `{ ${list}(first: 0) { timeline(interval: ${interval}) { from until count } } }`,
    )
    expect(valuesAt(answer, `${list}.timeline`)).toEqual(
      expected.map(([from, until, count]) => ({ from, until, count })),
    )
  })

  it('counts the filtered list', async () => {
    const answer = await ask(
      archive,
      `{ articles(filter: { published: { from: "2030-12-30", until: "2031-01-31" } }) {
          timeline(interval: YEAR) { from count }
        } }`,
    )
    expect(valuesAt(answer, 'articles.timeline')).toEqual([
      { from: '2030-01-01', count: 1 },
      { from: '2031-01-01', count: 1 },
    ])
  })
})

describe('in the sample archive', () => {
  let archive: Archive
  beforeAll(async () => void (archive = await openSampleArchive()))

  /** Each facet with the filter that finds the members that have its value. */
  it.each([
    ['articles', 'PUBLISHER', (id: string) => `source: { by: { id: "${id}" }, role: [PUBLISHER] }`],
    [
      'articles',
      'WIRE_AGENCY',
      (id: string) => `source: { by: { id: "${id}" }, role: [WIRE_AGENCY] }`,
    ],
    ['articles', 'RELAY', (id: string) => `source: { by: { id: "${id}" }, role: [RELAY] }`],
    [
      'articles',
      'PICTURE_CREDIT',
      (id: string) => `source: { by: { id: "${id}" }, role: [PICTURE_CREDIT] }`,
    ],
    ['articles', 'AUTHOR', (id: string) => `source: { by: { id: "${id}" }, role: [AUTHOR] }`],
    ['articles', 'SPEAKER', (id: string) => `speaker: { id: "${id}" }`],
    ['articles', 'LANGUAGE', (value: string) => `language: ["${value}"]`],
    ['quotations', 'SPEAKER', (id: string) => `speaker: { id: "${id}" }`],
    ['quotations', 'RELAY', (id: string) => `relay: { id: "${id}" }`],
    ['quotations', 'KIND', (value: string) => `kind: [${value}]`],
    ['quotations', 'NAMING', (value: string) => `naming: [${value}]`],
    ['quotations', 'BASIS', (value: string) => `basis: [${value}]`],
    [
      'quotations',
      'PUBLISHER',
      (id: string) => `article: { source: { by: { id: "${id}" }, role: [PUBLISHER] } }`,
    ],
    [
      'quotations',
      'WIRE_AGENCY',
      (id: string) => `article: { source: { by: { id: "${id}" }, role: [WIRE_AGENCY] } }`,
    ],
    ['dates', 'TYPE', (value: string) => `type: [${value}]`],
    ['dates', 'FORM', (value: string) => `form: [${value}]`],
    ['dates', 'RELATION', (value: string) => `relation: [${value}]`],
    ['dates', 'PRECISION', (value: string) => `precision: [${value}]`],
  ])('facets of %s by %s have the counts of the filtered lists', async (list, by, filterBy) => {
    const answer = await ask(
      archive,
      `{ ${list}(first: 0) { facets(by: ${by}, first: 8) { value } } }`,
    )
    const values = textsAt(answer, `${list}.facets.value`)
    const counted = await ask(
      archive,
      `{ ${list}(first: 0) { facets(by: ${by}, first: 8) { count } } ${values
        .map(
          (value, at) => `v${at}: ${list}(first: 0, filter: { ${filterBy(value)} }) { totalCount }`,
        )
        .join('\n')} }`,
    )
    expect(values).not.toEqual([])
    expect(values.map((_, at) => valueAt(counted, `v${at}.totalCount`))).toEqual(
      valuesAt(counted, `${list}.facets.count`),
    )
  })

  it.each(['DAY', 'WEEK', 'MONTH', 'YEAR'])(
    'all dated articles lie in some %s',
    async (interval) => {
      const answer = await ask(
        archive,
        `{ articles(filter: { published: {} }) { totalCount timeline(interval: ${interval}) { count } } }`,
      )
      const counts = valuesAt(answer, 'articles.timeline.count').map(Number)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
        numberAt(answer, 'articles.totalCount'),
      )
    },
  )

  it('the counts of the archive equal those of its lists', async () => {
    const answer = await ask(
      archive,
      `{ archive { articleCount quotationCount speakerCount sourceCount }
        articles { totalCount } quotations { totalCount } speakers { totalCount } sources { totalCount } }`,
    )
    expect(valueAt(answer, 'archive')).toEqual({
      articleCount: valueAt(answer, 'articles.totalCount'),
      quotationCount: valueAt(answer, 'quotations.totalCount'),
      speakerCount: valueAt(answer, 'speakers.totalCount'),
      sourceCount: valueAt(answer, 'sources.totalCount'),
    })
  })

  it('every listed speaker has a quotation', async () => {
    const answer = await ask(
      archive,
      `{ speakers(first: 10, orderBy: [QUOTATIONS_ASC]) { nodes { quotations { totalCount } } } }`,
    )
    expect(valuesAt(answer, 'speakers.nodes.quotations.totalCount')).not.toContain(0)
  })
})
