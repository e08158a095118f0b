import type { Span } from './span.ts'

export type Severity = 'ERROR' | 'WARNING' | 'INFO'

/** Stable codes; `message` gives the details, `hint` what would help. */
export type ProblemCode =
  // The file could not be read.
  | 'EMPTY_FILE'
  | 'BINARY_FILE'
  | 'FILE_TOO_LARGE'
  | 'UNREADABLE_FILE'
  | 'UNKNOWN_FORMAT'
  | 'LINK_OUTSIDE'
  | 'LINK_LOOP'
  | 'NOT_A_FILE'
  | 'UNREADABLE_NAME'
  // The file was read, with doubt or loss.
  | 'ENCODING_GUESSED'
  | 'UNDECODABLE_BYTES'
  | 'CONTROL_CHARACTERS'
  | 'DAMAGED_TEXT'
  | 'MALFORMED_FILE'
  | 'PAGE_TOO_LARGE'
  | 'DUPLICATE_FILE'
  | 'COPY_SKIPPED'
  | 'DAMAGED_FILE'
  | 'TOO_COMPLEX'
  | 'BAD_FRONT_MATTER'
  // The article has a gap or contradicts itself.
  | 'WITHDRAWN_ITEM'
  | 'EMBARGOED_ITEM'
  | 'NO_HEADLINE'
  | 'NO_TEXT'
  | 'NO_DATE'
  | 'BAD_DATE'
  | 'DATE_IN_DOUBT'
  | 'TOO_MANY_DATES'
  | 'NO_SUCH_LOCAL_TIME'
  | 'AMBIGUOUS_LOCAL_TIME'
  | 'UNBALANCED_QUOTATION_MARK'
  | 'NO_LANGUAGE_RULES'
  | 'REPEATED_TEXT'
  // Corrections or speakers files do not fit the articles.
  | 'BAD_SETTINGS'
  | 'BAD_ANNOTATION'
  | 'STALE_CORRECTION'
  // A fault of Pressgraph.
  | 'READER_FAILED'
  | 'READER_TIMED_OUT'
  | 'READER_OUT_OF_MEMORY'

/** What is wrong with a file or a reading, as data. */
export interface Problem {
  readonly code: ProblemCode
  readonly severity: Severity
  readonly message: string
  readonly hint: string | null
  /** Relative to the archive folder, with `/`. */
  readonly path: string
  /** Into the article's body; null when the whole file is meant. */
  readonly span: Span | null
  /** From 1; the column counts UTF-16 units. Null together. */
  readonly line: number | null
  readonly column: number | null
}
