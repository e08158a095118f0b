import { describe, expect, it } from 'vitest'
import { sources } from '../../../src/languages/en/sources.ts'
import { ambiguousForms, knownOutlets } from '../../../src/languages/outlets.ts'

type Words = ReadonlyMap<string, unknown> | ReadonlySet<string> | readonly string[]

const lists = Object.entries(sources).flatMap(([name, value]): [string, string[]][] => {
  if (typeof value === 'string') return []
  if (name === 'addressing') return addressingLists()
  if (isWords(value)) return [[name, wordsOf(value)]]
  return Object.entries<readonly string[]>(value).map(([part, words]) => [
    `${name}.${part}`,
    wordsOf(words),
  ])
})

function addressingLists(): [string, string[]][] {
  return sources.addressing.flatMap(({ place, heads, links }): [string, string[]][] => [
    [`addressing ${place} heads before ${links.join()}`, [...heads]],
    [`addressing ${place} links`, [...links]],
  ])
}

function isWords(value: Words | Readonly<Record<string, Words>>): value is Words {
  return value instanceof Map || value instanceof Set || Array.isArray(value)
}

function wordsOf(words: Words): string[] {
  return Array.from(words instanceof Map ? words.keys() : words)
}

describe('the English words for sources', () => {
  it.each(lists)('%s are trimmed and in lower case', (_name, words) => {
    expect(words).toEqual(words.map((word) => word.trim().toLowerCase()))
    expect(words).not.toContain('')
  })

  it.each(lists)('%s are there once', (_name, words) => {
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
  })

  it('has a noun for every word that is also a thing', () => {
    expect([...sources.massNouns].filter((noun) => !sources.nouns.has(noun))).toEqual([])
  })
})

describe('the outlets that need no introduction', () => {
  const forms = knownOutlets.flatMap(({ name, aliases }) => [name, ...aliases])

  it('have forms that mean one of them only', () => {
    expect(forms.filter((form, index) => forms.indexOf(form) !== index)).toEqual([])
  })

  it('are trimmed', () => {
    expect(forms.filter((form) => form !== form.trim() || form === '')).toEqual([])
  })

  it('have every form that is said to be ambiguous', () => {
    expect([...ambiguousForms].filter((form) => !forms.includes(form))).toEqual([])
  })
})
