import type { Span } from './span.ts'

export type SourceKind =
  | 'PUBLISHER'
  | 'WIRE_AGENCY'
  | 'STATE_MEDIA'
  | 'BROADCASTER'
  | 'PICTURE_AGENCY'
  | 'PERSON'
  | 'OTHER'

export type SourceRole = 'PUBLISHER' | 'WIRE_AGENCY' | 'RELAY' | 'PICTURE_CREDIT' | 'AUTHOR'

/** Where words or pictures come from, in the newsroom's sense. */
export interface SourceName {
  /** One identity for the whole archive. */
  readonly id: string
  readonly name: string
  readonly kind: SourceKind
  /** Abbreviations and short forms ("KCNA"). */
  readonly aliases: readonly string[]
}

/** A part that a source plays in an article, with the words that prove it. */
export interface ArticleSource {
  readonly source: SourceName
  readonly role: SourceRole
  /** In reading order; empty when the part is configured and not printed. */
  readonly evidence: readonly Span[]
}

/** A place in the text that names or describes a medium. */
export interface OutletMention {
  readonly span: Span
  /** Null when the medium is described and not named ("the North's state media"). */
  readonly source: SourceName | null
}
