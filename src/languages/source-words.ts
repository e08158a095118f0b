import type { SourceKind } from '../model/source.ts'

/**
 * The context that a name with such a last word needs to be a medium. NOTHING: "Selm Gazette".
 * ARTICLE: "the Harbour Post", not "Trading Post". REPORT: "the Morning Star reported".
 */
export type NameProof = 'NOTHING' | 'ARTICLE' | 'REPORT'

/**
 * What can follow words of telling besides a medium. TOLD: a person or a body ("told"). AIRED: a
 * place or a day ("said on"). WRITTEN: a place or a language ("wrote in"). INVERTED: anything
 * ("writes Ada Lind in").
 */
export type AddressedPlace = 'TOLD' | 'AIRED' | 'WRITTEN' | 'INVERTED'

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
  /** Those of them that need no context: "Radio Selm". */
  readonly sureBeginnings: ReadonlySet<string>
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
  /** Words between a medium and such a verb: "had". */
  readonly beforeReporting: ReadonlySet<string>
  /** Words directly before a medium: "according to", "told". */
  readonly reportedBy: readonly string[]
  /** Words directly before a medium that somebody talks to, also an unknown one: "told". */
  readonly addressed: readonly string[]
  /** Words directly before a medium, and before places and days as well: "said on". */
  readonly aired: readonly string[]
  /** Words directly before a medium in which somebody writes: "wrote in". */
  readonly written: readonly string[]
  /**
   * Further such phrases, each a head with a link: "comments" and "to", "carried" and "by". Up to
   * two words of `insidePhrases` may stand between them: "comments sent later to".
   */
  readonly addressing: readonly {
    readonly place: AddressedPlace
    readonly heads: readonly string[]
    readonly links: readonly string[]
  }[]
  readonly insidePhrases: ReadonlySet<string>
  /** Verbs of writing, whose subject may follow before the medium: "writes Ada Lind in the". */
  readonly writing: readonly string[]
  /** Words of names that are no medium behind "said on": platforms, days, places. */
  readonly notAired: ReadonlySet<string>
  /** "It quoted", of a medium that the text names before; null where no words say so. */
  readonly quotingPronoun: RegExp | null
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
  /**
   * Words beside the name of the medium that publishes the article, as regular expressions: "the
   * Post understands", "when contacted by the Post".
   */
  readonly selfNaming: { readonly behind: readonly string[]; readonly before: readonly string[] }
  /** The parts of "She spoke to Ada Lind of the Harbour Post" above an interview. */
  readonly interviewed: {
    readonly verbs: readonly string[]
    readonly with: readonly string[]
    readonly of: readonly string[]
  }
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
  /**
   * Labels of lines that say who worked on the text, as regular expressions: "reporting by", "with
   * inputs from".
   */
  readonly creditLines: {
    readonly reporters: readonly string[]
    readonly editors: readonly string[]
    /** Before outlets whose copy was used. */
    readonly inputs: readonly string[]
    /** Before the publisher of the text. */
    readonly providers: readonly string[]
    /** Before an agency or a publisher: "Source: ". */
    readonly origins: readonly string[]
    /** Before photographers and owners of pictures. */
    readonly pictures: readonly string[]
    /** Behind people or outlets whose copy was used: "contributed to this report". */
    readonly contributed: readonly string[]
    /** Around outlets whose copy was used: "With … inputs". */
    readonly around: readonly [before: string, after: string]
  }
  /** Between who sends a text and who publishes it: "Distributed by Northern Wire on behalf of". */
  readonly onBehalf: readonly string[]
  /** A credit to nobody in particular: "pool". */
  readonly nobody: ReadonlySet<string>
}
