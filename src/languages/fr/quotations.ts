import { createLexicon } from '../../text/lexicon.ts'
import type { CueEntry, CueForm, QuotationWords } from '../quotation-words.ts'
import { wordList } from '../word-list.ts'
import { cueGroups, nounLike } from './quotations/cues.ts'
import { inflect } from './quotations/inflect.ts'
import {
  abbreviations,
  labels,
  nouns,
  openers,
  opinions,
  prepositions,
  relayPrepositions,
  roleWords,
  talks,
  titleAbbreviations,
} from './quotations/roles.ts'

const cues = cueTable()

/** French words of saying. */
export const quotations: QuotationWords = {
  sentences: {
    titles: listed(titleAbbreviations),
    abbreviations: listed(abbreviations),
    openers: listed(openers),
    joints: {
      before: new Set(
        wordList("l' d' qu' j' n' s' c' m' t' lorsqu' puisqu' jusqu' quoiqu' presqu'"),
      ),
      behind: new Set(wordList('il elle on ils elles je tu nous vous ce')),
      link: '-t',
    },
  },
  roles: createLexicon(roleTable()),
  cues: createLexicon(new Map(Array.from(cues.keys(), (word, index) => [word, index + 1]))),
  cueForms: Array.from(cues.values()),
  nouns: listed(nouns),
  prepositions: prepositions.map((phrase) => phrase.split(' ')),
  prepositionStarts: listed(prepositions.map((phrase) => phrase.split(' ')[0]).join(' ')),
  endings: { past: 'èrent', adverb: 'ellement', gerund: 'issant', possessive: [] },
  labels: listed(labels),
  talks: listed(talks),
  opinions: listed(opinions),
  relayPrepositions: listed(relayPrepositions),
  relayLemmas: new Set(['rapporter', 'citer', 'diffuser', 'annoncer', 'indiquer', 'écrire']),
  citingLemmas: new Set(['citer']),
  order: { bareClauses: false, cuesInsideMarks: true, dialogueDashes: true },
}

function listed(words: string) {
  return createLexicon(new Map(wordList(words).map((word) => [word, 1])))
}

function roleTable(): Map<string, number> {
  const roles = new Map<string, number>()
  for (const [bits, words] of roleWords) {
    for (const word of wordList(words)) roles.set(word, (roles.get(word) ?? 0) | bits)
  }
  return roles
}

/** Every form of every verb; no verb of saying has particles. */
function cueTable(): Map<string, CueForm> {
  const table = new Map<string, { forms: number; entries: CueEntry[] }>()
  for (const { kind, frames, verbs } of cueGroups) {
    for (const lemma of wordList(verbs)) {
      const entry = { lemma, kind, frames, particles: [], nounLike: nounLike.has(lemma) }
      for (const [word, forms] of inflect(lemma)) {
        const form = table.get(word) ?? { forms: 0, entries: [] }
        form.forms |= forms
        form.entries.push(entry)
        table.set(word, form)
      }
    }
  }
  return table
}
