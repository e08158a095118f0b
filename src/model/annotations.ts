import type { Stamp } from './article.ts'
import type { QuotationKind } from './quotation.ts'
import type { SpeakerKind } from './speaker.ts'

/** A person's correction. */
export type Correction = QuotationCorrection | ArticleCorrection

export interface QuotationCorrection {
  readonly of: 'QUOTATION'
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

/** What is absent is not corrected. */
export interface ArticleCorrection {
  readonly of: 'ARTICLE'
  /** Path of the article's file. */
  readonly article: string
  /** Id of the article; null for every article of the file. */
  readonly id: string | null
  /** First words of the body, so that a correction is never applied to another text; null for any text. */
  readonly words: string | null
  /** Null when the time is unknown. */
  readonly published?: Pick<Stamp, 'local' | 'precision' | 'zone'> | null
  /** BCP 47 tag. */
  readonly language?: string
  readonly publisher?: string
  /** Line of `corrections.yaml`, from 1. */
  readonly line: number
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

/** The files that people correct readings with. */
export type CorrectionFile = 'corrections.yaml' | 'speakers.yaml'

/** Who changed a file, when and why. */
interface Signature {
  readonly by?: string
  /** ISO 8601, in UTC. */
  readonly at?: string
  readonly note?: string
}

/** An entry of `corrections.yaml` as it is written, its members in the order of the file. */
export type CorrectionEntry = QuotationEntry | ArticleEntry

export interface QuotationEntry extends Signature {
  readonly article: string
  /** Id of the quotation, as GraphQL gives it. */
  readonly quotation: string
  readonly words: string
  /** Full name; null for no speaker. */
  readonly speaker?: string | null
  readonly kind?: QuotationKind
  readonly rejected?: true
}

export interface ArticleEntry extends Signature {
  readonly article: string
  /** Id of the article, as GraphQL gives it; absent for every article of the file. */
  readonly id?: string
  readonly words?: string
  /** A day, or a wall clock with or without a zone; null for an unknown time. */
  readonly published?: string | null
  readonly language?: string
  readonly publisher?: string
}

/** An entry of `speakers.yaml` as it is written. */
export interface SpeakerEntry extends Signature {
  readonly name: string
  readonly aliases: readonly string[]
}

/** CONFLICT: the file is not the expected one, and stays as it is. */
export interface SaveResult {
  readonly kind: 'WRITTEN' | 'CONFLICT'
  readonly file: CorrectionFile
  /** Of the file now. */
  readonly hash: string
}

/** The files of an archive that one caller may correct. */
export interface CorrectionDesk {
  /** Name of the caller; null for one who may not correct. */
  editor(): string | null | Promise<string | null>
  hashOf(file: CorrectionFile): string
  /** The entries of `corrections.yaml`, in the order of the file. */
  entries(): readonly (CorrectionEntry & { readonly line: number })[]
  /** @param expected - hash of the file that the change was made for; null for any */
  saveCorrection(entry: CorrectionEntry, expected: string | null): Promise<SaveResult>
  saveSpeaker(entry: SpeakerEntry, expected: string | null): Promise<SaveResult>
}
