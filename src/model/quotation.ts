import type { Span } from './span.ts'

/** DIRECT: all of the content in quotation marks; INDIRECT: none of it; MIXED: some of it. */
export type QuotationKind = 'DIRECT' | 'MIXED' | 'INDIRECT'

/** How the speaker of a quotation was found. */
export type SpeakerBasis = 'NAMED' | 'DESCRIBED' | 'PRONOUN' | 'CONTINUATION' | 'CORRECTED' | 'NONE'

/** How the words at the cue refer to the speaker. */
export type Naming = 'NAMED' | 'DESCRIBED' | 'ANONYMOUS' | 'NONE'

/**
 * Whether the article states that the words were said. NOT_SAID: it states the contrary ("never
 * said"). UNCERTAIN: expected, asked for, supposed, conditional or alleged words.
 */
export type Factuality = 'SAID' | 'NOT_SAID' | 'UNCERTAIN'

/** Confidence tier of a quotation with its speaker. */
export type Tier = 'HIGH' | 'MEDIUM' | 'LOW'

/** The words that report speech: "said", "according to". */
export interface Cue {
  readonly span: Span
  /** Dictionary form: `say` for "said", `according to`. */
  readonly lemma: string
}

/** A medium that passed the words on. */
export interface Relay {
  /** Id of the source; null when it is described and not named ("state media"). */
  readonly source: string | null
  /** The words that show it. */
  readonly span: Span
}

/** Whose words they are and how that was found: exactly one speaker with a basis, or none. */
export type Attribution =
  | {
      readonly basis: Exclude<SpeakerBasis, 'NONE'>
      /** Id of a speaker in the article's own table. */
      readonly speaker: string
      readonly candidates: readonly []
    }
  | {
      readonly basis: 'NONE'
      readonly speaker: null
      /** Ids of the speakers that the text allows without deciding between them. */
      readonly candidates: readonly string[]
    }

export interface Quotation {
  /** Where the article prints the same words again; absent when it does not. */
  readonly repeats?: readonly Span[]
  /** Stable: derived from the article, the words and which occurrence of them this is. */
  readonly id: string
  readonly kind: QuotationKind
  /** The words said, in reading order; more than one span where a cue or paragraph splits them. */
  readonly content: readonly Span[]
  /** Null where the text has none. */
  readonly cue: Cue | null
  /** The words that name or describe who is quoted; null where the text has none. */
  readonly mention: Span | null
  readonly attribution: Attribution
  readonly naming: Naming
  readonly factuality: Factuality
  /** Outermost first. */
  readonly relays: readonly Relay[]
  readonly tier: Tier
  /** 0 to 1: the measured share of right words with the right speaker. */
  readonly confidence: number
  /** 0 to 1: the measured share of words that are somebody's. */
  readonly wordsConfidence: number
  /** 0 to 1: the measured share of right speakers where the words are right; null without a speaker. */
  readonly speakerConfidence: number | null
  /** Name of the rule that found it. */
  readonly rule: string
  /** Index of the paragraph in which the content begins. */
  readonly paragraph: number
}
