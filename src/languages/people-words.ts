export type Gender = 'FEMALE' | 'MALE'

/**
 * What a pronoun refers to: one person (he, she), several (they), a thing or organisation (it), the
 * noun directly before it (who), or the person who is speaking (I).
 */
export type PronounKind = 'PERSON' | 'PLURAL' | 'THING' | 'RELATIVE' | 'SELF' | 'PLURAL_SELF'

export interface Pronoun {
  readonly kind: PronounKind
  /** Null where the word shows none. */
  readonly gender: Gender | null
  /** A form that is a subject: "he", not "him". */
  readonly subject: boolean
}

/** A word of address before a name: "Mr.", "Sen.". */
export interface Title {
  /** The role that it shortens ("senator"); null for mere address. */
  readonly role: string | null
  readonly gender: Gender | null
}

/** A country with the words that point to it. The first name is the one it is known by. */
export interface Country {
  readonly names: readonly string[]
  readonly adjectives: readonly string[]
}

/**
 * Titles, roles, pronouns, names and other words by which people and organisations are recognised.
 *
 * Everything is lower case unless it says otherwise, and without a closing full stop.
 */
export interface PeopleWords {
  /** Ranks and honours, which say nothing of an office: "brigadier", "prince". */
  readonly ranks?: ReadonlySet<string>
  /** "known" and "as the nom de guerre" between a description and the name: "an officer, known as Roe". */
  readonly naming?: {
    readonly participles: ReadonlySet<string>
    readonly words: ReadonlySet<string>
  }
  readonly pronouns: ReadonlyMap<string, Pronoun>
  /** Possessive pronouns: "his", "their". */
  readonly possessives: ReadonlyMap<string, Pronoun>
  /** Possessive endings of names: "'s". */
  readonly possessiveEndings: readonly string[]
  readonly definite: ReadonlySet<string>
  readonly indefinite: ReadonlySet<string>
  /** Join names: "Smith and Jones". */
  readonly conjunctions: ReadonlySet<string>
  /** Join a role to its place or body, and the words of a body's name: "of", "for". */
  readonly links: ReadonlySet<string>
  /** Join the words of a body's name alone: "on" of "Commission on Audit". */
  readonly bodyLinks: ReadonlySet<string>
  /** Words that end a noun phrase about a person: prepositions and similar. */
  readonly prepositions: ReadonlySet<string>
  /** Words before the author of a document: "by", "from". */
  readonly agents: ReadonlySet<string>
  /** Relative pronouns: "who", "which". */
  readonly relatives: ReadonlySet<string>
  /** Prepositions of place rather than of people: "in". */
  readonly locatives: ReadonlySet<string>
  /** Forms of "be" and "become" that tie a name to a role. */
  readonly copulas: ReadonlySet<string>
  /** Verbs and auxiliaries so frequent that a name before them is their subject. */
  readonly verbs: ReadonlySet<string>
  /** Endings that finite verbs often have: "ed". */
  readonly verbEndings: readonly string[]
  /** Endings that names seldom have, and among them those that they do: "s", but "ss", "is". */
  readonly commonEndings: readonly string[]
  readonly nameEndings: readonly string[]
  /** Words that do not belong to a name even with a capital letter. */
  readonly ordinary: ReadonlySet<string>
  /** Some of these that are family names behind a given name. */
  readonly ordinaryNames: ReadonlySet<string>

  readonly titles: ReadonlyMap<string, Title>
  /** Nouns for what somebody is: "president", "spokeswoman", with the gender they show. */
  readonly roles: ReadonlyMap<string, Gender | null>
  /** Roles of several words whose last is misleading: "attorney general". */
  readonly compoundRoles: ReadonlySet<string>
  /** Before a hyphen and a role: "co-author", "ex-minister". */
  readonly rolePrefixes: ReadonlySet<string>
  /** Ends of hyphened words that describe: "based" of "London-based". */
  readonly compoundEndings: ReadonlySet<string>
  /** Words before a role: "deputy", "foreign". */
  readonly qualifiers: ReadonlySet<string>
  /** Qualifiers that distinguish roles: the foreign minister is not the health minister. */
  readonly distinguishing: ReadonlySet<string>
  /** Qualifiers that are never omitted: "the mayor" is not the deputy mayor. */
  readonly lowering: ReadonlySet<string>
  /** Beginnings of relative clauses that state a role: "who heads". */
  readonly roleVerbs: ReadonlyMap<string, string>
  /** Nouns for people of learning, who may have a subject as well: "professor". */
  readonly scholars: ReadonlySet<string>
  /** Ends of nouns for the scholars of a subject: "zoologist". */
  readonly scholarEndings: readonly string[]
  /** Hypernyms of roles: "leader" may mean president, premier, chairman. */
  readonly wider: ReadonlyMap<string, ReadonlySet<string>>
  /** Nouns for unnamed speakers: "official", "witness". */
  readonly anonymous: ReadonlySet<string>
  /** Plurals for unnamed speakers: "officials", "sources". */
  readonly anonymousPlurals: ReadonlySet<string>
  /** Plurals and collectives that speak as one: "police", "residents". */
  readonly groups: ReadonlySet<string>
  /** Nouns for bodies that speak: "ministry", "company". */
  readonly bodies: ReadonlySet<string>
  /** First words of the names of bodies: "Bank" of "Bank Delmara", "FC" of "FC Selm". */
  readonly bodyBeginnings: ReadonlySet<string>
  /** Hypernyms of organisations: "company" may mean carmaker, airline, Ltd. */
  readonly widerBodies: ReadonlyMap<string, ReadonlySet<string>>
  /** Nouns for bodies that a medium may be: "agency". */
  readonly mediaNouns: ReadonlySet<string>
  /** Nouns for bodies that fit any of them: "company", "group". */
  readonly vagueBodies: ReadonlySet<string>
  /** Nouns for texts that speak for their author: "statement", "report". */
  readonly documents: ReadonlySet<string>
  /** Nouns by which a person is meant without having been called so: "woman", "striker". */
  readonly epithets: ReadonlySet<string>
  /** Ends of hyphened words that state an age: "year-old". */
  readonly ageEndings: readonly string[]
  /** Organisations whose name contains no such noun: "White House". Lower case. */
  readonly knownBodies: ReadonlySet<string>
  /** Nouns that end the names of places and things: "street", "act". */
  readonly places: ReadonlySet<string>
  /** Some of these that are family names behind a given name: "hill". */
  readonly familyPlaces: ReadonlySet<string>
  /** Marks of parties behind a name ("r" of "(R-Ohio)"), and what their members are called. */
  readonly partyMarks: ReadonlyMap<string, string>
  /** Adjectives of parties, and what their members are called. */
  readonly partyWords: ReadonlyMap<string, string>
  /** Abbreviated regions beside a party mark, without full stops, and their names. */
  readonly regions: ReadonlyMap<string, string>
  readonly countries: readonly Country[]
  /** Cities and regions, which a single capitalised word may name. */
  readonly cities: ReadonlySet<string>

  readonly givenNames: ReadonlyMap<string, Gender | null>
  /** Family names that usually come first: "kim", "xi". */
  readonly familyFirst: ReadonlySet<string>
  /** Small words inside names: "de", "van", "bin". */
  readonly particles: ReadonlySet<string>
  /** "jr", "iii". */
  readonly suffixes: ReadonlySet<string>
  /** In capitals behind a name, and no part of it: "kc". */
  readonly postNominals: ReadonlySet<string>
  /** Particles behind a given name: "bin". */
  readonly patronymics: ReadonlySet<string>
  /** First words of names that very many people share: "Mohd". */
  readonly sharedFirstNames: ReadonlySet<string>
}
