import type { DateWords } from './date-words.ts'
import type { PeopleWords } from './people-words.ts'
import type { QuotationWords } from './quotation-words.ts'
import type { SourceWords } from './source-words.ts'

/** The words of one language, as data; the rules that use them name no word themselves. */
export interface Language {
  /** BCP 47 primary tag. */
  readonly code: string
  /** The most frequent words, lower case, by which texts in it are recognised. */
  readonly commonWords: ReadonlySet<string>
  readonly quotations: QuotationWords
  readonly people: PeopleWords
  readonly sources: SourceWords
  /** Null where no expressions of time are read. */
  readonly dates: DateWords | null
}

/** The first is the default for articles of unknown language. */
export type Languages = readonly [Language, ...Language[]]
