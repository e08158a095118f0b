import { nameKey } from '../../text/names.ts'

/** Stands for "no date of publication", and sorts before every date. */
export const UNDATED = -100_000_000_000

/** Stand for a first or last day that is left open. */
export const FIRST_DAY = -100_000_000
export const LAST_DAY = 100_000_000

/** Days from which on an expression of time is long ("the 1990s"): few are. */
export const LONG_DATE = 366

const DAY = 86_400

// Article keys: the day of publication above, a running number below, so that walking the keys
// backwards is "newest first". Undated articles come before all days.
const NUMBERS = 2 ** 20
const DAYS_BEFORE_1970 = 2 ** 20

// Below the keys of the year 0.
const LAST_UNDATED = 2 ** 38 - 1

/** Parts of an article that have a place in its key range; more are kept but not listed. */
export const MOST_PARTS = 2 ** 20

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

/** The first and last key that an article of this time may have; null for the undated. */
export function keyRange(published: number | null): [number, number] {
  if (published === null || published === UNDATED) return [1, LAST_UNDATED]
  const first = (Math.floor(published / DAY) + DAYS_BEFORE_1970) * NUMBERS
  return [first, first + NUMBERS - 1]
}

/** What names and headlines are ordered by. */
export function sortKey(words: string): string {
  return nameKey(words).slice(0, 80)
}
