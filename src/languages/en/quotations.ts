import { createLexicon } from '../../text/lexicon.ts'
import { type CueEntry, type CueForm, type QuotationWords, Role } from '../quotation-words.ts'
import { cueGroups, nounLike } from './quotations/cues.ts'
import { inflect, irregularPasts } from './quotations/inflect.ts'
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

/** English words of saying. */
export const quotations: QuotationWords = {
  sentences: {
    titles: listed(titleAbbreviations),
    abbreviations: listed(abbreviations),
    openers: listed(openers),
    joints: null,
  },
  roles: createLexicon(roleTable()),
  cues: createLexicon(new Map(Array.from(cues.keys(), (word, index) => [word, index + 1]))),
  cueForms: Array.from(cues.values()),
  nouns: listed(nouns),
  prepositions: prepositions.map((phrase) => phrase.split(' ')),
  prepositionStarts: listed(prepositions.map((phrase) => phrase.split(' ')[0]).join(' ')),
  endings: { past: 'ed', adverb: 'ly', gerund: 'ing', possessive: ["'s"] },
  labels: listed(labels),
  talks: listed(talks),
  opinions: listed(opinions),
  relayPrepositions: listed(relayPrepositions),
  citingLemmas: new Set(['quote', 'cite']),
  order: { bareClauses: true, cuesInsideMarks: false, dialogueDashes: false },
  relayLemmas: new Set(['report', 'quote', 'cite', 'broadcast', 'carry', 'say', 'announce']),
}

function listed(words: string) {
  return createLexicon(new Map(words.split(/\s+/).map((word) => [word, 1])))
}

function roleTable(): Map<string, number> {
  const roles = new Map<string, number>()
  for (const [bits, words] of roleWords) {
    for (const word of words.split(' ')) roles.set(word, (roles.get(word) ?? 0) | bits)
  }
  for (const word of irregularPasts) roles.set(word, (roles.get(word) ?? 0) | Role.VERB)
  return roles
}

/** Every form of every verb, with the entries that it can begin. */
function cueTable(): Map<string, CueForm> {
  const table = new Map<string, { forms: number; entries: CueEntry[] }>()
  for (const entry of joinedEntries().values()) {
    const verb = entry.lemma.split(' ')[0] ?? ''
    for (const [word, forms] of inflect(verb)) {
      const form = table.get(word) ?? { forms: 0, entries: [] }
      form.forms |= forms
      form.entries.push(entry)
      table.set(word, form)
    }
  }
  for (const { entries } of table.values()) {
    entries.sort((a, b) => b.particles.length - a.particles.length)
  }
  return table
}

/** One entry a lemma: the frames of all its groups, the kind of the first. */
function joinedEntries(): Map<string, CueEntry> {
  const entries = new Map<string, CueEntry>()
  for (const { kind, frames, verbs } of cueGroups) {
    for (const lemma of verbs.split(/\s*,\s*/)) {
      const known = entries.get(lemma)
      const [verb = '', ...particles] = lemma.split(' ')
      entries.set(lemma, {
        lemma,
        kind: known?.kind ?? kind,
        frames: (known?.frames ?? 0) | frames,
        particles,
        nounLike: nounLike.has(verb) && particles.length === 0,
      })
    }
  }
  return entries
}
