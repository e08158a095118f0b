import type { DateSlots } from '../../languages/date-words.ts'
import { isDigit, isLetter } from './characters.ts'
import type { Token, TokenKind } from './tokens.ts'

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

const PRICE = /[$€£¥#]/
const PERCENT = 37

/** Read the number, the clock or the day that begins with a digit; a price is only a mark. */
export function readFigure(text: string, start: number, end: number, glued: boolean): Token {
  const plain = digitsEnd(text, start)
  if (plain <= end && !goesOn(text, plain)) {
    return figure(text, start, text.slice(start, plain), glued, 'NUMBER', null)
  }
  // "v2.10.2020"
  const isAttached = glued && isLetter(text.charCodeAt(start - 1))
  for (const [kind, form] of FORMS) {
    form.lastIndex = start
    const found = form.exec(text)
    if (!found || form.lastIndex > end) continue
    const slots = kind === 'NUMBER' ? null : slotsOf(kind, found)
    if (kind !== 'NUMBER' && (!slots || isAttached)) continue
    return figure(text, start, found[0], glued, kind, slots)
  }
  return {
    kind: 'MARK',
    start,
    end: Math.min(end, start + 1),
    word: text.charAt(start),
    capital: false,
    glued,
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

/** Whether what follows digits may belong to them, in any of the forms: `-./:,'’s`. */
function goesOn(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (code >= 44 && code <= 47) || code === 58 || code === 39 || code === 0x2019 || code === 115
}

function figure(
  text: string,
  start: number,
  literal: string,
  glued: boolean,
  kind: TokenKind,
  slots: DateSlots | null,
): Token {
  const priced = glued && PRICE.test(text.charAt(start - 1))
  return {
    kind: kind === 'NUMBER' && priced ? 'MARK' : kind,
    start,
    end: start + literal.length,
    word: literal,
    capital: false,
    glued,
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

/** Two digits: "07" is 2007, "69" is 1969, as POSIX reads them. */
export function fullYear(digits: number): number {
  return digits + (digits < 69 ? 2000 : 1900)
}
