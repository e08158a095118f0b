import type { ArticleSource } from './source.ts'
import type { Span } from './span.ts'

/** A caption with its credit. A caption that is printed twice is one picture with two occurrences. */
export interface Picture {
  readonly id: string
  readonly caption: string | null
  /** The credit as printed ("Korea Times file"). */
  readonly creditText: string | null
  readonly credits: readonly ArticleSource[]
  /** True when the credit marks a file photo. */
  readonly isFilePhoto: boolean
  /** Every place in the body, caption and credit together. */
  readonly occurrences: readonly Span[]
}
