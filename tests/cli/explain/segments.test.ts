import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextMark } from '../../../src/cli/explain/marks.ts'
import { cutSegments } from '../../../src/cli/explain/segments.ts'

const said = (start: number, end: number, reference = '¹'): TextMark => ({
  label: 'q1',
  style: 'content',
  reference,
  span: { start, end },
})
const dated = (start: number, end: number): TextMark => ({
  label: 'd1',
  style: 'date',
  reference: 'ᵈ¹',
  span: { start, end },
})

/** The segments of a whole text: words, labels, references. */
function show(text: string, marks: readonly TextMark[]) {
  const [segments = []] = cutSegments(text, [{ start: 0, end: text.length }], marks)
  return segments.map(({ span, marks: here, references }) => [
    text.slice(span.start, span.end),
    here.map(({ label }) => label).join(' '),
    references.map(({ reference }) => reference).join(''),
  ])
}

describe('cutSegments', () => {
  it('cuts where marks cross', () => {
    expect(show('one two three', [said(0, 7), dated(4, 13)])).toEqual([
      ['one ', 'q1', ''],
      ['two', 'q1 d1', '¹'],
      [' three', 'd1', 'ᵈ¹'],
    ])
  })

  it('puts the number of words said behind their quotation mark, that of a date behind it', () => {
    expect(show('"Go on Monday," she said', [said(1, 13), dated(7, 13)])).toEqual([
      ['"', '', ''],
      ['Go on ', 'q1', ''],
      ['Monday', 'q1 d1', 'ᵈ¹'],
      [',"', '', '¹'],
      [' she said', '', ''],
    ])
  })

  it('leaves an apostrophe to its word', () => {
    expect(show("the mayor's word", [said(0, 9)])[0]).toEqual(['the mayor', 'q1', '¹'])
  })

  it('gives back every stretch whole, with the marks of each character', () => {
    const place = fc.record({ start: fc.nat(39), length: fc.integer({ min: 1, max: 20 }) })
    fc.assert(
      fc.property(fc.array(place, { maxLength: 15 }), (places) => {
        const text = 'words, "and" marks; '.repeat(2)
        const stretches = [
          { start: 0, end: 12 },
          { start: 14, end: 40 },
        ]
        const marks = places.map(({ start, length }) => said(start, Math.min(40, start + length)))
        cutSegments(text, stretches, marks).forEach((segments, index) => {
          const { start, end } = stretches[index] ?? { start: 0, end: 0 }
          const joined = segments.map(({ span }) => text.slice(span.start, span.end)).join('')
          expect(joined).toBe(text.slice(start, end))
          for (const { span, marks: here } of segments) {
            const covering = marks.filter(
              (mark) => mark.span.start <= span.start && mark.span.end >= span.end,
            )
            expect(new Set(here)).toEqual(new Set(covering))
          }
        })
      }),
    )
  })
})
