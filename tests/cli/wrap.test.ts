import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countColumns } from '../../src/cli/columns.ts'
import { type Line, paintLines } from '../../src/cli/paint.ts'
import { wrapPieces } from '../../src/cli/wrap.ts'

const plain = (lines: readonly Line[]) => paintLines(lines, false)

// Narrow, wide, without a column, blank, breaking and not, astral, half of a pair, commands.
const signs = fc.constantFrom(...'ax한\u0301 \n\t\u00a0\u3000😀𝄞\u200b\u001b\u202e', '\ud800')

describe('wrapPieces', () => {
  it('breaks lines at blanks', () => {
    expect(plain(wrapPieces([{ text: 'one two  three\nfour' }], 12))).toBe('one two\nthree four\n')
  })

  it('keeps a word together that changes its look in the middle', () => {
    const pieces = [
      { text: 'it is "' },
      { text: 'over', style: 'content' },
      { text: '," she' },
    ] as const
    expect(plain(wrapPieces(pieces, 10))).toBe('it is\n"over,"\nshe\n')
  })

  it('breaks no line at a no-break space nor inside a solid piece', () => {
    expect(plain(wrapPieces([{ text: 'a walk 10\u00a0km on' }], 10))).toBe(
      'a walk\n10\u00a0km on\n',
    )
    expect(
      plain(wrapPieces([{ text: 'say ' }, { text: '[[q1 ', solid: true }, { text: 'yes]]' }], 12)),
    ).toBe('say\n[[q1 yes]]\n')
  })

  it('indents all lines behind a label', () => {
    const lines = wrapPieces([{ text: 'one two three' }], 12, 4, [{ text: ' 1' }])
    expect(plain(lines)).toBe(' 1  one two\n    three\n')
  })

  it('cuts a word that is wider than a line', () => {
    expect(plain(wrapPieces([{ text: 'a https://example.org/path' }], 12))).toBe(
      'a\nhttps://exam\nple.org/path\n',
    )
  })

  it('counts two columns for Korean and none for accents of their own', () => {
    expect(countColumns('해 é')).toBe(4)
    expect(countColumns('e\u0301')).toBe(1)
    expect(plain(wrapPieces([{ text: '하나 둘 셋' }], 10))).toBe('하나 둘 셋\n')
    expect(plain(wrapPieces([{ text: '하나 둘 셋 넷' }], 10))).toBe('하나 둘 셋\n넷\n')
  })

  it('keeps every word within the width, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ text: fc.string({ unit: signs }), solid: fc.boolean() })),
        fc.integer({ min: 10, max: 60 }),
        (pieces, columns) => {
          for (const line of plain(wrapPieces(pieces, columns)).split('\n')) {
            expect(countColumns(line)).toBeLessThanOrEqual(columns)
          }
        },
      ),
    )
  })

  it('takes time in proportion to the text', { tags: 'timing' }, () => {
    const word = 'x'.repeat(200_000)
    const start = performance.now()
    wrapPieces([{ text: word }, { text: 'a '.repeat(100_000) }], 80)
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

describe('paintLines', () => {
  it('begins and ends each look on its line', () => {
    const line: Line = [{ text: 'a ', style: 'cue' }, { text: 'b', style: 'cue' }, { text: ' c' }]
    expect(paintLines([line, line], true)).toBe('\u001b[33ma b\u001b[0m c\n'.repeat(2))
  })
})
