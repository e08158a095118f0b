import type { Gender } from '../../languages/people-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import type { Figure } from './figures.ts'

/** A voice or a person without a name: "a resident", "officials". */
export interface Unnamed {
  readonly unnamed: true
  readonly plural: boolean
  readonly gender: Gender | null
}

/** Whom a word can mean. */
export type Referent = Figure | Unnamed

export function isUnnamed(referent: Referent): referent is Unnamed {
  return 'unnamed' in referent
}

/** A place where somebody was spoken of, as far as later words are concerned. */
export interface Trace {
  readonly referent: Referent
  /** The words. */
  readonly run: Run
  readonly sentence: number
  readonly paragraph: number
  /** How much the place draws attention, whatever comes after. */
  readonly weight: number
}

export interface Ranked {
  readonly referent: Referent
  /** The words on which the score rests. */
  readonly run: Run
  readonly score: number
}

/** What draws attention to somebody, and what takes it away; set on hand-resolved pronouns. */
export const weights = {
  /** The words that name a voice. */
  speaker: 3,
  subject: 2.2,
  /** At the beginning of a sentence. */
  start: 1.2,
  /** "Ash's house". */
  owner: 0.6,
  /** Inside quotation marks. */
  quoted: -2.5,
  /** Meant by a pronoun already. */
  followed: -0.5,
  ownedPronoun: -0.5,
  perSentence: 0.9,
  perParagraph: 0.6,
  /** For the logarithm of the number of places. */
  again: 0.05,
  /** Named only behind the clause of the word: "When he came, Ash". */
  ahead: 2.2,
  /** Has spoken before, where the word asked about speaks. */
  heard: 0.8,
  unsureGender: -0.8,
  unnamed: -0.3,
  /** An unnamed voice that may be no person: "a report". */
  unsureVoice: -2,
  /** Less between the first and the second leaves it open. */
  margin: 0.2,
  /** Less is too long ago. */
  floor: -4,
}

/** How far back a word looks. */
const PARAGRAPHS = 6
const TRACES = 60
const SENTENCES = 8

/** Where a word stands, by sentence and paragraph; -1 outside. */
export interface Place {
  readonly sentence: number
  readonly paragraph: number
}

/** What is known of one referent while the traces are gone through. */
interface Sum {
  readonly referent: Referent
  run: Run
  score: number
  times: number
}

/**
 * Rank those whom a word at this place may mean, the likeliest first.
 *
 * @param traces - in the order of the text, all before this place
 * @param fit - what else speaks for somebody; null excludes
 */
export function rank(
  traces: readonly Trace[],
  place: Place,
  fit: (referent: Referent) => number | null,
): Ranked[] {
  const sums: Sum[] = []
  const oldest = Math.max(0, traces.length - TRACES)
  for (let index = traces.length - 1; index >= oldest; index -= 1) {
    const trace = traces[index]
    if (!trace || place.paragraph - trace.paragraph > PARAGRAPHS) break
    const fitting = fit(trace.referent)
    if (fitting === null) continue
    add(sums, trace, trace.weight + fitting - distance(trace, place))
  }
  for (const sum of sums) sum.score += weights.again * Math.log(sum.times)
  return sums.length > 1 ? sums.sort(byScore) : sums
}

function add(sums: Sum[], { referent, run }: Trace, score: number): void {
  for (const known of sums) {
    if (known.referent !== referent) continue
    if (score > known.score) {
      known.run = run
      known.score = score
    }
    known.times += 1
    return
  }
  sums.push({ referent, run, score, times: 1 })
}

/** The likeliest first. */
export function byScore(one: Ranked, other: Ranked): number {
  return other.score - one.score
}

function distance(trace: Trace, place: Place): number {
  const sentences = Math.min(place.sentence - trace.sentence, SENTENCES)
  const paragraphs = place.paragraph - trace.paragraph
  return sentences * weights.perSentence + paragraphs * weights.perParagraph
}
