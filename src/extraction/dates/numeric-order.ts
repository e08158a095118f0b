import type { DateWords, NumericOrder } from '../../languages/date-words.ts'
import type { Expression } from './match.ts'

/**
 * Which number of 3/4/2021 is the month, in one article: what a date of the same article shows
 * that can be read in one way only (23/4/2021), else what is usual in the region of its locale,
 * else what the language has.
 *
 * @param locale - BCP 47 tag of the article, null when it states none
 */
export function numericOrderOf(
  expressions: readonly Expression[],
  locale: string | null,
  { numericOrder, otherOrderIn }: DateWords,
): NumericOrder {
  for (const { slots } of expressions) {
    const [first, second] = slots.numeric ?? [0, 0]
    if (first > 12 && second <= 12) return 'DAY_MONTH'
    if (second > 12 && first <= 12) return 'MONTH_DAY'
  }
  const region = /-([A-Z]{2})(?:-|$)/i.exec(locale ?? '')?.[1]?.toUpperCase()
  if (region === undefined || !otherOrderIn.includes(region)) return numericOrder
  return numericOrder === 'MONTH_DAY' ? 'DAY_MONTH' : 'MONTH_DAY'
}
