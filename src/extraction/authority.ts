import type { AuthorityEntry } from '../model/annotations.ts'
import type { Attribution } from '../model/quotation.ts'
import type { Reading } from '../model/reading.ts'
import type { ArticleSpeaker } from '../model/speaker.ts'
import { nameId } from '../text/ids.ts'
import { nameKey } from '../text/names.ts'

/**
 * Give the speakers of a reading the identities that people have laid down for them.
 *
 * An entry takes in every speaker who bears its name or one of its aliases, where its paths allow;
 * the entry with the longest path counts.
 */
export function applyAuthority(reading: Reading, authority: readonly AuthorityEntry[]): Reading {
  const entries = authority
    .filter((entry) => reading.article.path.startsWith(entry.in ?? ''))
    .sort((a, b) => (b.in?.length ?? 0) - (a.in?.length ?? 0))
  const ids = new Map<string, string>()
  const speakers = new Map<string, ArticleSpeaker>()
  for (const speaker of reading.speakers) {
    const entry = entries.find((each) => bears(each, speaker))
    const settled = entry ? settle(speaker, entry) : speaker
    const known = speakers.get(settled.id)
    ids.set(speaker.id, settled.id)
    speakers.set(settled.id, known ? join(known, settled) : settled)
  }
  if (entries.length === 0) return reading
  return {
    ...reading,
    speakers: [...speakers.values()],
    quotations: reading.quotations.map((quotation) => ({
      ...quotation,
      attribution: renameIn(quotation.attribution, ids),
    })),
  }
}

function bears({ name, aliases }: AuthorityEntry, speaker: ArticleSpeaker): boolean {
  const key = nameKey(speaker.name)
  return [name, ...aliases].some((each) => nameKey(each) === key)
}

/** Namesakes that are split need ids of their own. */
function settle(speaker: ArticleSpeaker, entry: AuthorityEntry): ArticleSpeaker {
  const aliases = new Set([...entry.aliases, speaker.name, ...speaker.aliases])
  aliases.delete(entry.name)
  return {
    ...speaker,
    id: nameId(entry.in === null ? entry.name : `${entry.name} ${entry.in}`),
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
