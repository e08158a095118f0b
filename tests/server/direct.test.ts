import { describe, expect, it } from 'vitest'
import { createRepeatFilter } from '../../src/server/direct.ts'

const texts = (count: number) => Array.from({ length: count }, (_, at) => `{"unlike":${at}}`)

describe('what is asked again', () => {
  it('is told from what is asked once', () => {
    const isAgain = createRepeatFilter()
    expect(['a', 'b', 'a', '', 'b', 'a'].map(isAgain)).toEqual([
      false,
      false,
      true,
      false,
      true,
      true,
    ])
  })

  it('is not what is only like it', () => {
    expect(texts(10_000).filter(createRepeatFilter())).toEqual([])
  })

  it('is forgotten when much else has been asked', () => {
    const isAgain = createRepeatFilter()
    expect(isAgain('a')).toBe(false)
    texts(200_000).forEach(isAgain)
    expect(isAgain('a')).toBe(false)
  })
})
