import type { AuthorityEntry } from '../model/annotations.ts'
import type { Attribution } from '../model/quotation.ts'
import type { Reading } from '../model/reading.ts'
import type { ArticleSpeaker } from '../model/speaker.ts'
import { nameId } from '../identity/ids.ts'
import { nameKey, personKey } from '../text/names.ts'
import { oncePer } from '../text/once-per.ts'

/**
 * Give the speakers of a reading the identities of the authority file.
 *
 * An entry applies to every speaker with its name or one of its aliases in the paths that it allows.
 * The entry with the longest path wins, and the first of two with the same length.
 */
export function applyAuthority(reading: Reading, authority: readonly AuthorityEntry[]): Reading {
  if (authority.length === 0) return reading
  const directory = directoryOf(authority)
  const { path } = reading.article
  const ids = new Map<string, string>()
  const speakers = new Map<string, ArticleSpeaker>()
  for (const speaker of reading.speakers) {
    const scoped = entryFor(speaker, path, directory)
    const applied = scoped ? applyEntry(speaker, scoped) : speaker
    const known = speakers.get(applied.id)
    ids.set(speaker.id, applied.id)
    speakers.set(applied.id, known ? mergeSpeakers(known, applied) : applied)
  }
  return {
    ...reading,
    speakers: [...speakers.values()],
    quotations: reading.quotations.map((quotation) => ({
      ...quotation,
      attribution: renameIn(quotation.attribution, ids),
    })),
  }
}

/** An entry with one of its allowed paths; empty for all paths. */
interface ScopedEntry {
  readonly entry: AuthorityEntry
  readonly path: string
}

interface Directory {
  /** By name or alias, the longest paths first. */
  readonly exact: ReadonlyMap<string, readonly ScopedEntry[]>
  /** By name without middle initials; used when no exact name matches. */
  readonly plain: ReadonlyMap<string, readonly ScopedEntry[]>
}

const directoryOf = oncePer((authority: readonly AuthorityEntry[]): Directory => {
  const entries = authority
    .flatMap((entry) => (entry.in.length > 0 ? entry.in : ['']).map((path) => ({ entry, path })))
    .sort((a, b) => b.path.length - a.path.length)
  return { exact: indexBy(entries, nameKey), plain: indexBy(entries, personKey) }
})

function indexBy(entries: readonly ScopedEntry[], keyOf: (name: string) => string) {
  const index = new Map<string, ScopedEntry[]>()
  for (const scoped of entries) {
    const { name, aliases } = scoped.entry
    for (const key of new Set([name, ...aliases].map(keyOf))) {
      const list = index.get(key)
      if (list) list.push(scoped)
      else index.set(key, [scoped])
    }
  }
  return index
}

function entryFor(
  speaker: ArticleSpeaker,
  path: string,
  { exact, plain }: Directory,
): ScopedEntry | null {
  const composed = path.normalize('NFC')
  const allowed = (entries: readonly ScopedEntry[] = []) =>
    entries.filter((scoped) => composed.startsWith(scoped.path))
  const [scoped] = allowed(exact.get(nameKey(speaker.name)))
  if (scoped || speaker.kind !== 'PERSON') return scoped ?? null
  const near = allowed(plain.get(personKey(speaker.name)))
  // "John Ash" may be John A. or John B. Ash.
  return near.every(({ entry }) => entry.name === near[0]?.entry.name) ? (near[0] ?? null) : null
}

/** Namesakes need distinct ids; the first path of an entry distinguishes them. */
function applyEntry(speaker: ArticleSpeaker, { entry }: ScopedEntry): ArticleSpeaker {
  const aliases = new Set([...entry.aliases, speaker.name, ...speaker.aliases])
  aliases.delete(entry.name)
  const [place] = entry.in
  return {
    ...speaker,
    id: nameId(place === undefined ? entry.name : `${entry.name} ${place}`),
    name: entry.name,
    kind: entry.kind ?? speaker.kind,
    aliases: [...aliases],
    sameAs: entry.sameAs,
  }
}

function mergeSpeakers(a: ArticleSpeaker, b: ArticleSpeaker): ArticleSpeaker {
  return {
    ...a,
    aliases: [...new Set([...a.aliases, ...b.aliases])],
    roles: [...a.roles, ...b.roles].sort((x, y) => x.span.start - y.span.start),
  }
}

/** Rename the ids of an attribution; candidates with the same new id are merged. */
function renameIn(attribution: Attribution, ids: ReadonlyMap<string, string>): Attribution {
  const rename = (id: string) => ids.get(id) ?? id
  if (attribution.basis !== 'NONE') {
    return { ...attribution, speaker: rename(attribution.speaker) }
  }
  return { ...attribution, candidates: [...new Set(attribution.candidates.map(rename))] }
}
