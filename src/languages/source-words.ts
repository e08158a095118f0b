import type { SourceKind } from '../model/source.ts'

/**
 * What has to stand beside a name before its last word makes it a medium. NOTHING: "Selm Gazette".
 * ARTICLE: "the Harbour Post", not "Trading Post". REPORT: "the Morning Star reported".
 */
export type NameProof = 'NOTHING' | 'ARTICLE' | 'REPORT'

/**
 * Words that introduce agencies, papers, broadcasters and credits.
 *
 * Everything is in lower case, also the words that names are made of.
 */
export interface SourceWords {
  /** Nouns that say what a medium is: "news agency", "newspaper". */
  readonly nouns: ReadonlyMap<string, SourceKind>
  /** Those that are also a thing or a quality: "television", "daily". */
  readonly massNouns: ReadonlySet<string>
  /** Nouns for several media at once: "media", "newspapers". */
  readonly plurals: ReadonlySet<string>
  /** Short nouns that take up a medium named before, and the kinds they fit: "the agency". */
  readonly shortNouns: ReadonlyMap<string, readonly SourceKind[]>
  /** Before a noun, these make it a medium of the state: "state-run". */
  readonly stateWords: ReadonlySet<string>
  /** Before a noun, these tell one medium from another: "local", "pro-government". */
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
  /** Last words of bodies, which are media when one of `bodyWords` stands before: "agency". */
  readonly bodies: ReadonlySet<string>
  readonly bodyWords: ReadonlyMap<string, SourceKind>
  /** Owners that are part of a name: "People's". */
  readonly nameOwners: ReadonlySet<string>
  /** Capitalised words that are no name or do not belong to one: "Monday", "According". */
  readonly notNames: ReadonlySet<string>
  /** Verbs of a medium, right behind its name: "reported". */
  readonly reporting: ReadonlySet<string>
  /** Words right before a medium: "according to", "told". */
  readonly reportedBy: readonly string[]
  /** Further words that may stand behind a medium; any other noun makes it part of another thing. */
  readonly followers: ReadonlySet<string>
  /** Behind a name these make another thing of it: "Institute", "Square". */
  readonly otherThings: ReadonlySet<string>
  /** Names of months, whole; their first three letters count too. */
  readonly months: readonly string[]

  /** Stand before authors: "by". Several may stand in a row. */
  readonly bylineLabels: readonly string[]
  /** What authors are: "staff reporter". */
  readonly trades: readonly string[]
  readonly conjunctions: readonly string[]
  /** Say that a picture comes from the files: "file photo". */
  readonly fileWords: readonly string[]
  /** Stand before the owner of a picture: "courtesy of", "photo by". */
  readonly creditLabels: readonly string[]
  /** Stand between two owners: "Mira Tan via Northern Wire". */
  readonly creditLinks: readonly string[]
  /** Stand beside an owner and name nobody: "handout", "photo". */
  readonly creditWords: readonly string[]
  /** A credit to nobody in particular: "pool". */
  readonly nobody: ReadonlySet<string>
}
