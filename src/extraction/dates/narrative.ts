import { civilDay, type DayNumber } from './calendar.ts'
import type { Expression } from './match.ts'

/** Explicit years from which on a text is long enough to be told as a history. */
const ENOUGH = 6
/** Years from publication beyond which a year is history. */
const NEAR = 2

/**
 * Whether a text tells a history rather than news: it names many years, most of them far from
 * publication, and hardly a day that is counted from publication ("yesterday", "Monday").
 */
export function isNarrative(
  expressions: readonly Expression[],
  published: DayNumber | null,
): boolean {
  if (published === null) return false
  const year = civilDay(published).year
  let [near, far, told] = [0, 0, 0]
  for (const { pattern, slots } of expressions) {
    if (slots.year !== undefined) {
      if (Math.abs(slots.year - year) <= NEAR) near += 1
      else far += 1
    } else if (hangsOnPublication(pattern.term, slots.anchor, slots.weekday)) told += 1
  }
  return far >= ENOUGH && far > 2 * near && far > 2 * told
}

function hangsOnPublication(
  term: Expression['pattern']['term'],
  anchor: 'MENTION' | undefined,
  weekday: number | undefined,
): boolean {
  return anchor === undefined && (term === 'STEP' || weekday !== undefined)
}
