import { padded, parseDay, writeDay } from './calendar.ts'
import { valueInterval } from './intervals.ts'

/** Codes of ISO 8601-2 for seasons, quarters and halves of a year. */
const SUB_YEAR: Readonly<Record<string, number>> = {
  SP: 21,
  SU: 22,
  FA: 23,
  WI: 24,
  Q1: 33,
  Q2: 34,
  Q3: 35,
  Q4: 36,
  H1: 40,
  H2: 41,
}

/**
 * Write a TIMEX3 value in ISO 8601-2 (EDTF), as far as it can be: `1989-35` for a quarter, `199X`
 * for a decade, `2016~` where the text says "about". Null for lengths, sets and references.
 *
 * @param zone - offset or `Z` that the text gives with a time of day, else null
 */
export function edtfOf(value: string, mod: string | null, zone: string | null): string | null {
  const plain = plainEdtf(value, zone)
  if (plain === null) return null
  if (mod === 'APPROX') return plain.includes('/') || plain.includes('T') ? null : `${plain}~`
  if (mod === 'BEFORE' || mod === 'ON_OR_BEFORE') return `../${plain}`
  if (mod === 'AFTER' || mod === 'ON_OR_AFTER') return `${plain}/..`
  return plain
}

function plainEdtf(value: string, zone: string | null): string | null {
  if (/^\d{3}$/.test(value)) return `${value}X`
  if (/^\d{2}$/.test(value)) return `${value}XX`
  const era = /^BC(\d{4})$/.exec(value)
  // Year 1 before the common era is the year 0 of ISO 8601.
  if (era) return era[1] === '0001' ? '0000' : `-${padded(Number(era[1]) - 1, 4)}`
  if (/^(?:\d{4}|XXXX)(?:-\d{2}){0,2}$/.test(value)) return value === 'XXXX' ? null : value
  const part = /^(\d{4})-([SFWQH][PUAI1-4])$/.exec(value)
  const code = SUB_YEAR[part?.[2] ?? '']
  if (part && code !== undefined) return `${part[1]}-${code}`
  const midnight = /^(\d{4}-\d{2}-\d{2})T24:00Z?$/.exec(value)
  const next = midnight?.[1] === undefined ? null : parseDay(midnight[1])
  // ISO 8601 has no hour 24 any more.
  if (next !== null) return `${writeDay(next + 1)}T00:00:00${zone ?? ''}`
  const time = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?Z?$/.exec(value)
  if (time) return `${time[1]}T${time[2]}${time[3] ?? ':00'}${zone ?? ''}`
  const interval = /^\d{4}-W/.test(value) ? valueInterval(value) : null
  return interval && `${writeDay(interval.from)}/${writeDay(interval.until)}`
}
