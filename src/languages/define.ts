import { createLexicon, type Lexicon } from '../text/lexicon.ts'
import type { Gender, PeopleWords, Title } from './people-words.ts'
import type { CueEntry, CueForm, CueKind, QuotationWords } from './quotation-words.ts'

/** Splits a word list that is written as running text: words are separated by white space. */
export function wordList(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** Splits a list of phrases: commas separate phrases, white space separates their words. */
export function phraseList(text: string): readonly string[] {
  return text.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' '))
}

/** A group of cues that are used alike. A cue may be in several groups; its frames are joined. */
export interface CueGroup {
  readonly kind: CueKind
  /** Bits of `Frame`. */
  readonly frames: number
  /** Lemmas, separated by commas. Words after the verb are particles: "point out". */
  readonly verbs: string
}

/** The members of `QuotationWords` that are lists of single words, written as running text. */
type ListedWords = 'nouns' | 'talks' | 'opinions' | 'relayPrepositions' | 'labels'

/** Those that a language may leave out. */
type MoreListedWords = 'talkVerbs' | 'passedOn'

/** What a language folder states about quotations; `defineQuotationWords` makes the tables. */
export interface QuotationData extends Pick<QuotationWords, 'endings' | 'order'> {
  /** As in `SentenceWords`, each list as running text. */
  readonly sentences: {
    readonly titles: string
    readonly abbreviations: string
    readonly openers: string
    readonly clitics: QuotationWords['sentences']['clitics']
  }
  /** Bits of `WordClass` with the words that have them, as running text. */
  readonly wordClasses: readonly (readonly [bits: number, words: string])[]
  /** Bits of `FactualityWord` with the words that have them, as running text. */
  readonly factuality: readonly (readonly [bits: number, words: string])[]
  readonly cueGroups: readonly CueGroup[]
  /** Verbs of which some form is as often a noun. */
  readonly nounLike: ReadonlySet<string>
  /** Gives the forms of a verb, each with its bits of `Form`. */
  readonly inflect: (verb: string) => ReadonlyMap<string, number>
  /** Phrases before a speaker: "according to". */
  readonly prepositions: readonly string[]
  readonly relayLemmas: readonly string[]
  readonly citingLemmas: readonly string[]
  readonly answerLemmas: readonly string[]
  readonly hearingLemmas: readonly string[]
  readonly lists: Readonly<Record<ListedWords, string> & Partial<Record<MoreListedWords, string>>>
}

/** Makes the tables that attribution looks words up in. */
export function defineQuotationWords(data: QuotationData): QuotationWords {
  const { sentences, prepositions, lists } = data
  const cues = cueTable(data)
  return {
    sentences: {
      titles: lexiconOf(sentences.titles),
      abbreviations: lexiconOf(sentences.abbreviations),
      openers: lexiconOf(sentences.openers),
      clitics: sentences.clitics,
      marks: 'OWN',
    },
    wordClasses: createLexicon(bitsTable(data.wordClasses)),
    factuality: createLexicon(bitsTable(data.factuality)),
    cues: createLexicon(new Map(Array.from(cues.keys(), (word, index) => [word, index + 1]))),
    cueForms: Array.from(cues.values()),
    prepositions: prepositions.map((phrase) => phrase.split(' ')),
    prepositionStarts: lexiconOf(prepositions.map((phrase) => phrase.split(' ')[0]).join(' ')),
    nouns: lexiconOf(lists.nouns),
    talks: lexiconOf(lists.talks),
    talkVerbs: lexiconOf(lists.talkVerbs ?? ''),
    passedOn: lexiconOf(lists.passedOn ?? ''),
    opinions: lexiconOf(lists.opinions),
    relayPrepositions: lexiconOf(lists.relayPrepositions),
    labels: lexiconOf(lists.labels),
    endings: data.endings,
    relayLemmas: new Set(data.relayLemmas),
    citingLemmas: new Set(data.citingLemmas),
    answerLemmas: new Set(data.answerLemmas),
    hearingLemmas: new Set(data.hearingLemmas),
    order: data.order,
  }
}

function lexiconOf(words: string): Lexicon {
  return createLexicon(new Map(wordList(words).map((word) => [word, 1])))
}

function bitsTable(lines: QuotationData['wordClasses']): ReadonlyMap<string, number> {
  const table = new Map<string, number>()
  for (const [bits, words] of lines) {
    for (const word of wordList(words)) table.set(word, (table.get(word) ?? 0) | bits)
  }
  return table
}

/** Maps every form of every verb to the entries that it can begin, longest first. */
function cueTable(data: QuotationData): ReadonlyMap<string, CueForm> {
  const table = new Map<string, { forms: number; entries: CueEntry[] }>()
  for (const entry of cueEntries(data)) {
    const verb = entry.lemma.split(' ')[0] ?? ''
    for (const [word, forms] of data.inflect(verb)) {
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

/** One entry per lemma, with the frames of all its groups and the kind of the first. */
function cueEntries({ cueGroups, nounLike }: QuotationData): Iterable<CueEntry> {
  const entries = new Map<string, CueEntry>()
  for (const { kind, frames, verbs } of cueGroups) {
    for (const lemma of phraseList(verbs)) {
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
  return entries.values()
}

/** Words by the gender that they show. */
export interface GenderedWords {
  readonly female: readonly string[]
  readonly male: readonly string[]
  readonly either: readonly string[]
}

/** Forms of address ("Mr", "Mrs") with the gender they show, and short forms of roles ("Sen"). */
export function defineTitles(
  address: GenderedWords,
  shortRoles: ReadonlyMap<string, string> = new Map(),
): PeopleWords['titles'] {
  const titles = new Map<string, Title>()
  for (const [word, gender] of withGender(address)) titles.set(word, { role: null, gender })
  for (const [word, role] of shortRoles) titles.set(word, { role, gender: null })
  return titles
}

/** Nouns for roles with the gender they show. A word in two lists has the gender of the last. */
export function defineRoles(roles: GenderedWords): PeopleWords['roles'] {
  return new Map(withGender(roles))
}

function withGender({ female, male, either }: GenderedWords): [string, Gender | null][] {
  return [
    ...either.map((word): [string, null] => [word, null]),
    ...male.map((word): [string, Gender] => [word, 'MALE']),
    ...female.map((word): [string, Gender] => [word, 'FEMALE']),
  ]
}
