import { describe, expect, it } from 'vitest'
import { readArticle } from '../../../src/extraction/read-article.ts'
import { findOutlets } from '../../../src/extraction/sources/outlets.ts'
import { english } from '../../../src/languages/en/index.ts'
import { defaultSettings, type KnownOutlet } from '../../../src/model/settings.ts'
import { nameId } from '../../../src/identity/ids.ts'
import { readMarks } from '../../../src/text/marks.ts'
import { articleOf, wordsAt } from '../../support/text-file.ts'

const outlets: readonly KnownOutlet[] = [
  { name: 'Halide Pictures', kind: 'PICTURE_AGENCY', aliases: ['Halide'] },
  { name: 'Wendlow Courier', kind: 'PUBLISHER', aliases: ['Courier'] },
  { name: "People's Telegraph Bureau", kind: 'STATE_MEDIA', aliases: ['PTB'] },
  { name: 'Littoral', kind: 'WIRE_AGENCY', aliases: [] },
  // Known to the world as a paper and as ambiguous.
  { name: 'Observer', kind: 'BROADCASTER', aliases: [] },
]
const settings = { ...defaultSettings, outlets }

function outletsIn(text: string) {
  const article = articleOf(`Ferry back     DATE: 2031-07-15\n\n${text}\n\nThe quay was wet.`)
  return findOutlets(article, english, settings).map(({ span, source }) => ({
    words: wordsAt(article, span),
    name: source?.name.replaceAll(' ', '_'),
  }))
}

describe('outlets of the settings', () => {
  it.each([
    'It sails, [[Littoral Littoral]] reported.',
    'It sails, [[Ildish_Central_News_Agency the Ildish Central News Agency]] reported.',
    "It sails, [[People's_Telegraph_Bureau PTB]] said, and [[People's_Telegraph_Bureau the People’s Telegraph Bureau]] repeated it.",
    '[[Wendlow_Courier Courier]] wrote of it. It was in [[Wendlow_Courier the Courier]], and later in [[Wendlow_Courier Courier]] again.',
    'The picture by [[Halide_Pictures Halide]] was in [[Wendlow_Courier the Wendlow Courier]].',
    '[[Observer The Observer]] was there.',
  ])('are found: %s', (marked) => {
    const { text, marks } = readMarks(marked)
    expect(outletsIn(text)).toEqual(
      marks.map(({ label, span }) => ({ words: text.slice(span.start, span.end), name: label })),
    )
  })

  it.each([
    'A courier came along the littoral.',
    'Courier prices rose. “Courier work is hard,” she said.',
    'They met at the Courier Street stop, under the sign of Halide Demir.',
    'She went to the Wendlow Courier School.',
  ])('are not found in other words: %s', (text) => {
    expect(outletsIn(text)).toEqual([])
  })

  it('are owners of pictures by name and by short name', () => {
    const article = articleOf(
      'Ferry back     DATE: 2031-07-15\n\nThe ferry / Mira Tan-Halide\n\nThe quay / Courier\n\nIt sails.',
    )
    const { pictures } = readArticle(article, settings)
    expect(
      pictures.map(({ credits }) => credits.map(({ source }) => [source.name, source.kind])),
    ).toEqual([
      [
        ['Mira Tan', 'PERSON'],
        ['Halide Pictures', 'PICTURE_AGENCY'],
      ],
      [['Wendlow Courier', 'PUBLISHER']],
    ])
  })

  it('have one kind, name and id as publisher, agency and relay', () => {
    const article = articleOf(
      'Ferry back     DATE: 2031-07-15\n\nSELM, July 15 (Littoral) -- "It sails," Ada Lind said, according to the PTB.',
    )
    const { sources } = readArticle(article, { ...settings, publisher: 'the Wendlow courier' })
    expect(sources.map(({ role, source }) => [role, source.kind, source.name])).toEqual([
      ['PUBLISHER', 'PUBLISHER', 'Wendlow Courier'],
      ['WIRE_AGENCY', 'WIRE_AGENCY', 'Littoral'],
      ['RELAY', 'STATE_MEDIA', "People's Telegraph Bureau"],
    ])
    expect(sources.map(({ source }) => source.id)).toEqual(
      sources.map(({ source }) => nameId(source.name)),
    )
  })

  it('are unknown without those settings', () => {
    const article = articleOf('Ferry back     DATE: 2031-07-15\n\nIt sails, Littoral reported.')
    expect(findOutlets(article, english)).toEqual([])
  })
})
