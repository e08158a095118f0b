import type { DateBasis, StampPrecision, StatedTime } from './article.ts'
import type { Problem } from './problem.ts'
import type { Span } from './span.ts'

/** Where the time zone came from. */
export type ZoneBasis = 'PRINTED' | 'PRINTED_REGION' | 'CONFIGURED' | 'UNKNOWN'

/** When an article says it was published: evidence, not a fact. */
export interface PublishedTime {
  readonly literal: Span | null
  /** Wall clock as printed, `YYYY-MM-DDTHH:MM:SS`; midnight when `precision` is DAY. */
  readonly local: string
  readonly precision: StampPrecision
  /** ISO 8601 in UTC; null while no zone is known or no time of day is printed. */
  readonly instant: string | null
  /** IANA name or offset; null when unknown. */
  readonly timeZone: string | null
  readonly zoneBasis: ZoneBasis
  readonly basis: DateBasis
  /** Contradictions between the text and this time. */
  readonly doubts: readonly Problem[]
}

/** A time that the file states, with its zone. */
export interface ResolvedTime extends StatedTime {
  /** ISO 8601 in UTC; null while no zone is known or no time of day is printed. */
  readonly instant: string | null
  /** IANA name or offset; null when unknown. */
  readonly timeZone: string | null
  readonly zoneBasis: ZoneBasis
}
