/**
 * The measured precision of each rule (content and speaker together), by tier and by presence of
 * quotation marks. Written by `npm run eval -- quotations --record`.
 */
export const measured: Readonly<Record<string, number>> = {
  'according-to MEDIUM marked': 0.87,
  'according-to MEDIUM unmarked': 0.84,
  'announced MEDIUM marked': 0.86,
  'clause-around-cue MEDIUM marked': 0.88,
  'clause-around-cue MEDIUM unmarked': 0.67,
  'clause-then-cue HIGH marked': 0.92,
  'clause-then-cue MEDIUM unmarked': 0.81,
  'continuation MEDIUM marked': 0.82,
  'cue-then-clause MEDIUM marked': 0.57,
  'cue-then-clause MEDIUM unmarked': 0.7,
  'cue-then-mixed HIGH marked': 0.94,
  'cue-then-mixed MEDIUM marked': 0.74,
  'cue-then-quotation HIGH marked': 0.96,
  'cue-then-quotation MEDIUM marked': 0.82,
  'name-and-colon MEDIUM marked': 0.88,
  'noun-of-speech LOW marked': 0.72,
  'open-verb-quotation LOW marked': 0.78,
  'question-and-answer LOW unmarked': 0,
  'quotation-name-verb HIGH marked': 0.99,
  'quotation-name-verb MEDIUM marked': 0.29,
  'quotation-open-verb MEDIUM marked': 0.93,
  'quotation-verb-name HIGH marked': 0.99,
  'transcript-turn MEDIUM unmarked': 0.56,
}
