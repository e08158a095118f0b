import type { CueSets } from './cue-sets.ts'
import type { Token } from './tokens.ts'

/**
 * Whether figures like 10:15, with no word after them that makes them a time, are one: "at 10:15",
 * "from 10:15 to 11", "(10:15)", but not "won 10:15" or "Mark 10:15".
 */
export function isClock(tokens: readonly Token[], first: number, cues: CueSets): boolean {
  const before = tokens[first - 1]
  if (!before || cues.clockPrepositions.has(before.word)) return true
  // The other end of a range.
  if (cues.joins.has(before.word) && tokens[first - 2]?.kind === 'CLOCK') {
    return isClock(tokens, first - 2, cues)
  }
  return before.kind === 'MARK' ? !tokens[first]?.glued || !before.glued : isDay(before)
}

/** "on March 9, 2021 10:15" */
function isDay({ kind }: Token): boolean {
  return kind === 'NUMBER' || kind === 'DAY' || kind === 'NUMERIC'
}
