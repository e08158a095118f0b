import type { SourceWords } from '../../languages/source-words.ts'
import type { OutletMention, SourceName } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { nameKey } from '../../text/names.ts'
import { overlapping, overlaps } from '../../text/spans.ts'
import type { Run, Word } from './capitals.ts'
import { isDefinite, isReporting, lowerWord, wordAfter, wordBefore } from './context.ts'
import { findAt, firstWord, type Directory, type Found } from './directory.ts'
import { NameTrait } from './name-traits.ts'
import { endsPhrase } from './nouns.ts'
import type { Part } from './part.ts'

/** Where names are looked up: those of the article before those that need no introduction. */
export interface Directories {
  readonly introduced: Directory
  readonly known: Directory
}

/** Where the names stand that can be looked up, with what belongs to them. */
export function findNamed(
  body: string,
  part: Part,
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
  return [...widened.filter(isFirstThere), ...inPlaces].sort(
    (one, other) => one.span.start - other.span.start,
  )
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
  directories: Directories,
  words: SourceWords,
): Found[] {
  const found: Found[] = []
  const isIntroduced = directories.introduced.byFirstWord.size > 0
  for (const word of run.words) {
    if (!isIntroduced && !(word.traits & NameTrait.KNOWN)) continue
    for (const { start, text } of segments(word)) {
      const named = findWidest(body, start, text, directories)
      if (!named || start < (found.at(-1)?.span.end ?? 0) || isOther(body, named, words)) continue
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
  { span, trust }: Found,
  run: Run,
  paragraph: Span,
  words: SourceWords,
): boolean {
  if (trust === 'FULL') return true
  if (trust === 'SHORT') return isDefinite(body, span.start, words)
  if (isReporting(body, span, words)) return true
  return (
    trust === 'PLAIN' &&
    (isDefinite(body, span.start, words) || isAlone(body, run, paragraph, words))
  )
}

/** Neither part of a longer name nor the word that opens a sentence. */
function isAlone(body: string, run: Run, paragraph: Span, { notNames }: SourceWords): boolean {
  const [name, ...more] = run.words.filter(({ text }) => !notNames.has(text.toLowerCase()))
  if (!name || more.length > 0) return false
  const before = body.slice(Math.max(paragraph.start, name.start - 3), name.start).trimEnd()
  return before !== '' && !/[.!?:"“‘]$/.test(before)
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
  let end = span.end + bracketLength(body, span.end, source)
  const beside = overlapping(part.descriptions, { start: span.start - 2, end: end + 2 })
  const behind = beside.find(({ noun, kind }) => kind && noun.start === end + 1)
  if (behind && endsPhrase(body, behind.noun.end, words)) end = behind.noun.end
  const before = beside.find(({ noun, kind }) => kind && noun.end + 1 === span.start)
  const start = before?.span.start ?? startOf(body, span.start, part.paragraph.span.start, words)
  return { span: { start, end }, source }
}

/** Length of an abbreviation of the name in brackets behind it; 0 when none stands there. */
function bracketLength(body: string, end: number, { name, aliases }: SourceName): number {
  const bracket = BRACKETS.exec(body.slice(end, end + 44))?.[0]
  if (bracket === undefined) return 0
  const key = nameKey(bracket)
  return [name, ...aliases].some((form) => nameKey(form) === key) ? bracket.length : 0
}

/** "the", "the official", "state-run". */
function startOf(body: string, start: number, from: number, words: SourceWords): number {
  const before = wordBefore(body, start)
  if (!before || before.start < from) return start
  const word = lowerWord(body, before)
  if (words.definite.includes(word)) return before.start
  return words.stateWords.has(word) ? startOf(body, before.start, from, words) : start
}
