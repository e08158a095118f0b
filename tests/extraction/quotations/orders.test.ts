import { describe, expect, it } from 'vitest'
import { markFound, unmarked } from './found.ts'

describe('a direct quotation and its cue', () => {
  it.each([
    // The words, then who said them.
    '"[[content The bridge is safe]]," [[mention Mira Hale]] [[cue said]].',
    '"[[content The bridge is safe]]," [[cue said]] [[mention Mira Hale]].',
    '“[[content The bridge is safe]],” [[mention the mayor]] [[cue said]] on Monday.',
    '“[[content The bridge is safe]],” [[mention she]] [[cue told]] reporters.',
    "''[[content The bridge is safe]],'' [[mention Ms. Hale]] [[cue said]].",
    '«[[content The bridge is safe]]», [[mention Hale]] [[cue said]].',
    '‘[[content The bridge is safe]],’ [[cue said]] [[mention Mrs Hale]].',
    "'[[content The bridge is safe]],' [[mention Hale]] [[cue said]].",
    "'[[content The workers' bridge isn't safe]],' [[mention Hale]] [[cue said]].",
    '‘[[content They called it “a disgrace” to my face]],’ [[mention Hale]] [[cue said]].',
    '"[[content Is the bridge safe?]]" [[mention Hale]] [[cue asked]].',
    '"[[content Get off the bridge!]]" [[cue shouted]] [[mention Moss]].',
    '"[[content It is safe]]," [[mention Hale]], 52, [[cue said]].',
    '"[[content It is safe]]," [[mention Hale]], the mayor of Bresk, [[cue told]] the council.',
    '"[[content It is safe]]," [[mention Rep. Jo Moss (R-Ostany)]], a panel member, [[cue said]].',
    '"[[content It is safe]]," [[cue said]] [[mention Jo Moss]], who runs the yard.',
    '"[[content It is safe]]," [[cue said]] [[mention his lawyer, Ann Moss]].',
    '"[[content It is safe]]," [[cue said]] [[mention a spokesman for the ministry]].',
    '"[[content It is safe]]," [[mention a spokeswoman for Hale]] [[cue said]].',
    '"[[content It is safe]]," [[mention Hale and Moss]] [[cue said]] in a joint statement.',
    '"[[content It is safe]]," [[mention officials]] [[cue say]].',
    '"[[content It is safe]]," [[mention Hale]] [[cue has said]].',
    '"[[content It is safe]]," [[cue quipped]] [[mention Brand]].',
    '"[[content It is safe]]," [[mention Brand]] [[cue deadpanned]].',
    '"[[content It is safe]]," [[cue blared]] [[mention the Harbour Post]].',
    '"[[content It is safe]]," [[mention he]] [[cue wrote]] on his blog.',
    '"[[content It is safe]]," [[cue wrote]] [[mention another]].',
    'The members were split ("[[content It is safe]]," [[cue wrote]] [[mention Jo Hale]]).',
    '[[mention Hale]] [[cue said]] [[content he was "not pleased"]] and [[mention2 Brand]] [[cue2 replied]] [[content2 that it was "too late."]]',
    'He told him to "[[content keep quiet]]," [[mention she]] [[cue said]].',
    '"[[content Never]]" - [[mention Jo Hale]], mayor of Bresk',
    '“[[content Never again.]]” ― [[mention Jo Hale]]',
    // The words go on after the cue.
    '"[[content It is safe]]," [[mention Hale]] [[cue said]], "[[content and it is open.]]"',
    '"[[content It is safe]]," [[mention Hale]] [[cue said]]. "[[content It is open.]]"',
    '"[[content It is safe]]," [[cue said]] [[mention Hale]]. "[[content It is open. Come.]]"',
    '"[[content If it rains]]," [[mention Hale]] [[cue said]] on Monday, "[[content we close it.]]"',
    '"[[content It is safe]]," [[mention Hale]] [[cue said]]. "[[content2 It is not]]," [[mention2 Brand]] [[cue2 replied]].',
    // Some of it in marks.
    '[[content The bridge is "safe as houses,"]] [[mention Hale]] [[cue said]].',
    '[[content But his plan "has failed,"]] [[mention Hale]] [[cue said]].',
    // Who said them, then the words.
    '[[mention Hale]] [[cue said]], "[[content The bridge is safe.]]"',
    '[[mention Hale]] [[cue said]]: "[[content The bridge is safe.]]"',
    '[[mention She]] [[cue added]], “[[content It is open.]]”',
    '[[mention Hale]] [[cue told]] the council, "[[content The bridge is safe.]]"',
    '[[mention Hale]] [[cue said]] in a statement on Monday: "[[content It is safe.]]"',
    'On Monday, [[mention Hale]] [[cue said]], "[[content It is safe.]]"',
    '[[mention Hale]], the mayor, [[cue said]], "[[content It is safe.]]"',
    '[[mention Hale]], who lost last year, [[cue told]] the council, "[[content It is safe.]]"',
    '[[mention Hale]] laughed and [[cue said]], "[[content It is safe.]]"',
    '[[mention Hale]] left early, [[cue saying]], "[[content It is safe.]]"',
    '[[mention Hale]] [[cue put it this way]]: "[[content It is safe.]]"',
    '[[mention Hale]] [[cue held]] up a sign that nobody could miss: "[[content The bridge is safe.]]"',
    '[[mention HALE]][[cue :]] "[[content The bridge is safe.]]"',
    '[[cue According to]] [[mention Hale]], [[content the bridge is "safe."]]',
  ])('are found: %s', (marked) => {
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })
})

describe('a quotation over several paragraphs', () => {
  it('is one quotation when the next paragraph opens its marks again', () => {
    const marked =
      '"[[content It is safe]]," [[mention Hale]] [[cue said]]. "[[content We looked.]]\n\n"[[content We looked twice.]]"'
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })

  it('has its cue in the last paragraph', () => {
    const marked =
      '"[[content It is safe.]]\n\n"[[content We looked twice]]," [[mention Hale]] [[cue said]].'
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })

  it('is followed by a continuation without a cue', () => {
    const marked =
      '"[[content It is safe]]," [[mention Hale]] [[cue said]].\n\n"[[content2 We looked twice.]]"'
    expect(markFound(unmarked(marked))).toMatchObject({
      marked,
      rules: ['quotation-name-verb', 'continuation'],
    })
  })

  it('is announced by the previous paragraph', () => {
    const marked = '[[mention Hale]] [[cue said]]:\n\n"[[content It is safe.]]"'
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })

  it('is attributed by a dash and a name in the next paragraph', () => {
    const marked = '"[[content It is safe.]]"\n\n- [[mention Mira Hale]].'
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })

  it('is a turn of a transcript', () => {
    const marked =
      '[[mention HALE]][[cue :]] [[content Is it safe?]]\n\n[[mention2 BRAND]][[cue2 :]] [[content2 It is.]]\n\n[[mention3 HALE]][[cue3 :]] [[content3 Open it.]]'
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })
})
