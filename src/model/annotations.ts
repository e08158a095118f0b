import type { QuotationKind } from './quotation.ts'
import type { SpeakerKind } from './speaker.ts'

/** A person's correction of one quotation. */
export interface Correction {
  /** Path of the article's file. */
  readonly article: string
  /** Id of the quotation. */
  readonly quotation: string
  /** First words of the quotation, so that a correction is never applied to another one. */
  readonly words: string
  readonly change: CorrectionChange
  /** Line of `corrections.yaml`, from 1. */
  readonly line: number
}

export type CorrectionChange =
  | { readonly kind: 'REJECTED' }
  | {
      readonly kind: 'AMENDED'
      /** Full name; null for no speaker; absent to keep the extracted speaker. */
      readonly speaker?: string | null
      readonly quotationKind?: QuotationKind
    }

/** A person's entry for one speaker. */
export interface AuthorityEntry {
  readonly name: string
  readonly kind: SpeakerKind | null
  /** Other names of the same speaker in articles: they are merged. */
  readonly aliases: readonly string[]
  /** Pages about the speaker elsewhere. */
  readonly sameAs: readonly string[]
  /**
   * Path prefixes of the articles that the entry is for, none for all articles: this separates
   * namesakes. The first prefix is part of the speaker's identity.
   */
  readonly in: readonly string[]
}

/** The content of `corrections.yaml` and `speakers.yaml`. */
export interface Annotations {
  readonly corrections: readonly Correction[]
  readonly authority: readonly AuthorityEntry[]
}
