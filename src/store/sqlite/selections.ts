import type { ListName, Lists, ListSet } from '../../model/lists.ts'
import { ownArticles, selectArticles } from './article-selection.ts'
import { problemConditions, sourceConditions, speakerConditions } from './filters.ts'
import { selectDates, selectPictures, selectQuotations } from './part-selections.ts'
import type { Values } from './values.ts'

/**
 * The rows of a list: its table is `t`, the article `a` where it is joined, the owner `h`.
 *
 * `published` and `tie` stand where they can be read in order: in the list's own table, or in the
 * table of one speaker or source that leads to it.
 */
export interface Selection {
  readonly from: string
  readonly where: readonly string[]
  readonly published: string
  /** The number that stands for the id, or the id. */
  readonly tie: string
  /** Whether `a` is joined. */
  readonly withArticle: boolean
}

/** What the rows are wanted for, which decides which table leads to them. */
export interface Purpose {
  /** First field of the order; null when there is none. */
  readonly order: string | null
  /**
   * True when the rows are reached by key, from the hits of a ranked search: walking the table of
   * one speaker or source would go over it once for each hit.
   */
  readonly ranked: boolean
}

export const COUNTING: Purpose = { order: null, ranked: false }

/** How to find the rows of each list. */
export type Select<L extends ListName> = (
  set: ListSet<L>,
  values: Values,
  purpose: Purpose,
) => Selection

export const selections: { readonly [L in ListName]: Select<L> } = {
  articles: selectArticles,
  quotations: selectQuotations,
  dates: selectDates,
  pictures: selectPictures,

  speakers({ filter, owner }, values) {
    // Who is only a candidate is a speaker to whom quotations point, but in no list.
    const where = ['t.quotations > 0', ...speakerConditions(filter, values)]
    if (filter.quoted) where.push(`t.key IN (${quotedSpeakers(filter.quoted, values)})`)
    if (owner === 'article') where.push(`t.key IN (${SPEAKERS_OF_ARTICLE})`)
    if (owner === 'speaker') where.push(`t.key IN (${SPEAKERS_BESIDE})`)
    return { from: 'speaker t', where, published: 't.last_quoted', tie: 't.id', withArticle: false }
  },

  sources({ filter }, values) {
    const where = ['t.record IS NOT NULL', ...sourceConditions(filter, values)]
    if (filter.article) {
      const articles = ownArticles(filter.article, 'a', values)
      where.push(`t.key IN (SELECT s.source FROM ${articles.from}
        JOIN source_article s ON s.article = a.key WHERE ${allOf(articles.where)})`)
    }
    return { from: 'source t', where, published: '0', tie: 't.id', withArticle: false }
  },

  problems({ filter }, values) {
    const where = problemConditions(filter, values)
    return { from: 'problem t', where, published: '0', tie: 't.id', withArticle: false }
  },
}

export function allOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '1' : conditions.map((each) => `(${each})`).join(' AND ')
}

const SPEAKERS_OF_ARTICLE = `SELECT speaker FROM speaker_article
  WHERE article = h.key AND quotations > 0`

const SPEAKERS_BESIDE = `SELECT other.speaker FROM speaker_article own
    CROSS JOIN speaker_article other ON other.article = own.article
  WHERE own.speaker = h.key AND own.quotations > 0
    AND other.quotations > 0 AND other.speaker <> h.key`

/** The keys of everyone from whom at least one such quotation is. */
function quotedSpeakers(filter: Lists['quotations']['filter'], values: Values): string {
  const set = { list: 'quotations', filter, owner: null, roles: [] } as const
  const { from, where } = selectQuotations(set, values, COUNTING)
  return `SELECT t.speaker FROM ${from} WHERE ${allOf([...where, 't.speaker IS NOT NULL'])}`
}
