import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countColumns, formatLines, type Line, wrapPieces } from '../../src/cli/layout.ts'

const plain = (lines: readonly Line[]) => formatLines(lines, false)

// Narrow, wide and zero-width characters, blanks of both kinds, astral, half a pair, controls.
const signs = fc.constantFrom(...'ax한\u0301 \n\t\u00a0\u3000😀𝄞\u200b\u001b\u202e', '\ud800')

describe('wrapPieces', () => {
  it('breaks lines at blanks', () => {
    expect(plain(wrapPieces([{ text: 'one two  three\nfour' }], 12))).toBe('one two\nthree four\n')
  })

  it('does not break a word between two styles', () => {
    const pieces = [
      { text: 'it is "' },
      { text: 'over', style: 'content' },
      { text: '," she' },
    ] as const
    expect(plain(wrapPieces(pieces, 10))).toBe('it is\n"over,"\nshe\n')
  })

  it('does not break at a no-break space or inside a solid piece', () => {
    expect(plain(wrapPieces([{ text: 'a walk 10\u00a0km on' }], 10))).toBe(
      'a walk\n10\u00a0km on\n',
    )
    expect(
      plain(wrapPieces([{ text: 'say ' }, { text: '[[q1 ', solid: true }, { text: 'yes]]' }], 12)),
    ).toBe('say\n[[q1 yes]]\n')
  })

  it('indents all lines after a label', () => {
    const lines = wrapPieces([{ text: 'one two three' }], 12, 4, [{ text: ' 1' }])
    expect(plain(lines)).toBe(' 1  one two\n    three\n')
  })

  it('cuts a word that is wider than a line', () => {
    expect(plain(wrapPieces([{ text: 'a https://example.org/path' }], 12))).toBe(
      'a\nhttps://exam\nple.org/path\n',
    )
  })

  it('counts two columns for Korean and none for combining accents', () => {
    expect(countColumns('해 é')).toBe(4)
    expect(countColumns('e\u0301')).toBe(1)
    expect(plain(wrapPieces([{ text: '하나 둘 셋' }], 10))).toBe('하나 둘 셋\n')
    expect(plain(wrapPieces([{ text: '하나 둘 셋 넷' }], 10))).toBe('하나 둘 셋\n넷\n')
  })

  it('keeps lines of any text within the width', () => {
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

describe('formatLines', () => {
  it('starts and ends styles on each line, once for neighbours of one style', () => {
    const line: Line = [{ text: 'a ', style: 'cue' }, { text: 'b', style: 'cue' }, { text: ' c' }]
    expect(formatLines([line, line], true)).toBe('\u001b[33ma b\u001b[39m c\n'.repeat(2))
  })
})
