/** Options of `npm run eval`. */
export interface EvalOptions {
  /** Gold files, JSON Lines, perhaps gzipped; the development sets when none is named. */
  readonly gold: readonly string[]
  /**
   * Where to write what the extractors found, in the scorer's format; null for a temporary file. For
   * `gold`, where to write the resolved annotations as JSON Lines instead of scoring.
   */
  readonly out: string | null
  /** Print the scorer's own JSON and nothing else. */
  readonly json: boolean
  /** Keep the figures of this run as those that later runs are compared with. */
  readonly record: boolean
  /** Part of the annotated articles in tests/gold; null for development and test. */
  readonly part: string | null
  /** Print each difference from the gold. */
  readonly errors: boolean
  /** Print how far two annotations of the same articles agree, instead of scores. */
  readonly agreement: boolean
  /** Print the sizes of the parts, instead of scores. */
  readonly counts: boolean
}
