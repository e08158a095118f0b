import type { ListName, Lists, ListSet, Order, Window } from '../../model/lists.ts'
import {
  daysBesides,
  endOfWalk,
  hitsOf,
  isRanked,
  mayLeaveOut,
  ledByHits,
  type Search,
  searchOf,
  withoutWords,
} from './search.ts'
import { allOf, type Selection, selections } from './selections.ts'
import { besides, orderBy, type Sorting, sortingOf } from './sorting.ts'
import { tables } from './tables.ts'
import { Values } from './values.ts'

/**
 * A statement for a page of each owner: their place, id, id of the article, position in it, keyset
 * columns.
 */
export interface PageStatement {
  readonly sql: string
  readonly values: Values
  readonly sorting: Sorting
}

/** The rows of a list in an order, ready for a statement. */
export interface Ordered {
  readonly selection: Selection
  readonly sorting: Sorting
  /** What stands in front of SELECT. */
  readonly hits: string
  /** The search whose hits lead to the rows, in the order of days; null when it does not. */
  readonly walk: Search | null
}

export function pageStatement<L extends ListName>(
  set: ListSet<L>,
  window: Window<Lists[L]['order']>,
  owners: readonly string[],
  isDated: boolean,
): PageStatement {
  const values = new Values()
  const asked = values.add(JSON.stringify(owners))
  const ordered = inOrder(set, window.order, values, isDated)
  const { sorting } = ordered
  const limit = values.add(window.limit + 1)
  const where = allOf([...ordered.selection.where, ...boundsOf(ordered, window, values)])
  const page = { set, window, ordered, where, limit }
  if (set.owner === null) return { sql: wholePage(page), values, sorting }
  const owned = ownersOf(set.owner, asked)
  const sql = ordered.hits ? rankedPages(page, owned) : ownedPages(page, owned)
  return { sql, values, sorting }
}

/**
 * Choose what leads to the rows, so that they come in order where that is possible.
 *
 * @param isDated - whether the keys of all articles are in the order of their days
 */
export function inOrder<L extends ListName>(
  set: ListSet<L>,
  order: readonly Order<Lists[L]['order']>[],
  values: Values,
  isDated: boolean,
): Ordered {
  const ranked = isRanked(set, order)
  const search = searchOf(set)
  const purpose = { order: order[0]?.field ?? null, ranked }
  if (search && ranked) {
    const selection = joined(selections[set.list](withoutWords(set), values, purpose), set, order)
    const hits = {
      ...selection,
      from: `hit CROSS JOIN ${selection.from}`,
      where: ['t.key = hit.key', ...selection.where],
    }
    const sorting = sortingOf(set, order, hits, true)
    const weighed = hitsOf(search, isDated && mayLeaveOut(set), values)
    return { selection: hits, sorting, hits: weighed, walk: null }
  }
  if (
    search &&
    isDated &&
    order.length === 1 &&
    purpose.order === 'PUBLISHED' &&
    isLedByHits(set)
  ) {
    const own = selections[set.list](withoutWords(set), values, { ...purpose, order: null })
    const selection = ledByHits(joined(own, set, order), search, values)
    return { selection, sorting: sortingOf(set, order, selection, false), hits: '', walk: search }
  }
  const selection = joined(selections[set.list](set, values, purpose), set, order)
  return { selection, sorting: sortingOf(set, order, selection, false), hits: '', walk: null }
}

/** Whether nothing in the filter leads to fewer rows than the words of its search do. */
function isLedByHits({ owner, filter }: ListSet<ListName>): boolean {
  const narrow = ['source', 'speakers', 'relays', 'article']
  return (
    owner === null &&
    Object.entries(filter).every(
      ([member, value]) => value === undefined || !narrow.includes(member),
    )
  )
}

/** Joins the article when the page gives its id, or when the order reads one of its columns. */
function joined<L extends ListName>(
  selection: Selection,
  set: ListSet<L>,
  order: readonly Order[],
): Selection {
  const given = set.owner === null || isRanked(set, order)
  const readsArticle = ({ field }: Order) =>
    field === 'TEXT' || (field === 'PUBLISHED' && selection.published.startsWith('a.'))
  if (selection.withArticle || !(given || order.some(readsArticle))) return selection
  return { ...selection, from: `${selection.from} ${tables[set.list].join}` }
}

interface Asked<L extends ListName> {
  readonly set: ListSet<L>
  readonly window: Window<Lists[L]['order']>
  readonly ordered: Ordered
  readonly where: string
  readonly limit: string
}

/** A page of the whole archive's list. */
function wholePage<L extends ListName>({ set, window, ordered, where, limit }: Asked<L>): string {
  const { selection, sorting, hits, walk } = ordered
  const [leading] = sorting.columns
  const newestFirst = leading?.descending !== window.backwards
  const stretch = { from: selection.from, where, limit }
  const end = walk ? ` AND ${endOfWalk(walk, stretch, newestFirst)}` : ''
  return `${hits} SELECT 0, ${placeOf(tables[set.list])}, ${columnsOf(sorting)}
    FROM ${selection.from} WHERE ${where}${end}
    ORDER BY ${orderBy(sorting, window.backwards)} LIMIT ${limit}`
}

/**
 * A page of each owner's list: for each owner the keys of a page, then the rows read again by key
 * and in the order of the list's own columns.
 */
function ownedPages<L extends ListName>(asked: Asked<L>, owned: string): string {
  const { set, window, ordered, where, limit } = asked
  const table = tables[set.list]
  const again = sortingOf(set, window.order, table, false)
  const order = orderBy(ordered.sorting, window.backwards)
  return `SELECT o.key, ${placeOf(table)}, ${columnsOf(again)}
    FROM ${owned} CROSS JOIN ${table.name} t ${table.join}
    WHERE t.key IN (SELECT t.key FROM ${ordered.selection.from} WHERE ${where}
      ORDER BY ${order} LIMIT ${limit})
    ORDER BY o.key, ${orderBy(again, window.backwards)}`
}

/** A page of each owner's hits, best first. */
function rankedPages<L extends ListName>(asked: Asked<L>, owned: string): string {
  const { set, window, ordered, where, limit } = asked
  const { selection, sorting, hits } = ordered
  const { id, home, position } = tables[set.list]
  const names = sorting.columns.map((_, at) => `v${at}`).join(', ')
  const named = sorting.columns.map(({ value }, at) => `${value} AS v${at}`).join(', ')
  return `${hits} SELECT owner, id, home, position, ${names} FROM (
      SELECT o.key AS owner, ${id} AS id, ${home} AS home, ${position} AS position, ${named},
        row_number() OVER (PARTITION BY o.key
          ORDER BY ${orderBy(sorting, window.backwards)}) AS place
      FROM ${owned} CROSS JOIN ${selection.from} WHERE ${where})
    WHERE place <= ${limit} ORDER BY owner, place`
}

/** The owners `h`, each with its place in the question as `o.key`. */
export function ownersOf(owner: 'article' | 'speaker' | 'source', asked: string): string {
  return `json_each(${asked}) o CROSS JOIN ${owner} h ON h.id = o.value`
}

function placeOf({ id, home, position }: (typeof tables)[ListName]): string {
  return `${id}, ${home}, ${position}`
}

function columnsOf({ columns }: Sorting): string {
  return columns.map(({ value }) => value).join(', ')
}

function boundsOf({ sorting, walk }: Ordered, { after, before }: Window, values: Values): string[] {
  const newestFirst = sorting.columns[0]?.descending === true
  return [
    after && besides(sorting, after, 'BEHIND', values),
    after && walk && daysBesides(walk, after, !newestFirst),
    before && besides(sorting, before, 'BEFORE', values),
    before && walk && daysBesides(walk, before, newestFirst),
  ].filter((bound) => bound !== null)
}
