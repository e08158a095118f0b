import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { POINT } from '../quotations/doc.ts'
import { findNameRuns } from './name-runs.ts'
import { createName, isGivenStart, type Name, type NameKind, NOT_NAMES, readName } from './names.ts'
import {
  hasFlag,
  hasShape,
  isCapitalWord,
  isCommonWord,
  lowerText,
  markAt,
  sentenceOf,
  sentenceStart,
  type TaggedArticle,
  wordsOf,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

export interface LocatedName {
  readonly name: Name
  /** In a heading in title case, where capitals are no evidence of a name. */
  readonly heading: boolean
}

/** Names of the running text in lower case, where capitals are evidence of names. */
interface InnerNames {
  readonly names: ReadonlySet<string>
  /** Surnames of people, with the full name; null for several. */
  readonly surnames: ReadonlyMap<string, string | null>
  /** Last words of names of several words that are not organisations. */
  readonly lasts: ReadonlySet<string>
}

/** Find the names of an article, without capitals that only begin a sentence or a heading. */
export function findNames(tagged: TaggedArticle): LocatedName[] {
  const headings = findHeadings(tagged)
  const names = findNameRuns(tagged).map((run) => readName(tagged, run))
  const all = createInnerNames()
  const inner = createInnerNames()
  for (const name of names) {
    if (isIn(tagged, headings, name)) continue
    collect(tagged, name, all)
    if (!opensSentence(tagged, name.own)) collect(tagged, name, inner)
  }
  const located: LocatedName[] = []
  names.forEach((name, index) => {
    if (isIn(tagged, headings, name)) {
      for (const found of findHeadingNames(tagged, name.run, all, inner)) located.push(found)
    } else {
      const shared = sharedName(tagged, name, names[index + 1])
      located.push({ name: shared ?? bareName(tagged, name, all, inner), heading: false })
    }
  })
  return located
}

function createInnerNames() {
  return {
    names: new Set<string>(),
    surnames: new Map<string, string | null>(),
    lasts: new Set<string>(),
  } satisfies InnerNames
}

function collect(
  tagged: TaggedArticle,
  { own, words, kind, key }: Name,
  { names, surnames, lasts }: ReturnType<typeof createInnerNames>,
): void {
  names.add(key)
  if (words.length < 2) return
  const surname = words.at(-1) ?? ''
  if (kind !== 'ORGANIZATION' && isOneCase(tagged, own)) lasts.add(surname)
  if (kind !== 'PERSON') return
  surnames.set(surname, (surnames.get(surname) ?? key) === key ? key : null)
}

/** "Ann Ash" or "ANN ASH", but not "Harbour NCNA". */
function isOneCase(tagged: TaggedArticle, { first, end }: Run): boolean {
  return hasShape(tagged, first, Shape.UPPER) === hasShape(tagged, end - 1, Shape.UPPER)
}

function isIn(tagged: TaggedArticle, paragraphs: ReadonlySet<number>, { run }: Name): boolean {
  if (paragraphs.size === 0) return false
  const sentence = sentenceOf(tagged, run.first)
  return sentence !== undefined && paragraphs.has(sentence.paragraph)
}

function opensSentence(tagged: TaggedArticle, { first }: Run): boolean {
  return first === sentenceStart(tagged, first)
}

/** "In Selm Ida Moen said": a place and a name without a comma between them. */
function opensWithPlace(tagged: TaggedArticle, { first }: Run): boolean {
  const before = first - 1
  return hasFlag(tagged, before, Flag.PREPOSITION) && before === sentenceStart(tagged, first)
}

/** The name without other capitalised words before it: "Tearful" Mary Ash. */
function bareName(tagged: TaggedArticle, name: Name, all: InnerNames, inner: InnerNames): Name {
  const { own, words, kind } = name
  if (words.length === 1) {
    // "ASH" is not an abbreviation where an Ash is known.
    const surname = kind === 'ORGANIZATION' && all.lasts.has(words[0] ?? '')
    return surname && hasShape(tagged, own.first, Shape.UPPER) ? withKind(name, 'UNKNOWN') : name
  }
  if (hasFlag(tagged, own.first, Flag.GIVEN | Flag.TITLE)) return name
  const opens = opensSentence(tagged, own)
  if (opens && inner.names.has(name.key)) return name
  const rest =
    words.length > 2
      ? fullNameIn(tagged, own, opens || opensWithPlace(tagged, own), inner)
      : surnameIn(tagged, name, all)
  return rest ? readName(tagged, rest) : name
}

function withKind({ run, own, words, key }: Name, kind: NameKind): Name {
  return createName(run, own, kind, words, key)
}

/** In tokens: the longest full name at the end of a longer run. */
const LONGEST_FULL_NAME = 4

/** "Wisconsin Mary Ash": the end of the run is a full name elsewhere in the text. */
function fullNameIn(tagged: TaggedArticle, { first, end }: Run, opens: boolean, inner: InnerNames) {
  let other = false
  for (let at = Math.max(first + 1, end - LONGEST_FULL_NAME); at < end - 1; at += 1) {
    if (markAt(tagged, at) !== 0) continue
    const given = isGivenStart(tagged, at)
    if (opens && at === first + 1 && given) return { first: at, end }
    other ||= hasFlag(tagged, at - 1, NOT_NAMES)
    if (!opens && !other) continue
    const words = wordsOf(tagged, { first: at, end })
    if (words.length > 1 && (given || opens) && inner.names.has(words.join(' '))) {
      return { first: at, end }
    }
  }
  return null
}

/** "In Wisconsin Ash said", "Reforming Ash": a place or a common word before a surname. */
function surnameIn(
  tagged: TaggedArticle,
  { own, words, key }: Name,
  { surnames }: InnerNames,
): Run | null {
  const full = surnames.get(words[1] ?? '')
  if (full === undefined || full === key) return null
  const position = hasFlag(tagged, own.first, Flag.CITY | Flag.COUNTRY | Flag.QUALIFIER)
  const common = opensSentence(tagged, own) && isCommonWord(tagged, own.first)
  return position || common ? { first: own.first + 1, end: own.end } : null
}

/** "Tom and Mary Ash": the first has the family name of the second. */
function sharedName(tagged: TaggedArticle, name: Name, next: Name | undefined): Name | null {
  if (!next || name.words.length !== 1 || next.words.length < 2) return null
  if (!hasFlag(tagged, name.own.first, Flag.GIVEN) || !hasFlag(tagged, next.own.first, Flag.GIVEN))
    return null
  if (next.run.first !== name.own.end + 1) return null
  if (!hasFlag(tagged, name.own.end, Flag.CONJUNCTION)) return null
  const words = [...name.words, next.words.at(-1) ?? '']
  return createName(name.run, name.own, 'PERSON', words, words.join(' '))
}

/** Find the headings in title case, whose capitals are no evidence of names. */
function findHeadings(tagged: TaggedArticle): ReadonlySet<number> {
  const titled = new Set<number>()
  tagged.doc.prose.paragraphs.forEach(({ first, end }, index) => {
    if (tagged.doc.kinds[index] !== 'HEADLINE' && markAt(tagged, end - 1) === POINT) return
    let capitals = 0
    let small = 0
    for (let at = first + 1; at < end; at += 1) {
      if (markAt(tagged, at) !== 0 || hasShape(tagged, at, Shape.DIGIT | Shape.ENDING)) continue
      if (isCapitalWord(tagged, at)) capitals += 1
      else if (!hasFlag(tagged, at, Flag.PREPOSITION | Flag.INDEFINITE | Flag.DEFINITE)) small += 1
    }
    if (capitals > 3 && capitals > small * 2) titled.add(index)
  })
  return titled
}

/** In tokens: the longest name in a heading. */
const LONGEST_HEADING_NAME = 5

/**
 * Find the names in a run of capitals of a heading: those that the text has as well, and a given
 * name before a surname of the text ("Mary Ash Wins").
 */
function findHeadingNames(
  tagged: TaggedArticle,
  run: Run,
  known: InnerNames,
  inner: InnerNames,
): LocatedName[] {
  const found: LocatedName[] = []
  for (let first = run.first; first < run.end; first += 1) {
    const full = givenAndSurname(tagged, first, run.end, inner)
    const end = full ?? knownEnd(tagged, first, run.end, known)
    if (end === null) continue
    const name = readName(tagged, { first, end })
    found.push({ name, heading: name.words.length === 1 || name.kind !== 'PERSON' })
    first = end - 1
  }
  return found
}

function givenAndSurname(tagged: TaggedArticle, first: number, limit: number, inner: InnerNames) {
  const last = first + 1
  if (last >= limit || !hasFlag(tagged, first, Flag.GIVEN) || markAt(tagged, last) !== 0)
    return null
  const word = lowerText(tagged, last)
  return inner.surnames.has(word) || inner.names.has(word) ? last + 1 : null
}

function knownEnd(
  tagged: TaggedArticle,
  first: number,
  limit: number,
  known: InnerNames,
): number | null {
  if (markAt(tagged, first) !== 0) return null
  for (let end = Math.min(limit, first + LONGEST_HEADING_NAME); end > first; end -= 1) {
    const words = wordsOf(tagged, { first, end }).join(' ')
    if (known.names.has(words) || (end === first + 1 && known.surnames.has(words))) return end
  }
  return null
}
