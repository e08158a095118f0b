import type { SourceWords } from '../../languages/source-words.ts'
import type { SourceKind } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { lowerWord, wordAfter, wordBefore } from './context.ts'

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
export function findDescriptions(text: string, span: Span, words: SourceWords): Description[] {
  const found: Description[] = []
  for (const match of text.slice(span.start, span.end).matchAll(patternOf(words))) {
    const start = span.start + match.index
    const noun = { start, end: start + match[0].length }
    found.push(describe(text, span.start, noun, words))
  }
  return found
}

/** All nouns, the longest first, as whole words. */
function patternOf(words: SourceWords): RegExp {
  const known = patterns.get(words)
  if (known) return known
  const nouns = [...words.nouns.keys(), ...words.plurals, ...words.shortNouns.keys()]
  const longestFirst = [...new Set(nouns)].sort((a, b) => b.length - a.length)
  const alternatives = longestFirst.map((noun) => noun.replaceAll(' ', '\\s')).join('|')
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${alternatives})(?![\\p{L}\\p{N}’'-])`, 'giu')
  patterns.set(words, pattern)
  return pattern
}

function describe(text: string, from: number, noun: Span, words: SourceWords): Description {
  let start = noun.start
  let qualified = false
  let state = false
  let determiner: Description['determiner'] = null
  for (let count = 0; count < MAX_WORDS && determiner === null; count += 1) {
    const before = wordBefore(text, start)
    if (!before || before.start < from) break
    const word = lowerWord(text, before)
    determiner = determinerOf(word, words)
    const isState = words.stateWords.has(word)
    const tells = isState || words.qualities.has(word) || isOwnerOrOrigin(text, before, words)
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
  if (word === words.definite) return 'DEFINITE'
  return words.indefinite.includes(word) ? 'INDEFINITE' : null
}

/** "North's", "country's", "Chinese". */
function isOwnerOrOrigin(text: string, span: Span, words: SourceWords): boolean {
  const word = lowerWord(text, span)
  if (word.endsWith(`'${words.possessive}`)) return true
  return /^\p{Lu}/u.test(text.slice(span.start, span.end)) && !words.notNames.has(word)
}

/** Whether no further noun follows, which would make "newspaper" part of a "newspaper editor". */
export function endsPhrase(text: string, end: number, words: SourceWords): boolean {
  const after = wordAfter(text, end)
  if (!after) return true
  const word = lowerWord(text, after)
  if (words.reporting.has(word) || words.followers.has(word)) return true
  return /^\p{Lu}/u.test(text.slice(after.start, after.end))
}
