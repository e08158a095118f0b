import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLines, positionAt, trimSpan } from '../../src/text/lines.ts'

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
