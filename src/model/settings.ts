import type { SourceKind } from './source.ts'

/** A medium that is found wherever it is named, without introduction. */
export interface KnownOutlet {
  readonly name: string
  readonly kind: Exclude<SourceKind, 'PERSON'>
  /** Abbreviations and short forms under which it is found too. */
  readonly aliases: readonly string[]
}

/** What a reader of the archive may say about it; everything has a default. */
export interface Settings {
  /** Shown as `archive.name`. */
  readonly name: string | null
  /** BCP 47 tag of every article, whatever it says of itself; null to let each one tell. */
  readonly language: string | null
  /** IANA zone of printed times that carry none. */
  readonly timeZone: string | null
  /** Zones by publisher name, before `timeZone`. */
  readonly timeZones: Readonly<Record<string, string>>
  /** Publisher of articles that print none. */
  readonly publisher: string | null
  /** Publishers by the beginning of the path, before `publisher`; the longest one counts. */
  readonly publishers: Readonly<Record<string, string>>
  /** Media that this archive names and the world does not know. */
  readonly outlets: readonly KnownOutlet[]
  /** Encoding of files that are neither Unicode nor recognised; null for an error. */
  readonly encoding: string | null
  /** Larger files are not read. */
  readonly maxFileBytes: number
}

export const defaultSettings: Settings = {
  name: null,
  language: null,
  timeZone: null,
  timeZones: {},
  publisher: null,
  publishers: {},
  outlets: [],
  encoding: null,
  maxFileBytes: 10 * 1024 * 1024,
}

/** The publisher that the settings give for a path; null when they give none. */
export function publisherFor(path: string, { publishers, publisher }: Settings): string | null {
  const [longest] = Object.keys(publishers)
    .filter((prefix) => path.startsWith(prefix))
    .sort((a, b) => b.length - a.length)
  return longest === undefined ? publisher : (publishers[longest] ?? publisher)
}
