/**
 * The words and marks of a text, in typed arrays: token `i` is `text.slice(starts[i], ends[i])`.
 *
 * A word keeps its inner hyphens, apostrophes and points ("run-off", "don't", "U.S.", "1,200.5",
 * "Harbour.com"); endings that are words of their own ("'s", "'ll", "'ve") are tokens of their own.
 * Two single marks (`''`, `’’` or two backticks) are one token.
 */
export interface Tokens {
  readonly text: string
  readonly count: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Character code of a mark (`''` has that of `"`, `’’` that of `”`); 0 for words and numbers. */
  readonly codes: Uint16Array
  /** Bits of `Shape`. */
  readonly shapes: Uint8Array
  /** Hash of the word in lower case, curly apostrophes as straight ones; 0 for marks. */
  readonly hashes: Int32Array
  readonly numbers: TokenNumbers
}

/** Vocabulary numbers of the words, filled in by `lexicon.ts`. */
interface TokenNumbers {
  list: Int32Array
  /** Size of the vocabulary when they were filled in. */
  known: number
}

export const Shape = {
  /** Begins with a letter or a digit, or is an ending such as "'s". */
  WORD: 1,
  /** The first letter is a capital. */
  CAPITAL: 2,
  /** Every letter is a capital. */
  UPPER: 4,
  /** Begins with a digit. */
  DIGIT: 8,
  /** Ends with a point that belongs to it: "U.S.". */
  POINTED: 16,
  /** An ending such as "'s". */
  ENDING: 32,
  /** No white space before it. */
  TIGHT: 64,
  /** A word that may hold more than the letters of ASCII: "run-off", "l'eau", "Élan". */
  MIXED: 128,
} as const

const QUOTE = 34
const APOSTROPHE = 39
const HYPHEN = 45
const BACKTICK = 96
const CURLY_OPEN = 0x2018
const CURLY_CLOSE = 0x2019
const DOUBLE_OPEN = 0x201c
const DOUBLE_CLOSE = 0x201d

/** The last result: consecutive stages of extraction tokenize the same text. */
let last: Tokens | null = null

/** Split a text into tokens, in one pass. */
export function tokenize(text: string): Tokens {
  if (last?.text === text) return last
  const tokens = cut(text)
  last = text.length > MAX_REUSED_LENGTH ? null : tokens
  return tokens
}

function cut(text: string): Tokens {
  const rows = rowsFor(text.length)
  let count = 0
  let tight = 0
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at)
    if (isBlank(code)) {
      tight = 0
      at += 1
      continue
    }
    rows.starts[count] = at
    if (isAsciiLetter(code)) at = readWord(text, at, rows, count, tight)
    else if (isDigit(code) || isLetter(code)) at = readMixed(text, at, at + 1, rows, count, tight)
    else at = readMark(text, at, rows, count, tight)
    rows.ends[count] = at
    count += 1
    tight = Shape.TIGHT
  }
  return {
    text,
    count,
    starts: rows.starts.slice(0, count),
    ends: rows.ends.slice(0, count),
    codes: rows.codes.slice(0, count),
    shapes: rows.shapes.slice(0, count),
    hashes: rows.hashes.slice(0, count),
    numbers: { list: new Int32Array(0), known: 0 },
  }
}

type Rows = Pick<Tokens, 'starts' | 'ends' | 'codes' | 'shapes' | 'hashes'>

const CAPITALISED = Shape.WORD | Shape.CAPITAL
const CAPITALS = CAPITALISED | Shape.UPPER

/** Fast path for ASCII words: finds end, shape and hash in one pass. */
function readWord(text: string, start: number, rows: Rows, index: number, tight: number): number {
  const first = text.charCodeAt(start)
  let hash = addToHash(NO_HASH, first)
  let bits = first
  let at = start + 1
  let code = text.charCodeAt(at)
  for (; isAsciiLetter(code); code = text.charCodeAt(at)) {
    hash = addToHash(hash, code)
    bits |= code
    at += 1
  }
  if (mayGoOn(code, at - start) || isSiteAt(text, at))
    return readMixed(text, start, at, rows, index, tight)
  const shape = first & SMALL ? Shape.WORD : bits & SMALL ? CAPITALISED : CAPITALS
  rows.codes[index] = 0
  rows.shapes[index] = tight | shape
  rows.hashes[index] = hash
  return at
}

/** The bit by which small letters differ from capitals. */
const SMALL = 32

/** Whether a character may continue a word of ASCII letters. */
function mayGoOn(code: number, letters: number): boolean {
  if (code === 46) return letters === 1
  return code >= 128 || isDigit(code) || code === APOSTROPHE || code === HYPHEN
}

// "Harbour.com", "Selm.co.example"; "shut.The" and "shut.and" lack a blank.
const SITE_ENDING = /\.(?:com|net|org|co|info|news|tv|gov|edu)(?:\.[a-z]{2,3})?(?![\p{L}\p{N}])/uy

/** Whether the ending of a site's address begins at an offset. */
function isSiteAt(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 46 || !isAsciiLetter(text.charCodeAt(at + 1))) return false
  SITE_ENDING.lastIndex = at
  return SITE_ENDING.test(text)
}

/** @param from - up to where all is part of the word */
function readMixed(
  text: string,
  start: number,
  from: number,
  rows: Rows,
  index: number,
  tight: number,
): number {
  const end = wordEnd(text, start, from)
  rows.codes[index] = 0
  rows.shapes[index] = tight | shapeOf(text, start, end) | Shape.MIXED
  rows.hashes[index] = hashOf(text, start, end)
  return end
}

function readMark(text: string, start: number, rows: Rows, index: number, tight: number): number {
  const code = text.charCodeAt(start)
  const ending = tight && isApostrophe(code) ? endingLength(text, start) : 0
  if (ending > 0) {
    rows.codes[index] = 0
    rows.shapes[index] = tight | Shape.WORD | Shape.ENDING
    rows.hashes[index] = hashOf(text, start, start + ending)
    return start + ending
  }
  const double = isDouble(text, start, tight)
  rows.codes[index] = double ? doubleOf(code) : code
  rows.shapes[index] = tight
  rows.hashes[index] = 0
  return start + (double ? 2 : 1)
}

/** Arrays for longer texts are not reused. */
const MAX_REUSED_LENGTH = 1 << 18

/**
 * Reuse the arrays of the last text, into which tokens are written before their number is known.
 *
 * @returns a function that gives arrays of at least a length; they are valid until its next call
 */
export function reuseArrays<Rows>(create: (length: number) => Rows): (length: number) => Rows {
  let capacity = 1 << 14
  let reused = create(capacity)
  return (length) => {
    if (length <= capacity) return reused
    const rows = create(length)
    if (length <= MAX_REUSED_LENGTH) [reused, capacity] = [rows, length]
    return rows
  }
}

const rowsFor = reuseArrays(createRows)

function createRows(length: number): Rows {
  return {
    starts: new Int32Array(length),
    ends: new Int32Array(length),
    codes: new Uint16Array(length),
    shapes: new Uint8Array(length),
    hashes: new Int32Array(length),
  }
}

/** The text of a token. */
export function tokenText(tokens: Tokens, index: number): string {
  return tokens.text.slice(tokens.starts[index], tokens.ends[index])
}

/** Whether a token is a word, given in lower case with straight apostrophes. */
export function isToken({ text, starts, ends, count }: Tokens, index: number, word: string) {
  return index < count && standsAt(word, text, starts[index] ?? 0, ends[index] ?? 0)
}

/** Whether the text between two offsets is a word, given in lower case; ignores ASCII case. */
export function standsAt(word: string, text: string, start: number, end: number): boolean {
  if (end - start !== word.length) return false
  for (let at = 0; at < word.length; at += 1) {
    if (lowered(text.charCodeAt(start + at)) !== word.charCodeAt(at)) return false
  }
  return true
}

/** Index of the first token that ends after an offset; `count` when there is none. */
export function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0
  let high = tokens.count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens.ends[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

function isBlank(code: number): boolean {
  if (code > 32 && code < 0xa0) return false
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x202f ||
    code === 0x3000 ||
    code === 0xfeff
  )
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isAsciiLetter(code: number): boolean {
  const small = code | SMALL
  return small >= 97 && small <= 122
}

/** Letters of any script: neither ASCII nor punctuation nor white space. */
function isLetter(code: number): boolean {
  if (code < 128) return isAsciiLetter(code)
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba
  if (code === 0xd7 || code === 0xf7) return false
  return !(code >= 0x2000 && code <= 0x2bff) && !(code >= 0x3000 && code <= 0x303f) && code < 0xff00
}

function isApostrophe(code: number): boolean {
  return code === APOSTROPHE || code === CURLY_CLOSE || code === CURLY_OPEN
}

/** Where the word ends that goes on up to `from` at least. */
function wordEnd(text: string, start: number, from: number): number {
  let at = from
  let points = 0
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (isLetter(code) || isDigit(code)) continue
    const next = text.charCodeAt(at + 1)
    if (isApostrophe(code) && isLetter(next)) {
      if (endingLength(text, at) > 0) break
    } else if (code === HYPHEN || code === 0x2010 || code === 0x2011) {
      if (!isLetter(next) && !isDigit(next)) break
    } else if (code === 46) {
      if (isDigit(next) && isDigit(text.charCodeAt(at - 1))) continue
      if (isSiteAt(text, at)) {
        at = SITE_ENDING.lastIndex
        break
      }
      const single = at - start === 1 || text.charCodeAt(at - 2) === 46
      if (!single || !isLetter(text.charCodeAt(at - 1))) break
      if (isLetter(next) && text.charCodeAt(at + 2) === 46) points += 1
      else if (points === 0) break
      else return at + 1
    } else if (!(code === 44 && isDigit(next) && isDigit(text.charCodeAt(at - 1)))) break
  }
  return at
}

/** Two single marks; of three after a word, the first closes an inner quotation by itself. */
function isDouble(text: string, at: number, tight: number): boolean {
  const code = text.charCodeAt(at)
  if (!isApostrophe(code) && code !== BACKTICK) return false
  if (text.charCodeAt(at + 1) !== code) return false
  return !(tight && text.charCodeAt(at + 2) === code && text.charCodeAt(at + 3) !== code)
}

/** The double mark that two single ones stand for. */
function doubleOf(single: number): number {
  if (single === CURLY_OPEN) return DOUBLE_OPEN
  return single === CURLY_CLOSE ? DOUBLE_CLOSE : QUOTE
}

/** Length of an ending ("'s", "'ll", "'ve", "'re", "'d", "'m") that begins at an apostrophe, or 0. */
function endingLength(text: string, at: number): number {
  const first = text.charCodeAt(at + 1) | 32
  const afterOne = text.charCodeAt(at + 2)
  if (!isLetter(afterOne) && !isDigit(afterOne)) {
    return first === 115 || first === 100 || first === 109 ? 2 : 0
  }
  const second = afterOne | 32
  const pair =
    (first === 108 && second === 108) ||
    (first === 118 && second === 101) ||
    (first === 114 && second === 101)
  const afterTwo = text.charCodeAt(at + 3)
  return pair && !isLetter(afterTwo) && !isDigit(afterTwo) ? 3 : 0
}

function isCapital(code: number): boolean {
  if (code < 128) return code >= 65 && code <= 90
  if (code < 0xc0) return false
  const letter = String.fromCharCode(code)
  return letter !== letter.toLowerCase()
}

/** Bits of `Shape` that a word has by its letters. */
export function shapeOf(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start)
  let shape: number = Shape.WORD
  if (isDigit(first)) shape |= Shape.DIGIT
  else if (isCapital(first)) {
    shape |= Shape.CAPITAL | Shape.UPPER
    for (let at = start + 1; at < end; at += 1) {
      const code = text.charCodeAt(at)
      if (isLetter(code) && !isCapital(code)) {
        shape &= ~Shape.UPPER
        break
      }
    }
  }
  return text.charCodeAt(end - 1) === 46 ? shape | Shape.POINTED : shape
}

/** FNV-1a over the characters in lower case. */
export function hashOf(text: string, start: number, end: number): number {
  let hash = NO_HASH
  for (let at = start; at < end; at += 1) hash = addToHash(hash, text.charCodeAt(at))
  return hash
}

/** The hash of nothing, to which the characters of a word are added. */
export const NO_HASH = 0x811c9dc5

export function addToHash(hash: number, code: number): number {
  return Math.imul(hash ^ lowered(code), 0x01000193)
}

/** A character as `hashOf` and the lexicon compare it: ASCII in lower case, apostrophes straight. */
export function lowered(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code | 32 : code
  return code === CURLY_CLOSE || code === CURLY_OPEN ? APOSTROPHE : code
}
