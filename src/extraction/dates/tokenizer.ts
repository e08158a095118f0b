import type { DateSlots } from '../../languages/date-words.ts'
import type { Span } from '../../model/span.ts'
import { addToHash, hashOf, NO_HASH, reuseArrays } from '../../text/tokens.ts'
import { traitsOf, type WordTraits } from '../../text/word-traits.ts'
import { fullYear } from './calendar.ts'
import {
  plainMark,
  type Token,
  type TokenKind,
  type TokenRows,
  type Tokens,
  Trait,
} from './tokens.ts'

const SPACE = 32
const POINT = 46

/**
 * Tokenize stretches of a text.
 *
 * @param spans - in reading order
 * @param listed - trait bits of the listed words
 */
export function findTokens(text: string, spans: readonly Span[], listed: WordTraits): Tokens[] {
  const rows = rowsFor(spans.reduce((sum, { start, end }) => sum + end - start, 0))
  const stretches: Omit<Tokens, 'rows'>[] = []
  let count = 0
  for (const span of spans) {
    const stretch = tokenize(text, span, rows, count, listed)
    stretches.push(stretch)
    count += stretch.count
  }
  const kept = keepRows(rows, count)
  return stretches.map(({ first, count, made }) => ({ text, rows: kept, first, count, made }))
}

const rowsFor = reuseArrays(createRows)

function createRows(length: number): TokenRows {
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

function tokenize(
  text: string,
  { start, end }: Span,
  rows: TokenRows,
  first: number,
  listed: WordTraits,
): Omit<Tokens, 'rows'> {
  const made: (Token | undefined)[] = []
  let count = first
  let tight = 0
  for (let at = start; at < end; count += 1) {
    const code = text.charCodeAt(at)
    if (code <= SPACE || code === 0xa0) {
      tight = 0
      at += 1
      count -= 1
      continue
    }
    rows.starts[count] = at
    if (isLetter(code)) at = readWord(text, at, end, rows, count, tight, listed)
    else if (isDigit(code)) {
      const numeral = readNumeral(text, at, end, tight !== 0)
      made[count - first] = numeral
      rows.traits[count] = tight | (numeral.kind === 'MARK' ? Trait.MARK : Trait.NUMERAL)
      rows.hashes[count] = hashOf(text, at, numeral.end)
      at = numeral.end
    } else {
      const hash = addToHash(NO_HASH, plainMark(code))
      rows.traits[count] = tight | Trait.MARK | traitsOf(listed, hash)
      rows.hashes[count] = hash
      at += 1
    }
    rows.ends[count] = at
    tight = Trait.TIGHT
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
  tight: number,
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
  traits[index] = tight | (isCapital ? Trait.CAPITAL : 0) | traitsOf(listed, hash)
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

/** Forms that begin with a digit, tried in this order. */
const FORMS: readonly (readonly [TokenKind, RegExp])[] = [
  // 2021-03-04, 2021/03/04, 2021-03-04T05:06:07+09:00
  [
    'DAY',
    /(\d{4})[-/.](\d{2})[-/.](\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:?\d{2})?)?(?![\d/-])/y,
  ],
  // 3/4/2021, 3.4.2021
  ['NUMERIC', /(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])/y],
  // 10:35, 10:35:07
  ['CLOCK', /(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:]|\.\d)/y],
  // 1990s, 1990's, 90s
  ['DECADE', /(\d{3}|\d)0(?:['’]?s)(?![A-Za-z])/y],
  ['NUMBER', /\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?/y],
]

const PRICE = /[$€£¥#]/
const PERCENT = 37

/** Read the number, clock time or date that begins with a digit; a price is a mark. */
function readNumeral(text: string, start: number, end: number, tight: boolean): Token {
  const plain = digitsEnd(text, start)
  if (plain <= end && !goesOn(text, plain)) {
    return numeral(text, start, text.slice(start, plain), tight, 'NUMBER', null)
  }
  // "v2.10.2020"
  const isAttached = tight && isLetter(text.charCodeAt(start - 1))
  for (const [kind, form] of FORMS) {
    form.lastIndex = start
    const found = form.exec(text)
    if (!found || form.lastIndex > end) continue
    const slots = kind === 'NUMBER' ? null : slotsOf(kind, found)
    if (kind !== 'NUMBER' && (!slots || isAttached)) continue
    return numeral(text, start, found[0], tight, kind, slots)
  }
  return {
    kind: 'MARK',
    start,
    end: Math.min(end, start + 1),
    word: text.charAt(start),
    capital: false,
    tight,
    number: null,
    yearLike: false,
    slots: null,
  }
}

function digitsEnd(text: string, start: number): number {
  let at = start + 1
  while (isDigit(text.charCodeAt(at))) at += 1
  return at
}

/** Whether a character after digits may continue one of the forms: `-./:,'’s`. */
function goesOn(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (code >= 44 && code <= 47) || code === 58 || code === 39 || code === 0x2019 || code === 115
}

function numeral(
  text: string,
  start: number,
  literal: string,
  tight: boolean,
  kind: TokenKind,
  slots: DateSlots | null,
): Token {
  const priced = tight && PRICE.test(text.charAt(start - 1))
  return {
    kind: kind === 'NUMBER' && priced ? 'MARK' : kind,
    start,
    end: start + literal.length,
    word: literal,
    capital: false,
    tight,
    number: kind === 'NUMBER' && !priced ? Number(literal.replaceAll(',', '')) : null,
    yearLike: !priced && /^\d{4}$/.test(literal) && text.charCodeAt(start + 4) !== PERCENT,
    slots,
  }
}

function slotsOf(kind: TokenKind, found: RegExpExecArray): DateSlots | null {
  const [a, b, c, d, e, f] = found.slice(1).map((group) => (group ? Number(group) : undefined))
  if (a === undefined) return null
  if (kind === 'CLOCK') return b === undefined || a > 24 || b > 59 ? null : clock(a, b, c)
  if (kind === 'DECADE') return { decade: a }
  if (kind === 'NUMERIC') {
    if (c === undefined || d === undefined || a > 31 || c > 31) return null
    const digits = found[4]?.length === 2
    return { numeric: [a, c], year: digits ? fullYear(d) : d }
  }
  if (b === undefined || c === undefined || b > 12 || c > 31) return null
  const zone = found[7]
  const time = d === undefined || e === undefined ? {} : clock(d, e, f)
  return { year: a, month: b, day: c, ...time, ...(zone ? { zone } : {}) }
}

function clock(hour: number, minute: number, second: number | undefined): DateSlots {
  return { hour, minute, ...(second === undefined ? {} : { second }) }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Letters, and all characters from U+00C0 on except × and general punctuation. */
function isLetter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code > 191 && (code < 0x2000 || code > 0x206f) && code !== 0xd7)
  )
}
