import { describe, expect, it } from 'vitest'
import { findMentionChain, findNamePlaces } from '../../src/text/name-places.ts'

const ANN = { id: 'ann', name: 'Ann Roe', aliases: ['Roe'] }

function chainOf(text: string, mention: string, people = [ANN]): string[] {
  const start = text.indexOf(mention)
  const places = findNamePlaces(text, people).filter(({ id }) => id === 'ann')
  const chain = findMentionChain({ start, end: start + mention.length }, places)
  return chain.map((span) => text.slice(span.start, span.end))
}

describe('the way from a mention to a name', () => {
  it.each([
    ['Ann Roe came. Roe spoke. "Yes," she said.', 'she', ['she', 'Roe', 'Ann Roe']],
    ['Ann Roe came. "Yes," she said.', 'she', ['she', 'Ann Roe']],
    ['Ann Roe came. Ann Roe sat. "Yes," she said.', 'she', ['she', 'Ann Roe']],
    ['Ann\nRoe came. "Yes," she said.', 'she', ['she', 'Ann\nRoe']],
    ['Ann Roe came. "Yes," Roe said.', 'Roe said', ['Roe said', 'Ann Roe']],
    ['"Yes," Ann Roe said.', 'Ann Roe', ['Ann Roe']],
    ['"Yes," she said. Ann Roe left.', 'she', ['she', 'Ann Roe']],
    ['Roeburn fell. "Yes," she said.', 'she', ['she']],
  ])('in %j', (text, mention, chain) => {
    expect(chainOf(text, mention)).toEqual(chain)
  })

  it('does not lead over a name that two people share', () => {
    const bob = { id: 'bob', name: 'Bob Roe', aliases: ['Roe'] }
    const text = 'Ann Roe and Bob Roe came. Roe sat. "Yes," she said.'
    expect(chainOf(text, 'she', [ANN, bob])).toEqual(['she', 'Ann Roe'])
  })

  it('does not take the name of another one for a part of it', () => {
    const bob = { id: 'bob', name: 'Bob Roe', aliases: [] }
    const text = 'Ann Roe came. Bob Roe left. "Yes," she said.'
    expect(chainOf(text, 'she', [ANN, bob])).toEqual(['she', 'Ann Roe'])
  })
})
