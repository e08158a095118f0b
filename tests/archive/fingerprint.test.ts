import { describe, expect, it } from 'vitest'
import { isReliable } from '../../src/archive/fingerprint.ts'

describe('a fingerprint', () => {
  it.each([
    [1_999, false],
    [2_000, false],
    [2_001, true],
  ])('taken %i ms after the last write is reliable: %s', (age, expected) => {
    const now = Date.UTC(2031, 2, 1)
    expect(isReliable({ number: 1, touched: now - age, modified: 0 }, now)).toBe(expected)
  })
})
