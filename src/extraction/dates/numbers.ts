import type { NumberWords } from '../../languages/date-words.ts'
import {
  hasTrait,
  type Joined,
  joinTokens,
  nextWithTrait,
  tokenIn,
  type TokenKind,
  type Tokens,
  Trait,
  wordAt,
} from './tokens.ts'

/** Trait bits of number words. */
export function numberTraits({
  ones,
  tens,
  ordinals,
  article,
  multipliers,
}: NumberWords): [string[], number][] {
  return [
    [[ones, tens, ordinals].flatMap((words) => Object.keys(words)), Trait.NUMBER_WORD],
    [[article], Trait.ARTICLE],
    [Object.keys(multipliers), Trait.MULTIPLIER],
  ]
}

const BEGINS = Trait.NUMERAL | Trait.NUMBER_WORD | Trait.ARTICLE

/**
 * Join spelled and mixed numbers into one token each: "twenty-four", "nineteen ninety-six",
 * "two and a half", "2 1/2", "21st". Ordinals too: "twenty-first".
 */
export function joinNumbers(tokens: Tokens, words: NumberWords): Tokens {
  const numbers: Joined[] = []
  for (let at = nextWithTrait(tokens, 0, BEGINS); at < tokens.count;) {
    const number = readNumber(tokens, at, words)
    const joined = number && merge(tokens, at, number)
    if (joined) numbers.push(joined)
    at = nextWithTrait(tokens, joined ? joined.end : at + 1, BEGINS)
  }
  return numbers.length === 0 ? tokens : joinTokens(tokens, numbers)
}

function readNumber(tokens: Tokens, at: number, words: NumberWords): Read | null {
  if (hasTrait(tokens, at, Trait.NUMERAL)) return readDigits(tokens, at, words)
  const begins =
    hasTrait(tokens, at, Trait.NUMBER_WORD) || hasTrait(tokens, at + 1, Trait.MULTIPLIER)
  return begins ? readSpelled(tokens, at, words) : null
}

interface Read {
  readonly value: number
  /** Index after the last token taken. */
  readonly next: number
  readonly ordinal: boolean
  readonly yearLike: boolean
}

function merge(
  tokens: Tokens,
  at: number,
  { value, next, ordinal, yearLike }: Read,
): Joined | null {
  const first = tokenIn(tokens, at)
  if (!first) return null
  const kind: TokenKind = ordinal ? 'ORDINAL' : 'NUMBER'
  const end = tokenIn(tokens, next - 1)?.end ?? first.end
  const { start, word, capital, tight } = first
  const token = { kind, start, end, word, capital, tight, number: value, yearLike, slots: null }
  return { first: at, end: next, token }
}

/** "2 1/2" and "21st"; null for a plain number. */
function readDigits(tokens: Tokens, at: number, words: NumberWords): Read | null {
  const [token, next] = [tokenIn(tokens, at), tokenIn(tokens, at + 1)]
  if (!token || token.number === null || !next) return null
  if (next.tight && next.kind === 'WORD' && words.suffixes.includes(next.word)) {
    return { value: token.number, next: at + 2, ordinal: true, yearLike: false }
  }
  const [top, slash, bottom] = [next, tokenIn(tokens, at + 2), tokenIn(tokens, at + 3)]
  if (!top.tight && top.number === 1 && slash?.word === '/' && bottom?.number === 2) {
    return { value: token.number + 0.5, next: at + 4, ordinal: false, yearLike: false }
  }
  return readHalf(
    tokens,
    { value: token.number, next: at + 1, ordinal: false, yearLike: token.yearLike },
    words,
    false,
  )
}

/** Own properties only: "constructor" is a word of the text, too. */
function listed(numbers: Readonly<Record<string, number>>, word: string): number | undefined {
  return Object.hasOwn(numbers, word) ? numbers[word] : undefined
}

function readSpelled(tokens: Tokens, at: number, words: NumberWords): Read | null {
  const word = tokenIn(tokens, at)?.word
  if (word === undefined || tokenIn(tokens, at)?.kind !== 'WORD') return null
  const ordinal = listed(words.ordinals, word)
  if (ordinal !== undefined) return { value: ordinal, next: at + 1, ordinal: true, yearLike: false }
  const first = readBelowHundred(tokens, at, words) ?? readArticleWord(tokens, at, words)
  if (!first) return null
  if (first.ordinal) return first
  const year = readYear(tokens, first, words)
  if (year) return year
  return readHalf(tokens, multiply(tokens, first, words), words, true)
}

/** "seven", "seventeen", "seventy", "seventy-seven", "seventy-seventh". */
function readBelowHundred(tokens: Tokens, at: number, words: NumberWords): Read | null {
  const word = wordAt(tokens, at)
  const tens = listed(words.tens, word)
  if (tens === undefined) {
    const one = listed(words.ones, word)
    return one === undefined ? null : { value: one, next: at + 1, ordinal: false, yearLike: false }
  }
  const next = tokenIn(tokens, at + 1)?.word === '-' ? at + 2 : at + 1
  const last = wordAt(tokens, next)
  const one = listed(words.ones, last)
  if (one !== undefined && one < 10)
    return { value: tens + one, next: next + 1, ordinal: false, yearLike: false }
  const ordinal = listed(words.ordinals, last)
  if (ordinal !== undefined && ordinal < 10) {
    return { value: tens + ordinal, next: next + 1, ordinal: true, yearLike: false }
  }
  return { value: tens, next: at + 1, ordinal: false, yearLike: false }
}

/** "a" of "a hundred". */
function readArticleWord(tokens: Tokens, at: number, words: NumberWords): Read | null {
  const multiplier = listed(words.multipliers, wordAt(tokens, at + 1))
  if (tokenIn(tokens, at)?.word !== words.article || multiplier === undefined) return null
  return { value: 1, next: at + 1, ordinal: false, yearLike: false }
}

/** "nineteen ninety-six", "two thousand and one". */
function readYear(tokens: Tokens, first: Read, words: NumberWords): Read | null {
  if (first.value >= 11 && first.value <= 20) {
    const rest = readBelowHundred(tokens, first.next, words)
    if (rest && !rest.ordinal && rest.value >= 10) {
      return { ...rest, value: first.value * 100 + rest.value, yearLike: true }
    }
  }
  return null
}

function multiply(tokens: Tokens, first: Read, words: NumberWords): Read {
  let read = first
  for (;;) {
    const by = listed(words.multipliers, wordAt(tokens, read.next))
    if (by === undefined) return read
    read = {
      ...read,
      value: read.value * by,
      next: read.next + 1,
      yearLike: first.value === 2 && by === 1000,
    }
    const and = tokenIn(tokens, read.next)?.word === words.and ? read.next + 1 : read.next
    const rest = readBelowHundred(tokens, and, words)
    if (rest && !rest.ordinal && rest.value < by)
      read = { ...read, value: read.value + rest.value, next: rest.next }
  }
}

/** "two and a half", "six-and-a-half". */
function readHalf(tokens: Tokens, read: Read, words: NumberWords, always: boolean): Read | null {
  let next = read.next
  for (const word of [words.and, ...words.half]) {
    if (tokenIn(tokens, next)?.word === '-') next += 1
    if (tokenIn(tokens, next)?.word !== word) return always ? read : null
    next += 1
  }
  return { ...read, value: read.value + 0.5, next }
}
