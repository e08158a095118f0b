import type { AuthorityEntry } from '../model/annotations.ts'
import type { Attribution } from '../model/quotation.ts'
import type { Reading } from '../model/reading.ts'
import type { ArticleSpeaker } from '../model/speaker.ts'
import { nameId } from '../identity/ids.ts'
import { nameKey, personKey } from '../text/names.ts'

/**
 * Give the speakers of a reading the identities that people have laid down for them.
 *
 * An entry takes in every speaker who bears its name or one of its aliases, where its paths allow;
 * the entry with the longest path counts, and of two alike the first.
 */
export function applyAuthority(reading: Reading, authority: readonly AuthorityEntry[]): Reading {
  if (authority.length === 0) return reading
  const directory = directoryOf(authority)
  const { path } = reading.article
  const ids = new Map<string, string>()
  const speakers = new Map<string, ArticleSpeaker>()
  for (const speaker of reading.speakers) {
    const claim = claimOn(speaker, path, directory)
    const settled = claim ? settle(speaker, claim) : speaker
    const known = speakers.get(settled.id)
    ids.set(speaker.id, settled.id)
    speakers.set(settled.id, known ? join(known, settled) : settled)
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

/** An entry, and the one of its paths that allows it; empty for all. */
interface Claim {
  readonly entry: AuthorityEntry
  readonly path: string
}

interface Directory {
  /** By name or alias, the longest paths first. */
  readonly exact: ReadonlyMap<string, readonly Claim[]>
  /** The same without middle initials: they count where no exact name does. */
  readonly plain: ReadonlyMap<string, readonly Claim[]>
}

const directories = new WeakMap<readonly AuthorityEntry[], Directory>()

function directoryOf(authority: readonly AuthorityEntry[]): Directory {
  const known = directories.get(authority)
  if (known) return known
  const claims = authority
    .flatMap((entry) => (entry.in.length > 0 ? entry.in : ['']).map((path) => ({ entry, path })))
    .sort((a, b) => b.path.length - a.path.length)
  const made = { exact: indexBy(claims, nameKey), plain: indexBy(claims, personKey) }
  directories.set(authority, made)
  return made
}

function indexBy(claims: readonly Claim[], keyOf: (name: string) => string) {
  const index = new Map<string, Claim[]>()
  for (const claim of claims) {
    const { name, aliases } = claim.entry
    for (const key of new Set([name, ...aliases].map(keyOf))) {
      const list = index.get(key)
      if (list) list.push(claim)
      else index.set(key, [claim])
    }
  }
  return index
}

function claimOn(speaker: ArticleSpeaker, path: string, { exact, plain }: Directory): Claim | null {
  const allowed = (claims: readonly Claim[] = []) =>
    claims.filter((claim) => path.startsWith(claim.path))
  const [claim] = allowed(exact.get(nameKey(speaker.name)))
  if (claim || speaker.kind !== 'PERSON') return claim ?? null
  const near = allowed(plain.get(personKey(speaker.name)))
  // "John Ash" is neither John A. nor John B. Ash for sure.
  return near.every(({ entry }) => entry.name === near[0]?.entry.name) ? (near[0] ?? null) : null
}

/** Namesakes that are split need ids of their own; the first path of an entry tells them apart. */
function settle(speaker: ArticleSpeaker, { entry }: Claim): ArticleSpeaker {
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

function join(a: ArticleSpeaker, b: ArticleSpeaker): ArticleSpeaker {
  return {
    ...a,
    aliases: [...new Set([...a.aliases, ...b.aliases])],
    roles: [...a.roles, ...b.roles].sort((x, y) => x.span.start - y.span.start),
  }
}

/** Two candidates that turn out to be one are the speaker's candidates no more than once. */
function renameIn(attribution: Attribution, ids: ReadonlyMap<string, string>): Attribution {
  const rename = (id: string) => ids.get(id) ?? id
  if (attribution.basis !== 'NONE') {
    return { ...attribution, speaker: rename(attribution.speaker) }
  }
  return { ...attribution, candidates: [...new Set(attribution.candidates.map(rename))] }
}
