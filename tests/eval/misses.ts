import { createHash } from 'node:crypto'

/** What the scorer holds against one quotation: one of the gold text, or one that is shown. */
export interface Miss {
  /** Id of the article. */
  readonly id: string
  readonly error: string
  /** Words of the gold quotation that is missed; absent for what is shown and not right. */
  readonly gold?: string
  readonly source?: string
  /** Words that are shown, or the quotations that lie in the gold one. */
  readonly system?: unknown
  readonly speaker?: string | null
}

/** Words that a run may get right or wrong, in the gold text or among what is shown. */
export interface Candidate {
  readonly id: string
  readonly side: Side
  readonly words: string
}

type Side = 'found' | 'shown'

/** A quotation that is right in one run and not in the other. */
export interface Change {
  readonly side: Side
  /** What is told about it; null where the present run no longer has its words. */
  readonly line: string | null
}

export interface Changes {
  readonly gained: readonly Change[]
  readonly lost: readonly Change[]
}

/** Length of a key in hexadecimal digits. */
const DIGITS = 8
const MAX_WORDS = 90

/** A key that tells a quotation from others and holds none of its words. */
function keyOf({ id, side, words }: Candidate): string {
  return createHash('sha256').update(`${id}\n${side}\n${words}`).digest('hex').slice(0, DIGITS)
}

function candidateOf({ id, gold, system }: Miss): Candidate {
  return gold === undefined
    ? { id, side: 'shown', words: String(system) }
    : { id, side: 'found', words: gold }
}

/** The keys of the misses of a run, each once, in one string that can be kept. */
export function recordOf(misses: readonly Miss[]): string {
  return [...new Set(misses.map((miss) => keyOf(candidateOf(miss))))].sort().join(' ')
}

/**
 * Compare the misses of a run with those of a recorded one.
 *
 * @param record - what `recordOf` gave then
 * @param candidates - all quotations of the gold texts and all that are shown now
 */
export function compareMisses(
  misses: readonly Miss[],
  record: string,
  candidates: readonly Candidate[],
): Changes {
  const then = new Set(record.split(' ').filter(Boolean))
  const now = new Map(misses.map((miss) => [keyOf(candidateOf(miss)), miss]))
  const known = new Map(candidates.map((candidate) => [keyOf(candidate), candidate]))
  const gained = [...then].flatMap((key): Change[] => {
    if (now.has(key)) return []
    const candidate = known.get(key)
    return [{ side: candidate?.side ?? 'shown', line: candidate ? lineOf(candidate) : null }]
  })
  const lost = [...now].flatMap(([key, miss]): Change[] => {
    if (then.has(key)) return []
    const candidate = candidateOf(miss)
    const voice = miss.source ?? miss.speaker
    return [
      { side: candidate.side, line: `${lineOf(candidate)} (${voice || 'nobody'}: ${miss.error})` },
    ]
  })
  return { gained, lost }
}

function lineOf({ id, words }: Candidate): string {
  const line = words.replace(/\s+/g, ' ')
  return `${id}: ${line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS)}…` : line}`
}
