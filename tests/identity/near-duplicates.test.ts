import { describe, expect, it } from 'vitest'
import {
  overlapOf,
  resemblanceOf,
  sharesOfLonger,
  shinglesOf,
  signatureOf,
  sketchOf,
} from '../../src/identity/near-duplicates.ts'
import { createRandom } from '../bench/random.ts'
import { articleOf } from '../support/text-file.ts'

const STORY =
  'The ferry left the quay at noon on Monday and came back with nobody on board but its dog.'
const OTHER = 'Nobody in the town had ever seen so many geese as came down the river that winter.'

const shingles = (...paragraphs: string[]) =>
  shinglesOf(articleOf(['A headline of its own', ...paragraphs].join('\n\n')))

describe('overlapOf', () => {
  it.each([
    ['the same text', [STORY], [STORY], 1],
    ['a text in other marks and lines', [STORY], [STORY.toUpperCase().replaceAll(' ', '\n')], 1],
    ['a text that was cut', [STORY, OTHER], [STORY], 1],
    ['another text', [STORY], [OTHER], 0],
    ['a text that is too short to tell', [STORY], ['The ferry left.'], 0],
  ])('of a story and %s', (_title, one, other, overlap) => {
    expect(overlapOf(shingles(...one), shingles(...other))).toBe(overlap)
    expect(overlapOf(shingles(...other), shingles(...one))).toBe(overlap)
  })

  it('is what the shorter has in common with the longer', () => {
    const half = STORY.split(' ').slice(0, 9).join(' ')
    const overlap = overlapOf(shingles(STORY), shingles(`${half} ${OTHER}`))
    expect(overlap).toBeGreaterThan(0.2)
    expect(overlap).toBeLessThan(0.6)
  })
})

describe('sketchOf', () => {
  it('is short, and keeps most of itself when a text is cut by half', () => {
    const words = Array.from({ length: 400 }, (_, at) => `word${(at * 7919) % 4001}`)
    const whole = sketchOf(articleOf(`A headline\n\n${words.join(' ')}`))
    const half = sketchOf(articleOf(`A headline\n\n${words.slice(0, 200).join(' ')}`))
    expect(whole).toHaveLength(12)
    expect(whole.filter((shingle) => half.includes(shingle)).length).toBeGreaterThan(2)
  })
})

describe('resemblanceOf', () => {
  it('is near the share of shingles that both texts have', () => {
    const random = createRandom(7)
    const numbers = (count: number) =>
      Array.from({ length: count }, () => Math.floor(random() * 2 ** 31))
    for (const share of [0, 0.25, 0.5, 0.67, 0.8, 1]) {
      const shared = numbers(Math.round(900 * share))
      const own = () => Uint32Array.from([...shared, ...numbers(900 - shared.length)]).sort()
      const [one, other] = [own(), own()]
      const [mine, theirs] = [signatureOf(one), signatureOf(other)]
      if (!mine || !theirs) throw new Error('No signature')
      const exact = shared.length / (2 * 900 - shared.length)
      expect(Math.abs(resemblanceOf(mine, theirs) - exact)).toBeLessThan(0.24)
      expect(sharesOfLonger(one, other, 0.8)).toBe(share >= 0.8)
    }
  })

  it('has no signature for a short text', () => {
    expect(signatureOf(new Uint32Array(100))).toBeNull()
  })
})
