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

/** A publisher, agency, medium or owner of pictures. */
export interface SourceName {
  /** One identity for the whole archive. */
  readonly id: string
  readonly name: string
  readonly kind: SourceKind
  /** Abbreviations and short forms ("KCNA"). */
  readonly aliases: readonly string[]
}

/** The role of a source in an article, with its evidence. */
export interface ArticleSource {
  readonly source: SourceName
  readonly role: SourceRole
  /** In reading order; empty when the role is configured and not printed. */
  readonly evidence: readonly Span[]
}

/** A place in the text that names or describes a medium. */
export interface OutletMention {
  readonly span: Span
  /** Null when the medium is described and not named ("the North's state media"). */
  readonly source: SourceName | null
}
