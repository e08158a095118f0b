import { describe, expect, it } from 'vitest'
import { markFound } from './found.ts'

describe('words in marks are surely said by whom the text names', () => {
  it.each([
    '"It is old," Hale said.',
    'Hale said, "It is old."',
    'Hale said the bridge was "old."',
    'Hale, the mayor of the old town, accused Brand of "lies" on Monday.',
    // Subject, verb and words fill the sentence.
    'Hale called the bridge "old."',
    'The council denounced the plan as "a trick."',
    'The bridge is "old and worn," Hale said.',
  ])('%s', (text) => {
    expect(markFound(text).tiers).toEqual(['HIGH'])
  })
})

describe('and less surely', () => {
  it.each([
    // Somebody else tells of it.
    '"It is old," Hale said, according to an aide.',
    'Hale said, "It is old," according to an aide.',
    'An aide thought that the crew wanted what Hale said was an "old" bridge.',
    // What is wished or may be said.
    'Hale would say the bridge is "old."',
    'Hale believes the bridge is "old."',
    // Another voice in the sentence, or more words behind the marks.
    'Hale called the bridge "old" and Brand said it was not.',
    'A man who saw it called the bridge "old" after a long and quiet walk along the river with his dog.',
  ])('%s', (text) => {
    expect(markFound(text).tiers).not.toContain('HIGH')
  })
})
