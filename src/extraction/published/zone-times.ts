/** The instants, in milliseconds, of a local time in a zone. */
export type LocalInstants =
  | { readonly kind: 'ONE'; readonly instant: number }
  /** Skipped when the clocks were set forward. */
  | { readonly kind: 'NONE' }
  /** Repeated when the clocks were set back. */
  | { readonly kind: 'TWO'; readonly earlier: number; readonly later: number }

const DAY = 86_400_000

const formatters = new Map<string, Intl.DateTimeFormat | null>()

/** Whether the runtime knows the zone by this name. */
export function isTimeZone(name: string): boolean {
  return formatterOf(name) !== null
}

/**
 * Convert a local time of a zone to instants.
 *
 * @param local - `YYYY-MM-DDTHH:MM:SS`
 * @param timeZone - IANA name
 * @throws {RangeError} when the runtime does not know the zone; test `isTimeZone` first
 */
export function localToInstant(local: string, timeZone: string): LocalInstants {
  const wall = Date.parse(`${local}Z`)
  const steady = constantOffset(wall, timeZone)
  if (steady !== null) return { kind: 'ONE', instant: wall - steady }
  // A zone changes its offset at most once within these two days.
  const offsets = new Set([offsetAt(wall - DAY, timeZone), offsetAt(wall + DAY, timeZone)])
  const [first, second] = Array.from(offsets, (offset) => wall - offset)
    .filter((instant) => instant + offsetAt(instant, timeZone) === wall)
    .sort((a, b) => a - b)
  if (first === undefined) return { kind: 'NONE' }
  return second === undefined
    ? { kind: 'ONE', instant: first }
    : { kind: 'TWO', earlier: first, later: second }
}

/** Cache of offsets at midnight UTC by zone: the articles of an archive share few days. */
const midnightOffsets = new Map<string, Map<number, number>>()
const MAX_MIDNIGHTS = 10_000

/** The offset of a zone if it is the same on all days around; else null. */
function constantOffset(wall: number, timeZone: string): number | null {
  const before = midnightOffset(Math.floor(wall / DAY) - 1, timeZone)
  return before === midnightOffset(Math.floor(wall / DAY) + 2, timeZone) ? before : null
}

function midnightOffset(day: number, timeZone: string): number {
  const known = midnightOffsets.get(timeZone) ?? new Map<number, number>()
  midnightOffsets.set(timeZone, known)
  const offset = known.get(day) ?? offsetAt(day * DAY, timeZone)
  if (known.size > MAX_MIDNIGHTS) known.clear()
  known.set(day, offset)
  return offset
}

/** Offset of a zone from UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const clock = formatterOf(timeZone)
  if (!clock) throw new RangeError(`Unknown time zone "${timeZone}"`)
  const parts = new Map(
    clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  const [year, month, day] = [part('year'), part('month'), part('day')]
  const wall = Date.UTC(year, month - 1, day, part('hour'), part('minute'), part('second'))
  return wall - Math.floor(instant / 1000) * 1000
}

/** Formatters are slow to create, so that each zone has one. */
function formatterOf(timeZone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(timeZone)
  if (known !== undefined) return known
  const made = createFormatter(timeZone)
  formatters.set(timeZone, made)
  return made
}

function createFormatter(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return null
  }
}
