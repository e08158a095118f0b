import type { CueEntry } from '../../languages/quotation-words.ts'
import type { Tier } from '../../model/quotation.ts'
import type { Run } from '../../text/quotation-marks.ts'

/** A quotation as the rules find it, in tokens. */
export interface RawQuotation {
  readonly content: readonly Run[]
  readonly cue: Run | null
  readonly lemma: string
  readonly entry: CueEntry | null
  readonly mention: Run | null
  /** The voice of the quotation before goes on. */
  readonly continues: boolean
  readonly rule: string
  readonly tier: Tier
  /** Tokens in which a relay of this quotation may be named. */
  readonly around: Run
}
