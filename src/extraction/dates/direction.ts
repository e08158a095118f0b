import type { CueSets } from './false-friends.ts'
import type { Token } from './tokens.ts'

export type Direction = 'PAST' | 'FUTURE'

/** How far a verb may stand from the expression, in tokens. */
const REACH = 14

/**
 * Which way the verbs around an expression point: the nearest verb before it in the sentence
 * ("expected to meet Thursday"), else the nearest after it ("On Thursday, it will meet").
 */
export function directionOf(
  tokens: readonly Token[],
  first: number,
  end: number,
  cues: CueSets,
): Direction | null {
  for (let at = first - 1; at >= Math.max(0, first - REACH); at--) {
    const token = tokens[at]
    if (!token || isStop(token)) break
    const direction = verbAt(tokens, at, cues)
    if (direction) return direction
  }
  for (let at = end; at < Math.min(tokens.length, end + REACH); at++) {
    const token = tokens[at]
    if (!token || isStop(token)) break
    const direction = verbAt(tokens, at, cues)
    if (direction) return direction
  }
  return null
}

function isStop({ word }: Token): boolean {
  return word === '.' || word === '?' || word === '!' || word === ';'
}

function verbAt(tokens: readonly Token[], at: number, cues: CueSets): Direction | null {
  const word = tokens[at]?.word ?? ''
  if (cues.future.has(word)) return 'FUTURE'
  if (cues.past.has(word) || isRegularPast(word, cues)) {
    return isPromised(tokens, at, cues) ? 'FUTURE' : 'PAST'
  }
  return null
}

function isRegularPast(word: string, cues: CueSets): boolean {
  return word.length > 4 && cues.pastEndings.some((ending) => word.endsWith(ending))
}

/** "will be held", "to be released": a participle after an auxiliary that points ahead. */
function isPromised(tokens: readonly Token[], at: number, cues: CueSets): boolean {
  let before = at - 1
  while (before >= 0 && cues.passive.has(tokens[before]?.word ?? '')) before -= 1
  return before < at - 1 && cues.future.has(tokens[before]?.word ?? '')
}
