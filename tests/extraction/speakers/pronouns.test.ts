import { describe, expect, it } from 'vitest'
import { answers, resolve, utteranceOf } from './answers.ts'

describe('resolveSpeakers: pronouns', () => {
  it.each([
    'Ann Roe won. [[Ann_Roe She]] said so.',
    'Ann Roe met Bob Lee. [[Ann_Roe She]] said no. [[Bob_Lee He]] said yes.',
    'Bob Lee met Tom Ash. [[Bob_Lee He]] said no.',
    'Bob Lee met Tom Ash on Monday. "No," [[Tom_Ash Ash]] said. "Never," [[Tom_Ash he]] added.',
    '"No," [[Bob_Lee Bob Lee]] said. It rained. "Never," [[Bob_Lee he]] added.',
    "Xi Weiming's letter to Kim Jong-sun came late. [[Xi_Weiming Xi]] said no. [[Xi_Weiming He]] said so.",
    'Bob Lee praised Ann Roe. [[Ann_Roe She]] thanked him.',
    'Mr. Lee and Ms. Roe met. [[Roe She]] said no. [[Lee He]] said yes.',
    'Foreign Ministry spokeswoman Quy Lan came. Bob Lee listened. [[Quy_Lan She]] said no.',
    'Chairman Quy Lan came. Ann Roe listened. [[Quy_Lan He]] said no.',
    'Bob Lee said [[Bob_Lee he]] would leave.',
    'Ann Roe told Bob Lee that [[Ann_Roe she]] had said no.',
    '"No," said [[Ann_Roe Ann Roe]], [[Ann_Roe who]] runs the shop.',
    'Bob Lee, a farmer, [[Bob_Lee who]] said no, left.',
    'Bob Lee scored twice for Harbour Rovers. Tom Ash saved a penalty. "Fine," said [[Tom_Ash Ash]]. "Very fine," [[Tom_Ash he]] added.',
    'Ann Roe, 54, lost her roof. It was the third storm of the year. "It flew," [[Ann_Roe she]] said.',
    'Supporters of Bob Lee cheered. Tom Ash spoke. "Thanks," [[Tom_Ash he]] said.',
    "Tom Ash spoke to Bob Lee's brother. [[Tom_Ash He]] said no.",
    'Actress Vera Lund met director Olu Sanda. [[Vera_Lund She]] said no.',
    'Bob Lee left. The senator, Tom Ash, stayed. [[Tom_Ash He]] said no.',
    'The Ministry of Works met Bob Lee. [[Ministry_of_Works It]] said no.',
    'One local woman, Karen Robson, came. "Good," [[Karen_Robson she]] said.',
    'Ann Roe was asked about Bob Lee after Roe was seen with him. "He is a friend," [[Ann_Roe she]] said.',
    'When [[Tom_Ash he]] came, Tom Ash said no.',
    'Bob Lee left early.\nBack when [[Tom_Ash he]] wrote the book, Mr. Ash was poor. Tom Ash is rich.',
    'Bob Lee left. While [[Ann_Roe she]] wept, Mayor Ann Roe sang.',
    'Bob Lee said [[Bob_Lee he]] was late. When [[Bob_Lee he]] came, Tom Ash was there.',
    '# Mayor defends [[Barry_Marsh his]] plan\nMayor Barry Marsh came on Monday.',
    '# "No," Says Mayor As [[Barry_Marsh He]] Leaves Town\nMayor Barry Marsh came on Monday.',
    '# Angry Mother Corners Marsh On [[Barry_Marsh His]] Plan For Harbour\nBarry Marsh came on Monday.',
    'Keith Scott was shot. Rakeyla Scott saw her husband fall. "No," [[Rakeyla_Scott she]] said.',
    'Boris Petrov met Li Wenbo. President Petrov spoke first. [[Boris_Petrov He]] said no.',
    'Ann Roe spoke. "It is late," [[Ann_Roe Ann Roe]] said.\nFor Ida Lund, a widow, the talk is of no use. "It is wet," [[Ida_Lund she]] said.',
    'Jon Ash spoke. "It is late," [[Jon_Ash Ash]] said.\nEight-year-old Tama Ruru had the last word. "It is wet," [[Tama_Ruru he]] said.',
  ])('resolves %s', (text) => {
    const { expected, found } = answers(text)
    expect(found).toEqual(expected)
  })

  it.each([
    '[[open He]] said no.',
    'Ann Roe won. [[open He]] said no.',
    'Rain fell. [[open They]] said no.',
    '[[unnamed A farmer]] came. [[unnamed He]] said no.',
    'A woman was hurt. [[unnamed She]] said no.',
    '[[unnamed One resident]] wept. "It is gone," [[unnamed she]] said.',
    '[[unnamed A senior official]] spoke. [[unnamed The official]] said no.',
    'Bob Lee and Tom Ash met. "No," [[unnamed a witness]] said. [[unnamed He]] said so.',
    '[[unnamed officials]] came. [[unnamed they]] said no.',
    'Zalvio Ltd opened. Residents left their homes. [[unnamed They]] said no.',
    '[[open you]] said no.',
    'When [[open she]] came, Bob Lee was there.',
    'When [[open he]] came, they had met Bob Lee.',
    '# Mayor Ann Roe defends [[open his]] plan\nBarry Marsh came on Monday.',
    'Keith Scott went up. The Zalvio Scott went down. "No," [[open she]] said.',
    'Rain fell on Vera Lund and Eva Lind. [[Eva_Lind|Vera_Lund She]] said no.',
  ])('leaves ambiguous pronouns unresolved: %s', (text) => {
    const { expected, found } = answers(text)
    expect(found).toEqual(expected)
  })

  it('resolves "I" inside a quotation to its speaker', () => {
    const body = 'Ann Roe said: "I said no."'
    const at = (words: string) => ({
      start: body.indexOf(words),
      end: body.indexOf(words) + words.length,
    })
    const { resolved } = resolve(body, [
      utteranceOf(at('Ann Roe'), { content: [at('"I said no."')] }),
      utteranceOf(at('I'), { content: [at('no')] }),
    ])
    expect(resolved[1]?.attribution).toMatchObject({
      basis: 'PRONOUN',
      speaker: resolved[0]?.attribution.speaker,
    })
  })

  it('continues the earlier speaker, and has none where the earlier has none', () => {
    const body = 'Ann Roe spoke. A farmer spoke.'
    const { resolved } = resolve(body, [
      utteranceOf({ start: 0, end: 7 }),
      utteranceOf(null, { continues: 0 }),
      utteranceOf(null, { continues: 1 }),
      utteranceOf({ start: 15, end: 23 }),
      utteranceOf(null, { continues: 3 }),
      utteranceOf(null),
    ])
    expect(resolved.map(({ attribution, naming }) => [attribution.basis, naming])).toEqual([
      ['NAMED', 'NAMED'],
      ['CONTINUATION', 'NONE'],
      ['CONTINUATION', 'NONE'],
      ['NONE', 'ANONYMOUS'],
      ['NONE', 'NONE'],
      ['NONE', 'NONE'],
    ])
    expect(resolved[2]?.attribution.speaker).toBe(resolved[0]?.attribution.speaker)
  })

  it('reports the basis of each speaker', () => {
    const body = 'Mayor Ann Roe spoke. The mayor spoke. She spoke.'
    const { resolved } = resolve(body, [
      utteranceOf({ start: 0, end: 13 }),
      utteranceOf({ start: 21, end: 30 }),
      utteranceOf({ start: 38, end: 41 }),
    ])
    expect(resolved.map(({ attribution, naming }) => [attribution.basis, naming])).toEqual([
      ['NAMED', 'NAMED'],
      ['DESCRIBED', 'DESCRIBED'],
      ['PRONOUN', 'NONE'],
    ])
  })
})
