import type { CostLimits } from './cost.ts'
import type { DocumentLimits, TextLimits } from './document-limits.ts'

/** The limits of one operation. Ordinary queries never reach the defaults. */
export interface Limits extends TextLimits, DocumentLimits, CostLimits {
  /** Lists and objects inside each other in the JSON of the variables. */
  readonly variableDepth: number
  /** Errors in one answer; the last of them says how many are left out. */
  readonly errors: number
  /** Milliseconds that the execution of one operation may take. */
  readonly milliseconds: number
  /** Bytes of one response. */
  readonly responseBytes: number
}

export const defaultLimits: Limits = {
  tokens: 2_000,
  nesting: 64,
  directives: 50,
  depth: 15,
  aliases: 30,
  rootFields: 100,
  fields: 2_000,
  introspectionDepth: 20,
  introspectionFields: 500,
  // 50 articles with 5 quotations each, their speakers and sources, are below 5,000 points.
  cost: 25_000,
  // These count over the whole list, however short the page is, or search it twice.
  fieldCosts: { totalCount: 10, facets: 250, timeline: 250, verify: 250 },
  defaultPage: 20,
  largestPage: 100,
  variableDepth: 64,
  errors: 10,
  milliseconds: 10_000,
  responseBytes: 16 * 1024 * 1024,
}
