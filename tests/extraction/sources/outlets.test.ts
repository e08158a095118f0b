import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findOutlets } from '../../../src/extraction/sources/outlets.ts'
import { languages } from '../../../src/languages/index.ts'
import { nameId } from '../../../src/identity/ids.ts'
import { readMarks } from '../../../src/text/marks.ts'
import { growthOf, MOST_GROWTH } from '../../support/growth.ts'
import { articleOf, wordsAt } from '../../support/text-file.ts'

const [english] = languages

/** Finds outlets in a text with a headline above it. */
function outletsIn(text: string) {
  const article = articleOf(`Ferry back     DATE: 2024-07-15\n\n${text}`)
  return findOutlets(article, english).map(({ span, source }) => ({
    words: wordsAt(article, span),
    source,
  }))
}

/** Expects `[[name words]]` marks to be found, the label being the outlet, `-` one without a name. */
function expectOutlets(marked: string) {
  const { text, marks } = readMarks(marked)
  const found = outletsIn(text).map(({ words, source }) => ({
    words,
    name: source?.name.replaceAll(' ', '_') ?? '-',
  }))
  expect(found).toEqual(
    marks.map(({ label, span }) => ({ words: text.slice(span.start, span.end), name: label })),
  )
}

describe('built-in outlets', () => {
  it.each([
    'The ferry sails, [[Reuters Reuters]] reported.',
    'The ferry sails, according to [[Associated_Press the Associated Press]].',
    'Moen told [[Associated_Press AP]] that it sails.',
    '[[Yonhap Yonhap News Agency]] said so, citing [[Xinhua the state news agency Xinhua]].',
    '[[Xinhua The official Xinhua news agency]] reported it.',
    "[[People's_Daily People's Daily]] and [[People's_Daily the People’s Daily]] said so.",
    "China's [[Global_Times Global Times]] said so.",
    '[[BBC The BBC]]’s man in Selm heard it.',
    'It was in [[New_York_Times The New York Times]] on Monday.',
    'She told [[Guardian the Guardian]] that it sails.',
    'A picture by [[Agence_France-Presse AFP]]-[[Yonhap Yonhap]] shows it.',
    '[[Korean_Central_News_Agency The Korean Central News Agency (KCNA)]] said so. [[Korean_Central_News_Agency KCNA]] gave no date.',
  ])('are found: %s', (marked) => {
    expectOutlets(marked)
  })

  it('have a kind, aliases and an id from their name', () => {
    expect(outletsIn('The KCNA said so.')[0]?.source).toMatchObject({
      id: nameId('Korean Central News Agency'),
      kind: 'STATE_MEDIA',
      aliases: expect.arrayContaining(['KCNA']),
    })
  })

  it.each([
    'It was a CNN-style debate of the kind that AFP.example prints.',
    'They met in Times Square, near the Post Office.',
    'She works for the Reuters Institute and the Bloomberg Tower.',
    'The guardian of the quay was an observer, and quite independent.',
    'He put up a post at all times, and the mail came by star light.',
    'A map of the PAP party and a can of Asahi stood there.',
    'Write to desk@Reuters or to McReuters.',
  ])('are not found in other names: %s', (text) => {
    expect(outletsIn(text)).toEqual([])
  })
})

describe('introduced outlets', () => {
  it.each([
    '[[Selm_Gazette Selm Gazette]] had it. It was [[Selm_Gazette the Selm Gazette]].',
    '[[Harbour_Post The Harbour Post]] said so. It was in [[Harbour_Post the Harbour Post]].',
    '[[Northern_News_Agency Northern News Agency]] said so.',
    '[[Selm_Broadcasting_Corporation The Selm Broadcasting Corporation (SBC)]] said so, and [[Selm_Broadcasting_Corporation SBC]] said it again.',
    'It sails, [[Northern_Wire the Northern Wire news agency]] said. [[Northern_Wire Northern Wire]] had it first.',
    'It sails, [[Lantern the Lantern newspaper]] said.',
    'It sails, said [[Radio_Selm Radio Selm]], a state broadcaster. [[Radio_Selm Radio Selm]] had it first.',
    'It sails, according to [[PTB PTB]], the country’s only news agency.',
    '[[Quayside The news website Quayside]] reported it.',
    '[[Morning_Lantern The Morning Lantern]] reported it.',
    'She told [[Radio_Selm Radio Selm]] that it sails.',
    '[[Harbour_Post The Harbour Post]] said so; [[Harbour_Post the Post]] had asked.',
  ])('are found after their introduction: %s', (marked) => {
    expectOutlets(marked)
  })

  it('are found before their introduction', () => {
    expectOutlets('[[Littoral Littoral]] said so.\n\nIt sails.\n\n([[Littoral Littoral]])')
  })

  it.each([
    ['a news agency', 'the Ostrav news agency', 'WIRE_AGENCY'],
    ['an agency of the state', 'the state news agency Ostrav', 'STATE_MEDIA'],
    ['a paper', 'the Selm Gazette', 'PUBLISHER'],
    ['a broadcaster', 'Selm Broadcasting Corporation', 'BROADCASTER'],
  ])('are %s by their description', (_kind, words, kind) => {
    expect(outletsIn(`It sails, ${words} reported.`)[0]?.source?.kind).toBe(kind)
  })

  it.each([
    'An old Trading Post burned down, and so did Rising Star.',
    'The Chinese newspaper was late. A Port Selm newspaper was not.',
    'Ida Moen, the editor of the newspaper, was late.',
    'The Selm Harbour Agency said so.',
    'The Dockers’ Union said so, and the Press Secretary was silent.',
    'Emily Post wrote letters.',
  ])('are not made of other names: %s', (text) => {
    expect(outletsIn(text).filter(({ source }) => source !== null)).toEqual([])
  })
})

describe('outlets that people tell something', () => {
  it.each([
    'Moen told [[NTK NTK]] that it sails. [[NTK NTK]] has a boat, too.',
    'Moen told [[Mast_One Mast One]] Tuesday it sails.',
    'Moen tells [[VTR VTR television]] that it sails.',
    'In an interview with [[Al-Sahra Al-Sahra]], Moen said that it sails.',
    'Moen told [[Dinavari Dinavari]] that it sails.',
    'Moen told [[Mast_Sport Mast Sport]]: "It sails." [[Mast_Sport The station]] said so. She told [[Mast_Sport the private station]].',
    'Moen told [[Onda_de_Selm local radio station Onda de Selm]] that it sails.',
    'Moen told [[Onda_One broadcaster Onda One]] that it sails.',
    'Moen told [[Selm_Economist the Selm Economist]] that it sails.',
    'Moen told [[Channel_One Channel One]]’s breakfast show that it sails.',
    'Moen told [[Evening_Lotus the Evening Lotus]] that it sails.',
    'In remarks broadcast by Selm’s [[Khabar_Selm Khabar Selm]], Moen said that it sails.',
    'It sails, Moen writes in an SMS to [[Nordpressa Nordpressa]].',
    'Moen, quoted in Friday’s edition of [[Skipsposta Skipsposta]], said that it sails.',
    'Moen told [[Voice_of_Selm the Voice of Selm]] that it sails.',
    'It sails, [[Fe_y_Mar the investigative news site Fe y Mar]] reported.',
    'Moen told [[Strandnytt the local paper Strandnytt]] that it sails.',
    'Asked by [[Selm_TV Selm TV]] whether it sails, Moen said it did.',
    'Moen said on church-run [[Radyo_Selm Radyo Selm]] that it sails.',
  ])('are named by their place alone: %s', (marked) => {
    expectOutlets(marked)
  })

  it('include the short form of an agency', () => {
    expect(
      outletsIn('SELM (Orrel Press) - It sails. Moen told Orrel that it does.').map(
        ({ words, source }) => [words, source?.name],
      ),
    ).toEqual([
      ['Orrel Press', 'Orrel Press'],
      ['Orrel', 'Orrel Press'],
    ])
  })

  it.each([
    'Moen told Parliament that it sails. She told Norway so.',
    'Moen told Ada Lind that it sails. She told Lind again.',
    'Moen told Lind it sails. Bo Lind was glad.',
    'Moen told Justice Lind that it sails. Moen told Prime Minister Roe, too.',
    'The Union of Potters (UOP) was late. Moen told UOP that it sails.',
    'Moen told NTK viewers that it sails.',
    'Moen said on Easter Island that it sails, and told the Harbour Club so.',
  ])('are no people, places or other bodies: %s', (text) => {
    expect(outletsIn(text)).toEqual([])
  })
})

describe('described outlets', () => {
  it.each([
    'It sails, [[- state media]] reported.',
    "It sails, [[- the North's state media]] reported Saturday.",
    '[[- State media]] said so.',
    'It sails, [[- Chinese state television]] said.',
    '[[- North Korean media]] said so.',
    'It sails, according to [[- local media]].',
    'She told [[- a pro-government daily]] that it sails.',
    'It was in [[- a local newspaper]], not in [[- foreign newspapers]].',
    'It sails, [[- Selm radio]] said.',
    'It sails, [[- state TV]] reported.',
  ])('are unnamed: %s', (marked) => {
    expectOutlets(marked)
  })

  it.each([
    '[[Ostrav_News_Agency Ostrav News Agency]] reported it. [[Ostrav_News_Agency The agency]] gave no date.',
    '[[Harbour_Post The Harbour Post]] reported it. [[Harbour_Post The paper]] gave no date, [[Harbour_Post the newspaper]] said.',
    "[[People's_Daily People's Daily]] reported it. [[People's_Daily The paper]] gave no date.",
  ])('resolve to the outlet named before: %s', (marked) => {
    expectOutlets(marked)
  })

  it('do not resolve to an outlet of another kind', () => {
    expectOutlets(
      'The radio was on. [[Central_Press_Agency The Central Press Agency]], a state news agency, reported it. The radio was off.',
    )
  })

  it('are unnamed when two outlets fit', () => {
    expectOutlets(
      '[[Reuters Reuters]] reported it, and [[Xinhua Xinhua]] did. The agency gave no date.',
    )
  })

  it.each([
    'He watched television and bought a newspaper stand.',
    'The media were there. The press conference was short.',
    'Social media posts said so.',
    'The space agency reported it.',
    'She is a newspaper editor and daily bread is dear.',
  ])('are not made of other words: %s', (text) => {
    expect(outletsIn(text)).toEqual([])
  })
})

describe('any text', () => {
  const words = fc.constantFrom(
    ...[
      'The',
      'the',
      'Harbour',
      'Post',
      'Reuters',
      'KCNA',
      '(KCNA)',
      'state',
      'media',
      'North',
      "'s",
    ],
    ...[
      'news',
      'agency',
      'said',
      ',',
      '.',
      '-',
      '--',
      '\n\n',
      '(Northern Wire)',
      'SELM',
      'a',
      '’s',
    ],
  )

  it('has outlets in order, without overlaps and inside the paragraphs', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 80 }), fc.constantFrom('', ' '), (parts, glue) => {
        const article = articleOf(parts.join(glue))
        let end = 0
        for (const { span } of findOutlets(article, english)) {
          expect(span.start).toBeGreaterThanOrEqual(end)
          expect(span.end).toBeGreaterThan(span.start)
          end = span.end
        }
        expect(end).toBeLessThanOrEqual(article.body.length)
      }),
      { numRuns: 400 },
    )
  })

  it.each(['"', 'A ', 'Post ', 'the ', 'state media ', '(', '1', '- ', ' ', 'AFP-', 'a-'])(
    'is read in linear time: %j',
    { tags: 'timing' },
    (unit) => {
      const find = (text: string) => findOutlets(articleOf(`Ferry\n\n${text}`), english)
      expect(growthOf(find, unit, 128_000)).toBeLessThan(MOST_GROWTH)
    },
  )
})
