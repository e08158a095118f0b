import type { Article } from '../model/article.ts'
import type { Dateline } from '../model/dateline.ts'
import type { DateMention } from '../model/date.ts'
import type { Problem } from '../model/problem.ts'
import type { PublishedTime } from '../model/published.ts'
import type { Settings } from '../model/settings.ts'

/**
 * Turn the printed stamp into a time of publication, as far as it is known.
 *
 * @param publisher - name of the publisher, for zones set by publisher
 */
export function resolvePublished(
  _article: Article,
  _dateline: Dateline | null,
  _publisher: string | null,
  _settings: Settings,
): PublishedTime | null {
  return null
}

/** Find what in the text cannot be squared with the printed time. */
export function findDoubts(
  _article: Article,
  _published: PublishedTime,
  _dateline: Dateline | null,
  _dates: readonly DateMention[],
): Problem[] {
  return []
}
