import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countWords } from '../../src/text/words.ts'

describe('countWords', () => {
  it.each([
    ["They don't read the state-run daily.", 6],
    ['U.S. trade rose 1,200.5 points', 6],
    ['부산 항만 철도', 3],
    ['𝒜𝓁𝓅𝒽𝒶 and 𐐷eta', 3],
    ['— … ’', 0],
    ['', 0],
  ])('counts %s', (text, count) => {
    expect(countWords(text)).toBe(count)
  })

  it('counts what Unicode calls letters and numbers, whatever stands between them', () => {
    const word = /[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu
    const pieces = fc.oneof(
      fc.constantFrom('a', '-', "'", '’', '.', ' ', '\udc00', '\ud835'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (found) => {
        const text = found.join('')
        expect(countWords(text)).toBe(text.match(word)?.length ?? 0)
      }),
    )
  })
})
