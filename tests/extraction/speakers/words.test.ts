import { describe, expect, it } from 'vitest'
import { languages } from '../../../src/languages/index.ts'
import { tokenize } from '../../../src/text/tokens.ts'

const TABLES = languages.flatMap(({ code, people }) =>
  Object.entries({
    pronouns: people.pronouns.keys(),
    possessives: people.possessives.keys(),
    definite: people.definite,
    indefinite: people.indefinite,
    conjunctions: people.conjunctions,
    links: people.links,
    prepositions: people.prepositions,
    relatives: people.relatives,
    locatives: people.locatives,
    copulas: people.copulas,
    verbs: people.verbs,
    ordinary: people.ordinary,
    ordinaryNames: people.ordinaryNames,
    titles: people.titles.keys(),
    roles: people.roles.keys(),
    qualifiers: people.qualifiers,
    anonymous: people.anonymous,
    anonymousPlurals: people.anonymousPlurals,
    groups: people.groups,
    bodies: people.bodies,
    places: people.places,
    familyPlaces: people.familyPlaces,
    givenNames: people.givenNames.keys(),
    familyFirst: people.familyFirst,
    particles: people.particles,
    suffixes: people.suffixes,
  }).map(([table, words]): [string, readonly string[]] => [`${code} ${table}`, [...words]]),
)

describe('word lists for speakers', () => {
  it.each(TABLES)('of %s are single words in small letters, as a text is cut', (_table, words) => {
    expect(words.length).toBeGreaterThan(0)
    const unreachable = words.filter((word) => {
      // "l'" precedes another word.
      const { count } = tokenize(word.endsWith("'") ? `${word}x` : word)
      return count !== 1 || word !== word.toLowerCase() || word !== word.trim()
    })
    expect(unreachable).toEqual([])
  })

  it.each(languages)(
    'of $code: what a wider word may mean is a role or a body itself',
    ({ people }) => {
      const compound = new Set([...people.compoundRoles].map((role) => role.replaceAll(' ', '-')))
      const strange = [...people.wider].flatMap(([wider, narrower]) =>
        [wider, ...narrower].filter((word) => !people.roles.has(word) && !compound.has(word)),
      )
      expect(strange).toEqual([])
    },
  )

  it.each(languages)('of $code: qualifiers that tell roles apart are qualifiers', ({ people }) => {
    const known = new Set([...people.qualifiers, ...people.roles.keys(), ...people.groups])
    expect(
      [...people.lowering, ...people.distinguishing].filter((word) => !known.has(word)),
    ).toEqual([])
  })
})
