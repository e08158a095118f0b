import { describe, expect, it } from 'vitest'
import { markFound, unmarked } from './found.ts'

describe('words end where the writer or another voice goes on', () => {
  it.each([
    // A clause beside the first, after a noun phrase in marks.
    '[[mention Hale]] [[cue called]] [[content Brand a "liar"]] when he left the hall.',
    '[[mention Hale]] [[cue praised]] [[content the "brave" crew]] as she opened the bridge.',
    '[[mention Hale]] [[cue accused]] [[content Brand of a "trick"]] after the vote had closed.',
    // A verb that cannot belong to a noun phrase.
    'What [[mention Hale]] [[cue called]] [[content a "trick"]] has become law.',
    // Another verb of the same subject, or a subject of its own.
    '[[mention Hale]] [[cue called]] [[content Brand a "liar"]] and left the hall.',
    'Hale spoke, [[cue calling]] [[content Brand a "liar"]] and they left the hall.',
    // A dash that no other closes.
    '[[mention Hale]] [[cue said]] [[content the bridge was "old"]] — a blow for the town.',
    // What went on meanwhile.
    '[[mention Hale]] [[cue denied]] [[content it was unsafe]], with Brand taking notes.',
    // A clause that leans on another.
    'After [[mention Hale]] [[cue asked about]] [[content the "old" bridge]], the crew left the hall.',
    'Later, when [[mention Hale]] [[cue thanked]] [[content the "brave" crew]], they left the hall.',
    'Even as [[mention Hale]] [[cue called for]] [[content "calm" in the town]], however, the crew left.',
    // The clause that a participle leans on.
    '[[cue Calling]] [[content the bridge "old,"]] [[mention Hale]] left the hall.',
    'In [[cue describing]] [[content the plan as "mad,"]] [[mention Hale]] lost the vote.',
  ])('%s', (marked) => {
    expect(markFound(unmarked(marked)).marked.replace('[[mention Hale]] spoke', 'Hale spoke')).toBe(
      marked,
    )
  })

  it.each([
    '[[mention Hale]] [[cue said]] [[content that while she was "sorry" for Brand, it was over]].',
    '[[mention Hale]] [[cue said]] [[content the bridge was "old" and would be closed]].',
    '[[mention Hale]] [[cue said]] [[content the bridge — now "old" — would be closed]].',
    '[[mention Hale]] [[cue called]] [[content Brand a "liar" and a "cheat"]].',
  ])('%s goes on', (marked) => {
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })
})

describe('verbs of saying that are none', () => {
  it.each([
    'A toll of, say, two crowns would do for the "old" bridge.',
    'On a long press call Friday, the bridge was shown.',
    'The members left after the Bresk attacks.',
    'The fair, praised by the crew for its "calm" music, ended on Friday.',
  ])('%s', (text) => {
    expect(markFound(text).marked).toBe(text)
  })
})

describe('who speaks', () => {
  it.each([
    'Hale, whose town, Bresk, is poor, [[cue argues]] [[content that the bridge is "old"]].',
    'The bridge is closed and [[mention he]] [[cue said]] [[content it was "old"]].',
    '[[mention 31% of voters]] [[cue said]] [[content the bridge was "old"]].',
    '[[mention Hale]] wrote a letter [[cue calling]] [[content the bridge "old"]].',
    '[[mention Hale]] left after they came out, [[cue saying]] [[content it was "old"]].',
    '[[mention The head of the powerful rules committee]] [[cue has accused]] [[content Brand of a "trick"]].',
    '"[[content It is old]]," [[mention Hale]] [[cue said]] by telephone. "[[content It will fall.]]"',
  ])('%s', (marked) => {
    expect(markFound(unmarked(marked)).marked).toBe(
      marked.replace('Hale, whose', '[[mention Hale]], whose'),
    )
  })
})

describe('whose the next words are', () => {
  it.each([
    // Each has words of its own.
    'When [[mention Hale]] [[cue shouted]], "[[content Now]]," [[mention2 Brand]] [[cue2 joked]], "[[content2 Never, my friend.]]"',
    '"[[content It is old]]," [[mention Hale]] [[cue said]]. "[[content2 It is new]]," [[mention2 an aide]] [[cue2 retaliated]].',
    // What stands beside the cue does not keep the speech from going on.
    '"[[content It is old]]," [[mention Hale]] [[cue said]] at a "No Tolls" picnic in Bresk. "[[content It will fall.]]"',
    // A whole sentence after a comma.
    '[[mention Hale]] [[cue wrote]] to all the members of the club, "[[content We must close it now.]]"',
    'After the vote was over, [[mention Hale]] [[cue said]], "[[content We must close it now.]]"',
    '[[mention Hale]] [[cue chanted]] "[[content Save Our Bridge.]]"',
    'He held up a sign [[mention that]] [[cue said]] "[[content Save the bridge.]]"',
    '"[[content It is old]]," [[mention the two]] [[cue write]].',
    'As Brand began to talk, [[mention Hale]] rose and [[cue said]], "[[content It is old.]]"',
  ])('%s', (marked) => {
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })

  it.each([
    '[[mention Hale]] [[cue said]], "[[content It is old.]]" He did not elaborate.',
    'Hale spoke on Sunday on the show "This Week" of the mill.',
  ])('%s and no more', (marked) => {
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })

  it('is left open where the writer has spoken in between', () => {
    const body =
      '"It is old," Hale said.\n\nThe bridge was built long ago. A mill stands beside it.\n\n"It will fall."'
    const found = markFound(body)
    expect(found.rules).toEqual(['quotation-name-verb', 'continuation'])
    expect(found.continues).toEqual([null, null])
    expect(found.perhaps).toEqual([null, 0])
  })
})

describe('a cue in an uncommon place', () => {
  it.each([
    '[[cue Said]] [[mention Hale]], "[[content We must close it now.]]"',
    '[[cue Stated]] [[mention Mira Hale]]: "[[content We must close it now.]]"',
    'The bridge is old. [[mention Mira Hale]][[cue :]] "[[content We must close it.]]" [[mention2 Brand]][[cue2 :]] "[[content2 Never.]]"',
    '"[[content We must close it right now]]" [[mention Hale]] [[cue said]].',
    '"[[content We must close it]]," [[mention Will]] [[cue wrote]].',
    '[[mention The ad]] [[cue claims]] "[[content We must close the bridge.]]"',
    'It led to what [[mention Hale]] [[cue called]] "[[content a new era]]" in the town.',
    '[[mention Hale]] ended her list by [[cue saying]] "[[content Too many.]]"',
  ])('%s', (marked) => {
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })

  it.each([
    'An inflation formula called "the chain" is used.',
    '"The Long Way Home to Bresk" star Jo Hale opened up.',
  ])('leaves %s alone', (text) => {
    expect(markFound(text).marked).toBe(text)
  })
})
