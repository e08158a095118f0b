/**
 * The share of quotations whose words are somebody's, by rule, by tier of the rule and by presence of
 * quotation marks. Measured on PolNeAR's training part and the development part of the gold corpus;
 * `npm run eval -- reliability` compares it with what is right.
 */
export const wordsAccuracy: Readonly<Record<string, number>> = {
  'according-to MEDIUM marked': 0.78,
  'according-to MEDIUM unmarked': 0.8,
  'announced MEDIUM marked': 0.95,
  'clause-around-cue MEDIUM marked': 0.92,
  'clause-around-cue MEDIUM unmarked': 0.72,
  'clause-then-cue HIGH marked': 0.98,
  'clause-then-cue MEDIUM unmarked': 0.88,
  'continuation MEDIUM marked': 0.96,
  'cue-then-clause MEDIUM marked': 0.73,
  'cue-then-clause MEDIUM unmarked': 0.77,
  'cue-then-mixed HIGH marked': 0.97,
  'cue-then-mixed MEDIUM marked': 0.92,
  'cue-then-quotation HIGH marked': 0.99,
  'cue-then-quotation MEDIUM marked': 0.98,
  'name-and-colon MEDIUM marked': 0.82,
  'noun-of-speech LOW marked': 0.9,
  'open-verb-quotation LOW marked': 0.92,
  'question-and-answer LOW unmarked': 0.5,
  'quotation-name-verb HIGH marked': 0.99,
  'quotation-name-verb MEDIUM marked': 0.98,
  'quotation-verb-name HIGH marked': 0.99,
  'quotation-verb-name MEDIUM marked': 0.98,
  'quoted-as-saying MEDIUM marked': 0.9,
  'quoted-as-saying MEDIUM unmarked': 0.85,
  'transcript-turn MEDIUM marked': 0.75,
  'transcript-turn MEDIUM unmarked': 0.7,
}

/** How the text refers to the speaker of a quotation, as far as it changes how often that is right. */
export type ReferenceKind =
  /** A person with a name of two words or more, or of one. */
  | 'FULL_NAME'
  | 'SINGLE_NAME'
  | 'BODY_LONG_NAME'
  | 'BODY_SHORT_NAME'
  /** A pronoun after the name in its paragraph. */
  | 'PRONOUN_NEAR'
  /** A pronoun for the speaker of the quotation before. */
  | 'PRONOUN_SAME_VOICE'
  | 'PRONOUN_FAR'
  | 'BODY_PRONOUN_NEAR'
  | 'BODY_PRONOUN_FAR'
  | 'DESCRIPTION'
  | 'BODY_DESCRIPTION'
  | 'CONTINUATION'
  /** Without a speaker: words that name nobody, a description or name that fits nobody, no words. */
  | 'ANONYMOUS'
  | 'UNRESOLVED_DESCRIPTION'
  | 'UNRESOLVED_NAME'
  | 'NO_MENTION'

/**
 * The share of quotations with the right speaker by name, or rightly without one, of those whose
 * words are right. Measured on the development part of the gold corpus.
 */
export const speakerAccuracy: Readonly<Record<ReferenceKind, number>> = {
  FULL_NAME: 0.98,
  SINGLE_NAME: 0.6,
  BODY_LONG_NAME: 0.95,
  BODY_SHORT_NAME: 0.78,
  PRONOUN_NEAR: 0.98,
  PRONOUN_SAME_VOICE: 0.92,
  PRONOUN_FAR: 0.57,
  BODY_PRONOUN_NEAR: 0.91,
  BODY_PRONOUN_FAR: 0.45,
  DESCRIPTION: 0.78,
  BODY_DESCRIPTION: 0.84,
  CONTINUATION: 0.95,
  ANONYMOUS: 0.78,
  UNRESOLVED_DESCRIPTION: 0.4,
  UNRESOLVED_NAME: 0.3,
  NO_MENTION: 0.22,
}
