import { describe, expect, it } from 'vitest'
import { createDocumentCache } from '../../src/server/document-cache.ts'

const text = (index: number, length = 10) => String(index).padEnd(length, '.')

describe('createDocumentCache', () => {
  it('gives back what was kept', () => {
    const cache = createDocumentCache<number>(1_000)
    cache.set('a', 1)
    expect([cache.get('a'), cache.get('b')]).toEqual([1, undefined])
  })

  it('holds no more characters than it may, forgetting what was used longest ago', () => {
    const cache = createDocumentCache<number>(1_000)
    for (let i = 0; i < 100; i += 1) cache.set(text(i), i)
    expect(cache.get(text(0))).toBe(0)
    cache.set(text(100), 100)
    expect([cache.get(text(0)), cache.get(text(1)), cache.get(text(100))]).toEqual([
      0,
      undefined,
      100,
    ])
  })

  it('counts a text once, however often it is set', () => {
    const cache = createDocumentCache<number>(1_000)
    for (let i = 0; i < 500; i += 1) cache.set(text(1), i)
    cache.set(text(2), 2)
    expect([cache.get(text(1)), cache.get(text(2))]).toEqual([499, 2])
  })

  it('keeps no text that would fill a hundredth of it', () => {
    const cache = createDocumentCache<number>(1_000)
    cache.set(text(1, 11), 1)
    expect(cache.get(text(1, 11))).toBeUndefined()
  })
})
