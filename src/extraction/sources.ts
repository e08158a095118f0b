import type { Language } from '../languages/language.ts'
import type { Article } from '../model/article.ts'
import type { Dateline } from '../model/dateline.ts'
import type { Picture } from '../model/picture.ts'
import type { Settings } from '../model/settings.ts'
import type { ArticleSource, OutletMention } from '../model/source.ts'

/**
 * Find where the article comes from: publisher, wire agency, authors and owners of its pictures.
 * Relays belong to quotations and are found there.
 */
export function findSources(
  _article: Article,
  _found: {
    readonly dateline: Dateline | null
    readonly outlets: readonly OutletMention[]
    readonly pictures: readonly Picture[]
  },
  _settings: Settings,
  _language: Language,
): ArticleSource[] {
  return []
}
