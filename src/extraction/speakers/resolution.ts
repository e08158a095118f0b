import type { Entity } from './entity.ts'
import { isAnonymous, type Ranked, weights } from './salience.ts'

/** The referent of a phrase: one entity, an anonymous one, or several candidates. */
export interface Resolution {
  readonly entity: Entity | null
  readonly candidates: readonly Entity[]
  /** The speaker has no name in the text. */
  readonly anonymous: boolean
}

export const UNRESOLVED: Resolution = { entity: null, candidates: [], anonymous: false }
export const ANONYMOUS: Resolution = { entity: null, candidates: [], anonymous: true }

export function resolvedTo(entity: Entity): Resolution {
  return { entity, candidates: [], anonymous: false }
}

export function among(candidates: readonly Entity[]): Resolution {
  return { entity: null, candidates, anonymous: false }
}

/** Resolve to the first candidate, or to none when others are within the margin. */
export function decide(ranked: readonly Ranked[], margin: number): Resolution {
  const [first, second] = ranked
  if (!first || first.score < weights.floor) return UNRESOLVED
  if (second && first.score - second.score < margin) {
    const close = ranked.filter(({ score }) => first.score - score < margin)
    const entities = close.flatMap(({ referent }) => (isAnonymous(referent) ? [] : [referent]))
    return among(entities)
  }
  return isAnonymous(first.referent) ? ANONYMOUS : resolvedTo(first.referent)
}
