import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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

describe('findDates on any text', () => {
  it('gives spans in order that do not overlap and lie in the body', () => {
    const texts = fc
      .array(fc.constantFrom(...PIECES), { maxLength: 40 })
      .map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'binary' })), (body) => {
        let at = 0
        for (const { span, certainty, from, until } of datesIn(articleOf(body))) {
          expect(span.start).toBeGreaterThanOrEqual(at)
          expect(span.end).toBeGreaterThan(span.start)
          expect(span.end).toBeLessThanOrEqual(body.length)
          expect(body.slice(span.start, span.end).trim()).toBe(body.slice(span.start, span.end))
          expect(certainty).toBeGreaterThanOrEqual(0)
          expect(certainty).toBeLessThanOrEqual(1)
          for (const day of [from, until])
            expect(day ?? '2021-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/)
          at = span.end
        }
      }),
      { numRuns: 150 },
    )
  })

  it('gives each expression an id of its own', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), (words) => {
        const ids = datesIn(articleOf(words.join(' '))).map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
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
  ])(
    'takes time in proportion to a text of %s',
    (_name, unit) => {
      const timeOf = (length: number) => {
        const article = articleOf(unit.repeat(Math.ceil(length / unit.length)))
        const begin = performance.now()
        datesIn(article)
        return performance.now() - begin
      }
      timeOf(20_000)
      const short = Math.min(timeOf(100_000), timeOf(100_000))
      const long = timeOf(800_000)
      // Eight times the text: a quadratic walk would take 64 times as long.
      expect(long).toBeLessThan(40 * Math.max(short, 20))
    },
    20_000,
  )
})
