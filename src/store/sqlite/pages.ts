import type { Keyset, ListItem, ListName, Lists, ListSet, Page, Window } from '../../model/lists.ts'
import type { Database, Row } from './database.ts'
import { inOrder, ownersOf, pageStatement } from './page-statement.ts'
import { daysBesides, keysAreDays, searchOf } from './search.ts'
import { allOf } from './selections.ts'
import { besides, readKeyset, type Sorting } from './sorting.ts'
import { Values } from './values.ts'
import { partIdOf } from './part-ids.ts'
import { tables } from './tables.ts'

/**
 * One page for each owner, in one statement; a second one says whether anything lies beyond the
 * cursors that were given.
 */
export function findPages<L extends ListName>(
  database: Database,
  set: ListSet<L>,
  window: Window<Lists[L]['order']>,
  owners: readonly string[],
): Page[] {
  const isDated = searchOf(set) !== null && keysAreDays(database)
  const { sql, values, sorting } = pageStatement(set, window, owners, isDated)
  const found = owners.map((): Row[] => [])
  for (const row of database.all(sql, values.list)) found[Number(row[0])]?.push(row)
  const { isPart } = tables[set.list]
  const beyond = findBeyond(database, set, window, owners, isDated)
  return found.map((rows, at) => pageOf(rows, window, sorting, isPart, beyond[at] ?? {}))
}

interface Beyond {
  readonly before?: boolean
  readonly after?: boolean
}

/** Whether anything stands at or beyond the cursors, for each owner. */
function findBeyond<L extends ListName>(
  database: Database,
  set: ListSet<L>,
  { order, after, before }: Window<Lists[L]['order']>,
  owners: readonly string[],
  isDated: boolean,
): Beyond[] {
  if (!after && !before) return []
  const values = new Values()
  const asked = values.add(JSON.stringify(owners))
  const { selection, sorting, hits, walk } = inOrder(set, order, values, isDated)
  const newestFirst = sorting.columns[0]?.descending === true
  const exists = (keyset: Keyset | null, side: 'BEHIND_OR_AT' | 'BEFORE_OR_AT') => {
    if (!keyset) return '0'
    const newer = newestFirst === (side === 'BEFORE_OR_AT')
    const days = walk ? [daysBesides(walk, keyset, newer)] : []
    const where = allOf([...selection.where, ...days, besides(sorting, keyset, side, values)])
    return `EXISTS (SELECT 1 FROM ${selection.from} WHERE ${where})`
  }
  const beyond = `${exists(after, 'BEFORE_OR_AT')}, ${exists(before, 'BEHIND_OR_AT')}`
  const [owner, from] =
    set.owner === null ? ['0', ''] : ['o.key', `FROM ${ownersOf(set.owner, asked)}`]
  const found: Beyond[] = []
  for (const row of database.all(`${hits} SELECT ${owner}, ${beyond} ${from}`, values.list)) {
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

/** Where the columns of the keyset begin. */
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
