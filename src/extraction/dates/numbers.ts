import type { NumberWords } from '../../languages/date-words.ts'
import type { Token } from './tokens.ts'

/** The words that can begin a spelled number. */
export function numberStarts({ ones, tens, ordinals, article }: NumberWords): ReadonlySet<string> {
  return new Set([article, ...[ones, tens, ordinals].flatMap((words) => Object.keys(words))])
}

/**
 * Join spelled and mixed numbers into one token each: "twenty-four", "nineteen ninety-six",
 * "two and a half", "2 1/2", "21st". Ordinals too: "twenty-first".
 *
 * @param starts - see `numberStarts`
 */
export function joinNumbers(
  tokens: readonly Token[],
  words: NumberWords,
  starts: ReadonlySet<string>,
): Token[] {
  const joined: Token[] = []
  let at = 0
  while (at < tokens.length) {
    const token = tokens[at]
    if (!token) break
    const number =
      token.kind === 'NUMBER'
        ? readDigits(tokens, at, words)
        : token.opens && starts.has(token.word)
          ? readSpelled(tokens, at, words)
          : null
    if (number) {
      joined.push(merge(token, tokens[number.next - 1] ?? token, number))
      at = number.next
    } else {
      joined.push(token)
      at += 1
    }
  }
  return joined
}

interface Read {
  readonly value: number
  /** Index after the last token taken. */
  readonly next: number
  readonly ordinal: boolean
  readonly yearLike: boolean
}

function merge(first: Token, last: Token, { value, ordinal, yearLike }: Read): Token {
  return {
    ...first,
    kind: ordinal ? 'ORDINAL' : 'NUMBER',
    end: last.end,
    number: value,
    yearLike,
  }
}

/** "2 1/2" and "21st"; a plain number stays as it is. */
function readDigits(tokens: readonly Token[], at: number, words: NumberWords): Read | null {
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (!token || token.number === null || !next) return null
  if (next.glued && next.kind === 'WORD' && words.suffixes.includes(next.word)) {
    return { value: token.number, next: at + 2, ordinal: true, yearLike: false }
  }
  const [top, slash, bottom] = [next, tokens[at + 2], tokens[at + 3]]
  if (!top.glued && top.number === 1 && slash?.word === '/' && bottom?.number === 2) {
    return { value: token.number + 0.5, next: at + 4, ordinal: false, yearLike: false }
  }
  return readHalf(
    tokens,
    { value: token.number, next: at + 1, ordinal: false, yearLike: token.yearLike },
    words,
    false,
  )
}

function readSpelled(tokens: readonly Token[], at: number, words: NumberWords): Read | null {
  const word = tokens[at]?.word
  if (word === undefined || tokens[at]?.kind !== 'WORD') return null
  const ordinal = words.ordinals[word]
  if (ordinal !== undefined) return { value: ordinal, next: at + 1, ordinal: true, yearLike: false }
  const first = readBelowHundred(tokens, at, words) ?? readArticle(tokens, at, words)
  if (!first) return null
  if (first.ordinal) return first
  const year = readYear(tokens, first, words)
  if (year) return year
  return readHalf(tokens, multiply(tokens, first, words), words, true)
}

/** "seven", "seventeen", "seventy", "seventy-seven", "seventy-seventh". */
function readBelowHundred(tokens: readonly Token[], at: number, words: NumberWords): Read | null {
  const word = tokens[at]?.word ?? ''
  const tens = words.tens[word]
  if (tens === undefined) {
    const one = words.ones[word]
    return one === undefined ? null : { value: one, next: at + 1, ordinal: false, yearLike: false }
  }
  const next = tokens[at + 1]?.word === '-' ? at + 2 : at + 1
  const last = tokens[next]?.word ?? ''
  const one = words.ones[last]
  if (one !== undefined && one < 10)
    return { value: tens + one, next: next + 1, ordinal: false, yearLike: false }
  const ordinal = words.ordinals[last]
  if (ordinal !== undefined && ordinal < 10) {
    return { value: tens + ordinal, next: next + 1, ordinal: true, yearLike: false }
  }
  return { value: tens, next: at + 1, ordinal: false, yearLike: false }
}

/** "a" of "a hundred". */
function readArticle(tokens: readonly Token[], at: number, words: NumberWords): Read | null {
  const multiplier = words.multipliers[tokens[at + 1]?.word ?? '']
  if (tokens[at]?.word !== words.article || multiplier === undefined) return null
  return { value: 1, next: at + 1, ordinal: false, yearLike: false }
}

/** "nineteen ninety-six", "two thousand and one". */
function readYear(tokens: readonly Token[], first: Read, words: NumberWords): Read | null {
  if (first.value >= 11 && first.value <= 20) {
    const rest = readBelowHundred(tokens, first.next, words)
    if (rest && !rest.ordinal && rest.value >= 10) {
      return { ...rest, value: first.value * 100 + rest.value, yearLike: true }
    }
  }
  return null
}

function multiply(tokens: readonly Token[], first: Read, words: NumberWords): Read {
  let read = first
  for (;;) {
    const by = words.multipliers[tokens[read.next]?.word ?? '']
    if (by === undefined) return read
    read = {
      ...read,
      value: read.value * by,
      next: read.next + 1,
      yearLike: first.value === 2 && by === 1000,
    }
    const and = tokens[read.next]?.word === words.and ? read.next + 1 : read.next
    const rest = readBelowHundred(tokens, and, words)
    if (rest && !rest.ordinal && rest.value < by)
      read = { ...read, value: read.value + rest.value, next: rest.next }
  }
}

/** "two and a half", "six-and-a-half". */
function readHalf(
  tokens: readonly Token[],
  read: Read,
  words: NumberWords,
  always: boolean,
): Read | null {
  let next = read.next
  for (const word of [words.and, ...words.half]) {
    if (tokens[next]?.word === '-') next += 1
    if (tokens[next]?.word !== word) return always ? read : null
    next += 1
  }
  return { ...read, value: read.value + 0.5, next }
}
