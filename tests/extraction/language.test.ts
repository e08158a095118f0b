import { describe, expect, it } from 'vitest'
import { recognizeLanguage } from '../../src/extraction/language.ts'
import { languages } from '../../src/languages/index.ts'

describe('recognizeLanguage', () => {
  it.each([
    [
      'en',
      'The harbour was closed to all ships after the storm, and the mayor said it would be so.',
    ],
    ['ko', '부산 항만 철도가 내년 봄 다시 열린다고 시장이 말했다. Busan'],
    ['ja', '港の鉄道は来年の春に再開される。'],
    ['zh', '港口铁路将于明年春天重新开放。'],
  ])('tells %s', (language, text) => {
    expect(recognizeLanguage(text, languages)).toBe(language)
  })

  it.each([
    ['a headline of names', 'Selm, Ostrava, Kirn'],
    ['a language it does not know', 'Der Hafen war nach dem Sturm für alle Schiffe geschlossen.'],
    ['no words at all', '1234 -- ++ 5678'],
    ['nothing', ''],
  ])('does not guess at %s', (_case, text) => {
    expect(recognizeLanguage(text, languages)).toBeNull()
  })
})
