import type { Problem } from '../../model/problem.ts'
import type { DoubtEvidence } from './evidence.ts'

export function findAnniversaryDoubts(_evidence: DoubtEvidence): Problem[] {
  return []
}
