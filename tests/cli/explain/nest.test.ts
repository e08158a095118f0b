import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nestMarks } from '../../../src/cli/explain/nest.ts'
import { type Mark, readMarks, writeMarks } from '../../../src/text/marks.ts'

const mark = (label: string, start: number, end: number): Mark => ({ label, span: { start, end } })
const write = (text: string, marks: readonly Mark[]) => writeMarks(text, nestMarks(marks))

describe('nestMarks', () => {
  it('leaves marks alone that nest', () => {
    expect(write('one two three', [mark('a', 0, 13), mark('b', 4, 7)])).toBe(
      '[[a one [[b two]] three]]',
    )
  })

  it('cuts the later of two marks that cross', () => {
    expect(write('one two three', [mark('a', 0, 7), mark('b', 4, 13)])).toBe(
      '[[a one [[b two]]]][[b  three]]',
    )
  })

  it('joins the labels of one stretch', () => {
    expect(write('she said', [mark('q1.cue', 4, 8), mark('q2.cue', 4, 8)])).toBe(
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
          mark(`m${index}`, start, Math.min(start + length, text.length)),
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
