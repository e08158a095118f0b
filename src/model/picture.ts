import type { ArticleSource } from './source.ts'
import type { Span } from './span.ts'

/** A caption with its credit. The same caption printed twice is one picture seen twice. */
export interface Picture {
  readonly id: string
  readonly caption: string | null
  /** The credit as printed ("Korea Times file"). */
  readonly creditText: string | null
  readonly credits: readonly ArticleSource[]
  /** True when the credit says that the picture comes from the files. */
  readonly isFilePhoto: boolean
  /** Every place where it is printed, caption and credit together. */
  readonly occurrences: readonly Span[]
}
