import { describe, expect, it } from 'vitest'
import { readArticle } from '../../../src/extraction/read-article.ts'
import { defaultSettings } from '../../../src/model/settings.ts'
import { articleOf } from '../../support/text-file.ts'

/** The roles and names of the sources of a story whose text is given. */
function sourcesIn(text: string): string[] {
  const article = articleOf(`Ferry back in harbour     DATE: 2024-07-15\n\n${text}`)
  return readArticle(article, defaultSettings).sources.map(
    ({ role, source }) => `${role} ${source.name}`,
  )
}

const STORY = 'The ferry sailed again on Monday after two weeks in the yard, the owners said.'

describe('agencies at the top', () => {
  it.each([
    ['Bresk, Feb 20 (PTI) The ferry sailed again.', 'WIRE_AGENCY Press Trust of India'],
    ['Bresk [Ostany], Dec 18 (ANI): The ferry sailed.', 'WIRE_AGENCY Asian News International'],
    ['BRESK, February 8. /TASS/. The ferry sailed.', 'WIRE_AGENCY TASS'],
    ['Bresk, March 3, GNA - The ferry sailed.', 'WIRE_AGENCY Ghana News Agency'],
    ['AFP, BRESK\n\nThe ferry sailed again on Monday.', 'WIRE_AGENCY Agence France-Presse'],
    ['By Reuters\n\nThe ferry sailed again on Monday.', 'WIRE_AGENCY Reuters'],
    ['Orrelnews.com - The ferry sailed again on Monday.', 'PUBLISHER Orrelnews.com'],
  ])('are found without a dash or brackets: %s', (text, source) => {
    expect(sourcesIn(text)).toEqual([source])
  })

  it('are not read from a name with a party in brackets', () => {
    expect(sourcesIn('Ida Moen (Labour) The vote is on Monday.')).toEqual([])
  })
})

describe('credit lines below the text', () => {
  it.each([
    ['With inputs from PTI', ['WIRE_AGENCY Press Trust of India']],
    [
      '(With inputs from Orrel Gazette and AFP)',
      ['WIRE_AGENCY Agence France-Presse', 'RELAY Orrel Gazette'],
    ],
    ['With reports from La Marea and Reforma', ['RELAY La Marea', 'RELAY Reforma']],
    ['Provided by Orrel Institute of the Sea', ['PUBLISHER Orrel Institute of the Sea']],
    [
      '(Reporting by Ida Moen in Selm and Tor Lunde; Editing by Ann Roe)',
      ['AUTHOR Ida Moen', 'AUTHOR Tor Lunde', 'AUTHOR Ann Roe'],
    ],
    ['Reuters', ['WIRE_AGENCY Reuters']],
    ['VNS', ['WIRE_AGENCY VNS']],
    ['END', []],
    [
      'Pictures: University of Varn; Ana Moe / Tern Star',
      ['PICTURE_CREDIT University of Varn', 'PICTURE_CREDIT Ana Moe', 'PICTURE_CREDIT Tern Star'],
    ],
    ['* Pictures: Gift Moe; Tern Star', ['PICTURE_CREDIT Gift Moe', 'PICTURE_CREDIT Tern Star']],
  ])('name sources: %s', (line, sources) => {
    expect(sourcesIn(`${STORY}\n\n${line}`)).toEqual(sources)
  })

  it('may be an agency behind the last sentence', () => {
    expect(sourcesIn(`${STORY} PTI`)).toEqual(['WIRE_AGENCY Press Trust of India'])
  })
})

describe('bylines', () => {
  it.each([
    ['Ida Moen/Tebello Mokoena', ['AUTHOR Ida Moen', 'AUTHOR Tebello Mokoena']],
    [
      'By Ida Moen and Kenji Orada / Yomiuri Shimbun Staff Writers',
      ['PUBLISHER Yomiuri Shimbun', 'AUTHOR Ida Moen', 'AUTHOR Kenji Orada'],
    ],
    [
      '(ATTN: RECASTS lead)\n\nBy Kim Ae-ran and Yi Do-hyun',
      ['AUTHOR Kim Ae-ran', 'AUTHOR Yi Do-hyun'],
    ],
    [
      'By Ida Moen Jr., Kenji Orada, MD, and Tebello Mokoena',
      ['AUTHOR Ida Moen Jr.', 'AUTHOR Kenji Orada', 'AUTHOR Tebello Mokoena'],
    ],
  ])('name every author: %s', (byline, sources) => {
    expect(sourcesIn(`${byline}\n\n${STORY}`)).toEqual(sources)
  })

  it('are found with a trade between the paragraphs', () => {
    expect(sourcesIn(`${STORY}\n\nIda Moen, BBC harbour correspondent\n\n${STORY}`)).toEqual([
      'AUTHOR Ida Moen',
    ])
  })
})

describe('picture credits without a label', () => {
  it.each([
    ['Getty Images', 'PICTURE_CREDIT Getty Images'],
    ['The ferry leaves the yard Image source, Reuters', 'PICTURE_CREDIT Reuters'],
    [
      'The ferry leaves the yard in this picture released by the Orrel Harbour Office on Monday.',
      'PICTURE_CREDIT Orrel Harbour Office',
    ],
    ['Getty ImagesThe ferry leaves the yard on its first day.', 'PICTURE_CREDIT Getty Images'],
    ['The ferry leaves the yard on its first day. (Unsplash)', 'PICTURE_CREDIT Unsplash'],
  ])('are found in %s', (line, credit) => {
    expect(sourcesIn(`${STORY}\n\n${line}\n\nSo it ends. ${STORY}`)).toContain(credit)
  })
})

describe('media that a noun names', () => {
  it.each([
    ['Ivo Dran told the daily Nodi Varta that it sails.', ['RELAY Nodi Varta']],
    [
      'The newspaper Al-Nahar al-Varni wrote in June that it sails. Ivo Dran told the paper that it does.',
      ['RELAY Al-Nahar al-Varni'],
    ],
    ['Ivo Dran said on state television President Moe had left.', []],
  ])('carry the words: %s', (text, sources) => {
    expect(sourcesIn(`${STORY}\n\n${text}`)).toEqual(sources)
  })
})

describe('credit lines', () => {
  it.each([
    ['(With inputs from Hind Al Ostad)', ['AUTHOR Hind Al Ostad']],
    [
      'Orrel News Agency, VTR contributed to this report',
      ['WIRE_AGENCY Orrel News Agency', 'WIRE_AGENCY VTR'],
    ],
    [
      'Reporting by Ada Lind and Bo Roe\nGraphic: Mia Stern',
      ['AUTHOR Ada Lind', 'AUTHOR Bo Roe', 'PICTURE_CREDIT Mia Stern'],
    ],
    [
      '(Orrel Wire; additional reporting: Ada Lind, Bo Roe. Photo: Mia Stern/Orrel Wire)',
      [
        'WIRE_AGENCY Orrel Wire',
        'AUTHOR Ada Lind',
        'AUTHOR Bo Roe',
        'PICTURE_CREDIT Mia Stern',
        'PICTURE_CREDIT Orrel Wire',
      ],
    ],
    [
      'Orrel Press writers Ada Lind and Bo Roe contributed to this story.',
      ['AUTHOR Ada Lind', 'AUTHOR Bo Roe'],
    ],
  ])('name everybody with the role: %s', (line, sources) => {
    expect(sourcesIn(`${STORY}\n\n${line}`).toSorted()).toEqual(sources.toSorted())
  })

  it('name photographers in a byline', () => {
    expect(sourcesIn(`By Ada Lind; photographs by Bo Roe\n\n${STORY}`)).toEqual([
      'AUTHOR Ada Lind',
      'PICTURE_CREDIT Bo Roe',
    ])
  })
})
