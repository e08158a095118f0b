import type { Keyset, ListName, ListSet, Order } from '../../model/lists.ts'
import type { QuotationPlace } from '../store.ts'
import type { Database, Values } from './database.ts'
import {
  OVERFLOW,
  MOST_PARTS,
  articleOf,
  dayOfKey,
  idHalves,
  keyRange,
  partKey,
  partIdOf,
  partsByIds,
  positionOf,
  UNDATED,
} from './keys.ts'
import { anyMatchExpression, matchExpression } from './search-text.ts'
import type { Selection } from './selections.ts'

/** A search in one of the full-text tables. */
export interface Search {
  readonly table: string
  /** Table of the items with the same keys. */
  readonly items: string
  /** BM25, larger is better. */
  readonly score: string
  /** FTS5 query; null when the input has no word, which matches nothing. */
  readonly expression: string | null
}

// A word of the headline weighs five times one of the body.
const TABLES = {
  articles: { table: 'article_text', items: 'article', score: '-bm25(article_text, 1.0, 5.0)' },
  quotations: { table: 'quotation_text', items: 'quotation', score: '-bm25(quotation_text)' },
} as const

/**
 * Scoring takes one or two microseconds per hit, and a common word hits most articles: of more hits,
 * only the newest are scored. The schema says so.
 */
const MOST_RANKED = 10_000

/** The search of a set; null for none. */
export function searchOf({ list, filter }: ListSet<ListName>): Search | null {
  if (list !== 'articles' && list !== 'quotations') return null
  if ('phrases' in filter && filter.phrases !== undefined) {
    return { ...TABLES[list], expression: anyMatchExpression(filter.phrases) }
  }
  if (!('words' in filter) || filter.words === undefined) return null
  return { ...TABLES[list], expression: matchExpression(filter.words) }
}

/** The same set without its search. */
export function withoutWords<L extends ListName>(set: ListSet<L>): ListSet<L> {
  return { ...set, filter: { ...set.filter, words: undefined, phrases: undefined } }
}

/** Whether items are ordered by score. */
export function isRanked(set: ListSet<ListName>, order: readonly Order[]): boolean {
  return searchOf(set) !== null && order.some(({ field }) => field === 'RELEVANCE')
}

/** False once a day had more articles than keys, so that keys are not in the order of days. */
export function areKeysInDayOrder(database: Database): boolean {
  const [first] = OVERFLOW
  return database.untracked('SELECT 1 FROM article WHERE key >= ? LIMIT 1', [first]).length === 0
}

/** SQL condition for the rows that match. */
function matches({ table, expression }: Search, values: Values): string {
  return expression === null ? '0' : `${table} MATCH ${values.add(expression)}`
}

/**
 * WITH clause for a table `hit` of keys and scores.
 *
 * @param newestOnly - score only the newest `MOST_RANKED`
 */
export function rankedHits(search: Search, newestOnly: boolean, values: Values): string {
  const { table, score } = search
  const match = matches(search, values)
  const edge = `SELECT rowid FROM ${table} WHERE ${match}
    ORDER BY rowid DESC LIMIT 1 OFFSET ${MOST_RANKED - 1}`
  const newest = newestOnly ? ` AND rowid >= ifnull((${edge}), 0)` : ''
  return `WITH hit (key, score) AS MATERIALIZED (
    SELECT rowid, ${score} FROM ${table} WHERE ${match}${newest})`
}

/**
 * Whether a ranked search may skip old hits: not when another filter could select old ones. Keys must
 * be in the order of days.
 */
export function mayRankNewestOnly({ owner, filter }: ListSet<ListName>): boolean {
  return (
    owner === null &&
    Object.entries(filter).every(
      ([member, value]) => member === 'words' || member === 'phrases' || value === undefined,
    )
  )
}

/** Scores of some items; only the key range of the items is searched. */
export function scoresOf(
  database: Database,
  list: 'articles' | 'quotations',
  words: string,
  ids: readonly string[],
): (number | null)[] {
  const expression = matchExpression(words)
  if (expression === null) return ids.map(() => null)
  const { table, items, score } = TABLES[list]
  const isPart = list === 'quotations'
  const named = isPart
    ? partsByIds(items, '?1')
    : `json_each(?1) j CROSS JOIN ${items} t ON t.id = j.value`
  const rows = database.all(
    `WITH wanted (key, at) AS MATERIALIZED (SELECT t.key, j.key FROM ${named})
    SELECT wanted.at, ${score} FROM ${table} CROSS JOIN wanted ON wanted.key = ${table}.rowid
    WHERE ${table} MATCH ?2
      AND ${table}.rowid BETWEEN (SELECT min(key) FROM wanted) AND (SELECT max(key) FROM wanted)`,
    [JSON.stringify(isPart ? ids.map(idHalves) : ids), expression],
  )
  const scores = new Map(rows.map(([at, value]) => [Number(at), Number(value)]))
  return ids.map((_, at) => scores.get(at) ?? null)
}

/** One statement, which searches once for each phrase. */
export function quotationsWithPhrase(
  database: Database,
  phrases: readonly string[],
  limit: number,
): QuotationPlace[][] {
  const found = phrases.map((): QuotationPlace[] => [])
  const expressions = phrases.flatMap((phrase, at) => {
    const expression = matchExpression(`"${phrase}"`)
    return expression === null ? [] : [[at, expression]]
  })
  const rows = database.all(
    `SELECT at, article, tie, position FROM (
      SELECT j.value ->> 0 AS at, a.id AS article, t.tie AS tie, ${positionOf('t.key')} AS position,
        row_number() OVER (
          PARTITION BY j.key ORDER BY t.published = ${UNDATED}, t.published, t.tie
        ) AS number
      FROM json_each(?1) j CROSS JOIN quotation_text
      CROSS JOIN quotation t ON t.key = quotation_text.rowid
      CROSS JOIN article a ON a.key = ${articleOf('t.key')}
      WHERE quotation_text MATCH j.value ->> 1
    ) WHERE number <= ?2 ORDER BY at, number`,
    [JSON.stringify(expressions), limit],
  )
  for (const [at, article, tie, position] of rows) {
    const home = String(article)
    const id = partIdOf(home, Number(tie))
    found[Number(at)]?.push({ id, article: home, position: Number(position) })
  }
  return found
}

/**
 * Walk the hits in the order of their keys, which is that of the days of publication: a page of the
 * newest reads a few hits and not all of them.
 */
export function fromHits(selection: Selection, search: Search, values: Values): Selection {
  const { table } = search
  return {
    ...selection,
    from: `${table} CROSS JOIN ${selection.from}`,
    where: [matches(search, values), `t.key = ${table}.rowid`, ...selection.where],
  }
}

/** Bounds a walk over hits by the day of a cursor; inclusive, since keys of a day have no order. */
export function keysetDayBound({ table, items }: Search, keyset: Keyset, newer: boolean): string {
  const [published] = keyset
  if (typeof published !== 'number' || !Number.isFinite(published)) return '1'
  const range = keyRange(published)
  if (range === OVERFLOW) return '1'
  const article = newer ? range[0] : range[1]
  const key = items === 'article' ? article : partKey(article, newer ? 0 : MOST_PARTS - 1)
  return `${table}.rowid ${newer ? '>=' : '<='} ${key}`
}

/**
 * Ends a walk over hits after the day of the last item of the page, since keys of a day have no
 * order.
 *
 * @param newestFirst - the direction of the walk
 */
export function pageEndCondition(
  { table, items }: Search,
  { from, where, limit }: { from: string; where: string; limit: string },
  newestFirst: boolean,
): string {
  const edge = newestFirst ? 'min(key)' : 'max(key)'
  const day = dayOfKey(items === 'article' ? edge : articleOf(edge))
  const found = `SELECT t.key AS key FROM ${from} WHERE ${where}
    ORDER BY ${table}.rowid ${newestFirst ? 'DESC' : 'ASC'} LIMIT ${limit}`
  const end = newestFirst ? day.first : day.last
  const key =
    items === 'article' ? end : `(${end}) * ${MOST_PARTS} + ${newestFirst ? 0 : MOST_PARTS - 1}`
  return `${table}.rowid ${newestFirst ? '>=' : '<='} (SELECT ${key} FROM (${found}))`
}
