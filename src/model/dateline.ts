import type { OutletMention } from './source.ts'
import type { Span } from './span.ts'

/** The words before the first sentence: "SEOUL, Oct. 10 (Yonhap) --". */
export interface Dateline {
  /** All of it, the dash included. */
  readonly span: Span
  readonly place: Span | null
  /** The printed day, without a year: "Oct. 10". */
  readonly date: Span | null
  readonly agency: OutletMention | null
}
