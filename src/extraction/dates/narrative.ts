import { civilDay, type DayNumber } from './calendar.ts'
import type { Expression } from './match.ts'

/** Years that a text must name to be told as a history, and how many of them must be past. */
const ENOUGH = { named: 6, past: 4 }
/** Years from publication within which a year is no history. */
const NEAR = 2
/** Years named for each time that is counted from publication. */
const RATIO = 6

/**
 * Whether a text tells a history rather than news: it names many years, past ones among them, and
 * hardly a time that is counted from publication ("yesterday", "Monday", "last month").
 */
export function isNarrative(
  expressions: readonly Expression[],
  published: DayNumber | null,
): boolean {
  if (published === null) return false
  const recent = civilDay(published).year - NEAR
  let [named, past, counted] = [0, 0, 0]
  for (const { pattern, slots } of expressions) {
    if (slots.year !== undefined) {
      named += 1
      if (slots.year < recent) past += 1
    } else if (hangsOnPublication(pattern.term, slots.anchor, slots.weekday)) counted += 1
  }
  return named >= ENOUGH.named && past >= ENOUGH.past && named > RATIO * counted
}

function hangsOnPublication(
  term: Expression['pattern']['term'],
  anchor: Expression['slots']['anchor'],
  weekday: number | undefined,
): boolean {
  return anchor === undefined && (term === 'STEP' || weekday !== undefined)
}
