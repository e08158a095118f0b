import type { CueSets } from './cue-sets.ts'
import { tokenIn, wordAt, type Tokens } from './tokens.ts'

/**
 * Whether figures like 10:15, with no word after them that makes them a time, are one: "at 10:15",
 * "from 10:15 to 11:20", "(10:15)", but not "won 10:15" or "Mark 10:15".
 */
export function isClock(tokens: Tokens, first: number, cues: CueSets): boolean {
  if (isAnnounced(tokens, first, cues)) return true
  const isOtherEnd =
    cues.joins.has(wordAt(tokens, first - 1)) && tokenIn(tokens, first - 2)?.kind === 'CLOCK'
  return isOtherEnd && isAnnounced(tokens, first - 2, cues)
}

/** "at 10:15", "(10:15", "on March 9, 2021 10:15". */
function isAnnounced(tokens: Tokens, at: number, cues: CueSets): boolean {
  const [before, clock] = [tokenIn(tokens, at - 1), tokenIn(tokens, at)]
  if (!before || cues.clockPrepositions.has(before.word)) return true
  if (before.kind === 'MARK') return !clock?.glued || !before.glued
  return before.kind === 'NUMBER' || before.kind === 'DAY' || before.kind === 'NUMERIC'
}
