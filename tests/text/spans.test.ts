import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { overlapping, overlaps, splitSpan } from '../../src/text/spans.ts'

describe('overlaps', () => {
  it.each<[title: string, one: [number, number], other: [number, number], shared: boolean]>([
    ['apart', [0, 2], [3, 5], false],
    ['side by side', [0, 2], [2, 5], false],
    ['crossing', [0, 3], [2, 5], true],
    ['one inside the other', [0, 9], [2, 5], true],
  ])('judges spans %s', (_title, one, other, shared) => {
    const [a, b] = [one, other].map(([start = 0, end = 0]) => ({ start, end }))
    if (!a || !b) throw new Error('two spans')
    expect([overlaps(a, b), overlaps(b, a)]).toEqual([shared, shared])
  })
})

describe('overlapping', () => {
  it('finds what looking at every span finds', () => {
    const lengths = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 4 })))
    fc.assert(
      fc.property(
        lengths,
        fc.nat({ max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (gaps, at, length) => {
          let end = 0
          const items = gaps.map(([gap, words]) => {
            const start = end + gap
            end = start + words
            return { span: { start, end } }
          })
          const span = { start: at, end: at + length }
          expect(overlapping(items, span)).toEqual(
            items.filter((item) => overlaps(item.span, span)),
          )
        },
      ),
    )
  })
})

describe('splitSpan', () => {
  it.each<[text: string, pieces: string[]]>([
    ['a / b', ['a', 'b']],
    ['/ a //b/', ['a', 'b']],
    [' a b ', ['a b']],
    [' / ', []],
  ])('splits %j', (text, pieces) => {
    const spans = splitSpan(`<${text}>`, { start: 1, end: text.length + 1 }, /\//g)
    expect(spans.map(({ start, end }) => `<${text}>`.slice(start, end))).toEqual(pieces)
  })
})
