import type { DateSlots } from '../../languages/date-words.ts'
import { lowerWord } from '../../text/lower-words.ts'
import { standsAt } from '../../text/tokens.ts'

export type TokenKind =
  'WORD' | 'NUMBER' | 'ORDINAL' | 'CLOCK' | 'DAY' | 'NUMERIC' | 'DECADE' | 'MARK'

/** A word, a number or a mark. */
export interface Token {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
  /** Lower case, `’` as `'`; "a.m." is one word, `a.m`. */
  readonly word: string
  readonly capital: boolean
  /** No whitespace before it. */
  readonly tight: boolean
  /** Value of a number or ordinal, else null. */
  readonly number: number | null
  /** Written as four digits, or spelled as a year is: "nineteen ninety-six". */
  readonly yearLike: boolean
  /** Slots of clock times, ISO dates and 3/4/2021. */
  readonly slots: DateSlots | null
}

/**
 * The tokens of a stretch of text, in order, as rows of four numbers. Token objects are made on
 * first access, since few tokens are near an expression.
 */
export interface Tokens {
  readonly text: string
  readonly rows: TokenRows
  /** Index of its first token in the rows. */
  readonly first: number
  readonly count: number
  readonly made: (Token | undefined)[]
}

/** Token `i` is `text.slice(starts[i], ends[i])`. */
export interface TokenRows {
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Hash of the word in lower case, which rules most words out without making a string. */
  readonly hashes: Int32Array
  /** Bits of `Trait`. */
  readonly traits: Uint16Array
}

export const Trait = {
  CAPITAL: 1,
  TIGHT: 2,
  MARK: 4,
  /** Neither a word nor a mark. */
  NUMERAL: 8,
  /** May begin an expression; bits of words are set by hash, so collisions are possible. */
  OPENS: 16,
  /** May begin a spelled number. */
  NUMBER_WORD: 32,
  /** May be "a", which begins a number before a multiplier only: "a hundred". */
  ARTICLE: 64,
  MULTIPLIER: 128,
  /** May decide the direction of an expression, or end the window for it. */
  DIRECTION: 512,
  /** May be "anniversary", in any of its forms. */
  ANNIVERSARY: 256,
} as const

/** The token at an index; undefined outside the stretch. */
export function tokenIn(tokens: Tokens, index: number): Token | undefined {
  if (index < 0 || index >= tokens.count) return undefined
  return (tokens.made[index] ??= makeToken(tokens, tokens.first + index))
}

/** The word at an index; empty outside the stretch. */
export function wordAt(tokens: Tokens, index: number): string {
  return tokenIn(tokens, index)?.word ?? ''
}

function makeToken({ text, rows }: Tokens, at: number): Token {
  const [start = 0, end = 0, traits = 0] = [rows.starts[at], rows.ends[at], rows.traits[at]]
  const kind = traits & Trait.MARK ? 'MARK' : 'WORD'
  return {
    kind,
    start,
    end,
    word: kind === 'MARK' ? markAt(text, start) : lowerWord(text, start, wordEnd(text, end)),
    capital: (traits & Trait.CAPITAL) !== 0,
    tight: (traits & Trait.TIGHT) !== 0,
    number: null,
    yearLike: false,
    slots: null,
  }
}

/** The last point of "a.m." is part of the token and not of its word. */
function wordEnd(text: string, end: number): number {
  return text.charCodeAt(end - 1) === POINT ? end - 1 : end
}

function markAt(text: string, at: number): string {
  return String.fromCharCode(plainMark(text.charCodeAt(at)))
}

/** Whether a word ends with any of the endings, given in lower case. */
export function endsWithAny(
  { text, rows, first, count }: Tokens,
  index: number,
  endings: ReadonlySet<string>,
): boolean {
  if (index < 0 || index >= count) return false
  const end = rows.ends[first + index] ?? 0
  for (const ending of endings) {
    if (standsAt(ending, text, end - ending.length, end)) return true
  }
  return false
}

export function hasTrait({ rows, first, count }: Tokens, index: number, trait: number): boolean {
  return index >= 0 && index < count && ((rows.traits[first + index] ?? 0) & trait) !== 0
}

/** Index of the first token at or after `from` with any of the traits; `count` without one. */
export function nextWithTrait(
  { rows: { traits }, first, count }: Tokens,
  from: number,
  some: number,
) {
  let at = first + from
  while (at < first + count && ((traits[at] ?? 0) & some) === 0) at += 1
  return at - first
}

/** Hash of the word at an index; 0 outside the stretch. */
export function hashAt({ rows, first, count }: Tokens, index: number): number {
  return index >= 0 && index < count ? (rows.hashes[first + index] ?? 0) : 0
}

/** One token in the place of several. */
export interface Joined {
  /** Index of the first of them, and after the last. */
  readonly first: number
  readonly end: number
  /** A figure. */
  readonly token: Token
}

/** Replace runs of tokens by one token each, in place: the rows change too. */
export function joinTokens(tokens: Tokens, joined: readonly Joined[]): Tokens {
  const { text, rows, first, count } = tokens
  const made: (Token | undefined)[] = []
  let done = 0
  let to = 0
  for (let at = 0; at < count; to += 1) {
    const next = joined[done]
    const token = next?.first === at ? next.token : undefined
    moveRow(rows, first + at, first + to)
    if (token) rows.traits[first + to] = Trait.NUMERAL
    const kept = token ?? tokens.made[at]
    if (kept) made[to] = kept
    if (token) done += 1
    at = token && next ? next.end : at + 1
  }
  return { text, rows, first, count: to, made }
}

function moveRow({ starts, ends, hashes, traits }: TokenRows, from: number, to: number): void {
  if (from === to) return
  starts[to] = starts[from] ?? 0
  ends[to] = ends[from] ?? 0
  hashes[to] = hashes[from] ?? 0
  traits[to] = traits[from] ?? 0
}

/** Curly apostrophes as straight ones, the dashes that join as hyphens. */
export function plainMark(code: number): number {
  if (code === 0x2019 || code === 0x2018) return 39
  return code === 0x2013 || code === 0x2011 ? 45 : code
}

const POINT = 46
