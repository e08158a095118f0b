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

describe('credits of the styles of the world', () => {
  it.each([
    [
      'Translator: Ada Lind, Bo Roe\nEditor: Mia Stern\nCopyright © Orrel Post 2023',
      ['PUBLISHER Orrel Post', 'AUTHOR Ada Lind', 'AUTHOR Bo Roe', 'AUTHOR Mia Stern'],
    ],
    ['HB/KOA\n=======\nEdited by Ada Lind', ['AUTHOR Ada Lind']],
    ['ONW/Ada Lind', ['WIRE_AGENCY ONW', 'AUTHOR Ada Lind']],
    ['Orrel News Desk/Selm Post/kl', ['WIRE_AGENCY Orrel News Desk', 'WIRE_AGENCY Selm Post']],
    ['(Reporting by Ada Lind, editing by Jan Roe)', ['AUTHOR Ada Lind', 'AUTHOR Jan Roe']],
    [
      'Ada Lind contributed to this report. Video journalist Bo Roe contributed from Selm.',
      ['AUTHOR Ada Lind', 'AUTHOR Bo Roe'],
    ],
    ["ONW, with L'Écho du Selm", ['WIRE_AGENCY ONW', "RELAY L'Écho du Selm"]],
    ['Online Desk, with reporting from Orrel News Agency', ['WIRE_AGENCY Orrel News Agency']],
    [
      'This article was first published by The Orrel Reporter and is used here with permission.',
      ['PUBLISHER Orrel Reporter'],
    ],
    ['Translated from Norwegian by Ada Lind.', ['AUTHOR Ada Lind']],
    [
      'Distributed by Orrel Media Wire on behalf of the Harbour Office',
      ['PUBLISHER Harbour Office', 'WIRE_AGENCY Orrel Media Wire'],
    ],
    ['Orrel Sport / Provided by Scores', ['PUBLISHER Orrel Sport', 'PUBLISHER Scores']],
    ['Sources: Orrel Gazette, La Marea', ['RELAY Orrel Gazette', 'RELAY La Marea']],
    ['ONW, with staff writers', ['WIRE_AGENCY ONW']],
    ['Source: ONW-P', ['WIRE_AGENCY ONW-P']],
    ['Source: Harbour Office', ['PUBLISHER Harbour Office']],
    ['A version of this article appeared in Rail & Quay.', ['PUBLISHER Rail & Quay']],
    [
      '— Orrel News, with assistance from Ada Lind & Bo Roe',
      ['WIRE_AGENCY Orrel News', 'AUTHOR Ada Lind', 'AUTHOR Bo Roe'],
    ],
    ['Pix by Ada Lind', ['PICTURE_CREDIT Ada Lind']],
    ['Post picture by Ada Lind', ['PICTURE_CREDIT Post', 'PICTURE_CREDIT Ada Lind']],
  ])('name sources: %s', (line, sources) => {
    expect(sourcesIn(`${STORY}\n\n${line}`).toSorted()).toEqual(sources.toSorted())
  })

  it.each([
    ['ORREL, 1st October, 2024 (ONW) -- The ferry sailed.', ['WIRE_AGENCY ONW']],
    [
      'By Dr Ada Lind, Bo Roe, PhD and Agence Orrel\n\nThe ferry sailed.',
      ['WIRE_AGENCY Agence Orrel', 'AUTHOR Ada Lind', 'AUTHOR Bo Roe'],
    ],
    [
      'By Ada Lind – Agência Orrel – Porto Selm\n\nThe ferry sailed.',
      ['WIRE_AGENCY Agência Orrel', 'AUTHOR Ada Lind'],
    ],
    [
      'Ada Lind and Bo Roe\nReligion correspondents\n\nThe ferry sailed.',
      ['AUTHOR Ada Lind', 'AUTHOR Bo Roe'],
    ],
    [
      'Words: Ada Lind. Photography: Bo Roe\n\nThe ferry sailed.',
      ['AUTHOR Ada Lind', 'PICTURE_CREDIT Bo Roe'],
    ],
    [
      'By Ada Lind, Orrel Tide\n\n"It sails," Ivo Dran told the Tide.',
      ['PUBLISHER Orrel Tide', 'AUTHOR Ada Lind', 'RELAY Orrel Tide'],
    ],
    ['EXCLUSIVE\nBy Ada Lind, Harbour Reporter\n\nThe ferry sailed.', ['AUTHOR Ada Lind']],
    [
      'The ferry sailed. © Ada Lind / Orrel Tourism Board\n\nIt sails again on Monday.',
      ['PICTURE_CREDIT Ada Lind', 'PICTURE_CREDIT Orrel Tourism Board'],
    ],
  ])('are read above the text: %s', (text, sources) => {
    expect(sourcesIn(text).toSorted()).toEqual(sources.toSorted())
  })

  it.each([
    'Wave heights were 3 m, with Orrel and Selm in the lee of the island.',
    'The committee contributed to the fund for the ferry.',
  ])('are not read from prose: %s', (text) => {
    expect(sourcesIn(`${STORY}\n\n${text}`)).toEqual([])
  })
})

describe('a publisher that names itself', () => {
  it.each([
    'The ferry will be sold, the Orrel Post understands.',
    'The yard has been closed since May, the Orrel Post can reveal.',
    'The owner did not reply when contacted by the Orrel Post.',
  ])('is the publisher: %s', (text) => {
    expect(sourcesIn(`${STORY}\n\n${text}`)).toContain('PUBLISHER Orrel Post')
  })

  it('owns the picture and is told something', () => {
    const caption = 'The ferry in the yard. (Photo: Ada Lind/Orrel Post)'
    expect(
      sourcesIn(`${caption}\n\n${STORY}\n\n"It sails," Ivo Dran told the Orrel Post.`),
    ).toContain('PUBLISHER Orrel Post')
  })

  it.each([
    '"It sails," Ivo Dran told the Orrel Post.',
    'Orrel News Agency understands that the ferry will be sold.',
    'The weekly Orrel Post put the cost at two million.',
  ])('is not one that others cite: %s', (text) => {
    const sources = sourcesIn(`${STORY}\n\n${text}`)
    expect(sources.filter((source) => source.startsWith('PUBLISHER'))).toEqual([])
  })
})

describe('an interview', () => {
  const TURNS =
    'Q: Why so late?\n\nLeota: No wall was big.\n\nQ: And now?\n\nLeota: They built one.'

  it.each([
    'Painter Losa Leota opens a show. She talked to Ada Lind of the Orrel Times.',
    'Painter Losa Leota opens a show. She spoke with the Orrel Times’s Ada Lind.',
    'Painter Losa Leota opens a show. She sat down with Ada Lind for Orrel Weekend.',
  ])('has its interviewer and publisher: %s', (text) => {
    expect(sourcesIn(`${text}\n\n${TURNS}`).toSorted()).toEqual([
      'AUTHOR Ada Lind',
      `PUBLISHER ${text.includes('Weekend') ? 'Orrel Weekend' : 'Orrel Times'}`,
    ])
  })

  it('is not a story in which somebody talked to a journalist', () => {
    expect(
      sourcesIn(`Losa Leota talked to Ada Lind of the Orrel Times in 1990.\n\n${STORY}`),
    ).not.toContain('AUTHOR Ada Lind')
  })
})

describe('media that only their place shows', () => {
  it.each([
    ['"I like it," Dran said on Pitch Talk on Sunday.', ['RELAY Pitch Talk']],
    ['Dran told orrelscores.example that the ferry sails.', ['RELAY orrelscores.example']],
    ['"She sails," the captain wrote in Bresblad on Tuesday.', ['RELAY Bresblad']],
    ['"She sails," writes the captain Odd Frisk in the Marsh Review.', ['RELAY Marsh Review']],
    ['"She sails," Dran said in an interview over dzVR radio.', ['RELAY dzVR']],
    ['Dran told the podcast Wild Hours that the ferry sails.', ['RELAY Wild Hours']],
    [
      'The opposition paper Slobodna Rech had first reported it. "It sails," Dran was quoted as saying by Slobodna Rech.',
      ['RELAY Slobodna Rech'],
    ],
    ['"It sails," Dran told Moscow-based Orrel Agency (OA).', ['RELAY Orrel Agency']],
    ['"It sails," Dran told Masr al-Youm.', ['RELAY Masr al-Youm']],
    ['"It sails," Dran told Canal Siete.', ['RELAY Canal Siete']],
    ['"It sails," Dran told RTV Pacific.', ['RELAY RTV Pacific']],
    ['"It sails," Dran told NTR’s Ada Lind.', ['RELAY NTR']],
    ['Speaking later to Selm FM, Dran said that it sails.', ['RELAY Selm FM']],
    ['In a note to the newspaper O Farol, Dran said that it sails.', ['RELAY O Farol']],
    ['Dran told the News Network of Orrel that it sails.', ['RELAY News Network of Orrel']],
    ['Dran told New Shore magazine that it sails.', ['RELAY New Shore']],
    ['Dran told the Urdu-language daily Nodi Kotha that it sails.', ['RELAY Nodi Kotha']],
    ['"She sails," Dran said on Capitol Hill on Sunday.', []],
    ['"She sails," Dran wrote in French on Tuesday.', []],
    ['"She sails," Dran wrote in Selm, and he left Selm.', []],
    ['"She sails," Dran said on Truth Social.', []],
  ])('carry the words: %s', (text, sources) => {
    expect(sourcesIn(`${STORY}\n\n${text}`)).toEqual(sources)
  })
})
