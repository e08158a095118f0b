import type { DateBasis } from './published.ts'
import type { Span } from './span.ts'

export type ParagraphKind = 'HEADLINE' | 'BYLINE' | 'CAPTION' | 'TEXT' | 'SIGN_OFF'

export interface Paragraph {
  readonly kind: ParagraphKind
  readonly span: Span
  /** Where the credit of a caption stands, without brackets and "Photo:"; absent when unknown. */
  readonly credit?: Span
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

export type StampPrecision = 'DAY' | 'MINUTE' | 'SECOND'

/**
 * One news item as a format reads it: the structure, before anything is understood.
 *
 * `body` is the one normalised text that every span points into: LF line ends, no byte order
 * mark, headline included. Paragraphs are in reading order, do not overlap and are not empty.
 */
export interface Article {
  readonly path: string
  /** The item's stable name inside a file that holds many; empty when the file is the article. */
  readonly key: string
  readonly body: string
  readonly headline: Span | null
  readonly byline: Span | null
  readonly paragraphs: readonly Paragraph[]
  readonly stamp: Stamp | null
  readonly url: string | null
  /** BCP 47 tag the file states; null when it states none. */
  readonly language: string | null
  /** Publisher the file states; null when it states none. */
  readonly publisher: string | null
}
