import { describe, expect, it } from 'vitest'
import { textFragment } from '../../src/text/text-fragment.ts'

function fragmentOf(text: string, words: string, from = 0): string {
  const start = text.indexOf(words, from)
  return decodeURIComponent(textFragment(text, { start, end: start + words.length }))
}

describe('a text fragment', () => {
  it('is the words', () => {
    expect(fragmentOf('The tide was late.', 'tide')).toBe(':~:text=tide')
  })

  it('has the text around words that occur several times', () => {
    expect(fragmentOf('A gate opened.\nThe gate shut.', 'gate', 10)).toBe(
      ':~:text=The-,gate,-shut.',
    )
  })

  it('has only the first and last words of a long text', () => {
    const long = `One two three four five ${'and '.repeat(30)}six seven eight nine ten`
    expect(fragmentOf(`${long}.`, long)).toBe(
      ':~:text=One two three four five,six seven eight nine ten',
    )
  })

  it('escapes what has a meaning in a fragment', () => {
    const text = 'A well-known "half, at best" & more'
    expect(textFragment(text, { start: 2, end: text.length })).toBe(
      ':~:text=well%2Dknown%20%22half%2C%20at%20best%22%20%26%20more',
    )
  })
})
