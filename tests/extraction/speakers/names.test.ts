import { describe, expect, it } from 'vitest'
import { answers, speakersOf } from './answers.ts'

describe('resolveSpeakers: names', () => {
  it.each([
    // Surnames and full names
    'Ann Roe won the vote. "Good," [[Ann_Roe Roe]] said.',
    '"Good," [[Ann_Roe Roe]] said. Ann Roe had won the vote.',
    'Ann Roe met Bob Lee. "Good," [[Bob_Lee Lee]] said. "Bad," said [[Ann_Roe Ann Roe]].',
    '[[Donald_J._Marsh Donald J. Marsh]] spoke. Mr. Marsh left. [[Donald_J._Marsh Donald Marsh]] said.',
    'J. K. Holloway wrote it. "It is mine," [[J._K._Holloway Holloway]] said.',
    'Ann Smith-Jones ran. "I ran," [[Ann_Smith-Jones Smith-Jones]] said.',
    'Mary-Kate Orr sang. [[Mary-Kate_Orr Orr]] said it went well.',
    'Tom Birch Jr. took over. [[Tom_Birch_Jr Birch]] said he was ready.',
    'William A. Birdwhistle, author of a book on funds, agreed. "Yes," [[William_A._Birdwhistle Birdwhistle]] said.',
    'Theresa May-Orton resigned. "I resign," [[Theresa_May-Orton May-Orton]] said.',
    'Will Harker said no. "Never," [[Will_Harker Harker]] said.',
    'Jim Justice owns the mine. "No," [[Jim_Justice Mr. Justice]] said.',
    "Sean O'Farrell coached them. [[Sean_O'Farrell O'Farrell]] said so.",
    'Martin O’Dell coached them. [[Martin_O’Dell O’Dell]] said so.',
    'Albert Ng Ka-shing came. "Good," [[Albert_Ng_Ka-shing Ng]] said.',
    // Family name first
    'Park Sora opened the meeting. "Let us begin," [[Park_Sora Park]] said.',
    'Chinese President Li Wenbo left. "We agreed," [[Li_Wenbo Li]] said.',
    'Kim Jong-sun spoke. [[Kim_Jong-sun Kim Jong-sun]] was cheered. [[Kim_Jong-sun Kim]] said so.',
    'Kim Jong Sun spoke. [[Kim_Jong_Sun Kim Jong-sun]] was cheered.',
    'Nguyen Van Tam spoke. [[Nguyen_Van_Tam Tam]] said so.',
    'Ban Myung-soo of the fund agreed. [[Ban_Myung-soo Ban]] said so. [[Ban_Myung-soo He]] said so.',
    'Lee Dojin met Ann Lee. [[Lee_Dojin Lee Dojin]] said no. [[Ann_Lee Ann Lee]] said yes.',
    'Xi Weiming and Park Sora met. [[Park_Sora Park]] said. [[Xi_Weiming Xi]] said.',
    '[[Oh_Se-jun Rep. Oh Se-jun]] said no. Then [[Oh_Se-jun Oh]] said yes.',
    // Particles
    'Jan van der Berg scored. "Lucky," [[Jan_van_der_Berg Van der Berg]] said.',
    'Maria de la Cruz scored. "Lucky," [[Maria_de_la_Cruz De la Cruz]] said.',
    'Omar bin Zayd al-Harithi came. [[Omar_bin_Zayd_al-Harithi Al-Harithi]] said so.',
    'Lena von Arnsdorf played. [[Lena_von_Arnsdorf Von Arnsdorf]] said so.',
    // Titles and address
    'Hugh Penrose came. [[Hugh_Penrose Mr Penrose]] said. [[Hugh_Penrose Mr. Penrose]] said.',
    'Sir Hugh Penrose KC came. [[Hugh_Penrose Sir Hugh]] said. [[Hugh_Penrose Penrose]] said.',
    'Prof. Ada Quill came. [[Ada_Quill Prof. Quill]] said. [[Ada_Quill Dr Quill]] said.',
    '[[Tom_Ash Sen. Tom Ash]] said no. [[Tom_Ash Senator Ash]] said so.',
    '[[Rolf_Anders Gen. Rolf Anders]] said no. [[Rolf_Anders Gen Anders]] said so.',
    '[[Tom_Birch Rep. Tom Birch (R-Ohio), a panel member,]] said no. [[Tom_Birch Birch]] said so.',
    'Detective Inspector Sal Moss came. [[Sal_Moss DI Moss]] said. [[Sal_Moss Det Insp Moss]] said.',
    '[[Tom_Reef Harbour Bank’s Tom Reef]] said. [[Tom_Reef Reef]] said so.',
    'The Rev. Paul Stone led the prayer. [[Paul_Stone The Rev. Stone]] said amen.',
    // Words around the name
    "China's Li Wenbo left. [[Li_Wenbo China's Li]] said so.",
    'Tireless Mary Ash won again. Then Mary Ash slept. [[Mary_Ash Ash]] said so.',
    'Former Governor Mary Ash won. [[Mary_Ash Ash]] said so.',
    'Secretary of State Jon Huxley refused. [[Jon_Huxley Huxley]] said so.',
    'Deputy Secretary for Political Affairs Wendy Shaw wrote. [[Wendy_Shaw Shaw]] said so.',
    'London-based Ann Roe wrote. [[Ann_Roe Ann Roe]] said so.',
    'Democratic-leaning Ann Roe wrote. [[Ann_Roe Roe]] said so.',
    '[[Ann_Roe Ann Roe, 54, a teacher from Hill Town]], said no. [[Ann_Roe Roe]] said so.',
    '"No," said [[Ann_Roe Ann Roe, who runs the shop]]. [[Ann_Roe Roe]] said so.',
    '[[Ann_Roe Team captain Ann Roe]] said no.',
    '"No," [[Ann_Roe Roe’s]] statement read. Ann Roe lives here.',
    '# Roe says no to bridge\nAnn Roe, the mayor, met them. [[Ann_Roe Roe]] said so.',
    '# [[Ann_Roe Roe]] Says No To Bridge In Harbour Town\nAnn Roe, the mayor, met them.',
    // Surnames that are also common words
    'Larry King came. "Hello," [[Larry_King King]] said.',
    'Tim Cook runs it. "Yes," said [[Tim_Cook Cook]].',
    'Ann Black won. [[Ann_Black Black]]: Good evening.',
    'Mark German won. "Yes," [[Mark_German German]] said.',
    'John Q. Public III won. "Yes," [[John_Q._Public_III Public]] said.',
    'Moon Hae-in spoke first. [[Moon_Hae-in President Moon]] said no.',
    'Marine Le Roux spoke first. [[Marine_Le_Roux Le Roux]] said no.',
    // Capitalised words before the name
    '[[Helen_Purvis Stony Beach County Recorder Helen Purvis]] said no. [[Helen_Purvis Purvis]] left.',
    '[[Denis_Marsh White House Chief of Staff Denis Marsh]] said no.',
    '[[Gary_Marsh United Harbour Workers Secretary-Treasurer Gary Marsh]] said no.',
    'In Wisconsin Marsh said no. Donald Marsh won. In Ohio [[Donald_Marsh Marsh]] said so.',
    'Donald Marsh was young. Young Marsh was shy. "I was," [[Donald_Marsh Marsh]] said.',
    'A stamp that Lake Charles Police sold came. Lake Charles has a mayor. [[Ann_Roe Ann Roe]] said no.',
    // Letters and capitals
    'François Marin came. "No," [[François_Marin Francois Marin]] said. [[François_Marin Marin]] left.',
    'Hilda Marsh met Tom Ramsay.\n[[Tom_Ramsay RAMSAY]]: Are you in?\n[[Hilda_Marsh MARSH]]: No.',
    'LEOCADRA MARSH: I would go.\n[[LEOCADRA_MARSH MARSH]]: No.',
    '# [[Hilda_Marsh HILDA MARSH]] SAYS NO TO DEAL\nHilda Marsh spoke on Monday.',
    '# Hilda Marsh Says No To Deal With France\nOn Monday, [[Hilda_Marsh Marsh]] said no. [[Hilda_Marsh She]] left.',
    'Tom and Mary Ash came. [[Mary_Ash Mary Ash]] wept. [[Tom_Ash Tom Ash]] said no.',
  ])('resolves %s', (text) => {
    const { expected, found } = answers(text)
    expect(found).toEqual(expected)
  })

  it.each([
    'Larry King met the king. "Hello," [[open the king]] said.',
    'Mark German met German officials. [[unnamed German officials]] said no.',
    'Tom Baker met a baker. [[unnamed A baker]] said no.',
    '[[open Guidelines]] said so. [[open Shortly]] said so. [[open Investigation]] said so.',
    'The North Carolina Democrat won. [[open The North Carolina Democrat]] said no.',
    '# Grant Storms Off After Row In Council\nIt was the storms of spring. [[open Storms]] said no.',
  ])('does not read other words as a surname: %s', (text) => {
    const { expected, found } = answers(text)
    expect(found).toEqual(expected)
  })

  it.each([
    // Two people of one family
    'Donald Marsh Jr. met Donald Marsh. [[Donald_Marsh_Jr Donald Marsh Jr.]] said no.',
    'Bill Harlow and Jane Harlow met. Mr Harlow left. [[Jane_Harlow Mrs Harlow]] said so.',
    'Bill Harlow and Jane Harlow met. [[Jane_Harlow Ms. Harlow]] said. [[Bill_Harlow Mr. Harlow]] said.',
    'Jane Harlow won. Her rival was hurt. It rained for days. The roads were closed and the shops shut. Nobody came to the square on that day, and the band went home early. Bill Harlow had left the town years before. [[Jane_Harlow|Bill_Harlow Harlow]] said so.',
    'Bob Marsh met America Ferro. Ferro left. [[America_Ferro Ferro]] said no.',
    'Aung Lin Suu Lwin came. Suu Lwin spoke. [[Aung_Lin_Suu_Lwin Suu Lwin]] said no.',
    'Michelle Olander came. [[Olander Mr. Olander]] said no. [[Olander He]] left. [[Michelle_Olander Mrs. Olander]] left.',
    'Bill Harlow came. [[Harlow Mrs. Harlow]] said no. [[Bill_Harlow Mr. Harlow]] said yes.',
    'Kim Harlow came. [[Kim_Harlow Mrs. Harlow]] said no.',
    'Keith Scott was shot. His wife, Rakeyla Scott, saw it. Rakeyla Scott wept. [[Rakeyla_Scott Rakeyla Scott]] said so.',
    'George W. Bright and George H. Bright met. [[George_H._Bright George H. Bright]] said no.',
  ])('keeps different people apart: %s', (text) => {
    const { expected, found } = answers(text)
    expect(found).toEqual(expected)
  })

  it.each([
    '[[Ann_Roe|Bob_Lee Roe and Lee]] said in a joint statement. Ann Roe and Bob Lee met.',
    '[[Ann_Roe|Bob_Lee Ann Roe and Bob Lee]] said so.',
    'Ann Roe and Bob Lee met. [[Ann_Roe|Bob_Lee Neither Roe nor Lee]] said so.',
    'Ann Roe left. [[Ann_Roe Roe and her husband]] said so.',
    'Ann Roe left. [[Ann_Roe Roe and the council]] said so.',
    '[[Ann_Roe|Bob_Lee Mayor Ann Roe and Governor Bob Lee]] said so.',
    '[[Ann_Roe|Bob_Lee Ann Roe (D) and Bob Lee (R)]] said so.',
    '[[Ann_Roe|Bob_Lee Ann Roe (D-N.H.) and Bob Lee (R-Vt.)]] said so.',
    'Ada Quill met Bob Lee. [[Ada_Quill|Bob_Lee Professors Quill and Lee]] said so.',
    '[[Ann_Roe|Bob_Lee|Tom_Ash Ann Roe, Bob Lee and Tom Ash]] said so.',
  ])('returns candidates for several speakers: %s', (text) => {
    const { expected, found } = answers(text)
    expect(found).toEqual(expected)
  })

  it.each([
    '"No," said [[Tom_Birch Real estate mogul and television star Tom Birch]].',
    '[[Tom_Birch Harbour contender and former surgeon Tom Birch]] said no.',
  ])('finds one speaker with coordinated roles: %s', (text) => {
    const { expected, found } = answers(text)
    expect(found).toEqual(expected)
  })

  it.each([
    ['[[x Chinese President Li Wenbo]] left. [[x Li]] said.', 'Li Wenbo', ['Li']],
    ['[[x Roe]] said. Dr. Ann Roe came. [[x Ann Roe]] said.', 'Ann Roe', ['Roe']],
    ['[[x Donald Marsh]] came. [[x Donald J. Marsh]] said.', 'Donald J. Marsh', ['Donald Marsh']],
    ['[[x Suu Lwin]] spoke. Daw Khin Suu Lwin came.', 'Khin Suu Lwin', ['Suu Lwin']],
  ])('names the speaker of "%s" %s', (text, name, aliases) => {
    expect(speakersOf(text)).toMatchObject([{ name, aliases, kind: 'PERSON' }])
  })

  it('gives a full name one id in every article, and a surname an id of its article', () => {
    const [full] = speakersOf('[[x Ann Roe]] said so.')
    const [bare] = speakersOf('[[x Mr. Roe]] said so.')
    expect(full?.id).toBe(speakersOf('Ann Roe came. [[x Roe]] said.')[0]?.id)
    expect(bare?.name).toBe('Roe')
    expect(bare?.id).not.toBe(full?.id)
  })
})
