import type { Span } from './span.ts'

/** DIRECT: all of the content in quotation marks; INDIRECT: none of it; MIXED: some of it. */
export type QuotationKind = 'DIRECT' | 'MIXED' | 'INDIRECT'

/** How a quotation found its speaker. */
export type SpeakerBasis = 'NAMED' | 'DESCRIBED' | 'PRONOUN' | 'CONTINUATION' | 'CORRECTED' | 'NONE'

/** How the words at the cue name the voice. */
export type Naming = 'NAMED' | 'DESCRIBED' | 'ANONYMOUS' | 'NONE'

/** How sure the way is in which a quotation was found; HIGH only where two independent signs agree. */
export type Tier = 'HIGH' | 'MEDIUM' | 'LOW'

/** The words of saying. */
export interface Cue {
  readonly span: Span
  /** Dictionary form: `say` for "said", `according to`. */
  readonly lemma: string
}

/** A medium that passed the words on. */
export interface Relay {
  /** Id of the source; null when it is described and not named ("state media"). */
  readonly source: string | null
  /** The words that prove it. */
  readonly span: Span
}

/** Whom the words are from, and how we know. No speaker, or exactly one with a basis. */
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
      /** Ids of the speakers between whom the text does not decide. */
      readonly candidates: readonly string[]
    }

export interface Quotation {
  /** Stable: derived from the article, the words and which occurrence of them this is. */
  readonly id: string
  readonly kind: QuotationKind
  /** The words said, in reading order; more than one span where a cue or paragraph splits them. */
  readonly content: readonly Span[]
  /** Null where none stands. */
  readonly cue: Cue | null
  /** The words that name who is quoted; null where none stand. */
  readonly mention: Span | null
  readonly attribution: Attribution
  readonly naming: Naming
  /** Outermost first. */
  readonly relays: readonly Relay[]
  readonly tier: Tier
  /** 0 to 1: the measured accuracy of the rule that answered. */
  readonly confidence: number
  /** Name of the rule that answered. */
  readonly rule: string
  /** Index of the paragraph in which the content begins. */
  readonly paragraph: number
}
