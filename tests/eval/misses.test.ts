import { describe, expect, it } from 'vitest'
import { type Candidate, compareMisses, type Miss, recordOf } from './misses.ts'

const missed: Miss = { id: 'a', error: 'content missed', gold: 'The road is open', source: 'Hale' }
const wrong: Miss = {
  id: 'a',
  error: 'shown with wrong speaker',
  system: 'It is a farce',
  speaker: 'Brand',
}
const candidates: Candidate[] = [
  { id: 'a', side: 'found', words: 'The road is open' },
  { id: 'a', side: 'shown', words: 'It is a farce' },
]

describe('compareMisses', () => {
  it('finds nothing new in the same misses', () => {
    const record = recordOf([missed, wrong])
    expect(compareMisses([wrong, missed], record, candidates)).toEqual({ gained: [], lost: [] })
  })

  it('lists gains with their words, and losses with their speaker', () => {
    expect(compareMisses([wrong], recordOf([missed]), candidates)).toEqual({
      gained: [{ side: 'found', line: 'a: The road is open' }],
      lost: [{ side: 'shown', line: 'a: It is a farce (Brand: shown with wrong speaker)' }],
    })
  })

  it('counts omitted misses without their words', () => {
    const { gained } = compareMisses([], recordOf([wrong]), [])
    expect(gained).toEqual([{ side: 'shown', line: null }])
  })

  it('keeps no words in the record', () => {
    expect(recordOf([missed, wrong])).toMatch(/^[0-9a-f]{8} [0-9a-f]{8}$/)
  })

  it('distinguishes the same words of two articles', () => {
    const other = { ...missed, id: 'b' }
    expect(compareMisses([other], recordOf([missed]), candidates).lost).toHaveLength(1)
  })
})
