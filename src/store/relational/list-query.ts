import type {
  Keyset,
  ListItem,
  ListName,
  ListSet,
  Lists,
  Order,
  Page,
  Window,
} from '../../model/lists.ts'
import { type Dialect, type HitWalk, Values } from './dialect.ts'
import { type Row, type Steps, all } from './statements.ts'
import { partIdOf } from './keys.ts'
import { type Sorting, keysetCondition, orderBy, readKeyset, sortingOf } from './keyset.ts'
import {
  areHitsInDayOrder,
  isFilteredByWordsOnly,
  isRanked,
  searchOf,
  withoutWords,
} from './search.ts'
import { type Selection, allOf, joinArticle, selections, tables } from './selections.ts'

/**
 * One page for each owner with one statement. With cursors, a second one checks for rows beyond them.
 */
export function* findPages<L extends ListName>(
  dialect: Dialect,
  set: ListSet<L>,
  window: Window<Lists[L]['order']>,
  owners: readonly string[],
): Steps<Page[]> {
  const hitsInDayOrder = searchOf(set) !== null && (yield* areHitsInDayOrder(dialect))
  const { sql, values, sorting } = pageStatement(dialect, set, window, owners, hitsInDayOrder)
  const found = owners.map((): Row[] => [])
  for (const row of yield* all(sql, values.list)) found[Number(row[0])]?.push(row)
  const { isPart } = tables[set.list]
  const beyond = yield* findBeyond(dialect, set, window, owners, hitsInDayOrder)
  return found.map((rows, at) => pageOf(rows, window, sorting, isPart, beyond[at] ?? {}))
}

interface Beyond {
  readonly before?: boolean
  readonly after?: boolean
}

/** Whether each owner has rows at or beyond the cursors. */
function* findBeyond<L extends ListName>(
  dialect: Dialect,
  set: ListSet<L>,
  { order, after, before }: Window<Lists[L]['order']>,
  owners: readonly string[],
  hitsInDayOrder: boolean,
): Steps<Beyond[]> {
  if (!after && !before) return []
  const values = new Values(dialect)
  const asked = set.owner === null ? '' : values.addList(owners)
  const { selection, sorting, hits, walk } = inOrder(set, order, values, hitsInDayOrder)
  const newestFirst = sorting.columns[0]?.descending === true
  const exists = (keyset: Keyset | null, side: 'BEHIND_OR_AT' | 'BEFORE_OR_AT') => {
    if (!keyset) return '0'
    const newer = newestFirst === (side === 'BEFORE_OR_AT')
    const days = walk ? [walk.dayBound(keyset[0], newer)] : []
    const where = allOf([
      ...selection.where,
      ...days,
      keysetCondition(sorting, keyset, side, values),
    ])
    return `CAST(EXISTS (SELECT 1 FROM ${selection.from} WHERE ${where}) AS integer)`
  }
  const beyond = `${exists(after, 'BEFORE_OR_AT')}, ${exists(before, 'BEHIND_OR_AT')}`
  const [owner, from] =
    set.owner === null ? ['0', ''] : ['o.key', `FROM ${ownersOf(dialect, set.owner, asked)}`]
  const found: Beyond[] = []
  for (const row of yield* all(`${hits} SELECT ${owner}, ${beyond} ${from}`, values.list)) {
    found[Number(row[0])] = { before: row[1] === 1, after: row[2] === 1 }
  }
  return found
}

function pageOf(
  rows: readonly Row[],
  { limit, backwards }: Window,
  sorting: Sorting,
  isPart: boolean,
  beyond: Beyond,
): Page {
  const more = rows.length > limit
  const items = rows.slice(0, limit).map((row) => itemOf(row, sorting, isPart))
  if (backwards) items.reverse()
  return {
    items,
    hasMoreBefore: (backwards && more) || beyond.before === true,
    hasMoreAfter: (!backwards && more) || beyond.after === true,
  }
}

/** Index of the first keyset column. */
const KEYSET = 4

function itemOf(row: Row, sorting: Sorting, isPart: boolean): ListItem {
  const [, name, home, position] = row
  const id = isPart ? partIdOf(String(home), Number(name)) : String(name)
  const at = sorting.columns.findIndex(({ value }) => value === 'hit.score')
  return {
    id,
    article: home === null || home === undefined ? null : String(home),
    position: typeof position === 'number' ? position : null,
    keyset: readKeyset(sorting, row, KEYSET, id),
    score: at < 0 ? null : Number(row[KEYSET + at]),
  }
}

/**
 * A statement for a page of each owner. Columns: index of the owner, id, id of the article, position
 * in it, keyset.
 */
interface PageStatement {
  readonly sql: string
  readonly values: Values
  readonly sorting: Sorting
}

/** The rows of a list in an order. */
interface Ordered {
  readonly selection: Selection
  readonly sorting: Sorting
  /** WITH clause of a ranked search; empty for others. */
  readonly hits: string
  /** The search whose hits are walked in the order of days; null when another table is. */
  readonly walk: HitWalk | null
}

function pageStatement<L extends ListName>(
  dialect: Dialect,
  set: ListSet<L>,
  window: Window<Lists[L]['order']>,
  owners: readonly string[],
  hitsInDayOrder: boolean,
): PageStatement {
  const values = new Values(dialect)
  const asked = set.owner === null ? '' : values.addList(owners)
  const ordered = inOrder(set, window.order, values, hitsInDayOrder)
  const { sorting } = ordered
  const limit = values.add(window.limit + 1)
  const where = allOf([...ordered.selection.where, ...boundsOf(ordered, window, values)])
  const page = { dialect, set, window, ordered, where, limit }
  if (set.owner === null) return { sql: wholePage(page), values, sorting }
  const owned = ownersOf(dialect, set.owner, asked)
  const sql = ordered.hits ? rankedPages(page, owned) : ownedPages(page, owned)
  return { sql, values, sorting }
}

/**
 * Choose the table to walk, so that rows come in order where possible.
 *
 * @param hitsInDayOrder - whether the database has hits in the order of the days of their articles
 */
function inOrder<L extends ListName>(
  set: ListSet<L>,
  order: readonly Order<Lists[L]['order']>[],
  values: Values,
  hitsInDayOrder: boolean,
): Ordered {
  const ranked = isRanked(set, order)
  const search = searchOf(set)
  const { dialect } = values
  const purpose = { order: order[0]?.field ?? null, ranked }
  if (search && ranked) {
    const own = selections[set.list](withoutWords(set), values, purpose)
    const selection = joined(dialect, own, set, order)
    const hits = {
      ...selection,
      from: `hit CROSS JOIN ${selection.from}`,
      where: ['t.key = hit.key', ...selection.where],
    }
    const sorting = sortingOf(set, order, hits, true)
    const { from, where } = selection
    const areNewestLast = hitsInDayOrder && isFilteredByWordsOnly(set)
    const candidates = set.owner === null ? { from, where, areNewestLast } : null
    const weighed = dialect.search.hits(search, candidates, values)
    return { selection: hits, sorting, hits: weighed, walk: null }
  }
  const mayWalk = hitsInDayOrder && purpose.order === 'PUBLISHED' && shouldStartFromHits(set)
  const walk = search && mayWalk ? dialect.search.walk(search, values) : null
  if (walk) {
    const own = selections[set.list](withoutWords(set), values, { ...purpose, order: null })
    const selection = fromHits(walk, joined(dialect, own, set, order))
    return { selection, sorting: sortingOf(set, order, selection, false), hits: '', walk }
  }
  const selection = joined(dialect, selections[set.list](set, values, purpose), set, order)
  return { selection, sorting: sortingOf(set, order, selection, false), hits: '', walk: null }
}

/** Walks the hits instead of another table. */
function fromHits({ from, where }: HitWalk, selection: Selection): Selection {
  return {
    ...selection,
    from: `${from} CROSS JOIN ${selection.from}`,
    where: [...where, ...selection.where],
  }
}

/** Whether no member of the filter selects fewer rows than the words of its search. */
function shouldStartFromHits({ owner, filter }: ListSet<ListName>): boolean {
  const narrow = ['source', 'speakers', 'relays', 'article', 'copies']
  return (
    owner === null &&
    Object.entries(filter).every(
      ([member, value]) => value === undefined || !narrow.includes(member),
    )
  )
}

/** Joins the article when the page gives its id, or when the order reads one of its columns. */
function joined<L extends ListName>(
  dialect: Dialect,
  selection: Selection,
  set: ListSet<L>,
  order: readonly Order[],
): Selection {
  const given = set.owner === null || isRanked(set, order)
  const readsArticle = ({ field }: Order) =>
    field === 'TEXT' || (field === 'PUBLISHED' && selection.published.startsWith('a.'))
  if (selection.withArticle || !(given || order.some(readsArticle))) return selection
  return { ...selection, from: `${selection.from}${joinArticle(set.list, dialect)}` }
}

interface Asked<L extends ListName> {
  readonly dialect: Dialect
  readonly set: ListSet<L>
  readonly window: Window<Lists[L]['order']>
  readonly ordered: Ordered
  readonly where: string
  readonly limit: string
}

/** SQL for a page of a list of the whole archive. */
function wholePage<L extends ListName>({ set, window, ordered, where, limit }: Asked<L>): string {
  const { selection, sorting, hits, walk } = ordered
  const [leading] = sorting.columns
  const newestFirst = leading?.descending !== window.backwards
  const stretch = { from: selection.from, where, limit }
  const end = walk ? ` AND ${walk.end(stretch, newestFirst)}` : ''
  return `${hits} SELECT 0, ${placeOf(tables[set.list])}, ${columnsOf(sorting)}
    FROM ${selection.from} WHERE ${where}${end}
    ORDER BY ${orderBy(sorting, window.backwards)} LIMIT ${limit}`
}

/**
 * SQL for a page of each owner's list: selects the keys of a page of each owner, then the rows by key,
 * ordered by the list's own columns.
 */
function ownedPages<L extends ListName>(asked: Asked<L>, owned: string): string {
  const { dialect, set, window, ordered, where, limit } = asked
  const table = tables[set.list]
  const again = sortingOf(set, window.order, table, false)
  const order = orderBy(ordered.sorting, window.backwards)
  const keys = `SELECT t.key FROM ${ordered.selection.from} WHERE ${where}
    ORDER BY ${order} LIMIT ${limit}`
  const join = joinArticle(set.list, dialect)
  return `SELECT o.key, ${placeOf(table)}, ${columnsOf(again)}
    ${dialect.pageOfOwners({ owners: owned, table: table.name, join, keys })}
    ORDER BY o.key, ${orderBy(again, window.backwards)}`
}

/** SQL for a page of each owner's hits, best first. */
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
      FROM ${owned} CROSS JOIN ${selection.from} WHERE ${where}) placed
    WHERE place <= ${limit} ORDER BY owner, place`
}

/** SQL for the owners `h`, with their index in the list of owners as `o.key`. */
export function ownersOf(
  { each, value, join }: Dialect,
  owner: 'article' | 'speaker' | 'source',
  asked: string,
): string {
  return `${each(asked, 'o')} ${join} ${owner} h ON h.id = ${value('o', 'text')}`
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
    after && keysetCondition(sorting, after, 'BEHIND', values),
    after && walk && walk.dayBound(after[0], !newestFirst),
    before && keysetCondition(sorting, before, 'BEFORE', values),
    before && walk && walk.dayBound(before[0], newestFirst),
  ].filter((bound) => bound !== null)
}
