import { describe, expect, it } from 'vitest'
import { readArticle } from '../../src/extraction/read-article.ts'
import { parseText } from '../../src/formats/index.ts'
import { defaultSettings } from '../../src/model/settings.ts'

const GERMAN = `Brücke bleibt bis zum Frühjahr gesperrt

Die Brücke in Kirn bleibt bis zum Frühjahr gesperrt, sagte Bürgermeisterin Anna Roth am 12. Mai im Rathaus.

„Der Fluss hat gewonnen“, sagte Roth. „Wir warten, bis er müde wird.“

Der „Brückentag“ fällt aus, wie der Verein „Freunde der Brücke“ mitteilte. (Reuters)
`

const FRENCH = `Le pont de Kirn fermé

« Le pont est fermé jusqu'au printemps », a déclaré Mme Roux à l'AFP. Elle a été entendue par les élus.
`

function read(text: string, settings = {}) {
  const [article] = parseText('a.txt', text).articles
  if (!article) throw new Error('No article was found in the text.')
  return readArticle(article, { ...defaultSettings, ...settings })
}

const said = ({ article, quotations }: ReturnType<typeof read>) =>
  quotations.map(({ content }) => content.map(({ start, end }) => article.body.slice(start, end)))

describe('an article in an unsupported language', () => {
  const reading = read(GERMAN)

  it('has only the quotations that their marks show', () => {
    expect(said(reading)).toEqual([['Der Fluss hat gewonnen'], ['Wir warten, bis er müde wird.']])
  })

  it('has quotations without a speaker, found by the rule marks-alone', () => {
    expect(reading.speakers).toEqual([])
    for (const quotation of reading.quotations) {
      expect(quotation).toMatchObject({
        kind: 'DIRECT',
        cue: null,
        mention: null,
        rule: 'marks-alone',
        attribution: { basis: 'NONE', speaker: null, candidates: [] },
      })
    }
  })

  it('has no dates from the words of another language', () => {
    expect(reading.dates).toEqual([])
    expect(reading.language).toBe('de')
  })

  it('says that there are no rules for it', () => {
    expect(reading.problems).toMatchObject([
      {
        code: 'NO_LANGUAGE_RULES',
        severity: 'INFO',
        message: expect.stringContaining('articles in "de"'),
        hint: 'Languages with rules are en, fr.',
      },
    ])
  })

  it.each([
    [
      'de',
      '„Die Fähren sind zurück“, sagte der Hafenmeister. Die »Kaimauer« ist fertig.',
      ['Die Fähren sind zurück'],
    ],
    ['de', 'Er sagte: »Niemand hat daran geglaubt.«', ['Niemand hat daran geglaubt.']],
    [
      'sv',
      '”Färjorna är tillbaka”, sade hamnkaptenen. ”Vi har väntat”, tillade han.',
      ['Färjorna är tillbaka', 'Vi har väntat'],
    ],
    [
      'fi',
      '»Lautat ovat palanneet», hän sanoi. ”Lautta”-lehti kertoi siitä.',
      ['Lautat ovat palanneet'],
    ],
    [
      'da',
      '»Færgerne er tilbage«, siger havnechefen. »Vi har ventet i seks år,« tilføjer han.',
      ['Færgerne er tilbage', 'Vi har ventet i seks år'],
    ],
    ['ja', '港長は「渡船が戻ってきた」と述べた。『岸壁』という本もある。', ['渡船が戻ってきた']],
    [
      'zh',
      '港务长说：“渡轮已经回来了。”市民说「我们非常高兴」。',
      ['渡轮已经回来了。', '我们非常高兴'],
    ],
    [
      'ko',
      '항만장은 “페리가 돌아왔다”고 말했다. "우리는 6년을 기다렸다"고 덧붙였다.',
      ['페리가 돌아왔다', '우리는 6년을 기다렸다'],
    ],
    [
      'ru',
      '«Паромы вернулись», — сказал капитан. Роман «Тихая гавань» вышел.',
      ['Паромы вернулись'],
    ],
    [
      'pl',
      '„Czekaliśmy na ten dzień sześć lat” – dodał. Gazeta „Głos Portu” milczy.',
      ['Czekaliśmy na ten dzień sześć lat'],
    ],
    ['el', '«Τα πλοία επέστρεψαν», είπε ο λιμενάρχης.', ['Τα πλοία επέστρεψαν']],
    ['pt', '“As barcas voltaram”, disse o capitão. O navio “Selm” não.', ['As barcas voltaram']],
    ['it', '«I traghetti sono tornati», ha detto il capitano.', ['I traghetti sono tornati']],
    ['es', 'El capitán dijo: «Los barcos han vuelto».', ['Los barcos han vuelto']],
    [
      'nl',
      '‘De veerboten zijn terug’, zei de havenmeester. De ‘Selm’ ook.',
      ['De veerboten zijn terug'],
    ],
    ['tr', '"Feribotlar geri döndü" dedi liman başkanı.', ['Feribotlar geri döndü']],
  ])('in %s has the words between its marks: %s', (language, text, words) => {
    const found = read(`Titel\n\n${text}`, { language })
    expect(said(found).flat()).toEqual(words)
    expect(found.speakers).toEqual([])
  })

  it.each([
    [
      'pt',
      'Nova Selm, 24 set (EFE).- O índice fechou em baixa.',
      'Nova Selm, 24 set (EFE).-',
      'EFE',
    ],
    ['pt', 'SELM, 24 SET (ANSA) – O porto abriu.', 'SELM, 24 SET (ANSA) –', 'ANSA'],
    ['es', 'Selm, 3 ene (EFE).- El puerto abrió.', 'Selm, 3 ene (EFE).-', 'EFE'],
    ['de', 'Selm (dpa) - Der Hafen ist offen.', 'Selm (dpa) -', 'dpa'],
    ['es', 'SELM, 3 mar (Xinhua) -- El puerto abrió.', 'SELM, 3 mar (Xinhua) --', 'Xinhua'],
  ])('has the dateline of its agency: %s %s', (language, text, dateline, agency) => {
    const found = read(`Titel\n\n${text}`, { language })
    const { start = 0, end = 0 } = found.dateline ?? {}
    expect(found.article.body.slice(start, end)).toBe(dateline)
    const agencies = found.sources.filter(({ role }) => role === 'WIRE_AGENCY')
    expect(agencies.flatMap(({ source }) => [source.name, ...source.aliases])).toContain(agency)
  })

  it('has speech that goes on in the next paragraph', () => {
    const text = 'Titel\n\n„Die Fähren sind zurück, sagte sie.\n\n„Sie fahren um sechs.“\n'
    const found = read(text, { language: 'de' })
    expect(found.quotations).toHaveLength(1)
    expect(found.quotations[0]?.content).toHaveLength(2)
  })

  it.each(['„ ', '” ', '„Wort ', '" ', '“ ”', '« '])('is read in linear time: %j', (unit) => {
    const found = read(`Titel\n\n${unit.repeat(60_000)}`, { language: 'de' })
    expect(found.quotations.length).toBeLessThan(60_001)
  })

  it('has the outlets that it names', () => {
    expect(reading.sources.map(({ source }) => source.name)).toContain('Reuters')
  })
})

describe('an article in French', () => {
  it('is recognised and read with French words', () => {
    const { language, quotations, speakers } = read(FRENCH)
    expect(language).toBe('fr')
    expect(speakers.map(({ name }) => name)).toEqual(['Roux'])
    expect(quotations[0]).toMatchObject({ kind: 'DIRECT', cue: { lemma: 'déclarer' } })
  })

  it('is read in the language of the settings', () => {
    expect(read(GERMAN, { language: 'fr' }).language).toBe('fr')
    expect(read(FRENCH, { language: 'de' }).quotations[0]?.rule).toBe('marks-alone')
  })
})
