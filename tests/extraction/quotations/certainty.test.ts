import { describe, expect, it } from 'vitest'
import { markFound } from './found.ts'

describe('the confidence tier of quoted words', () => {
  it.each([
    '"It is old," Hale said.',
    'Hale said, "It is old."',
    'Hale said the bridge was "old."',
    'Hale, the mayor of the old town, accused Brand of "lies" on Monday.',
    // Subject, cue and content fill the sentence.
    'Hale called the bridge "old."',
    'The council denounced the plan as "a trick."',
    'The bridge is "old and worn," Hale said.',
    // A tail of up to thirteen words after the last mark.
    'On Monday, Hale said the bridge was "old" and that the mill and the road to Bresk would be closed.',
  ])('is HIGH: %s', (text) => {
    expect(markFound(text).tiers).toEqual(['HIGH'])
  })

  it.each([
    // Another source reports it.
    '"It is old," Hale said, according to an aide.',
    'Hale said, "It is old," according to an aide.',
    'An aide thought that the crew wanted what Hale said was an "old" bridge.',
    // A wish, a thought or a possibility.
    'Hale would say the bridge is "old."',
    'Hale believes the bridge is "old."',
    // Another speaker in the sentence, or a longer tail after the marks.
    'Hale called the bridge "old" and Brand said it was not.',
    'On Monday, Hale said the bridge was "old" and that the mill and the long road to Bresk would be closed down.',
    'A man who saw it called the bridge "old" after a long and quiet walk along the river with his dog.',
  ])('is lower: %s', (text) => {
    expect(markFound(text).tiers).not.toContain('HIGH')
  })
})
