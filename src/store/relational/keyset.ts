import type { Keyset, ListName, ListSet, Order } from '../../model/lists.ts'
import type { Values } from './dialect.ts'
import type { Row, SqlValue } from './statements.ts'
import { positionOf, tieOf } from './keys.ts'
import type { Selection } from './selections.ts'

/** One column of an ORDER BY, with the value that stands for it in a keyset. */
interface Column {
  readonly order: string
  readonly value: string
  readonly descending: boolean
}

/** A total order of a list: no two items compare equal. */
export interface Sorting {
  readonly columns: readonly Column[]
  /** The number of columns of each keyset value; the last value is the id. */
  readonly widths: readonly number[]
  /** Whether the tie number replaces the id. */
  readonly isTied: boolean
}

/** Separates path, tie of the article and position in the keyset value of TEXT. */
const SEPARATOR = '\0'

/**
 * The columns of an order. The id breaks ties, in the direction of the last field, so that one index
 * serves an order and its reverse.
 *
 * @param ranked - false makes RELEVANCE "newest first"
 */
export function sortingOf<L extends ListName>(
  { list, owner }: ListSet<L>,
  order: readonly Order[],
  { published, tie }: Pick<Selection, 'published' | 'tie'>,
  ranked: boolean,
): Sorting {
  const fields = order.map((each) =>
    each.field === 'RELEVANCE' && !ranked ? { field: 'PUBLISHED', descending: true } : each,
  )
  const groups = fields.map(({ field, descending }) =>
    columnsOf(list, owner, field, published).map((column) => ({ ...column, descending })),
  )
  const descending = fields.at(-1)?.descending ?? false
  groups.push([{ order: tie, value: tie, descending }])
  const widths = groups.map(({ length }) => length)
  return { columns: groups.flat(), widths, isTied: tie.endsWith('.tie') }
}

function columnsOf(
  list: ListName,
  owner: string | null,
  field: string,
  published: string,
): Omit<Column, 'descending'>[] {
  if (field === 'TEXT') {
    return owner === 'article' ? [POSITION] : [plain('a.path'), plain('a.tie'), POSITION]
  }
  if (field === 'PUBLISHED') return [plain(published)]
  return [plain(COLUMNS[`${list} ${field}`] ?? 't.id')]
}

/** The position of a part in its article. */
const POSITION = { order: 't.key', value: `(${positionOf('t.key')})` }

const COLUMNS: Readonly<Record<string, string>> = {
  'articles PATH': 't.path',
  'articles HEADLINE': 't.headline',
  'articles WORD_COUNT': 't.words',
  'articles RELEVANCE': 'hit.score',
  'quotations CONFIDENCE': 't.confidence',
  'quotations WORD_COUNT': 't.words',
  'quotations RELEVANCE': 'hit.score',
  'speakers NAME': 't.sort_name',
  'speakers QUOTATIONS': 't.quotations',
  'speakers LAST_QUOTED': 't.last_quoted',
  'sources NAME': 't.sort_name',
  'sources ARTICLES': 't.articles',
  'dates DATE': 't.sort_day',
  'dates CERTAINTY': 't.certainty',
  'problems SEVERITY': 't.severity',
  'problems PATH': 't.path',
}

function plain(column: string): Omit<Column, 'descending'> {
  return { order: column, value: column }
}

export function orderBy({ columns }: Sorting, backwards: boolean): string {
  return columns
    .map(({ order, descending }) => `${order} ${descending === backwards ? 'ASC' : 'DESC'}`)
    .join(', ')
}

/** The keyset of a row that selected `columns[].value`, from `at` on. */
export function readKeyset({ widths }: Sorting, row: Row, at: number, id: string): Keyset {
  let from = at
  const places = widths.slice(0, -1).map((width) => {
    const values = row.slice(from, (from += width))
    const [value] = values
    return width > 1 ? values.join(SEPARATOR) : typeof value === 'number' ? value : String(value)
  })
  return [...places, id]
}

/**
 * SQL condition for the rows on one side of a keyset, in list order.
 *
 * @param side - `OR_AT` includes the row of the keyset
 */
export function keysetCondition(
  { columns, widths, isTied }: Sorting,
  keyset: Keyset,
  side: 'BEHIND' | 'BEFORE' | 'BEHIND_OR_AT' | 'BEFORE_OR_AT',
  values: Values,
): string {
  const places = placesOf(keyset, columns, widths, isTied).map((value) => values.add(value))
  const behind = side.startsWith('BEHIND')
  const sign = ({ descending }: Column) => (descending === behind ? '<' : '>')
  const orAt = side.endsWith('OR_AT') ? '=' : ''
  const [first] = columns
  if (!first || columns.every((column) => sign(column) === sign(first))) {
    const names = columns.map(({ value }) => value)
    return `(${names.join(', ')}) ${first ? sign(first) : '='}${orAt} (${places.join(', ')})`
  }
  // Row comparison cannot express mixed directions: (a > x OR (a = x AND (b < y OR …))). The bound in
  // front lets SQLite start the index there.
  const last = columns.length - 1
  const expanded = columns.reduceRight((rest, column, at) => {
    const compared = `${column.value} ${sign(column)}${at === last ? orAt : ''} ${places[at]}`
    return rest ? `${compared} OR (${column.value} = ${places[at]} AND (${rest}))` : compared
  }, '')
  return `${first.value} ${sign(first)}= ${places[0]} AND (${expanded})`
}

function placesOf(
  keyset: Keyset,
  columns: readonly Column[],
  widths: readonly number[],
  isTied: boolean,
): SqlValue[] {
  const places = widths.flatMap((width, at) => {
    const value = keyset[at] ?? ''
    if (isTied && at === widths.length - 1) return [tieOf(String(value))]
    return width === 1 ? [value] : String(value).split(SEPARATOR)
  })
  return columns.map(({ value }, at) => placeIn(value, places[at] ?? ''))
}

/** A value of a keyset, which may be of any client, in the type of its column. */
function placeIn(column: string, value: string | number): string | number {
  if (TEXTS.has(column)) return String(value)
  const number = Number(value)
  if (!Number.isFinite(number)) return 0
  if (column === 'hit.score') return number
  // Databases refuse what is beyond their types.
  const largest = INTEGERS.has(column) ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER
  return Math.max(-largest, Math.min(largest, Math.trunc(number)))
}

/** Columns with numbers of 32 bits. */
const INTEGERS = new Set(['t.words', 't.confidence', 't.sort_day', 't.certainty', 't.severity'])

const TEXTS = new Set(['t.id', 't.path', 'a.path', 't.headline', 't.sort_name'])
