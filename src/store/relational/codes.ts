import type { DateMention } from '../../model/date.ts'
import type { Quotation } from '../../model/quotation.ts'

/**
 * Numbers for the enum values of quotations and dates. In alphabetical order, so that the numbers sort
 * like the values.
 */
const CODES = {
  kind: ['DIRECT', 'INDIRECT', 'MIXED'],
  naming: ['ANONYMOUS', 'DESCRIBED', 'NAMED', 'NONE'],
  basis: ['CONTINUATION', 'CORRECTED', 'DESCRIBED', 'NAMED', 'NONE', 'PRONOUN'],
  tier: ['HIGH', 'LOW', 'MEDIUM'],
  factuality: ['NOT_SAID', 'SAID', 'UNCERTAIN'],
  type: ['DATE', 'DURATION', 'SET', 'TIME'],
  form: ['EXPLICIT', 'RELATIVE', 'UNDERSPECIFIED', 'VAGUE'],
  relation: ['FUTURE', 'PAST', 'PRESENT'],
  precision: [
    'CENTURY',
    'DAY',
    'DECADE',
    'HALF',
    'HOUR',
    'MINUTE',
    'MONTH',
    'PART_OF_DAY',
    'QUARTER',
    'SEASON',
    'SECOND',
    'WEEK',
    'YEAR',
  ],
} as const

export type Trait = keyof typeof CODES
export type Word<Name extends Trait> = (typeof CODES)[Name][number]

/** Bits of each trait in the `traits` column; each has four. */
const SHIFTS: Readonly<Record<Trait, number>> = {
  kind: 0,
  naming: 4,
  basis: 8,
  tier: 12,
  factuality: 16,
  precision: 0,
  form: 4,
  relation: 8,
  type: 12,
}
const NONE = 15

/** @returns the number of a word; null for null */
export function codeOf<Name extends Trait>(trait: Name, word: Word<Name>): number
export function codeOf<Name extends Trait>(trait: Name, word: Word<Name> | null): number | null
export function codeOf(trait: Trait, word: string | null): number | null {
  if (word === null) return null
  const words: readonly string[] = CODES[trait]
  return words.indexOf(word)
}

export function wordOf<Name extends Trait>(trait: Name, code: number): Word<Name> {
  const words: readonly Word<Name>[] = CODES[trait]
  const word = words[code]
  if (word === undefined) throw new Error(`No ${trait} has the number ${code}`)
  return word
}

/** The `traits` column of a quotation. */
export function traitsOfQuotation({
  kind,
  naming,
  attribution,
  tier,
  factuality,
}: Pick<Quotation, 'kind' | 'naming' | 'attribution' | 'tier' | 'factuality'>): number {
  return (
    placed('kind', kind) |
    placed('naming', naming) |
    placed('basis', attribution.basis) |
    placed('tier', tier) |
    placed('factuality', factuality)
  )
}

/** The `traits` column of a date. */
export function traitsOfDate({
  type,
  form,
  relation,
  precision,
}: Pick<DateMention, 'type' | 'form' | 'relation' | 'precision'>): number {
  return (
    placed('type', type) |
    placed('form', form) |
    placed('relation', relation) |
    placed('precision', precision)
  )
}

function placed<Name extends Trait>(trait: Name, word: Word<Name> | null): number {
  return (codeOf(trait, word) ?? NONE) << SHIFTS[trait]
}

/** SQL for one trait of a row; null when it has none. */
export function traitIn(traits: string, trait: Trait): string {
  return `nullif(${traits} >> ${SHIFTS[trait]} & ${NONE}, ${NONE})`
}

export function isTrait(name: string): name is Trait {
  return Object.hasOwn(CODES, name)
}

/** Values from 0 to 1 are stored in ten-thousandths: two bytes instead of eight. */
export function tenThousandths(value: number): number {
  return Math.round(value * 10_000)
}
