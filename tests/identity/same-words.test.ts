import { describe, expect, it } from 'vitest'
import { areSameWords } from '../../src/identity/same-words.ts'
import { plainWords } from '../../src/identity/near-duplicates.ts'

describe('areSameWords', () => {
  it.each([
    ['We wait.', '“We wait”'],
    ['We wait for the tide', 'wait for the'],
    ['he would appeal by Dec. 8 at the latest', 'he would appeal by 8 December at the latest'],
    ['It rose by 34 per cent in a single year', 'It rose by 34 percent in a single year'],
  ])('of "%s" and "%s"', (one, other) => {
    expect(areSameWords(plainWords(one), plainWords(other))).toBe(true)
    expect(areSameWords(plainWords(other), plainWords(one))).toBe(true)
  })

  it.each([
    ['We wait for the tide', 'We wait now'],
    ['We will go home today', 'Go home today, we will not say'],
    ['We wait', ''],
    ['Nobody saw the ferry leave', 'The ferry was seen by nobody'],
  ])('is not so of "%s" and "%s"', (one, other) => {
    expect(areSameWords(plainWords(one), plainWords(other))).toBe(false)
  })
})
