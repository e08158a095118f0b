import type { Span } from './span.ts'

export type SpeakerKind = 'PERSON' | 'ORGANIZATION' | 'GROUP'

/** A role as the text gives it ("Chinese President"), and where. */
export interface RoleMention {
  readonly text: string
  readonly span: Span
}

/** A speaker with the facts of one article. */
export interface ArticleSpeaker {
  /**
   * One identity in the whole archive when a full name is known. A speaker of whom the article gives
   * only the surname has an identity of that article alone: surnames are never merged.
   */
  readonly id: string
  readonly name: string
  readonly kind: SpeakerKind
  /** Other words under which the text names them ("Xi"), the name itself left out. */
  readonly aliases: readonly string[]
  readonly roles: readonly RoleMention[]
  /** Pages about the speaker elsewhere, from `speakers.yaml`. */
  readonly sameAs?: readonly string[]
}
