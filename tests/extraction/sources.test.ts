import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findDateline } from '../../src/extraction/datelines.ts'
import { findOutlets } from '../../src/extraction/sources/outlets.ts'
import { findPictures } from '../../src/extraction/pictures.ts'
import { findSources } from '../../src/extraction/sources.ts'
import { languages } from '../../src/languages/index.ts'
import type { Article } from '../../src/model/article.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import { growthOf, MOST_GROWTH } from '../support/growth.ts'
import { articleOf, wordsAt } from '../support/text-file.ts'

const [english] = languages

function sourcesOf(article: Article, publisher: string | null = null) {
  const outlets = findOutlets(article, english)
  const dateline = findDateline(article, outlets, english)
  const pictures = findPictures(article, 'id', outlets, english)
  const settings = { ...defaultSettings, publisher }
  return findSources(article, { dateline, outlets, pictures }, settings, english).map(
    ({ role, source, evidence }) => [
      role,
      source.name,
      source.kind,
      evidence.map((span) => wordsAt(article, span)),
    ],
  )
}

function sourcesIn(text: string, publisher: string | null = null) {
  return sourcesOf(articleOf(`Ferry back     DATE: 2024-07-15\n\n${text}`), publisher)
}

describe('wire agencies', () => {
  it.each([
    ['a dateline', 'SELM, Oct. 10 (Littoral) -- It sails.', 'Littoral', '(Littoral)'],
    ['a sign-off', 'It sails.\n\n(Northern Wire)', 'Northern Wire', '(Northern Wire)'],
    ['a sign-off with a dash', 'It sails.\n\n-- Reuters', 'Reuters', '-- Reuters'],
    ['the end of the text', '“It sails.” (Littoral)', 'Littoral', '(Littoral)'],
  ])('are found in %s', (_place, text, name, evidence) => {
    expect(sourcesIn(text)).toEqual([['WIRE_AGENCY', name, 'WIRE_AGENCY', [evidence]]])
  })

  it('are merged into one source with all evidence', () => {
    expect(sourcesIn('SELM (AP) -- It sails.\n\nIt floats. (AP)')).toEqual([
      ['WIRE_AGENCY', 'Associated Press', 'WIRE_AGENCY', ['(AP)', '(AP)']],
    ])
  })

  it.each(['It sails. (Applause)', 'It sails.\n\n(END)', 'It sails.\n\n-30-', 'It sails. (2024)'])(
    'are not made of other ends: %s',
    (text) => {
      expect(sourcesIn(text)).toEqual([])
    },
  )

  it('exclude agencies that the text only mentions', () => {
    expect(sourcesIn('It sails, Reuters reported.')).toEqual([])
  })
})

describe('authors and publishers', () => {
  it.each([
    ['By Ida Moen', ['Ida Moen']],
    ['By Ida Moen and Tor Lunde', ['Ida Moen', 'Tor Lunde']],
    ['By Ida Moen, Staff reporter', ['Ida Moen']],
    ['BY IDA MOEN', ['IDA MOEN']],
    ['By Ida Moen in Selm and Tor de Wit', ['Ida Moen', 'Tor de Wit']],
    ['From our correspondent in Selm', []],
    ['By Reuters', []],
  ])('are the people of the byline: %s', (byline, names) => {
    const authors = sourcesIn(`${byline}\n\nIt sails.`).filter(([role]) => role === 'AUTHOR')
    expect(authors.map(([, name]) => name)).toEqual(names)
  })

  it('are both found in one byline', () => {
    expect(sourcesIn('By Ida Moen, Sea Correspondent, Harbour Post\n\nIt sails.')).toEqual([
      ['PUBLISHER', 'Harbour Post', 'PUBLISHER', ['Harbour Post']],
      ['AUTHOR', 'Ida Moen', 'PERSON', ['Ida Moen']],
    ])
  })

  it('are found beside an agency', () => {
    expect(sourcesIn('By Ida Moen, Harbour Post, and Northern Wire\n\nIt sails.')).toEqual([
      ['PUBLISHER', 'Harbour Post', 'PUBLISHER', ['Harbour Post']],
      ['WIRE_AGENCY', 'Northern Wire', 'WIRE_AGENCY', ['Northern Wire']],
      ['AUTHOR', 'Ida Moen', 'PERSON', ['Ida Moen']],
    ])
  })

  it('include the publisher of a copyright line', () => {
    expect(sourcesIn('It sails.\n\n© 2024 Harbour Post. All rights reserved.')[0]).toEqual([
      'PUBLISHER',
      'Harbour Post',
      'PUBLISHER',
      ['© 2024 Harbour Post. All rights reserved.'],
    ])
  })

  it('use the publisher of the settings, without evidence, when none is printed', () => {
    expect(sourcesIn('It sails.', 'Harbour Post')).toEqual([
      ['PUBLISHER', 'Harbour Post', 'PUBLISHER', []],
    ])
  })

  it('prefer the publisher of the metadata to print and settings', () => {
    const article = articleOf('Ferry back\n\nBy Ida Moen, Harbour Post\n\nIt sails.')
    const stated = { ...article, publisher: 'Selm Gazette' }
    expect(sourcesOf(stated, 'Morning Lantern')[0]?.slice(0, 2)).toEqual([
      'PUBLISHER',
      'Selm Gazette',
    ])
  })

  it('are empty when no publisher is known', () => {
    expect(sourcesIn('It sails.')).toEqual([])
  })
})

it('includes the owners of pictures', () => {
  expect(sourcesIn('The quay / Harbour Post file\n\nIt sails.')).toEqual([
    ['PICTURE_CREDIT', 'Harbour Post', 'PUBLISHER', ['Harbour Post file']],
  ])
})

// The first input of the project, kept beside it and not part of it.
const SEED = fileURLToPath(
  new URL('../../../shared/seed/000_882abbc43594cb68.txt', import.meta.url),
)

describe('a long repetitive text', { tags: 'timing' }, () => {
  it.each([
    'The quay / AFP\n\n',
    'The quay / AFP-Yonhap\n\n',
    'The quay. Ida Moen/NW\n\n',
    'By Ida Moen, Harbour Post\n\n',
    '(Northern Wire)\n\n',
    '/ A\n',
    'Reuters said. The agency said. ',
    'The Aa Post, a newspaper, said. ',
  ])('is read in linear time: %j', (unit) => {
    const find = (text: string) => sourcesOf(articleOf(`Ferry back\n\nIt sails.\n\n${text}`))
    expect(growthOf(find, unit, 64_000)).toBeLessThan(MOST_GROWTH)
  })
})

describe.skipIf(!existsSync(SEED))('the seed article (needs ../shared/seed)', () => {
  const article = existsSync(SEED) ? articleOf(readFileSync(SEED, 'utf8')) : articleOf('none')

  it('has one agency and one picture that is printed twice', () => {
    expect(sourcesOf(article)).toEqual([
      ['WIRE_AGENCY', 'Yonhap', 'WIRE_AGENCY', ['(Yonhap)']],
      ['PICTURE_CREDIT', 'Korea Times', 'PUBLISHER', ['Korea Times file', 'Korea Times file']],
    ])
  })

  it('has the outlets that relayed quotations', () => {
    const mentions = findOutlets(article, english)
      .filter(({ source }) => source?.kind !== 'PUBLISHER' && source?.kind !== 'WIRE_AGENCY')
      .map(({ span, source }) => [wordsAt(article, span), source?.name ?? null])
    expect(mentions).toEqual([
      ["the North's state media", null],
      ['the Korean Central News Agency (KCNA)', 'Korean Central News Agency'],
      ['the KCNA', 'Korean Central News Agency'],
    ])
  })
})
