import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nestMarks, type TextPart } from '../../src/pages/marks.ts'

const OFFSET = 7

/** The text of the parts, and of each mark. */
function flatten(parts: readonly TextPart<string>[], marked: Record<string, string> = {}): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part
      const text = flatten(part.parts, marked)
      marked[part.note] = (marked[part.note] ?? '') + text
      return text
    })
    .join('')
}

describe('marks in a text', () => {
  it('are nested, the shorter inside', () => {
    const marks = [
      { start: 0, end: 11, note: 'sentence' },
      { start: 6, end: 11, note: 'word' },
    ]
    expect(nestMarks('Hello world.', 0, marks)).toEqual([
      {
        note: 'sentence',
        isFirst: true,
        isLast: true,
        parts: ['Hello ', { note: 'word', isFirst: true, isLast: true, parts: ['world'] }],
      },
      '.',
    ])
  })

  it('are cut where they overlap', () => {
    const marks = [
      { start: 0, end: 5, note: 'a' },
      { start: 3, end: 8, note: 'b' },
    ]
    expect(nestMarks('abcdefgh', 0, marks)).toEqual([
      {
        note: 'a',
        isFirst: true,
        isLast: true,
        parts: ['abc', { note: 'b', isFirst: true, isLast: false, parts: ['de'] }],
      },
      { note: 'b', isFirst: false, isLast: true, parts: ['fgh'] },
    ])
  })

  it('keep every character of the text and of each mark', () => {
    const range = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => ({
      start: Math.min(a, b),
      end: Math.max(a, b),
    }))
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), fc.array(range), (text, ranges) => {
        const marks = ranges.map((each, index) => ({ ...each, note: String(index) }))
        const marked: Record<string, string> = {}
        expect(flatten(nestMarks(text, OFFSET, marks), marked)).toBe(text)
        for (const { start, end, note } of marks) {
          const inside = text.slice(Math.max(0, start - OFFSET), Math.max(0, end - OFFSET))
          expect(marked[note] ?? '').toBe(inside)
        }
      }),
    )
  })
})
