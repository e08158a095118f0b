import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDateProblems } from '../../../src/extraction/dates/index.ts'
import { english } from '../../../src/languages/en/index.ts'
import { articleOf, datesIn } from './reading.ts'

const PIECES = [
  'March',
  'May',
  '3',
  '5',
  '2021',
  "'98",
  'last',
  'next',
  'the',
  'end',
  'of',
  'a',
  'year',
  'ago',
  'two',
  'and',
  'half',
  'twenty',
  '-',
  'four',
  'Saturday',
  'night',
  '9',
  'a.m.',
  'EST',
  '10:30',
  '2021-13-45',
  '99/99/2021',
  'quarter',
  'first',
  'to',
  'between',
  ',',
  '.',
  '(',
  'BC',
  '490',
  'will',
  '1990s',
  "o'clock",
  'daily',
  'every',
  'thousand',
  'million',
  '0',
  '31',
  'February',
  '\u2019',
  '\u{1f4c5}',
]

// Generous, since a busy machine can hold a test up for seconds.
describe('findDates: any text', () => {
  it('returns spans in order, without overlaps, within the body', () => {
    const texts = fc
      .array(fc.constantFrom(...PIECES), { maxLength: 40 })
      .map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'binary' })), (body) => {
        const dates = datesIn(articleOf(body))
        const ends = [0, ...dates.map(({ span }) => span.end)]
        const wrong = dates.filter(({ span, certainty, from, until }, index) => {
          const words = body.slice(span.start, span.end)
          return (
            span.start < (ends[index] ?? 0) ||
            words.length !== span.end - span.start ||
            words === '' ||
            words.trim() !== words ||
            !(certainty >= 0 && certainty <= 1) ||
            [from, until].some((day) => day !== null && !/^\d{4}-\d{2}-\d{2}$/.test(day))
          )
        })
        expect(wrong).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('gives each expression a unique id', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), (words) => {
        const ids = datesIn(articleOf(words.join(' '))).map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['digits', '1'],
    ['grouped digits', '1,111'],
    ['the', 'the '],
    ['dashes', '-'],
    ['spaced dashes', '- '],
    ['numbers', '12 '],
    ['colons between digits', '1:'],
    ['slashes between digits', '1/'],
    ['number words', 'two hundred and '],
    ['twenties', 'twenty-'],
    ['single letters with points', 'a.'],
    ['capitals', 'A'],
    ['blanks', ' '],
    ['quotation marks', '"'],
    ['months', 'May '],
    ['the end of the', 'the end of the '],
    ['years', '2021 '],
    ['weekdays without a verb', 'Saturday '],
    ['ranges', '2010-'],
    ['ranges of clocks', '10:15-'],
    ['lists of clocks', '10:15 to '],
    ['lists of years', '2010 and '],
    ['deadlines', 'the end of the year before '],
    ['numeric dates', '3/4/2021 '],
  ])('takes time in proportion to a text of %s', { tags: 'timing' }, (_name, unit) => {
    const timeOf = (length: number) => {
      const article = articleOf(unit.repeat(Math.ceil(length / unit.length)))
      const begin = process.cpuUsage()
      datesIn(article)
      const { user, system } = process.cpuUsage(begin)
      return (user + system) / 1000
    }
    const short = Math.min(...[1, 2, 3].map(() => timeOf(2_500)))
    const long = Math.min(...[1, 2].map(() => timeOf(20_000)))
    // Eight times the text: a quadratic walk would take 64 times as long.
    expect(long).toBeLessThan(32 * Math.max(short, 2))
  })
})

describe('findDateProblems', () => {
  it('warns where the dates after the first 20,000 are left out', () => {
    const article = articleOf(`${'2021-03-04 '.repeat(20_000)}\nThey met on Monday.`)
    expect(datesIn(article)).toHaveLength(20_000)
    expect(findDateProblems(article, english)).toMatchObject([
      { code: 'TOO_MANY_DATES', severity: 'WARNING', line: 2, column: 13 },
    ])
  })

  it('reports nothing for an article with fewer dates', () => {
    expect(findDateProblems(articleOf('They met on Monday.'), english)).toEqual([])
  })
})
