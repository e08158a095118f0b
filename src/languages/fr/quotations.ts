import { defineQuotationWords, wordList } from '../define.ts'
import { cueGroups, nounLike } from './quotations/cues.ts'
import { inflect } from './quotations/inflect.ts'
import {
  abbreviations,
  factuality,
  labels,
  nouns,
  openers,
  opinions,
  prepositions,
  relayPrepositions,
  wordClasses,
  talks,
  titleAbbreviations,
} from './quotations/word-classes.ts'

/** French words of saying. */
export const quotations = defineQuotationWords({
  sentences: {
    titles: titleAbbreviations,
    abbreviations,
    openers,
    clitics: {
      before: new Set(
        wordList("l' d' qu' j' n' s' c' m' t' lorsqu' puisqu' jusqu' quoiqu' presqu'"),
      ),
      behind: new Set(wordList('il elle on ils elles je tu nous vous ce')),
      link: '-t',
    },
  },
  wordClasses,
  factuality,
  cueGroups,
  nounLike,
  inflect,
  prepositions,
  relayLemmas: ['rapporter', 'citer', 'diffuser', 'annoncer', 'indiquer', 'écrire'],
  citingLemmas: ['citer'],
  answerLemmas: ['répondre', 'répliquer', 'rétorquer'],
  hearingLemmas: ['entendre'],
  lists: { nouns, talks, opinions, relayPrepositions, labels },
  endings: { past: 'èrent', adverb: 'ellement', gerund: 'issant', possessive: [] },
  order: { bareClauses: false, cuesInsideMarks: true, dialogueDashes: true },
})
