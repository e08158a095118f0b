import type { SourceKind } from './source.ts'

/** A medium that is found wherever it is named, without introduction. */
export interface KnownOutlet {
  readonly name: string
  readonly kind: Exclude<SourceKind, 'PERSON'>
  /** Abbreviations and short forms under which it is found too. */
  readonly aliases: readonly string[]
}

/** Facts of an article that a field of JSON, CSV or front matter can give. */
export const articleFields = [
  'headline',
  'byline',
  'dateline',
  'text',
  'html',
  'published',
  'updated',
  'created',
  'embargoed',
  'expires',
  'url',
  'language',
  'publisher',
  'provider',
  'section',
  'keywords',
  'rights',
  'itemId',
  'itemVersion',
  'caption',
  'credit',
] as const

/** Names of our formats, as `File.format` shows them; extensions add more. */
export const formatNames = [
  'gzip',
  'warc',
  'iptc7901',
  'rtf',
  'docx',
  'mail',
  'nitf',
  'newsml-g2',
  'newsml-1',
  'feed',
  'factiva-xml',
  'reuters-21578',
  'factiva-html',
  'html',
  'xml',
  'ninjs',
  'json',
  'json-lines',
  'proquest',
  'factiva-text',
  'nexis',
  'markdown',
  'csv',
  'story',
  'text',
] as const

/** Names of an archive's own fields: `{ headline: 'hed' }`; a dot leads into an object. */
export type FieldMapping = Readonly<Partial<Record<(typeof articleFields)[number], string>>>

/** Settings of the files below one folder; what is absent is as for the archive. */
interface FolderSettings {
  readonly publisher?: string
  readonly language?: string
  readonly timeZone?: string
  readonly encoding?: string
  /** The format of every file, whatever its content shows. */
  readonly format?: string
  readonly fields?: FieldMapping
}

/** How articles are to be read; everything has a default. */
export interface Settings {
  /** Shown as `archive.name`. */
  readonly name: string | null
  /** BCP 47 tag of every article, overriding its own; null to detect it. */
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
  /** Larger files are not read. A limit of the operator: the settings file cannot set it. */
  readonly maxFileBytes: number
  /** Globs of the paths that are read; all when empty. */
  readonly include: readonly string[]
  /** Globs of paths that are not read. */
  readonly exclude: readonly string[]
  readonly fields: FieldMapping
  /** By the beginning of the path ("wire/"); the longest one counts. */
  readonly folders: Readonly<Record<string, FolderSettings>>
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
  include: [],
  exclude: [],
  fields: {},
  folders: {},
}

/** The publisher that the settings give for a path; null when they give none. */
export function publisherFor(path: string, settings: Settings): string | null {
  return valueFor(path, settings.publishers) ?? settings.publisher
}

/** The settings of one file: those of its folder before those of the archive. */
export function settingsFor(
  path: string,
  settings: Settings,
): Settings & { readonly format: string | null } {
  const folder = valueFor(path, settings.folders)
  if (!folder) return { ...settings, format: null }
  const { publisher, language, timeZone, encoding, format, fields } = folder
  return {
    ...settings,
    language: language ?? settings.language,
    timeZone: timeZone ?? settings.timeZone,
    timeZones: timeZone === undefined ? settings.timeZones : {},
    encoding: encoding ?? settings.encoding,
    fields: { ...settings.fields, ...fields },
    ...(publisher === undefined ? {} : { publisher, publishers: {} }),
    format: format ?? null,
  }
}

/** The value of the longest prefix of the path, compared in Unicode NFC. */
function valueFor<Value>(path: string, values: Readonly<Record<string, Value>>): Value | null {
  const [longest] = Object.keys(values)
    .filter((prefix) => path.normalize('NFC').startsWith(prefix.normalize('NFC')))
    .sort((a, b) => b.length - a.length)
  return longest === undefined ? null : (values[longest] ?? null)
}

/** Whether the settings say that a file is read. */
export function isIncluded(path: string, { include, exclude }: Settings): boolean {
  const matches = (glob: string) => matchesGlob(path, glob)
  return (include.length === 0 || include.some(matches)) && !exclude.some(matches)
}

/**
 * Whether a path matches a glob: `*` and `?` stay inside a name, `**` crosses folders, a glob without
 * `/` means a name in any folder, one that ends in `/` everything below. Takes time in proportion to
 * the product of both lengths, whatever the glob.
 */
export function matchesGlob(path: string, glob: string): boolean {
  const anchored = glob.includes('/') ? glob.replace(/^\.?\//, '') : `**/${glob}`
  const pattern = (anchored.endsWith('/') ? `${anchored}**` : anchored).split('/')
  const names = path.split('/')
  // Which of the first names the pattern so far matches.
  let matched = new Set([0])
  for (const part of pattern) {
    const next = new Set<number>()
    for (const count of matched) {
      if (part === '**') for (let to = count; to <= names.length; to += 1) next.add(to)
      else if (matchesName(names[count], part)) next.add(count + 1)
    }
    matched = next
  }
  return matched.has(names.length)
}

/** Wildcards inside a name; on a mismatch, the last `*` takes one more character. */
function matchesName(name: string | undefined, pattern: string): boolean {
  if (name === undefined) return false
  let [at, to, star, resume] = [0, 0, -1, 0]
  while (at < name.length) {
    if (pattern[to] === '*') {
      star = to
      resume = at
      to += 1
    } else if (pattern[to] === '?' || pattern[to] === name[at]) {
      at += 1
      to += 1
    } else if (star >= 0) {
      resume += 1
      at = resume
      to = star + 1
    } else return false
  }
  return /^\**$/.test(pattern.slice(to))
}
