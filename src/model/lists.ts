import type { DateForm, DatePrecision, DateRelation, DateType } from './date.ts'
import type { Origin } from './origin.ts'
import type { Severity } from './problem.ts'
import type { Factuality, Naming, QuotationKind, SpeakerBasis, Tier } from './quotation.ts'
import type { SourceKind, SourceRole } from './source.ts'
import type { SpeakerKind } from './speaker.ts'

/**
 * Filters, orders, facets and pages of the archive's lists.
 *
 * Members of a filter that are present are ANDed; a member with several values matches any of them.
 * Ids are local ids, never names.
 */
export interface DayRange {
  /** `YYYY-MM-DD`, both ends included; null when open. */
  readonly from: string | null
  readonly until: string | null
}

export interface SourceMatch {
  readonly ids: readonly string[]
  /** Any role when absent. */
  readonly roles?: readonly SourceRole[] | undefined
}

export interface ArticleFilter {
  /** Full text: words, "phrases" and prefix*, all of which must occur. */
  readonly words?: string | undefined
  /** Beginning of the path: a folder or a file. */
  readonly path?: string | undefined
  /** By the printed wall clock. */
  readonly published?: DayRange | undefined
  readonly languages?: readonly string[] | undefined
  readonly source?: SourceMatch | undefined
  /** Quoted in the article. */
  readonly speakers?: readonly string[] | undefined
  /** Of severity WARNING or ERROR, of the article or of its file. */
  readonly hasProblems?: boolean | undefined
  /** Names a date whose interval touches the range. */
  readonly mentionsDate?: DayRange | undefined
  readonly origins?: readonly Origin[] | undefined
  /** Of each group of copies, only the earliest article that matches the rest of the filter. */
  readonly copies?: 'FIRST_ONLY' | undefined
}

export interface QuotationFilter {
  /** Full text over the words said. */
  readonly words?: string | undefined
  /** Sets of phrases: all phrases of any set must occur in the words said. Instead of `words`. */
  readonly phrases?: readonly (readonly string[])[] | undefined
  readonly speakers?: readonly string[] | undefined
  readonly relays?: readonly string[] | undefined
  readonly kinds?: readonly QuotationKind[] | undefined
  readonly namings?: readonly Naming[] | undefined
  readonly bases?: readonly SpeakerBasis[] | undefined
  readonly factualities?: readonly Factuality[] | undefined
  readonly tiers?: readonly Tier[] | undefined
  readonly minConfidence?: number | undefined
  readonly maxConfidence?: number | undefined
  readonly article?: ArticleFilter | undefined
  /**
   * Of the quotations with the same words and speaker in a group of copies, only the earliest one that
   * matches the rest of the filter.
   */
  readonly copies?: 'FIRST_ONLY' | undefined
}

export interface SpeakerFilter {
  /** Every word must begin a word of the name or of an alias. */
  readonly name?: string | undefined
  readonly kinds?: readonly SpeakerKind[] | undefined
  /** Has at least one quotation that matches. */
  readonly quoted?: QuotationFilter | undefined
}

export interface SourceFilter {
  readonly name?: string | undefined
  readonly kinds?: readonly SourceKind[] | undefined
  /** Has one of these roles in some article. */
  readonly roles?: readonly SourceRole[] | undefined
  /** Is a source of at least one article that matches. */
  readonly article?: ArticleFilter | undefined
}

export interface DateFilter {
  readonly types?: readonly DateType[] | undefined
  readonly forms?: readonly DateForm[] | undefined
  readonly relations?: readonly DateRelation[] | undefined
  readonly precisions?: readonly DatePrecision[] | undefined
  /** The interval it covers touches the range. */
  readonly covers?: DayRange | undefined
  readonly article?: ArticleFilter | undefined
}

export interface PictureFilter {
  /** Owner of the picture. */
  readonly credits?: readonly string[] | undefined
  /** Full text over caption and credit. */
  readonly words?: string | undefined
  readonly isFilePhoto?: boolean | undefined
  readonly article?: ArticleFilter | undefined
}

export interface ProblemFilter {
  readonly codes?: readonly string[] | undefined
  readonly severities?: readonly Severity[] | undefined
  readonly path?: string | undefined
}

/** Filter, order fields, facets and owners of each list. */
export interface Lists {
  articles: {
    filter: ArticleFilter
    order: 'PUBLISHED' | 'PATH' | 'HEADLINE' | 'WORD_COUNT' | 'RELEVANCE'
    facet:
      | 'PUBLISHER'
      | 'WIRE_AGENCY'
      | 'RELAY'
      | 'PICTURE_CREDIT'
      | 'AUTHOR'
      | 'SPEAKER'
      | 'LANGUAGE'
      | 'ORIGIN'
    /** speaker: quoted in the article. source: a source of the article (`roles`). */
    owner: 'speaker' | 'source'
  }
  quotations: {
    filter: QuotationFilter
    /** TEXT: reading order inside an article, articles by path. */
    order: 'PUBLISHED' | 'TEXT' | 'CONFIDENCE' | 'WORD_COUNT' | 'RELEVANCE'
    facet:
      | 'SPEAKER'
      | 'KIND'
      | 'NAMING'
      | 'BASIS'
      | 'FACTUALITY'
      | 'TIER'
      | 'RELAY'
      | 'PUBLISHER'
      | 'WIRE_AGENCY'
    /** source: relayed by it. */
    owner: 'article' | 'speaker' | 'source'
  }
  /** Who is quoted in some article; not who is a candidate only. */
  speakers: {
    filter: SpeakerFilter
    order: 'NAME' | 'QUOTATIONS' | 'LAST_QUOTED'
    facet: never
    /** article: quoted in it. speaker: others quoted in the same articles. */
    owner: 'article' | 'speaker'
  }
  /** Publishers, agencies, relays, authors, and credits of pictures. */
  sources: {
    filter: SourceFilter
    order: 'NAME' | 'ARTICLES'
    facet: never
    owner: never
  }
  dates: {
    filter: DateFilter
    /** DATE: first day covered. TEXT: as for quotations. */
    order: 'DATE' | 'PUBLISHED' | 'TEXT' | 'CERTAINTY'
    facet: 'TYPE' | 'FORM' | 'RELATION' | 'PRECISION' | 'VALUE'
    owner: 'article'
  }
  pictures: {
    filter: PictureFilter
    order: 'PUBLISHED' | 'TEXT'
    facet: never
    /** source: credited to it. */
    owner: 'source'
  }
  problems: {
    filter: ProblemFilter
    order: 'SEVERITY' | 'PATH'
    facet: never
    owner: never
  }
}

export type ListName = keyof Lists

/** The lists that can be counted by facet and by time. */
export type CountedList = 'articles' | 'quotations' | 'dates'

/** A list with its filter: of the whole archive, or of one owner at a time. */
export interface ListSet<L extends ListName> {
  readonly list: L
  readonly filter: Lists[L]['filter']
  /** Null for the whole archive, whose owner key is the empty string. */
  readonly owner: Lists[L]['owner'] | null
  /** With owner `source` of articles: roles of the source; any when empty. */
  readonly roles: readonly SourceRole[]
}

export interface Order<Field extends string = string> {
  readonly field: Field
  readonly descending: boolean
}

/** Keyset cursor: the values of the order's fields, then the id. The row may be gone since. */
export type Keyset = readonly (string | number)[]

/** The part of a list that a page shows. `backwards` takes the last `limit` items before `before`. */
export interface Window<Field extends string = string> {
  /**
   * Never empty; ties are broken by id. Unknown values come first in ascending order. Names and
   * headlines are compared by `nameKey`.
   */
  readonly order: readonly Order<Field>[]
  readonly limit: number
  readonly after: Keyset | null
  readonly before: Keyset | null
  readonly backwards: boolean
}

export interface ListItem {
  readonly id: string
  /** Id of the containing article; its own for an article; null for speakers, sources, file problems. */
  readonly article: string | null
  /** Index in that article of a quotation, a date or a picture; null for everything else. */
  readonly position: number | null
  readonly keyset: Keyset
  /** BM25, larger is better; null unless the order is RELEVANCE. */
  readonly score: number | null
}

/** With no items, there are more after when the list has members there. */
export interface Page {
  readonly items: readonly ListItem[]
  readonly hasMoreBefore: boolean
  readonly hasMoreAfter: boolean
}

/** A value that members of the set have, with the number of members. */
export interface Facet {
  /** Enum value, language tag, TIMEX3 value, or id of a speaker or source. */
  readonly value: string
  /** Name of the speaker or source; else the value. */
  readonly label: string
  readonly count: number
  /** Words in these quotations or articles; null for dates. */
  readonly words: number | null
}

export type Interval = 'DAY' | 'WEEK' | 'MONTH' | 'YEAR'

/** One interval with at least one member; first and last day, both included. ISO weeks. */
export interface TimelineBucket {
  readonly from: string
  readonly until: string
  readonly count: number
}
