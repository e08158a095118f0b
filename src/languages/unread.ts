import { createLexicon } from '../text/lexicon.ts'
import { english } from './en/index.ts'
import type { Language } from './language.ts'
import type { QuotationWords } from './quotation-words.ts'

const none = createLexicon(new Map())

const quotations: QuotationWords = {
  sentences: { titles: none, abbreviations: none, openers: none, clitics: null, marks: 'ANY' },
  wordClasses: none,
  cues: none,
  cueForms: [],
  factuality: none,
  nouns: none,
  prepositions: [],
  prepositionStarts: none,
  endings: { past: '\0', adverb: '\0', gerund: '\0', possessive: [] },
  labels: none,
  talks: none,
  talkVerbs: none,
  passedOn: none,
  opinions: none,
  relayPrepositions: none,
  relayLemmas: new Set(),
  citingLemmas: new Set(),
  answerLemmas: new Set(),
  hearingLemmas: new Set(),
  order: { bareClauses: false, cuesInsideMarks: false, dialogueDashes: false },
}

/** Names of months in the datelines of agencies, of which the first three letters count, too. */
const months = (
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre ' +
  'enero febrero abril mayo junio julio agosto octubre diciembre ' +
  'janeiro fevereiro março maio junho julho setembro outubro dezembro ' +
  'gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre ' +
  'januar februar märz juli oktober dezember januari februari maart mei augustus ' +
  'maj juni augusti desember'
).split(' ')

/**
 * For articles in a language without rules: text in quotation marks is a quotation without a speaker.
 * Media are recognised by name, and credits as agencies write them in English.
 */
export const unread: Language = {
  code: 'und',
  commonWords: new Set(),
  quotations,
  people: english.people,
  sources: { ...english.sources, months: [...english.sources.months, ...months] },
  dates: null,
}
