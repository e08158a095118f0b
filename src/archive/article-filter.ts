import * as v from 'valibot'
import type { ArticleFilter } from '../model/lists.ts'

const WORD = /[\p{L}\p{N}]/u

const text = v.pipe(v.string(), v.nonEmpty())
const texts = v.array(text)
const day = v.nullable(v.pipe(v.string(), v.isoDate()))
const days = v.strictObject({ from: day, until: day })
const roles = v.picklist(['PUBLISHER', 'WIRE_AGENCY', 'RELAY', 'PICTURE_CREDIT', 'AUTHOR'])

// A misspelt member would select too much.
const FILTER = v.strictObject({
  words: v.optional(v.pipe(v.string(), v.regex(WORD))),
  path: v.optional(text),
  published: v.optional(days),
  languages: v.optional(texts),
  source: v.optional(v.strictObject({ ids: texts, roles: v.optional(v.array(roles)) })),
  speakers: v.optional(texts),
  hasProblems: v.optional(v.boolean()),
  mentionsDate: v.optional(days),
}) satisfies v.GenericSchema<unknown, ArticleFilter>

/**
 * Check a filter that a program gives.
 *
 * @returns its members in one order; null for anything else, and for a filter without a condition
 */
export function parseArticleFilter(value: unknown): ArticleFilter | null {
  const { success, output } = v.safeParse(FILTER, value)
  if (!success) return null
  const members = Object.entries(output).filter(([, member]) => member !== undefined)
  if (members.length === 0) return null
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
