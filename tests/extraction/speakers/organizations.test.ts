import { describe, expect, it } from 'vitest'
import { nameId } from '../../../src/identity/ids.ts'
import { readMarks } from '../../../src/text/marks.ts'
import { answers, resolve, speakersOf, utteranceOf } from './answers.ts'

describe('resolveSpeakers: organisations and groups', () => {
  it.each([
    '[[Ministry_of_Works The Ministry of Works]] said no. [[Ministry_of_Works The ministry]] said so.',
    'The Northern Central News Agency (NCNA) came. [[Northern_Central_News_Agency The NCNA]] said no.',
    'The NCNA (Northern Central News Agency) came. [[Northern_Central_News_Agency NCNA]] said no.',
    "Members of the Workers' Party (WP) met. [[Workers'_Party The WP]] said no. [[Workers'_Party The party]] said so.",
    '[[Republican_National_Committee The Republican National Committee]] said no.',
    "The Civic Party met. [[People's_Party The ruling People's Party]] said no.",
    '[[Joint_Heads_of_Staff The Joint Heads of Staff (JHS)]] said no. [[Joint_Heads_of_Staff The JHS]] said so.',
    '[[Union_of_Teachers The Union of Teachers]] said no. [[Union_of_Teachers The union]] said so.',
    '[[Harbour_Rising_PAC Harbour Rising PAC]] said no. Bob Lee left. [[Bob_Lee He]] said so.',
    '[[White_House The White House]] said no.',
    '[[Samsung Samsung]] said no.',
    '[[Beijing Beijing]] said no.',
    'Zalvio, the carmaker, came. [[Zalvio Zalvio]] said no. [[Zalvio The carmaker]] said so. [[Zalvio The company]] agreed.',
    'The carmaker Zalvio came. [[Zalvio The company]] said no.',
    'Harbour Bank plc came. [[Harbour_Bank The bank]] said no. [[Harbour_Bank it]] said so.',
    'Harbour Motors Ltd lost money. [[Harbour_Motors_Ltd The firm]] said no.',
    '[[Hill_Town_Council Hill Town Council]] said no. [[Hill_Town_Council The council]] said so.',
    'The University of Harbour Town came. [[University_of_Harbour_Town The university]] said no.',
    'The Department of Health and Welfare came. [[Department_of_Health_and_Welfare The department]] said no.',
    '[[Treasury The Treasury]] said no. [[Treasury the Treasury]] said so.',
    'The Ministry of Works met. "No," [[Ministry_of_Works the Ministry]] said.',
    '[[open Police]] said no. [[open police]] said so.',
    '[[open The police]] said no.',
    '[[Hill_Town_police Hill Town police]] said no.',
    '[[Northshire_Police Northshire Police]] said no. [[Northshire_Police The force]] said so.',
    "[[Japan's_foreign_ministry Japan's foreign ministry]] said no.",
    '[[open Residents]] said no.',
    '[[Chinese_government The Chinese government]] said no.',
    '[[Roe_campaign The Roe campaign]] said no.',
    '[[Harbour_Rovers_FC Harbour Rovers FC]] said no. [[Harbour_Rovers_FC The club]] said so.',
    'Selm Bay Water Company won. [[Selm_Bay_Water_Company The utility]] said no.',
    'Selm Bay Water Company paid Zalvio Ltd, [[Selm_Bay_Water_Company the utility]] said. [[Selm_Bay_Water_Company It]] said so twice.',
  ])('resolves %s', (text) => {
    const { expected, found } = answers(text)
    expect(found).toEqual(expected)
  })

  it.each([
    '[[open the party]] said no.',
    '[[open The company]] said no.',
    '[[unnamed A company]] said no.',
    '[[open Police and residents]] said no.',
    'The Ministry of Works met the Ministry of Health. [[Ministry_of_Works|Ministry_of_Health The ministry]] said no.',
  ])('leaves unresolved: %s', (text) => {
    const { expected, found } = answers(text)
    expect(found).toEqual(expected)
  })

  it.each([
    ['[[x The Ministry of Works]] said.', 'ORGANIZATION'],
    ['[[x Selm police]] said.', 'GROUP'],
    ['[[x Beijing]] said.', 'ORGANIZATION'],
    ['[[x KCNB]] said.', 'ORGANIZATION'],
    ['Zalvio, the carmaker, came. [[x Zalvio]] said.', 'ORGANIZATION'],
    ['[[x Zalvio]] said its profit fell.', 'ORGANIZATION'],
    ['[[x Ann Roe]] said.', 'PERSON'],
    ['[[x Brondo]] said he was late.', 'PERSON'],
    ['[[x Brondo]] said it rained. Brondo said he was late.', 'PERSON'],
    ['[[x Brondo]] sold his shop, and its roof. "No," [[x Brondo]] said. He left.', 'PERSON'],
    ['[[x Brondo]] would put it better. "Good," said [[x Brondo]].', 'PERSON'],
    ['[[x Brondo]], our guide, says he is late. It rained.', 'PERSON'],
    ['[[x Zalvio]] rose. It had sold more. "Good," [[x Zalvio]] said.', 'ORGANIZATION'],
    ['Rain fell in Brondia. [[x Brondia]] said no more was to come.', 'ORGANIZATION'],
    ['Hope rose in Brondo’s house. [[x Brondo]] said he was late.', 'PERSON'],
    ['[[x Luc MARIN]] said no.', 'PERSON'],
    ['[[x The Lantern]] said so.', 'ORGANIZATION'],
  ])('classifies the speaker of "%s" as %s', (text, kind) => {
    expect(speakersOf(text)).toMatchObject([{ kind }])
  })

  it('gives an organisation with a common name an id of its article', () => {
    const [common] = speakersOf('[[x The Foreign Ministry]] said.')
    const [named] = speakersOf('[[x The Ministry of Works]] said.')
    expect(common?.id).not.toBe(nameId('Foreign Ministry'))
    expect(named?.id).toBe(nameId('Ministry of Works'))
  })

  it('gives a medium the same id as a speaker and as a source', () => {
    const { text, marks } = readMarks('[[x The NCNA]] said no. "No," [[x it]] said.')
    const source = {
      id: nameId('Northern Central News Agency'),
      name: 'Northern Central News Agency',
      kind: 'STATE_MEDIA' as const,
      aliases: ['NCNA'],
    }
    const { resolved, speakers } = resolve(
      text,
      marks.map(({ span }) => utteranceOf(span)),
      [{ span: { start: 4, end: 8 }, source }],
    )
    expect(speakers).toMatchObject([{ id: source.id, name: source.name, kind: 'ORGANIZATION' }])
    expect(resolved.map(({ attribution }) => attribution.speaker)).toEqual([source.id, source.id])
  })
})
