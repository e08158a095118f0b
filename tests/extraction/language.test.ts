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
    ['de', 'Der Hafen war nach dem Sturm für alle Schiffe geschlossen.'],
    ['nl', 'De haven was na de storm voor alle schepen gesloten, zei de burgemeester.'],
    [
      'es',
      'El puerto estuvo cerrado para todos los barcos después de la tormenta, según la alcaldesa.',
    ],
    ['pt', 'O porto ficou fechado para todos os navios depois da tempestade, disse a prefeita.'],
    ['it', 'Il porto è rimasto chiuso a tutte le navi dopo la tempesta, ha detto la sindaca.'],
    [
      'sv',
      'Hamnen var stängd för alla fartyg efter stormen, säger borgmästaren, och det är inte över.',
    ],
    [
      'da',
      'Havnen var lukket for alle skibe efter stormen, siger borgmesteren, og det er ikke ovre nu.',
    ],
    ['fi', 'Satama oli suljettu kaikilta laivoilta myrskyn jälkeen, ja se on nyt auki, hän sanoo.'],
    ['pl', 'Port był zamknięty dla wszystkich statków po burzy, a to nie jest koniec, powiedział.'],
    ['cs', 'Přístav byl po bouři uzavřen pro všechny lodě a to není vše, řekl starosta.'],
    ['hu', 'A kikötő a vihar után minden hajó elől el volt zárva, és ez nem a vége.'],
    ['tr', 'Liman fırtınadan sonra bütün gemilere kapalı ve bu daha ilk gün, dedi başkan.'],
    ['ru', 'Порт был закрыт для всех судов после бури, и это не конец, сказал мэр.'],
    ['uk', 'Порт був закритий для всіх суден після бурі, і це ще не кінець, що сказав він.'],
    ['ar', 'وقال رئيس البلدية إن الميناء كان مغلقا أمام السفن بعد العاصفة في هذا اليوم.'],
    ['el', 'Το λιμάνι ήταν κλειστό για όλα τα πλοία μετά την καταιγίδα.'],
  ])('recognises %s', (language, text) => {
    expect(recognizeLanguage(text, languages)).toBe(language)
  })

  it.each([
    ['a headline of names', 'Selm, Ostrava, Kirn'],
    [
      'a language it does not know',
      'Portua itsasontzi guztientzat itxita egon zen ekaitzaren ondoren, alkatearen arabera.',
    ],
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
