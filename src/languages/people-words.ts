export type Gender = 'FEMALE' | 'MALE'

/**
 * What a pronoun stands for: one person (he, she), several (they), a thing or body (it), the one
 * who is named just before (who), or the one who is speaking (I).
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
 * Titles, roles, pronouns, names and what else tells people and bodies from other words.
 *
 * Everything is lower case unless it says otherwise, and without a closing full stop.
 */
export interface PeopleWords {
  readonly pronouns: ReadonlyMap<string, Pronoun>
  /** Forms that own what follows: "his", "their". */
  readonly possessives: ReadonlyMap<string, Pronoun>
  /** Endings that make a name own what follows: "'s". */
  readonly possessiveEndings: readonly string[]
  readonly definite: ReadonlySet<string>
  readonly indefinite: ReadonlySet<string>
  /** Join names: "Smith and Jones". */
  readonly conjunctions: ReadonlySet<string>
  /** Join a role to its place or body, and the words of a body's name: "of", "for". */
  readonly links: ReadonlySet<string>
  /** Words that end a phrase about somebody: prepositions and the like. */
  readonly prepositions: ReadonlySet<string>
  /** Words that open a clause about the one just named: "who", "which". */
  readonly relatives: ReadonlySet<string>
  /** Prepositions that stand before places rather than people: "in". */
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
  /** Words that are no part of a name though they may be written with a capital. */
  readonly ordinary: ReadonlySet<string>
  /** Some of these that are family names behind a given name. */
  readonly ordinaryNames: ReadonlySet<string>

  readonly titles: ReadonlyMap<string, Title>
  /** Nouns for what somebody is: "president", "spokeswoman", with the gender they show. */
  readonly roles: ReadonlyMap<string, Gender | null>
  /** Roles of several words whose last is misleading: "attorney general". */
  readonly compoundRoles: ReadonlySet<string>
  /** Ends of hyphened words that describe: "based" of "London-based". */
  readonly compoundEndings: ReadonlySet<string>
  /** Words before a role: "deputy", "foreign". */
  readonly qualifiers: ReadonlySet<string>
  /** Qualifiers that make another role of it: the foreign minister is not the health minister. */
  readonly distinguishing: ReadonlySet<string>
  /** Those that are never left out: "the mayor" does not mean the deputy mayor. */
  readonly lowering: ReadonlySet<string>
  /** What a wider word may mean: "leader" for president, premier, chairman. */
  readonly wider: ReadonlyMap<string, ReadonlySet<string>>
  /** Somebody whom nothing but this word tells: "official", "witness". */
  readonly anonymous: ReadonlySet<string>
  /** Plurals of voices that keep their name to themselves: "officials", "sources". */
  readonly anonymousPlurals: ReadonlySet<string>
  /** Plurals and collectives that speak as one: "police", "residents". */
  readonly groups: ReadonlySet<string>
  /** Nouns for bodies that speak: "ministry", "company". */
  readonly bodies: ReadonlySet<string>
  /** What a wider noun for a body may mean: "company" for carmaker, airline, Ltd. */
  readonly widerBodies: ReadonlyMap<string, ReadonlySet<string>>
  /** Bodies known by a name that shows no such noun: "White House". Lower case. */
  readonly knownBodies: ReadonlySet<string>
  /** Nouns that end the names of places and things: "street", "act". */
  readonly places: ReadonlySet<string>
  /** Some of these that are family names behind a given name: "hill". */
  readonly familyPlaces: ReadonlySet<string>
  /** Marks of parties behind a name ("r" of "(R-Ohio)"), and what their members are called. */
  readonly partyMarks: ReadonlyMap<string, string>
  /** Adjectives of parties, and what their members are called. */
  readonly partyWords: ReadonlyMap<string, string>
  /** Short forms of regions beside such a mark, without points, and their names. */
  readonly regions: ReadonlyMap<string, string>
  readonly countries: readonly Country[]
  /** Cities and regions, which a single capitalised word may name. */
  readonly cities: ReadonlySet<string>

  readonly givenNames: ReadonlyMap<string, Gender | null>
  /** Family names that usually stand first: "kim", "xi". */
  readonly familyFirst: ReadonlySet<string>
  /** Small words inside names: "de", "van", "bin". */
  readonly particles: ReadonlySet<string>
  /** "jr", "iii". */
  readonly suffixes: ReadonlySet<string>
}
