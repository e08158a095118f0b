import { itemArticleId } from '../identity/ids.ts'
import type { Problem } from '../model/problem.ts'
import type { Reading } from '../model/reading.ts'

/**
 * The place of a reading among the versions of its item: greater for newer ones, by version number,
 * then by the last time that the item states. The greatest is served.
 *
 * @returns the empty string for an article without an id from a provider, which has no versions
 */
export function rankOf({ article, times, id }: Reading): string {
  if (itemArticleId(article) !== id) return ''
  const version = /^\d{1,18}$/.test(article.itemVersion ?? '') ? (article.itemVersion ?? '') : ''
  const last = times
    .filter(({ role }) => role === 'UPDATED' || role === 'PUBLISHED' || role === 'CREATED')
    .map(({ instant, local }) => (instant ?? local).slice(0, 19))
    .sort()
    .at(-1)
  return `${version.padStart(18, '0')} ${last ?? ''}`
}

/** The problems of an article, with the doubts about its time. */
export function articleProblems({ problems, published }: Reading): Problem[] {
  return [...problems, ...(published?.doubts ?? [])]
}
