import type { Span } from './span.ts'

/** TIMEX3's types. */
export type DateType = 'DATE' | 'TIME' | 'DURATION' | 'SET'

export type DateForm = 'EXPLICIT' | 'UNDERSPECIFIED' | 'RELATIVE' | 'VAGUE'

/** Relative to the time of publication. */
export type DateRelation = 'PAST' | 'PRESENT' | 'FUTURE'

export type DatePrecision =
  | 'CENTURY'
  | 'DECADE'
  | 'YEAR'
  | 'HALF'
  | 'QUARTER'
  | 'SEASON'
  | 'MONTH'
  | 'WEEK'
  | 'DAY'
  | 'PART_OF_DAY'
  | 'HOUR'
  | 'MINUTE'
  | 'SECOND'

/** What an expression was resolved against. */
export type DateAnchor =
  | { readonly kind: 'PUBLISHED'; readonly date: string }
  | { readonly kind: 'DATELINE' | 'MENTION'; readonly date: string; readonly span: Span }

/** Another possible value, where the words leave past or future open. */
export interface DateAlternative {
  readonly value: string
  readonly from: string | null
  readonly until: string | null
}

/** A temporal expression in the text. Stated and inferred values are separate members. */
export interface DateMention {
  readonly id: string
  readonly span: Span
  readonly type: DateType
  /** TIMEX3 value (`2024-07-13`, `PAST_REF`, `P3D`); null when it cannot be determined. */
  readonly value: string | null
  /** TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER, LESS_THAN, MORE_THAN, … */
  readonly mod: string | null
  /** ISO 8601-2 where it can express the value. */
  readonly edtf: string | null
  /** First and last day covered, `YYYY-MM-DD`, both included; null when open. */
  readonly from: string | null
  readonly until: string | null
  readonly precision: DatePrecision | null
  readonly form: DateForm
  /** Null when the time of publication or the value is unknown. */
  readonly relation: DateRelation | null
  /** Null when the expression needs no anchor ("1945") or its anchor is unknown. */
  readonly anchor: DateAnchor | null
  readonly alternatives: readonly DateAlternative[]
  /** 0 to 1: the measured accuracy of the rule. */
  readonly certainty: number
  readonly rule: string
}
