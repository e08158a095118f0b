import type { DateCues, DateGuard } from '../../languages/date-words.ts'
import type { Guard } from './match.ts'
import type { Token } from './tokens.ts'

/** The language's lists as sets, made once. */
export interface CueSets {
  readonly future: ReadonlySet<string>
  readonly past: ReadonlySet<string>
  readonly passive: ReadonlySet<string>
  readonly pastEndings: readonly string[]
  readonly prepositions: ReadonlySet<string>
  readonly ambiguousMonths: ReadonlySet<string>
  readonly numberNames: ReadonlySet<string>
  readonly counted: ReadonlySet<string>
  readonly titleWords: ReadonlySet<string>
  readonly rates: ReadonlySet<string>
}

export function cueSets(cues: DateCues): CueSets {
  return {
    future: new Set(cues.future),
    past: new Set(cues.past),
    passive: new Set(cues.passive),
    pastEndings: cues.pastEndings,
    prepositions: new Set(cues.prepositions),
    ambiguousMonths: new Set(cues.ambiguousMonths),
    numberNames: new Set(cues.numberNames),
    counted: new Set(cues.counted),
    titleWords: new Set(cues.titleWords),
    rates: new Set(cues.rates),
  }
}

/** Tells words of time from the same words in another part: "may", "room 1995", "Sunday Times". */
export function guardOf(tokens: readonly Token[], cues: CueSets): Guard {
  const checks: Record<DateGuard, (first: number, end: number) => boolean> = {
    BARE_YEAR: (first, end) => isYear(tokens, first, end, cues),
    BARE_MONTH: (first, end) => isMonth(tokens, first, end, cues),
    BARE_WEEKDAY: (_first, end) => !cues.titleWords.has(tokens[end]?.word ?? ''),
    BARE_SEASON: () => true,
    RATE: (first) => !cues.rates.has(tokens[first - 1]?.word ?? ''),
    BARE_CLOCK: () => true,
    ADJECTIVE: () => true,
  }
  return (guard, first, end) => checks[guard](first, end)
}

function isYear(tokens: readonly Token[], first: number, end: number, cues: CueSets): boolean {
  const before = tokens[first - 1]
  const after = tokens[end]
  const year = tokens[end - 1]?.number ?? 0
  if (cues.counted.has(after?.word ?? '')) return false
  if (before && cues.numberNames.has(before.word) && before.word !== tokens[first]?.word)
    return false
  if (
    before?.glued &&
    before.kind === 'MARK' &&
    tokens[first]?.glued &&
    '/-.:'.includes(before.word)
  )
    return false
  if (after?.glued && '/:%°'.includes(after.word)) return false
  if (after?.glued && after.kind === 'WORD') return false
  if (year >= 1900 && year <= 2050) return true
  return cues.prepositions.has(before?.word ?? '(')
}

/** "May" needs a word that announces a time; so does a month before a surname: "June Ardal". */
function isMonth(tokens: readonly Token[], first: number, end: number, cues: CueSets): boolean {
  const before = tokens[first - 1]
  const after = tokens[end]
  if (before && cues.prepositions.has(before.word)) return true
  if (cues.ambiguousMonths.has(tokens[first]?.word ?? '')) return false
  return !(after?.kind === 'WORD' && after.capital && !after.glued)
}
