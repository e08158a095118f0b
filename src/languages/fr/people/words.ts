import type { Pronoun } from '../../people-words.ts'
import { wordList } from '../../define.ts'

const she: Pronoun = { kind: 'PERSON', gender: 'FEMALE', subject: true }
const he: Pronoun = { kind: 'PERSON', gender: 'MALE', subject: true }
const they: Pronoun = { kind: 'PLURAL', gender: null, subject: true }
const who: Pronoun = { kind: 'RELATIVE', gender: null, subject: true }
const self: Pronoun = { kind: 'SELF', gender: null, subject: true }
const we: Pronoun = { kind: 'PLURAL_SELF', gender: null, subject: true }
const one: Pronoun = { kind: 'PERSON', gender: null, subject: false }

export const pronouns: ReadonlyMap<string, Pronoun> = new Map([
  ['il', he],
  ['elle', she],
  ['ils', they],
  ['elles', they],
  ['lui', one],
  ['qui', who],
  ['je', self],
  ["j'", self],
  ['nous', we],
])

/** They show the gender of what is owned, and not of the owner. */
export const possessives: ReadonlyMap<string, Pronoun> = new Map([
  ['son', one],
  ['sa', one],
  ['ses', one],
  ['leur', { ...they, subject: false }],
  ['leurs', { ...they, subject: false }],
  ['mon', self],
  ['ma', self],
  ['mes', self],
  ['notre', we],
  ['nos', we],
])

export const definite: ReadonlySet<string> = new Set(wordList("le la les l' ce cet cette ces"))

export const indefinite: ReadonlySet<string> = new Set(
  wordList('un une des plusieurs quelques certains certaines autre autres deux trois quatre cinq'),
)

export const conjunctions: ReadonlySet<string> = new Set(wordList('et & ou ni'))

export const links: ReadonlySet<string> = new Set(wordList("de du des d'"))

export const prepositions: ReadonlySet<string> = new Set(
  wordList(`
  de du des d' à au aux en dans par pour sur avec sans sous chez vers entre contre depuis pendant
  lors malgré dès devant derrière avant après parmi auprès selon
`),
)

export const relatives: ReadonlySet<string> = new Set(wordList('qui que dont où lequel laquelle'))

export const locatives: ReadonlySet<string> = new Set(wordList('en dans'))

export const copulas: ReadonlySet<string> = new Set(
  wordList('est sont était étaient devient deviennent reste'),
)

/** Verbs and helpers so frequent that a name before them is their subject. */
export const verbs: ReadonlySet<string> = new Set(
  wordList(`
  est sont était étaient a ont avait avaient sera seront aura auront va vont doit peut veut fait
  vient met prend sait croit pense parle part tient dirige préside
`),
)

export const verbEndings = ['ait', 'aient', 'èrent'] as const

/** Words that are no part of a name though they may be written with a capital. */
export const ordinary: ReadonlySet<string> = new Set(
  wordList(`
  le la les l' un une des du de d' il elle ils elles on nous vous je j' tu ce c' cela ça ces cet
  cette son sa ses leur leurs mon ma mes notre nos votre vos qui que qu' dont où quoi quel quelle
  et mais ou donc or ni car si quand comme alors puis après avant depuis pendant dans en à au aux
  par pour sur avec sans sous selon chez entre malgré lors plus tout tous toute toutes aussi ainsi
  enfin ensuite hier aujourd'hui demain deux trois quatre cinq six sept huit neuf dix ne n' pas
  s' se y oui non très trop peu bien encore déjà toujours jamais rien personne certains plusieurs
  janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi
  mercredi jeudi vendredi samedi dimanche
  interrogé interrogée contacté contactée photo vidéo exclusif direct
`),
)
