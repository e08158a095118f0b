import { describe, expect, it } from 'vitest'
import { formatOf, formats, unknownFormat } from '../../src/formats/index.ts'
import { articleOf, parseText, wordsAt } from '../support/text-file.ts'

describe('formatOf', () => {
  it.each([
    ['a.txt', 'text'],
    ['news/A.TXT', 'text'],
    ['a.text', 'text'],
    ['news.archive/a', 'text'],
    ['wire.2024-07-15', 'text'],
    ['Moen v. Lunde', 'text'],
    ['a.story', 'story'],
  ])('finds the format of %s', (path, name) => {
    expect(formatOf(path)?.name).toBe(name)
  })

  it.each(['a.jpg', 'a.txt.bak', 'a.txt~', 'notes.docx'])('finds none for %s', (path) => {
    expect(formatOf(path)).toBeNull()
  })

  it('has one format for each ending', () => {
    const endings = formats.flatMap(({ extensions }) => extensions)
    expect(new Set(endings).size).toBe(endings.length)
    expect(endings).toEqual(endings.map((ending) => ending.toLowerCase()))
  })
})

describe('a file of no known format', () => {
  it('is named with the endings that are read', () => {
    expect(parseText('words', 'a.jpg')).toEqual({
      articles: [],
      problems: [unknownFormat('a.jpg')],
    })
    expect(unknownFormat('a.jpg')).toMatchObject({
      code: 'UNKNOWN_FORMAT',
      severity: 'INFO',
      hint: expect.stringContaining('.txt'),
    })
  })
})

describe('the story format', () => {
  it('gives the paragraphs and leaves the summary out', () => {
    const text =
      'The ferry is back.\n\nIt sails at six.\n\n@highlight\n\nFerry back\n\n@highlight\n\nSix\n'
    const article = articleOf(text, 'a.story')
    expect(article.headline).toBeNull()
    expect(article.paragraphs.map(({ span }) => wordsAt(article, span))).toEqual([
      'The ferry is back.',
      'It sails at six.',
    ])
    expect(article.body).toBe(text)
  })
})
