/** What `npm run eval -- quotations|dates` is asked to do. */
export interface EvalOptions {
  /** Gold files, JSON Lines, perhaps gzipped; the development sets when none is named. */
  readonly gold: readonly string[]
  /** Where to leave what the extractors found, in the scorer's format; null for a temporary file. */
  readonly out: string | null
  /** Print the scorer's own JSON and nothing else. */
  readonly json: boolean
  /** Keep the figures of this run as those that later runs are compared with. */
  readonly record: boolean
}
