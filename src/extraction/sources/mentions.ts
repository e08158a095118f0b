import type { SourceWords } from '../../languages/source-words.ts'
import type { OutletMention, SourceKind, SourceName } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { nameKey } from '../../text/names.ts'
import { overlapping, overlaps } from '../../text/spans.ts'
import { isDefinite, lowerWord, wordAfter, wordBefore } from './adjacent-words.ts'
import { isReporting } from './telling-words.ts'
import type { CapitalRun, CapitalWord } from './capital-runs.ts'
import { type Description, endsPhrase } from './descriptions.ts'
import { type Directory, type Found, NameTrait, findAt, firstWord } from './directory.ts'
import type { ScannedParagraph } from './scanned-paragraphs.ts'

/**
 * Find the mentions of known and introduced outlets, and the descriptions of others, in reading
 * order.
 */
export function findMentions(
  body: string,
  parts: readonly ScannedParagraph[],
  directories: Directories,
  words: SourceWords,
): OutletMention[] {
  const mentions: OutletMention[] = []
  const namedBefore = createNamedOutlets(words)
  for (const part of parts) {
    const named = findNamed(body, part, directories, words)
    if (named.length === 0 && part.descriptions.length === 0) continue
    const inProse = part.paragraph.kind === 'TEXT' || part.paragraph.kind === 'HEADLINE'
    const firstOfPart = mentions.length
    const inParagraph = createNamedOutlets(words)
    const described = inProse ? part.descriptions : []
    const ordered = [
      ...named,
      ...described.filter(({ span }) => overlapping(named, span).length === 0),
    ].sort((one, other) => one.span.start - other.span.start)
    let from = 0
    for (const [index, found] of ordered.entries()) {
      if (index < from) continue
      if (!('source' in found) && isApposed(body, mentions.at(-1), found)) continue
      const next = ordered[index + 1]
      if (!('source' in found) && next && 'source' in next && isNamedBehind(body, found, next)) {
        mentions.push({
          span: { start: found.span.start, end: next.span.end },
          source: next.source,
        })
        if (inProse && next.source) {
          namedBefore.add(next.source)
          inParagraph.add(next.source)
        }
        from = index + 2
        continue
      }
      if ('source' in found) {
        mentions.push(found)
        if (inProse && found.source && !isInPlace(part, found.span)) {
          namedBefore.add(found.source)
          inParagraph.add(found.source)
        }
      } else {
        const mention = resolveDescription(body, found, [namedBefore, inParagraph], words)
        if (mention) mentions.push(mention)
      }
    }
    mentions.push(...quotingPronouns(body, part, mentions.slice(firstOfPart), words))
  }
  return mentions.sort((one, other) => one.span.start - other.span.start)
}

/** "It quoted a novice as saying": the outlet that the paragraph has named last. */
function quotingPronouns(
  body: string,
  { paragraph }: ScannedParagraph,
  named: readonly OutletMention[],
  { quotingPronoun }: SourceWords,
): OutletMention[] {
  if (quotingPronoun === null || named.length === 0) return []
  const { start, end } = paragraph.span
  return Array.from(body.slice(start, end).matchAll(quotingPronoun)).flatMap((match) => {
    const at = start + match.index
    const last = named.findLast(({ span }) => span.end <= at)
    return last ? [{ span: { start: at, end: at + match[0].length }, source: last.source }] : []
  })
}

/** Outlets named so far in prose, which a later description may mean. */
interface NamedOutlets {
  add(source: SourceName): void
  /** The only outlet that a noun fits; null when none or several do. */
  onlyFitting(noun: string, kinds: readonly SourceKind[]): SourceName | null
}

/** For each noun the outlets are tested once, however many descriptions have it. */
function createNamedOutlets(words: SourceWords): NamedOutlets {
  const sources = new Map<string, SourceName>()
  const ids: string[] = []
  const byNoun = new Map<string, { tested: number; readonly fitting: string[] }>()
  return {
    add: (source) => {
      if (!sources.has(source.id)) ids.push(source.id)
      sources.set(source.id, source)
    },
    onlyFitting: (noun, kinds) => {
      const state = byNoun.get(noun) ?? { tested: 0, fitting: [] }
      byNoun.set(noun, state)
      for (; state.tested < ids.length; state.tested += 1) {
        const id = ids[state.tested] ?? ''
        const source = sources.get(id)
        if (source && fits(source, kinds, words)) state.fitting.push(id)
      }
      return state.fitting.length === 1 ? (sources.get(state.fitting[0] ?? '') ?? null) : null
    },
  }
}

function isInPlace({ places }: ScannedParagraph, span: Span): boolean {
  return places.some(({ evidence }) => overlaps(evidence, span))
}

// Between a name and its apposition: ", a state broadcaster", " (PTB), the country's only agency".
const APPOSITION = /^(?:\s\([^()]*\))?,\s(?:[^,.;:()\n]{0,48}\s)?$/u

/** Whether a description is an apposition to the name before it. */
function isApposed(body: string, before: OutletMention | undefined, found: Description): boolean {
  if (!before?.source || found.span.start - before.span.end > 80) return false
  const between = body.slice(before.span.end, found.span.start)
  return APPOSITION.test(between) && /^(?:[,.;:)—–]|$)/.test(body.charAt(found.noun.end))
}

/** "a local daily, the Rangpura Observer", "the online magazine The Upland". */
function isNamedBehind(body: string, { noun }: Description, { span }: OutletMention): boolean {
  return span.start > noun.end && /^,?\s(?:[Tt]he\s)?$/.test(body.slice(noun.end, span.start))
}

/**
 * The mention behind a description: resolved when only one outlet fits ("the agency"), else
 * unnamed.
 *
 * @param named - the outlets of the text so far, then those of the paragraph
 */
function resolveDescription(
  body: string,
  description: Description,
  named: readonly NamedOutlets[],
  words: SourceWords,
): OutletMention | null {
  const onlyFitting = (noun: string, kinds: readonly SourceKind[]) =>
    named.map((outlets) => outlets.onlyFitting(noun, kinds)).find((only) => only !== null) ?? null
  const { span, noun, kind, determiner, qualified, mass, state } = description
  if (!endsPhrase(body, noun.end, words)) return null
  const word = lowerWord(body, noun)
  if (words.plurals.has(word)) {
    if (!qualified) return null
    return { span, source: state ? onlyFitting(word, STATE) : null }
  }
  const kinds = words.shortNouns.get(word)
  const isReferring = !qualified || state || isReporting(body, span, words)
  if (kinds && determiner === 'DEFINITE' && isReferring) {
    const only = onlyFitting(word, kinds)
    if (only) return { span, source: only }
    if (kind === null) return null
    if (qualified && !state) return { span, source: null }
    return state || isReporting(body, span, words) ? { span, source: null } : null
  }
  if (kind === null) return null
  const specific = mass
    ? qualified
    : determiner === 'INDEFINITE' || (qualified && determiner !== null)
  return specific || (qualified && state) ? { span, source: null } : null
}

/** "The state media" means the only state medium that the text has named. */
const STATE: readonly SourceKind[] = ['STATE_MEDIA']

/**
 * Whether an outlet can be of one of these kinds. State media can, unless the name shows another
 * kind.
 */
function fits(
  { name, kind }: SourceName,
  kinds: readonly SourceKind[],
  words: SourceWords,
): boolean {
  if (kind === 'PUBLISHER' && kinds !== STATE && showsNoKind(name, words)) return true
  if (kind !== 'STATE_MEDIA' || !kinds.includes(kind) || kinds === STATE)
    return kinds.includes(kind)
  const kindsOfName = name
    .toLowerCase()
    .split(' ')
    .map((word) => words.bodyWords.get(word) ?? words.nameEndings.get(word)?.kind)
    .filter((each) => each !== undefined)
  return kindsOfName.length === 0 || kindsOfName.some((each) => kinds.includes(each))
}

/** "Star Arena": no word of the name tells a paper from a station. */
function showsNoKind(
  name: string,
  { bodyWords, nameEndings, nameBeginnings }: SourceWords,
): boolean {
  return !name
    .toLowerCase()
    .split(' ')
    .some((word) => bodyWords.has(word) || nameEndings.has(word) || nameBeginnings.has(word))
}

/** Directories for the lookup; introduced outlets have priority over known ones. */
export interface Directories {
  readonly introduced: Directory
  readonly known: Directory
}

/** Find the names of outlets in a paragraph, each with its article and modifiers. */
function findNamed(
  body: string,
  part: ScannedParagraph,
  directories: Directories,
  words: SourceWords,
): OutletMention[] {
  const inRuns = part.runs.flatMap((run) => findInRun(body, run, part, directories, words))
  if (inRuns.length === 0 && part.places.length === 0) return []
  const inPlaces = part.places
    .filter(({ span }) => overlapping(inRuns, span).length === 0)
    .flatMap(({ span }) => {
      const key = nameKey(body.slice(span.start, span.end))
      const source = directories.introduced.byKey.get(key) ?? directories.known.byKey.get(key)
      return source ? [{ span, source }] : []
    })
  const widened = inRuns.map((found) => widen(body, found, part, words))
  return [...widened.filter(startsAfterPrevious), ...inPlaces].sort(
    (one, other) => one.span.start - other.span.start,
  )
}

/** False for the "(KCNA)" that is already part of the mention before it. */
function startsAfterPrevious(
  { span }: OutletMention,
  index: number,
  all: readonly OutletMention[],
): boolean {
  const before = all[index - 1]
  return !before || before.span.end <= span.start
}

function findInRun(
  body: string,
  run: CapitalRun,
  { paragraph }: ScannedParagraph,
  directories: Directories,
  words: SourceWords,
): Found[] {
  const found: Found[] = []
  const isIntroduced = directories.introduced.byFirstWord.size > 0
  for (const word of run.words) {
    if (!isIntroduced && !(word.traits & NameTrait.KNOWN)) continue
    for (const { start, text } of segments(word)) {
      const named = findWidest(body, start, text, directories)
      if (!named || start < (found.at(-1)?.span.end ?? 0) || isPartOfOtherName(body, named, words))
        continue
      const inCredit = paragraph.credit !== undefined && overlaps(paragraph.credit, named.span)
      if (inCredit || isMeant(body, named, run, paragraph.span, words)) found.push(named)
    }
  }
  return found
}

function findWidest(
  body: string,
  start: number,
  word: string,
  { introduced, known }: Directories,
): Found | null {
  const first = firstWord(word)
  const own = findAt(introduced, body, start, first)
  const other = findAt(known, body, start, first)
  return other && (!own || other.span.end > own.span.end) ? other : own
}

function isMeant(
  body: string,
  { span, formClass }: Found,
  run: CapitalRun,
  paragraph: Span,
  words: SourceWords,
): boolean {
  if (formClass === 'FULL') return true
  if (formClass === 'SHORT') return isDefinite(body, span.start, words)
  if (isReporting(body, span, words)) return true
  return (
    formClass === 'PLAIN' &&
    (isDefinite(body, span.start, words) || isAlone(body, run, paragraph, words))
  )
}

/** Whether a name is neither part of a longer name nor the first word of a sentence. */
function isAlone(
  body: string,
  run: CapitalRun,
  paragraph: Span,
  { notNames }: SourceWords,
): boolean {
  const [name, ...more] = run.words.filter(({ text }) => !notNames.has(text.toLowerCase()))
  if (!name || more.length > 0) return false
  const before = body.slice(Math.max(paragraph.start, name.start - 3), name.start).trimEnd()
  return before !== '' && !/[.!?:"“‘]$/.test(before)
}

/** The parts of a word at which a name may begin: "AFP-Yonhap" has two. */
function segments(word: CapitalWord): readonly CapitalWord[] {
  if (!word.text.includes('-')) return [word]
  const parts = [word]
  for (let at = word.text.indexOf('-'); at > 0; at = word.text.indexOf('-', at + 1)) {
    parts.push({ ...word, start: word.start + at + 1, text: word.text.slice(at + 1) })
  }
  return parts
}

/** Whether the name is part of another thing's name: "Reuters Institute", "Bloomberg Tower". */
function isPartOfOtherName(body: string, { span }: Found, words: SourceWords): boolean {
  const after = wordAfter(body, span.end)
  if (!after || !/^\p{Lu}/u.test(body.slice(after.start, after.end))) return false
  const next = lowerWord(body, after)
  return words.otherThings.has(next) || words.bodies.has(next) || words.nameEndings.has(next)
}

const BRACKETS = /^\s\([^()\n]{2,40}\)/

/** Extend a name to its article, modifiers, describing noun and abbreviation in brackets. */
function widen(
  body: string,
  { span, source }: Found,
  part: ScannedParagraph,
  words: SourceWords,
): OutletMention {
  let end = span.end + bracketLength(body, span.end, source)
  const beside = overlapping(part.descriptions, { start: span.start - 2, end: end + 2 })
  const nounAfter = beside.find(({ noun, kind }) => kind && noun.start === end + 1)
  if (nounAfter && endsPhrase(body, nounAfter.noun.end, words)) end = nounAfter.noun.end
  const nounBefore = beside.find(({ noun, kind }) => kind && noun.end + 1 === span.start)
  const start =
    nounBefore?.span.start ?? startOf(body, span.start, part.paragraph.span.start, words)
  return { span: { start, end }, source }
}

/** Length of the abbreviation in brackets after a name, blank included; 0 when there is none. */
function bracketLength(body: string, end: number, { name, aliases }: SourceName): number {
  const bracket = BRACKETS.exec(body.slice(end, end + 44))?.[0]
  if (bracket === undefined) return 0
  const key = nameKey(bracket)
  return [name, ...aliases].some((form) => nameKey(form) === key) ? bracket.length : 0
}

const MAX_MODIFIERS = 8

/** The start of the modifiers before a name: "the", "the official", "state-run". */
function startOf(body: string, start: number, from: number, words: SourceWords): number {
  let first = start
  for (let count = 0; count < MAX_MODIFIERS; count += 1) {
    const before = wordBefore(body, first)
    if (!before || before.start < from) break
    const word = lowerWord(body, before)
    if (words.definite.includes(word)) return before.start
    if (!words.stateWords.has(word)) break
    first = before.start
  }
  return first
}
