import type { Language } from '../../languages/language.ts'
import type { SourceWords } from '../../languages/source-words.ts'
import type { SourceKind } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { lowerWord, wordAfter, wordBefore } from './context.ts'
import { originsOf } from './origins.ts'

/** A noun for a medium with the words that describe it: "the North's state media". */
export interface Description {
  readonly span: Span
  readonly noun: Span
  /** STATE_MEDIA when the words say so; null for several media at once. */
  readonly kind: SourceKind | null
  readonly determiner: 'DEFINITE' | 'INDEFINITE' | null
  /** Something tells this medium from others: "local", "China's", "Northern". */
  readonly qualified: boolean
  readonly state: boolean
  /** Also the thing itself, not only a medium: "television". */
  readonly mass: boolean
}

const patterns = new WeakMap<SourceWords, RegExp>()
const MAX_WORDS = 6

/** Find the nouns for media in a stretch of text that has neither names nor other nouns behind them. */
export function findDescriptions(text: string, span: Span, language: Language): Description[] {
  const found: Description[] = []
  for (const match of text.slice(span.start, span.end).matchAll(patternOf(language.sources))) {
    const start = span.start + match.index
    const noun = { start, end: start + match[0].length }
    if (isWhole(text, noun)) found.push(describe(text, span.start, noun, language))
  }
  return found
}

/** Not a part of a longer word: "dailies", "multi-media". */
function isWhole(text: string, { start, end }: Span): boolean {
  return (
    !/[\p{L}\p{N}-]/u.test(text.charAt(start - 1)) && !/[\p{L}\p{N}'’-]/u.test(text.charAt(end))
  )
}

/** All nouns, the longest first, as whole words; with a capital they are part of a name. */
function patternOf(words: SourceWords): RegExp {
  const known = patterns.get(words)
  if (known) return known
  const nouns = [...words.nouns.keys(), ...words.plurals, ...words.shortNouns.keys()]
  const longestFirst = [...new Set(nouns)].sort((a, b) => b.length - a.length)
  const alternatives = longestFirst.map(asPrinted).join('|')
  const pattern = new RegExp(`\\b(?:${alternatives})\\b`, 'g')
  patterns.set(words, pattern)
  return pattern
}

/** Any white space between the words; abbreviations in capitals too ("TV station"). */
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
    const tells =
      isState ||
      words.qualities.has(word) ||
      isOwnerOrOrigin(text, before, start, reporting, language)
    if (determiner === null && !tells) break
    start = before.start
    state ||= isState
    qualified ||= tells
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
 * "North's", "country's", "Chinese", the "North" of "North Korean", "Seoul-based"; any name where
 * the medium reports: "Selm radio said".
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

/** Whether no further noun follows, which would make "newspaper" part of a "newspaper editor". */
export function endsPhrase(text: string, end: number, words: SourceWords): boolean {
  const after = wordAfter(text, end)
  if (!after) return true
  const word = lowerWord(text, after)
  if (words.reporting.has(word) || words.followers.has(word)) return true
  return /^\p{Lu}/u.test(text.slice(after.start, after.end))
}
