import type { SourceWords } from '../../languages/source-words.ts'
import type { OutletMention, SourceKind, SourceName } from '../../model/source.ts'
import { overlapping, overlaps } from '../../text/spans.ts'
import { isReporting, lowerWord } from './context.ts'
import { findNamed, type Directories } from './named.ts'
import { endsPhrase, type Description } from './nouns.ts'
import type { Part } from './part.ts'

/** Find where the outlets stand that are known or introduced, and the descriptions of others. */
export function findMentions(
  body: string,
  parts: readonly Part[],
  directories: Directories,
  words: SourceWords,
): OutletMention[] {
  const mentions: OutletMention[] = []
  const namedBefore = new Map<string, SourceName>()
  for (const part of parts) {
    const named = findNamed(body, part, directories, words)
    if (named.length === 0 && part.descriptions.length === 0) continue
    const inProse = part.paragraph.kind === 'TEXT' || part.paragraph.kind === 'HEADLINE'
    const described = inProse ? part.descriptions : []
    const ordered = [
      ...named,
      ...described.filter(({ span }) => overlapping(named, span).length === 0),
    ].sort((one, other) => one.span.start - other.span.start)
    for (const found of ordered) {
      if (!('source' in found) && isApposed(body, mentions.at(-1), found)) continue
      if ('source' in found) {
        mentions.push(found)
        const isPlace = part.places.some(({ evidence }) => overlaps(evidence, found.span))
        if (inProse && !isPlace && found.source) namedBefore.set(found.source.id, found.source)
      } else {
        const mention = resolveDescription(body, found, [...namedBefore.values()], words)
        if (mention) mentions.push(mention)
      }
    }
  }
  return mentions
}

// ", a state broadcaster", " (PTB), the closed country's only news agency".
const APPOSITION = /^(?:\s\([^()]*\))?,\s(?:[^,.;:()\n]{0,48}\s)?$/u

/** A description right behind a name says what the named medium is. */
function isApposed(body: string, before: OutletMention | undefined, found: Description): boolean {
  if (!before?.source || found.span.start - before.span.end > 80) return false
  const between = body.slice(before.span.end, found.span.start)
  return APPOSITION.test(between) && /^(?:[,.;:)—–]|$)/.test(body.slice(found.noun.end).slice(0, 1))
}

/** A medium that is described: resolved when "the agency" can only be one, else without a name. */
function resolveDescription(
  body: string,
  description: Description,
  named: readonly SourceName[],
  words: SourceWords,
): OutletMention | null {
  const { span, noun, kind, determiner, qualified, mass, state } = description
  if (!endsPhrase(body, noun.end, words)) return null
  const word = lowerWord(body, noun)
  if (words.plurals.has(word)) return qualified ? { span, source: null } : null
  const kinds = words.shortNouns.get(word)
  if (kinds && determiner === 'DEFINITE' && (!qualified || state)) {
    const fitting = named.filter((source) => fits(source, kinds, words))
    const [only] = fitting
    if (only && fitting.length === 1) return { span, source: only }
    if (kind === null) return null
    return state || isReporting(body, span, words) ? { span, source: null } : null
  }
  if (kind === null) return null
  const told = mass ? qualified : determiner === 'INDEFINITE' || (qualified && determiner !== null)
  return told || (qualified && state) ? { span, source: null } : null
}

/** A medium of the state may be of any kind, unless its name says which: a "Bureau" is no station. */
function fits(
  { name, kind }: SourceName,
  kinds: readonly SourceKind[],
  words: SourceWords,
): boolean {
  if (kind !== 'STATE_MEDIA' || !kinds.includes(kind)) return kinds.includes(kind)
  const shown = name
    .toLowerCase()
    .split(' ')
    .map((word) => words.bodyWords.get(word) ?? words.nameEndings.get(word)?.kind)
    .filter((each) => each !== undefined)
  return shown.length === 0 || shown.some((each) => kinds.includes(each))
}
