import type { Language } from '../../languages/language.ts'
import type { Article } from '../../model/article.ts'
import type { DateMention } from '../../model/date.ts'
import type { Dateline } from '../../model/dateline.ts'
import type { PublishedTime } from '../../model/published.ts'

/** Find the expressions of time in the headline and the paragraphs, in reading order. */
export function findDates(
  _article: Article,
  _id: string,
  _known: { readonly published: PublishedTime | null; readonly dateline: Dateline | null },
  _language: Language,
): DateMention[] {
  return []
}
