import type { Language } from '../languages/language.ts'
import type { Article } from '../model/article.ts'
import type { Dateline } from '../model/dateline.ts'
import type { OutletMention } from '../model/source.ts'

/** Find the dateline that opens the first paragraph of text. */
export function findDateline(
  _article: Article,
  _outlets: readonly OutletMention[],
  _language: Language,
): Dateline | null {
  return null
}
