import { decodeText } from '../../src/archive/decode.ts'
import { describe, expect, it } from 'vitest'
import { formats, isNeverRead, openFormat, unknownFormat } from '../../src/formats/index.ts'
import { articleOf, parseText, wordsAt } from '../support/text-file.ts'

function open(path: string, text = 'The ferry is back.') {
  const content = Buffer.from(text)
  const file = { path, content, bytes: content.length, modified: null, hash: '' }
  return openFormat(file, (bytes, declared) => decodeText(bytes, path, null, declared))
}

describe('the format of a file', () => {
  it.each([
    ['a.txt', 'text'],
    ['news/A.TXT', 'text'],
    ['a.text', 'text'],
    ['news.archive/a', 'text'],
    ['wire.2024-07-15', 'text'],
    ['Moen v. Lunde', 'text'],
    ['a.story', 'story'],
  ])('is told by the name where the content does not show it: %s', (path, format) => {
    expect(open(path)).toMatchObject({ format, reason: expect.stringContaining('its name') })
  })

  it('is recognised by the content before the name', () => {
    expect(open('a.txt', 'It sails.\n\n@highlight\n\nSails')).toMatchObject({
      format: 'story',
      reason: 'it has lines "@highlight"',
    })
  })

  it('is unknown where neither shows it', () => {
    expect(open('a.log')).toEqual({ format: null, problems: [unknownFormat('a.log')] })
  })

  it.each(['a.jpg', 'a.jpg.bak', 'a.jpg~', 'report.pdf'])('is not looked for in %s', (path) => {
    expect(isNeverRead(path)).toBe(true)
  })

  it('has one format for each ending', () => {
    const endings = formats.flatMap(({ extensions }) => extensions)
    expect(new Set(endings).size).toBe(endings.length)
    expect(endings).toEqual(endings.map((ending) => ending.toLowerCase()))
  })
})

describe('a file of no known format', () => {
  it('is named with the endings that are read', () => {
    expect(parseText('words', 'a.log')).toEqual({
      articles: [],
      problems: [unknownFormat('a.log')],
    })
    expect(unknownFormat('a.log')).toMatchObject({
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
    expect(article.body).toBe('The ferry is back.\n\nIt sails at six.')
  })
})
