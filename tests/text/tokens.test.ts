import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLexicon } from '../../src/text/lexicon.ts'
import { tokenAt, tokenize, tokenText } from '../../src/text/tokens.ts'

function words(text: string): string[] {
  const tokens = tokenize(text)
  return Array.from({ length: tokens.count }, (_, index) => tokenText(tokens, index))
}

describe('tokenize', () => {
  it.each([
    ["Hale's plan", ['Hale', "'s", 'plan']],
    ['They don’t; she’ll', ['They', 'don’t', ';', 'she', '’ll']],
    ["the workers' rights", ['the', 'workers', "'", 'rights']],
    [
      'a run-off in the U.S. on Oct. 10',
      ['a', 'run-off', 'in', 'the', 'U.S.', 'on', 'Oct', '.', '10'],
    ],
    ['1,200.5 of 3.2', ['1,200.5', 'of', '3.2']],
    ["''No,'' he said", ["''", 'No', ',', "''", 'he', 'said']],
    ["'Yes,''' he said", ["'", 'Yes', ',', "'", "''", 'he', 'said']],
    ['«Oui» — 회담', ['«', 'Oui', '»', '—', '회담']],
  ])('cuts %s', (text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  it('covers every character but blanks, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const tokens = tokenize(text)
        let end = 0
        for (let index = 0; index < tokens.count; index += 1) {
          const start = tokens.starts[index] ?? -1
          expect(
            text
              .slice(end, start)
              .trim()
              .replace(/[\u200b\u0085]/g, ''),
          ).toBe('')
          end = tokens.ends[index] ?? -1
          expect(end).toBeGreaterThan(start)
        }
        expect(
          text
            .slice(end)
            .trim()
            .replace(/[\u200b\u0085]/g, ''),
        ).toBe('')
      }),
    )
  })

  it('finds the token at an offset', () => {
    const tokens = tokenize('one two  three')
    expect([0, 2, 3, 4, 8, 14].map((offset) => tokenAt(tokens, offset))).toEqual([0, 0, 1, 1, 2, 3])
  })
})

describe('a lexicon', () => {
  const lexicon = createLexicon(
    new Map([
      ["don't", 3],
      ['said', 5],
    ]),
  )

  it.each([
    ['said', 5],
    ['SAID', 5],
    ['Don’t', 3],
    ['say', 0],
  ])('looks up %s', (word, value) => {
    expect(lexicon.valueOf(tokenize(word), 0)).toBe(value)
  })
})
