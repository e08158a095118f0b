import { describe, expect, it } from 'vitest'
import { markFound, unmarked } from './found.ts'

describe('the content of a quotation ends before', () => {
  it.each([
    // A subordinate clause after a quoted noun phrase.
    '[[mention Hale]] [[cue called]] [[content Brand a "liar"]] when he left the hall.',
    '[[mention Hale]] [[cue praised]] [[content the "brave" crew]] as she opened the bridge.',
    '[[mention Hale]] [[cue accused]] [[content Brand of a "trick"]] after the vote had closed.',
    // A verb that cannot belong to a noun phrase.
    'What [[mention Hale]] [[cue called]] [[content a "trick"]] has become law.',
    // Another verb of the same subject, or a clause with its own subject.
    '[[mention Hale]] [[cue called]] [[content Brand a "liar"]] and left the hall.',
    'Hale spoke, [[cue calling]] [[content Brand a "liar"]] and they left the hall.',
    // A single dash.
    '[[mention Hale]] [[cue said]] [[content the bridge was "old"]] — a blow for the town.',
    // An accompanying action.
    '[[mention Hale]] [[cue denied]] [[content it was unsafe]], with Brand taking notes.',
    // The main clause, after a subordinate clause.
    'After [[mention Hale]] [[cue asked about]] [[content the "old" bridge]], the crew left the hall.',
    'Later, when [[mention Hale]] [[cue thanked]] [[content the "brave" crew]], they left the hall.',
    'Even as [[mention Hale]] [[cue called for]] [[content "calm" in the town]], however, the crew left.',
    // The main clause, after a gerund.
    '[[cue Calling]] [[content the bridge "old,"]] [[mention Hale]] left the hall.',
    'In [[cue describing]] [[content the plan as "mad,"]] [[mention Hale]] lost the vote.',
  ])('the marked end of %s', (marked) => {
    expect(markFound(unmarked(marked)).marked.replace('[[mention Hale]] spoke', 'Hale spoke')).toBe(
      marked,
    )
  })

  it.each([
    '[[mention Hale]] [[cue said]] [[content that while she was "sorry" for Brand, it was over]].',
    '[[mention Hale]] [[cue said]] [[content the bridge was "old" and would be closed]].',
    '[[mention Hale]] [[cue said]] [[content the bridge — now "old" — would be closed]].',
    '[[mention Hale]] [[cue called]] [[content Brand a "liar" and a "cheat"]].',
  ])('the end of the sentence only: %s', (marked) => {
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })
})

describe('a nickname in marks between subject and verb', () => {
  it.each([
    '[[mention Hale]], who calls herself "Aunt Rule," [[cue said]] [[content the bridge would be closed]].',
    '[[mention Hale]], whom friends call "Mo," [[cue said]] [[content the bridge would be closed]].',
    '[[mention Hale]], nicknamed "the Kettle," [[cue said]] [[content the bridge would be closed]].',
    '[[mention Hale]], better known as "Aunt Rule," [[cue said]] [[content the bridge would be closed]].',
  ])('is no content: %s', (marked) => {
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })

  it('is content where somebody else says it', () => {
    const marked = '"[[content He called her ‘Aunt Rule’]]," [[mention Hale]] [[cue said]].'
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })
})

describe('a passive with an agent', () => {
  it.each([
    'The crew was called "[[content brave]]" by [[mention Hale]].',
    'The bridge is described as [[content a "key step"]] by [[mention the Selm Panel]].',
  ])('is a quotation: %s', (marked) => {
    const cued = marked.replace(/(called|described)/, '[[cue $1]]')
    expect(markFound(unmarked(cued)).marked).toBe(cued)
  })
})

describe('a question that somebody was asked', () => {
  it('is not the words of the one who answers', () => {
    const marked =
      'When he was asked, "Will you go?" [[mention Hale]] [[cue replied]]: "[[content I will.]]"'
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })
})

describe('a form of a cue verb that is not a cue', () => {
  it.each([
    'A toll of, say, two crowns would do for the "old" bridge.',
    'On a long press call Friday, the bridge was shown.',
    'The members left after the Bresk attacks.',
    'The fair, praised by the crew for its "calm" music, ended on Friday.',
  ])('makes no quotation: %s', (text) => {
    expect(markFound(text).marked).toBe(text)
  })
})

describe('the mention of a quotation', () => {
  it.each([
    'Hale, whose town, Bresk, is poor, [[cue argues]] [[content that the bridge is "old"]].',
    'The bridge is closed and [[mention he]] [[cue said]] [[content it was "old"]].',
    '[[mention 31% of voters]] [[cue said]] [[content the bridge was "old"]].',
    '[[mention Hale]] wrote a letter [[cue calling]] [[content the bridge "old"]].',
    '[[mention Hale]] left after they came out, [[cue saying]] [[content it was "old"]].',
    '[[mention The head of the powerful rules committee]] [[cue has accused]] [[content Brand of a "trick"]].',
    '"[[content It is old]]," [[mention Hale]] [[cue said]] by telephone. "[[content It will fall.]]"',
    // The object of the verb before an infinitive.
    'The clerk prompted [[mention her]] [[cue to say]] [[content that the bridge was "old."]]',
    // The subject of a main clause far behind the gerund.
    '[[cue Calling]] [[content the "old" bridge a danger to every man and woman and child who had to walk over it on the way to the mill and back again in the long winter of that hard and bitter year]], [[mention Hale]] left the hall.',
    // The subject after a long subordinate clause.
    'As Brand began to talk about the bridge and the mill and the long road to the harbour, [[mention Hale]] rose and [[cue said]], "[[content It is old.]]"',
    // The speaker and not the one who believes it.
    'Hale believes that [[mention Brand]] [[cue said]] [[content the "old" bridge was safe]].',
  ])('is the subject of its cue: %s', (marked) => {
    expect(markFound(unmarked(marked)).marked).toBe(
      marked.replace('Hale, whose', '[[mention Hale]], whose'),
    )
  })
})

describe('quoted words beside two cues', () => {
  it.each([
    // Each cue has its own content.
    'When [[mention Hale]] [[cue shouted]], "[[content Now]]," [[mention2 Brand]] [[cue2 joked]], "[[content2 Never, my friend.]]"',
    '"[[content It is old]]," [[mention Hale]] [[cue said]]. "[[content2 It is new]]," [[mention2 an aide]] [[cue2 retaliated]].',
    // Adjuncts of the cue do not end the speech.
    '"[[content It is old]]," [[mention Hale]] [[cue said]] at a "No Tolls" picnic in Bresk. "[[content It will fall.]]"',
    // A quoted sentence after a comma.
    '[[mention Hale]] [[cue wrote]] to all the members of the club, "[[content We must close it now.]]"',
    'After the vote was over, [[mention Hale]] [[cue said]], "[[content We must close it now.]]"',
    '[[mention Hale]] [[cue chanted]] "[[content Save Our Bridge.]]"',
    'He held up a sign [[mention that]] [[cue said]] "[[content Save the bridge.]]"',
    '"[[content It is old]]," [[mention the two]] [[cue write]].',
    'As Brand began to talk, [[mention Hale]] rose and [[cue said]], "[[content It is old.]]"',
  ])('belong to the marked one: %s', (marked) => {
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })

  it.each([
    '[[mention Hale]] [[cue said]], "[[content It is old.]]" He did not elaborate.',
    'Hale spoke on Sunday on the show "This Week" of the mill.',
  ])('and narration after them: %s', (marked) => {
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })

  it('have the previous speaker only as a candidate after narration', () => {
    const body =
      '"It is old," Hale said.\n\nThe bridge was built long ago. A mill stands beside it.\n\n"It will fall."'
    const found = markFound(body)
    expect(found.rules).toEqual(['quotation-name-verb', 'continuation'])
    expect(found.continues).toEqual([null, null])
    expect(found.perhaps).toEqual([null, 0])
  })
})

describe('a cue in an unusual place', () => {
  it.each([
    '[[cue Said]] [[mention Hale]], "[[content We must close it now.]]"',
    '[[cue Stated]] [[mention Mira Hale]]: "[[content We must close it now.]]"',
    'The bridge is old. [[mention Mira Hale]][[cue :]] "[[content We must close it.]]" [[mention2 Brand]][[cue2 :]] "[[content2 Never.]]"',
    '"[[content We must close it right now]]" [[mention Hale]] [[cue said]].',
    '"[[content We must close it]]," [[mention Will]] [[cue wrote]].',
    '[[mention The ad]] [[cue claims]] "[[content We must close the bridge.]]"',
    'It led to what [[mention Hale]] [[cue called]] "[[content a new era]]" in the town.',
    '[[mention Hale]] ended her list by [[cue saying]] "[[content Too many.]]"',
  ])('is found: %s', (marked) => {
    expect(markFound(unmarked(marked)).marked).toBe(marked)
  })

  it.each([
    'An inflation formula called "the chain" is used.',
    '"The Long Way Home to Bresk" star Jo Hale opened up.',
  ])('is not made of other words: %s', (text) => {
    expect(markFound(text).marked).toBe(text)
  })
})
