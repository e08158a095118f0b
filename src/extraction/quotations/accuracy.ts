import type { QuotationKind, Tier } from '../../model/quotation.ts'
import { measured } from './measured-accuracy.ts'

/** Of rules that no evaluation has met often enough to say anything about them. */
const unmeasured: Readonly<Record<Tier, number>> = { HIGH: 0.9, MEDIUM: 0.7, LOW: 0.5 }

/** The key of a rule in the table of what was measured. */
export function accuracyKey(rule: string, tier: Tier, kind: QuotationKind): string {
  return `${rule} ${tier} ${kind === 'INDIRECT' ? 'unmarked' : 'marked'}`
}

/** The measured share of right answers of a rule, 0 to 1. */
export function accuracyOf(rule: string, tier: Tier, kind: QuotationKind): number {
  return measured[accuracyKey(rule, tier, kind)] ?? unmeasured[tier]
}
