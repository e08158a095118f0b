import type { DateMention } from '../../model/date.ts'
import type { Quotation } from '../../model/quotation.ts'

/**
 * The words that a trait of a quotation or a date can have, as small numbers. In the order of the
 * alphabet, so that the numbers compare as the words do.
 */
const CODES = {
  kind: ['DIRECT', 'INDIRECT', 'MIXED'],
  naming: ['ANONYMOUS', 'DESCRIBED', 'NAMED', 'NONE'],
  basis: ['CONTINUATION', 'CORRECTED', 'DESCRIBED', 'NAMED', 'NONE', 'PRONOUN'],
  tier: ['HIGH', 'LOW', 'MEDIUM'],
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

/** Place of each trait in the one number that a row has for all of them: four bits. */
const SHIFTS: Readonly<Record<Trait, number>> = {
  kind: 0,
  naming: 4,
  basis: 8,
  tier: 12,
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

/** The traits of a quotation as one number. */
export function traitsOfQuotation({
  kind,
  naming,
  attribution,
  tier,
}: Pick<Quotation, 'kind' | 'naming' | 'attribution' | 'tier'>): number {
  return (
    placed('kind', kind) |
    placed('naming', naming) |
    placed('basis', attribution.basis) |
    placed('tier', tier)
  )
}

/** The traits of a date as one number. */
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

/** SQL for the number of one trait of a row; null where it has none. */
export function traitIn(traits: string, trait: Trait): string {
  return `nullif(${traits} >> ${SHIFTS[trait]} & ${NONE}, ${NONE})`
}

export function isTrait(name: string): name is Trait {
  return Object.hasOwn(CODES, name)
}

/** Values from 0 to 1 are kept in ten-thousandths: two bytes instead of eight. */
export function tenThousandths(value: number): number {
  return Math.round(value * 10_000)
}
