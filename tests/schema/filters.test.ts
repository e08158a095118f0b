import { isInputObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../schema/index.ts'
import { badFile, newsFile } from '../store/news.ts'
import { codesOf, refusals, textsAt, valuesAt } from '../support/answers.ts'
import { ask } from '../support/graphql.ts'
import { serve, type WrittenArchive } from '../support/served.ts'

/** Every quotation is named by its one tree. */
const files = [
  newsFile('post/a.txt', {
    published: '2031-03-01T00:00:00',
    headline: 'Flood on the Ild',
    language: 'en',
    says: [
      { by: 'Ada Lind', words: 'alder', tier: 'HIGH', confidence: 0.9 },
      { by: 'Bo Marsk', words: 'birch', kind: 'INDIRECT', relays: ['PTB'], confidence: 0.5 },
    ],
    sources: [
      { name: 'Harbour Post', role: 'PUBLISHER' },
      { name: 'Northern Wire', role: 'WIRE_AGENCY', kind: 'WIRE_AGENCY' },
    ],
    dates: [
      { words: 'Monday', from: '2031-03-10', relation: 'FUTURE' },
      { words: 'the week', from: '2031-03-03', until: '2031-03-09', type: 'DURATION' },
    ],
    pictures: [{ caption: 'The bridge', credit: 'Halide', isFilePhoto: true }],
  }),
  newsFile('post/b.txt', {
    published: '2031-03-01T23:59:59',
    headline: 'Low water',
    language: 'ko',
    says: [
      { by: null, words: 'cedar', kind: 'MIXED', naming: 'ANONYMOUS', confidence: 0.7 },
      { by: { name: 'Water Board', kind: 'ORGANIZATION' }, words: 'dogwood', naming: 'DESCRIBED' },
    ],
    sources: [
      { name: 'Harbour Post', role: 'PUBLISHER' },
      { name: 'Ada Lind', role: 'AUTHOR', kind: 'PERSON' },
    ],
    dates: [{ words: 'long ago', until: '1950-01-01', relation: 'PAST', type: 'TIME' }],
    problems: [{ code: 'NO_HEADLINE', severity: 'WARNING' }],
  }),
  newsFile('wire/c.txt', {
    published: '2031-03-02T00:00:00',
    headline: 'Flood over',
    language: 'en',
    says: [
      {
        by: 'Ada Lind',
        words: 'elm',
        kind: 'MIXED',
        relays: ['PTB', 'Radio Ild'],
        tier: 'LOW',
        factuality: 'NOT_SAID',
      },
    ],
    sources: [{ name: 'Northern Wire', role: 'PUBLISHER', kind: 'WIRE_AGENCY' }],
    pictures: [{ caption: 'The bridge again', credit: 'Harbour Post' }, { caption: 'A gate' }],
    problems: [{ code: 'ENCODING_GUESSED', severity: 'INFO' }],
  }),
  newsFile('wire-old/d.txt', {
    headline: 'No day',
    language: null,
    says: [{ by: 'Ada Lindqvist', words: 'fir' }],
    dates: [{ words: 'some day', type: 'SET' }],
    problems: [{ code: 'NO_DATE', severity: 'ERROR' }],
  }),
  badFile('wire-old/e.txt', 'EMPTY_FILE', 'ERROR'),
]

interface FilteredList {
  readonly list: string
  readonly filters: string
  /** What is shown of each member, and the members in the order shown here. */
  readonly field: string
  readonly all: readonly string[]
  readonly found: readonly (readonly [filter: string, found: readonly string[]])[]
}

const LISTS: readonly FilteredList[] = [
  {
    list: 'articles',
    filters: 'ArticleFilter',
    field: 'path',
    all: ['post/a.txt', 'post/b.txt', 'wire-old/d.txt', 'wire/c.txt'],
    found: [
      ['words: "flood"', ['post/a.txt', 'wire/c.txt']],
      ['words: "flood over"', ['wire/c.txt']],
      ['words: "drought"', []],
      ['path: "post"', ['post/a.txt', 'post/b.txt']],
      ['path: "wire"', ['wire-old/d.txt', 'wire/c.txt']],
      ['path: "wire/"', ['wire/c.txt']],
      ['path: "wire/c.txt"', ['wire/c.txt']],
      ['path: "WIRE"', []],
      ['path: "%"', []],
      ['published: { from: "2031-03-01", until: "2031-03-01" }', ['post/a.txt', 'post/b.txt']],
      ['published: { from: "2031-03-02" }', ['wire/c.txt']],
      ['published: { until: "2031-03-01" }', ['post/a.txt', 'post/b.txt']],
      ['published: { until: "2031-02-28" }', []],
      ['published: {}', ['post/a.txt', 'post/b.txt', 'wire/c.txt']],
      ['language: ["ko"]', ['post/b.txt']],
      ['language: ["ko", "en"]', ['post/a.txt', 'post/b.txt', 'wire/c.txt']],
      ['language: ["fr"]', []],
      ['language: []', []],
      ['source: { by: { name: "Northern Wire" } }', ['post/a.txt', 'wire/c.txt']],
      ['source: { by: { name: "Northern Wire" }, role: [PUBLISHER] }', ['wire/c.txt']],
      ['source: { by: { name: "Harbour Post" }, role: [PICTURE_CREDIT] }', ['wire/c.txt']],
      [
        'source: { by: { name: "Harbour Post" }, role: [PICTURE_CREDIT, PUBLISHER] }',
        ['post/a.txt', 'post/b.txt', 'wire/c.txt'],
      ],
      ['source: { by: { name: "Northern Wire" }, role: [] }', []],
      ['source: { by: { name: "Ada Lind" } }', ['post/b.txt']],
      ['source: { by: { name: "PTB" }, role: [RELAY] }', ['post/a.txt', 'wire/c.txt']],
      ['source: { by: { name: "PTB" }, role: [AUTHOR] }', []],
      ['speaker: { name: "Ada Lind" }', ['post/a.txt', 'wire/c.txt']],
      ['speaker: { name: "Water Board" }', ['post/b.txt']],
      ['origin: [WIRE]', ['post/a.txt', 'wire/c.txt']],
      ['origin: [OWN, MIXED]', ['post/b.txt']],
      ['origin: []', []],
      ['copies: FIRST_ONLY', ['post/a.txt', 'post/b.txt', 'wire-old/d.txt', 'wire/c.txt']],
      ['hasProblems: true', ['post/b.txt', 'wire-old/d.txt']],
      ['hasProblems: false', ['post/a.txt', 'wire/c.txt']],
      ['mentionsDate: { from: "2031-03-10", until: "2031-03-10" }', ['post/a.txt']],
      ['mentionsDate: { from: "2031-03-09", until: "2031-03-09" }', ['post/a.txt']],
      ['mentionsDate: { from: "2031-03-11" }', []],
      ['mentionsDate: { until: "1949-12-31" }', ['post/b.txt']],
      ['mentionsDate: { from: "1950-01-02", until: "2031-03-02" }', []],
    ],
  },
  {
    list: 'quotations',
    filters: 'QuotationFilter',
    field: 'text',
    all: ['alder', 'birch', 'cedar', 'dogwood', 'elm', 'fir'],
    found: [
      ['copies: FIRST_ONLY', ['alder', 'birch', 'cedar', 'dogwood', 'elm', 'fir']],
      ['words: "alder"', ['alder']],
      ['words: "flood"', []],
      ['speaker: { name: "Ada Lind" }', ['alder', 'elm']],
      ['relay: { name: "PTB" }', ['birch', 'elm']],
      ['relay: { name: "Radio Ild" }', ['elm']],
      ['relay: { name: "Harbour Post" }', []],
      ['kind: [DIRECT]', ['alder', 'dogwood', 'fir']],
      ['kind: [INDIRECT, MIXED]', ['birch', 'cedar', 'elm']],
      ['naming: [ANONYMOUS]', ['cedar']],
      ['naming: [DESCRIBED, ANONYMOUS]', ['cedar', 'dogwood']],
      ['naming: [NONE]', []],
      ['basis: [NONE]', ['cedar']],
      ['basis: [NAMED, PRONOUN]', ['alder', 'birch', 'dogwood', 'elm', 'fir']],
      ['factuality: [NOT_SAID]', ['elm']],
      ['factuality: [SAID, UNCERTAIN]', ['alder', 'birch', 'cedar', 'dogwood', 'fir']],
      ['tier: [HIGH]', ['alder']],
      ['tier: [HIGH, LOW]', ['alder', 'elm']],
      ['minConfidence: 0.7', ['alder', 'cedar', 'dogwood', 'elm', 'fir']],
      ['maxConfidence: 0.7', ['birch', 'cedar']],
      ['minConfidence: 0.9', ['alder', 'dogwood', 'elm', 'fir']],
      ['maxConfidence: 0.5', ['birch']],
      ['maxConfidence: 0', []],
      ['article: { language: ["ko"] }', ['cedar', 'dogwood']],
      ['article: { words: "flood", path: "post/" }', ['alder', 'birch']],
      ['article: { speaker: { name: "Bo Marsk" } }', ['alder', 'birch']],
      ['article: {}', ['alder', 'birch', 'cedar', 'dogwood', 'elm', 'fir']],
    ],
  },
  {
    list: 'speakers',
    filters: 'SpeakerFilter',
    field: 'name',
    all: ['Ada Lind', 'Ada Lindqvist', 'Bo Marsk', 'Water Board'],
    found: [
      ['name: "ada"', ['Ada Lind', 'Ada Lindqvist']],
      ['name: "LIND a"', ['Ada Lind', 'Ada Lindqvist']],
      ['name: "lindq"', ['Ada Lindqvist']],
      ['name: "ind"', []],
      ['name: "Ada Marsk"', []],
      ['name: "%"', []],
      ['kind: [ORGANIZATION]', ['Water Board']],
      ['kind: [ORGANIZATION, GROUP]', ['Water Board']],
      ['kind: [PERSON]', ['Ada Lind', 'Ada Lindqvist', 'Bo Marsk']],
      ['quoted: { kind: [MIXED] }', ['Ada Lind']],
      ['quoted: { article: { path: "post/a" } }', ['Ada Lind', 'Bo Marsk']],
      ['quoted: { words: "fir" }', ['Ada Lindqvist']],
      ['quoted: { speaker: { name: "Bo Marsk" } }', ['Bo Marsk']],
      ['quoted: { relay: { name: "PTB" } }', ['Ada Lind', 'Bo Marsk']],
      ['quoted: {}', ['Ada Lind', 'Ada Lindqvist', 'Bo Marsk', 'Water Board']],
    ],
  },
  {
    list: 'sources',
    filters: 'SourceFilter',
    field: 'name',
    all: ['Ada Lind', 'Halide', 'Harbour Post', 'Northern Wire', 'PTB', 'Radio Ild'],
    found: [
      ['name: "har po"', ['Harbour Post']],
      ['name: "h"', ['Halide', 'Harbour Post']],
      ['kind: [PERSON]', ['Ada Lind']],
      ['kind: [STATE_MEDIA, WIRE_AGENCY]', ['Northern Wire', 'PTB', 'Radio Ild']],
      ['kind: [BROADCASTER]', []],
      ['role: [WIRE_AGENCY]', ['Northern Wire']],
      ['role: [PUBLISHER]', ['Harbour Post', 'Northern Wire']],
      ['role: [PICTURE_CREDIT]', ['Halide', 'Harbour Post']],
      ['role: []', []],
      ['role: [RELAY, AUTHOR]', ['Ada Lind', 'PTB', 'Radio Ild']],
      ['article: { path: "post/a" }', ['Halide', 'Harbour Post', 'Northern Wire', 'PTB']],
      ['article: { language: ["fr"] }', []],
    ],
  },
  {
    list: 'dates',
    filters: 'DateFilter',
    field: 'span.exact',
    all: ['Monday', 'long ago', 'some day', 'the week'],
    found: [
      ['type: [DURATION]', ['the week']],
      ['type: [DATE, TIME]', ['Monday', 'long ago']],
      ['form: [EXPLICIT]', ['Monday', 'long ago', 'some day', 'the week']],
      ['form: [VAGUE, RELATIVE]', []],
      ['relation: [FUTURE]', ['Monday']],
      ['relation: [PAST, PRESENT]', ['long ago']],
      ['precision: [DAY]', ['Monday', 'long ago', 'some day', 'the week']],
      ['precision: [MONTH]', []],
      ['covers: { from: "2031-03-09", until: "2031-03-10" }', ['Monday', 'the week']],
      ['covers: { from: "2031-03-05", until: "2031-03-05" }', ['the week']],
      ['covers: { from: "2031-03-11" }', []],
      ['covers: { until: "2031-03-02" }', ['long ago']],
      ['covers: { from: "1950-01-02", until: "2031-03-02" }', []],
      ['covers: {}', ['Monday', 'long ago', 'the week']],
      ['article: { path: "post/b" }', ['long ago']],
    ],
  },
  {
    list: 'pictures',
    filters: 'PictureFilter',
    field: 'caption',
    all: ['A gate', 'The bridge', 'The bridge again'],
    found: [
      ['credit: { name: "Halide" }', ['The bridge']],
      ['credit: { name: "Harbour Post" }', ['The bridge again']],
      ['credit: { name: "PTB" }', []],
      ['words: "bridge"', ['The bridge', 'The bridge again']],
      ['words: "harbour"', ['The bridge again']],
      ['isFilePhoto: true', ['The bridge']],
      ['isFilePhoto: false', ['A gate', 'The bridge again']],
      ['article: { published: { from: "2031-03-02" } }', ['A gate', 'The bridge again']],
    ],
  },
  {
    list: 'archive.problems',
    filters: 'ProblemFilter',
    field: 'code',
    all: ['EMPTY_FILE', 'ENCODING_GUESSED', 'NO_DATE', 'NO_HEADLINE'],
    found: [
      ['code: ["NO_DATE", "EMPTY_FILE"]', ['EMPTY_FILE', 'NO_DATE']],
      ['code: ["no_date"]', []],
      ['severity: [ERROR]', ['EMPTY_FILE', 'NO_DATE']],
      ['severity: [WARNING, INFO]', ['ENCODING_GUESSED', 'NO_HEADLINE']],
      ['path: "wire-old/"', ['EMPTY_FILE', 'NO_DATE']],
      ['path: "wire/"', ['ENCODING_GUESSED']],
    ],
  },
]

let archive: WrittenArchive

beforeAll(async () => {
  archive = await serve(files, afterAll)
})

describe.each(LISTS)('$list', ({ list, filters, field, all, found }) => {
  const [outer = '', inner] = list.split('.')
  const query = (filter: string) => {
    const fields = field.split('.').reduceRight((deep, each) => `${each} { ${deep} }`)
    const page = `(first: 50, filter: ${filter}) { totalCount nodes { ${fields} } }`
    return ask(archive, inner ? `{ ${outer} { ${inner}${page} } }` : `{ ${outer}${page} }`)
  }
  const members = async (filter: string) => {
    const answer = await query(filter)
    const texts = textsAt(answer, `${list}.nodes.${field}`).toSorted()
    expect(valuesAt(answer, `${list}.totalCount`)).toEqual([texts.length])
    return texts
  }

  it.each(found)('filtered by %s are exactly the expected ones', async (filter, expected) => {
    expect(await members(`{ ${filter} }`)).toEqual(expected)
  })

  it.each(['{}', 'null'])('filtered by %s are unfiltered', async (filter) => {
    expect(await members(filter)).toEqual(all)
  })

  it('are unfiltered when every member of the filter is null', async () => {
    expect(
      await members(
        `{ ${membersOf(filters)
          .map((name) => `${name}: null`)
          .join(' ')} }`,
      ),
    ).toEqual(all)
  })

  it.each(pairs(found))('filtered by %s and %s must match both', async (one, other, expected) => {
    expect(await members(`{ ${one}, ${other} }`)).toEqual(expected)
  })

  it('are tested with every member of the filter', () => {
    expect([...new Set(found.map(([filter]) => nameOf(filter)))].toSorted()).toEqual(
      membersOf(filters).toSorted(),
    )
  })
})

describe('a name of a thousand words', () => {
  it.each([
    ['that are one', Array(1000).fill('ada'), 2],
    ['that differ', Array.from({ length: 1000 }, (_, at) => `a${at}`), 0],
  ])('%s finds the speakers that match', async (_title, words, count) => {
    const query = 'query ($name: String!) { speakers(filter: { name: $name }) { totalCount } }'
    const answer = await ask(archive, query, { name: words.join(' ') })
    expect(valuesAt(answer, 'speakers.totalCount')).toEqual([count])
  })
})

describe('a range of days', () => {
  const ranged = (range: string) =>
    ask(archive, `{ articles(filter: { published: ${range} }) { totalCount } }`)

  it('is refused when it ends before it begins', async () => {
    expect(refusals(await ranged('{ from: "2031-03-02", until: "2031-03-01" }'))).toEqual([
      {
        code: 'BAD_RANGE',
        message: 'The range from 2031-03-02 until 2031-03-01 ends before it begins.',
      },
    ])
  })

  it.each(['2031-02-29', '2031-3-1', '1 March 2031', '2031-03-01T00:00:00', '', '2031-13-01'])(
    'takes no such day as %j',
    async (day) => {
      const query = `query ($day: LocalDate) {
        articles(filter: { published: { from: $day } }) { totalCount }
      }`
      expect((await ask(archive, query, { day })).errors?.[0]?.message).toContain(
        `${JSON.stringify(day)} is not a LocalDate. Write "2024-07-15".`,
      )
      expect((await ranged(`{ from: ${JSON.stringify(day)} }`)).errors).toHaveLength(1)
    },
  )

  it.each(['0001-01-01', '9999-12-31', '2028-02-29'])('accepts the day %s', async (day) => {
    expect(codesOf(await ranged(`{ from: "${day}" }`))).toEqual([])
  })
})

type Found = FilteredList['found']

/** Each filter with the next one that has another member, and what both find. */
function pairs(found: Found): (readonly [string, string, readonly string[]])[] {
  return found.flatMap(([one, byOne], at) => {
    const next = [...found.slice(at + 1), ...found].find(([other]) => nameOf(other) !== nameOf(one))
    if (!next) return []
    const [other, byOther] = next
    return [[one, other, byOne.filter((each) => byOther.includes(each))] as const]
  })
}

/** The member of a filter: `kind` of `kind: [DIRECT]`. */
function nameOf(filter: string): string {
  return filter.slice(0, filter.indexOf(':'))
}

function membersOf(filter: string): string[] {
  const type = schema.getType(filter)
  return isInputObjectType(type) ? Object.keys(type.getFields()) : []
}
