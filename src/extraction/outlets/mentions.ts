import type { SourceWords } from '../../languages/source-words.ts'
import type { OutletMention, SourceName } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { nameKey } from '../../text/names.ts'
import type { Run, Word } from './capitals.ts'
import { isDefinite, isReporting, lowerWord, wordAfter, wordBefore } from './context.ts'
import { findAt, firstWord, world, type Directory, type Found } from './directory.ts'
import { endsPhrase, type Description } from './nouns.ts'
import type { Part } from './part.ts'
import type { SourcePlace } from './places.ts'

/** Find where the outlets stand that are known or introduced, and the descriptions of others. */
export function findMentions(
  body: string,
  parts: readonly Part[],
  places: readonly SourcePlace[],
  introduced: Directory,
  words: SourceWords,
): OutletMention[] {
  const mentions: OutletMention[] = []
  const namedBefore = new Map<string, SourceName>()
  for (const part of parts) {
    const named = findNamed(body, part, places, introduced, words)
    if (named.length === 0 && part.descriptions.length === 0) continue
    const inProse = part.paragraph.kind === 'TEXT' || part.paragraph.kind === 'HEADLINE'
    const described = inProse ? part.descriptions : []
    const kept = places.filter(({ evidence }) => overlaps(evidence, part.paragraph.span))
    const ordered = [
      ...named,
      ...described.filter(({ noun }) => !named.some(({ span }) => overlaps(span, noun))),
    ].sort((one, other) => one.span.start - other.span.start)
    for (const found of ordered) {
      if ('source' in found) {
        mentions.push(found)
        const isPlace = kept.some(({ evidence }) => overlaps(evidence, found.span))
        if (inProse && !isPlace && found.source) namedBefore.set(found.source.id, found.source)
      } else {
        const mention = resolveDescription(body, found, [...namedBefore.values()], words)
        if (mention) mentions.push(mention)
      }
    }
  }
  return mentions
}

function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end
}

function findNamed(
  body: string,
  part: Part,
  places: readonly SourcePlace[],
  introduced: Directory,
  words: SourceWords,
): OutletMention[] {
  const inRuns = part.runs.flatMap((run) => findInRun(body, run, part, introduced, words))
  const inPlaces = places
    .filter(({ name }) => overlaps(name, part.paragraph.span))
    .filter(({ name }) => !inRuns.some(({ span }) => overlaps(span, name)))
    .flatMap(({ name }) => {
      const key = nameKey(body.slice(name.start, name.end))
      const source = introduced.byKey.get(key) ?? world.byKey.get(key)
      return source ? [{ span: name, source }] : []
    })
  const widened = inRuns.map((found) => widen(body, found, part, words))
  return [...widened.filter(isFirstThere), ...inPlaces]
}

/** "(KCNA)" behind the name is part of the mention before it. */
function isFirstThere(
  { span }: OutletMention,
  index: number,
  all: readonly OutletMention[],
): boolean {
  const before = all[index - 1]
  return !before || before.span.end <= span.start
}

function findInRun(
  body: string,
  run: Run,
  { paragraph }: Part,
  introduced: Directory,
  words: SourceWords,
): Found[] {
  const found: Found[] = []
  for (const word of run.words) {
    for (const { start, text } of segments(word)) {
      const named = findWidest(body, start, text, introduced)
      if (!named || start < (found.at(-1)?.span.end ?? 0) || isOther(body, named, words)) continue
      if (isMeant(body, named, paragraph.credit, words)) found.push(named)
    }
  }
  return found
}

function findWidest(
  body: string,
  start: number,
  word: string,
  introduced: Directory,
): Found | null {
  const first = firstWord(word)
  const own = findAt(introduced, body, start, first)
  const known = findAt(world, body, start, first)
  return known && (!own || known.span.end > own.span.end) ? known : own
}

function isMeant(
  body: string,
  { span, trust }: Found,
  credit: Span | undefined,
  words: SourceWords,
): boolean {
  if (trust === 'FULL' || (credit && overlaps(credit, span))) return true
  return trust === 'SHORT' ? isDefinite(body, span.start, words) : isReporting(body, span, words)
}

/** Where names may begin in a word: "AFP-Yonhap" holds two. */
function segments(word: Word): readonly Word[] {
  if (!word.text.includes('-')) return [word]
  const parts = [word]
  for (let at = word.text.indexOf('-'); at > 0; at = word.text.indexOf('-', at + 1)) {
    parts.push({ ...word, start: word.start + at + 1, text: word.text.slice(at + 1) })
  }
  return parts
}

/** "Reuters Institute", "Bloomberg Tower": the name belongs to another thing. */
function isOther(body: string, { span }: Found, words: SourceWords): boolean {
  const after = wordAfter(body, span.end)
  if (!after || !/^\p{Lu}/u.test(body.slice(after.start, after.end))) return false
  const next = lowerWord(body, after)
  return words.otherThings.has(next) || words.bodies.has(next) || words.nameEndings.has(next)
}

const BRACKETS = /^\s\([^()\n]{2,40}\)/

/** The mention with its article, what describes it, and its abbreviation in brackets. */
function widen(
  body: string,
  { span, source }: Found,
  part: Part,
  words: SourceWords,
): OutletMention {
  const forms = [source.name, ...source.aliases].map(nameKey)
  const bracket = BRACKETS.exec(body.slice(span.end, span.end + 44))?.[0] ?? ''
  let end = span.end + (forms.includes(nameKey(bracket)) ? bracket.length : 0)
  const behind = part.descriptions.find(({ noun, kind }) => kind && noun.start === end + 1)
  if (behind && endsPhrase(body, behind.noun.end, words)) end = behind.noun.end
  const before = part.descriptions.find(({ noun, kind }) => kind && noun.end + 1 === span.start)
  const start = before?.span.start ?? startOf(body, span.start, part.paragraph.span.start, words)
  return { span: { start, end }, source }
}

/** "the", "the official", "state-run". */
function startOf(body: string, start: number, from: number, words: SourceWords): number {
  const before = wordBefore(body, start)
  if (!before || before.start < from) return start
  const word = lowerWord(body, before)
  if (word === words.definite) return before.start
  return words.stateWords.has(word) ? startOf(body, before.start, from, words) : start
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
    const fitting = named.filter((source) => kinds.includes(source.kind))
    const [only] = fitting
    if (only && fitting.length === 1) return { span, source: only }
    if (kind === null) return null
    return state || isReporting(body, span, words) ? { span, source: null } : null
  }
  if (kind === null) return null
  const told = mass ? qualified : determiner === 'INDEFINITE' || (qualified && determiner !== null)
  return told || (qualified && state) ? { span, source: null } : null
}
