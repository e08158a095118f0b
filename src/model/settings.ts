/** What a reader of the archive may say about it; everything has a default. */
export interface Settings {
  /** Shown as `archive.name`. */
  readonly name: string | null
  /** IANA zone of printed times that carry none. */
  readonly timeZone: string | null
  /** Zones by publisher name, before `timeZone`. */
  readonly timeZones: Readonly<Record<string, string>>
  /** Publisher of articles that print none. */
  readonly publisher: string | null
  /** Encoding of files that are neither Unicode nor recognised; null for an error. */
  readonly encoding: string | null
  /** Larger files are not read. */
  readonly maxFileBytes: number
}

export const defaultSettings: Settings = {
  name: null,
  timeZone: null,
  timeZones: {},
  publisher: null,
  encoding: null,
  maxFileBytes: 10 * 1024 * 1024,
}
