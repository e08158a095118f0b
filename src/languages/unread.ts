import { createLexicon } from '../text/lexicon.ts'
import { english } from './en/index.ts'
import type { Language } from './language.ts'
import type { QuotationWords } from './quotation-words.ts'

const none = createLexicon(new Map())

const quotations: QuotationWords = {
  sentences: { titles: none, abbreviations: none, openers: none, clitics: null },
  wordClasses: none,
  cues: none,
  cueForms: [],
  nouns: none,
  prepositions: [],
  prepositionStarts: none,
  endings: { past: '\0', adverb: '\0', gerund: '\0', possessive: [] },
  labels: none,
  talks: none,
  opinions: none,
  relayPrepositions: none,
  relayLemmas: new Set(),
  citingLemmas: new Set(),
  order: { bareClauses: false, cuesInsideMarks: false, dialogueDashes: false },
}

/**
 * For articles in a language without rules: text in quotation marks is a quotation without a speaker.
 * Media are recognised by name, and credits as agencies write them in English.
 */
export const unread: Language = {
  code: 'und',
  commonWords: new Set(),
  quotations,
  people: english.people,
  sources: english.sources,
  dates: null,
}
