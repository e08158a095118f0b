import { nameKey } from '../../text/names.ts'

/** Stands for "no date of publication", and sorts before every date. */
export const UNDATED = -100_000_000_000

/** Stand for a first or last day that is left open. */
export const FIRST_DAY = -100_000_000
export const LAST_DAY = 100_000_000

/** Days from which on an expression of time is long ("the 1990s"): few are. */
export const LONG_DATE = 366

/** SQL that the few long ones are found by. */
export const IS_LONG = `until_day - sort_day >= ${LONG_DATE}`

const DAY = 86_400

// Article keys have 32 bits: the undated come first, then the days, of which each has its own
// stretch, then what a day has no more room for. Keys of neighbours are near to each other, which is
// what the full-text tables pack best, and walking the days backwards is "newest first".
const DAY_BITS = 13
const NUMBERS = 2 ** DAY_BITS
const LAST_UNDATED = 2 ** 30 - 1
const FIRST_DATED = 2 ** 30
const DAYS_BEFORE_1970 = 2 ** 17
const FIRST_EXCESS = 3 * 2 ** 30
const LAST_KEY = 2 ** 32 - 1

// Below the article's key in the key of a part: 47 bits together, so that the engine takes six bytes
// for it wherever it stands.
const PART_BITS = 15

/** Parts of an article that have a place in its key range; more are kept but not listed. */
export const MOST_PARTS = 2 ** PART_BITS

/** Seconds of the wall clock since 1970; `UNDATED` for null and for what is no time. */
export function secondsOf(local: string | null): number {
  const milliseconds = local === null ? Number.NaN : Date.parse(`${local}Z`)
  return Number.isNaN(milliseconds) ? UNDATED : Math.floor(milliseconds / 1000)
}

/** Days since 1970 of a `YYYY-MM-DD`; null for null and for what is no day. */
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

/** First and last key of a stretch. */
export type KeyRange = readonly [first: number, last: number]

/** The keys that an article of this time may have; null for the undated. */
export function keyRange(published: number | null): KeyRange {
  if (published === null || published === UNDATED) return [1, LAST_UNDATED]
  const day = Math.floor(published / DAY) + DAYS_BEFORE_1970
  if (day < 0 || day >= 2 * DAYS_BEFORE_1970) return EXCESS
  const first = FIRST_DATED + day * NUMBERS
  return [first, first + NUMBERS - 1]
}

/** Where articles go for which their day has no more room: their keys have no order. */
export const EXCESS: KeyRange = [FIRST_EXCESS, LAST_KEY]

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

/** SQL for the keys that the parts of an article may have: what stands behind a column. */
export function partsOf(article: string): string {
  return `BETWEEN (${article} << ${PART_BITS}) AND (${article} << ${PART_BITS}) + ${MOST_PARTS - 1}`
}

/** SQL for the first and last key that articles of the same day may have. */
export function dayOfKey(key: string): { readonly first: string; readonly last: string } {
  const undated = `${key} <= ${LAST_UNDATED}`
  const day = `(${key} >> ${DAY_BITS})`
  return {
    first: `CASE WHEN ${undated} THEN 0 ELSE ${day} << ${DAY_BITS} END`,
    last: `CASE WHEN ${undated} THEN ${LAST_UNDATED} ELSE ((${day} + 1) << ${DAY_BITS}) - 1 END`,
  }
}

/** What names and headlines are ordered by. */
export function sortKey(words: string): string {
  return nameKey(words).slice(0, 80)
}
