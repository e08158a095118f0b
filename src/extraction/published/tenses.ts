import type { Problem } from '../../model/problem.ts'
import type { DoubtEvidence } from './evidence.ts'

export function findTenseDoubts(_evidence: DoubtEvidence): Problem[] {
  return []
}
