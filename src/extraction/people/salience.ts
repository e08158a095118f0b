import type { Figure } from './figures.ts'

/** A place where somebody was spoken of, as far as later pronouns are concerned. */
export interface Trace {
  /** Null for a voice without a name ("a resident"). */
  readonly figure: Figure | null
  readonly at: number
  readonly sentence: number
  readonly paragraph: number
  /** How much the place draws attention, whatever comes after. */
  readonly weight: number
  /** "she", where an unnamed voice shows it. */
  readonly gender: 'FEMALE' | 'MALE' | null
}

export interface Ranked {
  readonly figure: Figure | null
  readonly score: number
}

/** How far back a pronoun looks. */
const PARAGRAPHS = 6
const TRACES = 60

const PER_SENTENCE = 0.9
const PER_PARAGRAPH = 0.6
const AGAIN = 0.25

/**
 * Rank those whom a word at this place may mean, the likeliest first.
 *
 * @param traces - in the order of the text, all before this place
 * @param fit - what else speaks for somebody; null excludes
 */
export function rank(
  traces: readonly Trace[],
  place: { readonly sentence: number; readonly paragraph: number },
  fit: (trace: Trace) => number | null,
): Ranked[] {
  const best = new Map<Figure | null, { score: number; times: number }>()
  const oldest = Math.max(0, traces.length - TRACES)
  for (let index = traces.length - 1; index >= oldest; index -= 1) {
    const trace = traces[index]
    if (!trace) break
    const paragraphs = place.paragraph - trace.paragraph
    if (paragraphs > PARAGRAPHS) break
    const fitting = fit(trace)
    if (fitting === null) continue
    const sentences = Math.min(place.sentence - trace.sentence, 8)
    const score = trace.weight + fitting - sentences * PER_SENTENCE - paragraphs * PER_PARAGRAPH
    const known = best.get(trace.figure)
    if (!known) best.set(trace.figure, { score, times: 1 })
    else {
      known.score = Math.max(known.score, score)
      known.times += 1
    }
  }
  return Array.from(best, ([figure, { score, times }]) => ({
    figure,
    score: score + AGAIN * Math.log(times),
  })).sort((one, other) => other.score - one.score)
}
