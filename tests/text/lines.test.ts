import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTextIndex, findLines, positionAt, trimSpan } from '../../src/text/lines.ts'

describe('positionAt', () => {
  it.each([
    ['the beginning', 0, { line: 1, column: 1 }],
    ['the end of a line', 3, { line: 1, column: 4 }],
    ['the beginning of the next', 4, { line: 2, column: 1 }],
    ['a line behind a blank one', 6, { line: 4, column: 1 }],
    ['behind the last character', 7, { line: 4, column: 2 }],
  ])('counts lines and columns from one at %s', (_place, offset, position) => {
    expect(positionAt('one\nx\n\ny'.replace('x', ''), offset)).toEqual(position)
  })

  it('agrees with counting line ends', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '한')), fc.nat(), (letters, seed) => {
        const text = letters.join('')
        const offset = seed % (text.length + 1)
        const before = text.slice(0, offset).split('\n')
        expect(positionAt(text, offset)).toEqual({
          line: before.length,
          column: (before.at(-1)?.length ?? 0) + 1,
        })
      }),
    )
  })
})

describe('a text index', () => {
  it('agrees with counting from the beginning', () => {
    const letters = fc.array(fc.constantFrom('a', '\n', '한', '😀', '\ud800', '\udc00'), {
      size: '+1',
    })
    fc.assert(
      fc.property(letters, fc.nat(5_000), fc.nat(), (unit, times, seed) => {
        const text = unit.join('').repeat(1 + (times % 50))
        const offset = seed % (text.length + 1)
        const index = createTextIndex(text)
        expect(index.positionAt(offset)).toEqual(positionAt(text, offset))
        // Whole code points only: a pair that is split counts where it begins.
        const isSplit =
          /[\ud800-\udbff]$/.test(text.slice(0, offset)) &&
          /^[\udc00-\udfff]/.test(text.slice(offset))
        if (!isSplit) expect(index.codePointsBefore(offset)).toBe([...text.slice(0, offset)].length)
      }),
    )
  })
})

describe('findLines', () => {
  it('gives every line without the white space round it', () => {
    const text = '  one \n\n\u00a0two\t'
    expect(findLines(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'one',
      '',
      'two',
    ])
  })

  it('begins where it is told', () => {
    expect(findLines('one\ntwo', 4)).toEqual([{ start: 4, end: 7 }])
  })
})

describe('trimSpan', () => {
  it('leaves an empty span where there is only white space', () => {
    const { start, end } = trimSpan('a   b', { start: 1, end: 4 })
    expect(start).toBe(end)
  })
})
