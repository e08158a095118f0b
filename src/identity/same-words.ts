/** Below this number of words, all must be equal. */
const FEW = 4

/** Share of the shorter wording that the longer must contain: "8 December" and "Dec. 8" may differ. */
const MOST = 0.7

/**
 * Whether two wordings are nearly equal: the longer contains most words of the shorter in the same
 * order.
 *
 * @param one - its words as `plainWords` gives them
 */
export function areSameWords(one: readonly string[], other: readonly string[]): boolean {
  const shorter = Math.min(one.length, other.length)
  if (shorter === 0) return one.length === other.length
  return commonLength(one, other) >= (shorter < FEW ? shorter : MOST * shorter)
}

/** Length of the longest common subsequence. */
function commonLength(one: readonly string[], other: readonly string[]): number {
  let above = new Uint16Array(other.length + 1)
  for (const word of one) {
    const row = new Uint16Array(other.length + 1)
    for (const [at, each] of other.entries()) {
      const longest = Math.max(above[at + 1] ?? 0, row[at] ?? 0)
      row[at + 1] = word === each ? (above[at] ?? 0) + 1 : longest
    }
    above = row
  }
  return above.at(-1) ?? 0
}
