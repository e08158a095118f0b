import { defineQuotationWords } from '../define.ts'
import { WordClass } from '../quotation-words.ts'
import { cueGroups, nounLike } from './quotations/cues.ts'
import { inflect, irregularPasts } from './quotations/inflect.ts'
import {
  abbreviations,
  factuality,
  labels,
  nouns,
  openers,
  passedOn,
  opinions,
  prepositions,
  relayPrepositions,
  wordClasses,
  talks,
  talkVerbs,
  titleAbbreviations,
} from './quotations/word-classes.ts'

/** English words of saying. */
export const quotations = defineQuotationWords({
  sentences: { titles: titleAbbreviations, abbreviations, openers, clitics: null },
  wordClasses: [...wordClasses, [WordClass.VERB, irregularPasts.join(' ')]],
  factuality,
  cueGroups,
  nounLike,
  inflect,
  prepositions,
  relayLemmas: ['report', 'quote', 'cite', 'broadcast', 'carry', 'say', 'announce'],
  citingLemmas: ['quote', 'cite'],
  answerLemmas: ['answer', 'reply', 'respond', 'retort'],
  hearingLemmas: ['hear', 'tell'],
  lists: { nouns, talks, talkVerbs, passedOn, opinions, relayPrepositions, labels },
  endings: { past: 'ed', adverb: 'ly', gerund: 'ing', possessive: ["'s"] },
  order: { bareClauses: true, cuesInsideMarks: false, dialogueDashes: false },
})
