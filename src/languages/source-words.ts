import type { SourceKind } from '../model/source.ts'

/**
 * The context that a name with such a last word needs to be a medium. NOTHING: "Selm Gazette".
 * ARTICLE: "the Harbour Post", not "Trading Post". REPORT: "the Morning Star reported".
 */
export type NameProof = 'NOTHING' | 'ARTICLE' | 'REPORT'

/**
 * Words that introduce agencies, papers, broadcasters and credits.
 *
 * Everything is in lower case, also the words that names are made of.
 */
export interface SourceWords {
  /** Nouns for kinds of media: "news agency", "newspaper". */
  readonly nouns: ReadonlyMap<string, SourceKind>
  /** Nouns among them with other meanings: "television", "daily". */
  readonly massNouns: ReadonlySet<string>
  /** Nouns for several media at once: "media", "newspapers". */
  readonly plurals: ReadonlySet<string>
  /** Short nouns that refer to a medium mentioned before, with the kinds they fit: "the agency". */
  readonly shortNouns: ReadonlyMap<string, readonly SourceKind[]>
  /** Adjectives of state media: "state-run". */
  readonly stateWords: ReadonlySet<string>
  /** Adjectives that distinguish media: "local", "pro-government". */
  readonly qualities: ReadonlySet<string>
  readonly definite: readonly string[]
  readonly indefinite: readonly string[]
  /** Endings of owners, without the apostrophe: "the North's". */
  readonly possessive: string

  /** Last words of names: "gazette", "times". */
  readonly nameEndings: ReadonlyMap<
    string,
    { readonly kind: SourceKind; readonly needs: NameProof }
  >
  /** First words of names: "radio". */
  readonly nameBeginnings: ReadonlyMap<string, SourceKind>
  /** Last words of organisations that are media when one of `bodyWords` precedes: "agency". */
  readonly bodies: ReadonlySet<string>
  readonly bodyWords: ReadonlyMap<string, SourceKind>
  /** Words that the names of news agencies have: "agency", "bureau". */
  readonly agencyWords: ReadonlySet<string>
  /** Owners that are part of a name: "People's". */
  readonly nameOwners: ReadonlySet<string>
  /** Capitalised words that do not belong to a name: "Monday", "According". */
  readonly notNames: ReadonlySet<string>
  /** Verbs of a medium, right behind its name: "reported". */
  readonly reporting: ReadonlySet<string>
  /** Words directly before a medium: "according to", "told". */
  readonly reportedBy: readonly string[]
  /** Words directly before a medium that somebody talks to, also an unknown one: "told". */
  readonly addressed: readonly string[]
  /** Words directly before a medium, and before places and days as well: "said on". */
  readonly aired: readonly string[]
  /** Articles of several languages that begin the name of a medium, and of no person: "Le". */
  readonly articles: ReadonlySet<string>
  /** Words that show a medium in a name that is addressed: "Sport", "Reporters". */
  readonly mediaWords: ReadonlySet<string>
  /** Further words that may follow a medium; with any other noun the name means something else. */
  readonly followers: ReadonlySet<string>
  /** After these the name means something else: "Institute", "Square". */
  readonly otherThings: ReadonlySet<string>
  /** Names of months, whole; their first three letters count too. */
  readonly months: readonly string[]

  /** Labels before authors: "by". Several may follow each other. */
  readonly bylineLabels: readonly string[]
  /** Occupations of authors: "staff reporter". */
  readonly trades: readonly string[]
  readonly conjunctions: readonly string[]
  /** Words that mark a file photo: "file photo". */
  readonly fileWords: readonly string[]
  /** Labels before the owner of a picture: "courtesy of", "photo by". */
  readonly creditLabels: readonly string[]
  /** Words between two owners: "Mira Tan via Northern Wire". */
  readonly creditLinks: readonly string[]
  /** Words beside an owner that are not a name: "handout", "photo". */
  readonly creditWords: readonly string[]
  /** Labels before an owner that no punctuation sets apart: "Image source, Northern Wire". */
  readonly sourceLabels: readonly string[]
  /** The parts of "in this undated picture released by": regular expressions of words. */
  readonly releases: {
    readonly determiners: readonly string[]
    readonly pictures: readonly string[]
    readonly verbs: readonly string[]
  }
  /** Labels of lines that say who worked on the text: "reporting by", "with inputs from". */
  readonly creditLines: {
    readonly reporters: readonly string[]
    readonly editors: readonly string[]
    /** Before outlets whose copy was used. */
    readonly inputs: readonly string[]
    /** Before the publisher of the text. */
    readonly providers: readonly string[]
    /** Before photographers and owners of pictures. */
    readonly pictures: readonly string[]
    /** Behind people or outlets whose copy was used: "contributed to this report". */
    readonly contributed: readonly string[]
    /** Around outlets whose copy was used: "With … inputs". The second is a regular expression. */
    readonly around: readonly [before: string, after: string]
  }
  /** A credit to nobody in particular: "pool". */
  readonly nobody: ReadonlySet<string>
}
