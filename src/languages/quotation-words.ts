import type { Lexicon } from '../text/lexicon.ts'
import type { SentenceWords } from '../text/prose.ts'

/** Word classes as bits; 0 for the open classes. */
export const WordClass = {
  /** "he", "they", "who": a speaker by itself. */
  SUBJECT_PRONOUN: 1 << 0,
  /** "him", "himself": addressed or spoken about. */
  OBJECT_PRONOUN: 1 << 1,
  /** "the", "his", "several": begins a noun phrase. */
  DETERMINER: 1 << 2,
  PREPOSITION: 1 << 3,
  /** "and", "or". */
  COORDINATOR: 1 << 4,
  /** "because", "while", "if": begins a clause. */
  SUBORDINATOR: 1 << 5,
  /** "who", "which": begins a clause about the noun before it. */
  RELATIVE: 1 << 6,
  BE: 1 << 7,
  HAVE: 1 << 8,
  /** "did", "would": precedes another verb. */
  MODAL: 1 << 9,
  NEGATION: 1 << 10,
  ADVERB: 1 << 11,
  /** "Monday", "yesterday", "week". */
  TIME: 1 << 12,
  /** A verb other than a cue, in a form that is never a noun. */
  VERB: 1 << 13,
  /** "that" before what was said. */
  COMPLEMENTIZER: 1 << 14,
  /** "to" before a verb. */
  INFINITIVE: 1 << 15,
  /** "whether", "how": begins what was asked. */
  QUESTION: 1 << 16,
  /** "of": ties two noun phrases into one. */
  GENITIVE: 1 << 17,
  /** "but", "while" after a comma: what follows is another clause. */
  TURN: 1 << 18,
  /** A noun for a person or a body that speaks ("spokesman", "ministry"). */
  VOICE: 1 << 19,
  /** "him-" and "herself": says the object again. */
  REFLEXIVE: 1 << 20,
  /** A title before a name ("Mr", "Sen", "President"). */
  TITLE: 1 << 21,
  /** "by" before the one who acts. */
  AGENT: 1 << 22,
  /** "as" before a description. */
  AS: 1 << 23,
  /** "last", "this", "earlier" beside a word of time. */
  TIME_MODIFIER: 1 << 24,
  /** "his", "their": somebody's. */
  POSSESSIVE: 1 << 25,
  /** A noun that its ending would have taken for something else ("family", "bed"). */
  NOUN: 1 << 26,
  /** "may", "would": what follows is not stated as a fact. */
  CONDITIONAL: 1 << 28,
  /** Several people, without the ending that shows it ("people", "police"). */
  PLURAL: 1 << 29,
  /** "when", "while", "after": a clause beside the main one. */
  BESIDE: 1 << 30,
  /** A pronoun between a subject and its verb ("lui" of "il lui a dit"). */
  PREVERBAL: 1 << 31,
  /** By its ending perhaps a verb in the past ("resigned"), perhaps no more than an adjective. */
  PAST_LIKE: 1 << 27,
} as const

/** Forms of a verb, as bits. */
export const Form = {
  /** An infinitive that can be a finite form as well ("say"). */
  BASE: 1,
  PRESENT: 2,
  PAST: 4,
  PARTICIPLE: 8,
  GERUND: 16,
  /** An infinitive that is nothing else ("dire"). */
  INFINITIVE: 32,
} as const

/** Subcategorisation frames: what a cue may be followed by, as bits. */
export const Frame = {
  /** "said (that) it was over". */
  CLAUSE: 1 << 0,
  /** "told X that". */
  ADDRESSEE: 1 << 1,
  /** "asked whether". */
  QUESTION: 1 << 2,
  /** "vowed to go", "urged X to go". */
  INFINITIVE: 1 << 3,
  /** "denied the charge", "called X a liar", "accused X of lying", "described X as mad". */
  OBJECT: 1 << 4,
  /** "…," X said; also without any object. */
  QUOTATION: 1 << 5,
  /** "called X a liar": what follows the verb directly is a name, not what was said. */
  NAMING: 1 << 6,
} as const

/** What a word says about whether reported words were said, as bits. */
export const FactualityWord = {
  /** Before an infinitive or a gerund: "refused" to say, "without" saying; "false" before "that". */
  AVERTED: 1 << 0,
  /** Before an infinitive or a gerund: "expected" to say, "accused" of saying. */
  OPEN: 1 << 1,
  /** Begins a condition: "if", "unless". */
  CONDITION: 1 << 2,
  /** "nobody", "no", "neither". */
  NOBODY: 1 << 3,
  /** "anyone", "whoever". */
  ANYBODY: 1 << 4,
  /** Undoes a negation or a modal before it: "not only said", "would say only". */
  ONLY: 1 << 5,
  /** A modal that behind quoted words is a habit: "would". */
  HABIT: 1 << 6,
  /** "allegedly" */
  ALLEGED: 1 << 7,
  /** A noun or adjective that, negated, denies what follows: no "evidence" that. */
  PROOF: 1 << 8,
} as const

/** What kind of utterance a cue reports. */
export type CueKind = 'SPEECH' | 'WRITING' | 'REPORT' | 'THOUGHT'

/** A verb or phrase of saying. */
export interface CueEntry {
  readonly lemma: string
  readonly kind: CueKind
  /** Bits of `Frame`. */
  readonly frames: number
  /** Words that must follow the verb ("out" of "point out"), in lower case. */
  readonly particles: readonly string[]
  /** Some form of it is as often a noun ("claims", "report"). */
  readonly nounLike: boolean
}

/** A form of a verb with the entries that it can begin, those with more particles first. */
export interface CueForm {
  /** Bits of `Form`. */
  readonly forms: number
  readonly entries: readonly CueEntry[]
}

/** How the language arranges speech and reporting words. */
interface WordOrder {
  /** A clause may follow its verb without a word like "that": "said it was over". */
  readonly bareClauses: boolean
  /** Reporting words may be inside quotation marks: « Le pont, dit-elle, est fermé. » */
  readonly cuesInsideMarks: boolean
  /** A paragraph that begins with a dash is speech: – Le pont est fermé, dit-elle. */
  readonly dialogueDashes: boolean
}

/** Cues with their frames, and the words by which the structure of a sentence is recognised. */
export interface QuotationWords {
  readonly sentences: SentenceWords
  /** Bits of `WordClass`; 0 for words of the open classes. */
  readonly wordClasses: Lexicon
  /** Index into `cueForms`, from 1. */
  readonly cues: Lexicon
  readonly cueForms: readonly CueForm[]
  /** Nouns of speech ("statement", "claim"): 1 for each. */
  readonly nouns: Lexicon
  /** Phrases before the speaker: "according to", "in the words of". */
  readonly prepositions: readonly (readonly string[])[]
  /** Their first words: 1 for each. */
  readonly prepositionStarts: Lexicon
  /** Nouns for conversations with a medium ("interview"): 1 for each. */
  readonly talks: Lexicon
  /** Verbs for such conversations, beside cues ("spoke on state radio"): 1 for each. */
  readonly talkVerbs: Lexicon
  /** Participles of passing words on, before "by" ("carried"): 1 for each. */
  readonly passedOn: Lexicon
  /** Nouns for what a medium says for itself ("editorial"): 1 for each. */
  readonly opinions: Lexicon
  /** Prepositions between a cue and a medium that relays ("on state radio"): 1 for each. */
  readonly relayPrepositions: Lexicon
  /** Endings by which an unknown word may be a past verb, an adverb, a gerund or a possessive. */
  readonly endings: {
    readonly past: string
    readonly adverb: string
    readonly gerund: string
    readonly possessive: readonly string[]
  }
  /** Bits of `FactualityWord`; 0 for other words. */
  readonly factuality: Lexicon
  /** Labels before a colon that do not name a speaker: "Report", "Watch". */
  readonly labels: Lexicon
  /** Verbs with which a medium passes words on ("report", "quote"), by lemma. */
  readonly relayLemmas: ReadonlySet<string>
  /** Relay verbs whose object is the speaker ("quote"), by lemma. */
  readonly citingLemmas: ReadonlySet<string>
  /** Verbs of somebody who answers another speaker ("reply"), by lemma. */
  readonly answerLemmas: ReadonlySet<string>
  /** Verbs whose subject hears the words where nothing follows: "court told", "jury hears". */
  readonly hearingLemmas: ReadonlySet<string>
  readonly order: WordOrder
}
