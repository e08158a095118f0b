import type { Context, Resolved } from './context.ts'
import { resolveDuration, resolveReference, resolveSet, resolveStretch } from './lengths.ts'
import type { Expression } from './match.ts'
import { resolvePoint } from './points.ts'
import { resolveOffset, resolvePeriod, resolveStep, resolveYearBefore } from './steps.ts'

/** Give an expression its value; null for what turns out to be no time. */
export function resolveExpression(
  { pattern, slots }: Expression,
  context: Context,
): Resolved | null {
  switch (pattern.term) {
    case 'POINT':
      return resolvePoint(slots, context)
    case 'STEP':
      return resolveStep(slots, context)
    case 'OFFSET':
      return resolveOffset(slots, context)
    case 'DURATION':
      return resolveDuration(slots)
    case 'STRETCH':
      return resolveStretch(slots, context)
    case 'SET':
      return resolveSet(slots)
    case 'REFERENCE':
      return resolveReference(slots, context)
    case 'YEAR_BEFORE':
      return resolveYearBefore(slots, context)
    case 'PERIOD':
      return resolvePeriod(slots, context)
    case 'NOTHING':
      return null
  }
}
