import type { Language } from '../../languages/language.ts'
import type { SourceWords } from '../../languages/source-words.ts'
import type { SourceKind } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { isWordPartAt } from '../../text/characters.ts'
import { createLexicon, type Lexicon } from '../../text/lexicon.ts'
import { Shape, tokenAt, type Tokens } from '../../text/tokens.ts'
import { lowerWord, wordAfter, wordBefore } from './adjacent-words.ts'
import { oncePer } from '../../text/once-per.ts'

/** A noun for an outlet with its modifiers: "the North's state media". */
export interface Description {
  readonly span: Span
  readonly noun: Span
  /** STATE_MEDIA when a modifier says so; null for several outlets. */
  readonly kind: SourceKind | null
  readonly determiner: 'DEFINITE' | 'INDEFINITE' | null
  /** A modifier distinguishes this outlet from others: "local", "China's", "Northern". */
  readonly qualified: boolean
  readonly state: boolean
  /** Also a mass noun that may not mean an outlet: "television". */
  readonly mass: boolean
}

/** The nouns of a language, compiled once. */
interface Nouns {
  readonly pattern: RegExp
  /** Their first words. */
  readonly beginnings: Lexicon
}

const MAX_WORDS = 6

/** Find the nouns for outlets in a span of text, each with its modifiers, in reading order. */
export function findDescriptions(tokens: Tokens, span: Span, language: Language): Description[] {
  const { text, count, starts, ends, shapes } = tokens
  const { pattern, beginnings } = nounsOf(language.sources)
  const found: Description[] = []
  let read = span.start
  const add = (at: number): void => {
    if (at < read) return
    const end = matchEnd(pattern, text, at, span.end)
    read = Math.max(read, end)
    const noun = { start: at, end }
    if (end > at && isWhole(text, noun)) found.push(describe(text, span.start, noun, language))
  }
  for (let index = tokenAt(tokens, span.start); index < count; index += 1) {
    const start = starts[index] ?? 0
    if (start >= span.end) break
    const isMixed = ((shapes[index] ?? 0) & Shape.MIXED) !== 0
    if (isMixed) beginningsIn(text, start, ends[index] ?? 0, beginnings).forEach(add)
    else if (beginnings.valueOf(tokens, index) !== 0) add(start)
  }
  return found
}

/** Offsets inside a token with marks at which a noun may begin: "l'agence". */
function beginningsIn(text: string, start: number, end: number, beginnings: Lexicon): number[] {
  const found: number[] = []
  for (let from = start; from < end; from += 1) {
    let to = from
    while (to < end && isWordPartAt(text, to)) to += 1
    if (to > from && beginnings.valueAt(text, from, to) !== 0) found.push(from)
    from = to
  }
  return found
}

/** The end of the noun that begins at an offset; the same offset when there is none. */
function matchEnd(pattern: RegExp, text: string, at: number, end: number): number {
  pattern.lastIndex = at
  if (!pattern.test(text)) return at
  if (pattern.lastIndex <= end) return pattern.lastIndex
  pattern.lastIndex = 0
  return pattern.test(text.slice(at, end)) ? at + pattern.lastIndex : at
}

/** Whether a noun is not part of a longer word ("dailies", "multi-media"). */
function isWhole(text: string, { start, end }: Span): boolean {
  return (
    !/[\p{L}\p{N}-]/u.test(text.charAt(start - 1)) && !/[\p{L}\p{N}'’-]/u.test(text.charAt(end))
  )
}

/** All nouns, longest first, in lower case: capitalised ones are part of a name. */
const nounsOf = oncePer((words: SourceWords): Nouns => {
  const nouns = new Set([...words.nouns.keys(), ...words.plurals, ...words.shortNouns.keys()])
  const longestFirst = [...nouns].sort((a, b) => b.length - a.length)
  const alternatives = longestFirst.map(asPrinted).join('|')
  return {
    pattern: new RegExp(`\\b(?:${alternatives})\\b`, 'y'),
    beginnings: createLexicon(new Map(longestFirst.map((noun) => [noun.split(' ')[0] ?? '', 1]))),
  }
})

/** The pattern of a noun: any white space between words, short words also in capitals ("TV"). */
function asPrinted(noun: string): string {
  return noun
    .split(' ')
    .map((word) => (word.length <= 2 ? `(?:${word}|${word.toUpperCase()})` : word))
    .join('\\s')
}

function describe(text: string, from: number, noun: Span, language: Language): Description {
  const words = language.sources
  let start = noun.start
  let qualified = false
  let state = false
  let determiner: Description['determiner'] = null
  const reporting = words.reporting.has(lowerWord(text, wordAfter(text, noun.end)))
  for (let count = 0; count < MAX_WORDS && determiner === null; count += 1) {
    const before = wordBefore(text, start)
    if (!before || before.start < from) break
    const word = lowerWord(text, before)
    determiner = determinerOf(word, words)
    const isState = words.stateWords.has(word)
    const qualifies =
      isState ||
      words.qualities.has(word) ||
      isOwnerOrOrigin(text, before, start, reporting, language)
    if (determiner === null && !qualifies) break
    start = before.start
    state ||= isState
    qualified ||= qualifies
  }
  const word = lowerWord(text, noun)
  const kind = words.nouns.get(word) ?? null
  return {
    span: { start, end: noun.end },
    noun,
    kind: state && kind !== null ? 'STATE_MEDIA' : kind,
    determiner,
    qualified,
    state,
    mass: words.massNouns.has(word),
  }
}

function determinerOf(word: string, words: SourceWords): Description['determiner'] {
  if (words.definite.includes(word)) return 'DEFINITE'
  return words.indefinite.includes(word) ? 'INDEFINITE' : null
}

/**
 * Whether a word is an owner or an origin: "North's", "Chinese", the "North" of "North Korean",
 * "Seoul-based"; any name where the outlet reports: "Selm radio said".
 */
function isOwnerOrOrigin(
  text: string,
  span: Span,
  next: number,
  reporting: boolean,
  language: Language,
): boolean {
  const word = lowerWord(text, span)
  if (word.endsWith(`'${language.sources.possessive}`) || /-\p{Ll}/u.test(word)) return true
  const origins = originsOf(language)
  if (origins.has(word) || origins.has(`${word} ${lowerWord(text, wordAfter(text, next - 1))}`)) {
    return true
  }
  const isName = /^\p{Lu}/u.test(text.slice(span.start, span.end))
  return reporting && isName && !language.sources.notNames.has(word)
}

/** Whether the noun phrase ends here: "newspaper", but not that of "newspaper editor". */
export function endsPhrase(text: string, end: number, words: SourceWords): boolean {
  const after = wordAfter(text, end)
  if (!after) return true
  const word = lowerWord(text, after)
  if (words.reporting.has(word) || words.followers.has(word)) return true
  if (words.definite.includes(word)) return true
  return /^\p{Lu}/u.test(text.slice(after.start, after.end))
}

/** Names of countries, peoples and cities in lower case: where an outlet is from. */
export const originsOf = oncePer(({ people }: Language): ReadonlySet<string> => {
  const { countries, cities } = people
  const words = countries.flatMap(({ names, adjectives }) => [...names, ...adjectives])
  return new Set([...words, ...cities].map((word) => word.toLowerCase()))
})
