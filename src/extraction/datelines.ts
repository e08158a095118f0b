import type { Language } from '../languages/language.ts'
import type { Article } from '../model/article.ts'
import type { Dateline } from '../model/dateline.ts'
import type { OutletMention } from '../model/source.ts'
import { findDatelineParts } from './dateline-parts.ts'

/** Find the dateline that opens the text, below notes to editors at most: "SEOUL, Oct. 10 (Yonhap) --". */
export function findDateline(
  article: Article,
  outlets: readonly OutletMention[],
  language: Language,
): Dateline | null {
  const parts = findDatelineParts(article, language.sources)
  if (!parts) return null
  const { span, place, date, agency } = parts
  const named = outlets.find(
    ({ span, source }) => source && agency && span.start < agency.end && span.end > agency.start,
  )
  return { span, place, date, agency: named ?? null }
}
