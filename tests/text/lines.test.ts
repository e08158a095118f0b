import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLines, positionAt, trimSpan } from '../../src/text/lines.ts'

const wordsOf = (text: string, from?: number) =>
  findLines(text, from).map(({ start, end }) => text.slice(start, end))

describe('findLines', () => {
  it.each<[title: string, text: string, lines: string[]]>([
    ['gives every line', 'one\ntwo', ['one', 'two']],
    ['takes off the white space round each', '  one \n\u00a0two\t', ['one', 'two']],
    ['keeps blank lines as empty spans', 'one\n \n\ntwo', ['one', '', '', 'two']],
    ['gives an empty line behind a last line feed', 'one\n', ['one', '']],
    ['gives one empty line for nothing', '', ['']],
    ['does not end a line at a lone carriage return', 'one\rtwo', ['one\rtwo']],
  ])('%s', (_title, text, lines) => {
    expect(wordsOf(text)).toEqual(lines)
  })

  it('begins where it is told to', () => {
    expect(wordsOf('one\ntwo\nthree', 4)).toEqual(['two', 'three'])
  })

  it('gives spans in order and in bounds, and loses no word', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\u00a0', '😀') }), (text) => {
        const lines = findLines(text)
        expect(wordsOf(text).join('')).toBe(
          text
            .split('\n')
            .map((line) => line.trim())
            .join(''),
        )
        lines.forEach(({ start, end }, index) => {
          expect(start).toBeGreaterThanOrEqual(lines[index - 1]?.end ?? 0)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(end).toBeLessThanOrEqual(text.length)
        })
      }),
    )
  })
})

describe('trimSpan', () => {
  it('takes white space off both ends', () => {
    expect(trimSpan('a  bc  d', { start: 1, end: 7 })).toEqual({ start: 3, end: 5 })
  })

  it('gives an empty span where there is nothing else', () => {
    const { start, end } = trimSpan('a    b', { start: 1, end: 5 })
    expect(end).toBe(start)
  })
})

describe('positionAt', () => {
  it.each<[offset: number, line: number, column: number]>([
    [0, 1, 1],
    [2, 1, 3],
    // The line feed itself still belongs to its line.
    [3, 1, 4],
    [4, 2, 1],
    [8, 4, 1],
    [10, 4, 3],
  ])('offset %i is line %i, column %i', (offset, line, column) => {
    expect(positionAt('one\nto\n\n😀!', offset)).toEqual({ line, column })
  })
})
