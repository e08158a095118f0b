import type { DateSlots } from '../../languages/date-words.ts'
import type { Span } from '../../model/span.ts'
import type { Lexicon } from '../../text/lexicon.ts'

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
  /** May begin an expression or a spelled number; most words may not. */
  readonly opens: boolean
  /** Value of a number or ordinal, else null. */
  readonly number: number | null
  /** Written as four digits, or spelled as a year is: "nineteen ninety-six". */
  readonly yearLike: boolean
  /** What clocks, ISO dates and 3/4/2021 state by themselves. */
  readonly slots: DateSlots | null
}

/** Digits and what is written with them, tried in this order where a digit begins. */
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

const SPACE = 32
const PRICE = /[$€£¥#]/

/**
 * Cut a stretch of the body into tokens, in order.
 *
 * @param openers - the words that may begin an expression or a spelled number
 */
export function findTokens(body: string, start: number, end: number, openers: Lexicon): Token[] {
  const tokens: Token[] = []
  let at = start
  let glued = false
  while (at < end) {
    const code = body.charCodeAt(at)
    if (code <= SPACE || code === 0xa0) {
      glued = false
      at += 1
      continue
    }
    const token = isDigit(code)
      ? readNumber(body, at, end, glued)
      : isLetter(code)
        ? readWord(body, at, end, glued, openers)
        : readMark(body, at, glued)
    tokens.push(token)
    at = token.end
    glued = true
  }
  return tokens
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Letters, and whatever is not ASCII and no punctuation of the General Punctuation block. */
function isLetter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code > 191 && (code < 0x2000 || code > 0x206f) && code !== 0xd7)
  )
}

function readWord(
  body: string,
  start: number,
  end: number,
  glued: boolean,
  openers: Lexicon,
): Token {
  let at = start + 1
  while (at < end && isLetter(body.charCodeAt(at))) at += 1
  // "a.m.", "B.C.": single letters with points between them.
  while (
    at - start <= 3 &&
    (at - start) % 2 === 1 &&
    body.charCodeAt(at) === 46 &&
    at + 1 < end &&
    isLetter(body.charCodeAt(at + 1)) &&
    !(at + 2 < end && isLetter(body.charCodeAt(at + 2)))
  ) {
    at += 2
  }
  const word = body.slice(start, at).toLowerCase()
  if (word.includes('.') && body.charCodeAt(at) === 46 && at < end) at += 1
  const first = body.charCodeAt(start)
  const capital = (first >= 65 && first <= 90) || first > 191
  const opens = openers.valueAt(word, 0, word.length) !== 0
  return plain('WORD', { start, end: at }, word, capital, glued, opens)
}

function readMark(body: string, start: number, glued: boolean): Token {
  const mark = body.charAt(start)
  const word = mark === '’' || mark === '‘' ? "'" : mark === '–' || mark === '‑' ? '-' : mark
  return plain('MARK', { start, end: start + 1 }, word, false, glued, true)
}

function plain(
  kind: TokenKind,
  { start, end }: Span,
  word: string,
  capital: boolean,
  glued: boolean,
  opens: boolean,
): Token {
  return {
    kind,
    start,
    end,
    word,
    capital,
    glued,
    opens,
    number: null,
    yearLike: false,
    slots: null,
  }
}

function readNumber(body: string, start: number, end: number, glued: boolean): Token {
  // "v2.10.2020"
  const isAttached = glued && isLetter(body.charCodeAt(start - 1))
  for (const [kind, form] of FORMS) {
    form.lastIndex = start
    const found = form.exec(body)
    if (!found || form.lastIndex > end) continue
    const slots = kind === 'NUMBER' ? null : slotsOf(kind, found)
    if (kind !== 'NUMBER' && (!slots || isAttached)) continue
    const literal = found[0]
    const number = kind === 'NUMBER' ? Number(literal.replaceAll(',', '')) : null
    const priced = glued && PRICE.test(body.charAt(start - 1))
    return {
      kind: kind === 'NUMBER' && priced ? 'MARK' : kind,
      start,
      end: start + literal.length,
      word: literal,
      capital: false,
      glued,
      opens: true,
      number: priced ? null : number,
      yearLike: !priced && /^\d{4}$/.test(literal) && body.charCodeAt(start + 4) !== 37,
      slots,
    }
  }
  const span = { start, end: Math.min(end, start + 1) }
  return plain('MARK', span, body.charAt(start), false, glued, true)
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

/** Two digits: "07" is 2007, "69" is 1969, as POSIX reads them. */
export function fullYear(digits: number): number {
  return digits + (digits < 69 ? 2000 : 1900)
}
