import { describe, expect, it } from 'vitest'
import { traceSpeakers } from '../../../src/extraction/speakers/index.ts'
import { english } from '../../../src/languages/en/index.ts'
import { readMarks } from '../../../src/text/marks.ts'
import { articleOf, utteranceOf } from './answers.ts'

/** The path of the last marked speaker, as `KIND words`. */
function wayOf(marked: string): string[] {
  const { text, marks } = readMarks(marked)
  const utterances = marks.map(({ label, span }, index) =>
    label === 'continues' ? utteranceOf(null, { continues: index - 1 }) : utteranceOf(span),
  )
  const known = { dateline: null, outlets: [] }
  const ways = traceSpeakers(articleOf(text), utterances, known, english)
  return (ways.at(-1) ?? []).map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}`)
}

describe('traceSpeakers', () => {
  it.each([
    ['[[x Ann Roe]] said no.', ['NAME Ann Roe']],
    ['Ann Roe won. [[x Roe]] said no.', ['NAME Roe', 'NAME Ann Roe']],
    ['[[x Mayor Ann Roe]] said no.', ['NAME Ann Roe']],
    ['Ann Roe won. [[x She]] said no.', ['PRONOUN She', 'NAME Ann Roe']],
    [
      'Ann Roe won. Roe slept. She ate. [[x She]] said no.',
      ['PRONOUN She', 'NAME Roe', 'NAME Ann Roe'],
    ],
    [
      'Mayor Ann Roe won. [[x The mayor]] said no.',
      ['DESCRIPTION The mayor', 'ROLE Mayor', 'NAME Ann Roe'],
    ],
    [
      'Mayor Ann Roe won. The mayor slept. [[x She]] said no.',
      ['PRONOUN She', 'DESCRIPTION mayor', 'ROLE Mayor', 'NAME Ann Roe'],
    ],
    ['When [[x she]] came, Ann Roe sang.', ['PRONOUN she', 'NAME Ann Roe']],
    ['[[x Roe]] said no. Ann Roe won.', ['NAME Roe', 'NAME Ann Roe']],
    [
      'Ann Roe won. [[x Roe]] said no. [[continues It rained.]]',
      ['CONTINUATION Roe', 'NAME Ann Roe'],
    ],
    ['The Ministry of Works met. [[x It]] said no.', ['PRONOUN It', 'NAME Ministry of Works']],
  ])('returns the steps to the full name: %s', (text, way) => {
    expect(wayOf(text)).toEqual(way)
  })

  it.each(['[[x She]] said no.', '[[x A witness]] said no.', '[[x Ann Roe and Bob Lee]] said no.'])(
    'returns no steps without a speaker: %s',
    (text) => {
      expect(wayOf(text)).toEqual([])
    },
  )

  it('ends for any number of pronouns', () => {
    const way = wayOf(`Bob Lee won. ${'He said so. '.repeat(50)}[[x He]] said no.`)
    expect(way.length).toBeGreaterThan(5)
    expect(way.length).toBeLessThan(20)
    expect(way.at(-1)).toBe('NAME Bob Lee')
  })
})
