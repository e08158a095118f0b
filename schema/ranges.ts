import type { DayRange } from '../src/model/lists.ts'
import { builder } from './builder.ts'
import { InputError } from './errors.ts'

export const LocalDateRange = builder.inputType('LocalDateRange', {
  description: 'A stretch of days, both ends included; an end that is left out is open.',
  fields: (t) => ({
    from: t.field({ type: 'LocalDate', description: 'First day.' }),
    until: t.field({ type: 'LocalDate', description: 'Last day.' }),
  }),
})

/** @throws {InputError} BAD_RANGE when it ends before it begins */
export function parseRange(
  range: typeof LocalDateRange.$inferInput | null | undefined,
): DayRange | undefined {
  if (!range) return undefined
  const { from = null, until = null } = range
  if (from !== null && until !== null && from > until) {
    throw new InputError(
      'BAD_RANGE',
      `The range from ${from} until ${until} ends before it begins.`,
    )
  }
  return { from, until }
}
