import type {
  CountedList,
  Facet,
  Interval,
  ListName,
  ListSet,
  Lists,
  TimelineBucket,
} from '../../model/lists.ts'
import type { SourceRole } from '../../model/source.ts'
import { isTrait, traitIn, wordOf } from './codes.ts'
import { type Dialect, Values } from './dialect.ts'
import { type Row, type Steps, all } from './statements.ts'
import { FIRST_DAY, UNDATED, articleOf, dateOf, dayOf } from './keys.ts'
import { ownersOf } from './list-query.ts'
import { roleSet } from './prepare.ts'
import { COUNTING, type Selection, allOf, selections } from './selections.ts'

/** The number of items of each owner's list. */
export function* countLists<L extends ListName>(
  dialect: Dialect,
  set: ListSet<L>,
  owners: readonly string[],
): Steps<number[]> {
  const { values, from, where, owner } = selectForOwners(dialect, set, owners)
  // Without GROUP BY, SQLite can count an index directly.
  const group = set.owner === null ? '' : 'GROUP BY 1'
  const sql = `SELECT ${owner}, count(*) FROM ${from} WHERE ${allOf(where)} ${group}`
  const counts = owners.map(() => 0)
  for (const [at, count] of yield* all(sql, values.list)) counts[Number(at)] = Number(count)
  return counts
}

/** The most frequent values of each owner's list; ties are ordered by name. */
export function* findFacets<L extends ListName>(
  dialect: Dialect,
  set: ListSet<L>,
  by: Lists[L]['facet'],
  first: number,
  owners: readonly string[],
): Steps<Facet[][]> {
  const { values, from, where, owner } = selectForOwners(dialect, set, owners)
  const { join, key, names } = facetOf(dialect, set.list, by)
  const words = set.list === 'dates' ? 'NULL' : 'sum(t.words)'
  const limit = values.add(first)
  const [named, value, label, name] = names
    ? [
        `${dialect.join} ${names} f ON f.key = counted.key AND f.record IS NOT NULL`,
        'f.id',
        dialect.nameIn('record'),
        'f.sort_name',
      ]
    : ['', 'counted.key', 'value', 'counted.key']
  const sql = `WITH counted (owner, key, count, words) AS MATERIALIZED (
      SELECT ${owner}, ${key}, count(*), ${words} FROM ${from} ${join}
      WHERE ${allOf([...where, `${key} IS NOT NULL`])}
      GROUP BY ${set.owner === null ? '2' : '1, 2'})
    SELECT owner, value, ${label}, count, words FROM (
      SELECT counted.owner, ${value} AS value, ${names ? 'f.record' : 'NULL'} AS record, count, words,
        row_number() OVER (PARTITION BY owner ORDER BY count DESC, ${name}, ${value}) AS place
      FROM counted ${named}) placed
    WHERE place <= ${limit} ORDER BY owner, place`
  const facets = owners.map((): Facet[] => [])
  for (const row of yield* all(sql, values.list)) facets[Number(row[0])]?.push(readFacet(row, by))
  return facets
}

/** The intervals with at least one item of each owner's list, in order of time. */
export function* findTimelines(
  dialect: Dialect,
  set: ListSet<CountedList>,
  interval: Interval,
  owners: readonly string[],
): Steps<TimelineBucket[][]> {
  const { values, from, where, owner, published } = selectForOwners(dialect, set, owners)
  const dates = set.list === 'dates'
  const day = dates ? 't.sort_day' : `(${published} + ${SHIFT}) / 86400 - ${SHIFT / 86_400}`
  const dated = dates
    ? `t.until_day IS NOT NULL AND t.sort_day > ${FIRST_DAY}`
    : `${published} > ${UNDATED}`
  const sql = `SELECT ${owner}, ${day}, count(*) FROM ${from}
    WHERE ${allOf([...where, dated])} GROUP BY 1, 2 ORDER BY 1, 2`
  const timelines = owners.map((): TimelineBucket[] => [])
  for (const [at, day, count] of yield* all(sql, values.list)) {
    const timeline = timelines[Number(at)]
    if (timeline) addDay(timeline, intervalOf(Number(day), interval), Number(count))
  }
  return timelines
}

// Division rounds towards zero: shift seconds before 1970 above it first.
const SHIFT = 86_400 * 1_000_000

function selectForOwners<L extends ListName>(
  dialect: Dialect,
  set: ListSet<L>,
  owners: readonly string[],
): Selection & { readonly values: Values; readonly owner: string } {
  const values = new Values(dialect)
  if (set.owner === null) {
    return { ...selections[set.list](set, values, COUNTING), values, owner: '0' }
  }
  const asked = values.addList(owners)
  const selection = selections[set.list](set, values, COUNTING)
  const from = `${ownersOf(dialect, set.owner, asked)} CROSS JOIN ${selection.from}`
  return { ...selection, from, values, owner: 'o.key' }
}

/** What to count: an interned key of a speaker or source where `names` is given. */
interface FacetShape {
  readonly join: string
  readonly key: string
  readonly names: 'speaker' | 'source' | null
}

function facetOf({ join, dateOfDay }: Dialect, list: ListName, by: string): FacetShape {
  const article = list === 'articles' ? 't.key' : articleOf('t.key')
  if (by === 'SPEAKER' && list === 'quotations') {
    return { join: '', key: 't.speaker', names: 'speaker' }
  }
  if (by === 'SPEAKER') {
    const quoted = `${join} speaker_article f ON f.article = ${article} AND f.quotations > 0`
    return { join: quoted, key: 'f.speaker', names: 'speaker' }
  }
  if (by === 'RELAY' && list === 'quotations') {
    return { join: `${join} relay f ON f.quotation = t.key`, key: 'f.source', names: 'source' }
  }
  if (isRole(by)) {
    const role = `f.roles & ${roleSet([by])} <> 0`
    const having = `${join} source_article f ON f.article = ${article} AND ${role}`
    return { join: having, key: 'f.source', names: 'source' }
  }
  const column = by.toLowerCase()
  if (isTrait(column)) return { join: '', key: traitIn('t.traits', column), names: null }
  if (by !== 'VALUE') return { join: '', key: `t.${column}`, names: null }
  // The value is empty when it is the first day of the expression, as most are.
  const key = `CASE WHEN t.value = '' THEN ${dateOfDay('t.sort_day')} ELSE t.value END`
  return { join: '', key, names: null }
}

const ROLES: ReadonlySet<string> = new Set<SourceRole>([
  'PUBLISHER',
  'WIRE_AGENCY',
  'RELAY',
  'PICTURE_CREDIT',
  'AUTHOR',
])

function isRole(by: string): by is SourceRole {
  return ROLES.has(by)
}

function readFacet([, key, name, count, words]: Row, by: string): Facet {
  const column = by.toLowerCase()
  const value = isTrait(column) ? wordOf(column, Number(key)) : String(key)
  return {
    value,
    label: isTrait(column) ? value : String(name),
    count: Number(count),
    words: words === null || words === undefined ? null : Number(words),
  }
}

function addDay(
  timeline: TimelineBucket[],
  bucket: { readonly from: string; readonly until: string },
  count: number,
): void {
  const last = timeline.at(-1)
  if (last?.from !== bucket.from) timeline.push({ ...bucket, count })
  else timeline[timeline.length - 1] = { ...last, count: last.count + count }
}

/** The first and last day of the interval that holds a day; weeks are those of ISO 8601. */
function intervalOf(day: number, interval: Interval): { from: string; until: string } {
  const date = dateOf(day)
  const year = date.slice(0, -6)
  switch (interval) {
    case 'DAY':
      return { from: date, until: date }
    case 'WEEK': {
      const monday = day - modulo(day + DAYS_SINCE_MONDAY, 7)
      return { from: dateOf(monday), until: dateOf(monday + 6) }
    }
    case 'MONTH': {
      const from = `${date.slice(0, -2)}01`
      return { from, until: dateOf(firstOfNextMonth(from) - 1) }
    }
    case 'YEAR':
      return { from: `${year}-01-01`, until: `${year}-12-31` }
  }
}

// Day 0, the first of January 1970, was a Thursday.
const DAYS_SINCE_MONDAY = 3

/** 32 days after the first of a month is in the next month. */
function firstOfNextMonth(first: string): number {
  const inNext = dateOf((dayOf(first) ?? 0) + 31)
  return dayOf(`${inNext.slice(0, -2)}01`) ?? 0
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
