import { HALF, readHalf, shortDigest, writeHalf } from '../../identity/ids.ts'
import { nameKey } from '../../text/names.ts'
import type { Dialect } from './dialect.ts'

/** The `published` of undated articles; sorts before every date. */
export const UNDATED = -100_000_000_000

/** Stand for an open first or last day. */
export const FIRST_DAY = -100_000_000
export const LAST_DAY = 100_000_000

/** An expression of time over at least so many days is long ("the 1990s"); few are. */
export const LONG_DATE = 366

/** SQL condition of the partial index of long dates. */
export const IS_LONG = `until_day - sort_day >= ${LONG_DATE}`

const DAY = 86_400

// Article keys have 32 bits. Undated articles come first, then a range of keys for each day, then an
// overflow range for full days. Keys of neighbouring days are close together, which FTS5 packs best,
// and descending keys are "newest first".
const DAY_BITS = 13
const NUMBERS = 2 ** DAY_BITS
const LAST_UNDATED = 2 ** 30 - 1
const FIRST_DATED = 2 ** 30
const DAYS_BEFORE_1970 = 2 ** 17
const FIRST_OVERFLOW = 3 * 2 ** 30
const LAST_KEY = 2 ** 32 - 1

// The key of a part is that of its article and 15 bits below: 47 bits, which SQLite stores in six bytes.
const PART_BITS = 15

/** Parts of an article that are listed; more are stored in its reading alone. */
export const MOST_PARTS = 2 ** PART_BITS

/** Seconds of the wall clock since 1970; `UNDATED` for null and for invalid times. */
export function secondsOf(local: string | null): number {
  const milliseconds = local === null ? Number.NaN : Date.parse(`${local}Z`)
  return Number.isNaN(milliseconds) ? UNDATED : Math.floor(milliseconds / 1000)
}

/** Days since 1970 of a `YYYY-MM-DD`; null for null and for invalid days. */
export function dayOf(date: string | null): number | null {
  const milliseconds = date === null ? Number.NaN : Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(milliseconds) ? null : milliseconds / (DAY * 1000)
}

export function dateOf(day: number): string {
  return new Date(day * DAY * 1000).toISOString().slice(0, 10)
}

/** The seconds of a range of days: the first included, the last excluded. */
export function secondsOfDays(from: number | null, until: number | null): [number, number] {
  return [
    from === null ? UNDATED + 1 : from * DAY,
    until === null ? LAST_DAY * DAY : (until + 1) * DAY,
  ]
}

/** First and last key of a range. */
export type KeyRange = readonly [first: number, last: number]

/** @param published - seconds; null or `UNDATED` for undated articles */
export function keyRange(published: number | null): KeyRange {
  if (published === null || published === UNDATED) return [1, LAST_UNDATED]
  const day = Math.floor(published / DAY) + DAYS_BEFORE_1970
  if (day < 0 || day >= 2 * DAYS_BEFORE_1970) return OVERFLOW
  const first = FIRST_DATED + day * NUMBERS
  return [first, first + NUMBERS - 1]
}

/** Keys of articles whose day has no free key; in no order. */
export const OVERFLOW: KeyRange = [FIRST_OVERFLOW, LAST_KEY]

/** The key of a part from that of its article and its position in it. */
export function partKey(article: number, position: number): number {
  return article * MOST_PARTS + position
}

/** SQL for the key of the article of a part. */
export function articleOf(part: string): string {
  return `${part} >> ${PART_BITS}`
}

/** SQL for the position of a part in its article. */
export function positionOf(part: string): string {
  return `${part} & ${MOST_PARTS - 1}`
}

/** SQL for the key range of the parts of an article, to follow a column. */
export function partsOf(article: string): string {
  return `BETWEEN (${article} << ${PART_BITS}) AND (${article} << ${PART_BITS}) + ${MOST_PARTS - 1}`
}

/** SQL for the first and last key of the day of an article key. */
export function dayOfKey(key: string): { readonly first: string; readonly last: string } {
  const undated = `${key} <= ${LAST_UNDATED}`
  const day = `(${key} >> ${DAY_BITS})`
  return {
    first: `CASE WHEN ${undated} THEN 0 ELSE ${day} << ${DAY_BITS} END`,
    last: `CASE WHEN ${undated} THEN ${LAST_UNDATED} ELSE ((${day} + 1) << ${DAY_BITS}) - 1 END`,
  }
}

/** The value by which names and headlines are ordered. */
export function sortKey(words: string): string {
  return nameKey(words).slice(0, 80)
}

const OURS = /^[\w-]{16}$/

// SQLite stores signed numbers, so that 48 bits around zero take six bytes.
const MIDDLE = 2 ** 47

/**
 * The second half of an id as a number of six bytes. It breaks ties, the same in every index of the
 * same articles, and identifies a part within its article (`partId`).
 */
export function tieOf(id: string): number {
  return OURS.test(id) ? readHalf(id, HALF) - MIDDLE : shortDigest(id)
}

/** @param article - id of the article */
export function partIdOf(article: string, tie: number): string {
  return article.slice(0, HALF) + writeHalf(tie + MIDDLE)
}

/** The halves of an id of a part, for `partsByIds`. */
export function idHalves(id: string): readonly [article: string, tie: number] {
  return OURS.test(id) ? [id.slice(0, HALF), tieOf(id)] : [BEHIND, 0]
}

/**
 * SQL for the parts `t` of articles `a` with the ids in a list `j` of `idHalves`.
 *
 * @param list - the placeholder of its JSON
 */
export function partsByIds(dialect: Dialect, table: string, list: string): string {
  const { join, byKey, each, member } = dialect
  const half = member('j', 0, 'text')
  return `${each(list, 'j')} ${join} article a ON a.id >= ${half} AND a.id < (${half}) || '${BEHIND}'
    ${join} ${table} t${byKey} ON t.key ${partsOf('a.key')} AND t.tie = ${member('j', 1, 'integer')}`
}

/** Sorts after all characters of ids. */
const BEHIND = '~'
