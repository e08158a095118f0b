import { describe, expect, it } from 'vitest'
import { languageOf, recognizeLanguage } from '../../src/extraction/language.ts'
import { languages } from '../../src/languages/index.ts'

describe('recognizeLanguage', () => {
  it.each([
    [
      'en',
      'The harbour was closed to all ships after the storm, and the mayor said it would be so.',
    ],
    ['fr', "La maire a annoncé que le pont serait fermé jusqu'au printemps pour des travaux."],
    ['ko', '부산 항만 철도가 내년 봄 다시 열린다고 시장이 말했다. Busan'],
    ['ja', '港の鉄道は来年の春に再開される。'],
    ['zh', '港口铁路将于明年春天重新开放。'],
  ])('recognises %s', (language, text) => {
    expect(recognizeLanguage(text, languages)).toBe(language)
  })

  it.each([
    ['a headline of names', 'Selm, Ostrava, Kirn'],
    ['a language it does not know', 'Der Hafen war nach dem Sturm für alle Schiffe geschlossen.'],
    ['no words at all', '1234 -- ++ 5678'],
    ['nothing', ''],
  ])('returns null for %s', (_case, text) => {
    expect(recognizeLanguage(text, languages)).toBeNull()
  })
})

const GERMAN =
  'Die Brücke bleibt bis zum Frühjahr gesperrt. Das sagte die Bürgermeisterin am Montag vor dem Rathaus, nachdem sie mit den Händlern gesprochen hatte.'

describe('languageOf', () => {
  it.each([
    ['the language that is said', 'fr', GERMAN, 'fr'],
    ['one with a region', 'fr-CA', GERMAN, 'fr'],
    ['none that is not known', 'de', GERMAN, 'und'],
    ['none where a long text is in none that is known', null, GERMAN, 'und'],
    ['the first where a text is short', null, 'Die Brücke ist zu.', 'en'],
    ['the first where names leave little else', null, 'Selm 2 Kirn 1: Ferris the hero', 'en'],
  ])('returns the data for %s', (_case, tag, text, code) => {
    expect(languageOf(tag, text, languages).code).toBe(code)
  })
})
