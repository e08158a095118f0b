import { describe, expect, it } from 'vitest'
import { compileGrammar } from '../../../src/extraction/dates/grammar.ts'
import type { Grammar } from '../../../src/extraction/dates/automaton.ts'
import { dates } from '../../../src/languages/en/dates.ts'

/** Classes that are read from digits, whatever the language. */
const DIGITS = [
  'day',
  'ordinalday',
  'year',
  'oldyear',
  'year2',
  'number',
  'ordinal',
  'century',
  'hour',
  'zonehours',
  'othertime',
  'pointclock',
  'quarterdigit',
  'clock',
  'military',
  'iso',
  'numeric',
  'decade',
]

const rows = [...dates.patterns.flatMap(({ words }) => words), ...Object.values(dates.pieces)]

/** The rules of all patterns that some words complete. */
function rulesFrom(start: Grammar): Set<string> {
  const states = new Set([start])
  for (const { words, tests } of states) {
    const edges = Array.from(words.keys(), (word) => words.get(word) ?? []).flat()
    for (const edge of [...edges, ...tests]) states.add(edge.to)
  }
  return new Set([...states].flatMap(({ patterns }) => patterns.map(({ pattern }) => pattern.rule)))
}

describe('the words of dates in English', () => {
  it('make a grammar of which every pattern can be said', () => {
    const rules = dates.patterns.map(({ rule }) => rule)
    expect([...rulesFrom(compileGrammar(dates))].sort()).toEqual([...new Set(rules)].sort())
  })

  it.each(Object.keys(dates.classes))('use the class %s in a pattern', (name) => {
    expect(rows.some((row) => row.includes(`{${name}}`) || row.includes(`{until.${name}}`))).toBe(
      true,
    )
  })

  it.each(Object.keys(dates.pieces))('use the piece %s in a pattern', (name) => {
    expect(rows.some((row) => row.split(/[\s()?]+/).includes(`$${name}`))).toBe(true)
  })

  it('name only classes and pieces that there are', () => {
    const classes = rows.flatMap((row) =>
      Array.from(row.matchAll(/\{(?:until\.)?(\w+)\}/g), ([, name]) => name),
    )
    const pieces = rows.flatMap((row) =>
      Array.from(row.matchAll(/\$([\w-]+)/g), ([, name]) => name),
    )
    const known: readonly (string | undefined)[] = [...Object.keys(dates.classes), ...DIGITS]
    expect(classes.filter((name) => !known.includes(name))).toEqual([])
    expect(pieces.filter((name) => name === undefined || !(name in dates.pieces))).toEqual([])
  })

  it('give each rule one name', () => {
    const names = dates.patterns.map(({ rule }) => rule)
    expect(names).toEqual([...new Set(names)])
  })

  it.each(
    Object.entries({ ...dates.cues, ...dates.doubts }).flatMap(([name, words]) =>
      typeof words === 'string' ? [] : [[name, words] as const],
    ),
  )('keep the list %s trimmed, in lower case and without doubles', (_name, words) => {
    expect(words).toEqual([...new Set(words.map((word) => word.trim().toLowerCase()))])
    expect(words.length).toBeGreaterThan(0)
  })
})
