import type { Language } from '../languages/language.ts'
import type { Article } from '../model/article.ts'
import type { OutletMention } from '../model/source.ts'

/**
 * Find every place where the text names a medium (an agency, a paper, a broadcaster) or describes
 * one ("state media"), in reading order.
 */
export function findOutlets(_article: Article, _language: Language): OutletMention[] {
  return []
}
