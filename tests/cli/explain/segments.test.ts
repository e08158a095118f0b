import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextMark } from '../../../src/cli/explain/marks.ts'
import { cutSegments, nestMarks } from '../../../src/cli/explain/segments.ts'
import { type Mark, readMarks, writeMarks } from '../../../src/text/marks.ts'

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

const markOf = (label: string, start: number, end: number): Mark => ({
  label,
  span: { start, end },
})
const write = (text: string, marks: readonly Mark[]) => writeMarks(text, nestMarks(marks))

describe('nestMarks', () => {
  it('leaves marks alone that nest', () => {
    expect(write('one two three', [markOf('a', 0, 13), markOf('b', 4, 7)])).toBe(
      '[[a one [[b two]] three]]',
    )
  })

  it('cuts the later of two marks that cross', () => {
    expect(write('one two three', [markOf('a', 0, 7), markOf('b', 4, 13)])).toBe(
      '[[a one [[b two]]]][[b  three]]',
    )
  })

  it('joins the labels of one stretch', () => {
    expect(write('she said', [markOf('q1.cue', 4, 8), markOf('q2.cue', 4, 8)])).toBe(
      'she [[q1.cue+q2.cue said]]',
    )
  })

  it('covers the same characters by the same labels, whatever crosses', () => {
    const marks = fc.array(
      fc.record({ start: fc.nat(19), length: fc.integer({ min: 1, max: 20 }) }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(marks, (places) => {
        const text = 'abcdefghijklmnopqrst'
        const given = places.map(({ start, length }, index) =>
          markOf(`m${index}`, start, Math.min(start + length, text.length)),
        )
        const read = readMarks(write(text, given))
        expect(read.text).toBe(text)
        expect(coverage(read.marks)).toEqual(coverage(given))
      }),
    )
  })
})

function coverage(marks: readonly Mark[]): string[][] {
  return Array.from({ length: 20 }, (_, at) =>
    marks
      .filter(({ span }) => span.start <= at && at < span.end)
      .flatMap(({ label }) => label.split('+'))
      .sort(),
  )
}
