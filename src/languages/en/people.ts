import { defineRoles, defineTitles } from '../define.ts'
import type { PeopleWords } from '../people-words.ts'
import { cities, countries } from './people/countries.ts'
import { givenNames } from './people/given-names.ts'
import {
  eitherAddress,
  familyFirst,
  femaleAddress,
  maleAddress,
  particles,
  patronymics,
  postNominals,
  sharedFirstNames,
  shortRoles,
  suffixes,
} from './people/names.ts'
import { partyMarks, partyWords, regions } from './people/parties.ts'
import {
  compoundEndings,
  compoundRoles,
  distinguishing,
  femaleRoles,
  lowering,
  maleRoles,
  otherRoles,
  qualifiers,
  roleVerbs,
  scholars,
  wider,
} from './people/roles.ts'
import {
  anonymous,
  anonymousPlurals,
  bodies,
  bodyBeginnings,
  documents,
  epithets,
  familyPlaces,
  groups,
  knownBodies,
  places,
  vagueBodies,
  widerBodies,
} from './people/voices.ts'
import {
  commonEndings,
  conjunctions,
  copulas,
  definite,
  indefinite,
  links,
  locatives,
  nameEndings,
  ordinary,
  ordinaryNames,
  possessiveEndings,
  possessives,
  prepositions,
  pronouns,
  relatives,
  verbEndings,
  verbs,
} from './people/words.ts'

export const people: PeopleWords = {
  ranks: new Set([
    ...['prince', 'princess', 'sheikh', 'sheikha', 'brigadier', 'general', 'colonel', 'major'],
    ...['captain', 'lieutenant', 'commander', 'admiral', 'inspector', 'superintendent', 'sergeant'],
    ...['professor', 'doctor', 'engineer', 'barrister', 'lord', 'lady', 'baroness', 'dame', 'sir'],
  ]),
  naming: {
    participles: new Set(['known', 'identified', 'named', 'called', 'nicknamed', 'introduced']),
    words: new Set([
      ...[
        'as',
        'by',
        'only',
        'locally',
        'simply',
        'widely',
        'the',
        'her',
        'his',
        'nom',
        'de',
        'guerre',
      ],
      ...['name', 'nickname', 'alias', 'pseudonym', 'to', 'first'],
    ]),
  },
  pronouns,
  possessives,
  possessiveEndings,
  definite,
  indefinite,
  conjunctions,
  links,
  prepositions,
  bodyLinks: new Set(['on', 'against']),
  agents: new Set(['by', 'from', 'of']),
  relatives,
  locatives,
  copulas,
  verbs,
  verbEndings,
  commonEndings,
  nameEndings,
  ordinary,
  ordinaryNames,
  titles: defineTitles(
    { female: femaleAddress, male: maleAddress, either: eitherAddress },
    shortRoles,
  ),
  roles: defineRoles({ female: femaleRoles, male: maleRoles, either: otherRoles }),
  compoundEndings: new Set(compoundEndings),
  mediaNouns: new Set([
    ...['agency', 'bureau', 'wire', 'service', 'broadcaster', 'station', 'network', 'channel'],
    ...['paper', 'newspaper', 'magazine', 'daily', 'weekly', 'outlet', 'publisher'],
  ]),
  compoundRoles: new Set(compoundRoles),
  rolePrefixes: new Set(['co', 'ex', 'vice', 'sub', 'arch']),
  scholars: new Set(scholars),
  scholarEndings: ['ologist', 'ographer', 'icist', 'onomist', 'atician', 'istorian', 'emist'],
  qualifiers: new Set(qualifiers),
  distinguishing: new Set(distinguishing),
  lowering: new Set(lowering),
  roleVerbs,
  wider,
  anonymous,
  anonymousPlurals: new Set([...anonymousPlurals, ...pluralRoles()]),
  groups,
  bodies,
  bodyBeginnings,
  widerBodies,
  vagueBodies,
  documents,
  epithets,
  ageEndings: ['year-old'],
  knownBodies,
  places,
  familyPlaces,
  partyMarks,
  partyWords,
  regions,
  countries,
  cities,
  givenNames,
  familyFirst,
  particles,
  suffixes,
  postNominals,
  patronymics,
  sharedFirstNames,
}

/** Plurals of roles ("teachers", "spokesmen", "secretaries") that are not listed as groups. */
function pluralRoles(): string[] {
  return [...femaleRoles, ...maleRoles, ...otherRoles]
    .map(plural)
    .filter((word) => !groups.has(word))
}

function plural(word: string): string {
  if (word.endsWith('man')) return `${word.slice(0, -3)}men`
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`
}
