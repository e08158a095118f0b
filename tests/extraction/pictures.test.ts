import { describe, expect, it } from 'vitest'
import { findOutlets } from '../../src/extraction/sources/outlets.ts'
import { findPictures } from '../../src/extraction/pictures.ts'
import { languages } from '../../src/languages/index.ts'
import { articleOf, wordsAt } from '../support/text-file.ts'

const [english] = languages

function picturesOf(captions: string, text = 'The ferry sails.') {
  const article = articleOf(`Ferry back     DATE: 2024-07-15\n\n${captions}\n\n${text}`)
  const pictures = findPictures(article, 'id', findOutlets(article, english), english)
  return pictures.map(({ id, caption, creditText, credits, isFilePhoto, occurrences }) => ({
    id,
    caption,
    creditText,
    isFilePhoto,
    owners: credits.map(({ source }) => `${source.name} ${source.kind}`),
    evidence: credits.map(({ evidence }) => evidence.map((span) => wordsAt(article, span))),
    occurrences: occurrences.map((span) => wordsAt(article, span)),
  }))
}

describe('findPictures', () => {
  it('makes one picture of a caption that is printed twice', () => {
    const caption = 'Captain Ida Moen / Harbour Post file'
    expect(picturesOf(`${caption}\n${caption}`)).toEqual([
      {
        id: expect.any(String),
        caption: 'Captain Ida Moen',
        creditText: 'Harbour Post file',
        isFilePhoto: true,
        owners: ['Harbour Post PUBLISHER'],
        evidence: [['Harbour Post file', 'Harbour Post file']],
        occurrences: [caption, caption],
      },
    ])
  })

  it('makes two pictures of two captions, each with its own id', () => {
    const found = picturesOf('The quay / Reuters\nThe ferry / Reuters')
    expect(found.map(({ caption }) => caption)).toEqual(['The quay', 'The ferry'])
    expect(new Set(found.map(({ id }) => id)).size).toBe(2)
  })

  it('keeps the id of a picture when other text changes', () => {
    const [before] = picturesOf('The quay / Reuters')
    const [after] = picturesOf('The quay / Reuters', 'Another text.')
    expect(after?.id).toBe(before?.id)
  })

  it.each([
    ['The old quay / Reuters', 'The old quay', ['Reuters WIRE_AGENCY']],
    [
      'The old quay. Photo: Ida Moen/Reuters',
      'The old quay.',
      ['Ida Moen PERSON', 'Reuters WIRE_AGENCY'],
    ],
    ['The old quay. (Photo by Ida Moen)', 'The old quay.', ['Ida Moen PERSON']],
    [
      'The old quay / Courtesy of the Selm Harbour Museum',
      'The old quay',
      ['Selm Harbour Museum OTHER'],
    ],
    [
      'The old quay / Ida Moen / Harbour Post file',
      'The old quay',
      ['Ida Moen PERSON', 'Harbour Post PUBLISHER'],
    ],
    [
      'The old quay / Reuters via AP',
      'The old quay',
      ['Reuters WIRE_AGENCY', 'Associated Press WIRE_AGENCY'],
    ],
    [
      'The old quay / AFP-Yonhap',
      'The old quay',
      ['Agence France-Presse WIRE_AGENCY', 'Yonhap WIRE_AGENCY'],
    ],
    [
      'The old quay / Ida Moen-Harbour Post',
      'The old quay',
      ['Ida Moen PERSON', 'Harbour Post PUBLISHER'],
    ],
    [
      'The old quay. (AP Photo/Ida Moen)',
      'The old quay.',
      ['Associated Press WIRE_AGENCY', 'Ida Moen PERSON'],
    ],
    ['The old quay / EPA', 'The old quay', ['EPA PICTURE_AGENCY']],
    ['The old quay / Sunrise Pictures', 'The old quay', ['Sunrise Pictures PICTURE_AGENCY']],
    ['The old quay / Pool', 'The old quay', []],
    [
      'The old quay. (Ida Moen / Sunrise Pictures)',
      'The old quay.',
      ['Ida Moen PERSON', 'Sunrise Pictures PICTURE_AGENCY'],
    ],
    ['The old quay. REUTERS/Ida Moen', 'The old quay.', ['Reuters WIRE_AGENCY', 'Ida Moen PERSON']],
    ['The old quay / AP Photo', 'The old quay', ['Associated Press WIRE_AGENCY']],
    ['The old quay / Jean-Paul Moen-Lunde', 'The old quay', ['Jean-Paul Moen-Lunde PERSON']],
    ['The old quay / Ferry Ministry handout', 'The old quay', ['Ferry Ministry OTHER']],
    ['The old quay / Selm Quay Survey, handout', 'The old quay', ['Selm Quay Survey OTHER']],
    [
      'The old quay / Captured from Radio Selm’s website',
      'The old quay',
      ['Radio Selm BROADCASTER'],
    ],
    ['Photo: Ida Moen', null, ['Ida Moen PERSON']],
  ])('reads the credit of %s', (printed, caption, owners) => {
    expect(picturesOf(printed)).toMatchObject([{ caption, owners }])
  })

  it.each([
    ['The old quay / Harbour Post file', true],
    ['The old quay. (File photo)', true],
    ['The old quay / Harbour Post', false],
    ['The quay of the file clerks / Reuters', false],
  ])('recognises a file picture: %s', (caption, isFilePhoto) => {
    expect(picturesOf(caption)).toMatchObject([{ isFilePhoto }])
  })

  it('returns nothing without a caption', () => {
    expect(picturesOf('The ferry is back / forth.')).toEqual([])
  })
})
