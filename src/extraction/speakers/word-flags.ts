import type { PeopleWords } from '../../languages/people-words.ts'
import { createLexicon, type Lexicon } from '../../text/lexicon.ts'
import { Shape, type Tokens } from '../../text/tokens.ts'
import { oncePer } from '../../text/once-per.ts'

/** Word classes for the resolution of speakers; a word may have several. */
export const Flag = {
  PRONOUN: 1 << 0,
  POSSESSIVE: 1 << 1,
  DEFINITE: 1 << 2,
  INDEFINITE: 1 << 3,
  CONJUNCTION: 1 << 4,
  LINK: 1 << 5,
  PREPOSITION: 1 << 6,
  RELATIVE: 1 << 7,
  COPULA: 1 << 8,
  VERB: 1 << 9,
  ORDINARY: 1 << 10,
  TITLE: 1 << 11,
  ROLE: 1 << 12,
  QUALIFIER: 1 << 13,
  ANONYMOUS: 1 << 14,
  ANONYMOUS_PLURAL: 1 << 15,
  GROUP: 1 << 16,
  ORGANIZATION: 1 << 17,
  PLACE: 1 << 18,
  DEMONYM: 1 << 19,
  COUNTRY: 1 << 20,
  CITY: 1 << 21,
  GIVEN: 1 << 22,
  FAMILY_FIRST: 1 << 23,
  PARTICLE: 1 << 24,
  SUFFIX: 1 << 25,
  FEMALE: 1 << 26,
  MALE: 1 << 27,
  ORDINARY_NAME: 1 << 28,
  /** "al-Harithi": a particle and a name in one word. */
  HYPHENED: 1 << 29,
  FAMILY_PLACE: 1 << 30,
  /** "'s" after a name, or the bare apostrophe after a plural one. */
  OWNER: 1 << 31,
} as const

/** The flags of every token of a text. */
export function flagWords(tokens: Tokens, words: PeopleWords): Int32Array {
  const flags = new Int32Array(tokens.count)
  lexiconOf(words).writeValues(tokens, { first: 0, end: tokens.count }, flags)
  for (let at = 0; at < tokens.count; at += 1) {
    if (flags[at] !== 0) continue
    flags[at] = tokens.codes[at] === 0 ? hyphened(tokens, at, words) : ownerMark(tokens, at, words)
  }
  return flags
}

/** The flag of an apostrophe right after a word. */
function ownerMark({ codes, shapes }: Tokens, at: number, words: PeopleWords): number {
  const code = codes[at] ?? 0
  if (code !== APOSTROPHE && code !== 0x2018 && code !== 0x2019) return 0
  const tight = ((shapes[at] ?? 0) & Shape.TIGHT) !== 0
  return tight && words.possessiveEndings.includes("'") ? Flag.OWNER : 0
}

const APOSTROPHE = 39

/** Flags of a hyphenated word: "al-Harithi" is a name, "London-based" is not. */
function hyphened(tokens: Tokens, at: number, words: PeopleWords): number {
  const { text, starts, ends, shapes } = tokens
  const hyphen = lastHyphen(tokens, at)
  if (hyphen < 0) return 0
  const word = text.slice(starts[at], ends[at])
  const prefix = word.slice(0, hyphen).toLowerCase()
  if (words.rolePrefixes.has(prefix) && words.roles.has(word.slice(hyphen + 1).toLowerCase()))
    return Flag.ROLE
  if (!((shapes[at] ?? 0) & Shape.CAPITAL)) {
    const named =
      words.particles.has(word.slice(0, hyphen)) && /^\p{Lu}/u.test(word.slice(hyphen + 1))
    return named ? Flag.HYPHENED : 0
  }
  return words.compoundEndings.has(word.slice(hyphen + 1)) ? Flag.ORDINARY | Flag.QUALIFIER : 0
}

/** Offset of the last hyphen within a word, or -1. */
function lastHyphen({ text, starts, ends }: Tokens, at: number): number {
  const start = starts[at] ?? 0
  for (let end = (ends[at] ?? 0) - 1; end > start; end -= 1) {
    if (text.charCodeAt(end) === HYPHEN) return end - start
  }
  return -1
}

const HYPHEN = 45

const lexiconOf = oncePer((words: PeopleWords): Lexicon => createLexicon(flagTable(words)))

function flagTable(words: PeopleWords): ReadonlyMap<string, number> {
  const table = new Map<string, number>()
  const add = (list: Iterable<string>, flag: number) => {
    for (const word of list) table.set(word, (table.get(word) ?? 0) | flag)
  }
  add(words.pronouns.keys(), Flag.PRONOUN)
  add(words.possessives.keys(), Flag.POSSESSIVE)
  add(words.definite, Flag.DEFINITE)
  add(words.indefinite, Flag.INDEFINITE)
  add(words.conjunctions, Flag.CONJUNCTION)
  add(words.links, Flag.LINK)
  add(words.prepositions, Flag.PREPOSITION)
  add(words.relatives, Flag.RELATIVE)
  add(words.copulas, Flag.COPULA)
  add(words.verbs, Flag.VERB)
  add(words.ordinary, Flag.ORDINARY)
  add(words.ordinaryNames, Flag.ORDINARY_NAME)
  add(words.titles.keys(), Flag.TITLE)
  add(words.roles.keys(), Flag.ROLE)
  add(words.qualifiers, Flag.QUALIFIER)
  add(words.anonymous, Flag.ANONYMOUS)
  add(words.anonymousPlurals, Flag.ANONYMOUS_PLURAL)
  add(words.groups, Flag.GROUP)
  add(words.bodies, Flag.ORGANIZATION)
  add(words.places, Flag.PLACE)
  add(words.familyPlaces, Flag.FAMILY_PLACE)
  add(words.cities, Flag.CITY)
  for (const { names, adjectives } of words.countries) {
    add(names, Flag.COUNTRY)
    add(adjectives.map(lastWord), Flag.DEMONYM)
  }
  add(words.familyFirst, Flag.FAMILY_FIRST)
  add(words.particles, Flag.PARTICLE)
  add(words.suffixes, Flag.SUFFIX)
  add(words.givenNames.keys(), Flag.GIVEN)
  add(words.possessiveEndings, Flag.OWNER)
  for (const gendered of [words.givenNames, words.roles]) {
    for (const [word, gender] of gendered) {
      if (gender !== null) add([word], gender === 'FEMALE' ? Flag.FEMALE : Flag.MALE)
    }
  }
  for (const [word, { gender }] of words.titles) {
    if (gender !== null) add([word], gender === 'FEMALE' ? Flag.FEMALE : Flag.MALE)
  }
  return table
}

function lastWord(phrase: string): string {
  return phrase.slice(phrase.lastIndexOf(' ') + 1)
}
