import type { Span } from './span.ts'

export type ParagraphKind = 'HEADLINE' | 'BYLINE' | 'DATELINE' | 'CAPTION' | 'TEXT' | 'SIGN_OFF'

export interface Paragraph {
  readonly kind: ParagraphKind
  readonly span: Span
  /** Where the credit of a caption stands, without brackets and "Photo:"; absent when unknown. */
  readonly credit?: Span
  /** Where the same paragraph of text is printed again; absent when it is not. */
  readonly repeats?: readonly Span[]
}

/** The time of publication as the file prints it, before any zone is known. */
export interface Stamp {
  /** The words in the body, null when the time was read elsewhere (a file name). */
  readonly literal: Span | null
  /** Wall clock, `YYYY-MM-DDTHH:MM:SS`; midnight where only a day is printed. */
  readonly local: string
  readonly precision: StampPrecision
  /** An offset or zone printed with it: `Z`, `+09:00`, `KST`. */
  readonly zone: string | null
  readonly basis: DateBasis
}

/** Where the date of publication was read. */
export type DateBasis = 'HEADER' | 'DATELINE' | 'META' | 'FILE_NAME' | 'CORRECTED'

export type StampPrecision = 'DAY' | 'MINUTE' | 'SECOND'

/** What a time that a file states is for. */
export type TimeRole = 'CREATED' | 'PUBLISHED' | 'UPDATED' | 'EMBARGOED' | 'EXPIRES'

/** A time as the file states it, before any zone is known. */
export interface StatedTime {
  readonly role: TimeRole
  /** The value as printed. */
  readonly literal: string
  /** Where it is printed in the body; null when it is outside of it. */
  readonly span: Span | null
  /** The field or place that states it: `date.issue`, `LOAD-DATE`, `file name`. */
  readonly source: string
  /** Wall clock, `YYYY-MM-DDTHH:MM:SS`; midnight where only a day is printed. */
  readonly local: string
  readonly precision: StampPrecision
  /** An offset or zone printed with it: `Z`, `+09:00`, `KST`. */
  readonly zone: string | null
}

/**
 * Which stretches of a body are verbatim in the file. Body text outside of every stretch has no
 * place in the file: the file spells it with entities or escapes, or it is compressed.
 */
export interface SourceMap {
  readonly encoding: string
  /** In reading order, without overlap. */
  readonly stretches: readonly SourceStretch[]
}

/** `start` and `end` are offsets in the body; line and column of the file count from 1, bytes from 0. */
export type SourceStretch = readonly [
  start: number,
  end: number,
  line: number,
  column: number,
  byte: number,
]

/** What a file may state of an item beside its text. */
export interface ItemFacts {
  /** An absolute http(s) address. */
  readonly url: string | null
  /** BCP 47 tag the file states; null when it states none. */
  readonly language: string | null
  /** Publisher the file states; null when it states none. */
  readonly publisher: string | null
  /** Agency that delivered the item; null when the file names none, or only the publisher. */
  readonly provider: string | null
  readonly section: string | null
  readonly keywords: readonly string[]
  /** Copyright line or usage terms, as printed. */
  readonly rights: string | null
  /** The item's own id, unique within its provider. */
  readonly itemId: string | null
  /** Version of the item; greater numbers are newer. */
  readonly itemVersion: string | null
  /** WITHDRAWN: the provider cancelled or killed the item. */
  readonly status: 'USABLE' | 'WITHDRAWN'
  /** Every time that the file states, publication included. */
  readonly times: readonly StatedTime[]
  /** PRESENT: the text carries a C2PA manifest, which is not checked. */
  readonly provenance: 'PRESENT' | null
}

/** The facts of an item of which the file states nothing. */
export const noFacts: ItemFacts = {
  url: null,
  language: null,
  publisher: null,
  provider: null,
  section: null,
  keywords: [],
  rights: null,
  itemId: null,
  itemVersion: null,
  status: 'USABLE',
  times: [],
  provenance: null,
}

/**
 * One news item as a format reads it: the structure, before anything is understood.
 *
 * `body` is the one normalised text that every span points into: LF line ends, no byte order
 * mark, headline included. Paragraphs are in reading order, do not overlap and are not empty.
 */
export interface Article extends ItemFacts {
  readonly path: string
  /** The item's stable name inside a file that holds many; empty when the file is the article. */
  readonly key: string
  readonly body: string
  readonly headline: Span | null
  readonly byline: Span | null
  /** The dateline, where the file marks it; null leaves it to be found in the text. */
  readonly dateline: Span | null
  readonly paragraphs: readonly Paragraph[]
  /** The time of publication among `times`. */
  readonly stamp: Stamp | null
  /** Null where no stretch of the body is verbatim in the file. */
  readonly sourceMap: SourceMap | null
}
