import { givenNames } from '../en/people/given-names.ts'
import { familyFirst, particles, suffixes } from '../en/people/names.ts'
import type { Gender, PeopleWords, Title } from '../people-words.ts'
import { cities, countries } from './people/countries.ts'
import {
  distinguishing,
  femaleRoles,
  lowering,
  maleRoles,
  otherRoles,
  qualifiers,
  wider,
} from './people/roles.ts'
import {
  anonymous,
  anonymousPlurals,
  bodies,
  groups,
  knownBodies,
  places,
} from './people/voices.ts'
import {
  conjunctions,
  copulas,
  definite,
  indefinite,
  links,
  ordinary,
  possessives,
  prepositions,
  pronouns,
  locatives,
  relatives,
  verbEndings,
  verbs,
} from './people/words.ts'

/** French words about people. Given and family names are those of the whole world. */
export const people: PeopleWords = {
  pronouns,
  possessives,
  possessiveEndings: [],
  definite,
  indefinite,
  conjunctions,
  links,
  prepositions,
  relatives,
  locatives,
  copulas,
  verbs,
  verbEndings,
  commonEndings: ['s', 'ment', 'tion', 'ité', 'ère', 'euse'],
  nameEndings: ['ss', 'is', 'as', 'es', 'os', 'us'],
  ordinary,
  ordinaryNames: new Set(['mars', 'mai']),
  titles: new Map<string, Title>([
    ...address('mme mmes madame mlle mademoiselle', 'FEMALE'),
    ...address('m mm monsieur mgr messieurs', 'MALE'),
    ...address('me dr pr docteur maître', null),
  ]),
  roles: new Map([
    ...otherRoles.map((word): [string, Gender | null] => [word, null]),
    ...maleRoles.map((word): [string, Gender | null] => [word, 'MALE']),
    ...femaleRoles.map((word): [string, Gender | null] => [word, 'FEMALE']),
  ]),
  compoundRoles: new Set(['premier ministre', 'première ministre']),
  compoundEndings: new Set(['né', 'née']),
  qualifiers,
  distinguishing,
  lowering,
  wider,
  anonymous,
  anonymousPlurals,
  groups,
  bodies,
  widerBodies: new Map(),
  knownBodies,
  places,
  familyPlaces: new Set(['dumont', 'rivière', 'fontaine', 'château', 'forêt', 'roche']),
  partyMarks: new Map(),
  partyWords: new Map(),
  regions: new Map(),
  countries,
  cities,
  givenNames,
  familyFirst,
  particles,
  suffixes,
}

function address(words: string, gender: Gender | null): [string, Title][] {
  return words.split(' ').map((word) => [word, { role: null, gender }])
}
