import { describe, expect, it } from 'vitest'
import { markFound, unmarked } from './found.ts'

describe('an indirect quotation', () => {
  it.each([
    '[[mention Hale]] [[cue said]] [[content that the bridge was safe]].',
    '[[mention Hale]] [[cue said]] [[content the bridge was safe]].',
    '[[mention The harbour office]] hit back, [[cue saying]] [[content the bill would bend the market]].',
    '[[mention A clerk]], who declined to be named, [[cue called]] [[content the bill mad]].',
    '[[mention Three residents who spoke on condition of anonymity]] [[cue said]] [[content it was late]].',
    '[[mention His lawyer, Jean de Moss]], [[cue called]] [[content the bill mad]].',
    '[[cue According to]] [[mention the report]], which the Post has seen, [[content the bridge is old]].',
    '[[mention The ministry]] [[cue says]] [[content it will close the bridge]].',
    '[[mention Hale]] [[cue said]] on Monday [[content that the bridge was safe]].',
    '[[mention Hale]] [[cue said]] in a statement on Monday [[content that the bridge was safe]].',
    '[[mention Hale]] [[cue told]] reporters [[content that the bridge was safe]].',
    '[[mention Hale]] [[cue told]] him [[content it was safe]].',
    '[[mention Hale]] on Monday [[cue said]] [[content that the bridge was safe]].',
    '[[mention Hale]] also [[cue noted]] [[content that the bridge was old]].',
    '[[mention Hale]] [[cue has argued]] [[content that the bridge is old]].',
    '[[mention A Monday statement]] [[cue said]] [[content the bridge was safe]].',
    '[[mention Police]] [[cue say]] [[content the driver fled]].',
    '[[mention Hale]] [[cue said]] [[content that her clerk, Jo Moss, had told him it was over]].',
    '[[mention The mayor, Jo Hale]], in a written statement [[cue said]] [[content the bridge was safe]].',
    '[[mention Defending barrister Jo Hale]] [[cue said]] [[content the bridge was safe]].',
    '[[mention Hale and her staff]] [[cue said]] [[content the plan would return]].',
    '[[mention Hale, Brand and Moss]] [[cue said]] [[content the plan would return]].',
    '[[mention Cory Moss]], 22, of Bresk, Ostany, [[cue said]] [[content he had not given up]].',
    '[[mention Jo Vian]], the editor of the town paper, [[cue said]] [[content it was over]].',
    '[[mention Hale]] [[cue vowed]] [[content to close the bridge]].',
    '[[mention Hale]] [[cue refused]] [[content to close the bridge]].',
    '[[mention Hale]] [[cue urged]] [[content Brand to close the bridge]].',
    '[[mention Hale]] [[cue asked]] [[content whether the bridge was safe]].',
    '[[mention Hale]] [[cue denied]] [[content the charge]].',
    '[[mention Hale]] [[cue criticized]] [[content the plan]].',
    '[[mention Hale]] [[cue accused]] [[content Brand of lying]].',
    '[[mention Hale]] [[cue called for]] [[content a new bridge]].',
    '[[mention Hale]] [[cue pointed out]] [[content that the bridge was old]].',
    '[[mention Hale]] [[cue made clear]] [[content that the bridge would close]].',
    '[[mention Hale]] [[cue wrote]] [[content that the bridge was old]].',
    '[[content The bridge is safe]], [[mention Hale]] [[cue said]].',
    '[[content The bridge is safe]], [[mention she]] [[cue told]] reporters.',
    '[[content The bridge is safe]], [[cue said]] [[mention Jo Hale]].',
    '[[content The bridge]], [[mention Hale]] [[cue said]], [[content is safe]].',
    '[[content The bridge is safe]], [[cue according to]] [[mention the ministry]].',
    '[[cue According to]] [[mention the ministry]], [[content the bridge is safe]].',
    '[[mention Hale]] [[cue said]] [[content the bridge was old]] and [[cue2 warned]] [[content2 that it would fall]].',
    '[[mention Hale]] [[cue said]] [[content the bridge was old]], [[cue2 adding]] [[content2 that it would fall]].',
    '[[mention Hale]] [[cue said]] [[content the bridge was old]], but [[mention2 Brand]] [[cue2 said]] [[content2 it was safe]].',
    'While [[mention Hale]] [[cue said]] [[content it was old]], the council waited.',
    '[[mention Hale]] [[cue said]] [[content the bridge was old]]; the council waited.',
    'Hale, [[mention who]] [[cue has said]] [[content the bridge is old]], waited.',
  ])('is found: %s', (marked) => {
    const { marked: found, kinds } = markFound(unmarked(marked))
    expect(found.replaceAll(/(content|cue|mention)2? /g, '$1 ')).toBe(
      marked.replaceAll(/(content|cue|mention)2? /g, '$1 '),
    )
    expect(new Set(kinds)).toEqual(new Set(['INDIRECT']))
  })
})

describe('a mixed quotation', () => {
  it.each([
    '[[mention Hale]] [[cue said]] [[content the bridge was "safe as houses."]]',
    '[[mention He]] [[cue noted]] [[content that ties had reached a "new page" in recent years]].',
    '[[mention Hale]] [[cue called]] [[content Brand a "liar."]]',
    '[[mention Hale]] [[cue called]] [[content it "mad"]].',
    '[[mention Hale]] [[cue accused]] [[content Brand of "playing with lives"]].',
    '[[mention Hale]] [[cue described]] [[content the plan as "mad"]].',
    '[[mention Hale]] [[cue dismissed]] [[content the report as "nonsense" from start to end]].',
    '[[mention Hale]] [[cue vowed]] [[content to "close it for good"]].',
    '[[mention Hale]] [[cue blamed]] [[content Brand for the "mess"]].',
    '[[mention Hale]] [[cue praised]] [[content the "brave" crew]].',
    '[[mention Hale]] [[cue called for]] [[content "calm and patience" in the town]].',
    '[[mention Hale]] [[cue thanked]] [[content the crew for its "calm"]].',
    '[[mention Hale]] [[cue likened]] [[content the bridge to a "sieve"]].',
    '[[mention Hale]] left, [[cue calling]] [[content the plan "mad" and "sad."]]',
    '[[mention Hale]] [[cue told]] the council [[content that the bridge was "safe as houses"]].',
    '[[mention Hale]] [[cue believes]] [[content the bridge is "finished"]].',
    '[[mention Hale]] [[cue tweeted]] [[content that the bridge was "finished"]].',
    '[[mention Hale]] [[cue said]] [[content the toll, now “a joke,” would go]].',
    '[[mention His]] [[cue claim]] [[content that the bridge was "safe" for all]].',
  ])('is found: %s', (marked) => {
    const { marked: found } = markFound(unmarked(marked))
    expect(found).toBe(marked)
  })
})

describe('no quotation', () => {
  it.each([
    'The town is often criticized for failing to mend its bridge.',
    'The visit comes amid wide speculation that the town may unveil a new bridge.',
    'The bridge was built in 1970 by the Bresk Works.',
    "The Workers' Party and the town's council met.",
    "They don't like Hale's plan and won't pay.",
    'The film "The Long Way Home" opens on Friday.',
    'Jo "Ironside" Moss won the race.',
    'Many fear that the bridge will fall.',
    'The so-called "peace" lasted a week.',
    'The plan was called off.',
    'She read the report on the train.',
    'The claims were settled and the demands met.',
    'A book called "Rivers" lay on the desk.',
    'The ’90s were kind to the town.',
    'Hale may say more on Friday.',
    'The state of the bridge is a matter of note.',
  ])('is made of %s', (text) => {
    expect(markFound(text).marked).toBe(text)
  })
})

describe('a quotation in a headline', () => {
  it.each([
    "[[mention Bresk's Hale]] [[cue says]] [[content she intends to mend the bridge]]",
    "[[mention Hale]][[cue :]] '[[content The bridge is safe]]'",
    '[[content Bridge is safe]], [[mention mayor]] [[cue says]]',
    "[[content Bridge is 'safe']], [[mention Hale]] [[cue says]]",
    "[[mention Hale]] [[cue calls]] [[content Brand a 'liar']]",
    '[[mention Officials]] [[cue warn]] [[content that bridge may fall]]',
  ])('is found: %s', (marked) => {
    expect(markFound(unmarked(marked), { first: 'HEADLINE' }).marked).toBe(marked)
  })

  it.each(['Watch: Bridge falls into river', 'Bridge report due', 'Town bridge talks stall'])(
    'leaves %s alone',
    (text) => {
      expect(markFound(text, { first: 'HEADLINE' }).marked).toBe(text)
    },
  )
})
