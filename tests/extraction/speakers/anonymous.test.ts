import { describe, expect, it } from 'vitest'
import { answers, speakersOf } from './answers.ts'

const UNNAMED = [
  'A senior official',
  'Witnesses',
  'One resident',
  'Officials',
  'A person familiar with the matter',
  'Sources',
  'Two sources with knowledge of the talks',
  'Some analysts',
  'Many voters',
  'A spokesman for the ministry',
  'A Roe aide',
  'An aide to Roe',
  'Several diplomats',
  'A glassblower',
  'Another witness',
  'Teachers',
  'Economists',
  'Others',
  'One of his friends',
  'Three residents',
  'A Western diplomat based in Harbour Town',
  'Someone close to Ann Roe',
]

describe('resolveSpeakers: anonymous speakers', () => {
  it.each(UNNAMED)('invents no speaker for "%s"', (words) => {
    const text = `Ann Roe won. [[unnamed ${words}]] said no.`
    const { expected, found } = answers(text)
    expect(found).toEqual(expected)
    expect(speakersOf(text)).toEqual([])
  })
})
