import type { Keyset, ListName, ListSet, Order, Page } from '../../model/lists.ts'
import type { Database } from './database.ts'
import { keyRange } from './keys.ts'
import { matchExpression } from './match.ts'
import type { Selection } from './selections.ts'
import type { Values } from './values.ts'

/** A search in one of the full-text tables. */
export interface Search {
  readonly table: string
  /** Where the items are that its rows stand for. */
  readonly items: string
  /** BM25, larger is better. */
  readonly score: string
  /** What FTS5 is asked; null when the input has no word, which matches nothing. */
  readonly expression: string | null
}

// A word of the headline weighs five times one of the body.
const TABLES = {
  articles: { table: 'article_text', items: 'article', score: '-bm25(article_text, 5.0, 1.0)' },
  quotations: { table: 'quotation_text', items: 'quotation', score: '-bm25(quotation_text)' },
} as const

/** The search that a set asks for, null for none. */
export function searchOf({ list, filter }: ListSet<ListName>): Search | null {
  if (list !== 'articles' && list !== 'quotations') return null
  if (!('words' in filter) || filter.words === undefined) return null
  return { ...TABLES[list], expression: matchExpression(filter.words) }
}

/** The same set without its search. */
export function withoutWords<L extends ListName>(set: ListSet<L>): ListSet<L> {
  return { ...set, filter: { ...set.filter, words: undefined } }
}

/** Whether items come in the order of their scores. */
export function isRanked(set: ListSet<ListName>, order: readonly Order[]): boolean {
  return searchOf(set) !== null && order.some(({ field }) => field === 'RELEVANCE')
}

/** The rows that match, as a condition. */
export function matches({ table, expression }: Search, values: Values): string {
  return expression === null ? '0' : `${table} MATCH ${values.add(expression)}`
}

/** All hits with their scores, in front of a statement that joins `hit`. */
export function hitsOf(search: Search, values: Values): string {
  return `WITH hit (key, score) AS MATERIALIZED (
    SELECT rowid, ${search.score} FROM ${search.table} WHERE ${matches(search, values)})`
}

/** Scores of the items alone: the search walks their stretch, and weighs what is on the pages. */
export function withScores(database: Database, search: Search, pages: readonly Page[]): Page[] {
  const { table, items, score, expression } = search
  const ids = pages.flatMap((page) => page.items.map(({ id }) => id))
  if (expression === null || ids.length === 0) return [...pages]
  const rows = database.all(
    `WITH wanted (key, id) AS MATERIALIZED
      (SELECT key, id FROM ${items} WHERE id IN (SELECT value FROM json_each(?1)))
    SELECT wanted.id, ${score} FROM ${table} CROSS JOIN wanted ON wanted.key = ${table}.rowid
    WHERE ${table} MATCH ?2
      AND ${table}.rowid BETWEEN (SELECT min(key) FROM wanted) AND (SELECT max(key) FROM wanted)`,
    [JSON.stringify(ids), expression],
  )
  const scores = new Map(rows.map(([id, value]) => [String(id), Number(value)]))
  return pages.map((page) => ({
    ...page,
    items: page.items.map((item) => ({ ...item, score: scores.get(item.id) ?? null })),
  }))
}

/**
 * Let the hits lead to their items, in the order of their keys, which is that of the days of
 * publication: a page of the newest takes a few hits and not all of them.
 */
export function ledByHits(selection: Selection, search: Search, values: Values): Selection {
  const { table } = search
  return {
    ...selection,
    from: `${table} CROSS JOIN ${selection.from}`,
    where: [matches(search, values), `t.key = ${table}.rowid`, ...selection.where],
  }
}

/** Keeps a walk over hits to one side of a cursor: its day included, since days have no order. */
export function daysBesides(
  { table, items }: Search,
  keyset: Keyset,
  newer: boolean,
  values: Values,
): string {
  const [published] = keyset
  if (typeof published !== 'number' || !Number.isFinite(published)) return '1'
  const [first, last] = keyRange(published)
  const bound = `CAST(${values.add(newer ? first : last)} AS INTEGER)`
  const key = items === 'article' ? bound : `((${bound} << 20) + ${newer ? 0 : 1_048_575})`
  return `${table}.rowid ${newer ? '>=' : '<='} ${key}`
}

/**
 * Where a page of hits ends that are in the order of days: behind the whole day of its last item,
 * since items of one day are not in order.
 *
 * @param newestFirst - the direction of the walk
 */
export function endOfWalk(
  { table, items }: Search,
  { from, where, limit }: { from: string; where: string; limit: string },
  newestFirst: boolean,
): string {
  const [first, last] = items === 'article' ? [FIRST_OF_DAY, LAST_OF_DAY] : [FIRST_PART, LAST_PART]
  const found = `SELECT t.key AS key FROM ${from} WHERE ${where}
    ORDER BY ${table}.rowid ${newestFirst ? 'DESC' : 'ASC'} LIMIT ${limit}`
  return newestFirst
    ? `${table}.rowid >= (SELECT ${first} FROM (${found}))`
    : `${table}.rowid <= (SELECT ${last} FROM (${found}))`
}

const [, LAST_UNDATED] = keyRange(null)

const FIRST_OF_DAY = `CASE WHEN min(key) <= ${LAST_UNDATED} THEN 0 ELSE (min(key) >> 20) << 20 END`
const LAST_OF_DAY = `CASE WHEN max(key) <= ${LAST_UNDATED} THEN ${LAST_UNDATED}
  ELSE ((max(key) >> 20) << 20) + 1048575 END`
const FIRST_PART = `CASE WHEN min(key) >> 20 <= ${LAST_UNDATED} THEN 0
  ELSE (min(key) >> 40) << 40 END`
const LAST_PART = `CASE WHEN max(key) >> 20 <= ${LAST_UNDATED}
  THEN (${LAST_UNDATED} << 20) + 1048575 ELSE (((max(key) >> 40) + 1) << 40) - 1 END`
