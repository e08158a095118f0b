/** Offsets of the abbreviations with one meaning in news. */
const OFFSETS: Readonly<Record<string, string>> = {
  Z: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  CET: '+01:00',
  CEST: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  MSK: '+03:00',
  HKT: '+08:00',
  SGT: '+08:00',
  KST: '+09:00',
  JST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
  EST: '-05:00',
  EDT: '-04:00',
  CDT: '-05:00',
  MDT: '-06:00',
  MST: '-07:00',
  PST: '-08:00',
  PDT: '-07:00',
}

/**
 * Offset of a printed zone: `Z`, `+09:00`, `+0900`, `GMT+9`, `KST`.
 *
 * @returns `Z` or `±HH:MM`; null for abbreviations with several meanings (IST, CST, BST)
 */
export function zoneOffset(zone: string): string | null {
  const name = zone.trim().toUpperCase()
  const known = OFFSETS[name]
  if (known !== undefined) return known
  const offset = /^(?:GMT|UTC)?\s?([+-])(\d{1,2}):?(\d{2})?$/.exec(name)
  if (!offset) return null
  const [hours, minutes] = [Number(offset[2]), Number(offset[3] ?? '0')]
  if (hours > 14 || minutes > 59) return null
  return `${offset[1]}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** Abbreviations of the United States that leave out the season: the date decides the offset. */
const REGIONS: Readonly<Record<string, string>> = {
  ET: 'America/New_York',
  CT: 'America/Chicago',
  MT: 'America/Denver',
  PT: 'America/Los_Angeles',
}

/** The time zone of a printed abbreviation without a season ("ET"); null for every other. */
export function regionOf(zone: string): string | null {
  return REGIONS[zone.trim()] ?? null
}

/** Minutes east of Greenwich of `Z` or `±HH:MM`. */
export function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0
  const sign = offset.startsWith('-') ? -1 : 1
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)))
}
