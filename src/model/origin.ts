import type { Span } from './span.ts'

/** OWN: by an author of the publisher. WIRE: from an agency. MIXED: from both. */
export type Origin = 'OWN' | 'WIRE' | 'MIXED' | 'UNKNOWN'

/** What shows where a text comes from. */
export interface OriginEvidence {
  /** CREDIT: an agency named at the end or in a line of thanks, beside other words. */
  readonly kind: 'DATELINE' | 'SIGN_OFF' | 'BYLINE' | 'CREDIT' | 'PROVIDER' | 'PUBLISHER'
  /** Id of the agency or author. */
  readonly source: string
  /** Null where the file states it outside of the text. */
  readonly span: Span | null
}

/** The origin that an article itself shows. */
export interface OwnOrigin {
  readonly value: Origin
  readonly evidence: readonly OriginEvidence[]
}

/** The origin of an article in its archive. */
export interface ArticleOrigin {
  readonly value: Origin
  /** The earliest wire story that the article is a copy of; null when it is no copy of one. */
  readonly copyOf: string | null
}
