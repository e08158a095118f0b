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
    expect(reading.language).toBeNull()
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
