import type { QuotationKind } from './quotation.ts'
import type { SpeakerKind } from './speaker.ts'

/** What a person says of one quotation: laid over what was found. */
export interface Correction {
  /** Path of the article's file. */
  readonly article: string
  /** Id of the quotation. */
  readonly quotation: string
  /** Words with which the quotation begins, so that a correction never lands on another. */
  readonly words: string
  readonly change: CorrectionChange
  /** Line of `corrections.yaml`, from 1. */
  readonly line: number
}

export type CorrectionChange =
  | { readonly kind: 'REJECTED' }
  | {
      readonly kind: 'AMENDED'
      /** Full name; null for nobody; absent to leave the speaker as found. */
      readonly speaker?: string | null
      readonly quotationKind?: QuotationKind
    }

/** What a person says of one speaker, by whatever name articles use. */
export interface AuthorityEntry {
  readonly name: string
  readonly kind: SpeakerKind | null
  /** Names under which articles know the same speaker: these are merged. */
  readonly aliases: readonly string[]
  /** Pages about the speaker elsewhere. */
  readonly sameAs: readonly string[]
  /**
   * Beginnings of the paths to which the entry is confined, none for all: namesakes are split so.
   * The first is part of the speaker's identity.
   */
  readonly in: readonly string[]
}

/** Files that people keep beside the articles. */
export interface Annotations {
  readonly corrections: readonly Correction[]
  readonly authority: readonly AuthorityEntry[]
}
