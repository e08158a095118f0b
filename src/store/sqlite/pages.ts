import type { ListItem, ListName, Lists, ListSet, Order, Page, Window } from '../../model/lists.ts'
import type { Database, Row } from './database.ts'
import { matchExpression } from './match.ts'
import { allOf, type Selection, selections } from './selections.ts'
import { besides, isRanked, orderBy, readKeyset, type Sorting, sortingOf } from './sorting.ts'
import { tables } from './tables.ts'
import { Values } from './values.ts'

/**
 * One page for each owner, in one statement; a second one says whether anything lies beyond the
 * cursors that were given, and a third gives the scores of a search that is not ordered by them.
 */
export function findPages<L extends ListName>(
  database: Database,
  set: ListSet<L>,
  window: Window<Lists[L]['order']>,
  owners: readonly string[],
): Page[] {
  const ranked = isRanked(set, window.order)
  const values = new Values()
  const asked = values.add(JSON.stringify(owners))
  const selection = select(set, window, values, ranked)
  const sorting = sortingOf(set, window.order, selection, ranked)
  const sql = pageStatement({ set, window, asked, selection, sorting, ranked, values })
  const found = owners.map((): Row[] => [])
  for (const row of database.all(sql, values.list)) found[Number(row[0])]?.push(row)
  const beyond = findBeyond(database, set, window, owners, ranked)
  const pages = found.map((rows, at) => pageOf(rows, window, sorting, ranked, beyond[at] ?? {}))
  return ranked ? pages : withScores(database, set, pages)
}

interface Beyond {
  readonly before?: boolean
  readonly after?: boolean
}

interface Asked<L extends ListName> {
  readonly set: ListSet<L>
  readonly window: Window<Lists[L]['order']>
  /** Placeholder of the owners, a JSON array. */
  readonly asked: string
  readonly selection: Selection
  readonly sorting: Sorting
  readonly ranked: boolean
  readonly values: Values
}

/** The rows of a list; those of a ranked search joined with their scores. */
function select<L extends ListName>(
  set: ListSet<L>,
  { order }: Window<Lists[L]['order']>,
  values: Values,
  ranked: boolean,
): Selection {
  const purpose = { order: order[0]?.field ?? null, ranked }
  if (!ranked) return withJoins(selections[set.list](set, values, purpose), set, order, false)
  const rest = { ...set, filter: { ...set.filter, words: undefined } }
  const selection = withJoins(selections[set.list](rest, values, purpose), set, order, true)
  return {
    ...selection,
    from: `hit CROSS JOIN ${selection.from}`,
    where: ['t.key = hit.key', ...selection.where],
  }
}

/** The article is joined when its id is given out, or when the order is that of the text. */
function withJoins<L extends ListName>(
  selection: Selection,
  set: ListSet<L>,
  order: readonly Order[],
  ranked: boolean,
): Selection {
  const needed = ranked || set.owner === null || order.some(({ field }) => field === 'TEXT')
  if (selection.withArticle || !needed) return selection
  return { ...selection, from: `${selection.from} ${tables[set.list].join}` }
}

function pageStatement<L extends ListName>(asked: Asked<L>): string {
  const { set, window, selection, sorting, ranked, values } = asked
  const table = tables[set.list]
  const order = orderBy(sorting, window.backwards)
  const limit = values.add(window.limit + 1)
  const where = allOf([...selection.where, ...boundsOf(sorting, window, values)])
  const columns = sorting.columns.map(({ value }) => value).join(', ')
  const hits = ranked ? hitsOf(set, values) : ''
  if (set.owner === null) {
    return `${hits} SELECT 0, t.id, ${table.home}, ${columns} FROM ${selection.from}
      WHERE ${where} ORDER BY ${order} LIMIT ${limit}`
  }
  const owned = ownersOf(set.owner, asked.asked)
  if (ranked) {
    const names = sorting.columns.map((_, at) => `v${at}`).join(', ')
    const named = sorting.columns.map(({ value }, at) => `${value} AS v${at}`).join(', ')
    return `${hits} SELECT owner, id, home, ${names} FROM (
        SELECT o.key AS owner, t.id AS id, ${table.home} AS home, ${named},
          row_number() OVER (PARTITION BY o.key ORDER BY ${order}) AS place
        FROM ${owned} CROSS JOIN ${selection.from} WHERE ${where})
      WHERE place <= ${limit} ORDER BY owner, place`
  }
  // The rows that were found, read again outside: their order is that of the list's own columns.
  const outside = sortingOf(set, window.order, table, false)
  const again = outside.columns.map(({ value }) => value).join(', ')
  return `SELECT o.key, t.id, ${table.home}, ${again}
    FROM ${owned} CROSS JOIN ${table.name} t ${table.join}
    WHERE t.key IN (SELECT t.key FROM ${selection.from} WHERE ${where} ORDER BY ${order} LIMIT ${limit})
    ORDER BY o.key, ${orderBy(outside, window.backwards)}`
}

/** The owners `h`, each with its place in the question as `o.key`. */
export function ownersOf(owner: 'article' | 'speaker' | 'source', asked: string): string {
  return `json_each(${asked}) o CROSS JOIN ${owner} h ON h.id = o.value`
}

function boundsOf(sorting: Sorting, { after, before }: Window, values: Values): string[] {
  return [
    ...(after ? [besides(sorting, after, 'BEHIND', values)] : []),
    ...(before ? [besides(sorting, before, 'BEFORE', values)] : []),
  ]
}

function hitsOf<L extends ListName>({ list, filter }: ListSet<L>, values: Values): string {
  const words = 'words' in filter ? (filter.words ?? '') : ''
  const { name, score } = searches[list === 'articles' ? 'articles' : 'quotations']
  const expression = matchExpression(words)
  const condition = expression === null ? '0' : `${name} MATCH ${values.add(expression)}`
  return `WITH hit (key, score) AS MATERIALIZED (
    SELECT rowid, ${score} FROM ${name} WHERE ${condition})`
}

// A word of the headline weighs five times one of the body.
const searches = {
  articles: { name: 'article_text', table: 'article', score: '-bm25(article_text, 5.0, 1.0)' },
  quotations: { name: 'quotation_text', table: 'quotation', score: '-bm25(quotation_text)' },
} as const

/** Whether anything stands at or beyond the cursors, for each owner. */
function findBeyond<L extends ListName>(
  database: Database,
  set: ListSet<L>,
  window: Window<Lists[L]['order']>,
  owners: readonly string[],
  ranked: boolean,
): Beyond[] {
  const { after, before } = window
  if (!after && !before) return []
  const values = new Values()
  const asked = values.add(JSON.stringify(owners))
  const exists = (keyset: Window['after'], side: 'BEHIND_OR_AT' | 'BEFORE_OR_AT') => {
    if (!keyset) return '0'
    const selection = select(set, window, values, ranked)
    const sorting = sortingOf(set, window.order, selection, ranked)
    const where = allOf([...selection.where, besides(sorting, keyset, side, values)])
    return `EXISTS (SELECT 1 FROM ${selection.from} WHERE ${where})`
  }
  const beyond = `${exists(after, 'BEFORE_OR_AT')}, ${exists(before, 'BEHIND_OR_AT')}`
  const hits = ranked ? hitsOf(set, values) : ''
  const from = set.owner === null ? '' : `FROM ${ownersOf(set.owner, asked)}`
  const sql = `${hits} SELECT ${set.owner === null ? '0' : 'o.key'}, ${beyond} ${from}`
  const found: Beyond[] = []
  for (const row of database.all(sql, values.list)) {
    found[Number(row[0])] = { before: row[1] === 1, after: row[2] === 1 }
  }
  return found
}

function pageOf(
  rows: readonly Row[],
  { limit, backwards }: Window,
  sorting: Sorting,
  ranked: boolean,
  beyond: Beyond,
): Page {
  const more = rows.length > limit
  const items = rows.slice(0, limit).map((row) => itemOf(row, sorting, ranked))
  if (backwards) items.reverse()
  return {
    items,
    hasMoreBefore: (backwards && more) || beyond.before === true,
    hasMoreAfter: (!backwards && more) || beyond.after === true,
  }
}

function itemOf(row: Row, sorting: Sorting, ranked: boolean): ListItem {
  const [, id, home] = row
  const at = ranked ? sorting.columns.findIndex(({ value }) => value === 'hit.score') : -1
  return {
    id: String(id),
    article: home === null || home === undefined ? null : String(home),
    keyset: readKeyset(sorting, row, 3),
    score: at < 0 ? null : Number(row[3 + at]),
  }
}

/** Scores of the items alone: the search walks their stretch, and weighs what is on the pages. */
function withScores(
  database: Database,
  { list, filter }: ListSet<ListName>,
  pages: Page[],
): Page[] {
  const search = list === 'articles' || list === 'quotations' ? searches[list] : null
  const expression = matchExpression(('words' in filter && filter.words) || '')
  const ids = pages.flatMap(({ items }) => items.map(({ id }) => id))
  if (search === null || expression === null || ids.length === 0) return pages
  const { name, table, score } = search
  const scores = new Map(
    database
      .all(
        `WITH wanted (key, id) AS MATERIALIZED
          (SELECT key, id FROM ${table} WHERE id IN (SELECT value FROM json_each(?1)))
        SELECT wanted.id, ${score} FROM ${name} CROSS JOIN wanted ON wanted.key = ${name}.rowid
        WHERE ${name} MATCH ?2
          AND ${name}.rowid BETWEEN (SELECT min(key) FROM wanted) AND (SELECT max(key) FROM wanted)`,
        [JSON.stringify(ids), expression],
      )
      .map(([id, value]) => [String(id), Number(value)]),
  )
  return pages.map((page) => ({
    ...page,
    items: page.items.map((item) => ({ ...item, score: scores.get(item.id) ?? null })),
  }))
}
