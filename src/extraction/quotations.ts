import type { Language } from '../languages/language.ts'
import type { Article } from '../model/article.ts'
import type { Dateline } from '../model/dateline.ts'
import type { Problem } from '../model/problem.ts'
import type { Quotation } from '../model/quotation.ts'
import type { OutletMention } from '../model/source.ts'
import type { ArticleSpeaker } from '../model/speaker.ts'

export interface FoundQuotations {
  readonly quotations: readonly Quotation[]
  /** Everyone whom the quotations mention as speaker or candidate, each once. */
  readonly speakers: readonly ArticleSpeaker[]
  readonly problems: readonly Problem[]
}

/** Find what is quoted in the headline and the paragraphs, by whom, and through whom it came. */
export function findQuotations(
  _article: Article,
  _id: string,
  _known: { readonly dateline: Dateline | null; readonly outlets: readonly OutletMention[] },
  _language: Language,
): FoundQuotations {
  return { quotations: [], speakers: [], problems: [] }
}
