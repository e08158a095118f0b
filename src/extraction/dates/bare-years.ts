import type { CueSets } from './cue-sets.ts'
import { tokenIn, wordAt, type Tokens } from './tokens.ts'

/** Years that are taken for years without a word before them that says so. */
const USUAL = { from: 1900, until: 2050 }

/** Whether four digits by themselves are a year: not "room 1987", "1987 people", "1987-seat". */
export function isYear(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  if (isNamed(tokens, first, cues) || isCounted(tokens, end, cues)) return false
  if (isPartOfFigure(tokens, first, end) || isBand(tokens, first, end, cues)) return false
  const before = tokenIn(tokens, first - 1)
  const year = tokenIn(tokens, end - 1)?.number ?? 0
  if (year >= USUAL.from && year <= USUAL.until) return true
  return !before || cues.prepositions.has(before.word) || cues.separators.has(before.word)
}

/** "No. 1987", "room 1987", "+44 20 7946 1998"; but "later than 1987". */
function isNamed(tokens: Tokens, first: number, cues: CueSets): boolean {
  const [earlier, before] = [wordAt(tokens, first - 2), tokenIn(tokens, first - 1)]
  if (!before) return false
  if (before.kind === 'NUMBER') return true
  if (before.word === '.') return cues.numberNames.has(earlier)
  return (
    cues.numberNames.has(before.word) &&
    before.word !== tokenIn(tokens, first)?.word &&
    !cues.yearComparisons.has(earlier)
  )
}

/** "2000 people", "a 2000-seat hall". */
function isCounted(tokens: Tokens, end: number, cues: CueSets): boolean {
  const [after, next] = [tokenIn(tokens, end), tokenIn(tokens, end + 1)]
  if (!after) return false
  if (after.word === '-' && after.glued) return next?.glued === true && cues.counted.has(next.word)
  return cues.counted.has(after.word)
}

/** "1990/%", "12-1990", "1990:5". */
function isPartOfFigure(tokens: Tokens, first: number, end: number): boolean {
  const [before, after] = [tokenIn(tokens, first - 1), tokenIn(tokens, end)]
  const isTail =
    before?.glued === true && before.kind === 'MARK' && tokenIn(tokens, first)?.glued === true
  // "post-1967" is a year, "12-1967" none
  const isPrefixed = before?.word === '-' && tokenIn(tokens, first - 2)?.kind === 'WORD'
  if (isTail && '/-.:'.includes(before.word) && !isPrefixed) return true
  if (!after?.glued) return false
  if (after.word === ':') return tokenIn(tokens, end + 1)?.glued === true
  return after.kind === 'WORD' || '/%°'.includes(after.word)
}

/** "The 1975 sang", "fans of the 1975.", but not "the 1975 law". */
function isBand(tokens: Tokens, first: number, end: number, cues: CueSets): boolean {
  const [before, after] = [tokenIn(tokens, first - 1), tokenIn(tokens, end)]
  if (!before || !cues.articles.has(before.word)) return false
  const isTitle = before.capital && tokenIn(tokens, first - 2)?.kind === 'WORD'
  if (isTitle) return !(after?.kind === 'WORD' && after.capital)
  if (!after || cues.stops.has(after.word)) return true
  return cues.past.has(after.word) || cues.reporting.has(after.word) || cues.beWords.has(after.word)
}
