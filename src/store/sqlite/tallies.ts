import type {
  CountedList,
  Facet,
  Interval,
  ListName,
  Lists,
  ListSet,
  TimelineBucket,
} from '../../model/lists.ts'
import type { SourceRole } from '../../model/source.ts'
import type { Database, Row } from './database.ts'
import { intervalOf } from './intervals.ts'
import { FIRST_DAY, UNDATED } from './keys.ts'
import { ownersOf } from './pages.ts'
import { roleSet } from './rows.ts'
import { allOf, COUNTING, type Selection, selections } from './selections.ts'
import { Values } from './values.ts'

/** How many items each owner's list has. */
export function countLists<L extends ListName>(
  database: Database,
  set: ListSet<L>,
  owners: readonly string[],
): number[] {
  const { values, from, where, owner } = selectOwned(set, owners)
  const sql = `SELECT ${owner}, count(*) FROM ${from} WHERE ${allOf(where)} GROUP BY 1`
  const counts = owners.map(() => 0)
  for (const [at, count] of database.all(sql, values.list)) counts[Number(at)] = Number(count)
  return counts
}

/** The most frequent values of each owner's list; equals in the order of their labels. */
export function findFacets<L extends ListName>(
  database: Database,
  set: ListSet<L>,
  by: Lists[L]['facet'],
  first: number,
  owners: readonly string[],
): Facet[][] {
  const { values, from, where, owner } = selectOwned(set, owners)
  const facet = facetOf(set.list, by)
  const limit = values.add(first)
  const words = set.list === 'dates' ? 'NULL' : 'sum(t.words)'
  const sql = `SELECT owner, value, label, count, words FROM (
      SELECT *, row_number() OVER (PARTITION BY owner ORDER BY count DESC, label, value) AS place
      FROM (SELECT ${owner} AS owner, ${facet.value} AS value, ${facet.label} AS label,
          count(*) AS count, ${words} AS words
        FROM ${from} ${facet.join} WHERE ${allOf([...where, `${facet.value} IS NOT NULL`])}
        GROUP BY 1, 2))
    WHERE place <= ${limit} ORDER BY owner, place`
  const facets = owners.map((): Facet[] => [])
  for (const row of database.all(sql, values.list)) facets[Number(row[0])]?.push(readFacet(row))
  return facets
}

/** The intervals in which each owner's list has something, in order of time. */
export function findTimelines(
  database: Database,
  set: ListSet<CountedList>,
  interval: Interval,
  owners: readonly string[],
): TimelineBucket[][] {
  const { values, from, where, owner, published } = selectOwned(set, owners)
  const dates = set.list === 'dates'
  const day = dates ? 't.from_day' : `(${published} + ${SHIFT}) / 86400 - ${SHIFT / 86_400}`
  const dated = dates ? `t.from_day > ${FIRST_DAY}` : `${published} > ${UNDATED}`
  const sql = `SELECT ${owner}, ${day}, count(*) FROM ${from}
    WHERE ${allOf([...where, dated])} GROUP BY 1, 2 ORDER BY 1, 2`
  const timelines = owners.map((): TimelineBucket[] => [])
  for (const [at, day, count] of database.all(sql, values.list)) {
    const timeline = timelines[Number(at)]
    if (timeline) addDay(timeline, intervalOf(Number(day), interval), Number(count))
  }
  return timelines
}

// Division rounds towards zero, so seconds before 1970 are moved above it first.
const SHIFT = 86_400 * 1_000_000

function selectOwned<L extends ListName>(
  set: ListSet<L>,
  owners: readonly string[],
): Selection & { readonly values: Values; readonly owner: string } {
  const values = new Values()
  const asked = values.add(JSON.stringify(owners))
  const selection = selections[set.list](set, values, COUNTING)
  if (set.owner === null) return { ...selection, values, owner: '0' }
  const from = `${ownersOf(set.owner, asked)} CROSS JOIN ${selection.from}`
  return { ...selection, from, values, owner: 'o.key' }
}

interface FacetShape {
  readonly join: string
  readonly value: string
  readonly label: string
}

function facetOf(list: ListName, by: string): FacetShape {
  const article = list === 'articles' ? 't.key' : 't.key >> 20'
  if (by === 'SPEAKER' && list === 'quotations') {
    return named('CROSS JOIN speaker f ON f.key = t.speaker AND f.record IS NOT NULL')
  }
  if (by === 'SPEAKER') {
    return named(`CROSS JOIN speaker_article sf ON sf.article = ${article} AND sf.quotations > 0
      CROSS JOIN speaker f ON f.key = sf.speaker AND f.record IS NOT NULL`)
  }
  if (by === 'RELAY' && list === 'quotations') {
    return named(`CROSS JOIN relay rf ON rf.quotation = t.key
      CROSS JOIN source f ON f.key = rf.source AND f.record IS NOT NULL`)
  }
  if (isRole(by)) {
    return named(`CROSS JOIN source_article sf
        ON sf.article = ${article} AND sf.roles & ${roleSet([by])} <> 0
      CROSS JOIN source f ON f.key = sf.source AND f.record IS NOT NULL`)
  }
  const column = `t.${by.toLowerCase()}`
  return { join: '', value: column, label: column }
}

function named(join: string): FacetShape {
  return { join, value: 'f.id', label: `f.record ->> 'name'` }
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

function readFacet([, value, label, count, words]: Row): Facet {
  return {
    value: String(value),
    label: String(label),
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
