import type { Span } from './span.ts'

export type SpeakerKind = 'PERSON' | 'ORGANIZATION' | 'GROUP'

/** A role as the text gives it ("Chinese President"), and where. */
export interface RoleMention {
  readonly text: string
  readonly span: Span
}

/** Somebody who speaks in an article, as this one article knows them. */
export interface ArticleSpeaker {
  /**
   * One identity for the whole archive when a full name is known. Somebody whom the article names
   * by a bare surname keeps an identity of that article alone: surnames are never merged.
   */
  readonly id: string
  readonly name: string
  readonly kind: SpeakerKind
  /** Other words under which the text names them ("Xi"), the name itself left out. */
  readonly aliases: readonly string[]
  readonly roles: readonly RoleMention[]
  /** Pages about them elsewhere; only people say so, in `speakers.yaml`. */
  readonly sameAs?: readonly string[]
}
