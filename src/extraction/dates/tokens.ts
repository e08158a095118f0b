import type { DateSlots } from '../../languages/date-words.ts'
import type { Span } from '../../model/span.ts'
import { lowerWord } from '../../text/lower-words.ts'
import { keepRoom } from '../../text/room.ts'
import { addToHash, hashOf, NO_HASH, standsAt } from '../../text/tokens.ts'
import { traitsOf, type WordTraits } from '../../text/word-traits.ts'
import { isDigit, isLetter } from './characters.ts'
import { readFigure } from './figures.ts'

export type TokenKind =
  'WORD' | 'NUMBER' | 'ORDINAL' | 'CLOCK' | 'DAY' | 'NUMERIC' | 'DECADE' | 'MARK'

/** A word, a number or a mark, as the grammar of dates needs it. */
export interface Token {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
  /** Lower case, `’` as `'`; "a.m." is one word, `a.m`. */
  readonly word: string
  readonly capital: boolean
  /** No blank before it. */
  readonly glued: boolean
  /** Value of a number or ordinal, else null. */
  readonly number: number | null
  /** Written as four digits, or spelled as a year is: "nineteen ninety-six". */
  readonly yearLike: boolean
  /** What clocks, ISO dates and 3/4/2021 state by themselves. */
  readonly slots: DateSlots | null
}

/**
 * The tokens of a stretch of text, in order. Few of them are ever looked at, near what may be an
 * expression of time; those are made when somebody asks, the others are four numbers each.
 */
export interface Tokens {
  readonly text: string
  readonly rows: TokenRows
  /** Where its tokens begin in the rows. */
  readonly first: number
  readonly count: number
  readonly made: (Token | undefined)[]
}

/** Token `i` is `text.slice(starts[i], ends[i])`. */
export interface TokenRows {
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Hash of the word in lower case, by which most words are told to be none of those listed. */
  readonly hashes: Int32Array
  /** Bits of `Trait`. */
  readonly traits: Uint16Array
}

export const Trait = {
  CAPITAL: 1,
  GLUED: 2,
  MARK: 4,
  /** Neither a word nor a mark. */
  FIGURE: 8,
  /** Perhaps a word with which an expression begins. */
  OPENS: 16,
  /** Perhaps a word with which a spelled number begins. */
  COUNTS: 32,
  /** Perhaps "a", with which one begins only before a word that multiplies: "a hundred". */
  ARTICLE: 64,
  MULTIPLIES: 128,
  /** Perhaps a word by which an expression is told to be over or ahead, or a mark that ends it. */
  POINTS: 512,
  /** Perhaps "anniversary", in any of its forms. */
  ANNIVERSARY: 256,
} as const

/** The token at an index; undefined outside of the stretch. */
export function tokenIn(tokens: Tokens, index: number): Token | undefined {
  if (index < 0 || index >= tokens.count) return undefined
  return (tokens.made[index] ??= makeToken(tokens, tokens.first + index))
}

/** The word at an index; empty outside of the stretch. */
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
    glued: (traits & Trait.GLUED) !== 0,
    number: null,
    yearLike: false,
    slots: null,
  }
}

/** The last point of "a.m." belongs to the token and not to its word. */
function wordEnd(text: string, end: number): number {
  return text.charCodeAt(end - 1) === POINT ? end - 1 : end
}

function markAt(text: string, at: number): string {
  return String.fromCharCode(plainMark(text.charCodeAt(at)))
}

/** Curly apostrophes as straight ones, the dashes that join as hyphens. */
function plainMark(code: number): number {
  if (code === 0x2019 || code === 0x2018) return 39
  return code === 0x2013 || code === 0x2011 ? 45 : code
}

/** Whether a word ends with one of some endings, given in lower case. */
export function endsInOne(
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

/** Index of the first token from one on that has one of some traits; `count` when none has. */
export function nextWith({ rows: { traits }, first, count }: Tokens, from: number, some: number) {
  let at = first + from
  while (at < first + count && ((traits[at] ?? 0) & some) === 0) at += 1
  return at - first
}

/** 0 outside of the stretch. */
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

/** Put tokens in the places of others, which are gone from then on, from the rows too. */
export function joinTokens(tokens: Tokens, joined: readonly Joined[]): Tokens {
  const { text, rows, first, count } = tokens
  const made: (Token | undefined)[] = []
  let done = 0
  let to = 0
  for (let at = 0; at < count; to += 1) {
    const next = joined[done]
    const token = next?.first === at ? next.token : undefined
    moveRow(rows, first + at, first + to)
    if (token) rows.traits[first + to] = Trait.FIGURE
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

const SPACE = 32
const POINT = 46

/**
 * Cut stretches of a text into tokens.
 *
 * @param spans - in reading order
 * @param listed - the traits of words that are looked for
 */
export function findTokens(text: string, spans: readonly Span[], listed: WordTraits): Tokens[] {
  const rows = roomFor(spans.reduce((sum, { start, end }) => sum + end - start, 0))
  const stretches: Omit<Tokens, 'rows'>[] = []
  let count = 0
  for (const span of spans) {
    const stretch = cut(text, span, rows, count, listed)
    stretches.push(stretch)
    count += stretch.count
  }
  const kept = keepRows(rows, count)
  return stretches.map(({ first, count, made }) => ({ text, rows: kept, first, count, made }))
}

/** Used again for the next text. */
const roomFor = keepRoom(makeRows)

function makeRows(length: number): TokenRows {
  return {
    starts: new Int32Array(length),
    ends: new Int32Array(length),
    hashes: new Int32Array(length),
    traits: new Uint16Array(length),
  }
}

function keepRows({ starts, ends, hashes, traits }: TokenRows, count: number): TokenRows {
  return {
    starts: starts.slice(0, count),
    ends: ends.slice(0, count),
    hashes: hashes.slice(0, count),
    traits: traits.slice(0, count),
  }
}

function cut(
  text: string,
  { start, end }: Span,
  rows: TokenRows,
  first: number,
  listed: WordTraits,
): Omit<Tokens, 'rows'> {
  const made: (Token | undefined)[] = []
  let count = first
  let glued = 0
  for (let at = start; at < end; count += 1) {
    const code = text.charCodeAt(at)
    if (code <= SPACE || code === 0xa0) {
      glued = 0
      at += 1
      count -= 1
      continue
    }
    rows.starts[count] = at
    if (isLetter(code)) at = readWord(text, at, end, rows, count, glued, listed)
    else if (isDigit(code)) {
      const figure = readFigure(text, at, end, glued !== 0)
      made[count - first] = figure
      rows.traits[count] = glued | (figure.kind === 'MARK' ? Trait.MARK : Trait.FIGURE)
      rows.hashes[count] = hashOf(text, at, figure.end)
      at = figure.end
    } else {
      const hash = addToHash(NO_HASH, plainMark(code))
      rows.traits[count] = glued | Trait.MARK | traitsOf(listed, hash)
      rows.hashes[count] = hash
      at += 1
    }
    rows.ends[count] = at
    glued = Trait.GLUED
  }
  return { text, first, count: count - first, made }
}

/** @returns where the word ends that begins at `start` */
function readWord(
  text: string,
  start: number,
  end: number,
  { hashes, traits }: TokenRows,
  index: number,
  glued: number,
  listed: WordTraits,
): number {
  const first = text.charCodeAt(start)
  const isCapital = (first >= 65 && first <= 90) || first > 191
  let hash = addToHash(NO_HASH, first)
  let at = start + 1
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if (!isLetter(code)) break
    hash = addToHash(hash, code)
  }
  const pointed = pointedEnd(text, start, at, end)
  if (pointed > at) hash = hashOf(text, start, pointed)
  hashes[index] = hash
  traits[index] = glued | (isCapital ? Trait.CAPITAL : 0) | traitsOf(listed, hash)
  return pointed > at && pointed < end && text.charCodeAt(pointed) === POINT ? pointed + 1 : pointed
}

/** "a.m.", "B.C.E.": single letters with points between them, the last point left out. */
function pointedEnd(text: string, start: number, letters: number, end: number): number {
  let at = letters
  while ((at - start === 1 || at - start === 3) && isPointAndLetter(text, at, end)) at += 2
  return at
}

function isPointAndLetter(text: string, at: number, end: number): boolean {
  return (
    text.charCodeAt(at) === POINT &&
    at + 1 < end &&
    isLetter(text.charCodeAt(at + 1)) &&
    !(at + 2 < end && isLetter(text.charCodeAt(at + 2)))
  )
}
